"""Going back, changing, keeping, asking why, and the summary."""

import pytest

from tests.bot.paths import DAMAGED, OFFERED, stored, to_verdict


async def test_each_question_says_where_it_stands(ana):
    await ana.say("/start")
    assert "1 of at most 10" in ana.text
    await ana.pick(*DAMAGED[:-1])
    assert "8 of at most 9" in ana.text
    await ana.pick("seller_contact:no_answer")
    assert "9 of 9" in ana.text


async def test_the_first_question_has_no_way_back(ana):
    await ana.say("/start")
    assert not ana.data(ana.last, ":back:situation")
    assert await ana.press(f"v1:{ana.case_id()}:back:situation")
    assert ana.asked == "situation"


async def test_back_asks_the_question_before_and_forgets_nothing(ana):
    await ana.say("/start")
    await ana.pick(*DAMAGED[:4])
    await ana.tap("‹ Back")
    assert ana.asked == "delivered_on"
    await ana.tap("‹ Back", ana.last)
    assert ana.asked == "flaw"
    assert (await ana.case()).answers == stored(*DAMAGED[:4])


async def test_keep_leaves_the_answer_and_goes_on_where_it_stood(ana):
    await ana.say("/start")
    await ana.pick(*DAMAGED[:6])
    await ana.tap("‹ Back")
    assert ana.asked == "item_value"
    await ana.tap("Keep")
    assert ana.asked == "postage"
    assert (await ana.case()).answers == stored(*DAMAGED[:6])


async def test_a_chosen_option_is_marked_when_it_is_asked_again(ana):
    await ana.say("/start")
    await ana.pick(*DAMAGED[:3])
    await ana.tap("‹ Back")
    assert [label for label in ana.labels if label.startswith("✓")] == ["✓ I can’t use it at all"]


async def test_a_change_on_the_way_sets_aside_what_no_longer_applies_and_names_it(ana):
    await ana.say("/start")
    await ana.pick(*DAMAGED[:7])
    await ana.press(f"v1:{ana.case_id()}:change:flaw")
    await ana.pick("flaw:minor")
    assert "Return postage" in ana.text.partition("Question ")[0]
    assert ana.asked == "seller_contact"


async def test_what_was_set_aside_comes_back(ana):
    await ana.say("/start")
    await ana.pick(*DAMAGED)
    await ana.pick("change:flaw", "flaw:minor")
    assert "As much as the price" not in ana.text
    await ana.pick("change:flaw", "flaw:major")
    assert "As much as the price" in ana.text
    assert "set aside" not in ana.text
    assert ana.data(ana.last, ":verdict:")  # nothing is asked again


async def test_the_summary_shows_every_answer_with_its_change(ana):
    await ana.say("/start")
    await ana.pick(*DAMAGED)
    for question in stored(*DAMAGED):
        assert ana.data(ana.last, f":change:{question}"), question
    assert "Nov 18, 2026" in ana.text
    assert "€24.90" in ana.text


async def test_a_change_of_a_day_comes_back_to_the_summary(ana):
    await ana.say("/start")
    await ana.pick(*DAMAGED)
    await ana.tap("Change: Delivered on")
    await ana.pick("delivered_on:2026-11-10")
    assert ana.data(ana.last, ":verdict:")
    assert (await ana.case()).answers["delivered_on"] == "2026-11-10"


async def test_a_change_can_be_left_as_it_was_by_way_of_my_answers(ana):
    await to_verdict(ana, *DAMAGED)
    await ana.tap("My answers")
    await ana.tap("Change: The problem")
    await ana.say("/resume")
    assert ana.asked == "problem"
    await ana.pick("problem:damaged")
    assert (await ana.case()).answers == stored(*DAMAGED)


async def test_why_do_you_ask_is_answered_in_a_dialog_for_every_question(ana):
    seen = set()
    for path in (DAMAGED, OFFERED):
        await ana.say("/newcase")
        for answer in path:
            question = ana.asked
            toast = await ana.pick(f"why:{question}")
            assert ana.alerted
            assert 10 < len(toast) <= 200
            assert toast.endswith((".", "!"))
            seen.add(toast)
            await ana.pick(answer)
    assert len(seen) == 11  # a reason of its own for each: situation, item_value and the like count once


