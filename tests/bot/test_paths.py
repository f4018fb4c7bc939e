"""Whole conversations, from /start to the verdict."""

import pytest

from tests.bot.paths import CHEAPER, DAMAGED, NOTHING_ARRIVED, OFFERED, stored, to_verdict

CONTACTED = "seller_contact:no_answer"

STAGES = {
    "waiting_for_seller": ("opened_on:2026-11-18",),
    "seller_offered": ("opened_on:2026-11-18", "item_value:24.90 EUR", "offer_value:5 EUR"),
    "seller_rejected": ("opened_on:2026-11-18",),
    "seller_asks_to_close": ("opened_on:2026-11-18",),
    "platform_deciding": ("escalated_on:2026-11-18",),
    "decided_partial": ("decided_on:2026-11-21", "item_value:24.90 EUR", "offer_value:5 EUR"),
    "decided_return": ("ship_by:2026-12-02", "item_value:24.90 EUR", "postage:large_part"),
    "return_sent": ("shipped_on:2026-11-18",),
    "dispute_rejected": ("decided_on:2026-11-21", "item_value:24.90 EUR", "paid_with:card"),
    "refund_not_arrived": ("approved_on:2026-11-02",),
}


def verdict_message(buyer):
    """The latest message with the verdict's own button that isn't a case's card."""
    return next(m for m in reversed(buyer.history) if buyer.data(m, ":because:") and not buyer.data(m, ":close:ask"))


async def test_a_damaged_item_reaches_its_verdict_by_taps(ana):
    await ana.say("/start")
    asked = []
    for answer in DAMAGED:
        asked.append(ana.asked)
        await ana.pick(answer)
    assert asked == [
        "situation", "problem", "flaw", "delivered_on", "protection_ends_on", "item_value", "postage", "seller_contact",
    ]  # fmt: skip
    assert ana.asked is None  # the summary
    assert (await ana.case()).answers == stored(*DAMAGED)
    await ana.pick("verdict:")
    text = verdict_message(ana).text
    assert "Dec 1, 2026" in text  # act by
    assert "Dec 3, 2026" in text  # the earliest end
    assert "Nov 27, 2026" in text  # the seller's answer
    assert "24.90" in text


async def test_an_answered_question_keeps_its_answer_and_loses_its_buttons(ana):
    await ana.say("/start")
    first = ana.last
    await ana.pick("situation:arrived_wrong")
    assert first.inline_keyboard == []
    assert "It arrived, something is wrong" in first.text


async def test_nothing_arrived_reaches_its_verdict_by_typing_only(ana):
    for text in (
        "/start", "Nothing has arrived", "1", "November 30, 2026", "yes", "I don't know", "24.90 EUR", "yes",
        "yes, but they don’t answer", "yesterday", "yes", "Show me the verdict",
    ):  # fmt: skip
        await ana.say(text)
    assert (await ana.case()).answers == stored(
        "situation:nothing_arrived", "problem:not_received", "latest_delivery_on:2026-11-30",
        "protection_ends_on:unknown", "item_value:24.90 EUR", "seller_contact:no_answer", "contacted_on:2026-11-21",
    )  # fmt: skip
    assert "Dec 13, 2026" in verdict_message(ana).text  # act by: 30 November + 15 - 2


async def test_yes_to_the_summary_shows_the_verdict(ana):
    """It asks "Is this right?", so whoever types answers "yes"."""
    await ana.say("/start")
    await ana.pick(*CHEAPER)
    await ana.say("yes")
    assert [event.event for event in (await ana.case()).events] == ["verdict"]


async def test_what_is_marked_delivered_asks_for_the_tracking_and_not_for_a_wait(ana):
    await to_verdict(
        ana, "situation:nothing_arrived", "problem:marked_delivered_not_received", "tracking:other_address",
        "delivered_on:2026-11-18", "protection_ends_on:unknown", "item_value:24.90 EUR", "seller_contact:not_yet",
    )  # fmt: skip
    assert "Dec 1, 2026" in verdict_message(ana).text


async def test_not_marked_yet_is_offered_for_what_is_in_hand_and_not_for_what_is_missing(ana):
    await ana.say("/start")
    await ana.pick(*DAMAGED[:3])
    assert ana.data(ana.last, ":delivered_on:not_marked")
    await ana.say("/newcase")
    await ana.pick("situation:nothing_arrived", "problem:marked_delivered_not_received", "tracking:unknown")
    assert ana.asked == "delivered_on"
    assert ana.data(ana.last, ":delivered_on:unknown")
    assert not ana.data(ana.last, ":delivered_on:not_marked")


