"""What happened is reported with its day, moves the case, and can be taken back exactly."""

from datetime import timedelta

import pytest

from flows.load import load
from tests.bot.cards import at_stage, card, events, kept, knowledge, labels, looks, report, stage
from tests.bot.mornings import at, until
from tests.bot.paths import CHEAPER, DAMAGED, NOTHING_ARRIVED, OFFERED, to_verdict
from tests.chat import quiet

JOURNEY = (
    ("dispute_opened", "seller_reviewing"),
    ("seller_offered", "weighing_offer"),
    ("seller_rejected", "weighing_offer"),
    ("escalated", "platform_deciding"),
    ("decided_return", "return_due"),
    ("shipped", "return_travelling"),
    ("refund_approved", "refund_due"),
    ("money_arrived", "closed"),
)
REFUSED = (*DAMAGED[:-1], "seller_contact:refused", "contacted_on:2026-11-20")
REACHED_BY = {
    "talking_to_seller": (DAMAGED,),
    "waiting_for_window": (NOTHING_ARRIVED,),
    "filing": (REFUSED,),
    "advised": (CHEAPER,),
    "seller_reviewing": (DAMAGED, "dispute_opened"),
    "weighing_offer": (DAMAGED, "dispute_opened", "seller_offered"),
    "platform_deciding": (DAMAGED, "dispute_opened", "escalated"),
    "return_due": (DAMAGED, "dispute_opened", "decided_return"),
    "return_travelling": (DAMAGED, "dispute_opened", "decided_return", "shipped"),
    "refund_due": (DAMAGED, "dispute_opened", "refund_approved"),
    "rejected": (DAMAGED, "dispute_opened", "decided_rejected"),
    "appealing": (DAMAGED, "dispute_opened", "decided_rejected", "appealed"),
    "last_resort": (DAMAGED, "dispute_opened", "dispute_closed"),
}


async def test_a_whole_case_from_the_verdict_to_the_money(ana):
    await to_verdict(ana, *DAMAGED)
    message = (await card(ana)).id
    for event, reached in JOURNEY:
        await ana.move(timedelta(days=2))
        await report(ana, event)
        if (await ana.case()).focus:
            await ana.tap("Skip")
            message = (await card(ana)).id
        assert await stage(ana) == reached
        assert (await card(ana)).id == message
    assert [event for event, _ in await events(ana)] == [event for event, _ in JOURNEY]
    assert (await ana.case()).closed_at


async def test_undo_leads_back_exactly_at_every_step(ana):
    await to_verdict(ana, *DAMAGED)
    seen = []
    for event, _ in JOURNEY:
        seen.append((await kept(ana), await looks(ana)))
        await report(ana, event)
        if (await ana.case()).focus:
            await ana.tap("Skip")
    while seen:
        await ana.press(f"v1:{(await ana.case()).id}:undo:{len((await ana.case()).events) - 1}")
        assert (await kept(ana), await looks(ana)) == seen.pop()


def test_every_stage_but_the_last_is_visited():
    assert set(REACHED_BY) == set(load().stages) - {"closed"}


@pytest.mark.parametrize("name", REACHED_BY)
async def test_every_event_of_every_stage_can_be_reported_and_taken_back(ana, name):
    """And none leads to a place without a way on."""
    await at_stage(ana, *REACHED_BY[name])
    assert await stage(ana) == name
    words = knowledge().library.words("en")
    offered = [e for e in load().stages[name].on if words(f"happened-{e}") in await on_both_pages(ana)]
    assert len(offered) >= 3
    before, case = await kept(ana), (await ana.case()).id
    for event in offered:
        await report(ana, event)
        assert (await events(ana))[-1][0] == event
        assert labels(ana.last), event
        place = [e.event for e in (await ana.case()).events].index(event, len(before[1]))
        await ana.press(f"v1:{case}:undo:{place}")
        assert await kept(ana) == before, event


async def on_both_pages(buyer):
    first = labels(await card(buyer))
    await buyer.tap("More…", await card(buyer))
    second = labels(await card(buyer))
    await buyer.tap("‹ Back", await card(buyer))
    return {*first, *second}


async def test_the_answer_says_what_changed(ana):
    await to_verdict(ana, *DAMAGED)
    await report(ana, "dispute_opened", "Yesterday")
    assert ana.text.startswith("✓ Noted: dispute opened, Sat, Nov 21, 2026.")
    assert "Waiting for the seller’s answer in the dispute. It is the seller’s move." in ana.text
    assert "Dec 6, 2026" in ana.text
    assert "Next step" in ana.text
    assert ana.labels == ["Take back: dispute opened, Sat, Nov 21, 2026", "Why?", "Show the case"]


async def test_a_day_before_the_last_event_is_refused_in_one_sentence(ana):
    await at_stage(ana, DAMAGED, "dispute_opened")
    before = await events(ana)
    await ana.tap("The seller rejected it", await card(ana))
    assert "Yesterday" not in " ".join(ana.labels)  # the dispute was opened today
    await ana.say("November 20, 2026")
    await ana.say("yes")
    first, _, rest = ana.text.partition("\n\n")
    assert first.startswith("That lies before what you told me last, on Mon, Nov 23, 2026.")
    assert rest.startswith("On which day did the seller reject it?")
    assert await events(ana) == before


