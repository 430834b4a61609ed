"""Lies of the payer's node about hours across a border (10-books.md §7)."""

from common import DAY, FEDERATION
from lying import accept, commit, given, let_go, lie, settled_across, stated_across
from village import Person, cross, federate, note


@lie("clearingLimitReached")
def gave_beyond_its_own_limit(wechel, gierle):
    given(wechel, gierle, 601)


@lie("clearingLimitReached")
def gave_beyond_their_limit(wechel, gierle):
    federate(wechel, gierle, we=600, they=600)
    gierle.say("clearing_limits_set", by=gierle.lena, to=wechel.node, peer=wechel.node,
               we_may_owe=600, they_may_owe=600)
    wechel.say("clearing_limits_set", by=wechel.lena, to=gierle.node, peer=gierle.node,
               we_may_owe=9000, they_may_owe=600)
    anna, mia = wechel.join("Anna"), gierle.join("Mia")
    wechel.policy(floor=-9000)
    gift = wechel.give(anna, mia, 700, at=gierle)
    # Gierle answers: it has seen that RESERVE, so no later word of Gierle's can excuse it.
    gierle.say("transfer_rejected", to=wechel.node, transfer=gift, cites=wechel.head, reason=703)


@lie("floorReached")
def gave_across_below_the_floor(wechel, gierle):
    federate(wechel, gierle, we=5000, they=5000)
    wechel.give(wechel.join("Anna"), gierle.join("Mia"), 1201, at=gierle)


@lie("peerUnknown")
def gave_to_strangers(wechel, gierle):
    wechel.give(wechel.join("Anna"), gierle.join("Mia"), 10, at=gierle)


@lie("committedTwice")
def committed_twice(wechel, gierle):
    gift, _, _ = given(wechel, gierle)
    accept(wechel, gierle, gift)
    commit(wechel, gierle, gift)
    commit(wechel, gierle, gift)


@lie("committedAfterVoid")
def committed_after_void(wechel, gierle):
    gift, anna, _ = given(wechel, gierle)
    accept(wechel, gierle, gift)
    wechel.say("transfer_recalled", by=anna, transfer=gift)
    wechel.say("transfer_voided", to=gierle.node, transfer=gift)
    commit(wechel, gierle, gift)


@lie("voidedAfterCommit")
def voided_after_commit(wechel, gierle):
    gift, _, _ = given(wechel, gierle)
    accept(wechel, gierle, gift)
    commit(wechel, gierle, gift)
    wechel.say("transfer_voided", to=gierle.node, transfer=gift)


@lie("stepOutOfTurn")
def voided_for_no_reason(wechel, gierle):
    gift, anna, mia = given(wechel, gierle)
    wechel.say("transfer_voided", to=gierle.node, transfer=gift)
    # Gierle goes on to answer: it had not ended the federation before that.
    again = wechel.give(anna, mia, 10, at=gierle)
    accept(wechel, gierle, again)


@lie("stepOutOfTurn")
def committed_what_was_recalled(wechel, gierle):
    gift, anna, _ = given(wechel, gierle)
    accept(wechel, gierle, gift)
    wechel.say("transfer_recalled", by=anna, transfer=gift)
    commit(wechel, gierle, gift)


@lie("citesAnother")
def last_months_accept_replayed(wechel, gierle):
    gift, anna, mia = given(wechel, gierle)
    accept(wechel, gierle, gift)
    old = gierle.head
    commit(wechel, gierle, gift)
    again = wechel.give(anna, mia, 60, at=gierle)
    commit(wechel, gierle, again, cites=old)


@lie("stepOutOfTurn")
def committed_what_was_rejected(wechel, gierle):
    gift, _, _ = given(wechel, gierle)
    gierle.say("resident_left", by=gierle.join("Mia2"))
    stranger = wechel.say("hours_given", by=wechel.join("Cas"), to=gierle.node, node=gierle.node,
                          resident=b"?" * 32, minutes=5)
    gierle.say("transfer_rejected", to=wechel.node, transfer=stranger, cites=wechel.head, reason=706)
    commit(wechel, gierle, stranger)


@lie("tooLateToRecall")
def recalled_after_commit(wechel, gierle):
    gift, anna, _ = given(wechel, gierle)
    accept(wechel, gierle, gift)
    commit(wechel, gierle, gift)
    wechel.say("transfer_recalled", by=anna, transfer=gift)


