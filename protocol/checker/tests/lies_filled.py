"""Lies about how many places of a listing are taken."""

from common import DAY, FEDERATION, NEARBY, NEIGHBOURHOOD
from lies_within import two
from lying import lie
from village import federate


def filled(wechel, reach=FEDERATION):
    """Bram helps Anna; their neighbourhood has not told yet."""
    anna, bram = two(wechel)
    listing = wechel.post(anna, reach=reach)
    found = wechel.answer(bram, listing)
    wechel.say("agreement_accepted", by=anna, agreement=found)
    return listing, found, anna, bram


@lie("notTheNode")
def places_by_a_resident(wechel):
    listing, _, anna, _ = filled(wechel)
    wechel.told(listing, 1, by=anna)


@lie("listingUnknown")
def places_of_nothing(wechel):
    wechel.told(b"?" * 32, 1)


@lie("listingNotYours")
def places_of_another_neighbourhood(wechel, gierle):
    federate(wechel, gierle)
    wechel.told(filled(gierle)[0], 1)


@lie("fieldOutOfRange")
def filled_by_nobody(wechel):
    wechel.told(wechel.post(two(wechel)[0], reach=FEDERATION), 1)


@lie("fieldOutOfRange")
def filled_by_more_than_were_wanted(wechel):
    wechel.told(filled(wechel)[0], 2)


@lie("fieldOutOfRange")
def filled_and_said_to_be_free(wechel):
    listing = filled(wechel)[0]
    wechel.told(listing, 1)
    wechel.told(listing, 0)


@lie("fieldOutOfRange")
def filled_across_before_anybody_said_yes(wechel, gierle):
    federate(wechel, gierle)
    anna, mia = wechel.join("Anna"), gierle.join("Mia")
    listing = wechel.post(anna, reach=FEDERATION)
    gierle.answer(mia, listing, at=wechel)
    wechel.told(listing, 1)


@lie("fieldOutOfRange")
def told_to_fewer_than_the_listing(wechel):
    wechel.told(filled(wechel)[0], 1, within=NEARBY)


@lie("notDue")
def told_twice(wechel):
    listing = filled(wechel)[0]
    wechel.told(listing, 1)
    wechel.told(listing, 1)


@lie("notDue")
def told_before_anything_changed(wechel):
    wechel.told(wechel.post(two(wechel)[0], reach=FEDERATION), 0)


@lie("notDue")
def told_of_what_nobody_else_reads(wechel):
    wechel.told(filled(wechel, reach=NEIGHBOURHOOD)[0], 1, within=NEIGHBOURHOOD)


@lie("notDue")
def told_of_what_was_withdrawn(wechel):
    listing, _, anna, _ = filled(wechel)
    wechel.say("listing_withdrawn", by=anna, listing=listing, within=FEDERATION)
    wechel.told(listing, 1)


def gone(wechel, reach=FEDERATION):
    """Anna leaves, with a listing that still has a place."""
    anna = two(wechel)[0]
    listing = wechel.post(anna, reach=reach)
    wechel.say("resident_left", by=anna)
    return listing


@lie("fieldOutOfRange")
def free_at_somebody_who_left(wechel):
    wechel.told(gone(wechel), 0)


@lie("notDue")
def told_twice_that_somebody_left(wechel):
    listing = gone(wechel)
    wechel.told(listing, 1)
    wechel.told(listing, 1)


@lie("notDue")
def told_of_somebody_who_left_to_those_who_saw_nothing(wechel):
    wechel.told(gone(wechel, reach=NEIGHBOURHOOD), 1, within=NEIGHBOURHOOD)


@lie("notDue")
def told_of_what_was_withdrawn_before_they_left(wechel):
    anna = two(wechel)[0]
    listing = wechel.post(anna, reach=FEDERATION)
    wechel.say("listing_withdrawn", by=anna, listing=listing, within=FEDERATION)
    wechel.say("resident_left", by=anna)
    wechel.told(listing, 1)


@lie("notDue")
def told_of_what_expired(wechel):
    listing = filled(wechel)[0]
    wechel.now += 60 * DAY
    wechel.told(listing, 1)