@pytest.mark.parametrize(
    "answers",
    [
        CHEAPER,
        ("situation:nothing_arrived", "problem:seller_asks_to_cancel"),
        ("situation:dont_want_it", "problem:changed_mind", "seller_policy:none"),
        ("situation:dont_want_it", "problem:changed_mind", "seller_policy:unknown"),
        ("situation:arrived_wrong", "problem:damaged", "flaw:shown_in_listing"),
    ],
)
async def test_some_paths_end_at_once(ana, answers):
    await to_verdict(ana, *answers)
    assert (await ana.case()).answers == stored(*answers)
    assert verdict_message(ana)


async def test_a_change_of_mind_with_a_promise_of_the_seller_asks_for_the_postage(ana):
    await ana.say("/start")
    await ana.pick("situation:dont_want_it", "problem:changed_mind", "seller_policy:no_questions_asked")
    await ana.pick("delivered_on:2026-11-18", "protection_ends_on:2026-12-20", "item_value:24.90 EUR")
    assert ana.asked == "postage"


async def test_a_free_return_tag_leaves_the_postage_out(ana):
    await ana.say("/start")
    await ana.pick("situation:dont_want_it", "problem:changed_mind", "seller_policy:free_return")
    await ana.pick("delivered_on:2026-11-18", "protection_ends_on:2026-12-20", "item_value:24.90 EUR")
    assert ana.asked == "seller_contact"


async def test_every_stage_of_a_dispute_reaches_its_verdict(ana):
    openings = set()
    for stage, answers in STAGES.items():
        await to_verdict(ana, "situation:in_dispute", f"dispute_stage:{stage}", "disputed_problem:damaged", *answers)
        case = await ana.case()
        assert [event.event for event in case.events] == ["verdict"], stage
        openings.add(verdict_message(ana).text.partition("\n")[0])
        assert not ana.data(verdict_message(ana), ":happened:dispute_opened")
    assert len(openings) >= 9  # each speaks of its own stage


async def test_an_offer_in_another_currency_is_asked_again_in_the_items(ana):
    await ana.say("/start")
    await ana.pick(*OFFERED)
    await ana.say("5 USD")
    assert ana.asked == "offer_value"
    assert "EUR" in ana.text
    assert not ana.data(ana.last, ":offer_value:5 USD")
    await ana.say("5")  # without a currency it is the price's
    assert ana.data(ana.last, ":offer_value:5 EUR")


async def test_changing_the_prices_currency_asks_for_the_offer_again(ana):
    await ana.say("/start")
    await ana.pick(*OFFERED, "offer_value:5 EUR")
    await ana.tap("Change: Price")
    await ana.pick("item_value:30 USD")
    assert ana.asked == "offer_value"
    assert "Offered or given" in ana.text  # it says what was set aside


async def test_the_verdict_is_recorded_once_and_again_when_the_problem_changes(ana):
    await to_verdict(ana, *DAMAGED)
    await ana.tap("My answers")
    await ana.pick("verdict:")
    assert [event.event for event in (await ana.case()).events] == ["verdict"]
    await ana.tap("My answers")
    await ana.pick("change:postage", "postage:free")
    assert ana.data(ana.last, ":because:")  # what it changes is seen at once
    assert [event.event for event in (await ana.case()).events] == ["verdict"]
    await ana.tap("My answers")
    await ana.pick("change:problem", "problem:defective", "verdict:")
    assert [event.event for event in (await ana.case()).events] == ["verdict", "verdict"]


async def test_the_country_is_asked_once_after_the_first_verdict(ana):
    await to_verdict(ana, *CHEAPER)
    assert ana.data(ana.last, ":country:ES")
    await to_verdict(ana, *CHEAPER)
    assert ana.data(ana.last, ":because:")  # the verdict is the last message
    assert sum(bool(ana.data(message, ":country:ES")) for message in ana.history) == 1


async def test_the_windows_last_days_come_from_the_dates(ana):
    await to_verdict(ana, *NOTHING_ARRIVED)
    text = verdict_message(ana).text
    assert "Dec 1, 2026" in text  # not before
    assert "Dec 13, 2026" in text  # act by
    assert "Dec 15, 2026" in text  # the earliest end
