"""Honest histories of corrections of hours that crossed a border (10-books.md §6)."""

from common import FEDERATION
from lying import accept, commit, given, let_go, stated
from village import cross, federate, note


def corrected_across(wechel, gierle):
    """Who gives hours up corrects what crossed: back and more, of help and of hours; once each."""
    federate(wechel, gierle)
    wechel.policy(floor=-40, pot_floor=-100)
    anna, mia = wechel.join("Anna"), gierle.join("Mia")
    listing = wechel.post(anna, 60, reach=FEDERATION)
    ride = gierle.answer(mia, listing, at=wechel)
    wechel.say("agreement_accepted", by=anna, to=gierle.node, agreement=ride, cites=gierle.head)
    gierle.say("minutes_stated", by=mia, to=wechel.node, agreement=ride, minutes=60)
    wechel.say("minutes_confirmed", by=anna, to=gierle.node, agreement=ride, minutes=60)
    help_given = wechel.say(
        "transfer_reserved", to=gierle.node, agreement=ride, minutes=60, settled=60)
    cross(wechel, gierle, help_given)                     # 40 of anna, 20 of the pot
    both = (gierle.correct(mia, anna, 10, at=wechel, of=help_given), gierle.head)
    wechel.policy(floor=-1000, pot_floor=-100)
    more = wechel.correct(anna, mia, 10, at=gierle, of=help_given)
    begun = wechel.head
    wechel.say("transfer_rejected", to=gierle.node, transfer=both[0], cites=both[1], reason=710)
    gierle.say("transfer_rejected", to=wechel.node, transfer=more, cites=begun, reason=710)
    gierle.say("transfer_voided", to=wechel.node, transfer=both[0], cites=wechel.head)
    wechel.say("transfer_voided", to=gierle.node, transfer=more, cites=gierle.head_before(1))
    cross(gierle, wechel, gierle.correct(mia, anna, 30, at=wechel, of=help_given))
    gift = wechel.give(anna, mia, 50, at=gierle)
    cross(wechel, gierle, gift)
    cross(gierle, wechel, gierle.correct(mia, anna, 50, at=wechel, of=gift))
    return {anna: -30, mia: 30, "solidarity": 0}


def corrected_by_regisseurs(wechel, gierle):
    """A regisseur gives back and adds hours of others, below their floor, and takes it back."""
    gift, anna, mia = given(wechel, gierle, 60)
    cross(wechel, gierle, gift)
    gierle.policy(floor=0)
    gierle.give(mia, gierle.lena, 60)
    recalled = gierle.correct_anothers(gift, 10, at=wechel)
    gierle.say("transfer_recalled", by=gierle.lena, transfer=recalled)
    gierle.say("transfer_voided", to=wechel.node, transfer=recalled)
    cross(gierle, wechel, gierle.correct_anothers(gift, 40, at=wechel))   # mia -20
    ride = stated(wechel, gierle, anna, mia)
    wechel.say("minutes_confirmed", by=anna, to=gierle.node, agreement=ride, minutes=60)
    wechel.policy(floor=-100, pot_floor=-100)
    help_given = wechel.say(
        "transfer_reserved", to=gierle.node, agreement=ride, minutes=60, settled=60)
    cross(wechel, gierle, help_given)                                     # anna -100, mia 40
    both = (gierle.correct_anothers(help_given, 50, at=wechel), gierle.head)
    more = wechel.correct_anothers(help_given, 70, at=gierle)
    begun = wechel.head
    wechel.say("transfer_rejected", to=gierle.node, transfer=both[0], cites=both[1], reason=710)
    gierle.say("transfer_rejected", to=wechel.node, transfer=more, cites=begun, reason=710)
    gierle.say("transfer_voided", to=wechel.node, transfer=both[0], cites=wechel.head)
    wechel.say("transfer_voided", to=gierle.node, transfer=more, cites=gierle.head_before(1))
    cross(wechel, gierle, wechel.correct_anothers(help_given, 85, at=gierle))
    return {anna: -125, mia: 65, gierle.lena: 60, "solidarity": 0}


def paid_wholly_by_the_pot(wechel):
    """Who had no leg in it is party all the same: anna, whom the pot paid for; cas, at the ceiling."""
    anna, bram, cas = (wechel.join(name) for name in ("Anna", "Bram", "Cas"))
    wechel.policy(floor=0, pot_floor=-200)
    ride = wechel.helped(anna, bram, 60)
    mine = wechel.say("correction_proposed", by=anna, note=note(), transfer=ride, minutes=45)
    wechel.say("correction_agreed", by=bram, correction=mine)
    wechel.say("limits_set", by=wechel.lena, note=note(), resident=cas.id, floor=0, ceiling=0)
    ride = wechel.helped(bram, cas, 30)
    mine = wechel.say("correction_proposed", by=bram, note=note(), transfer=ride, minutes=20)
    wechel.say("correction_agreed", by=cas, correction=mine)
    return {anna: 0, bram: 25, cas: 0, "solidarity": -25}


def given_back_late(wechel, gierle):
    """The pot had paid a part: what comes back late is the pot's first, and then the payer's."""
    federate(gierle, wechel)
    gierle.policy(floor=-40, pot_floor=-100)
    mia, anna = gierle.join("Mia"), wechel.join("Anna")
    ride = stated(gierle, wechel, mia, anna)
    gierle.say("minutes_confirmed", by=mia, to=wechel.node, agreement=ride, minutes=60)
    help_given = gierle.say(
        "transfer_reserved", to=wechel.node, agreement=ride, minutes=60, settled=60)
    cross(gierle, wechel, help_given)                     # 40 of mia, 20 of the pot
    gierle.say("limits_set", by=gierle.lena, note=note(), resident=mia.id, floor=-40, ceiling=0)
    back = wechel.correct(anna, mia, 50, at=gierle, of=help_given)
    accept(wechel, gierle, back)
    commit(wechel, gierle, back)
    done = wechel.head
    gierle.say("federation_ended", by=gierle.lena, peer=wechel.node)
    let_go(wechel, gierle, back)
    gierle.give(gierle.lena, mia, 25)                     # mia -15: no room for all of her 30
    gierle.say("transfer_applied", to=wechel.node, transfer=back, cites=done)
    return {anna: 10, mia: 0, "solidarity": 15, gierle.lena: -25}
