"""PostGIS and pgRouting, asked what our matching is asked: which offers are within ten minutes by bicycle?

    pgrouting.py FOLDER PSQL...    prints JSON: milliseconds for each question, and its offers

FOLDER holds what gebuur-bench wrote: export.osm (`gebuurd map export`), areas.csv (code, north,
east), offers.csv (number, area), questions.csv (areas). PSQL is a command that leads to an empty database.
The way goes from the offer to the area, so every stretch is followed against its direction. The
stretches get the costs of our bicycle network, at 15 km/h. Two questions are timed, and the
better one counts: with all stretches for pgRouting to read, and with those in the square that one
can reach in ten minutes at all.
"""

import json
import math
import pathlib
import re
import subprocess
import sys

import osmium

KMH, SECONDS = 15.0, 600
SHARE = (1.0, 0.9, 0.75, 0.55)
BICYCLE, PUSHED, STEPS, FERRY = 1, 16, 32, 64

folder, psql = pathlib.Path(sys.argv[1]), sys.argv[2:]


def metres(a, b):
    north, east = math.radians(b[0] - a[0]), math.radians(b[1] - a[1])
    flat = math.cos(math.radians(a[0])) * math.cos(math.radians(b[0]))
    return 2 * 6_371_008.8 * math.asin(math.sqrt(
        math.sin(north / 2) ** 2 + flat * math.sin(east / 2) ** 2))


def cost(length, passage):
    """Seconds; negative where no bicycle goes, as pgRouting has it."""
    if passage is None:
        return -1
    access, surface, _, delay = map(int, passage.split())
    if not access & BICYCLE:
        return -1
    kmh = KMH * SHARE[surface]
    if access & PUSHED:
        kmh = 4.0
    if access & STEPS:
        kmh = 1.5
    if access & FERRY:
        kmh = min(KMH, 10.0)
    return length / kmh * 3.6 + delay


def write_streets():
    points, used, edges = {}, set(), []
    for thing in osmium.FileProcessor(str(folder / "export.osm")):
        if thing.is_node():
            points[thing.id] = (thing.lat, thing.lon)
        elif thing.is_way() and (
                "gebuur:forward" in thing.tags or "gebuur:backward" in thing.tags):
            a, b = (node.ref for node in thing.nodes)
            length = metres(points[a], points[b])
            there, back = (cost(length, thing.tags.get(key))
                           for key in ("gebuur:forward", "gebuur:backward"))
            if max(there, back) >= 0:
                edges.append((thing.id, a, b, there, back, *points[a], *points[b]))
                used |= {a, b}
    with open(folder / "edges.csv", "w") as out:
        out.writelines(",".join(map(str, edge)) + "\n" for edge in edges)
    with open(folder / "nodes.csv", "w") as out:
        out.writelines(f"{node},{points[node][0]},{points[node][1]}\n" for node in sorted(used))
    return len(used), len(edges)


