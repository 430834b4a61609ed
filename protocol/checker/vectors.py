"""The self-test: every vector of protocol/vectors, judged by this program alone."""

import json

import common
import federation
import log as logs
import seals
import texts
import wire
from log import Fault

SKEW, OUTBOX = 15 * 60_000, 60 * common.DAY


class Bench:
    """Counts what was judged and tells what was judged wrongly."""

    def __init__(self):
        self.judged, self.wrong = 0, []

    def expect(self, holds, name, case):
        self.judged += 1
        if not holds:
            self.wrong.append(f"{name}: {case}")


def unhex(value):
    return bytes.fromhex(value)


def run(folder):
    bench = Bench()
    for name, judge in (
            ("base32", base32), ("hashes", hashes), ("identities", identities),
            ("signatures", signatures), ("headers", headers), ("entries", entries),
            ("updates", updates), ("letters", letters)):
        judge(json.loads((folder / f"{name}.json").read_text()), lambda holds, case, name=name:
              bench.expect(holds, name, case))
    for line in bench.wrong:
        print(line)
    print(f"{bench.judged} vectors judged, {len(bench.wrong)} wrongly")
    return 1 if bench.wrong else 0


def base32(file, expect):
    for case in file["valid"]:
        expect(seals.text(unhex(case["bytes"])) == case["text"], case)
        expect(seals.read_text(case["text"]) == unhex(case["bytes"]), case)
    for case in file["readable"]:
        expect(seals.read_text(case["text"]) == unhex(case["bytes"]), case)
    for case in file["invalid"]:
        expect(seals.read_text(case["text"]) is None, case)


def hashes(file, expect):
    for case in file["hashes"]:
        expect(seals.PERSONAL[case["purpose"]] == case["personalisation"].encode(), case)
        expect(seals.digest(case["purpose"], unhex(case["message"])) == unhex(case["hash"]), case)
    for case in file["commitments"]:
        made = seals.commitment(case["purpose"], unhex(case["salt"]), unhex(case["bytes"]))
        expect(made == unhex(case["commitment"]), case)


def identities(file, expect):
    for case in file["keys"]:
        key = seals.public_key(unhex(case["seed"]))
        expect(key == unhex(case["publicKey"]), case)
        expect(seals.text(seals.digest("node", key)) == case["node"], case)
        expect(seals.text(seals.digest("resident", key)) == case["resident"], case)
    for case in file["invitations"]:
        seed = seals.digest("invitation", unhex(case["secret"]))
        expect(seals.public_key(seed) == unhex(case["publicKey"]), case)
    for case in file["areas"]["valid"]:
        expect(texts.area(case), case)
    for case in file["areas"]["invalid"]:
        expect(not texts.area(case), case)


def signatures(file, expect):
    for case in file["valid"]:
        made = seals.sign(unhex(case["seed"]), unhex(case["message"]), case["purpose"])
        expect(made == unhex(case["signature"]), case)
        expect(seals.CONTEXT[case["purpose"]] == case["context"].encode(), case)
    for case in file["valid"] + file["invalid"]:
        judged = seals.valid(unhex(case["signature"]), unhex(case["message"]),
                             unhex(case["publicKey"]), case["purpose"])
        expect(judged == (case in file["valid"]), case)


def headers(file, expect):
    for case in file["valid"]:
        header = logs.decode_header(unhex(case["header"]))
        expect(seals.digest("header", unhex(case["header"])) == unhex(case["hash"]), case)
        expect((seals.text(header.node), header.epoch, header.sequence, header.time, header.reach)
               == (case["node"], case["epoch"], case["sequence"], case["time"], case["reach"]), case)
    for case in file["invalid"]:
        expect(fault(lambda: logs.decode_header(unhex(case["header"]))) == case["fault"], case)


def fault(action):
    try:
        action()
    except Fault as found:
        return found.reason
    return None