@lie("minutesDiffer")
def reserved_more_than_agreed(wechel, gierle):
    ride = settled_across(wechel, gierle)
    wechel.say("transfer_reserved", to=gierle.node, agreement=ride, minutes=90, settled=90)


@lie("minutesDiffer")
def reserved_less_than_there_is(wechel, gierle):
    ride = settled_across(wechel, gierle)
    wechel.say("transfer_reserved", to=gierle.node, agreement=ride, minutes=30, settled=60)


@lie("minutesDiffer")
def reserved_beyond_the_floor(wechel, gierle):
    wechel.policy(floor=-20)
    ride = settled_across(wechel, gierle)
    wechel.say("transfer_reserved", to=gierle.node, agreement=ride, minutes=60, settled=60)


@lie("minutesDiffer")
def reserved_what_the_other_never_said(wechel, gierle):
    federate(wechel, gierle)
    anna, mia = wechel.join("Anna"), gierle.join("Mia")
    ride = gierle.answer(mia, wechel.post(anna, 60, reach=FEDERATION), at=wechel)
    wechel.say("agreement_accepted", by=anna, to=gierle.node, agreement=ride, cites=gierle.head)
    wechel.say("minutes_stated", by=anna, to=gierle.node, agreement=ride, minutes=500)
    reserve = wechel.say("transfer_reserved", to=gierle.node, agreement=ride, minutes=500,
                         settled=500)
    accept(wechel, gierle, reserve)


@lie("stepOutOfTurn")
def reserved_twice(wechel, gierle):
    ride = settled_across(wechel, gierle)
    for _ in range(2):
        wechel.say("transfer_reserved", to=gierle.node, agreement=ride, minutes=60, settled=60)


@lie("notDue")
def reserved_again_too_soon(wechel, gierle):
    ride = settled_across(wechel, gierle)
    first = wechel.say("transfer_reserved", to=gierle.node, agreement=ride, minutes=60, settled=60)
    wechel.say("transfer_voided", later=7 * DAY, to=gierle.node, transfer=first)
    wechel.say("transfer_reserved", to=gierle.node, agreement=ride, minutes=60, settled=60)


@lie("minutesDiffer")
def carried_less_than_there_is_room_for(wechel, gierle):
    ride = settled_across(wechel, gierle)
    reserve = wechel.say("transfer_reserved", later=31 * DAY, to=gierle.node, agreement=ride,
                         minutes=1, settled=60)
    accept(wechel, gierle, reserve)  # so no later word of Gierle's can have made less room


@lie("minutesDiffer")
def a_gift_although_there_is_room(wechel, gierle):
    ride = settled_across(wechel, gierle)
    wechel.say("transfer_reserved", later=31 * DAY, to=gierle.node, agreement=ride, minutes=0,
               settled=60)
    gift = wechel.give(Person(wechel, "Anna"), Person(gierle, "Mia"), 5, at=gierle)
    accept(wechel, gierle, gift)


def voided_once(wechel, gierle):
    """Nobody answered in time: Gierle lets go, and it may be tried again."""
    ride = settled_across(wechel, gierle)
    told = {"to": gierle.node, "agreement": ride, "minutes": 60, "settled": 60}
    first = wechel.say("transfer_reserved", **told)
    accept(wechel, gierle, first)
    wechel.say("transfer_voided", later=7 * DAY, to=gierle.node, transfer=first)
    let_go(wechel, gierle, first, cites=wechel.head)
    return ride, told


@lie("stepOutOfTurn")
def reserved_again_for_somebody_gone(wechel, gierle):
    _, told = voided_once(wechel, gierle)
    gierle.say("resident_left", by=Person(gierle, "Mia"))
    again = wechel.say("transfer_reserved", later=DAY, **told)
    gierle.say("transfer_rejected", to=wechel.node, transfer=again, cites=wechel.head, reason=706)
    wechel.say("transfer_voided", to=gierle.node, transfer=again, cites=gierle.head)
    wechel.say("transfer_reserved", later=DAY, **told)


