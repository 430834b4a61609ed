"""Lies about the rules, agreements and hours of one neighbourhood."""

import seals
import wire
from common import DAY
from lying import lie
from village import Person, note, seed


def two(wechel):
    return wechel.join("Anna"), wechel.join("Bram")


# -- rules of the neighbourhood -------------------------------------------------------------------


@lie("notRegisseur")
def policy_by_a_resident(wechel):
    anna, _ = two(wechel)
    wechel.say("policy_set", by=anna, silence_days=1)


@lie("fieldOutOfRange")
def policy_out_of_range(wechel):
    wechel.policy(silence_days=0)


@lie("floorReached")
def a_floor_of_ones_own_that_is_over(wechel):
    anna, bram = two(wechel)
    wechel.say("limits_set", by=wechel.lena, note=note(), resident=anna.id, floor=-2000)
    wechel.say("limits_set", by=wechel.lena, note=note(), resident=anna.id, ceiling=2000)
    wechel.give(anna, bram, 1300)


@lie("partyCannotDecide")
def limits_for_oneself(wechel):
    wechel.say("limits_set", by=wechel.lena, note=note(), resident=wechel.lena.id, floor=-9000)


@lie("contentMissing")
def limits_without_a_reason(wechel):
    wechel.say("limits_set", by=wechel.lena, resident=two(wechel)[0].id)


@lie("badText")
def limits_with_an_empty_reason(wechel):
    wechel.say("limits_set", by=wechel.lena, note=note("  "), resident=two(wechel)[0].id)


# -- names have one line --------------------------------------------------------------------------


@lie("badText")
def a_name_of_two_lines(wechel):
    wechel.say("profile_set", by=wechel.lena, note=wire.Content(profile={"name": "Lena\nAnna"}))


@lie("badText")
def a_pot_of_two_lines(wechel):
    wechel.say("pot_opened", by=wechel.lena, pot="feest\nsolidarity")


@lie("badText")
def a_neighbourhood_of_two_lines(wechel):
    wechel.say("announcement", name="Wechel\nderzande")


# -- agreements -----------------------------------------------------------------------------------


def claimed(wechel, one=90, other=None):
    """Anna was helped by Bram, who says 90 minutes; she may say something else."""
    anna, bram = two(wechel)
    found = wechel.agree(anna, bram)
    wechel.say("minutes_stated", by=bram, agreement=found, minutes=one)
    if other:
        wechel.say("minutes_stated", by=anna, agreement=found, minutes=other)
    return found, anna, bram


@lie("minutesDiffer")
def silence_posts_more_than_was_claimed(wechel):
    wechel.say("minutes_lapsed", later=15 * DAY, agreement=claimed(wechel)[0], minutes=91)


@lie("minutesDiffer")
def silence_posts_the_larger_claim(wechel):
    wechel.say("minutes_lapsed", later=57 * DAY, agreement=claimed(wechel, 90, 60)[0], minutes=90)


@lie("notDue")
def silence_too_soon(wechel):
    wechel.say("minutes_lapsed", later=13 * DAY, agreement=claimed(wechel)[0], minutes=90)


@lie("notDue")
def silence_too_soon_for_a_dispute(wechel):
    wechel.say("minutes_lapsed", later=15 * DAY, agreement=claimed(wechel, 90, 60)[0], minutes=60)


@lie("agreementNotOpen")
def silence_over_nothing(wechel):
    wechel.say("minutes_lapsed", later=90 * DAY, agreement=wechel.agree(*two(wechel)), minutes=60)


@lie("notTheNode")
def silence_by_a_resident(wechel):
    found, _, bram = claimed(wechel)
    wechel.say("minutes_lapsed", by=bram, later=15 * DAY, agreement=found, minutes=90)


@lie("agreementNotOpen")
def lapsed_although_stated(wechel):
    wechel.say("agreement_lapsed", later=90 * DAY, agreement=claimed(wechel)[0])


@lie("agreementNotOpen")
def stated_after_it_lapsed(wechel):
    anna, bram = two(wechel)
    found = wechel.agree(anna, bram)
    wechel.say("agreement_lapsed", later=61 * DAY, agreement=found)
    wechel.say("minutes_stated", by=bram, agreement=found, minutes=60)


@lie("outsideTheClaims")
def resolved_outside_the_claims(wechel):
    wechel.say("dispute_resolved", by=wechel.lena, note=note(),
               agreement=claimed(wechel, 90, 60)[0], minutes=91)


