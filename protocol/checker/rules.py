"""What the updates of a log may say and what follows from them. protocol/05-updates.md."""

from dataclasses import dataclass, field

import seals
import wire

NEIGHBOURHOOD, NEARBY, FEDERATION, ADDRESSED = 1, 2, 3, 4
RESIDENT, REGISSEUR = 1, 2
OFFER, REQUEST = 1, 2
CATEGORIES = {*range(1, 18), 99}
DAY = 86_400_000
# protocol/09-limits.md, those that every node must agree on
NAME, TEXT, ADDRESS, ADDRESSES = 80, 2000, 255, 8
WANTED, MINUTES, TARGETS = 50, 7 * 24 * 60, 200
LISTING_LIFE, INVITATION_LIFE = 366 * DAY, 90 * DAY
INT64 = 2 ** 63 - 1

NODE_KINDS = {"founding", "announcement", "erasure_confirmed"}
REGISSEUR_KINDS = {
    "invitation_issued", "federation_proposed", "federation_accepted", "federation_ended"}
# kind: (content, required)
CONTENTS = {
    "enrolment": ("profile", True), "profile_set": ("profile", True),
    "listing_posted": ("listing", True), "agreement_proposed": ("proposal", False)}
# content: (name required, text required)
TEXTS = {"profile": (True, False), "listing": (False, True), "proposal": (False, False)}


class Refusal(Exception):
    def __init__(self, reason, about=""):
        super().__init__(reason)
        self.reason, self.about = reason, about


def require(holds, reason, about=""):
    if not holds:
        raise Refusal(reason, about)


def area(code):
    """True for an Open Location Code of eight digits and a plus sign."""
    digits = "23456789CFGHJMPQRVWX"
    code = "".join(chr(ord(c) - 32) if "a" <= c <= "z" else c for c in code)
    return (len(code) == 9 and code[8] == "+" and all(c in digits for c in code[:8])
            and code[0] in digits[:9] and code[1] in digits[:18])


def personal_text(data):
    """The kind of a serialized Content, its texts checked (§3)."""
    content = wire.decode(wire.Content, data)
    kind = content.WhichOneof("kind") if content else None
    require(kind, "malformed", "content")
    part, (name, text) = getattr(content, kind), TEXTS[kind]
    for value, limit, needed in ((part.name, NAME, name), (part.text, TEXT, text)):
        require(len(value.encode()) <= limit, "tooLarge", kind)
        require(all(harmless(ord(c)) for c in value), "badText", kind)
        require(not needed or value.strip(), "badText", kind)
    return kind


def harmless(code):
    return code == 0x0A or not (
        code <= 0x1F or 0x7F <= code <= 0x9F or 0x202A <= code <= 0x202E
        or 0x2066 <= code <= 0x2069)


def card(card):
    """A NodeCard whose keys belong together (02 §5)."""
    require(len(card.node) == 32 and len(card.signing_key) == 32 and len(card.channel_key) == 32,
            "badLength", "card")
    require(card.node == seals.digest("node", card.signing_key)
            and seals.valid(card.channel_key_signature, card.channel_key, card.signing_key,
                            "channelKey"), "cardForged")
    require(len(card.name.encode()) <= NAME and len(card.addresses) <= ADDRESSES
            and all(len(a.encode()) <= ADDRESS for a in card.addresses), "tooLarge", "card")
    return card.node


@dataclass
class Agreement:
    listing: bytes
    side: int
    gift: bool
    owner: bytes
    owner_node: bytes
    proposer: bytes
    proposer_node: bytes
    accepted: bool = False
    declined: dict = field(default_factory=dict)
    stated: dict = field(default_factory=dict)
    confirmed: dict = field(default_factory=dict)

    @property
    def crosses(self):
        return self.owner_node != self.proposer_node

    def party(self, resident):
        return {self.proposer: "proposer", self.owner: "owner"}.get(resident)

    @property
    def settled(self):
        if self.accepted:
            for party, other in (("owner", "proposer"), ("proposer", "owner")):
                minutes = self.stated.get(party)
                if minutes is not None and minutes in (
                        self.confirmed.get(other), self.stated.get(other)):
                    return minutes
        return None

    @property
    def state(self):
        if self.settled is not None:
            return "settled"
        if self.declined:
            return "declined"
        if not self.accepted:
            return "proposed"
        return "stated" if self.stated else "agreed"

    @property
    def open(self):
        return self.state not in ("settled", "declined")


@dataclass
class Listing:
    author: bytes
    node: bytes
    facts: object
    withdrawn: bool = False


