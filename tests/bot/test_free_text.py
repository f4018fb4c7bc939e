"""Free text on the way: answered, asked about, warned of, or plainly not known; then the question again."""

from datetime import timedelta

import pytest

from bot.search import Looked
from tests.bot.mornings import KNOWN, at, until
from tests.bot.paths import CHEAPER, DAMAGED, standing_at, stored, to_verdict
from tests.chat import Buyer, quiet

DEADLINE, MISSED = "How long do I have to open a dispute?", "I missed the deadline: what is left?"
SURE = Looked("faq", ("dispute_deadline", "missed_deadline"), sure=True)
UNSURE = Looked("faq", ("missed_deadline", "dispute_deadline", "refund_timing"))
CLOSE = Looked("faq", ("close_dispute_request",), True, ("seller_asks_to_close",), "close_dispute")
LIE = Looked("faq", ("truthful_reason",), True, (), "fake_claim")

TOO_LATE = "is friday 13 nov too late to open a dispute?"
PROMISE = "seller wants me to close it and promises refund tmrw, ok??"


@pytest.fixture(autouse=True)
def lookup(asked):
    asked.update(
        {"what is my deadline": SURE, "too late": UNSURE, TOO_LATE: SURE, PROMISE: CLOSE, "how do I fake it": LIE}
    )
    return asked


def messages(buyer, since):
    return [message.text for message in buyer.history[since:] if message.from_bot]


async def test_a_question_in_the_middle_is_answered_and_the_question_asked_again(ana):
    await standing_at(ana, *DAMAGED[:3])
    before = len(ana.history)
    await ana.say("what is my deadline")
    answer, question = messages(ana, before)
    assert answer.startswith(DEADLINE)
    assert "On which day did the order turn Delivered" in question
    assert ana.asked == "delivered_on"
    await ana.pick("delivered_on:2026-11-18")
    assert (await ana.case()).answers == stored(*DAMAGED[:4])


async def test_an_unsure_lookup_offers_three_and_none_of_these(ana):
    await standing_at(ana, *DAMAGED[:3])
    await ana.say("too late")
    assert ana.labels == [MISSED, DEADLINE, "When does the money arrive?", "None of these"]
    message, before = ana.last, len(ana.history)
    await ana.say(MISSED.lower())  # typed, or tapped
    assert messages(ana, before)[0].startswith(MISSED)
    assert ana.asked == "delivered_on"
    await ana.tap("None of these", message)
    assert message.text == "All right. Say it in other words, or look through /faq."
    assert ana.asked == "delivered_on"


async def test_a_day_inside_a_question_is_asked_about_and_can_be_the_answer(ana):
    await standing_at(ana, *DAMAGED[:3])
    await ana.say(TOO_LATE)
    assert ana.labels == ["Fri, Nov 13, 2026 is my answer", "It was a question"]
    assert "delivered_on" not in (await ana.case()).answers
    await ana.tap("Fri, Nov 13")
    assert (await ana.case()).answers["delivered_on"] == "2026-11-13"
    assert ana.asked == "protection_ends_on"


async def test_a_day_inside_a_question_can_be_the_question(ana, lookup):
    await standing_at(ana, *DAMAGED[:3])
    await ana.say(TOO_LATE)
    message = ana.last
    await ana.tap("It was a question")
    assert message.text.startswith(DEADLINE)
    assert ana.asked == "delivered_on"
    lookup[TOO_LATE] = UNSURE
    await ana.say(TOO_LATE)
    assert ana.labels[:2] == ["Fri, Nov 13, 2026 is my answer", MISSED]
    assert ana.labels[-1] == "None of these"


async def test_an_amount_inside_a_question_is_asked_about(ana, lookup):
    lookup["is 5 euro a fair offer?"] = SURE
    await standing_at(ana, *DAMAGED[:5])
    await ana.say("is 5 euro a fair offer?")
    assert ana.labels == ["€5.00 is my answer", "It was a question"]


async def test_a_plain_answer_is_an_answer_whatever_else_it_resembles(ana, lookup):
    await standing_at(ana, *DAMAGED[:3])
    lookup["18 November"] = UNSURE
    await ana.say("18 November")
    await ana.say("yes")
    assert (await ana.case()).answers["delivered_on"] == "2026-11-18"
    lookup["I don't know"] = SURE
    await ana.say("I don't know")
    assert (await ana.case()).answers["protection_ends_on"] == "unknown"


async def test_a_day_that_cant_be_is_a_bad_day_and_no_question(ana, lookup):
    await standing_at(ana, *DAMAGED[:3])
    lookup.update({"32 november": UNSURE, "when does the money arrive": SURE, "can I open one tomorrow?": UNSURE})
    assert "There is no such day" in await ana.say("32 november")
    assert "There is no such day" in await ana.say("31/02/2026")
    await ana.say("when does the money arrive")
    assert ana.history[-2].text.startswith(DEADLINE)
    await ana.say("can I open one tomorrow?")
    assert MISSED in ana.labels


async def test_what_nothing_is_known_of_is_said_in_one_sentence(ana):
    await standing_at(ana, *DAMAGED[:3])
    said = await ana.say("can you book me a flight to Lisbon?")
    assert said.startswith("I have no answer to that. What I know is AliExpress disputes: /faq lists it.\n\nQuestion 4")
    assert ana.asked == "delivered_on"


