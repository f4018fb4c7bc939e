"""A case's card: one message that says how the case stands, edited and never repeated."""

from datetime import UTC, datetime, timedelta

from tests.bot.cards import at_stage, card, events, kept, knowledge, labels, looks, report
from tests.bot.mornings import until
from tests.bot.paths import CHEAPER, DAMAGED, NOTHING_ARRIVED, OFFERED, to_verdict
from tests.chat import Buyer


async def test_the_verdict_brings_a_card_that_says_where_the_case_stands(ana):
    await to_verdict(ana, *NOTHING_ARRIVED)
    text, buttons = await looks(ana)
    assert "€24.90" in text.partition("\n")[0]
    assert "Waiting until you may file. It waits for the parcel." in text
    assert "Next step" in text
    assert "It came, but something is wrong" in buttons
    assert {"Why?", "My answers", "Close this case", "More…"} <= set(buttons)


async def test_the_next_date_stands_on_the_card_with_the_days_left(ana):
    await to_verdict(ana, *DAMAGED)
    text, _ = await looks(ana)
    assert "Wait for the seller until here: Fri, Nov 27, 2026 (in 5 days)" in text


async def test_the_card_is_edited_and_not_repeated(ana):
    await to_verdict(ana, *DAMAGED)
    message, before = (await card(ana)).id, len(ana.history)
    await report(ana, "dispute_opened")
    text, buttons = await looks(ana)
    assert (await card(ana)).id == message
    assert "Waiting for the seller’s answer in the dispute" in text
    assert "The seller made an offer" in buttons
    assert "I opened the dispute" not in buttons
    assert len(ana.history) == before + 1  # the question for the day, which became what was noted


async def test_an_answer_that_is_changed_changes_the_card(ana):
    await to_verdict(ana, *DAMAGED)
    message = (await card(ana)).id
    await ana.tap("Enter: Protection ends on", await card(ana))
    await ana.pick("protection_ends_on:2026-11-28")
    text, buttons = await looks(ana)
    assert (await card(ana)).id == message
    assert "Enter: Protection ends on" not in buttons
    assert "Wed, Nov 25, 2026" in text  # to the day before the day to act by, 26 November


async def test_an_answer_of_the_seller_can_be_entered_on_the_card(ana):
    await to_verdict(ana, *DAMAGED)
    await ana.tap("The seller answered", await card(ana))
    assert ana.asked == "seller_contact"
    await ana.pick("seller_contact:refused", "contacted_on:2026-11-22")
    assert "Time to open the dispute" in (await looks(ana))[0]


async def test_the_days_left_are_brought_up_to_date_once_a_day(ana):
    await to_verdict(ana, *DAMAGED)
    message = (await card(ana)).id
    await until(ana, datetime(2026, 11, 23, 12, tzinfo=UTC))
    text, _ = await looks(ana)
    assert "(in 4 days)" in text
    assert (await card(ana)).id == message


async def test_a_card_that_looks_the_same_is_not_edited(ana):
    await to_verdict(ana, *DAMAGED)
    await until(ana, datetime(2026, 11, 23, 9, tzinfo=UTC))
    calls = len(ana.telegram.journal)
    await until(ana, datetime(2026, 11, 23, 22, tzinfo=UTC))
    assert [called.method for called in list(ana.telegram.journal)[calls:] if "edit" in called.method] == []


async def test_more_turns_the_card_and_back_turns_it_again(ana):
    await at_stage(ana, DAMAGED, "dispute_opened")
    first, before = await looks(ana), len(ana.history)
    await ana.tap("More…", await card(ana))
    text, buttons = await looks(ana)
    assert text == first[0]
    assert {"What if I wait?", "Pin this card", "The whole advice", "I leave it at that"} <= set(buttons)
    await ana.tap("‹ Back", await card(ana))
    assert await looks(ana) == first
    assert len(ana.history) == before


async def test_every_event_of_the_stage_stands_on_one_of_the_two_pages(ana):
    await at_stage(ana, DAMAGED, "dispute_opened")
    first = labels(await card(ana))
    await ana.tap("More…", await card(ana))
    both = {*first, *labels(await card(ana))}
    words = knowledge().library.words("en")
    offered = set(knowledge().book.stages["seller_reviewing"].on) - {"arrived_fine"}  # nothing is awaited here
    assert {words(f"happened-{event}") for event in offered} <= both


async def test_resume_moves_the_card_down_and_the_old_one_loses_its_buttons(ana):
    await to_verdict(ana, *DAMAGED)
    old = await card(ana)
    text, buttons = await looks(ana)
    await ana.say("/resume")
    assert (await card(ana)).id == ana.last.id > old.id
    assert await looks(ana) == (text, buttons)
    assert old.inline_keyboard == []
    assert "moved down" in old.text


