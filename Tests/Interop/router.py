"""Travel times of gebuurd beside those of a router that shares no code with it.

    router.py EXTRACT GEBUURD [--pairs 500] [--seed 7]

Reads the extract with osmium, lays the streets out as Sources/Proximity/README.md says in words,
searches with networkx, and asks gebuurd the same: from house to house, by bicycle, on foot and by
car. Prints how the answers differ; exit status 1 when the middle one of a hundred does so by more
than one in a hundred, or when osmium cannot read what gebuurd exports.
"""

import argparse
import json
import math
import pathlib
import random
import subprocess
import sys
import tempfile

import networkx
import osmium

SPEED = {"bicycle": 15.0, "foot": 4.5, "car": 120.0}
TO_STREET = {"bicycle": 15.0, "foot": 4.5, "car": 15.0}
DETOUR = {"bicycle": 1.3, "foot": 1.3, "car": 1.4}
CROW = {"bicycle": 15.0, "foot": 4.5, "car": 35.0}

ROADS = "trunk primary secondary tertiary unclassified residential living_street service road"
LINKS = "trunk_link primary_link secondary_link tertiary_link"
USUAL = {way: {"bicycle", "foot", "car"} for way in (ROADS + " " + LINKS).split()}
USUAL |= {way: {"bicycle", "foot"} for way in ("track", "path", "cycleway")}
USUAL |= {way: {"foot"} for way in ("footway", "pedestrian", "steps", "bridleway", "corridor", "platform")}
USUAL |= {"motorway": {"car"}, "motorway_link": {"car"}, "busway": set()}

KEYS = {
    "bicycle": ("access", "vehicle", "bicycle"),
    "foot": ("access", "foot"),
    "car": ("access", "vehicle", "motor_vehicle", "motorcar"),
}
YES = {"yes", "designated", "permissive", "official", "destination", "customers", "delivery",
       "optional_sidepath"}
NO = {"no", "private", "use_sidepath", "agricultural", "forestry", "dismount"}

SURFACE = {}
for share, words in {
    1.0: "asphalt paved concrete concrete:plates chipseal",
    0.9: "wood metal concrete:lanes paving_stones bricks compacted fine_gravel",
    0.75: "sett cobblestone gravel unpaved dirt ground earth grass_paver pebblestone woodchips",
    0.55: "unhewn_cobblestone grass sand mud rock stepping_stones",
}.items():
    SURFACE |= dict.fromkeys(words.split(), share)
SMOOTHNESS = {"excellent": 1.0, "good": 1.0, "intermediate": 0.9, "bad": 0.75, "very_bad": 0.55,
              "horrible": 0.55, "very_horrible": 0.55, "impassable": 0.55}
GRADE = {"grade1": 1.0, "grade2": 0.9, "grade3": 0.75, "grade4": 0.75, "grade5": 0.55}

CAR = {"motorway": 110, "motorway_link": 80, "trunk": 80, "primary": 65, "trunk_link": 65,
       "secondary": 60, "primary_link": 60, "residential": 30, "road": 30,
       "living_street": 15, "service": 15, "track": 15}
CAR |= dict.fromkeys("tertiary unclassified secondary_link tertiary_link".split(), 45)

BARRIER_SHUT = {
    "bollard": {"car"}, "block": {"car"}, "planter": {"car"}, "jersey_barrier": {"car"},
    "cycle_barrier": {"car"}, "chicane": {"car"}, "motorcycle_barrier": {"car"},
    "horse_stile": {"car"}, "bus_trap": {"car"}, "sump_buster": {"car"},
    "stile": {"car", "bicycle"}, "turnstile": {"car", "bicycle"},
    "full-height_turnstile": {"car", "bicycle"},
    "kissing_gate": {"car"}, "hampshire_gate": {"car"},
    "wall": set(SPEED), "fence": set(SPEED), "hedge": set(SPEED), "debris": set(SPEED),
    "log": set(SPEED),
}
BARRIER_WAIT = {"gate": 10, "lift_gate": 10, "swing_gate": 10, "sliding_gate": 10, "stile": 10,
                "turnstile": 10, "full-height_turnstile": 10, "cycle_barrier": 10, "chicane": 10,
                "kissing_gate": 15, "hampshire_gate": 15}


def verdict(tags, means, usual):
    """Whether tags open a way: the most particular has the last word."""
    answer = usual
    for key in KEYS[means]:
        value = tags.get(key)
        if value in YES:
            answer = (answer or usual) if key in ("access", "vehicle") else True
        elif value in NO:
            answer = False
    return answer


def sense(value):
    return {"yes": 1, "true": 1, "1": 1, "-1": -1, "reverse": -1}.get(value, 0)


