"""Policy, limits, who pays for help, starter hours: protocol/10-books.md §3, §4, §9."""

from dataclasses import dataclass

import accounts as books
from accounts import SOLIDARITY, Account, Transfer, resident_key
from common import BALANCE_BOUND, FEDERATION, require


@dataclass(frozen=True)
class Policy:
    floor: int = -1200
    ceiling: int = 3000
    small_difference: int = 15
    silence_days: int = 14
    starter: int = 0
    pot_floor: int = 0
    solidarity_per_quarter: int = 240


def require_limits(said):
    require(-BALANCE_BOUND <= said.floor <= 0, "fieldOutOfRange", "floor")
    require(0 <= said.ceiling <= BALANCE_BOUND, "fieldOutOfRange", "ceiling")


class Books:
    # -- rules of the neighbourhood (§3) ----------------------------------------------------------

    def policy_set(self, said):
        require_limits(said)
        require(said.small_difference <= 120, "fieldOutOfRange", "small_difference")
        require(1 <= said.silence_days <= 90, "fieldOutOfRange", "silence_days")
        require(said.starter <= 1_200, "fieldOutOfRange", "starter")
        require(-BALANCE_BOUND <= said.pot_floor <= 0, "fieldOutOfRange", "pot_floor")
        require(said.solidarity_per_quarter <= 6_000, "fieldOutOfRange", "solidarity_per_quarter")
        self.policy = Policy(**{name: getattr(said, name) for name in Policy.__dataclass_fields__})
        return FEDERATION, b""

    def limits_set(self, said):
        require(said.resident in self.residents, "recipientUnknown")
        require(said.resident != self.speaker, "partyCannotDecide")
        require_limits(said)
        self.own_limits[said.resident] = tuple(
            getattr(said, name) if said.HasField(name) else None for name in ("floor", "ceiling"))

    # -- room (§1); for residents and pots, the border judges clearing accounts -------------------

    def bounds(self, key):
        if key[0] == 2:
            return self.policy.pot_floor, None
        own = self.own_limits.get(key[1:], (None, None))
        return tuple(
            getattr(self.policy, name) if limit is None else limit
            for name, limit in zip(("floor", "ceiling"), own))

    def room_out(self, key):
        account = self.accounts[key]
        return max(0, account.balance - account.held_out - self.bounds(key)[0])

    def room_in(self, key):
        account, highest = self.accounts[key], self.bounds(key)[1]
        return max(0, highest - account.balance - account.held_in)

    def require_out(self, key, minutes, reason):
        self.judge(key, minutes <= self.room_out(key), reason)

    def require_in(self, resident, minutes):
        key = resident_key(resident)
        self.judge(key, minutes <= self.room_in(key), "ceilingReached")

    def judge(self, key, holds, reason):
        """A limit; left to the node when the account cannot be known from the logs at hand."""
        if self.accounts[key].vague:
            self.elsewhere += 1
        else:
            require(holds, reason)

    def make_vague(self, *keys):
        for key in keys:
            self.accounts.setdefault(key, Account()).vague = True

    # -- posting ----------------------------------------------------------------------------------

    def post(self, identity, kind, legs, vague=(), parties=()):
        """Posts a transfer, once, unless nothing moves."""
        if (legs or vague) and identity not in self.transfers:
            self.transfers[identity] = Transfer(kind, self.now, legs, vague, parties)
            books.apply(self.accounts, kind, legs)

    def move(self, identity, kind, source, target, minutes):
        self.post(identity, kind, books.summed((source, -minutes), (target, minutes)),
                  parties=(source[1:], target[1:]))

    # -- help is never blocked (§4) ---------------------------------------------------------------

    def pays(self, payer, minutes):
        """What the payer and the solidarity pot pay of it; the rest is a gift."""
        key = resident_key(payer)
        left = self.policy.solidarity_per_quarter - self.covered.get(
            (payer, books.quarter(self.now)), 0)
        from_payer = min(minutes, self.room_out(key))
        from_pot = min(minutes - from_payer, self.room_out(SOLIDARITY), max(0, left))
        return from_payer, from_pot

    def cover(self, payer, minutes, time):
        at = payer, books.quarter(time)
        self.covered[at] = self.covered.get(at, 0) + minutes

    def receives(self, payee, minutes):
        """What the payee gets of it, the rest for the solidarity pot, and whether that is sure."""
        key = resident_key(payee)
        to_payee = min(minutes, self.room_in(key))
        return to_payee, minutes - to_payee, not self.accounts[key].vague

    def help(self, identity, kind, payer, payee, minutes):
        """Posts help between two residents, as far as anybody can pay."""
        keys = resident_key(payer), resident_key(payee), SOLIDARITY
        from_payer, from_pot = self.pays(payer, minutes)
        to_payee, to_pot, sure = self.receives(payee, from_payer + from_pot)
        vague = () if sure and not any(self.accounts[key].vague for key in keys) else keys
        self.make_vague(*vague)
        legs = books.summed(
            (keys[0], -from_payer), (keys[1], to_payee), (SOLIDARITY, to_pot - from_pot))
        if legs:
            self.cover(payer, max(0, from_pot - to_pot), self.now)
        self.post(identity, kind, legs, vague, (payer, payee))

    def starter_hours(self):
        minutes = min(self.policy.starter, self.room_out(SOLIDARITY))
        if self.accounts[SOLIDARITY].vague and self.policy.starter:
            self.make_vague(resident_key(self.speaker))
        self.move(self.id, books.STARTER, SOLIDARITY, resident_key(self.speaker), minutes)