@lie("partyCannotDecide")
def own_dispute_resolved(wechel):
    anna, _ = two(wechel)
    found = wechel.agree(wechel.lena, anna)
    wechel.say("minutes_stated", by=anna, agreement=found, minutes=90)
    wechel.say("minutes_stated", by=wechel.lena, agreement=found, minutes=30)
    wechel.say("dispute_resolved", by=wechel.lena, note=note(), agreement=found, minutes=30)


@lie("notDisputed")
def resolved_without_a_dispute(wechel):
    wechel.say("dispute_resolved", by=wechel.lena, note=note(),
               agreement=claimed(wechel, 75, 60)[0], minutes=60)


@lie("notSettled")
def thanked_too_soon(wechel):
    found, anna, _ = claimed(wechel)
    wechel.say("thanks_said", by=anna, note=note(), agreement=found)


@lie("alreadyThanked")
def thanked_twice(wechel):
    anna, bram = two(wechel)
    found = wechel.helped(anna, bram, 60)
    for _ in range(2):
        wechel.say("thanks_said", by=anna, note=note(), agreement=found)


# -- corrections ----------------------------------------------------------------------------------


@lie("alreadyCorrected")
def corrected_twice(wechel):
    ride = wechel.helped(*two(wechel), 60)
    for minutes in (50, 40):
        wechel.say("correction_made", by=wechel.lena, note=note(), transfer=ride, minutes=minutes)


@lie("transferUnknown")
def a_correction_corrected(wechel):
    ride = wechel.helped(*two(wechel), 60)
    first = wechel.say("correction_made", by=wechel.lena, note=note(), transfer=ride, minutes=50)
    wechel.say("correction_made", by=wechel.lena, note=note(), transfer=first, minutes=40)


@lie("partyCannotDecide")
def own_help_corrected(wechel):
    ride = wechel.helped(two(wechel)[0], wechel.lena, 60)
    wechel.say("correction_made", by=wechel.lena, note=note(), transfer=ride, minutes=600)


@lie("transferNotYours")
def agreed_with_oneself(wechel):
    anna, bram = two(wechel)
    ride = wechel.helped(anna, bram, 60)
    mine = wechel.say("correction_proposed", by=bram, note=note(), transfer=ride, minutes=90)
    wechel.say("correction_agreed", by=bram, correction=mine)


@lie("correctionClosed")
def agreed_too_late(wechel):
    anna, bram = two(wechel)
    ride = wechel.helped(anna, bram, 60)
    mine = wechel.say("correction_proposed", by=bram, note=note(), transfer=ride, minutes=90)
    wechel.say("correction_agreed", by=anna, later=15 * DAY, correction=mine)


@lie("floorReached")
def undone_below_the_floor(wechel):
    anna, bram = two(wechel)
    gift = wechel.give(anna, bram, 60)
    wechel.give(bram, wechel.lena, 1250)
    mine = wechel.say("correction_proposed", by=anna, note=note(), transfer=gift, minutes=0)
    wechel.say("correction_agreed", by=bram, correction=mine)


@lie("ceilingReached")
def undone_above_the_ceiling(wechel):
    anna, bram = two(wechel)
    gift = wechel.give(anna, bram, 60)
    wechel.policy(ceiling=100)
    wechel.give(wechel.lena, anna, 160)
    mine = wechel.say("correction_proposed", by=anna, note=note(), transfer=gift, minutes=0)
    wechel.say("correction_agreed", by=bram, correction=mine)


@lie("minutesOutOfRange")
def hours_given_made_more(wechel):
    anna, bram = two(wechel)
    gift = wechel.give(anna, bram, 60)
    wechel.say("correction_made", by=wechel.lena, note=note(), transfer=gift, minutes=61)


def proposed_and_left(wechel, minutes):
    """Anna was helped by Bram, proposes a correction, settles her hours, and leaves."""
    anna, bram = two(wechel)
    ride = wechel.helped(anna, bram, 60)
    mine = wechel.say("correction_proposed", by=anna, note=note(), transfer=ride, minutes=minutes)
    wechel.give(bram, anna, 60)
    wechel.say("resident_left", by=anna)
    return ride, mine, bram


@lie("recipientUnknown")
def agreed_down_with_somebody_gone(wechel):
    _, mine, bram = proposed_and_left(wechel, 30)
    wechel.say("correction_agreed", by=bram, correction=mine)


@lie("recipientUnknown")
def agreed_up_with_somebody_gone(wechel):
    _, mine, bram = proposed_and_left(wechel, 90)
    wechel.say("correction_agreed", by=bram, correction=mine)


