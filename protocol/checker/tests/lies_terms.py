"""Lies about when, how and with whom: listing terms, preferences, attestations."""

from common import DAY, OFFER
from lying import lie
from lies_within import two


@lie("attestationMissing")
def an_offer_shows_what_nobody_saw(wechel):
    wechel.post(two(wechel)[0], side=OFFER, attestations=[1])


@lie("attestationMissing")
def an_offer_shows_what_was_taken_back(wechel):
    anna, _ = two(wechel)
    wechel.attest(anna)
    wechel.attest(anna, days=0)
    wechel.post(anna, side=OFFER, attestations=[1])


@lie("attestationMissing")
def an_offer_shows_what_expired(wechel):
    anna, _ = two(wechel)
    wechel.attest(anna, days=1)
    wechel.now += DAY
    wechel.post(anna, side=OFFER, attestations=[1])


@lie("notRegisseur")
def a_resident_vouches(wechel):
    anna, bram = two(wechel)
    wechel.attest(bram, by=anna)


@lie("partyCannotDecide")
def vouching_for_oneself(wechel):
    wechel.attest(wechel.lena)


@lie("expiryOutOfRange")
def vouching_for_ever(wechel):
    wechel.attest(two(wechel)[0], days=1_097)


@lie("fieldOutOfRange")
def vouching_for_something_unheard_of(wechel):
    wechel.attest(two(wechel)[0], kind=5)


def refused(**terms):
    @lie("fieldOutOfRange")
    def terms_out_of_range(wechel):
        wechel.post(two(wechel)[0], **terms)
    terms_out_of_range.__name__ = f"terms {terms}"


refused(weekly=[{"days": 0, "from": 1, "to": 2}])
refused(weekly=[{"days": 1, "from": 2, "to": 2}])
refused(weekly=[{"days": 1, "from": 1, "to": 2}] * 2)
refused(travel={"means": 6, "most": 10})
refused(travel={"means": 1, "most": 61})
refused(languages=["nl", "fr"])
refused(languages=["NL"])
refused(attestations=[2, 1])
refused(widening=4)
refused(widening=3)
refused(side=OFFER, widening=1)


def unwanted(**said):
    @lie("fieldOutOfRange")
    def preferences_out_of_range(wechel):
        wechel.prefer(two(wechel)[0], **said)
    preferences_out_of_range.__name__ = f"preferences {said}"


unwanted(weekly_most=10_081)
unwanted(persons=[b"short"])
unwanted(persons=[b"p" * 32] * 2)
unwanted(categories=[18])
unwanted(languages=["dut"])


@lie("fieldOutOfRange")
def avoiding_oneself(wechel):
    anna, _ = two(wechel)
    wechel.prefer(anna, persons=[anna.id])


@lie("contentMissing")
def preferences_in_another_content(wechel):
    anna, _ = two(wechel)
    wechel.say("preferences_set", by=anna)
