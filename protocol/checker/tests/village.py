"""Made-up neighbourhoods with real logs. They write whatever they are told to: also lies."""

import dataclasses
import hashlib
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

import log as logs  # noqa: E402
import seals  # noqa: E402
import wire  # noqa: E402
from common import ADDRESSED, DAY, FEDERATION, NEIGHBOURHOOD, REQUEST  # noqa: E402

START, MINUTE = 1_770_000_000_000, 60_000
EVERYWHERE = {"founding", "announcement", "erasure_requested", "federation_proposed",
              "federation_accepted", "federation_ended", "policy_set"}


def seed(*parts):
    return hashlib.blake2b(repr(parts).encode(), digest_size=32).digest()


class Person:
    def __init__(self, village, name):
        self.seed = seed(village.name, name)
        self.key = seals.public_key(self.seed)
        self.id = seals.digest("resident", self.key)


class Village:
    def __init__(self, name):
        self.name, self.seed, self.count = name, seed("node", name), 0
        self.key = seals.public_key(self.seed)
        self.node = seals.digest("node", self.key)
        self.log = logs.Log(node=self.node)
        self.now = START
        self.letters = seed(name, "letter")
        first = {"invitation_key": seals.public_key(self.letters), "expires": START + 30 * DAY,
                 "role": 2}
        self.say("founding", signing_key=self.key, channel_key=seed("channel"), name=name,
                 area="9F367Q4C+", first_invitation=first)
        self.lena = self.enrol("Lena", self.letters)

    # -- writing ----------------------------------------------------------------------------------

    def say(self, kind, by=None, note=None, to=None, later=7 * MINUTE, within=None, **fields):
        """Appends an update, properly signed and chained; its UpdateID."""
        self.now += later
        self.count += 1
        if kind == "agreement_accepted":
            fields.setdefault("seal_key", seed("seal"))
        update = wire.Update(
            author=by.key if by else self.key, resident=by.id if by else b"", created=self.now,
            nonce=seed(self.name, self.count)[:16], neighbourhood=self.node, **{kind: fields})
        entry = wire.Entry()
        if note is not None:
            content = note.SerializeToString()
            update.content_commitment = seals.commitment("contentCommitment", b"c" * 16, content)
            entry.content.salt, entry.content.bytes = b"c" * 16, content
        body = update.SerializeToString()
        signed = wire.SignedUpdate(
            body=body, signature=seals.sign(by.seed if by else self.seed, body, "update"))
        self.append(entry, signed.SerializeToString(), to, ADDRESSED if to else within or (
            FEDERATION if kind in EVERYWHERE else fields.get("reach", NEIGHBOURHOOD)))
        return seals.digest("update", body)

    def append(self, entry, signed, to, reach):
        last = self.log.entries[-1] if self.log.entries else None
        entry.update.salt, entry.update.bytes = b"u" * 16, signed
        header = wire.Header(
            version=1, node=self.node, sequence=len(self.log.entries), time=self.now, reach=reach,
            previous=last.hash if last else bytes(32), audience=to or b"",
            update_commitment=seals.commitment("updateCommitment", b"u" * 16, signed))
        entry.header = header.SerializeToString()
        entry.signature = seals.sign(self.seed, entry.header, "header")
        logs.take(self.log, entry.SerializeToString())

    @property
    def head(self):
        """Hash of the last entry."""
        return self.log.entries[-1].hash

    def head_before(self, count):
        """Hash of the entry so many before the last."""
        return self.log.entries[-1 - count].hash

    def beginning(self, count):
        """A copy of the log that ends earlier."""
        return logs.Log(node=self.node, key=self.log.key, entries=self.log.entries[:count])

    def as_read_by(self, other):
        """The copy that another node keeps: without what is not for its eyes."""
        return logs.Log(node=self.node, key=self.key, entries=[
            entry if entry.header.reach == FEDERATION or entry.header.audience == other.node
            else dataclasses.replace(entry, update=None, content=None)
            for entry in self.log.entries])

    # -- what people say --------------------------------------------------------------------------

    def enrol(self, name, letter):
        person = Person(self, name)
        proof = seals.sign(letter, self.node + person.key + seed("seal"), "invitation")
        self.say("enrolment", by=person, note=wire.Content(profile={"name": name}),
                 device_key=person.key, seal_key=seed("seal"), invitation_proof=proof,
                 invitation_key=seals.public_key(letter))
        return person

    def join(self, name):
        letter = seed(self.name, name, "letter")
        self.say("invitation_issued", by=self.lena, role=1, expires=self.now + DAY,
                 invitation_key=seals.public_key(letter))
        return self.enrol(name, letter)

    def policy(self, **changed):
        usual = {"floor": -1200, "ceiling": 3000, "small_difference": 15, "silence_days": 14,
                 "starter": 0, "pot_floor": 0, "solidarity_per_quarter": 240}
        self.say("policy_set", by=self.lena, **usual | changed)

    def post(self, by, minutes=60, reach=NEIGHBOURHOOD, side=REQUEST, **terms):
        return self.say(
            "listing_posted", by=by, note=wire.Content(listing={"text": "Naar de markt"}), side=side,
            category=1, area="9F367Q4C+", reach=reach, gift=minutes == 0, minutes=minutes, wanted=1,
            expires=self.now + 60 * DAY, **terms)

    def prefer(self, by, **said):
        self.say("preferences_set", by=by, note=wire.Content(preferences=said))

    def place(self, by, agreement, sealed=bytes(512), to=None):
        self.say("place_shared", by=by, to=to, note=wire.Content(place={"sealed": sealed}),
                 agreement=agreement)

    def attest(self, about, kind=1, by=None, days=30):
        expires = self.now + days * DAY if days else 0
        self.say("attestation_given", by=by or self.lena, resident=about.id, attestation=kind,
                 expires=expires)

    def agree(self, helped, helper, minutes=60):
        """An agreement within the neighbourhood, accepted."""
        listing = self.post(helped, minutes)
        found = self.answer(helper, listing)
        self.say("agreement_accepted", by=helped, agreement=found)
        return found

    def answer(self, by, listing, at=None):
        other = at.node if at else None
        return self.say("agreement_proposed", by=by, to=other, listing=listing,
                        listing_node=other or self.node, seal_key=seed("seal"))

    def told(self, listing, taken, within=FEDERATION, by=None):
        """The node says how many places are taken."""
        self.say("listing_places", by=by, within=within, listing=listing, taken=taken)

    def both(self, agreement, one, other, minutes):
        """Both state the same minutes, within the neighbourhood."""
        self.say("minutes_stated", by=one, agreement=agreement, minutes=minutes)
        self.say("minutes_confirmed", by=other, agreement=agreement, minutes=minutes)

    def helped(self, payer, payee, minutes):
        """Help settled within the neighbourhood; the agreement."""
        found = self.agree(payer, payee, minutes)
        self.both(found, payee, payer, minutes)
        return found

    def give(self, by, to, minutes, at=None):
        return self.say("hours_given", by=by, to=at.node if at else None,
                        node=(at or self).node, resident=to.id, minutes=minutes)

    def correct(self, by, to, minutes, at, of):
        return self.say("hours_given", by=by, to=at.node, node=at.node, resident=to.id,
                        minutes=minutes, corrects=of)

    def correct_anothers(self, of, minutes, at, by=None):
        """By a regisseur, to what it should have been; `at` the other side's village, if any."""
        return self.say("correction_made", by=by or self.lena, to=at and at.node, note=note(),
                        transfer=of, minutes=minutes)

    @property
    def card(self):
        channel = seed("channel")
        proof = seals.sign(self.seed, channel, "channelKey")
        return {"node": self.node, "signing_key": self.key, "channel_key": channel,
                "name": self.name, "channel_key_signature": proof}


def note(text="Omdat het zo was"):
    return wire.Content(note={"text": text})


def federate(one, other, we=600, they=600):
    """`one` asks, `other` agrees; each may owe the other so much."""
    terms = {"first": one.node, "second": other.node, "nearby": True}
    one.say("federation_proposed", by=one.lena, terms=terms, peer=other.card)
    proposal = wire.SignedUpdate.FromString(one.log.entries[-1].signed)
    other.say("federation_accepted", by=other.lena, terms=terms, peer=one.card, proposal=proposal)
    for village, peer in ((one, other), (other, one)):
        village.say("clearing_limits_set", by=village.lena, to=peer.node, peer=peer.node,
                    we_may_owe=we, they_may_owe=they)


def cross(payer, payee, reserve):
    """The rest of the conversation after RESERVE, which is the payer's last entry."""
    payee.say("transfer_accepted", to=payer.node, transfer=reserve, cites=payer.head)
    payer.say("transfer_committed", to=payee.node, transfer=reserve, cites=payee.head)
    payee.say("transfer_applied", to=payer.node, transfer=reserve, cites=payer.head)