@lie("recipientUnknown")
def corrected_with_somebody_gone(wechel):
    ride, _, _ = proposed_and_left(wechel, 90)
    wechel.say("correction_made", by=wechel.lena, note=note(), transfer=ride, minutes=30)


@lie("partyCannotDecide")
def help_to_oneself_that_the_pot_paid_corrected(wechel):
    _, bram = two(wechel)
    wechel.policy(floor=0, pot_floor=-500)
    ride = wechel.helped(wechel.lena, bram, 60)
    wechel.say("correction_made", by=wechel.lena, note=note(), transfer=ride, minutes=30)


@lie("transferNotYours")
def agreed_by_a_third(wechel):
    anna, bram = two(wechel)
    ride = wechel.helped(anna, bram, 60)
    mine = wechel.say("correction_proposed", by=bram, note=note(), transfer=ride, minutes=90)
    wechel.say("correction_agreed", by=wechel.lena, correction=mine)


# -- pots and hours given -------------------------------------------------------------------------


@lie("floorReached")
def hours_given_below_the_floor(wechel):
    anna, bram = two(wechel)
    wechel.give(anna, bram, 1200)
    wechel.give(anna, bram, 1)


@lie("ceilingReached")
def hours_given_above_the_ceiling(wechel):
    anna, bram = two(wechel)
    wechel.policy(ceiling=100)
    wechel.give(anna, bram, 101)


@lie("recipientYourself")
def hours_given_to_oneself(wechel):
    anna, _ = two(wechel)
    wechel.give(anna, anna, 10)


@lie("partyCannotDecide")
def granted_to_oneself(wechel):
    wechel.policy(pot_floor=-500)
    wechel.say("pot_granted", by=wechel.lena, note=note(), pot="solidarity",
               resident=wechel.lena.id, minutes=60)


@lie("potEmpty")
def granted_from_an_empty_pot(wechel):
    wechel.say("pot_granted", by=wechel.lena, note=note(), pot="solidarity",
               resident=two(wechel)[0].id, minutes=60)


@lie("potUnknown")
def contributed_to_no_pot(wechel):
    wechel.say("pot_contributed", by=two(wechel)[0], pot="feest", minutes=60)


@lie("floorReached")
def contributed_what_is_not_there(wechel):
    wechel.policy(floor=0)
    wechel.say("pot_contributed", by=two(wechel)[0], pot="solidarity", minutes=60)


@lie("idReused")
def a_second_solidarity_pot(wechel):
    wechel.say("pot_opened", by=wechel.lena, pot="solidarity")


@lie("idReused")
def a_pot_that_looks_like_the_solidarity_pot(wechel):
    wechel.say("pot_opened", by=wechel.lena, pot="Solidariteits-pot ")


@lie("idReused")
def a_pot_that_looks_like_another(wechel):
    wechel.say("pot_opened", by=wechel.lena, pot="straatfeest")
    wechel.say("pot_opened", by=wechel.lena, pot="Straat\u200bFeest")


@lie("balanceNotZero")
def left_with_hours(wechel):
    anna, bram = two(wechel)
    wechel.give(anna, bram, 10)
    wechel.say("resident_left", by=bram)


@lie("agreementsOpen")
def left_with_a_promise(wechel):
    anna, bram = two(wechel)
    wechel.agree(anna, bram)
    wechel.say("resident_left", by=bram)


@lie("lastRegisseur")
def the_last_regisseur_left(wechel):
    wechel.say("resident_left", by=wechel.lena)


@lie("notEnrolled")
def spoke_after_leaving(wechel):
    _, bram = two(wechel)
    wechel.say("resident_left", by=bram)
    wechel.say("profile_set", by=bram, note=wire.Content(profile={"name": "Bram"}))


@lie("alreadyEnrolled")
def joined_again_after_leaving(wechel):
    _, bram = two(wechel)
    wechel.say("resident_left", by=bram)
    letter = seed("a new letter")
    wechel.say("invitation_issued", by=wechel.lena, role=1, expires=wechel.now + DAY,
               invitation_key=seals.public_key(letter))
    wechel.enrol("Bram", letter)


@lie("notYourDevice")
def left_and_speaks_for_another(wechel):
    anna, bram = two(wechel)
    wechel.say("resident_left", by=bram)
    stranger = Person(wechel, "Bram")
    stranger.id = anna.id
    wechel.say("profile_set", by=stranger, note=wire.Content(profile={"name": "Bram"}))
