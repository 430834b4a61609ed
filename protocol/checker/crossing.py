"""A transfer between two neighbourhoods, and what both sides do with it: 10-books.md §7."""

from dataclasses import dataclass

import accounts as books
from accounts import HOURS
from common import require


@dataclass
class Crossing:
    """A transfer between two neighbourhoods as one of them keeps it."""
    peer: bytes
    ours: bool               # we pay
    minutes: int
    kind: int = HOURS
    state: str = "reserved"
    hash: bytes = b""        # entry hash of RESERVE
    begun: int = 0
    legs: dict = None        # here; None when the other log is not at hand
    giver: bytes = b""
    payee: bytes = b""
    agreement: bytes = b""
    corrects: bytes = b""
    from_pot: int = 0
    recalled: bool = False
    lost: bool = False       # rejected for a reason that time does not mend
    ended: int = 0


class Crossings:
    def own(self, identity, ours):
        """The transfer, if this node pays (or, else, receives) in it."""
        crossing, reserve = self.crossings.get(identity), self.world.words.get(identity)
        if crossing is None:
            require(reserve is None or self.reserved_for_us(reserve) and not ours,
                    "speaksForAnother")
            require(False, "stepOutOfTurn", "nothing was answered")
        require(crossing.ours == ours, "speaksForAnother")
        return crossing

    def decision(self, node, identity):
        """The first COMMIT or VOID of the payer's node."""
        return next(iter(self.world.by(
            node, identity, "transfer_committed", "transfer_voided")), None)

    def settle(self, identity, crossing, state):
        crossing.state, crossing.ended = state, self.now
        if crossing.legs is not None:
            books.hold(self.accounts, crossing.legs, -1)
            self.post(identity, crossing.kind, crossing.legs)

    def let_go(self, crossing):
        crossing.state, crossing.ended = "voided", self.now
        if crossing.legs is not None:
            books.hold(self.accounts, crossing.legs, -1)