@pytest.mark.parametrize("answers", [DAMAGED[:1], DAMAGED[:3], DAMAGED[:5], DAMAGED])
async def test_a_trap_is_warned_of_wherever_it_is_typed(ana, answers):
    await standing_at(ana, *answers)
    before, question = len(ana.history), ana.asked
    await ana.say(PROMISE)
    warning = messages(ana, before)[0]
    assert warning.startswith("Don’t close the dispute, whatever is promised.")
    reply = ana.history[before + 1].entities[-1]
    assert reply["type"] == "pre"  # a tap copies it
    assert "I will keep the dispute open until the refund is visible" in warning
    assert ana.asked == question
    assert (await ana.case()).answers == stored(*answers)


async def test_who_asks_how_to_lie_is_told_why_not(ana):
    await standing_at(ana, *DAMAGED[:3])
    before = len(ana.history)
    await ana.say("how do I fake it")
    assert "true" in messages(ana, before)[0]
    assert not any(entity["type"] == "pre" for entity in ana.history[before + 1].entities)
    assert ana.asked == "delivered_on"


async def test_a_sellers_message_that_is_forwarded_is_read_and_never_an_answer(ana):
    await standing_at(ana, *DAMAGED[:3])
    for text, said in (("yesterday", "I see no trap"), ("I don't know", "I see no trap"), (PROMISE, "Don’t close")):
        before = len(ana.history)
        await forward(ana, text)
        assert messages(ana, before)[0].startswith(said), text
        assert ana.asked == "delivered_on"
    assert (await ana.case()).answers == stored(*DAMAGED[:3])


async def forward(buyer: Buyer, text):
    """A text that somebody else wrote, as Telegram delivers it."""
    chat, person = {"id": buyer.id, "type": "private", "first_name": "Ana"}, buyer.telegram.person(buyer.id).user()
    origin = {"type": "hidden_user", "sender_user_name": "Seller", "date": 1_795_000_000}
    message = {"message_id": 10**6, "date": 1_795_000_000, "chat": chat, "from": person, "text": text}
    buyer.telegram.raw({"message": {**message, "forward_origin": origin}})
    await quiet(buyer.sandbox)


async def test_a_trap_is_found_in_a_long_message_and_a_long_one_answers_nothing(ana, lookup):
    await standing_at(ana, *DAMAGED[:3])
    story = "dear friend, " * 200 + "please close the dispute"
    lookup[story] = CLOSE
    before = len(ana.history)
    await ana.say(story)
    assert messages(ana, before)[0].startswith("Don’t close")
    assert (await ana.say("x " * 2048)).startswith("That is longer than I can read at once.")
    assert ana.asked == "delivered_on"


@pytest.mark.parametrize(
    "text",
    ["<b>&amp;</b>", "\U0001f9e8\U0001f468\u200d\U0001f469\u200d\U0001f467", "'; DROP TABLE cases;--", "x" * 4096],
)
async def test_hostile_text_gets_one_plain_sentence(ana, text):
    await standing_at(ana, *DAMAGED[:1])
    first, _, rest = (await ana.say(text)).partition("\n\n")
    assert "\n" not in first
    assert rest.startswith("Question 2")


async def test_after_the_verdict_the_answer_is_about_this_order_and_leads_back_to_it(ana):
    await to_verdict(ana, *DAMAGED)
    await ana.tap("Skip")
    await ana.say("what is my deadline")
    assert "For your order (It arrived damaged · €24.90)" in ana.text
    assert "Tue, Dec 1, 2026" in ana.text
    await ana.tap("Show the case")
    assert ana.data(ana.last, ":happened:dispute_opened")


async def test_while_a_country_is_asked_for_a_question_is_answered_and_the_country_asked_again(ana):
    await to_verdict(ana, *CHEAPER)
    assert ana.text.startswith("Which country")
    await ana.say("what is my deadline")
    assert ana.text.startswith("Which country")
    await ana.say("Spain")
    await ana.tap("Spain")
    await ana.say("what is my deadline")
    assert not ana.text.startswith("Which country")  # it is answered


async def test_while_quiet_hours_are_asked_for_an_hour_can_be_typed_and_a_question_put(ana):
    await ana.say("/settings")
    await ana.tap("Change quiet hours")
    await ana.say("what is my deadline")
    assert ana.text.startswith("From which hour")
    await ana.say("10:00 PM")
    assert ana.text.startswith("Quiet from 10:00")
    await ana.say("what is my deadline")
    assert ana.text.startswith("Quiet from 10:00")
    await ana.say("8:00 AM")
    await ana.say("what is my deadline")
    assert ana.text.startswith(DEADLINE)


async def test_while_it_is_asked_until_when_to_snooze_a_question_is_answered_and_it_is_asked_again(ana):
    await to_verdict(ana, *KNOWN)
    await until(ana, at(11, 24))
    await ana.tap("Snooze")
    await ana.say("what is my deadline")
    assert "In an hour" in ana.labels
    await ana.tap("In an hour", ana.last)
    await ana.say("what is my deadline")
    assert ana.text.startswith(DEADLINE)
    await ana.move(timedelta(hours=1))
    assert "You asked to be reminded of this again" in ana.text


async def test_a_reminder_that_comes_meanwhile_takes_no_question_away(ana):
    await to_verdict(ana, *KNOWN)
    await ana.say("/newcase")
    await ana.pick(*DAMAGED[:3])
    await until(ana, at(11, 24))
    assert ana.button(ana.last, "Snooze")
    await ana.say("what is my deadline")
    assert ana.asked == "delivered_on"