@lie("stepOutOfTurn")
def reserved_again_although_a_gift_by_then(wechel, gierle):
    ride = settled_across(wechel, gierle)
    told = {"to": gierle.node, "agreement": ride, "minutes": 60, "settled": 60}
    first = wechel.say("transfer_reserved", **told)
    wechel.say("transfer_voided", later=30 * DAY, to=gierle.node, transfer=first)
    accept(wechel, gierle, wechel.say("transfer_reserved", later=DAY, **told))


@lie("agreementsOpen")
def left_while_hours_wait_to_cross(wechel, gierle):
    settled_across(wechel, gierle)
    anna, mia = Person(wechel, "Anna"), Person(gierle, "Mia")
    wechel.say("resident_left", by=anna)
    # Gierle goes on to answer something later: it had said nothing that settles it otherwise.
    accept(wechel, gierle, wechel.give(wechel.lena, mia, 5, at=gierle))


@lie("agreementsOpen")
def left_while_hours_are_tried_again(wechel, gierle):
    voided_once(wechel, gierle)
    wechel.say("resident_left", by=Person(wechel, "Anna"))
    accept(wechel, gierle, wechel.give(wechel.lena, Person(gierle, "Mia"), 5, at=gierle))


@lie("minutesDiffer")
def silence_across_posts_more(wechel, gierle):
    ride = stated_across(wechel, gierle)
    wechel.say("minutes_lapsed", later=15 * DAY, to=gierle.node, agreement=ride, minutes=600)
    reserve = wechel.say("transfer_reserved", to=gierle.node, agreement=ride, minutes=600,
                         settled=600)
    accept(wechel, gierle, reserve)


@lie("statesOtherwise")
def stated_more_than_it_committed(wechel, gierle):
    gift, _, _ = given(wechel, gierle)
    accept(wechel, gierle, gift)
    commit(wechel, gierle, gift)
    wechel.say("clearing_stated", to=gierle.node, peer=gierle.node, committed=61)


@lie("notDue")
def stated_twice_in_a_week(wechel, gierle):
    gift, anna, mia = given(wechel, gierle)
    cross(wechel, gierle, gift)
    wechel.say("clearing_stated", to=gierle.node, peer=gierle.node, committed=60)
    cross(wechel, gierle, wechel.give(anna, mia, 5, at=gierle))
    wechel.say("clearing_stated", to=gierle.node, peer=gierle.node, committed=65)


@lie("fieldOutOfRange")
def a_step_for_everybody(wechel, gierle):
    gift, _, _ = given(wechel, gierle)
    accept(wechel, gierle, gift)
    wechel.say("transfer_committed", transfer=gift, cites=gierle.head)


@lie("citesAnother")
def voided_citing_no_release(wechel, gierle):
    gift, _, _ = given(wechel, gierle)
    accept(wechel, gierle, gift)
    accepted = gierle.head
    gierle.say("federation_ended", by=gierle.lena, peer=wechel.node)
    let_go(wechel, gierle, gift)
    wechel.say("transfer_voided", to=gierle.node, transfer=gift, cites=accepted)


def answered(wechel, gierle, ride, minutes):
    """Gierle has read it all, so no later word of Gierle's can excuse what was said."""
    reserve = wechel.say(
        "transfer_reserved", to=gierle.node, agreement=ride, minutes=minutes, settled=minutes)
    accept(wechel, gierle, reserve)


@lie("notDue")
def silence_shortened_after_the_yes(wechel, gierle):
    ride = stated_across(wechel, gierle)
    wechel.policy(silence_days=3)
    wechel.say("minutes_lapsed", to=gierle.node, later=4 * DAY, agreement=ride, minutes=60)
    answered(wechel, gierle, ride, 60)


@lie("notDisputed")
def a_dispute_by_rules_set_after_the_yes(wechel, gierle):
    ride = stated_across(wechel, gierle)
    wechel.policy(small_difference=0)
    wechel.say("minutes_stated", by=Person(wechel, "Anna"), to=gierle.node, agreement=ride,
               minutes=50)
    wechel.say("dispute_resolved", by=wechel.lena, note=note(), to=gierle.node, agreement=ride,
               minutes=55)
    answered(wechel, gierle, ride, 55)


@lie("fieldOutOfRange")
def rules_told_to_one_neighbour_only(wechel, gierle):
    wechel.say("policy_set", by=wechel.lena, to=gierle.node, silence_days=14)
