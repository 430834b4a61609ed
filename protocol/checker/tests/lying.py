"""The registry of lies, and how those across a border begin."""

from common import FEDERATION
from village import Person, federate

TOLD = []  # (history, reason): the first village named is the liar


def lie(reason):
    """The last entry is the lie, unless the history goes on to show that it can be nothing else."""
    def keep(history):
        TOLD.append((history, reason))
        return history
    return keep


def given(payer, payee, minutes=60, **limits):
    """Anna gives Mia hours; nothing is answered yet."""
    federate(payer, payee, **limits)
    anna, mia = payer.join("Anna"), payee.join("Mia")
    return payer.give(anna, mia, minutes, at=payee), anna, mia


def accept(payer, payee, reserve):
    payee.say("transfer_accepted", to=payer.node, transfer=reserve, cites=payer.head)


def commit(payer, payee, reserve, cites=None):
    payer.say("transfer_committed", to=payee.node, transfer=reserve, cites=cites or payee.head)


def let_go(payer, payee, reserve, cites=b""):
    payee.say("transfer_released", to=payer.node, transfer=reserve, cites=cites)


def stated_across(payer, payee, minutes=60):
    """Mia helps Anna across the border, and says how long."""
    federate(payer, payee)
    return stated(payer, payee, payer.join("Anna"), payee.join("Mia"), minutes)


def stated(payer, payee, anna, mia, minutes=60):
    """The same, of two who know each other."""
    listing = payer.post(anna, 60, reach=FEDERATION)
    ride = payee.answer(mia, listing, at=payer)
    payer.say("agreement_accepted", by=anna, to=payee.node, agreement=ride, cites=payee.head)
    payee.say("minutes_stated", by=mia, to=payer.node, agreement=ride, minutes=minutes)
    return ride


def settled_across(payer, payee, minutes=60):
    """The same, and Anna confirms it."""
    ride = stated_across(payer, payee, minutes)
    anna = Person(payer, "Anna")
    payer.say("minutes_confirmed", by=anna, to=payee.node, agreement=ride, minutes=minutes)
    return ride
