"""Lies of the payee's node about hours across a border (10-books.md §7)."""

from common import DAY
from lying import accept, commit, given, let_go, lie, stated_across
from village import cross, federate


@lie("clearingLimitReached")
def accepted_beyond_its_limit(gierle, wechel):
    gift, _, _ = given(wechel, gierle, 60)
    gierle.say("clearing_limits_set", by=gierle.lena, to=wechel.node, peer=wechel.node,
               we_may_owe=10, they_may_owe=10)
    accept(wechel, gierle, gift)


@lie("answeredTwice")
def accepted_twice(gierle, wechel):
    gift, _, _ = given(wechel, gierle)
    cited = wechel.head
    for _ in range(2):
        gierle.say("transfer_accepted", to=wechel.node, transfer=gift, cites=cited)


@lie("answeredTwice")
def rejected_then_accepted(gierle, wechel):
    federate(wechel, gierle)
    lost = wechel.say("hours_given", by=wechel.join("Anna"), to=gierle.node, node=gierle.node,
                      resident=b"?" * 32, minutes=10)
    cited = wechel.head
    gierle.say("transfer_rejected", to=wechel.node, transfer=lost, cites=cited, reason=706)
    gierle.say("transfer_accepted", to=wechel.node, transfer=lost, cites=cited)


@lie("stepOutOfTurn")
def rejected_for_no_reason(gierle, wechel):
    gift, _, _ = given(wechel, gierle)
    gierle.say("transfer_rejected", to=wechel.node, transfer=gift, cites=wechel.head, reason=706)


@lie("recipientUnknown")
def accepted_for_nobody(gierle, wechel):
    federate(wechel, gierle)
    lost = wechel.say("hours_given", by=wechel.join("Anna"), to=gierle.node, node=gierle.node,
                      resident=b"?" * 32, minutes=10)
    accept(wechel, gierle, lost)


@lie("citesAnother")
def accepted_another_entry(gierle, wechel):
    gift, _, _ = given(wechel, gierle)
    gierle.say("transfer_accepted", to=wechel.node, transfer=gift,
               cites=wechel.log.entries[3].hash)


@lie("speaksForAnother")
def accepted_what_was_for_another(gierle, wechel, vlimmeren):
    federate(wechel, gierle)
    gift, _, _ = given(wechel, vlimmeren)
    accept(wechel, gierle, gift)


@lie("speaksForAnother")
def committed_in_anothers_name(gierle, wechel):
    gift, _, _ = given(wechel, gierle)
    accept(wechel, gierle, gift)
    gierle.say("transfer_committed", to=wechel.node, transfer=gift, cites=gierle.head)


@lie("appliedWithoutCommit")
def applied_without_commit(gierle, wechel):
    gift, _, _ = given(wechel, gierle)
    cited = wechel.head
    accept(wechel, gierle, gift)
    gierle.say("transfer_applied", to=wechel.node, transfer=gift, cites=cited)


@lie("appliedWithoutCommit")
def applied_a_commit_made_up(gierle, wechel):
    gift, anna, mia = given(wechel, gierle)
    accept(wechel, gierle, gift)
    gierle.say("transfer_applied", to=wechel.node, transfer=gift, cites=b"#" * 32)
    # Wechelderzande goes on to answer a later entry: had it committed before, we would see it.
    home = gierle.give(mia, anna, 5, at=wechel)
    wechel.say("transfer_accepted", to=gierle.node, transfer=home, cites=gierle.head)


@lie("appliedWithoutCommit")
def applied_after_void(gierle, wechel):
    gift, anna, _ = given(wechel, gierle)
    accept(wechel, gierle, gift)
    wechel.say("transfer_recalled", by=anna, transfer=gift)
    wechel.say("transfer_voided", to=gierle.node, transfer=gift)
    gierle.say("transfer_applied", to=wechel.node, transfer=gift, cites=wechel.head)


@lie("citesAnother")
def applied_another_commit(gierle, wechel):
    gift, anna, mia = given(wechel, gierle)
    cross(wechel, gierle, gift)
    old = wechel.head
    again = wechel.give(anna, mia, 10, at=gierle)
    accept(wechel, gierle, again)
    commit(wechel, gierle, again)
    gierle.say("transfer_applied", to=wechel.node, transfer=again, cites=old)


@lie("stepOutOfTurn")
def applied_twice(gierle, wechel):
    gift, _, _ = given(wechel, gierle)
    cross(wechel, gierle, gift)
    gierle.say("transfer_applied", to=wechel.node, transfer=gift, cites=wechel.head)


@lie("stepOutOfTurn")
def applied_without_an_answer(gierle, wechel):
    gift, _, _ = given(wechel, gierle)
    gierle.say("transfer_applied", to=wechel.node, transfer=gift, cites=wechel.head)


