#!/usr/bin/env python3
"""Makes libFuzzer's first inputs, from protocol/vectors and of its own: one folder a decoder.

    corpus.py protocol/vectors .build/fuzz/corpus
"""

import gzip
import json
import pathlib
import sys

vectors, corpus = (pathlib.Path(argument) for argument in sys.argv[1:3])


def load(name):
    return json.loads((vectors / f"{name}.json").read_text())


def tagged(field, data):
    """A length-delimited field of a Protocol Buffers message."""
    length, prefix = len(data), bytearray([field << 3 | 2])
    while length > 0x7F:
        prefix.append(length & 0x7F | 0x80)
        length >>= 7
    return bytes(prefix) + bytes([length]) + data


def number(field, value):
    """A field that is a number below 2^14."""
    return bytes([field << 3]) + (bytes([value]) if value < 128 else bytes([value & 127 | 128, value >> 7]))


XML = """<?xml version='1.0'?><osm version="0.6"><!-- a street -->
<node id="1" lat="51.26" lon="4.79"><tag k="barrier" v="gate"/></node>
<node id="2" lat="51.2612" lon="-4.7900000"/><node id="3" lat="51.2613" lon="-4.79"/>
<node id="4" lat="51.26" lon="4.79"><tag k="addr:street" v="L&amp;&#233;"/><tag k="addr:housenumber" v="7"/></node>
<way id="1"><nd ref="2"/><nd ref="3"/><tag k="highway" v="residential"/><tag k="maxspeed" v="30 mph"/></way>
<way id="2"><nd ref="3"/><nd ref="2"/><tag k="highway" v="steps"/><tag k="gebuur:forward" v="15 0 30 9"/></way>
<relation id="1"><member type="way" ref="1" role=""/></relation></osm>"""


def packed(dense):
    """An .osm.pbf of one street, its blocks not compressed so that the fuzzer sees inside."""
    words = ["", "highway", "residential", "name", "Lindelaan", "barrier", "gate"]
    block = tagged(1, b"".join(tagged(1, word.encode()) for word in words))
    if dense:
        nodes = tagged(1, b"\x02\x02\x02") + tagged(8, b"\x02\x90\x4e\x04") + tagged(9, b"\x02\x04\x90\x4e")
        group = tagged(2, nodes + tagged(10, b"\x05\x06\x00\x00\x00"))
    else:
        group = b"".join(
            tagged(1, number(1, 2 * one) + tagged(2, b"\x05") + tagged(3, b"\x06") + number(8, 9_000 * (one % 2)) + number(9, 8))
            for one in (1, 2, 3))
    way = number(1, 1) + tagged(2, b"\x01\x03") + tagged(3, b"\x02\x04") + tagged(8, b"\x02\x02\x02")
    block += tagged(2, group + tagged(3, way))
    file = b""
    for kind, inside in (("OSMHeader", tagged(4, b"OsmSchema-V0.6")), ("OSMData", block)):
        blob = tagged(1, inside)
        head = tagged(1, kind.encode()) + number(3, len(blob))
        file += len(head).to_bytes(4, "big") + head + blob
    return file


updates, entries, letters = load("updates"), load("entries"), load("letters")
signed = [bytes.fromhex(one["signedUpdate"]) for one in updates["valid"] + updates["invalid"]]
logged = [bytes.fromhex(one) for one in entries["entries"]]
codes = letters["valid"] + letters["invalid"]
cards = [bytes.fromhex(one["card"]) for one in letters["cards"]]
inputs = {
    "update": signed,
    "header": [bytes.fromhex(one["header"]) for one in load("headers")["valid"]],
    "entry": logged,
    "submission": [tagged(1, one) for one in signed],
    "letter": [one["code"].encode() for one in codes],
    "hello": [tagged(1, card) for card in cards],
    "question": [tagged(2, tagged(1, one)) for one in signed] + [tagged(4, b""), b"\x08\x01"],
    "peer": [tagged(4, tagged(3, one)) for one in logged] + [tagged(1, tagged(1, bytes(32)))],
    "answering": [b"\x00\x30" + bytes(48)],
    "dialling": [b"\x00\x30" + bytes(48)],
    "extract": [XML.encode(), gzip.compress(XML.encode(), mtime=0), packed(False), packed(True)],
    "streets": [bytes(6), b"\x18\x00\x02\x00\x00\x00", b"\x50\x00\xff\xff\xff\x7f", b"\x38\x00\xff\xff\xff\x7f\x2c\x00\x01\x00\x00\x00"],
    "address": [b"Sint-Jansstraat 12a, 2275 Testdorp", b"9F367Q6R+", b"51.26, 4.79", "\u00c9cole".encode()],
}
for name, found in inputs.items():
    folder = corpus / name
    folder.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(found):
        (folder / f"vector-{number}").write_bytes(data)
print(" ".join(inputs))
