"""Honest histories: the checker finds nothing wrong, and the balances given here."""

from common import DAY, FEDERATION, NEARBY, OFFER
from lying import accept, commit, given, let_go
from village import cross, federate, note


def within(wechel):
    """Everything that can happen within one neighbourhood."""
    anna, bram, cas = (wechel.join(name) for name in ("Anna", "Bram", "Cas"))
    wechel.policy(starter=30, pot_floor=-300)
    dora = wechel.join("Dora")                                    # starter 30, pot -30
    wechel.say("limits_set", by=wechel.lena, note=note(), resident=anna.id, floor=-100, ceiling=50)
    wechel.helped(anna, bram, 60)                                 # anna -60, bram 60
    ride = wechel.helped(anna, bram, 100)                         # 40 of anna, 60 of the pot
    wechel.say("thanks_said", by=anna, note=note("Dank je"), agreement=ride)
    wechel.helped(bram, anna, 160)                                # anna at 50, 10 to the pot: -80
    big = wechel.agree(cas, dora, 600)
    wechel.say("minutes_stated", by=dora, agreement=big, minutes=90)
    wechel.say("minutes_lapsed", later=15 * DAY, agreement=big, minutes=90)
    disputed = wechel.agree(cas, dora, 60)
    wechel.say("minutes_stated", by=dora, agreement=disputed, minutes=90)
    wechel.say("minutes_stated", by=cas, agreement=disputed, minutes=60)
    wechel.say("dispute_resolved", by=wechel.lena, note=note(), agreement=disputed, minutes=70)
    wechel.say("agreement_lapsed", later=61 * DAY, agreement=wechel.agree(cas, dora))
    # cas -160, dora 190
    down = wechel.helped(cas, dora, 50)
    mine = wechel.say("correction_proposed", by=cas, note=note(), transfer=down, minutes=20)
    wechel.say("correction_agreed", by=dora, correction=mine)
    up = wechel.helped(cas, dora, 20)
    wechel.say("correction_made", by=wechel.lena, note=note(), transfer=up, minutes=35)
    # cas -215, dora 245
    wechel.say("pot_opened", by=wechel.lena, pot="feest")
    wechel.say("pot_contributed", by=dora, pot="feest", minutes=45)
    wechel.say("pot_granted", by=wechel.lena, note=note(), pot="feest", resident=cas.id, minutes=15)
    wechel.give(dora, cas, 200)
    seen = wechel.post(dora, reach=FEDERATION)
    wechel.say("resident_left", by=dora)
    wechel.told(seen, 1)  # nobody's, and no places any more
    wechel.prefer(anna, travel={"means": 5, "most": 60}, weekly_most=180, persons=[bram.id],
                  categories=[3, 99], languages=["fr", "nl"])
    wechel.attest(anna)
    wechel.post(anna, side=OFFER, attestations=[1], languages=["nl"], remote=True,
                weekly=[{"days": 31, "from": 540, "to": 720}], travel={"means": 1, "most": 10})
    wechel.post(anna, reach=FEDERATION, attestations=[2, 4], widening=3)
    wechel.attest(anna, days=0)
    walk = wechel.agree(anna, bram)
    wechel.place(anna, walk)
    wechel.place(bram, walk)
    wechel.place(anna, walk)
    wechel.say("agreement_declined", by=anna, agreement=walk)
    trip = wechel.post(anna, reach=NEARBY)
    for _ in range(2):  # filled, free again, filled, free again
        found = wechel.answer(bram, trip)
        wechel.say("agreement_accepted", by=anna, agreement=found)
        wechel.told(trip, 1, within=NEARBY)
        wechel.say("agreement_declined", by=bram, agreement=found)
        wechel.told(trip, 0, within=NEARBY)
    return {anna: 50, bram: 0, cas: 0, dora: 0, "solidarity": -80, "feest": 30}