def one_way(tags, means):
    """1: along the way only, -1: against it only, 0: both."""
    if means == "foot":
        return sense(tags.get("oneway:foot"))
    implied = tags.get("junction") in ("roundabout", "circular") or tags.get(
        "highway", "").startswith("motorway")
    general = sense(tags.get("oneway", "yes" if implied else None))
    if means == "car":
        return sense(tags["oneway:motor_vehicle"]) if "oneway:motor_vehicle" in tags else general
    if "oneway:bicycle" in tags:
        return sense(tags["oneway:bicycle"])
    sides = ("cycleway", "cycleway:left", "cycleway:right", "cycleway:both")
    if any(tags.get(side, "").startswith("opposite") for side in sides):
        return 0
    if any(tags.get(side + ":oneway") in ("no", "-1") for side in sides[1:]):
        return 0
    return general


def roll(tags):
    """The share of the speed that a wheel keeps."""
    noted, felt = SURFACE.get(tags.get("surface")), SMOOTHNESS.get(tags.get("smoothness"))
    if felt:
        return min(felt, noted or 1.0)
    usual = {"track": 0.75, "bridleway": 0.75, "path": 0.9}.get(tags.get("highway"), 1.0)
    return noted or GRADE.get(tags.get("tracktype")) or usual


def drive(tags):
    """What a car makes of it, km/h."""
    usual = CAR.get(tags["highway"], 15)
    text = tags.get("maxspeed", "")
    digits = "".join(char for char in text[:3] if char.isdigit())
    zones = {"urban": 50, "zone30": 30, "rural": 70, "motorway": 120, "living_street": 20}
    limit = int(digits) if digits else zones.get(text.split(":")[-1], 20 if text == "walk" else 0)
    if not limit:
        return usual
    if text.endswith("mph"):
        limit = limit * 1.609
    return max(5, min(limit * (0.9 if limit >= 70 else 0.8), usual * 1.5, 130))


def speed(tags, means):
    """km/h on a way; None where one may not go. Ferries are not read: no extract of ours has any."""
    highway = tags.get("highway")
    if highway not in USUAL or (tags.get("area") == "yes" and highway != "pedestrian"):
        return None
    usual = means in USUAL[highway] and not (tags.get("motorroad") == "yes" and means != "car")
    may = verdict(tags, means, usual)
    if means == "car":
        return drive(tags) if may else None
    if means == "foot":
        return SPEED["foot"] * (0.6 if highway == "steps" else 1) if may else None
    walks = verdict(tags, "foot", "foot" in USUAL[highway])
    pushes = walks and (tags.get("bicycle") == "dismount" or (not may and "bicycle" not in tags))
    if not may and not pushes:
        return None
    if highway == "steps":
        return 1.5
    return 4.0 if pushes else SPEED["bicycle"] * roll(tags)


def metres(a, b):
    """Between two (north, east) in degrees."""
    north, east = math.radians(b[0] - a[0]), math.radians(b[1] - a[1])
    flat = math.cos(math.radians(a[0])) * math.cos(math.radians(b[0]))
    chord = math.sin(north / 2) ** 2 + flat * math.sin(east / 2) ** 2
    return 2 * 6_371_008.8 * math.asin(math.sqrt(chord))


class Extract:
    """Points, streets and houses."""

    def __init__(self, path):
        self.points, self.noted, self.ways, outlines, self.houses = {}, {}, [], [], []
        for thing in osmium.FileProcessor(str(path)):
            tags = {tag.k: tag.v for tag in thing.tags}
            if thing.is_node():
                self.points[thing.id] = (thing.lat, thing.lon)
                if tags:
                    self.noted[thing.id] = tags
                if "addr:housenumber" in tags:
                    self.houses.append((thing.lat, thing.lon))
            elif thing.is_way():
                nodes = [node.ref for node in thing.nodes]
                if "highway" in tags:
                    self.ways.append((nodes, tags))
                elif "addr:housenumber" in tags:
                    outlines.append(nodes)
        for nodes in outlines:
            corners = [self.points[node] for node in nodes if node in self.points]
            if corners:
                self.houses.append(tuple(sum(axis) / len(axis) for axis in zip(*corners)))

    def hindrance(self, node, means):
        """Seconds lost at a point, or infinity."""
        tags = self.noted.get(node, {})
        wait = 10 if tags.get("highway") == "traffic_signals" else 0
        if "barrier" not in tags:
            return wait
        shut = means in BARRIER_SHUT.get(tags["barrier"], ())
        for key in KEYS[means]:
            if tags.get(key) in ("no", "private"):
                shut = True
            elif tags.get(key) in ("yes", "designated", "permissive", "destination"):
                shut = False
        return math.inf if shut else wait + BARRIER_WAIT.get(tags["barrier"], 0)


