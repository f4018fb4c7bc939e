"""Inline mode: what is typed after the bot's name, what the bot offers, and what is chosen."""

from datetime import timedelta

import pytest

from bot.sandbox.telegram.server import PretendTelegram
from tests.sandbox.telegram.cast import ANA, BORIS, GROUP, TOKEN

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
KEYBOARD = {"inline_keyboard": [[{"text": "Open", "url": "https://t.me/dispute_guide_bot?start=refund"}]]}
REFUND = {
    "type": "article", "id": "refund", "title": "When is the refund paid?", "description": "After the decision.",
    "input_message_content": {"message_text": "<b>When?</b>\nAfter it.", "parse_mode": "HTML"},
    "reply_markup": KEYBOARD,
}  # fmt: skip


@pytest.fixture
def answer(call):
    """`await answer(query_id)` with what the bot offers."""

    async def answered(query_id, *results, **parameters):
        return await call("answerInlineQuery", inline_query_id=query_id, results=list(results), **parameters)

    return answered


@pytest.fixture
def heard(call):
    """`await heard()`: the inline queries that the bot hears of, as (text, offset)."""

    async def queries():
        updates = [update["inline_query"] for update in await call("getUpdates") if "inline_query" in update]
        return [(query["query"], query["offset"]) for query in updates]

    return queries


async def test_what_is_typed_arrives_and_what_is_offered_is_listed(telegram, answer, last):
    asked = telegram.ask_inline(ANA, "refund")
    ana = {"id": ANA, "is_bot": False, "first_name": "Ana", "language_code": "es"}
    wanted = {"id": asked, "from": ana, "query": "refund", "offset": "", "chat_type": "sender"}
    assert (await last())["inline_query"] == wanted
    assert telegram.inline_answer(asked) is None
    changes = telegram.subscribe(ANA)
    button = {"text": "Ask me", "start_parameter": "inline"}
    assert await answer(asked, REFUND, next_offset="20", button=button) is True
    listed = {"id": "refund", "title": "When is the refund paid?", "description": "After the decision."}
    offered = {"results": [listed], "next_offset": "20", "button": button}
    assert telegram.inline_answer(asked).view() == offered
    assert changes.get_nowait() == {
        "type": "inline", "inline_query_id": asked, "query": "refund", "offset": "", **offered,
    }  # fmt: skip


async def test_what_is_chosen_is_said_through_the_bot(telegram, answer, last):
    asked = telegram.ask_inline(ANA, "refund")
    await answer(asked, REFUND)
    chosen = telegram.choose_inline(ANA, asked, "refund")
    message = (await last())["message"]
    assert (message["message_id"], message["text"], message["from"]["id"]) == (chosen, "When?\nAfter it.", ANA)
    assert message["entities"] == [{"offset": 0, "length": 5, "type": "bold"}]
    assert message["via_bot"]["username"] == "dispute_guide_bot"
    assert message["reply_markup"] == KEYBOARD
    view = telegram.history(ANA)[-1].view()
    assert (view["via_bot"], view["from_bot"], view["reply_markup"]) == (True, False, KEYBOARD)


async def test_it_works_in_a_group_and_the_bot_hears_what_was_sent_through_it(telegram, answer, last):
    telegram.say_in_group(GROUP, BORIS, "I have a problem with my order")
    asked = telegram.ask_inline(BORIS, "refund", chat_id=GROUP)
    assert (await last())["inline_query"]["chat_type"] == "supergroup"
    await answer(asked, REFUND)
    telegram.choose_inline(BORIS, asked, "refund", chat_id=GROUP)
    assert telegram.history(GROUP)[-1].text == "When?\nAfter it."
    assert (await last())["message"]["via_bot"]["is_bot"] is True


async def test_what_was_not_offered_cannot_be_chosen(telegram, answer):
    asked = telegram.ask_inline(ANA, "refund")
    with pytest.raises(LookupError):
        telegram.choose_inline(ANA, asked, "refund")
    await answer(asked, REFUND)
    with pytest.raises(LookupError):
        telegram.choose_inline(ANA, asked, "another")