def parties_without_a_leg(wechel):
    """Who the pot paid for, and whose hours went to it, correct it like anybody else."""
    anna, bram = wechel.join("Anna"), wechel.join("Bram")
    wechel.policy(floor=0, pot_floor=-500)
    paid = wechel.helped(anna, bram, 60)                          # all of it by the pot
    mine = wechel.say("correction_proposed", by=anna, note=note(), transfer=paid, minutes=40)
    wechel.say("correction_agreed", by=bram, correction=mine)     # bram 40, pot -40
    wechel.policy(floor=-100, ceiling=40, pot_floor=-500)
    full = wechel.helped(anna, bram, 30)                          # all of it to the pot: -10
    wechel.policy(floor=-100, ceiling=60, pot_floor=-500)
    more = wechel.say("correction_proposed", by=bram, note=note(), transfer=full, minutes=60)
    wechel.say("correction_agreed", by=anna, correction=more)     # 30 more: 20 bram, 10 pot
    return {anna: -60, bram: 60, "solidarity": 0}


def across(wechel, gierle):
    """Help and hours between two neighbourhoods, in both directions, with what can go wrong."""
    federate(wechel, gierle)
    anna, mia = wechel.join("Anna"), gierle.join("Mia")
    gift = wechel.give(anna, mia, 120, at=gierle)
    cross(wechel, gierle, gift)
    wanted = wechel.post(anna, 60, reach=FEDERATION)
    ride = gierle.answer(mia, wanted, at=wechel)
    wechel.say("agreement_accepted", by=anna, to=gierle.node, agreement=ride, cites=gierle.head)
    wechel.place(anna, ride, to=gierle.node)
    wechel.told(wanted, 1)
    gierle.say("minutes_stated", by=mia, to=wechel.node, agreement=ride, minutes=75)
    wechel.say("minutes_confirmed", by=anna, to=gierle.node, agreement=ride, minutes=75)
    reserve = wechel.say(
        "transfer_reserved", to=gierle.node, agreement=ride, minutes=75, settled=75)
    cross(wechel, gierle, reserve)
    gierle.say("thanks_said", by=mia, to=wechel.node, note=note(), agreement=ride)
    # refused: nobody of that name there
    lost = wechel.say("hours_given", by=anna, to=gierle.node, node=gierle.node,
                      resident=b"?" * 32, minutes=10)
    gierle.say("transfer_rejected", to=wechel.node, transfer=lost, cites=wechel.head, reason=706)
    wechel.say("transfer_voided", to=gierle.node, transfer=lost, cites=gierle.head)
    # recalled, while the answer was on its way
    back = wechel.give(anna, mia, 50, at=gierle)
    gierle.say("transfer_accepted", to=wechel.node, transfer=back, cites=wechel.head)
    wechel.say("transfer_recalled", by=anna, transfer=back)
    wechel.say("transfer_voided", to=gierle.node, transfer=back)
    let_go(wechel, gierle, back, cites=wechel.head)
    # the other way, committed and not yet applied
    wechel.say("clearing_stated", to=gierle.node, peer=gierle.node, committed=195)
    gierle.say("clearing_stated", to=wechel.node, peer=wechel.node, applied=195)
    home = gierle.give(mia, anna, 30, at=wechel)
    wechel.say("transfer_accepted", to=gierle.node, transfer=home, cites=gierle.head)
    gierle.say("transfer_committed", to=wechel.node, transfer=home, cites=wechel.head)
    gierle.say("clearing_stated", later=7 * DAY, to=wechel.node, peer=wechel.node, committed=30,
               applied=195)
    return {anna: -195, mia: 165}