class Streets:
    """The streets as one means of travel sees them."""

    def __init__(self, extract, means):
        self.means, self.graph, self.at = means, networkx.DiGraph(), {}
        for nodes, tags in extract.ways:
            kmh = speed(tags, means)
            if kmh is None:
                continue
            direction = one_way(tags, means)
            for a, b in zip(nodes, nodes[1:]):
                if a == b or a not in extract.points or b not in extract.points:
                    continue
                self.stretch(extract, a, b, kmh / 3.6, direction)
        parts = sorted(networkx.strongly_connected_components(self.graph), key=len)
        least = max(2, len(parts[-1]) // 10)
        self.homes = sorted(
            {node for part in parts if len(part) >= least for node in part}, key=str)

    def stretch(self, extract, a, b, pace, direction):
        start, end = extract.points[a], extract.points[b]
        count = max(1, math.ceil(metres(start, end) / 60))
        row = [a] + [(min(a, b), max(a, b), i if a < b else count - i) for i in range(1, count)] + [b]
        places = [
            tuple(start[axis] + (end[axis] - start[axis]) * i / count for axis in (0, 1))
            for i in range(count + 1)
        ]
        lost = {a: extract.hindrance(a, self.means) / 2, b: extract.hindrance(b, self.means) / 2}
        for i in range(count):
            seconds = metres(places[i], places[i + 1]) / pace
            seconds += lost.get(row[i], 0) + lost.get(row[i + 1], 0)
            for one, other, sign in ((row[i], row[i + 1], 1), (row[i + 1], row[i], -1)):
                if direction * sign < 0 or math.isinf(seconds):
                    continue
                self.at[one], self.at[other] = places[i], places[i + 1]
                if sign < 0:
                    self.at[one], self.at[other] = places[i + 1], places[i]
                if self.graph.get_edge_data(one, other, {"s": math.inf})["s"] > seconds:
                    self.graph.add_edge(one, other, s=seconds)

    def door(self, place):
        """The nearest point of a street, and how far it is."""
        flat = math.cos(math.radians(place[0]))
        near = min(
            self.homes,
            key=lambda node: (self.at[node][0] - place[0]) ** 2
            + ((self.at[node][1] - place[1]) * flat) ** 2)
        return near, metres(self.at[near], place)

    def seconds(self, a, b):
        (start, first), (end, last) = self.door(a), self.door(b)
        if start == end:
            return metres(a, b) * DETOUR[self.means] / CROW[self.means] * 3.6
        try:
            way = networkx.dijkstra_path_length(self.graph, start, end, weight="s")
        except networkx.NetworkXNoPath:
            return metres(a, b) * DETOUR[self.means] / CROW[self.means] * 3.6
        return way + (first + last) / TO_STREET[self.means] * 3.6


def gebuurd(program, *arguments):
    done = subprocess.run([program, "map", *arguments], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"gebuurd map {arguments[0]}: {done.stderr.strip()}")
    return done.stdout


def share(values, per_cent):
    return sorted(values)[min(len(values) - 1, len(values) * per_cent // 100)]


def read_export(program, folder):
    """Whether osmium reads an export, with a point and two directions for all there are."""
    path = folder + "/export.osm"
    gebuurd(program, "export", "--directory", folder, path)
    held = json.loads(gebuurd(program, "info", "--directory", folder, "--json"))
    nodes = directions = 0
    for thing in osmium.FileProcessor(path):
        nodes += thing.is_node()
        if thing.is_way():
            directions += sum(key in thing.tags for key in ("gebuur:forward", "gebuur:backward"))
    print(f"osmium reads the export: {nodes} nodes, {directions} directed stretches")
    return nodes == held["nodes"] + held["places"] and directions == held["edges"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("extract", type=pathlib.Path)
    parser.add_argument("gebuurd")
    parser.add_argument("--pairs", type=int, default=500)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    extract = Extract(asked.extract)
    dice = random.Random(asked.seed)
    pairs = [dice.sample(extract.houses, 2) for _ in range(asked.pairs)]
    good = True
    print(f"{asked.extract.name}: {len(extract.ways)} highways, {len(extract.houses)} houses; "
          f"{asked.pairs} pairs of houses, seed {asked.seed}")
    with tempfile.TemporaryDirectory() as folder:
        gebuurd(asked.gebuurd, "import", "--directory", folder, str(asked.extract))
        good = read_export(asked.gebuurd, folder)
        for means in SPEED:
            streets = Streets(extract, means)
            differences, shares, worst = [], [], (-1.0, "")
            for a, b in pairs:
                ends = [f"{north:.7f},{east:.7f}" for north, east in (a, b)]
                theirs = streets.seconds(*[tuple(map(float, end.split(","))) for end in ends])
                ours = json.loads(gebuurd(
                    asked.gebuurd, "time", "--directory", folder, "--by", means, "--json", *ends))
                difference = ours["seconds"] - theirs
                differences.append(difference)
                shares.append(abs(difference) / max(theirs, 1) * 100)
                worst = max(worst, (abs(difference), f"{ends}: {ours['seconds']} s, {theirs:.1f} s"))
            sizes = [abs(one) for one in differences]
            print(f"{means}: differences of {len(sizes)} times, seconds: "
                  f"median {share(sizes, 50):.2f}, p90 {share(sizes, 90):.2f}, "
                  f"p99 {share(sizes, 99):.2f}, max {max(sizes):.2f}; "
                  f"per cent: median {share(shares, 50):.2f}, p90 {share(shares, 90):.2f}, "
                  f"p99 {share(shares, 99):.2f}, max {max(shares):.2f}; "
                  f"{sum(one > 0.001 for one in differences)} longer than theirs; worst {worst[1]}")
            good = good and share(shares, 50) <= 1
    return 0 if good else 1


sys.exit(main())
