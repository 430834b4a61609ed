"""Lies about where help is given: 05-updates.md section 9."""

from common import FEDERATION
from lies_within import two
from lying import lie, stated_across
from village import Person, federate, note


@lie("badLength")
def a_yes_nobody_can_seal_for(wechel):
    anna, bram = two(wechel)
    found = wechel.answer(bram, wechel.post(anna))
    wechel.say("agreement_accepted", by=anna, agreement=found, seal_key=b"short")


@lie("badLength")
def a_box_whose_length_tells(wechel):
    anna, bram = two(wechel)
    wechel.place(anna, wechel.agree(anna, bram), sealed=bytes(511))


@lie("contentMissing")
def a_place_without_a_box(wechel):
    anna, bram = two(wechel)
    wechel.say("place_shared", by=anna, agreement=wechel.agree(anna, bram))


@lie("contentMissing")
def a_place_in_the_clear(wechel):
    anna, bram = two(wechel)
    found = wechel.agree(anna, bram)
    wechel.say("place_shared", by=anna, note=note("Dorp 12"), agreement=found)


@lie("agreementUnknown")
def a_place_for_nothing(wechel):
    wechel.place(two(wechel)[0], bytes(32))


@lie("agreementNotYours")
def a_place_of_somebody_else(wechel):
    anna, bram = two(wechel)
    wechel.place(wechel.lena, wechel.agree(anna, bram))


@lie("notAgreedYet")
def a_place_before_the_yes(wechel):
    anna, bram = two(wechel)
    wechel.place(anna, wechel.answer(bram, wechel.post(anna)))


@lie("agreementNotOpen")
def a_place_after_the_end(wechel):
    anna, bram = two(wechel)
    wechel.place(anna, wechel.helped(anna, bram, 30))


@lie("fieldOutOfRange")
def a_place_told_to_the_whole_neighbourhood(wechel, gierle):
    ride = stated_across(wechel, gierle)
    wechel.place(Person(wechel, "Anna"), ride)


@lie("notAgreedYet")
def a_place_across_before_the_yes(wechel, gierle):
    federate(wechel, gierle)
    anna, mia = wechel.join("Anna"), gierle.join("Mia")
    ride = gierle.answer(mia, wechel.post(anna, 60, reach=FEDERATION), at=wechel)
    wechel.place(anna, ride, to=gierle.node)
