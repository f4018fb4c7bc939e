"""A case that begins with free text: the likeliest problems, and what else was said, confirmed at its question."""

import json

import pytest

from bot.guide.callbacks import data_for
from bot.search import Looked
from flows.load import load
from tests.bot.paths import DAMAGED, standing_at, stored
from tests.bot.takeaway.test_front_door import files

STORY = "hello, it came broken on 18 november, paid 24.90 eur, and the order is still in transit"
BROKEN = Looked("problem", (), False, ("defective", "damaged"))
CLOSE = Looked("faq", ("close_dispute_request",), True, ("seller_asks_to_close",), "close_dispute")


@pytest.fixture(autouse=True)
def lookup(asked):
    asked.update({STORY: BROKEN, "it is broken": BROKEN, "he wants me to close it": CLOSE})
    return asked


async def test_the_first_message_of_a_stranger_offers_the_two_likeliest_problems(ana):
    await ana.say(STORY)
    assert ana.history[1].text.startswith("Something wrong with an order?")
    assert ana.labels == ["It doesn’t work", "It arrived damaged", "Something else"]
    assert (await ana.case()).answers == {}
    await ana.tap("It arrived damaged")
    assert (await ana.case()).answers == {"situation": "arrived_wrong", "problem": "damaged"}
    assert ana.asked == "flaw"


async def test_what_else_was_said_is_told_and_proposed_at_its_question_with_one_tap(ana):
    await ana.say(STORY)
    told = "I’ll come back to this at its question: Wed, Nov 18, 2026, €24.90, Delivered on: Not marked yet, but I have it."
    assert told in ana.text
    await ana.tap("It arrived damaged")
    await ana.pick("flaw:unusable")
    assert ana.labels[0] == "You said: Wed, Nov 18, 2026"
    assert "You said: Not marked yet, but I have it" in ana.labels
    assert set((await ana.case()).answers) == {"situation", "problem", "flaw"}
    await ana.tap("You said: Wed, Nov 18")
    assert (await ana.case()).answers["delivered_on"] == "2026-11-18"
    assert ana.asked == "protection_ends_on"
    assert not any(
        label.startswith("You said") for label in ana.labels
    )  # it answers one question, not the next as well
    await ana.pick("protection_ends_on:unknown")
    await ana.say("You said: €24.90")  # the button's own words
    assert (await ana.case()).answers["item_value"] == "24.90 EUR"


async def test_what_was_said_is_never_taken_unasked_and_another_answer_settles_it(ana):
    await ana.say(STORY)
    await ana.tap("It arrived damaged")
    await ana.pick("flaw:unusable", "delivered_on:2026-11-17")
    case = await ana.case()
    assert case.answers["delivered_on"] == "2026-11-17"
    assert case.said == {"money": ("24.90 EUR",)}
    await ana.tap("‹ Back")
    assert "You said: Wed, Nov 18, 2026" not in ana.labels


async def test_something_else_leads_to_all_questions_and_keeps_what_was_said(ana):
    await ana.say(STORY)
    message = ana.last
    await ana.tap("Something else")
    assert ana.asked == "situation"
    assert message is ana.last  # it turned into the list
    await ana.pick(*DAMAGED[:3])
    assert ana.labels[0] == "You said: Wed, Nov 18, 2026"


@pytest.mark.parametrize("answers", [(), DAMAGED[:1]])
async def test_the_first_questions_can_be_answered_in_free_text(ana, answers):
    await standing_at(ana, *answers)
    await ana.say("it is broken")
    await ana.tap("It doesn’t work", ana.last)
    assert (await ana.case()).answers == {"situation": "arrived_wrong", "problem": "defective"}


async def test_later_on_a_problem_in_free_text_begins_nothing(ana):
    await standing_at(ana, *DAMAGED[:3])
    await ana.say("it is broken")
    assert ana.asked == "delivered_on"


async def test_the_problem_of_a_dispute_can_be_said_in_free_text(ana):
    await standing_at(ana, "situation:in_dispute", "dispute_stage:waiting_for_seller")
    await ana.say("it is broken")
    await ana.tap("It arrived damaged", ana.last)
    assert (await ana.case()).answers["disputed_problem"] == "damaged"


@pytest.mark.parametrize("intent", [intent.id for intent in load().intents.values() if intent.answers])
async def test_each_problem_leads_to_its_first_answers(ana, lookup, intent):
    lookup["here I am"] = Looked("problem", (), False, (intent,))
    await ana.say("here I am")
    toast = await ana.press(ana.data(ana.last, f":begin:{intent}"))
    assert not toast
    assert (await ana.case()).answers == load().intents[intent].answers
    assert ana.asked or ana.data(ana.last, ":verdict:")


async def test_a_problem_that_is_a_question_is_answered_and_the_first_question_asked(ana, lookup):
    lookup["who pays the postage"] = Looked("problem", (), False, ("return_shipping_cost", "other"))
    await ana.say("who pays the postage")
    message = ana.last
    await ana.tap("Who pays")
    assert "postage" in message.text
    assert ana.asked == "situation"


async def test_a_trap_in_the_first_message_is_warned_of_before_all_else(ana):
    await ana.say("he wants me to close it")
    assert ana.history[1].text.startswith("Don’t close the dispute")
    await ana.tap("The seller asks me to close", ana.last)
    assert (await ana.case()).answers == {"situation": "in_dispute", "dispute_stage": "seller_asks_to_close"}


async def test_a_stranger_who_says_nothing_of_an_order_is_greeted_and_asked(ana):
    await ana.say("hi there")
    assert ana.asked == "situation"
    assert len(await ana.stored()) == 1


async def test_somebody_with_older_cases_begins_another_one_in_free_text(ana):
    await standing_at(ana, *DAMAGED[:3])
    await ana.say("/cancel")
    await ana.say("it is broken")
    await ana.tap("It doesn’t work")
    assert (await ana.case()).answers == {"situation": "arrived_wrong", "problem": "defective"}
    assert stored(*DAMAGED[:3]) in [case.answers for case in await ana.stored()]


async def test_a_forged_or_late_choice_changes_nothing(ana):
    await ana.say(STORY)
    message = ana.last
    case = ana.case_id()
    for intent in ("banana", "", "x" * 40):
        assert "older message" in await ana.press(data_for("begin", intent, case))
    await ana.tap("It arrived damaged")
    await ana.pick(*DAMAGED[2:4])
    assert "answered that already" in await ana.press(data_for("begin", "defective", case), message.id)
    assert (await ana.case()).answers == stored(*DAMAGED[:4])


async def test_what_was_said_goes_into_the_export_and_goes_with_everything_else(ana):
    await ana.say(STORY)
    await ana.say("/export")
    table, readable = json.loads(files(ana)[0].data), files(ana)[1].data.decode()
    assert "What your first message also said" in readable
    assert "Wed, Nov 18, 2026" in readable
    assert table["cases"][0]["said"]["money"] == ["24.90 EUR"]
    await ana.say("/delete_me")
    await ana.tap("Yes, erase everything")
    assert await ana.stored() == []


async def test_what_was_said_survives_a_restart_of_the_bot(ana):
    """The case is stored with it: nothing of it is held in memory alone."""
    await ana.say(STORY)
    assert (await ana.case()).said == {
        "date": ("2026-11-18",), "money": ("24.90 EUR",), "delivered_on": ("not_marked",),
    }  # fmt: skip