def disputed_across(wechel, gierle):
    """An offer: the proposer pays. A dispute, a regisseur's word, and a pot that helps out."""
    federate(wechel, gierle)
    anna, mia = wechel.join("Anna"), gierle.join("Mia")
    wechel.policy(floor=-50, pot_floor=-40)
    gierle.policy(ceiling=60)
    offer = gierle.post(mia, 120, reach=FEDERATION, side=OFFER)
    visit = wechel.answer(anna, offer, at=gierle)
    gierle.say("agreement_accepted", by=mia, to=wechel.node, agreement=visit, cites=wechel.head)
    gierle.say("minutes_stated", by=mia, to=wechel.node, agreement=visit, minutes=150)
    wechel.say("minutes_stated", by=anna, to=gierle.node, agreement=visit, minutes=100)
    wechel.say("dispute_resolved", by=wechel.lena, to=gierle.node, note=note(), agreement=visit,
               minutes=120)
    reserve = wechel.say(
        "transfer_reserved", to=gierle.node, agreement=visit, minutes=90, settled=120)
    cross(wechel, gierle, reserve)  # 50 of Anna, 40 of the pot; 60 to Mia, 30 to Gierle's pot
    return {anna: -50, mia: 60}


def tried_again(wechel, gierle):
    """Nobody answers, the hours are let go and tried again; what the pot covers is covered once."""
    federate(wechel, gierle)
    anna, mia = wechel.join("Anna"), gierle.join("Mia")
    wechel.policy(floor=-20, pot_floor=-500, solidarity_per_quarter=50)
    ride = gierle.answer(mia, wechel.post(anna, 60, reach=FEDERATION), at=wechel)
    wechel.say("agreement_accepted", by=anna, to=gierle.node, agreement=ride, cites=gierle.head)
    gierle.say("minutes_stated", by=mia, to=wechel.node, agreement=ride, minutes=90)
    wechel.say("minutes_lapsed", later=15 * DAY, to=gierle.node, agreement=ride, minutes=90)
    told = {"to": gierle.node, "agreement": ride, "minutes": 70, "settled": 90}
    first = wechel.say("transfer_reserved", **told)
    gierle.say("transfer_accepted", to=wechel.node, transfer=first, cites=wechel.head)
    wechel.say("transfer_voided", later=7 * DAY, to=gierle.node, transfer=first)
    let_go(wechel, gierle, first, cites=wechel.head)
    again = wechel.say("transfer_reserved", later=DAY, **told)
    cross(wechel, gierle, again)
    return {anna: -20, mia: 70, }


def carried_in_part(wechel, gierle):
    """For a month there is no room; then what there is room for crosses, and the rest is a gift."""
    federate(wechel, gierle, we=50, they=50)
    anna, mia = wechel.join("Anna"), gierle.join("Mia")
    ride = gierle.answer(mia, wechel.post(anna, 60, reach=FEDERATION), at=wechel)
    wechel.say("agreement_accepted", by=anna, to=gierle.node, agreement=ride, cites=gierle.head)
    gierle.say("minutes_stated", by=mia, to=wechel.node, agreement=ride, minutes=90)
    wechel.say("minutes_confirmed", by=anna, to=gierle.node, agreement=ride, minutes=90)
    reserve = wechel.say("transfer_reserved", later=30 * DAY, to=gierle.node, agreement=ride,
                         minutes=50, settled=90)
    cross(wechel, gierle, reserve)
    return {anna: -50, mia: 50}


def no_room_for_any_of_it(wechel, gierle):
    """The same, and all of it is a gift; whoever was helped may go."""
    federate(wechel, gierle, we=50, they=50)
    anna, mia = wechel.join("Anna"), gierle.join("Mia")
    cross(wechel, gierle, wechel.give(wechel.lena, mia, 50, at=gierle))
    ride = gierle.answer(mia, wechel.post(anna, 60, reach=FEDERATION), at=wechel)
    wechel.say("agreement_accepted", by=anna, to=gierle.node, agreement=ride, cites=gierle.head)
    gierle.say("minutes_stated", by=mia, to=wechel.node, agreement=ride, minutes=90)
    wechel.say("minutes_confirmed", by=anna, to=gierle.node, agreement=ride, minutes=90)
    wechel.say("transfer_reserved", later=30 * DAY, to=gierle.node, agreement=ride, minutes=0,
               settled=90)
    wechel.say("resident_left", by=anna)
    return {anna: 0, mia: 50, wechel.lena: -50}


