"""A signed statement of hours: protocol/10-books.md section 13."""

import zlib

from google.protobuf.unknown_fields import UnknownFieldSet

import seals
import texts
import wire
from common import NAME, Refusal

PREFIX = "gebuur-hours"


def is_name(text):
    """Short, on one line, and with nothing in it that moves a reader's cursor."""
    try:
        texts.bounded(text, NAME, False, "name")
    except Refusal:
        return False
    return True


def judge(written):
    """What the code in a file says, or why it is not genuine."""
    def no(reason):
        return {"ok": False, "reason": reason}

    line = next((one for one in written.splitlines() if one.startswith(PREFIX + ":")), "")
    data = seals.read_letter(line, PREFIX)
    signed = data and wire.decode(wire.SignedHours, data)
    if not signed:
        return no("notACode")
    # Only the one form that a writer writes: nothing may hide beside the fields.
    if len(UnknownFieldSet(signed)) \
            or {field.name for field, _ in signed.ListFields()} != {"body", "signature", "check"}:
        return no("notACode")
    if zlib.crc32(signed.body + signed.signature).to_bytes(4, "big") != signed.check:
        return no("mistyped")
    said = wire.decode(wire.HoursStatement, signed.body)
    if said is None or any(len(one) != 32 for one in (said.node, said.signing_key, said.resident)):
        return no("notACode")
    if seals.digest("node", said.signing_key) != said.node:
        return no("otherNode")
    if not seals.valid(signed.signature, signed.body, said.signing_key, "hours"):
        return no("forged")
    names = (said.neighbourhood, said.name)
    if said.given < 0 or said.received < 0 or not all(map(is_name, names)):
        return no("outOfBounds")
    return {"ok": True, "node": seals.text(said.node), "neighbourhood": said.neighbourhood,
            "resident": seals.text(said.resident), "name": said.name, "given": said.given,
            "received": said.received, "sequence": said.sequence, "time": said.time}