async def test_the_same_words_are_answered_without_the_bot_while_the_answer_is_kept(telegram, answer, heard, clock):
    asked = telegram.ask_inline(ANA, "refund")
    await answer(asked, REFUND, cache_time=300)
    clock.shift(timedelta(seconds=299))
    changes = telegram.subscribe(BORIS)
    again = telegram.ask_inline(BORIS, "refund")
    assert telegram.inline_answer(again) == telegram.inline_answer(asked)
    assert changes.get_nowait()["inline_query_id"] == again
    telegram.ask_inline(BORIS, "refund", "20")
    telegram.ask_inline(BORIS, "refunds")
    clock.shift(timedelta(seconds=1))
    telegram.ask_inline(BORIS, "refund")
    assert await heard() == [("refund", "20"), ("refunds", ""), ("refund", "")]


async def test_a_personal_answer_is_kept_for_its_person_only(telegram, answer, heard):
    await answer(telegram.ask_inline(ANA, "refund"), REFUND, is_personal=True)
    telegram.ask_inline(ANA, "refund")
    telegram.ask_inline(BORIS, "refund")
    assert await heard() == [("refund", ""), ("refund", "")]


async def test_an_answer_that_is_not_to_be_kept_is_asked_for_again(telegram, answer, heard):
    await answer(telegram.ask_inline(ANA, "refund"), REFUND, cache_time=0)
    telegram.ask_inline(ANA, "refund")
    assert await heard() == [("refund", ""), ("refund", "")]


async def test_a_query_is_answered_once_and_within_half_a_minute(telegram, answer, refusal, clock):
    first, second = telegram.ask_inline(ANA, "refund"), telegram.ask_inline(ANA, "money")
    await answer(first, REFUND)
    assert await refusal("answerInlineQuery", inline_query_id=first, results=[]) == (400, TOO_OLD)
    clock.shift(timedelta(seconds=31))
    assert await refusal("answerInlineQuery", inline_query_id=second, results=[]) == (400, TOO_OLD)
    assert telegram.inline_answer(second) is None


def test_the_app_asks_nothing_longer_than_256_characters(telegram):
    telegram.ask_inline(ANA, "x" * 256)
    with pytest.raises(ValueError, match="256"):
        telegram.ask_inline(ANA, "x" * 257)


async def test_without_inline_mode_nothing_is_asked_and_nothing_can_be_answered(clock):
    telegram = PretendTelegram(clock, token=TOKEN, inline=False)
    _, me = await telegram.call("getMe", {})
    assert me["result"]["supports_inline_queries"] is False
    with pytest.raises(ValueError, match="inline mode is off"):
        telegram.ask_inline(ANA, "refund")
    status, body = await telegram.call("answerInlineQuery", {"inline_query_id": "1", "results": [REFUND]})
    assert (status, body["description"]) == (400, "Bad Request: USER_BOT_INVALID")


async def test_a_tap_on_what_was_sent_through_the_bot_names_no_chat(telegram, answer, last):
    calling = REFUND | {"reply_markup": {"inline_keyboard": [[{"text": "More", "callback_data": "more"}]]}}
    asked = telegram.ask_inline(ANA, "refund")
    await answer(asked, calling)
    telegram.tap(ANA, telegram.choose_inline(ANA, asked, "refund"), "More")
    tapped = (await last())["callback_query"]
    assert "message" not in tapped
    assert tapped["inline_message_id"]


async def test_what_was_sent_through_the_bot_cannot_be_edited(telegram, answer):
    asked = telegram.ask_inline(ANA, "refund")
    await answer(asked, REFUND)
    with pytest.raises(LookupError):
        telegram.edit(ANA, telegram.choose_inline(ANA, asked, "refund"), "Something else")