def ended(wechel, gierle):
    """The federation ends while help waits to be paid: it was a gift."""
    federate(wechel, gierle)
    anna, mia = wechel.join("Anna"), gierle.join("Mia")
    ride = gierle.answer(mia, wechel.post(anna, 60, reach=FEDERATION), at=wechel)
    wechel.say("agreement_accepted", by=anna, to=gierle.node, agreement=ride, cites=gierle.head)
    gierle.say("minutes_stated", by=mia, to=wechel.node, agreement=ride, minutes=90)
    gift = wechel.give(anna, mia, 10, at=gierle)
    gierle.say("federation_ended", by=gierle.lena, peer=wechel.node)
    wechel.say("transfer_voided", to=gierle.node, transfer=gift)
    wechel.say("minutes_confirmed", by=anna, to=gierle.node, agreement=ride, minutes=90)
    wechel.say("transfer_reserved", to=gierle.node, agreement=ride, minutes=0, settled=90)
    return {anna: 0, mia: 0}


def crossing_words(wechel, gierle):
    """Both say minutes again and again, and read each other late."""
    federate(wechel, gierle)
    anna, mia = wechel.join("Anna"), gierle.join("Mia")
    ride = gierle.answer(mia, wechel.post(anna, 60, reach=FEDERATION), at=wechel)
    wechel.say("agreement_accepted", by=anna, to=gierle.node, agreement=ride, cites=gierle.head)

    def mia_says(minutes):
        gierle.say("minutes_stated", by=mia, to=wechel.node, agreement=ride, minutes=minutes)

    mia_says(60)
    mia_says(90)
    wechel.say("minutes_stated", by=anna, to=gierle.node, agreement=ride, minutes=60)  # read both
    wechel.say("minutes_stated", by=anna, to=gierle.node, agreement=ride, minutes=70)
    mia_says(70)
    mia_says(80)  # before it read that they agree
    reserve = wechel.say(
        "transfer_reserved", to=gierle.node, agreement=ride, minutes=70, settled=70)
    cross(wechel, gierle, reserve)
    return {anna: -70, mia: 70}


def unread_void(wechel, gierle):
    """As long as Gierle does not say that it let go, Mia's ceiling is near: help goes to the pot."""
    federate(wechel, gierle)
    gierle.policy(ceiling=60)
    anna, mia, tom = wechel.join("Anna"), gierle.join("Mia"), gierle.join("Tom")
    gift = wechel.give(anna, mia, 50, at=gierle)
    gierle.say("transfer_accepted", to=wechel.node, transfer=gift, cites=wechel.head)
    wechel.say("transfer_recalled", by=anna, transfer=gift)
    wechel.say("transfer_voided", to=gierle.node, transfer=gift)
    gierle.helped(tom, mia, 30)
    let_go(wechel, gierle, gift, cites=wechel.head)
    gierle.helped(tom, mia, 30)
    return {anna: 0, mia: 40, tom: -60, "solidarity": 20}


def recalled_and_then_accepted(wechel, gierle):
    """The node has much to say, and reads the ACCEPT of what was recalled before it wrote the VOID."""
    back, anna, mia = given(wechel, gierle, 50)
    begun = wechel.head
    wechel.say("transfer_recalled", by=anna, transfer=back)
    gift = wechel.give(anna, mia, 20, at=gierle)
    gierle.say("transfer_accepted", to=wechel.node, transfer=back, cites=begun)
    accept(wechel, gierle, gift)
    commit(wechel, gierle, gift)                                  # so the first ACCEPT was read too
    done = wechel.head
    wechel.say("transfer_voided", to=gierle.node, transfer=back)
    gierle.say("transfer_applied", to=wechel.node, transfer=gift, cites=done)
    let_go(wechel, gierle, back, cites=wechel.head)
    return {anna: -20, mia: 20}


def let_go_at_the_end(wechel, gierle):
    """Nobody decides and the federation ends: the payee is free, and may leave."""
    gift, anna, mia = given(wechel, gierle)
    accept(wechel, gierle, gift)
    gierle.say("federation_ended", by=gierle.lena, peer=wechel.node)
    let_go(wechel, gierle, gift)
    gierle.say("resident_left", by=mia)
    release = gierle.head_before(1)
    wechel.say("transfer_voided", to=gierle.node, transfer=gift, cites=release)
    return {anna: 0, mia: 0}