SCHEMA = """
CREATE EXTENSION postgis; CREATE EXTENSION pgrouting;
CREATE TABLE node (id bigint PRIMARY KEY, north float8, east float8, place geometry(Point, 4326));
CREATE TABLE edge (id bigint PRIMARY KEY, source bigint, target bigint, cost float8,
  reverse_cost float8, n1 float8, e1 float8, n2 float8, e2 float8, line geometry(LineString, 4326));
CREATE TABLE area (code text PRIMARY KEY, north float8, east float8, place geometry(Point, 4326),
  node bigint, leg float8);
CREATE TABLE offer (id bigint PRIMARY KEY, area text REFERENCES area);
COPY node (id, north, east) FROM STDIN CSV;
{data[nodes]}\\.
COPY edge (id, source, target, cost, reverse_cost, n1, e1, n2, e2) FROM STDIN CSV;
{data[edges]}\\.
COPY area (code, north, east) FROM STDIN CSV;
{data[areas]}\\.
COPY offer FROM STDIN CSV;
{data[offers]}\\.
UPDATE node SET place = ST_SetSRID(ST_MakePoint(east, north), 4326);
UPDATE edge SET line = ST_SetSRID(ST_MakeLine(ST_MakePoint(e1, n1), ST_MakePoint(e2, n2)), 4326);
UPDATE area SET place = ST_SetSRID(ST_MakePoint(east, north), 4326);
CREATE INDEX ON node USING gist (place);
CREATE INDEX ON edge USING gist (line);
-- Only where one gets anywhere and back: the largest part.
CREATE TABLE home AS WITH part AS (SELECT * FROM pgr_strongComponents(
    'SELECT id, source, target, cost, reverse_cost FROM edge'))
  SELECT node.* FROM part JOIN node ON node.id = part.node WHERE component = (
    SELECT component FROM part GROUP BY component ORDER BY count(*) DESC LIMIT 1);
CREATE INDEX ON home USING gist (place);
UPDATE area SET node = (SELECT id FROM (SELECT id, place FROM home
  ORDER BY home.place <-> area.place LIMIT 20) near
  ORDER BY ST_DistanceSphere(near.place, area.place) LIMIT 1);
UPDATE area SET leg = ST_DistanceSphere(area.place, home.place) / {kmh} * 3.6
  FROM home WHERE home.id = area.node;
CREATE INDEX ON area (node);
CREATE INDEX ON offer (area);
VACUUM ANALYZE;
"""

QUESTION = """SELECT offer.id, round((reached.agg_cost + start.leg + area.leg)::numeric, 3)
FROM area start, pgr_drivingDistance({edges}, start.node, {seconds}) reached
JOIN area ON area.node = reached.node JOIN offer ON offer.area = area.code
WHERE start.code = '{code}' AND reached.agg_cost + start.leg + area.leg <= {seconds}
ORDER BY 2, 1"""
BACK = "SELECT id, source, target, reverse_cost AS cost, cost AS reverse_cost FROM edge"
ALL = f"'{BACK}'"
# Nothing is faster than the crow: 2.5 km and the two legs, as degrees.
NEAR = f"""format('{BACK} WHERE line && %L::geometry',
  ST_Expand(start.place, {{east}}, {{north}}))"""


def ask(questions):
    """The milliseconds psql says each takes, and the offers it gives."""
    script = "\\set QUIET on\n\\pset format unaligned\n\\pset tuples_only on\n\\timing on\n"
    script += "".join(f"{question};\n" for question in questions)
    done = subprocess.run(psql, input=script, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    times = [float(found) for found in re.findall(r"^Time: ([0-9.]+) ms", done.stdout, re.M)]
    answers = re.split(r"^Time: .*$", done.stdout, flags=re.M)[:-1]
    return times, [[line.split("|") for line in one.split()] for one in answers]


def main():
    nodes, edges = write_streets()
    # Through psql's input: the database's user may not read the folder.
    data = {name: (folder / f"{name}.csv").read_text()
            for name in ("nodes", "edges", "areas", "offers")}
    done = subprocess.run(
        psql + ["-v", "ON_ERROR_STOP=1", "-q"], input=SCHEMA.format(data=data, kmh=KMH),
        capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    codes = (folder / "questions.csv").read_text().split()
    north = KMH / 3.6 * SECONDS / 111_195
    near = NEAR.format(north=north, east=north / math.cos(math.radians(52)))
    report = {"nodes": nodes, "edges": edges}
    for name, part in (("all", ALL), ("near", near)):
        questions = [QUESTION.format(edges=part, seconds=SECONDS, code=code) for code in codes]
        # The first round only warms.
        times, answers = ask(questions[:3] + questions)
        report[name] = {"milliseconds": times[3:], "offers": [
            [[int(offer), float(seconds)] for offer, seconds in one] for one in answers[3:]]}
    print(json.dumps(report))


main()