async def test_the_calendar_offers_no_day_before_the_last_event(ana):
    await at_stage(ana, DAMAGED, "dispute_opened")
    await ana.move(timedelta(days=2))
    await ana.tap("The seller rejected it", await card(ana))
    await ana.tap("Pick a day")
    days = [b["callback_data"].rpartition(":")[2] for row in ana.last.inline_keyboard for b in row]
    assert [day for day in days if day.startswith("2026-11-")] == ["2026-11-23", "2026-11-24", "2026-11-25"]


async def test_the_deadline_of_a_return_is_asked_for_and_kept_with_its_decision(ana):
    await at_stage(ana, DAMAGED, "dispute_opened")
    await report(ana, "decided_return")
    assert "By which day must it be sent?" in ana.text
    await ana.say("December 10, 2026")
    await ana.say("yes")
    assert f"{(await ana.case()).events[-1].by}" == "2026-12-10"
    assert "Dec 8, 2026" in ana.text  # two days before
    await ana.tap("Take back")
    assert [event for event, _ in await events(ana)] == ["dispute_opened"]


async def test_a_deadline_that_was_skipped_can_be_entered_later(ana):
    await at_stage(ana, DAMAGED, "dispute_opened", "decided_return")
    assert "Enter: Send back by" in (await looks(ana))[1]
    await ana.tap("Enter: Send back by", await card(ana))
    await ana.pick("ship_by:2026-12-10")
    assert f"{(await ana.case()).events[-1].by}" == "2026-12-10"
    assert "Enter: Send back by" not in (await looks(ana))[1]


async def test_an_offer_is_weighed_with_the_buyers_own_numbers(ana):
    await at_stage(ana, DAMAGED, "dispute_opened")
    await report(ana, "seller_offered")
    await ana.pick("offer_value:5 EUR")
    assert "€5.00 is 20 % of the €24.90 you paid. €19.90 is missing." in ana.text
    assert (await ana.case()).events[-1].amount == "5 EUR"
    assert "€5.00 is 20 %" in (await looks(ana))[0]


async def test_an_offer_above_the_price_is_taken_and_questioned(ana):
    await at_stage(ana, DAMAGED, "dispute_opened")
    await report(ana, "seller_offered")
    await ana.pick("offer_value:30 EUR")
    assert "€30.00 is more than the €24.90 you paid." in ana.text


async def test_an_offer_in_another_currency_is_asked_for_again(ana):
    await at_stage(ana, DAMAGED, "dispute_opened")
    await report(ana, "seller_offered")
    await ana.say("5 USD")
    assert "The item’s price was in EUR" in ana.text
    assert "How much does the seller offer?" in ana.text


async def test_a_new_offer_is_never_taken_for_the_old_one(ana):
    await to_verdict(ana, *OFFERED, "offer_value:5 EUR")
    await report(ana, "seller_offered")
    await ana.tap("Skip")
    assert "€5.00" not in (await looks(ana))[0]


async def test_what_is_worth_knowing_at_a_stage_can_be_entered(ana):
    await at_stage(ana, DAMAGED, "dispute_opened", "decided_rejected")
    await ana.tap("Enter: Paid with", await card(ana))
    await ana.pick("paid_with:card")
    assert (await ana.case()).answers["paid_with"] == "card"
    assert "Enter: Paid with" not in (await looks(ana))[1]
    await ana.tap("My answers", await card(ana))
    assert ana.data(ana.last, ":change:paid_with")


async def test_leaving_the_day_notes_nothing(ana):
    await to_verdict(ana, *DAMAGED)
    before = await kept(ana)
    await ana.tap("I opened the dispute", await card(ana))
    await ana.tap("‹ Back", ana.last)
    assert await kept(ana) == before
    await ana.say("yesterday")
    assert await kept(ana) == before


async def test_a_parcel_that_came_with_a_fault_is_one_tap_and_its_questions_follow(ana):
    await to_verdict(ana, *NOTHING_ARRIVED)
    before, looked = await kept(ana), await looks(ana)
    await ana.tap("It came, but something is wrong", await card(ana))
    assert await events(ana) == [("parcel_arrived", "2026-11-22")]
    assert ana.asked == "problem"
    assert "some answers are missing" in (await looks(ana))[0]
    await ana.pick("problem:damaged", "flaw:unusable", "delivered_on:2026-11-21")
    await ana.pick("postage:as_much_or_more", "verdict:")
    assert "Talking to the seller" in (await looks(ana))[0]
    assert "Dec 4, 2026" in next(m.text for m in reversed(ana.history) if "Act by" in m.text)  # delivered + 15 - 2
    await ana.tap("Take back", await card(ana))
    assert await kept(ana) == before
    assert await looks(ana) == looked


