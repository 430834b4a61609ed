"""Exported logs: format, chain, signatures, commitments. protocol/03-log.md."""

from dataclasses import dataclass, field

import seals
import wire

ZERO = bytes(32)
HEADER_BYTES, UPDATE_BYTES, CONTENT_BYTES = 256, 8192, 4096  # protocol/09-limits.md


class Fault(Exception):
    """The first thing wrong: where and why, in the words of the documents."""

    def __init__(self, sequence, reason, about=""):
        super().__init__(f"{reason} at {sequence}")
        self.sequence, self.reason, self.about = sequence, reason, about


@dataclass
class Entry:
    sequence: int
    header: object
    header_bytes: bytes
    signature: bytes
    hash: bytes
    update: object = None      # Update, when it came along
    update_id: bytes = b""
    signed: bytes = b""        # the whole SignedUpdate
    content: bytes = None      # serialized Content, when it came along


@dataclass
class Log:
    node: bytes
    key: bytes = b""
    entries: list = field(default_factory=list)

    @property
    def complete(self):
        return all(entry.update is not None for entry in self.entries)


def records(data):
    """Splits a file into its length-delimited records."""
    at, found = 0, 0
    while at < len(data):
        length, shift = 0, 0
        while True:
            if at >= len(data) or shift > 63:
                raise Fault(max(0, found - 1), "truncated")
            byte = data[at]
            at += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                break
        if at + length > len(data):
            raise Fault(max(0, found - 1), "truncated")
        yield data[at:at + length]
        at, found = at + length, found + 1


def read(data):
    """A verified log, or the first fault."""
    parts = records(data)
    opening = wire.decode(wire.LogExport, next(parts, b""))
    if opening is None or opening.format != "gebuur-log-1" or len(opening.node) != 32:
        raise Fault(0, "malformed", "not a gebuur-log-1 file")
    log = Log(node=opening.node)
    for sequence, part in enumerate(parts):
        if sequence >= opening.entries:
            raise Fault(sequence, "trailing", "more entries than announced")
        take(log, part)
    if len(log.entries) < opening.entries:
        raise Fault(len(log.entries), "truncated", "fewer entries than announced")
    return log


def take(log, data):
    """Verifies one serialized Entry as the next of a log, and appends it."""
    sequence = len(log.entries)
    entry, raw = decode_entry(data, sequence)
    check_place(log, entry)
    opened = open_update(entry, raw)
    if sequence == 0:
        log.key = founding_key(entry, opened)
    if not seals.valid(entry.signature, entry.header_bytes, log.key, "header"):
        raise Fault(sequence, "badNodeSignature")
    if opened:
        check_update(entry, raw, *opened)
    log.entries.append(entry)


def decode_entry(data, sequence):
    raw = wire.decode(wire.Entry, data)
    if raw is None or len(raw.signature) != 64:
        raise Fault(sequence, "malformedEntry")
    for name, limit in (("update", UPDATE_BYTES), ("content", CONTENT_BYTES)):
        part = getattr(raw, name)
        if raw.HasField(name) and (len(part.salt) != 16 or len(part.bytes) > limit):
            raise Fault(sequence, "malformedEntry", name)
    return Entry(
        sequence=sequence, header=decode_header(raw.header, sequence), header_bytes=raw.header,
        signature=raw.signature, hash=seals.digest("header", raw.header)), raw


def decode_header(data, sequence=0):
    header = wire.decode(wire.Header, data) if len(data) <= HEADER_BYTES else None
    if header is None or header.version != 1 or header.reach not in (1, 2, 3, 4):
        raise Fault(sequence, "malformedHeader")
    if any(len(part) != 32 for part in (header.node, header.previous, header.update_commitment)):
        raise Fault(sequence, "malformedHeader")
    if len(header.audience) != (32 if header.reach == 4 else 0):
        raise Fault(sequence, "malformedHeader", "audience")
    return header


def check_place(log, entry):
    header, sequence = entry.header, entry.sequence
    last = log.entries[-1] if log.entries else None
    if header.node != log.node:
        raise Fault(sequence, "wrongNode")
    if (header.previous != (last.hash if last else ZERO) or header.sequence != sequence
            or header.epoch != (last.header.epoch if last else 0)):
        raise Fault(sequence, "brokenChain")
    if last and header.time < last.header.time:
        raise Fault(sequence, "timeWentBack")


def open_update(entry, raw):
    """SignedUpdate and Update behind an entry; undecodable ones are judged later, in order."""
    if not raw.HasField("update"):
        if raw.HasField("content"):
            raise Fault(entry.sequence, "malformedEntry", "content without an update")
        return None
    signed = wire.decode(wire.SignedUpdate, raw.update.bytes)
    return signed, wire.decode(wire.Update, signed.body) if signed else None


def founding_key(entry, opened):
    """The node's key, as its founding tells it. It must hash to the NodeID."""
    if not opened or not opened[1] or opened[1].WhichOneof("kind") != "founding":
        raise Fault(entry.sequence, "malformed", "a log begins with its founding")
    key = opened[1].founding.signing_key
    if len(key) != 32 or seals.digest("node", key) != entry.header.node:
        raise Fault(entry.sequence, "badNodeSignature", "the key does not hash to the node")
    return key


def check_update(entry, raw, signed, update):
    sequence = entry.sequence
    if seals.commitment("updateCommitment", raw.update.salt, raw.update.bytes) \
            != entry.header.update_commitment:
        raise Fault(sequence, "commitmentMismatch", "update")
    if shape_refusal(raw.update.bytes, signed, update):
        raise Fault(sequence, "malformedUpdate")
    if update.neighbourhood != entry.header.node:
        raise Fault(sequence, "updateForAnotherNode")
    if raw.HasField("content"):
        if seals.commitment("contentCommitment", raw.content.salt, raw.content.bytes) \
                != update.content_commitment:
            raise Fault(sequence, "commitmentMismatch", "content")
        entry.content = raw.content.bytes
    if not seals.valid(signed.signature, signed.body, update.author, "update"):
        raise Fault(sequence, "badAuthorSignature")
    entry.update, entry.signed = update, raw.update.bytes
    entry.update_id = seals.digest("update", signed.body)


def shape_refusal(data, signed, update):
    """The refusal of protocol/05-updates.md §1 that applies, signature aside; None when none."""
    if len(data) > UPDATE_BYTES:
        return "tooLarge"
    if signed is None or update is None:
        return "malformed"
    lengths = (
        (signed.signature, (64,)), (update.author, (32,)), (update.neighbourhood, (32,)),
        (update.nonce, (16,)), (update.resident, (0, 32)), (update.content_commitment, (0, 32)))
    if any(len(part) not in allowed for part, allowed in lengths):
        return "badLength"
    return None
