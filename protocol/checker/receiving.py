"""Hours across a border, the payee's side: protocol/10-books.md §7."""

import accounts as books
from accounts import HELP, HOURS, LOWERED, RAISED, RETURNED, SOLIDARITY, clearing_key, resident_key
from common import ADDRESSED, CODES, require
from crossing import Crossing


class Receiving:
    def transfer_accepted(self, said):
        reserve = self.answered(said)
        if reserve is None:
            return self.destination(None)
        crossing, payee = self.judged(reserve)
        self.require_peer(reserve.node)
        require(crossing.kind != HELP or payee is not None, "agreementUnknown")
        require(self.here(payee), "recipientUnknown")
        self.require_clearing(reserve.node, crossing.minutes, owing=False)
        if crossing.corrects:
            objection = self.judge_correction(said.transfer, crossing)
            require(objection is None, objection or "")
        if crossing.kind in (HELP, RAISED):
            self.arrives(crossing, capped=True)
        else:
            self.require_in(payee, self.arriving(crossing)[0])
            self.arrives(crossing)
        crossing.state = "accepted"
        return ADDRESSED, reserve.node

    def arriving(self, crossing):
        """What the payee gets of it, and the solidarity pot, when there is room."""
        if crossing.kind in (LOWERED, RETURNED):
            back = self.arriving_back(crossing)
            return back.get(resident_key(crossing.payee), 0), back.get(SOLIDARITY, 0)
        return crossing.minutes, 0

    def arrives(self, crossing, capped=False):
        """Holds it; `capped`: what the payee has no room for, or has left, is for the pot."""
        (to_payee, to_pot), payee = self.arriving(crossing), crossing.payee
        if capped:
            kept, sure = 0, True
            if self.here(payee):
                kept, _, sure = self.receives(payee, to_payee)
            if not sure:
                self.make_vague(resident_key(payee), SOLIDARITY)
            to_payee, to_pot = kept, to_pot + to_payee - kept
        crossing.legs = books.summed(
            (clearing_key(crossing.peer), -crossing.minutes), (resident_key(payee), to_payee),
            (SOLIDARITY, to_pot))
        books.hold(self.accounts, crossing.legs)

    def transfer_rejected(self, said):
        reserve = self.answered(said, rejecting=True)
        if reserve is None:
            return self.destination(None)
        crossing, payee = self.judged(reserve)
        crossing.state = "rejected"
        self.require_reason(said.transfer, CODES.get(said.reason), crossing, payee)
        return ADDRESSED, reserve.node

    def answered(self, said, rejecting=False):
        """The RESERVE that this answers; None when it is not at hand."""
        known = self.crossings.get(said.transfer)
        require(known is None or not known.ours, "speaksForAnother")
        require(known is None, "answeredTwice")
        reserve, audience = self.world.words.get(said.transfer), self.entry.header.audience
        if reserve is None:
            require(said.cites not in self.world.hashes, "citesAnother")
            self.beyond(audience, "speaksForAnother", "no such RESERVE")
            self.crossings[said.transfer] = Crossing(
                audience, False, 0, state="rejected" if rejecting else "accepted")
            if not rejecting:
                self.make_vague(*self.accounts, clearing_key(audience))
            return None
        require(self.reserved_for_us(reserve), "speaksForAnother")
        require(said.cites == reserve.entry.hash, "citesAnother")
        self.have_read(reserve)
        gone = self.decision(reserve.node, said.transfer)
        require(gone is None or gone.place >= self.seen[reserve.node], "stepOutOfTurn")
        return reserve

    def reserved_for_us(self, word):
        """A RESERVE that holds minutes, of another log, meant for this node."""
        if word.node == self.node:
            return False
        if word.kind == "hours_given":
            return word.said.node == self.node
        if word.kind == "correction_made":
            original = self.crossings.get(word.said.transfer)
            return original is not None and original.peer == word.node
        return (word.kind == "transfer_reserved" and word.by_node and word.said.minutes > 0
                and word.entry.header.audience == self.node)

    def judged(self, reserve):
        """The transfer as it arrives, and whom it is for."""
        said, help_given = reserve.said, reserve.kind == "transfer_reserved"
        crossing = Crossing(reserve.node, False, said.minutes, kind=HELP if help_given else HOURS,
                            hash=reserve.entry.hash, begun=reserve.entry.header.time)
        self.crossings[reserve.entry.update_id] = crossing
        if reserve.kind == "correction_made":
            original = self.crossings[said.transfer]
            crossing.corrects = said.transfer
            crossing.giver, crossing.payee, crossing.minutes = self.difference(
                original, said.minutes, not original.ours)
            return crossing, crossing.payee
        if not help_given:
            crossing.giver, crossing.payee = reserve.entry.update.resident, said.resident
            crossing.corrects = said.corrects
            return crossing, said.resident
        crossing.agreement = said.agreement
        agreement = self.agreements.get(said.agreement)
        if agreement is None:
            agreement = self.proposal_elsewhere(said.agreement)
            if agreement is not None:
                self.agreements[said.agreement] = agreement
        fits = (agreement and agreement.crosses and not agreement.gift
                and (agreement.payer_node, agreement.payee_node) == (reserve.node, self.node))
        if fits:
            crossing.giver, crossing.payee = agreement.payer, agreement.payee
        return crossing, agreement.payee if fits else None

    def require_reason(self, identity, reason, crossing, payee):
        """A REJECT gives a reason that can be true."""
        require(reason is not None, "stepOutOfTurn", "reason")
        if reason == "peerUnknown":
            self.require_no_peer(crossing.peer, "stepOutOfTurn")
        elif reason == "clearingLimitReached":
            self.require_no_room(crossing.peer, crossing.minutes)
        elif reason == "recipientUnknown":
            require(payee is None or not self.here(payee), "stepOutOfTurn", "reason")
        elif reason == "agreementUnknown":
            require(crossing.kind == HELP and payee is None, "stepOutOfTurn", "reason")
        elif reason == "transferFrozen":
            # It read a lie of the peer's; when, no log tells. The peer's own log is judged for it.
            require(crossing.corrects, "stepOutOfTurn", "reason")
        elif crossing.corrects and reason != "ceilingReached":
            require(self.judge_correction(identity, crossing) == reason, "stepOutOfTurn", "reason")
        else:
            require(reason == "ceilingReached" and crossing.kind != HELP
                    and payee in self.residents, "stepOutOfTurn", "reason")
            key, minutes = resident_key(payee), crossing.minutes
            if crossing.corrects:
                require(self.judge_correction(identity, crossing) is None
                        and crossing.kind != RAISED, "stepOutOfTurn", "reason")
                minutes = self.arriving_back(crossing).get(key, 0)
            self.judge(key, self.room_in(key) < minutes, "stepOutOfTurn")

    def transfer_released(self, said):
        """What ACCEPT held goes: after a VOID, or when there is no federation any more."""
        crossing = self.own(said.transfer, ours=False)
        require(crossing.state == "accepted", "stepOutOfTurn", crossing.state)
        if not said.cites:
            self.require_no_peer(crossing.peer, "stepOutOfTurn")
            self.let_go(crossing)
            crossing.state = "released"
            return ADDRESSED, crossing.peer
        decision = self.decision(crossing.peer, said.transfer)
        if decision is None:
            require(said.cites not in self.world.hashes, "citesAnother")
            self.beyond(crossing.peer, "citesAnother")
        else:
            require(decision.kind == "transfer_voided", "stepOutOfTurn", decision.kind)
            require(said.cites == decision.entry.hash, "citesAnother")
            self.have_read(decision)
        self.let_go(crossing)
        return ADDRESSED, crossing.peer

    def transfer_applied(self, said):
        crossing = self.own(said.transfer, ours=False)
        require(crossing.state in ("accepted", "released", "voided"), "stepOutOfTurn",
                crossing.state)
        decision = self.decision(crossing.peer, said.transfer)
        if decision is None:
            require(said.cites and said.cites not in self.world.hashes, "appliedWithoutCommit")
            self.beyond(crossing.peer, "appliedWithoutCommit")
        else:
            require(decision.kind == "transfer_committed", "appliedWithoutCommit")
            require(said.cites == decision.entry.hash, "citesAnother")
            self.have_read(decision)
        if crossing.state == "released" and crossing.legs is not None:
            self.arrives(crossing, capped=True)  # nothing was kept free for it; posted at once
        self.settle(said.transfer, crossing, "applied")
        return ADDRESSED, crossing.peer
