"""Accounts and transfers: protocol/10-books.md §1 and §2. What moves, not why."""

from dataclasses import dataclass

from common import INT64, require

HELP, HOURS, CONTRIBUTION, GRANT, STARTER, RAISED, LOWERED, RETURNED = range(1, 9)


def resident_key(resident):
    return b"\x01" + resident


def pot_key(name):
    return b"\x02" + name.encode()


def clearing_key(node):
    return b"\x03" + node


SOLIDARITY = pot_key("solidarity")

# By these the solidarity pot goes too.
SHOWN = ("solidariteitspot", "solidarity pot")


def skeleton(name):
    """What is left of a pot's name for the eye (§9)."""
    def kept(letter):
        point = ord(letter)
        if point < 0x80:
            return letter.isalnum()
        return not (point <= 0xbf or 0x2000 <= point <= 0x206f or point in (0x3000, 0xfeff)
                    or 0xfe00 <= point <= 0xfe0f)
    return "".join(chr(ord(letter) + 32) if "A" <= letter <= "Z" else letter
                   for letter in name if kept(letter))


def alike(one, other):
    """True when people could take one pot for the other (§9)."""
    first, second = skeleton(one), skeleton(other)
    shown = [skeleton(name) for name in SHOWN]
    return first == second or (first == "solidarity" and second in shown) or (
        second == "solidarity" and first in shown)


@dataclass
class Account:
    balance: int = 0
    held_out: int = 0
    held_in: int = 0
    given: int = 0
    received: int = 0
    # Depends on another log in a way that no log tells: limits of this account are not judged.
    vague: bool = False


@dataclass
class Transfer:
    kind: int
    time: int
    legs: dict      # account key: minutes, never 0
    # The accounts it may have changed, where its legs depend on another log in such a way.
    vague: tuple = ()
    # Who was helped, or gave; who helped, or got: also where a pot paid or took it all (§6).
    parties: tuple = ()
    corrected: bool = False

    @property
    def total(self):
        return sum(minutes for minutes in self.legs.values() if minutes > 0)

    @property
    def crosses(self):
        return any(key[0] == 3 for key in self.legs)


def summed(*legs):
    """(account, minutes) pairs as legs: each account once, none of zero."""
    together = {}
    for key, minutes in legs:
        together[key] = together.get(key, 0) + minutes
    return {key: minutes for key, minutes in together.items() if minutes}


def apply(accounts, kind, legs):
    """Posts the legs (§2)."""
    for key, minutes in legs.items():
        account = accounts.setdefault(key, Account())
        account.balance += minutes
        if kind in (HELP, RAISED):
            account.given += max(0, minutes)
            account.received += max(0, -minutes)
        elif kind == LOWERED:
            account.received = max(0, account.received - max(0, minutes))
            account.given = max(0, account.given - max(0, -minutes))
        require(all(abs(part) <= INT64 for part in
                    (account.balance, account.given, account.received)), "amountOverflow")


def hold(accounts, legs, sign=1):
    """Promises the legs, or with sign -1 lets them go."""
    for key, minutes in legs.items():
        account = accounts.setdefault(key, Account())
        account.held_in += sign * max(0, minutes)
        account.held_out += sign * max(0, -minutes)


def lowered(legs, minutes):
    """What undoes `minutes` of a transfer (§6): pots first, then residents by key."""
    undo = {}
    for sign in (1, -1):
        rest = minutes
        for key in sorted(legs, key=lambda key: (key[0] != 2, key)):
            part = min(rest, max(0, sign * legs[key]))
            rest -= part
            if part:
                undo[key] = -sign * part
    return undo


def quarter(time):
    """The quarter of the UTC calendar year of a time in milliseconds, whatever its size."""
    days = time // 86_400_000 + 719_468  # since 1 March of year 0
    era, of_era = divmod(days, 146_097)
    year = (of_era - of_era // 1_460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    month = (5 * of_year + 2) // 153     # 0 is March
    calendar = month + 3 if month < 10 else month - 9
    return era * 400 + year + (calendar <= 2), (calendar - 1) // 3
