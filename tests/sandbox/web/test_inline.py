"""Inline mode on the page's server: what is typed is asked, what is offered comes as a change, and can be chosen."""

import pytest

from bot.sandbox.telegram.server import PretendTelegram
from tests.sandbox.web.chat_page import article
from tests.sandbox.web.conftest import ANNA
from tests.sandbox.web.test_actions import act, updates


async def ask(client, telegram, query="refund"):
    """Somebody types, the bot offers one article; the query's id."""
    _, answer = await act(client, "inline", query=query)
    offer = {"inline_query_id": answer["inline_query_id"], "results": [article(1)]}
    assert (await telegram.call("answerInlineQuery", offer))[0] == 200
    return answer["inline_query_id"]


async def test_what_is_typed_is_asked_and_what_is_offered_comes_as_a_change(client, telegram, events):
    await events.next()
    asked = await ask(client, telegram)
    (query,) = await updates(telegram, "inline_query")
    assert (query["query"], query["offset"]) == ("refund", "")
    assert await events.next() == {
        "type": "inline", "chat_id": ANNA, "inline_query_id": asked, "query": "refund", "offset": "",
        "results": [{"id": "1", "title": "Topic 1", "description": "The answer to it. 1"}], "next_offset": "",
        "button": None,
    }  # fmt: skip


async def test_what_is_chosen_is_said_through_the_bot(client, telegram):
    asked = await ask(client, telegram)
    status, answer = await act(client, "choose", inline_query_id=asked, result_id="1")
    assert (status, answer) == (200, {"message_id": telegram.history(ANNA)[0].id})
    assert telegram.history(ANNA)[0].via_bot
    status, answer = await act(client, "edit", message_id=answer["message_id"], text="Mine")
    assert (status, answer) == (409, {"error": "Only an own text message can be edited."})


@pytest.mark.parametrize("chosen", [{"result_id": "2"}, {"result_id": "1", "inline_query_id": "5"}, {}])
async def test_what_was_not_offered_is_refused(client, telegram, chosen):
    asked = {"inline_query_id": await ask(client, telegram)}
    status, answer = await act(client, "choose", **(asked | chosen))
    assert (status, answer) == (409, {"error": "This is not offered any more."})


async def test_a_query_of_more_than_256_characters_is_refused(client):
    assert (await act(client, "inline", query="x" * 257))[0] == 400


async def test_without_inline_mode_nothing_is_asked(client, telegram):
    without: PretendTelegram = telegram
    without._inline.on = False
    status, answer = await act(client, "inline", query="refund")
    assert (status, answer) == (400, {"error": "Telegram refuses that: inline mode is off."})