def committed_while_let_go(wechel, gierle):
    """The COMMIT was on its way: it is honoured, as far as the ceiling; the rest is for the pot."""
    gierle.policy(ceiling=50)
    gift, anna, mia = given(wechel, gierle, 40)
    accept(wechel, gierle, gift)
    commit(wechel, gierle, gift)
    done = wechel.head
    gierle.say("federation_ended", by=gierle.lena, peer=wechel.node)
    let_go(wechel, gierle, gift)
    gierle.helped(gierle.lena, mia, 45)
    gierle.say("transfer_applied", to=wechel.node, transfer=gift, cites=done)
    return {anna: -40, mia: 50, gierle.lena: -45}


def committed_to_somebody_gone(wechel, gierle):
    """The same, and the payee has left meanwhile: all of it is for the pot."""
    gift, anna, mia = given(wechel, gierle, 40)
    accept(wechel, gierle, gift)
    commit(wechel, gierle, gift)
    done = wechel.head
    gierle.say("federation_ended", by=gierle.lena, peer=wechel.node)
    let_go(wechel, gierle, gift)
    gierle.say("resident_left", by=mia)
    gierle.say("transfer_applied", to=wechel.node, transfer=gift, cites=done)
    return {anna: -40, mia: 0}


def void_and_release_cross(wechel, gierle):
    """Both give up at once: whoever speaks first, nothing is held and nobody lied."""
    gift, anna, mia = given(wechel, gierle)
    accept(wechel, gierle, gift)
    wechel.say("transfer_recalled", by=anna, transfer=gift)
    wechel.say("transfer_voided", to=gierle.node, transfer=gift)
    gierle.say("federation_ended", by=gierle.lena, peer=wechel.node)
    let_go(wechel, gierle, gift)
    return {anna: 0, mia: 0}


def limits_said_anew(wechel):
    """One's own floor alone: the ceiling is the neighbourhood's, as it is now; and back again."""
    anna, bram = wechel.join("Anna"), wechel.join("Bram")
    wechel.say("limits_set", by=wechel.lena, note=note(), resident=anna.id, floor=-2000, ceiling=0)
    wechel.say("limits_set", by=wechel.lena, note=note(), resident=anna.id, floor=-2000)
    wechel.give(anna, bram, 2000)
    wechel.policy(ceiling=100)
    wechel.give(bram, anna, 2000)
    wechel.give(bram, anna, 100)
    wechel.say("limits_set", by=wechel.lena, note=note(), resident=anna.id)
    wechel.give(anna, bram, 100)
    return {anna: 0, bram: 0}


def judged_by_the_rules_at_the_yes(wechel, gierle):
    """What a regisseur sets after the payer's yes counts for later agreements."""
    wechel.policy(silence_days=30, small_difference=5)
    federate(wechel, gierle)
    anna, mia = wechel.join("Anna"), gierle.join("Mia")
    listing = wechel.post(anna, 60, reach=FEDERATION)
    ride = gierle.answer(mia, listing, at=wechel)
    wechel.policy(silence_days=3, small_difference=40)
    wechel.say("agreement_accepted", by=anna, to=gierle.node, agreement=ride, cites=gierle.head)
    wechel.policy(silence_days=30, small_difference=5)
    gierle.policy(silence_days=90, small_difference=0)
    gierle.say("minutes_stated", by=mia, to=wechel.node, agreement=ride, minutes=90)
    wechel.say("minutes_stated", by=anna, to=gierle.node, agreement=ride, minutes=60)
    wechel.say("minutes_lapsed", to=gierle.node, later=4 * DAY, agreement=ride, minutes=60)
    reserve = wechel.say(
        "transfer_reserved", to=gierle.node, agreement=ride, minutes=60, settled=60)
    cross(wechel, gierle, reserve)
    return {anna: -60, mia: 60}