async def test_the_verdict_asks_first_for_what_is_unknown(ana):
    await to_verdict(ana, *DAMAGED)
    verdict = next(m for m in reversed(ana.history) if ana.data(m, ":because:"))
    first = verdict.inline_keyboard[0][0]["callback_data"]
    assert first.endswith(":change:protection_ends_on")
    await ana.press(first, verdict.id)
    assert ana.asked == "protection_ends_on"
    await ana.pick("protection_ends_on:2026-12-20")
    assert ana.data(ana.last, ":because:")  # straight back to the verdict, now with the date
    assert not ana.data(ana.last, ":change:protection_ends_on")


async def test_a_promise_that_wasnt_looked_up_can_be_entered_from_the_verdict(ana):
    await to_verdict(ana, "situation:dont_want_it", "problem:changed_mind", "seller_policy:unknown")
    verdict = next(m for m in reversed(ana.history) if ana.data(m, ":because:"))
    assert ana.data(verdict, ":change:seller_policy")


async def test_inside_a_dispute_dates_that_no_longer_matter_are_not_asked_for(ana):
    await to_verdict(ana, *DAMAGED)
    await ana.tap("I opened the dispute")
    await ana.pick("dispute_opened:2026-11-22")
    assert ana.data(ana.last, ":because:")
    assert not ana.data(ana.last, ":change:protection_ends_on")


async def test_why_opens_the_rule_the_facts_and_where_the_sources_disagree(ana):
    await to_verdict(ana, *DAMAGED)
    await ana.tap("Why?")
    text = ana.text
    messages = len(ana.history)
    for page in range(1, 20):
        if not ana.data(ana.last, f":because:{page}"):
            break
        await ana.pick(f"because:{page}")
        text += ana.text
    assert len(ana.history) == messages  # the pages turn in place
    assert "disagree" in text
    for fact in ("PF-013", "PF-006", "PF-093"):
        assert fact in text, fact


async def test_the_first_page_of_why_can_be_turned_back_to(ana):
    await to_verdict(ana, *DAMAGED)
    await ana.tap("Why?")
    first, messages = ana.text, len(ana.history)
    await ana.pick("because:1")
    assert ana.text != first
    await ana.pick("because:0")
    assert ana.text == first
    assert len(ana.history) == messages  # turned in place, not sent again


async def test_no_button_is_noted_and_can_be_taken_back(ana):
    await to_verdict(ana, *DAMAGED)
    await ana.tap("I looked: there is no button")
    assert [(e.event, f"{e.on}") for e in (await ana.case()).events][1:] == [("no_button", "2026-11-22")]
    await ana.tap("Take back")
    assert [event.event for event in (await ana.case()).events] == ["verdict"]
    assert not ana.button(ana.last, "Take back")


async def test_where_the_window_is_closed_nobody_is_sent_to_look_for_the_button(ana):
    """No button on a day after the earliest end: it is over, though by the latest reading it ran to 2 December."""
    await to_verdict(
        ana, "situation:arrived_wrong", "problem:wrong_item", "delivered_on:2026-10-01",
        "protection_ends_on:2026-11-15", "item_value:80 USD", "postage:free", "seller_contact:not_yet",
    )  # fmt: skip
    await ana.tap("I looked: there is no button")
    assert not ana.button(ana.last, "I opened the dispute")
    assert "may still be open" not in ana.text


async def test_an_opened_dispute_is_noted_with_its_day_and_can_be_taken_back(ana):
    await to_verdict(ana, *DAMAGED)
    await ana.tap("I opened the dispute")
    await ana.tap("Yesterday")
    assert [(e.event, f"{e.on}") for e in (await ana.case()).events][1:] == [("dispute_opened", "2026-11-21")]
    assert "Dec 6, 2026" in ana.text  # the seller's time: 21 November + 15
    await ana.tap("Take back")
    assert [event.event for event in (await ana.case()).events] == ["verdict"]
    assert "Dec 1, 2026" in ana.text  # the dates from before are back


async def test_back_out_of_the_disputes_day_returns_to_the_verdict_with_nothing_noted(ana):
    await to_verdict(ana, *DAMAGED)
    await ana.tap("I opened the dispute")
    await ana.tap("‹ Back", ana.last)
    assert ana.data(ana.last, ":because:")
    await ana.say("yesterday")
    assert [event.event for event in (await ana.case()).events] == ["verdict"]


@pytest.mark.parametrize("place", ["0", "2", "-1", "99", "x", ""])
async def test_only_the_last_report_can_be_taken_back(ana, place):
    await to_verdict(ana, *DAMAGED)
    await ana.tap("I looked: there is no button")
    assert await ana.press(f"v1:{ana.case_id()}:undo:{place}")
    assert [event.event for event in (await ana.case()).events] == ["verdict", "no_button"]