class Replay:
    """One log read from its beginning. `world` finds what stands in the other logs at hand."""

    def __init__(self, log, world):
        self.node, self.key, self.world = log.node, log.key, world
        self.name, self.peers, self.accepted, self.transfers = "", {}, {}, {}
        self.devices, self.residents, self.invitations = {}, {}, {}
        self.listings, self.agreements, self.balances = {}, {}, {}
        self.updates, self.erased, self.elsewhere = {}, set(), 0

    # -- who speaks (§4) -------------------------------------------------------------------------

    def take(self, entry):
        """Judges one entry and draws its consequences."""
        update, kind = entry.update, entry.update.WhichOneof("kind")
        require(entry.update_id not in self.updates, "idReused", "an update stands once in a log")
        self.id, self.entry, self.now = entry.update_id, entry, entry.header.time
        self.speaker = update.resident
        if kind is not None:  # a kind of a later version is kept and means nothing here
            require(not update.on_behalf_of, "mandateUnknown")
            self.check_content(entry, kind)
            self.check_speaker(update, kind)
            reach = getattr(self, kind)(getattr(update, kind)) or (NEIGHBOURHOOD, b"")
            require((entry.header.reach, entry.header.audience) == reach, "fieldOutOfRange", "reach")
        self.updates[entry.update_id] = (entry.sequence, update.resident)

    def check_content(self, entry, kind):
        wanted, needed = CONTENTS.get(kind, (None, False))
        committed = bool(entry.update.content_commitment)
        if entry.content is not None:
            found = personal_text(entry.content)
            require(found == wanted, "contentMissing" if needed else "contentUnexpected", found)
        require(committed or not needed, "contentMissing")
        require(wanted or not committed, "contentUnexpected")

    def check_speaker(self, update, kind):
        if not update.resident:
            require(update.author == self.key, "notTheNode")
            require(kind in NODE_KINDS, "notEnrolled")
        elif kind != "enrolment":
            require(update.author in self.devices, "notEnrolled")
            require(self.devices[update.author] == update.resident, "notYourDevice")
            require(kind not in NODE_KINDS, "notTheNode")
            require(kind not in REGISSEUR_KINDS
                    or self.residents[update.resident] == REGISSEUR, "notRegisseur")

    # -- by the node (§6) ------------------------------------------------------------------------

    def founding(self, said):
        require(self.entry.sequence == 0 and said.signing_key == self.key
                and len(said.channel_key) == 32 and area(said.area), "malformed", "founding")
        first = said.first_invitation
        self.invitations[first.invitation_key] = [REGISSEUR, first.expires, False]
        self.balances[b"\x02solidarity"] = [0, 0, 0]
        self.name = said.name
        return FEDERATION, b""

    def announcement(self, said):
        require(len(said.addresses) <= ADDRESSES and len(said.name.encode()) <= NAME
                and all(len(a.encode()) <= ADDRESS for a in said.addresses), "tooLarge")
        return FEDERATION, b""

    def erasure_confirmed(self, said):
        require(len(said.origin) == 32 and len(said.request) == 32, "badLength", "origin")
        return ADDRESSED, said.origin

    # -- people (§7) -----------------------------------------------------------------------------

    def invitation_issued(self, said):
        require(len(said.invitation_key) == 32, "badLength")
        require(said.role in (RESIDENT, REGISSEUR), "fieldOutOfRange", "role")
        require(self.now < said.expires <= self.now + INVITATION_LIFE, "expiryOutOfRange")
        require(said.invitation_key not in self.invitations, "idReused")
        self.invitations[said.invitation_key] = [said.role, said.expires, False]

    def enrolment(self, said):
        require(all(len(key) == 32 for key in (said.device_key, said.seal_key, said.invitation_key)),
                "badLength")
        require(said.device_key == self.entry.update.author
                and self.speaker == seals.digest("resident", said.device_key), "notYourDevice")
        require(said.device_key not in self.devices, "alreadyEnrolled")
        require(said.invitation_key in self.invitations, "invitationUnknown")
        invitation = self.invitations[said.invitation_key]
        require(not invitation[2], "invitationUsed")
        require(self.now < invitation[1], "invitationExpired")
        require(seals.valid(said.invitation_proof, self.node + said.device_key + said.seal_key,
                            said.invitation_key, "invitation"), "invitationForged")
        invitation[2] = True
        self.devices[said.device_key] = self.speaker
        self.residents[self.speaker] = invitation[0]
        self.balances[b"\x01" + self.speaker] = [0, 0, 0]

    def profile_set(self, said):
        pass

    def erasure_requested(self, said):
        require(said.targets, "nothingToErase")
        require(len(said.targets) <= TARGETS, "tooLarge", "targets")
        for target in said.targets:
            require(len(target) == 32, "badLength", "targets")
            require(target in self.updates, "targetUnknown", seals.short(target))
            require(self.updates[target][1] == self.speaker, "targetNotYours", seals.short(target))
            self.erased.add(target)
            if target in self.listings:
                self.listings[target].withdrawn = True
        return FEDERATION, b""

    # -- listings (§8) ---------------------------------------------------------------------------

    def listing_posted(self, said):
        require(said.gift or said.minutes > 0, "minutesOutOfRange")
        require(said.minutes <= MINUTES, "minutesOutOfRange")
        require(not said.gift or said.minutes == 0, "giftWithMinutes")
        require(said.category in CATEGORIES, "fieldOutOfRange", "category")
        require(area(said.area), "fieldOutOfRange", "area")
        require(said.reach in (NEIGHBOURHOOD, NEARBY, FEDERATION), "fieldOutOfRange", "reach")
        require(1 <= said.wanted <= WANTED, "fieldOutOfRange", "wanted")
        require(said.starts == said.ends == 0 or 0 < said.starts <= said.ends,
                "fieldOutOfRange", "starts")
        require(self.now < said.expires <= self.now + LISTING_LIFE, "expiryOutOfRange")
        require(said.side in (OFFER, REQUEST), "fieldOutOfRange", "side")
        self.listings[self.id] = Listing(self.speaker, self.node, said)
        return said.reach, b""

    def listing_withdrawn(self, said):
        listing = self.listings.get(said.listing) or self.world.listing(said.listing, besides=self.node)
        require(listing, "listingUnknown")
        require(listing.author == self.speaker and listing.node == self.node, "listingNotYours")
        require(not listing.withdrawn, "listingClosed")
        listing.withdrawn = True
        return listing.facts.reach, b""

    def require_open(self, identity, listing):
        require(not listing.withdrawn and self.now < listing.facts.expires, "listingClosed")
        # A place that somebody across the border gave back is not told in this log: leave those out.
        taken = sum(1 for other in self.agreements.values() if other.listing == identity
                    and other.accepted and other.state != "declined" and not other.crosses)
        require(taken < listing.facts.wanted, "listingFilled")

    # -- agreements (§9) -------------------------------------------------------------------------

    def agreement_proposed(self, said):
        require(len(said.seal_key) == 32, "badLength", "seal_key")
        if said.listing_node != self.node:
            return self.proposed_elsewhere(said)
        listing = self.listings.get(said.listing)
        require(listing, "listingUnknown")
        require(listing.author != self.speaker, "listingYours")
        self.require_open(said.listing, listing)
        require(not any(other.open for other in self.agreements.values()
                        if other.listing == said.listing and other.proposer == self.speaker),
                "alreadyProposed")
        self.agreements[self.id] = Agreement(
            said.listing, listing.facts.side, listing.facts.gift, listing.author, self.node,
            self.speaker, self.node)

    def proposed_elsewhere(self, said):
        require(said.listing not in self.listings and len(said.listing) == 32
                and len(said.listing_node) == 32, "listingUnknown")
        require(self.peers.get(said.listing_node) in ("proposed", "active"), "peerUnknown")
        listing = self.world.listing(said.listing, besides=self.node)
        if listing:
            require(listing.node == said.listing_node, "listingUnknown")
            require(listing.facts.gift, "acrossTheBorderOnlyGifts")
        self.agreements[self.id] = Agreement(
            said.listing, listing.facts.side if listing else REQUEST, True,
            listing.author if listing else b"", said.listing_node, self.speaker, self.node)
        return ADDRESSED, said.listing_node

    def find(self, identity):
        """The agreement and the speaker's side. One proposed in a log not at hand gives None."""
        agreement = self.agreements.get(identity)
        if agreement is None:
            agreement = self.world.proposal(identity, self)
            if agreement is None:
                require(self.entry.header.reach == ADDRESSED, "agreementUnknown")
                self.elsewhere += 1
                return None, None
            self.agreements[identity] = agreement
        party = agreement.party(self.speaker)
        require(party, "agreementNotYours")
        side = agreement.owner_node if party == "owner" else agreement.proposer_node
        require(side == self.node, "agreementNotYours")
        return agreement, party

    def destination(self, agreement):
        if agreement is None:
            return self.entry.header.reach, self.entry.header.audience
        if not agreement.crosses:
            return NEIGHBOURHOOD, b""
        ours = agreement.owner_node == self.node
        return ADDRESSED, agreement.proposer_node if ours else agreement.owner_node

    def agreement_accepted(self, said):
        agreement, party = self.find(said.agreement)
        if agreement:
            require(party == "owner", "notYoursToAccept")
            # What the other side said, and when it reached this log, is not told in this log.
            require(agreement.crosses or agreement.state == "proposed", "agreementNotOpen")
            require(agreement.listing in self.listings, "listingUnknown")
            self.require_open(agreement.listing, self.listings[agreement.listing])
            if agreement.crosses:
                # An end on the other side is told in the other log, and is left to the node.
                require(self.peers.get(agreement.proposer_node) in ("proposed", "active"),
                        "peerUnknown")
                require(said.cites == self.world.entry_hash(said.agreement), "agreementUnknown",
                        "cites")
            agreement.accepted = True
        return self.destination(agreement)

    def agreement_declined(self, said):
        agreement, party = self.find(said.agreement)
        if agreement:
            require(agreement.open, "agreementNotOpen")
            # Across a border the statement may have come later than this, to this log.
            other = "owner" if party == "proposer" else "proposer"
            require(agreement.crosses or other not in agreement.stated, "statedAlready")
            agreement.declined[party] = True
        return self.destination(agreement)

    def find_running(self, identity):
        agreement, party = self.find(identity)
        if agreement:
            require(agreement.open, "agreementNotOpen")
            require(agreement.accepted or agreement.crosses, "notAgreedYet")
        return agreement, party

    def minutes_stated(self, said):
        agreement, party = self.find_running(said.agreement)
        if agreement:
            if agreement.gift:
                require(said.minutes == 0, "giftWithMinutes")
            else:
                require(0 < said.minutes <= MINUTES, "minutesOutOfRange")
            agreement.stated[party] = said.minutes
            self.post(said.agreement, agreement)
        return self.destination(agreement)

    def minutes_confirmed(self, said):
        agreement, party = self.find_running(said.agreement)
        if agreement:
            other = "owner" if party == "proposer" else "proposer"
            if not agreement.crosses:
                require(other in agreement.stated,
                        "ownStatement" if party in agreement.stated else "nothingStated")
                require(said.minutes == agreement.stated[other], "minutesDiffer")
            agreement.confirmed[party] = said.minutes
            self.post(said.agreement, agreement)
        return self.destination(agreement)

    # -- books (§10) -----------------------------------------------------------------------------

    def post(self, identity, agreement):
        minutes = agreement.settled
        if not minutes or agreement.gift or agreement.crosses or identity in self.transfers:
            return
        helper, receiver = agreement.proposer, agreement.owner
        if agreement.side == OFFER:
            helper, receiver = receiver, helper
        payer, payee = self.balances[b"\x01" + receiver], self.balances[b"\x01" + helper]
        payer[0], payer[2] = payer[0] - minutes, payer[2] + minutes
        payee[0], payee[1] = payee[0] + minutes, payee[1] + minutes
        require(all(abs(part) <= INT64 for part in payer + payee), "amountOverflow")
        self.transfers[identity] = (receiver, helper, minutes)

    # -- federation (§11) ------------------------------------------------------------------------

    def federation_proposed(self, said):
        peer = card(said.peer)
        require(peer != self.node, "peerIsSelf")
        require((said.terms.first, said.terms.second) == (self.node, peer), "proposalForAnother")
        # `alreadyFederated` depends on the peer's log as well, and is left to the node.
        self.peers[peer] = "proposed"
        return FEDERATION, b""

    def federation_accepted(self, said):
        peer = card(said.peer)
        require(peer != self.node, "peerIsSelf")
        require((said.terms.first, said.terms.second) == (peer, self.node), "proposalForAnother")
        update = wire.decode(wire.Update, said.proposal.body)
        require(update and update.WhichOneof("kind") == "federation_proposed"
                and seals.valid(said.proposal.signature, said.proposal.body, update.author, "update")
                and update.federation_proposed.terms == said.terms
                and update.neighbourhood == peer, "proposalForged")
        proposal = seals.digest("update", said.proposal.body)
        # An end on the other side is told in the other log, and is left to the node.
        require(self.peers.get(peer) != "ended" or self.accepted.get(peer) != proposal,
                "proposalUsed")
        self.peers[peer], self.accepted[peer] = "active", proposal
        return FEDERATION, b""

    def federation_ended(self, said):
        require(self.peers.get(said.peer) in ("proposed", "active"), "peerUnknown")
        self.peers[said.peer] = "ended"
        return FEDERATION, b""
