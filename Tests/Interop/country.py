"""A country for measurements: copies of a real extract beside one another, joined by roads.

    country.py make EXTRACT FILE.osm.pbf     25 km by 11 km of it; says how many nodes and ways
    country.py inflate FILE.osm.pbf          seconds that zlib alone needs for its blocks

The streets are real; that the same village is there 105 times, its outskirts laid over one another,
is not. Copies are joined at three crossings each, so that one gets from any to any other.
"""

import math
import sys
import time
import zlib

import osmium

COLUMNS, ROWS = 15, 7
KILOMETRES = (25.0, 11.0)
STEP = 1_000_000  # of object numbers, from copy to copy


def make(extract, path):
    nodes, ways = {}, []
    for thing in osmium.FileProcessor(extract):
        tags = {tag.k: tag.v for tag in thing.tags}
        if thing.is_node():
            nodes[thing.id] = (thing.lon, thing.lat, tags)
        elif thing.is_way():
            ways.append(([node.ref for node in thing.nodes], tags))
    number = {node: index + 1 for index, node in enumerate(sorted(nodes))}
    south = min(node[1] for node in nodes.values())
    west = min(node[0] for node in nodes.values())
    east_step = KILOMETRES[0] / COLUMNS / (111.195 * math.cos(math.radians(51.26)))
    north_step = KILOMETRES[1] / ROWS / 111.195
    streets = [node for refs, tags in ways for node in refs
               if tags.get("highway") in ("residential", "tertiary", "secondary") and node in nodes]
    joints, roads = [], 0
    for east, north in ((0.5, 0.5), (0.3, 0.6), (0.7, 0.4)):
        goal = (west + 0.03 * east, south + 0.02 * north)
        joints.append(min(streets, key=lambda node: (nodes[node][0] - goal[0]) ** 2
                          + 2.6 * (nodes[node][1] - goal[1]) ** 2))
    copies = [(column, row) for row in range(ROWS) for column in range(COLUMNS)]
    with osmium.SimpleWriter(path, overwrite=True) as out:
        for copy, (column, row) in enumerate(copies):
            for node in sorted(nodes):
                lon, lat, tags = nodes[node]
                out.add_node(osmium.osm.mutable.Node(
                    id=copy * STEP + number[node], tags=tags,
                    location=(lon + column * east_step, lat + row * north_step)))
        for copy, (column, row) in enumerate(copies):
            base = copy * STEP
            for index, (refs, tags) in enumerate(ways):
                refs = [base + number[node] for node in refs if node in number]
                out.add_way(osmium.osm.mutable.Way(id=base + index + 1, nodes=refs, tags=tags))
            road = base + len(ways)
            for joint in joints:
                for other, there in ((1, column + 1 < COLUMNS), (COLUMNS, row + 1 < ROWS)):
                    if there:
                        road += 1
                        ends = [base + number[joint], base + other * STEP + number[joint]]
                        out.add_way(osmium.osm.mutable.Way(
                            id=road, nodes=ends, tags={"highway": "tertiary", "maxspeed": "70"}))
                        roads += 1
    return len(copies) * (len(nodes) + len(ways)) + roads


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def fields(data):
    """The fields of a Protocol Buffers message; fixed-width ones do not occur here."""
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        value, at = varint(data, at)
        if key & 7 == 2:
            yield key >> 3, data[at:at + value]
            at += value
        else:
            yield key >> 3, value


def inflate(path):
    data, at, blocks = memoryview(open(path, "rb").read()), 0, []
    while at < len(data):
        length = int.from_bytes(data[at:at + 4], "big")
        size = dict(fields(data[at + 4:at + 4 + length]))[3]
        at += 4 + length
        blocks.append(dict(fields(data[at:at + size]))[3])
        at += size
    start = time.perf_counter()
    for block in blocks:
        zlib.decompress(block)
    return time.perf_counter() - start


print({"make": make, "inflate": inflate}[sys.argv[1]](*sys.argv[2:]))
