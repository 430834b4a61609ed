"""Listings and agreements: protocol/05-updates.md §8 and §9."""

from dataclasses import dataclass

import wire
from agreements import Agreement
from common import (ADDRESSED, CATEGORIES, FEDERATION, LISTING_LIFE, MINUTES, NEARBY, NEIGHBOURHOOD,
                    OFFER, PLACE, REQUEST, WANTED, require)
from texts import area


@dataclass
class Listing:
    author: bytes
    node: bytes
    facts: object
    withdrawn: bool = False
    told: int = 0               # places taken, as its node said last
    left: bool = False          # withdrawn because its author left, which is told at home only


class Exchange:
    def listing_posted(self, said):
        require(said.gift or said.minutes > 0, "minutesOutOfRange")
        require(said.minutes <= MINUTES, "minutesOutOfRange")
        require(not said.gift or said.minutes == 0, "giftWithMinutes")
        require(said.category in CATEGORIES, "fieldOutOfRange", "category")
        require(area(said.area), "fieldOutOfRange", "area")
        require(said.reach in (NEIGHBOURHOOD, NEARBY, FEDERATION), "fieldOutOfRange", "reach")
        require(1 <= said.wanted <= WANTED, "fieldOutOfRange", "wanted")
        require(said.starts == said.ends == 0 or 0 < said.starts <= said.ends <= self.now + LISTING_LIFE,
                "fieldOutOfRange", "starts")
        require(self.now < said.expires <= self.now + LISTING_LIFE, "expiryOutOfRange")
        require(said.side in (OFFER, REQUEST), "fieldOutOfRange", "side")
        self.check_terms(said)
        self.listings[self.id] = Listing(self.speaker, self.node, said)
        return said.reach, b""

    def listing_elsewhere(self, identity):
        """A listing of another log at hand."""
        word = self.world.words.get(identity)
        if word is None or word.node == self.node or word.kind != "listing_posted":
            return None
        return Listing(word.entry.update.resident, word.node, word.said)

    def listing_withdrawn(self, said):
        listing = self.listings.get(said.listing) or self.listing_elsewhere(said.listing)
        require(listing, "listingUnknown")
        require(listing.author == self.speaker and listing.node == self.node, "listingNotYours")
        require(not listing.withdrawn, "listingClosed")
        listing.withdrawn = True
        return listing.facts.reach, b""

    def require_open_listing(self, identity, listing):
        require(not listing.withdrawn and self.now < listing.facts.expires, "listingClosed")
        # A place that somebody across the border gave back is not told in this log: leave those out.
        taken = sum(1 for other in self.agreements.values() if other.listing == identity
                    and other.takes_place and not other.crosses)
        require(taken < listing.facts.wanted, "listingFilled")

    # -- agreements (§9) --------------------------------------------------------------------------

    def agreement_proposed(self, said):
        require(len(said.seal_key) == 32, "badLength", "seal_key")
        if said.listing_node != self.node:
            return self.proposed_elsewhere(said)
        listing = self.listings.get(said.listing)
        require(listing, "listingUnknown")
        require(listing.author != self.speaker, "listingYours")
        self.require_open_listing(said.listing, listing)
        require(not any(other.open for other in self.agreements.values()
                        if other.listing == said.listing and other.proposer == self.speaker),
                "alreadyProposed")
        self.agreements[self.id] = self.agreement(
            listing, said.listing, self.speaker, self.node)

    def agreement(self, listing, identity, proposer, proposer_node):
        facts = listing.facts
        found = Agreement(
            here=self.node, listing=identity, side=facts.side, gift=facts.gift, ends=facts.ends,
            owner=listing.author, owner_node=listing.node, proposer=proposer,
            proposer_node=proposer_node, last=self.now)
        if found.payer == proposer and proposer_node == self.node:
            found.judged_by(self.policy)
        return found

    def proposed_elsewhere(self, said):
        require(said.listing not in self.listings and len(said.listing) == 32
                and len(said.listing_node) == 32, "listingUnknown")
        self.require_peer(said.listing_node)
        listing = self.listing_elsewhere(said.listing)
        if listing:
            require(listing.node == said.listing_node, "listingUnknown")
            self.have_read(self.world.words[said.listing])
            if not listing.facts.gift:
                self.require_any_clearing(listing.node, owing=listing.facts.side == OFFER)
            self.agreements[self.id] = self.agreement(
                listing, said.listing, self.speaker, self.node)
        else:
            self.beyond(said.listing_node, "listingUnknown")
        return ADDRESSED, said.listing_node

    def look_up(self, identity):
        """The agreement; None when it began in a log that is not at hand."""
        if identity not in self.agreements:
            found = self.proposal_elsewhere(identity)
            if found is None:
                require(self.entry.header.reach == ADDRESSED, "agreementUnknown")
                self.beyond(self.entry.header.audience, "agreementUnknown")
                return None
            self.agreements[identity] = found
        return self.agreements[identity]

    def proposal_elsewhere(self, identity):
        """An agreement proposed in another log at hand, on a listing of this one."""
        word = self.world.words.get(identity)
        if word is None or word.kind != "agreement_proposed" or word.node == self.node:
            return None
        listing = self.listings.get(word.said.listing)
        require(listing, "agreementUnknown")
        self.have_read(word)
        found = self.agreement(
            listing, word.said.listing, word.entry.update.resident, word.node)
        found.last = word.entry.header.time
        return found

    def find(self, identity):
        """The agreement and the speaker's side in it."""
        agreement = self.look_up(identity)
        if agreement is None:
            return None, None
        party = agreement.party(self.speaker)
        require(party and agreement.node_of(party) == self.node, "agreementNotYours")
        return agreement, party

    def destination(self, agreement):
        if agreement is None:
            return self.entry.header.reach, self.entry.header.audience
        if not agreement.crosses:
            return NEIGHBOURHOOD, b""
        return ADDRESSED, agreement.other(self.node)

    def require_open(self, identity, agreement):
        require(not agreement.closed_for_good, "agreementNotOpen")
        self.some_reading(identity, agreement, lambda it: it.open, "agreementNotOpen")

    def agreement_accepted(self, said):
        require(len(said.seal_key) == 32, "badLength", "seal_key")
        agreement, party = self.find(said.agreement)
        if agreement:
            require(party == "owner", "notYoursToAccept")
            require(self.merged(said.agreement, agreement).states == {"proposed"}, "agreementNotOpen")
            require(agreement.listing in self.listings, "listingUnknown")
            self.require_open_listing(agreement.listing, self.listings[agreement.listing])
            if agreement.crosses:
                self.require_peer(agreement.proposer_node)
                proposal = self.world.words[said.agreement].entry
                require(said.cites == proposal.hash, "agreementUnknown", "cites")
            if agreement.payer == self.speaker:
                agreement.judged_by(self.policy)
            self.fact(agreement, "agreement_accepted", party, said)
        else:
            self.unplaced.append((self.speaker, self.entry.header.audience))
        return self.destination(agreement)

    def agreement_declined(self, said):
        agreement, party = self.find(said.agreement)
        if agreement:
            self.require_open(said.agreement, agreement)
            # Across a border the statement may have come later than this, to this log.
            other = "owner" if party == "proposer" else "proposer"
            require(other not in self.merged(said.agreement, agreement).stated, "statedAlready")
            self.fact(agreement, "agreement_declined", party, said)
        return self.destination(agreement)

    def find_running(self, identity):
        agreement, party = self.find(identity)
        if agreement:
            self.require_open(identity, agreement)
            require(party != "owner" or agreement.accepted, "notAgreedYet")  # their own yes
            self.some_reading(identity, agreement, lambda it: it.accepted, "notAgreedYet")
        return agreement, party

    def minutes_stated(self, said):
        agreement, party = self.find_running(said.agreement)
        if agreement:
            if agreement.gift:
                require(said.minutes == 0, "giftWithMinutes")
            else:
                require(0 < said.minutes <= MINUTES, "minutesOutOfRange")
            self.fact(agreement, "minutes_stated", party, said)
        return self.destination(agreement)

    def minutes_confirmed(self, said):
        agreement, party = self.find_running(said.agreement)
        if agreement:
            other = "owner" if party == "proposer" else "proposer"
            if not agreement.crosses:
                require(other in agreement.stated,
                        "ownStatement" if party in agreement.stated else "nothingStated")
            wanted = 0 if agreement.gift else said.minutes
            self.some_reading(said.agreement, agreement,
                              lambda it: it.stated.get(other) == wanted, "minutesDiffer")
            self.fact(agreement, "minutes_confirmed", party, said)
        return self.destination(agreement)

    def place_shared(self, said):
        if self.entry.content is not None:  # else it was erased
            content = wire.decode(wire.Content, self.entry.content)
            require(len(content.place.sealed) == PLACE, "badLength", "sealed")
        agreement, _ = self.find_running(said.agreement)
        return self.destination(agreement)

    def fact(self, agreement, kind, party, said):
        agreement.fact(kind, party, said)
        agreement.last = max(agreement.last, self.now)
        agreement.heard = self.seen_words(
            self.world.about(agreement.other(self.node), said.agreement))
        if not agreement.crosses and not agreement.gift and agreement.stands is not None:
            self.decide(said.agreement, agreement, agreement.stands)
