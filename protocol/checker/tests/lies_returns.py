"""Lies of regisseurs, and for them, about hours that crossed a border (10-books.md §6)."""

from lying import accept, given, lie, settled_across
from village import cross, note


def gifted(wechel, gierle, minutes=60):
    """Mia of Gierle gave Anna hours, and Wechelderzande took them."""
    gift, mia, anna = given(gierle, wechel, minutes)
    cross(gierle, wechel, gift)
    return gift, mia, anna


@lie("transferNotYours")
def takes_hours_from_the_other_neighbourhood(wechel, gierle):
    gift, anna, mia = given(wechel, gierle)
    cross(wechel, gierle, gift)
    wechel.correct_anothers(gift, 40, at=gierle)


@lie("transferNotYours")
def adds_to_what_it_received(wechel, gierle):
    gift, _, _ = gifted(wechel, gierle)
    wechel.correct_anothers(gift, 80, at=gierle)


@lie("notRegisseur")
def a_resident_corrects_for_another(wechel, gierle):
    gift, _, anna = gifted(wechel, gierle)
    wechel.correct_anothers(gift, 40, at=gierle, by=wechel.join("Bram"))


@lie("partyCannotDecide")
def a_regisseur_corrects_their_own(wechel, gierle):
    _, mia, anna = gifted(wechel, gierle)
    gift = gierle.give(mia, wechel.lena, 30, at=wechel)
    cross(gierle, wechel, gift)
    wechel.correct_anothers(gift, 10, at=gierle)


@lie("partyCannotDecide")
def a_regisseur_corrects_what_the_pot_paid_for_them(wechel):
    wechel.policy(floor=0, pot_floor=-200)
    ride = wechel.helped(wechel.lena, wechel.join("Bram"), 60)
    wechel.correct_anothers(ride, 40, at=None)


@lie("minutesOutOfRange")
def corrects_to_what_it_is(wechel, gierle):
    gift, _, _ = gifted(wechel, gierle)
    wechel.correct_anothers(gift, 60, at=gierle)


@lie("alreadyCorrected")
def corrects_a_second_time(wechel, gierle):
    gift, mia, anna = gifted(wechel, gierle)
    cross(wechel, gierle, wechel.correct(anna, mia, 10, at=gierle, of=gift))
    wechel.correct_anothers(gift, 40, at=gierle)


@lie("transferUnknown")
def corrects_a_correction(wechel, gierle):
    gift, mia, anna = gifted(wechel, gierle)
    back = wechel.correct(anna, mia, 10, at=gierle, of=gift)
    cross(wechel, gierle, back)
    wechel.correct_anothers(back, 5, at=gierle)


@lie("transferUnknown")
def corrects_what_was_never_applied(wechel, gierle):
    gift, _, _ = given(gierle, wechel)
    accept(gierle, wechel, gift)
    wechel.correct_anothers(gift, 40, at=gierle)


@lie("recipientUnknown")
def gives_hours_of_somebody_who_has_left(wechel, gierle):
    gift, _, anna = gifted(wechel, gierle)
    wechel.give(anna, wechel.lena, 60)
    wechel.say("resident_left", by=anna)
    wechel.correct_anothers(gift, 40, at=gierle)


@lie("clearingLimitReached")
def corrects_beyond_the_limit(wechel, gierle):
    gift, mia, anna = gifted(wechel, gierle, 500)
    for amount in (600, 500):
        cross(wechel, gierle, wechel.give(anna, mia, amount, at=gierle))
    wechel.correct_anothers(gift, 400, at=gierle)


@lie("fieldOutOfRange")
def corrects_what_crossed_behind_their_back(wechel, gierle):
    gift, _, _ = gifted(wechel, gierle)
    wechel.say("correction_made", by=wechel.lena, note=note(), transfer=gift, minutes=40)


@lie("transferNotYours")
def recalls_a_regisseurs_correction(wechel, gierle):
    gift, _, anna = gifted(wechel, gierle)
    made = wechel.correct_anothers(gift, 40, at=gierle)
    wechel.say("transfer_recalled", by=anna, transfer=made)


@lie("stepOutOfTurn")
def rejects_a_regisseurs_correction_that_fits(wechel, gierle):
    gift, _, _ = given(wechel, gierle)
    cross(wechel, gierle, gift)
    made = gierle.correct_anothers(gift, 40, at=wechel)
    wechel.say("transfer_rejected", to=gierle.node, transfer=made, cites=gierle.head, reason=710)


@lie("transferUnknown")
def takes_a_correction_of_what_it_still_holds(wechel, gierle):
    gift, _, _ = given(wechel, gierle)
    accept(wechel, gierle, gift)
    early = gierle.correct_anothers(gift, 40, at=wechel)
    accept(gierle, wechel, early)


@lie("minutesOutOfRange")
def adds_more_than_one_transfer_may_be(wechel, gierle):
    ride = settled_across(wechel, gierle)
    help_given = wechel.say(
        "transfer_reserved", to=gierle.node, agreement=ride, minutes=60, settled=60)
    cross(wechel, gierle, help_given)
    wechel.correct_anothers(help_given, 10_081, at=gierle)
