"""Hours across a border, the payer's side: protocol/10-books.md §7.

Each log is judged for the steps of its own node; what it answers is looked up in the other log.
"""

import accounts as books
from accounts import HELP, HOURS, SOLIDARITY, clearing_key, resident_key
from common import (ADDRESSED, CARRY_PATIENCE, CODES, NEIGHBOURHOOD, RESERVE_AGAIN, RESERVE_LIFE,
                    require)
from crossing import Crossing


class Paying:
    # -- RESERVE, at the payer's node -------------------------------------------------------------

    def give_across(self, said):
        self.require_clearing(said.node, said.minutes, owing=True)
        self.reserve(said.node, said.minutes, books.summed(
            (resident_key(self.speaker), -said.minutes), (clearing_key(said.node), said.minutes)),
            giver=self.speaker, payee=said.resident)
        return ADDRESSED, said.node

    def reserve(self, peer, minutes, legs, **more):
        self.crossings[self.id] = Crossing(
            peer, True, minutes, hash=self.entry.hash, begun=self.now, legs=legs, **more)
        if legs is not None:
            books.hold(self.accounts, legs)

    def transfer_reserved(self, said):
        agreement = self.look_up(said.agreement)
        if agreement is None:  # who pays is told elsewhere
            audience = self.entry.header.audience
            self.make_vague(*self.accounts, clearing_key(audience))
            self.reserve(audience, said.minutes, None, kind=HELP)
            return self.destination(None)
        peer = agreement.other(self.node)
        require(agreement.crosses and not agreement.gift and agreement.payer_node == self.node,
                "stepOutOfTurn")
        self.require_turn(said.agreement, agreement)
        self.require_decided(said, agreement)
        from_payer, from_pot = self.pays(agreement.payer, said.settled)
        moved, payer = from_payer + from_pot, resident_key(agreement.payer)
        if self.accounts[payer].vague or self.accounts[SOLIDARITY].vague:
            self.elsewhere += 1  # how it divides is not known, and neither is the sum
            self.make_vague(payer, SOLIDARITY)
            from_payer, from_pot = said.minutes, 0
        elif said.minutes < moved and self.now >= agreement.last + CARRY_PATIENCE \
                and (said.minutes or 0 in self.rooms_to_owe(peer)):
            if said.minutes not in self.rooms_to_owe(peer):
                self.beyond(peer, "minutesDiffer", "not what there is room for")
            from_payer, from_pot = self.pays(agreement.payer, said.minutes)
        elif said.minutes == 0 and moved:
            if self.here(agreement.payer):
                self.require_no_peer(peer, "minutesDiffer")
        else:
            require(said.minutes == moved, "minutesDiffer")
        if said.minutes:
            self.require_peer(peer, "minutesDiffer")
            self.require_clearing(peer, said.minutes, owing=True)
            self.reserve(peer, said.minutes, books.summed(
                (payer, -from_payer), (SOLIDARITY, -from_pot), (clearing_key(peer), said.minutes)),
                kind=HELP, agreement=said.agreement, from_pot=from_pot, giver=agreement.payer,
                payee=agreement.payee)
            self.cover(agreement.payer, from_pot, self.now)
        self.reserves[said.agreement] = self.id
        return ADDRESSED, peer

    def require_turn(self, identity, agreement):
        """Nothing carries it yet; after a VOID it waits, unless that left it a gift."""
        if identity in self.reserves:
            before = self.crossings.get(self.reserves[identity])
            require(before and before.state == "voided" and not before.lost, "stepOutOfTurn")
            peer = agreement.other(self.node)
            latest = max([agreement.last] + [
                word.entry.header.time for word in self.world.about(peer, identity)])
            if before.ended >= latest + CARRY_PATIENCE:
                self.beyond(peer, "stepOutOfTurn", "a gift by then")
            require(self.now >= before.ended + RESERVE_AGAIN, "notDue")

    def is_carried(self, identity, agreement):
        """Its hours need not wait for the border any more: they crossed, do so now, or are a gift."""
        if identity not in self.reserves:
            return False
        before = self.crossings.get(self.reserves[identity])
        return before is None or before.state != "voided" or before.lost \
            or before.ended >= agreement.last + CARRY_PATIENCE

    def require_decided(self, said, agreement):
        if agreement.decided is None:
            ours = "owner" if agreement.owner_node == self.node else "proposer"
            require(said.settled in (agreement.stated.get(ours), agreement.confirmed.get(ours)),
                    "minutesDiffer", "settled")
            self.some_reading(said.agreement, agreement,
                              lambda it: it.stands == said.settled, "minutesDiffer", ever=True)
            agreement.decide(said.settled)
        require(agreement.decided == said.settled, "minutesDiffer", "settled")
        require(said.settled > 0, "stepOutOfTurn")

    # -- COMMIT, VOID -----------------------------------------------------------------------------
    def answer(self, identity, crossing):
        """The first word of the payee's node that answers the RESERVE."""
        for word in self.world.by(crossing.peer, identity, "transfer_accepted", "transfer_rejected"):
            if word.said.cites == crossing.hash:
                return word
        return None

    def transfer_committed(self, said):
        crossing = self.own(said.transfer, ours=True)
        require(crossing.state != "committed", "committedTwice")
        require(crossing.state != "voided", "committedAfterVoid")
        require(not crossing.recalled, "stepOutOfTurn", "recalled")
        self.require_answer(said, crossing, "transfer_accepted")
        self.settle(said.transfer, crossing, "committed")
        return ADDRESSED, crossing.peer

    def require_answer(self, said, crossing, kind):
        answer = self.answer(said.transfer, crossing)
        if answer is None:
            require(said.cites and said.cites not in self.world.hashes, "citesAnother")
            self.beyond(crossing.peer, "citesAnother")
        else:
            require(answer.kind == kind, "stepOutOfTurn", answer.kind)
            require(said.cites == answer.entry.hash, "citesAnother")
            self.have_read(answer)

    def require_given_up(self, said, crossing):
        """It cites the REJECT, or the RELEASE that came after an ACCEPT."""
        answer = self.answer(said.transfer, crossing)
        if answer is None or answer.kind == "transfer_rejected":
            return self.require_answer(said, crossing, "transfer_rejected")
        release = next(iter(self.world.by(crossing.peer, said.transfer, "transfer_released")), None)
        if release is None:
            require(said.cites not in self.world.hashes, "citesAnother")
            return self.beyond(crossing.peer, "citesAnother")
        require(said.cites == release.entry.hash, "citesAnother")
        self.have_read(release)

    def transfer_voided(self, said):
        crossing = self.own(said.transfer, ours=True)
        require(crossing.state != "committed", "voidedAfterCommit")
        require(crossing.state == "reserved", "stepOutOfTurn")
        if said.cites:
            self.require_given_up(said, crossing)
            answer = self.answer(said.transfer, crossing)
            if answer and answer.kind == "transfer_rejected":
                crossing.lost = CODES.get(answer.said.reason) in (
                    "recipientUnknown", "agreementUnknown")
        elif not crossing.recalled and self.now < crossing.begun + RESERVE_LIFE:
            self.require_no_peer(crossing.peer, "stepOutOfTurn")
        self.let_go(crossing)
        if crossing.from_pot:
            payer = self.agreements[crossing.agreement].payer
            self.cover(payer, -crossing.from_pot, crossing.begun)
        return ADDRESSED, crossing.peer

    def transfer_recalled(self, said):
        crossing = self.crossings.get(said.transfer)
        require(crossing and crossing.ours and crossing.kind != HELP, "transferUnknown")
        require(self.updates[said.transfer][1] == self.speaker, "transferNotYours")
        require(crossing.state == "reserved" and not crossing.recalled, "tooLateToRecall")
        crossing.recalled = True
        return NEIGHBOURHOOD, b""