@lie("agreementNotYours")
def silence_by_the_payees_node(gierle, wechel):
    ride = stated_across(wechel, gierle)
    gierle.say("minutes_lapsed", later=15 * DAY, to=wechel.node, agreement=ride, minutes=60)


@lie("stepOutOfTurn")
def let_go_under_a_standing_federation(gierle, wechel):
    gift, anna, mia = given(wechel, gierle)
    accept(wechel, gierle, gift)
    let_go(wechel, gierle, gift)
    # Wechelderzande goes on to answer: it had not ended the federation before that.
    home = gierle.give(mia, anna, 5, at=wechel)
    wechel.say("transfer_accepted", to=gierle.node, transfer=home, cites=gierle.head)


@lie("stepOutOfTurn")
def let_go_twice(gierle, wechel):
    gift, anna, _ = given(wechel, gierle)
    accept(wechel, gierle, gift)
    wechel.say("transfer_recalled", by=anna, transfer=gift)
    wechel.say("transfer_voided", to=gierle.node, transfer=gift)
    for _ in range(2):
        let_go(wechel, gierle, gift, cites=wechel.head)


@lie("stepOutOfTurn")
def let_go_what_it_never_accepted(gierle, wechel):
    gift, _, _ = given(wechel, gierle)
    let_go(wechel, gierle, gift)


@lie("citesAnother")
def let_go_citing_the_reserve(gierle, wechel):
    gift, anna, _ = given(wechel, gierle)
    reserve = wechel.head
    accept(wechel, gierle, gift)
    wechel.say("transfer_recalled", by=anna, transfer=gift)
    wechel.say("transfer_voided", to=gierle.node, transfer=gift)
    let_go(wechel, gierle, gift, cites=reserve)


@lie("stepOutOfTurn")
def let_go_what_was_committed(gierle, wechel):
    gift, _, _ = given(wechel, gierle)
    accept(wechel, gierle, gift)
    commit(wechel, gierle, gift)
    let_go(wechel, gierle, gift, cites=wechel.head)


@lie("clearingLimitReached")
def forgot_what_it_let_go(gierle, wechel):
    gift, anna, mia = given(wechel, gierle, 400)
    accept(wechel, gierle, gift)
    commit(wechel, gierle, gift)
    gierle.say("federation_ended", by=gierle.lena, peer=wechel.node)
    let_go(wechel, gierle, gift)
    federate(wechel, gierle)
    accept(wechel, gierle, wechel.give(anna, mia, 300, at=gierle))


def gifted(wechel, gierle):
    """Mia of Gierle gave Anna an hour, and Wechelderzande took it."""
    gift, mia, anna = given(gierle, wechel)
    cross(gierle, wechel, gift)
    return gift, mia, anna


@lie("minutesOutOfRange")
def gives_back_more_than_came(wechel, gierle):
    gift, mia, anna = gifted(wechel, gierle)
    wechel.correct(anna, mia, 61, at=gierle, of=gift)


@lie("alreadyCorrected")
def gives_back_twice(wechel, gierle):
    gift, mia, anna = gifted(wechel, gierle)
    wechel.correct(anna, mia, 10, at=gierle, of=gift)
    wechel.correct(anna, mia, 10, at=gierle, of=gift)


@lie("transferNotYours")
def somebody_else_gives_back(wechel, gierle):
    gift, mia, _ = gifted(wechel, gierle)
    wechel.correct(wechel.lena, mia, 10, at=gierle, of=gift)


@lie("transferNotYours")
def corrects_towards_somebody_else(wechel, gierle):
    gift, _, anna = gifted(wechel, gierle)
    wechel.correct(anna, gierle.lena, 10, at=gierle, of=gift)


@lie("transferUnknown")
def corrects_what_never_crossed(wechel, gierle):
    _, mia, anna = gifted(wechel, gierle)
    wechel.correct(anna, mia, 10, at=gierle, of=wechel.give(wechel.lena, anna, 10))


@lie("alreadyCorrected")
def takes_a_second_correction(wechel, gierle):
    gift, anna, mia = given(wechel, gierle)
    cross(wechel, gierle, gift)
    cross(gierle, wechel, gierle.correct(mia, anna, 10, at=wechel, of=gift))
    again = gierle.correct(mia, anna, 10, at=wechel, of=gift)
    accept(gierle, wechel, again)


@lie("stepOutOfTurn")
def rejects_a_correction_that_fits(wechel, gierle):
    gift, anna, mia = given(wechel, gierle)
    cross(wechel, gierle, gift)
    back = gierle.correct(mia, anna, 10, at=wechel, of=gift)
    wechel.say("transfer_rejected", to=gierle.node, transfer=back, cites=gierle.head, reason=710)