async def test_an_order_that_turned_delivered_asks_from_which_day_the_time_runs(ana):
    """One tap may be days after it: what the dates count from is never taken from the tap."""
    await to_verdict(ana, *NOTHING_ARRIVED)
    await ana.tap("The order shows Delivered", await card(ana))
    assert ana.asked == "tracking"
    await ana.pick("tracking:unknown")
    assert ana.asked == "delivered_on"
    await ana.pick("delivered_on:2026-11-18", "verdict:")
    assert (await ana.case()).answers["problem"] == "marked_delivered_not_received"
    assert "Dec 1, 2026" in next(m.text for m in reversed(ana.history) if "Act by" in m.text)


async def test_a_parcel_in_which_all_is_well_closes_the_case(ana):
    await to_verdict(ana, *NOTHING_ARRIVED)
    before = await kept(ana)
    await ana.tap("More…", await card(ana))
    label = "It came, and all is well"
    if label not in labels(await card(ana)):
        await ana.tap("‹ Back", await card(ana))
    await ana.tap(label, await card(ana))
    assert (await ana.case()).closed_at
    assert "Open it again" in ana.labels
    await ana.tap("Take back", ana.last)
    assert await kept(ana) == before


async def test_what_was_noted_with_one_tap_can_be_dated_anew(ana):
    await to_verdict(ana, *DAMAGED)
    await ana.tap("I looked: there is no button", await card(ana))
    await ana.tap("It was on another day")
    assert "On which day did you look for the button?" in ana.text
    await ana.tap("Yesterday", ana.last)
    assert await events(ana) == [("no_button", "2026-11-21")]


async def test_the_weekly_look_at_the_order_can_be_answered_with_one_tap(ana):
    await to_verdict(ana, *NOTHING_ARRIVED)
    await until(ana, at(11, 29))
    weekly = [m for m in ana.history if ana.button(m, "The order shows Delivered") and ana.button(m, "Done")]
    assert len(weekly) == 1
    assert await clock_of_any(ana, weekly[0]) == "check_status"
    await ana.tap("The order shows Delivered", weekly[0])
    assert (await events(ana))[-1] == ("marked_delivered", "2026-11-29")
    assert ana.asked == "tracking"


async def clock_of_any(buyer, message):
    number = int(buyer.button(message, "Done").rpartition(":")[2])
    return (await buyer.sandbox.store.write(lambda tx: tx.reminder(number, buyer.id))).clock


async def test_an_event_that_does_not_fit_the_stage_changes_nothing_and_is_told(ana):
    await to_verdict(ana, *DAMAGED)
    before, messages = await kept(ana), len(ana.history)
    case = (await ana.case()).id
    told = load()
    for event in [e.id for e in told.events.values() if e.id not in told.stages["talking_to_seller"].on]:
        assert await ana.press(f"v1:{case}:happened:{event}"), event
    assert await kept(ana) == before
    assert len(ana.history) == messages


async def test_the_buttons_of_an_old_verdict_still_work(ana):
    await to_verdict(ana, *DAMAGED)
    case = (await ana.case()).id
    await ana.press(f"v1:{case}:happened:no_button")
    assert await events(ana) == [("no_button", "2026-11-22")]
    await ana.press(f"v1:{case}:happened:dispute_opened")
    await ana.press(f"v1:{case}:dispute_opened:2026-11-22")
    assert [event for event, _ in await events(ana)] == ["no_button", "dispute_opened"]
    assert await ana.press(f"v1:{case}:happened:dispute_opened")  # too late for that now
    assert len(await events(ana)) == 2


async def test_only_one_who_has_room_for_another_open_case_can_take_the_end_of_one_back(ana):
    await to_verdict(ana, *DAMAGED)
    case = (await ana.case()).id
    await report(ana, "money_arrived")
    place = len((await ana.case()).events) - 1
    for _ in range(20):
        ana.telegram.say(ana.id, "/newcase")
        ana.telegram.say(ana.id, "1")  # so that it isn't an empty one
    await quiet(ana.sandbox)
    assert "20 open cases" in await ana.press(f"v1:{case}:undo:{place}")
    assert next(c for c in await ana.stored() if c.id == case).closed_at


async def test_taking_back_opens_no_case_that_was_closed_by_hand(ana):
    await to_verdict(ana, *DAMAGED)
    await report(ana, "dispute_opened")
    case = (await ana.case()).id
    await ana.press(f"v1:{case}:close:yes")
    assert "closed" in await ana.press(f"v1:{case}:undo:1")
    (closed,) = await ana.stored()
    assert closed.closed_at
    assert len(closed.events) == 2


async def test_reports_make_no_sound(ana):
    await at_stage(ana, DAMAGED, "dispute_opened")
    await ana.press(f"v1:{(await ana.case()).id}:undo:1")
    assert ana.last.text.startswith("Taken back.")
    sent = [called.parameters for called in ana.telegram.journal if called.message_id == ana.last.id]
    assert sent[0]["disable_notification"] == "true"