def entries(file, expect):
    log = logs.Log(node=unhex(file["nodeBytes"]))
    for entry, identity in zip(file["entries"], file["hashes"]):
        logs.take(log, unhex(entry))
        expect(log.entries[-1].hash == unhex(identity), identity)
    for case in file["invalid"]:
        log = logs.Log(node=unhex(file["nodeBytes"]))

        def read(log=log, case=case):
            for entry in case["entries"]:
                logs.take(log, unhex(entry))
        expect(fault(read) == case["fault"] and len(log.entries) == case["at"], case["why"])
    key, (first, second) = unhex(file["signingKey"]), file["fork"]
    for half in (first, second):
        expect(seals.valid(unhex(half["signature"]), unhex(half["header"]), key, "header"), half)
    one, two = (logs.decode_header(unhex(half["header"])) for half in (first, second))
    expect((one.node, one.epoch, one.sequence) == (two.node, two.epoch, two.sequence)
           and first["header"] != second["header"], "fork")


def updates(file, expect):
    node, now = unhex(file["nodeBytes"]), file["now"]
    for case in file["valid"]:
        data = unhex(case["signedUpdate"])
        expect(judge(case, node, now) is None, case["kind"])
        body = wire.SignedUpdate.FromString(data).body
        update = wire.Update.FromString(body)
        expect(seals.text(seals.digest("update", body)) == case["id"], case["kind"])
        expect(update.WhichOneof("kind") == case["kind"], case["kind"])
        expect(update.created == case["created"], case["kind"])
    for case in file["invalid"]:
        expect(judge(case, node, now) == case["refusal"], case["why"])


def judge(case, node, now):
    """The refusal of 05 §1–§3, or None."""
    data = unhex(case["signedUpdate"])
    signed = wire.decode(wire.SignedUpdate, data)
    update = wire.decode(wire.Update, signed.body) if signed else None
    shape = logs.shape_refusal(data, signed, update)
    if shape:
        return shape
    try:
        common.require(seals.valid(signed.signature, signed.body, update.author, "update"),
                      "badSignature")
        envelope(case, update, node, now)
        if "content" in case:
            texts.personal_text(unhex(case["content"]))
    except common.Refusal as refusal:
        return refusal.reason
    return None


def envelope(case, update, node, now):
    common.require(update.WhichOneof("kind"), "unknownKind")
    came = "content" in case
    common.require(bool(update.content_commitment) == came,
                  "contentUnexpected" if came else "contentMissing")
    if came:
        salt, content = unhex(case["salt"]), unhex(case["content"])
        common.require(len(content) <= logs.CONTENT_BYTES, "tooLarge")
        common.require(len(salt) == 16, "badLength")
        common.require(seals.commitment("contentCommitment", salt, content)
                      == update.content_commitment, "commitmentMismatch")
    common.require(update.neighbourhood == node, "wrongNeighbourhood")
    common.require(update.created <= now + SKEW, "fromTheFuture")
    common.require(now - update.created <= OUTBOX, "tooOld")
    common.require(not update.on_behalf_of, "mandateUnknown")


LETTERS = {"gebuur-invitation": wire.Invitation, "gebuur-federation": wire.FederationLetter,
           "gebuur-node": wire.NodeCard}


def letters(file, expect):
    for case in file["valid"]:
        read = seals.read_letter(case["code"], case["prefix"])
        expect(read == unhex(case["message"]), case)
        expect(wire.decode(LETTERS[case["prefix"]], read) is not None, case)
    for case in file["invalid"]:
        read = seals.read_letter(case["code"], case["prefix"])
        expect(read is None or wire.decode(LETTERS[case["prefix"]], read) is None, case)
    for case in file["cards"]:
        try:
            federation.card(wire.NodeCard.FromString(unhex(case["card"])))
            expect(case.get("refusal") is None, case)
        except common.Refusal as refusal:
            expect(refusal.reason == case.get("refusal"), case)
