#!/usr/bin/env python3
"""Makes libFuzzer's first inputs from protocol/vectors: one folder a decoder.

    corpus.py protocol/vectors .build/fuzz/corpus
"""

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
}
for name, found in inputs.items():
    folder = corpus / name
    folder.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(found):
        (folder / f"vector-{number}").write_bytes(data)
print(" ".join(inputs))
