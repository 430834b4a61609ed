"""Signed statements of hours (10-books.md §13): genuine ones, and what is refused for which reason."""

import zlib

import hours
import seals
import wire
from village import START, Village


def code(node, extra=b"", **changed):
    """A printed statement that the node signed; `extra` bytes stand beside its fields."""
    usual = {"node": node.node, "signing_key": node.key, "neighbourhood": node.name,
             "resident": node.lena.id, "name": "Lena", "given": 90, "received": 30, "sequence": 7,
             "time": START}
    body = wire.HoursStatement(**usual | changed).SerializeToString()
    signature = seals.sign(node.seed, body, "hours")
    check = zlib.crc32(body + signature).to_bytes(4, "big")
    signed = wire.SignedHours(body=body, signature=signature, check=check)
    return "gebuur-hours:" + seals.text(signed.SerializeToString() + extra)


def wrong():
    """What the verifier says otherwise than it should."""
    gierle = Village("Gierle")
    cases = [
        (code(gierle), None), (code(gierle, name=""), None), (code(gierle, name="\u00e9" * 40), None),
        # field 15, a varint: what a later version might add, and what might hide a message
        (code(gierle, extra=b"\x78\x01"), "notACode"),
        (code(gierle, name="\u00e9" * 41), "outOfBounds"), (code(gierle, name="Le\nna"), "outOfBounds"),
        (code(gierle, name="Le\u202ena"), "outOfBounds"), (code(gierle, name="Le\u2028na"), "outOfBounds"),
        (code(gierle, neighbourhood="Gier\x1ble"), "outOfBounds"),
        (code(gierle, given=-1), "outOfBounds"), (code(gierle, signing_key=b"k" * 32), "otherNode"),
        (code(gierle)[:-8], "notACode"), ("", "notACode")]
    for written, reason in cases:
        said = hours.judge(written)
        if said.get("reason") != reason:
            yield f"a code: {reason} expected, not {said}"
