"""Agreements as facts, and what follows from them: 05-updates.md §9, 10-books.md §5."""

import copy
from dataclasses import dataclass, field

from common import OFFER


@dataclass
class Agreement:
    """As the node `here` sees it. The rules for claims are those of the payer's log, and only the
    payer's node acts on them: elsewhere they stay unknown."""
    here: bytes
    listing: bytes
    side: int
    gift: bool
    ends: int
    owner: bytes
    owner_node: bytes
    proposer: bytes
    proposer_node: bytes
    last: int                   # when the last fact was said
    tolerance: int = None       # claims no further apart are not a dispute
    silence: int = None         # days that a claim waits for an answer
    heard: int = 0              # words of the other log read, at least, when we said our last one
    accepted: bool = False
    lapsed: bool = False
    decided: int = None
    declined: set = field(default_factory=set)
    stated: dict = field(default_factory=dict)
    confirmed: dict = field(default_factory=dict)

    def copy(self):
        return copy.deepcopy(self)

    # -- who is who -------------------------------------------------------------------------------

    @property
    def crosses(self):
        return self.owner_node != self.proposer_node

    def other(self, node):
        return self.proposer_node if node == self.owner_node else self.owner_node

    def party(self, resident):
        return {self.proposer: "proposer", self.owner: "owner"}.get(resident)

    def node_of(self, party):
        return self.owner_node if party == "owner" else self.proposer_node

    @property
    def _owner_pays(self):
        return self.side != OFFER  # who posts a request is helped

    payer = property(lambda self: self.owner if self._owner_pays else self.proposer)
    payee = property(lambda self: self.proposer if self._owner_pays else self.owner)
    payer_node = property(lambda self: self.owner_node if self._owner_pays else self.proposer_node)
    payee_node = property(lambda self: self.proposer_node if self._owner_pays else self.owner_node)

    # -- facts ------------------------------------------------------------------------------------

    def take(self, word, world):
        """A fact that another log tells, if whoever said it may."""
        said, kind, party = word.said, word.kind, self.party(word.entry.update.resident)
        by_payer = word.by_node and word.node == self.payer_node
        if word.by_node and kind == "agreement_lapsed":
            self.lapsed = self.lapsed or word.node in (self.owner_node, self.proposer_node)
        elif by_payer and kind == "minutes_lapsed" or kind == "dispute_resolved" \
                and word.node == self.payer_node:
            self.decide(said.minutes)
        elif by_payer and kind == "transfer_reserved":
            self.decide(said.settled)
        elif party and self.node_of(party) == word.node:
            self.fact(kind, party, said)
        else:
            return
        self.last = max(self.last, word.entry.header.time)

    def judged_by(self, policy):
        """The payer says yes, in the log of `here`, while this policy is in force."""
        self.tolerance, self.silence = policy.small_difference, policy.silence_days

    def fact(self, kind, party, said):
        if kind == "agreement_accepted" and party == "owner":
            self.accepted = True
        elif kind == "agreement_declined":
            self.declined.add(party)
        elif kind == "minutes_stated":
            self.stated[party] = 0 if self.gift else said.minutes
        elif kind == "minutes_confirmed":
            self.confirmed[party] = 0 if self.gift else said.minutes

    def decide(self, minutes):
        if self.decided is None:
            self.decided = minutes

    # -- what follows -----------------------------------------------------------------------------

    @property
    def stands(self):
        if self.accepted:
            for party, other in (("owner", "proposer"), ("proposer", "owner")):
                minutes = self.stated.get(party)
                if minutes is not None and minutes in (
                        self.confirmed.get(other), self.stated.get(other)):
                    return minutes
        return None

    @property
    def settled(self):
        # The payer's node decides in the moment in which both said the same.
        if self.decided is None and (self.gift or self.here == self.payer_node):
            return self.stands
        return self.decided

    @property
    def takes_place(self):
        return self.accepted and not self.states & {"declined", "lapsed"}

    @property
    def states(self):
        """The possible states: two, when the tolerance is not known."""
        if self.settled is not None:
            return {"settled"}
        if self.declined:
            return {"declined"}
        if self.lapsed:
            return {"lapsed"}
        if not self.accepted:
            return {"proposed"}
        if len(self.stated) == 2:
            apart = abs(self.stated["owner"] - self.stated["proposer"])
            if self.tolerance is None:
                return {"disputed", "stated"}
            return {"disputed" if apart > self.tolerance else "stated"}
        return {"stated" if self.stated else "agreed"}

    @property
    def open(self):
        return not self.states & {"settled", "declined", "lapsed"}

    @property
    def closed_for_good(self):
        """Whatever else is read: nothing opens it again."""
        return self.decided is not None or bool(self.declined) or self.lapsed
