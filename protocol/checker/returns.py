"""Corrections of hours that crossed a border, by who gives hours up: protocol/10-books.md §6."""

import accounts as books
from accounts import HELP, HOURS, LOWERED, RAISED, RETURNED, clearing_key, resident_key
from common import ADDRESSED, MINUTES, require


class Returns:
    def correct_across(self, said):
        """At the node of who gives hours up: it is itself a RESERVE."""
        original, posted = self.crossings.get(said.corrects), self.transfers.get(said.corrects)
        require(said.node != self.node and original and original.peer == said.node,
                "transferUnknown")
        if original.legs is None:  # its beginning is not at hand
            self.elsewhere += 1
            self.make_vague(*self.accounts, clearing_key(said.node))
            self.reserve(said.node, said.minutes, None, giver=self.speaker, corrects=said.corrects)
            return ADDRESSED, said.node
        require(posted, "transferUnknown")
        kind = self.correction(original, self.speaker, original.ours)
        other = original.payee if original.ours else original.giver
        require(kind and said.resident == other, "transferNotYours")
        require(not self.is_corrected(said.corrects, original.peer), "alreadyCorrected")
        require(self.fits(original, kind, said.minutes), "minutesOutOfRange")
        if kind == RAISED:
            legs = books.summed((resident_key(self.speaker), -said.minutes),
                                (clearing_key(said.node), said.minutes))
        else:
            legs = books.lowered(posted.legs, said.minutes)
        for key, minutes in legs.items():
            if minutes < 0:
                self.require_out(key, -minutes, "floorReached")
        self.require_clearing(said.node, said.minutes, owing=True)
        self.reserve(said.node, said.minutes, legs, kind=kind, giver=self.speaker,
                     payee=said.resident, corrects=said.corrects)
        return ADDRESSED, said.node

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