async def test_a_card_whose_message_is_gone_comes_as_a_new_one_and_goes_on_there(ana):
    await to_verdict(ana, *DAMAGED)
    old = await card(ana)
    await ana.sandbox.store.write(
        lambda tx: tx.run("UPDATE cases SET card = 999999 WHERE owner = ?", (ana.id,))
    )  # as if deleted
    await report(ana, "dispute_opened")
    new = await card(ana)
    assert new.id not in (old.id, 999999)
    await report(ana, "seller_rejected")
    assert (await card(ana)).id == new.id
    assert "your move" in new.text


async def test_a_card_can_be_pinned_and_is_unpinned_when_the_case_is_closed(ana):
    await to_verdict(ana, *DAMAGED)
    await ana.tap("More…", await card(ana))
    assert await ana.tap("Pin this card", await card(ana)) == "Pinned."
    assert (await card(ana)).pinned
    await ana.press(f"v1:{(await ana.case()).id}:close:yes")
    closed = await card(ana)
    assert not closed.pinned
    assert "Open it again" in labels(closed)
    assert "I opened the dispute" not in labels(closed)


async def test_a_pinned_card_that_moves_down_leaves_no_pin_behind(ana):
    await to_verdict(ana, *DAMAGED)
    old = await card(ana)
    await ana.press(f"v1:{(await ana.case()).id}:pin:on", old.id)
    assert old.pinned
    await ana.say("/resume")
    assert not old.pinned
    assert (await ana.case()).pinned is False


async def test_what_no_card_says_pins_nothing(ana):
    await to_verdict(ana, *DAMAGED)
    case = (await ana.case()).id
    for argument in ("", "yes", "1", "ON"):
        assert "older message" in await ana.press(f"v1:{case}:pin:{argument}"), argument
    assert not any(message.pinned for message in ana.history)


async def test_a_pinned_card_can_be_unpinned(ana):
    await to_verdict(ana, *DAMAGED)
    for page, label, pinned in ((1, "Pin this card", True), (1, "Unpin this card", False)):
        await ana.press(f"v1:{(await ana.case()).id}:card:{page}", (await card(ana)).id)
        await ana.tap(label, await card(ana))
        assert (await card(ana)).pinned is pinned


async def test_the_money_closes_the_case_and_its_card_offers_only_ways_back(ana):
    await at_stage(ana, DAMAGED, "dispute_opened", "refund_approved")
    await ana.move(timedelta(days=1))
    await report(ana, "money_arrived")
    assert (await ana.case()).closed_at
    text, buttons = await looks(ana)
    assert "Closed" in text
    assert len(buttons) == 2
    assert buttons[0].startswith("Take back: money arrived")
    await ana.tap("Take back", await card(ana))
    assert (await ana.case()).closed_at is None
    assert "Waiting for the refund" in (await looks(ana))[0]


async def test_cases_come_nearest_date_first_each_with_its_stage_and_date(ana):
    await to_verdict(ana, *CHEAPER)
    await to_verdict(ana, *NOTHING_ARRIVED)
    await to_verdict(ana, *DAMAGED)
    await ana.say("/cases")
    lines = [line for line in ana.text.splitlines() if line[:1].isdigit()]
    assert "Talking to the seller" in lines[0]
    assert "Nov 27, 2026" in lines[0]
    assert "Waiting until you may file" in lines[1]
    assert "Nothing to file" in lines[2]
    await ana.tap("2. ")
    assert (await card(ana)).id == ana.last.id
    assert "Waiting until you may file" in ana.text


async def test_what_stands_on_the_card_can_be_typed(ana):
    await to_verdict(ana, *DAMAGED)
    await report(ana, "dispute_opened")
    await ana.say("the seller rejected it")
    await ana.say("today")
    await ana.say("yes")
    assert [event for event, _ in await events(ana)] == ["dispute_opened", "seller_rejected"]
    await ana.say("more")
    assert "What if I wait?" in ana.labels
    assert (await card(ana)).id == ana.last.id


async def test_a_case_that_is_not_the_buyers_shows_no_card(ana):
    await to_verdict(ana, *DAMAGED)
    before, case = await kept(ana), (await ana.case()).id
    bea = Buyer(ana.sandbox, 8)
    await bea.say("/start")
    for data in (f"v1:{case}:card:1", f"v1:{case}:pin:on", f"v1:{case}:whatif:", f"v1:{case}:gate:shipping."):
        assert "no longer exists" in await bea.press(data)
    assert await kept(ana) == before


async def test_a_case_that_began_inside_its_dispute_has_a_card_with_the_offer_weighed(ana):
    await to_verdict(ana, *OFFERED, "offer_value:5 EUR")
    text, buttons = await looks(ana)
    assert "The seller has answered. It is your move." in text
    assert "€5.00 is 20 % of the €24.90 you paid" in text
    assert "AliExpress was asked to step in" in buttons
