"""What becomes of an agreement when people do not simply agree: protocol/10-books.md §5 and §10."""

from accounts import HELP
from common import AGREEMENT_SILENCE, DAY, PROPOSAL_SILENCE, require


class Outcomes:
    def decide(self, identity, agreement, minutes):
        """The minutes are decided; within one neighbourhood they are posted at this entry."""
        if agreement.decided is None:
            agreement.decide(minutes)
            if minutes and not agreement.gift and not agreement.crosses:
                self.help(identity, HELP, agreement.payer, agreement.payee, minutes)

    def silent(self, agreement, term):
        return self.now - agreement.last >= term

    def minutes_lapsed(self, said):
        agreement = self.look_up(said.agreement)
        if agreement:
            require(agreement.payer_node == self.node, "agreementNotYours")
            require(not agreement.closed_for_good, "agreementNotOpen")
            term = (agreement.silence or 0) * DAY

            def claimed(it):
                return it.states & {"stated", "disputed"}

            def due(it):
                return claimed(it) and self.silent(it, term if "stated" in it.states else 4 * term)

            self.some_reading(said.agreement, agreement, claimed, "agreementNotOpen")
            self.some_reading(said.agreement, agreement, due, "notDue")
            self.some_reading(said.agreement, agreement, lambda it: due(it) and said.minutes
                              == min(it.stated.values()), "minutesDiffer")
            self.decide(said.agreement, agreement, said.minutes)
        return self.destination(agreement)

    def agreement_lapsed(self, said):
        agreement = self.look_up(said.agreement)
        if agreement:
            require(not agreement.closed_for_good, "agreementNotOpen")
            if agreement.owner_node != self.node or not agreement.states <= {"proposed", "agreed"}:
                return self.lapsed_alone(agreement)

            def waiting(it):
                return it.states <= {"proposed", "agreed"}

            def due(it):
                if it.states == {"proposed"}:
                    return self.silent(it, PROPOSAL_SILENCE)
                return waiting(it) and self.now - max(it.last, it.ends) >= AGREEMENT_SILENCE

            require(waiting(self.merged(said.agreement, agreement)), "agreementNotOpen")
            self.some_reading(said.agreement, agreement, due, "notDue")
            agreement.lapsed, agreement.last = True, max(agreement.last, self.now)
        return self.destination(agreement)

    def lapsed_alone(self, agreement):
        """With a neighbourhood that is no peer any more, either node ends what is open."""
        require(agreement.crosses, "agreementNotOpen" if agreement.owner_node == self.node
                else "agreementNotYours")
        self.require_no_peer(agreement.other(self.node), "agreementNotOpen")
        require(self.silent(agreement, AGREEMENT_SILENCE), "notDue")
        agreement.lapsed, agreement.last = True, max(agreement.last, self.now)
        return self.destination(agreement)

    def dispute_resolved(self, said):
        agreement = self.look_up(said.agreement)
        if agreement:
            require(agreement.payer_node == self.node, "agreementNotYours")
            require(agreement.party(self.speaker) is None, "partyCannotDecide")
            require(not agreement.closed_for_good, "notDisputed")

            def disputed(it):
                return "disputed" in it.states

            self.some_reading(said.agreement, agreement, disputed, "notDisputed")
            self.some_reading(
                said.agreement, agreement, lambda it: disputed(it)
                and min(it.stated.values()) <= said.minutes <= max(it.stated.values()),
                "outsideTheClaims")
            agreement.last = max(agreement.last, self.now)
            self.decide(said.agreement, agreement, said.minutes)
        return self.destination(agreement)

    def thanks_said(self, said):
        agreement, _ = self.find(said.agreement)
        if agreement:
            self.some_reading(said.agreement, agreement,
                              lambda it: it.settled is not None, "notSettled", ever=True)
            require((said.agreement, self.speaker) not in self.thanked, "alreadyThanked")
            self.thanked.add((said.agreement, self.speaker))
        return self.destination(agreement)
