"""Corrections of hours that crossed a border, by who gives hours up or a regisseur there:
protocol/10-books.md §6."""

import accounts as books
from accounts import HELP, HOURS, LOWERED, RAISED, RETURNED, clearing_key, resident_key
from common import ADDRESSED, MINUTES, require


class Returns:
    def correct_across(self, said):
        """At the node of who gives hours up: it is itself a RESERVE."""
        original = self.crossed(said.corrects)
        require(original.peer == said.node, "transferUnknown")
        if original.legs is None:
            return self.give_vaguely(original, said.minutes, said.corrects)
        kind = self.correction(original, self.speaker, original.ours)
        other = original.payee if original.ours else original.giver
        require(kind and said.resident == other, "transferNotYours")
        legs = self.giving_up(said.corrects, original, kind, said.minutes, self.speaker)
        for key, minutes in legs.items():
            if minutes < 0:
                self.require_out(key, -minutes, "floorReached")
        return self.give_up(said.corrects, original, kind, said.minutes, legs, self.speaker)

    def correct_anothers(self, said):
        """The same by a regisseur there: no floor holds it back."""
        original = self.crossed(said.transfer)
        self.require_peer(original.peer)
        giver, _, minutes = self.difference(original, said.minutes, original.ours)
        if original.legs is None:
            return self.give_vaguely(original, max(0, minutes), said.transfer)
        posted = self.transfers[said.transfer]
        require(giver != self.speaker, "partyCannotDecide")
        require(minutes, "minutesOutOfRange")
        kind = self.correction(original, giver, original.ours)
        require(minutes > 0 and kind, "transferNotYours")
        legs = self.giving_up(said.transfer, original, kind, minutes, giver)
        for key in (*posted.legs, *legs):
            require(key[0] != 1 or self.here(key[1:]), "recipientUnknown")
        return self.give_up(said.transfer, original, kind, minutes, legs, giver)

    def crossed(self, identity):
        """A transfer that crossed, posted here, of a kind that can be corrected."""
        original = self.crossings.get(identity)
        require(original and original.kind in (HELP, HOURS), "transferUnknown")
        require(original.legs is None or identity in self.transfers, "transferUnknown")
        return original

    def give_vaguely(self, original, minutes, identity):
        """Its beginning is not at hand."""
        self.elsewhere += 1
        self.make_vague(*self.accounts, clearing_key(original.peer))
        self.reserve(original.peer, minutes, None, giver=self.speaker, corrects=identity)
        return ADDRESSED, original.peer

    def giving_up(self, identity, original, kind, minutes, giver):
        """The legs here."""
        require(not self.is_corrected(identity, original.peer), "alreadyCorrected")
        require(self.fits(original, kind, minutes), "minutesOutOfRange")
        if kind == RAISED:
            return books.summed((resident_key(giver), -minutes),
                                (clearing_key(original.peer), minutes))
        return books.lowered(self.transfers[identity].legs, minutes)

    def give_up(self, identity, original, kind, minutes, legs, giver):
        self.require_clearing(original.peer, minutes, owing=True)
        self.reserve(original.peer, minutes, legs, kind=kind, giver=giver, corrects=identity,
                     payee=original.payee if original.ours else original.giver)
        return ADDRESSED, original.peer

    @staticmethod
    def difference(original, total, by_payer):
        """Who gives how much to whom to make it so many; below zero it is the other side's turn."""
        if by_payer:
            return original.giver, original.payee, total - original.minutes
        return original.payee, original.giver, original.minutes - total

    @staticmethod
    def correction(original, giver, by_payer):
        """What it is when this resident, of the payer's side or the payee's, gives hours up."""
        if by_payer:
            return RAISED if original.kind == HELP and giver == original.giver else None
        if giver != original.payee:
            return None
        return {HELP: LOWERED, HOURS: RETURNED}.get(original.kind)

    @staticmethod
    def fits(original, kind, minutes):
        return minutes <= (MINUTES - original.minutes if kind == RAISED else original.minutes)

    def is_corrected(self, identity, peer, besides=b""):
        """Another correction was posted, or is on its way: one that was not given up."""
        for name, one in self.crossings.items():
            if one.corrects == identity and name != besides and one.state not in (
                    "voided", "rejected"):
                gone = None if one.ours else self.decision(peer, name)
                if not gone or gone.kind != "transfer_voided" \
                        or gone.place >= self.seen.get(peer, 0):
                    return True
        return False

    def judge_correction(self, identity, crossing):
        """Gives it its kind, and says why this node does not take it; None when it does."""
        original = self.crossings.get(crossing.corrects)
        if original is None or original.peer != crossing.peer:
            return "transferUnknown"
        if original.ours:
            posted = original.state == "committed"
        else:  # they pay: when we read the RESERVE we had read their COMMIT
            decision = self.decision(crossing.peer, crossing.corrects)
            posted = decision and decision.kind == "transfer_committed" \
                and decision.place < self.world.words[identity].place
        kind = self.correction(original, crossing.giver, not original.ours)
        if not posted or kind is None or crossing.payee != (
                original.giver if original.ours else original.payee):
            return "transferUnknown"
        crossing.kind = kind
        if self.is_corrected(crossing.corrects, crossing.peer, identity):
            return "alreadyCorrected"
        return None if self.fits(original, kind, crossing.minutes) else "minutesOutOfRange"

    def arriving_back(self, crossing):
        """The legs here of what is given back."""
        return books.lowered(self.transfers[crossing.corrects].legs, crossing.minutes)
