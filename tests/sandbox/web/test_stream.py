"""The page's stream: everything first, then every change, and all of it again after a pause."""

import asyncio
from datetime import timedelta

import pytest

from tests.sandbox.web.conftest import ANNA, BORIS, Events

TEN_OCLOCK_SECONDS = 1_795_341_600


@pytest.fixture
def quick_heart(monkeypatch):
    monkeypatch.setattr("bot.sandbox.stream.HEARTBEAT_SECONDS", 0.01)


async def test_it_begins_with_everything(client, telegram):
    await telegram.call("setMyCommands", {"commands": [{"command": "help", "description": "What I can do"}]})
    await telegram.call("setMyDescription", {"description": "I stand beside you."})
    telegram.say(ANNA, "hello")
    async with client.get("/events") as response:
        everything = await Events(response).next()
    anna, boris = everything["people"]
    assert (everything["type"], everything["now"]) == ("everything", TEN_OCLOCK_SECONDS)
    assert [message["text"] for message in anna["messages"]] == ["hello"]
    assert (anna["started"], anna["blocked"], boris["started"]) == (True, False, False)
    assert boris["commands"] == [{"command": "help", "description": "What I can do"}]
    assert boris["profile"]["description"] == "I stand beside you."


async def test_changes_of_every_chat_follow_in_order(telegram, events):
    assert (await events.next())["type"] == "everything"
    telegram.start(ANNA)
    await telegram.call("sendMessage", {"chat_id": ANNA, "text": "one"})
    await telegram.call("editMessageText", {"chat_id": ANNA, "message_id": 2, "text": "two"})
    await telegram.call("sendChatAction", {"chat_id": ANNA, "action": "typing"})
    await telegram.call("pinChatMessage", {"chat_id": ANNA, "message_id": 2})
    await telegram.call("deleteMessage", {"chat_id": ANNA, "message_id": 2})
    changes = [await events.next() for _ in range(6)]
    assert [change["type"] for change in changes] == ["message", "message", "edit", "action", "pin", "delete"]
    assert {change["chat_id"] for change in changes} == {ANNA}
    assert changes[2]["message"]["text"] == "two"
    telegram.say(BORIS, "me too")
    assert (await events.next())["chat_id"] == BORIS


async def test_commands_and_profile_come_complete(telegram, events):
    await events.next()
    await telegram.call("setMyCommands", {"commands": [{"command": "help", "description": "Hilfe"}]})
    of_anna, of_boris = await events.next(), await events.next()
    assert {of_anna["chat_id"], of_boris["chat_id"]} == {ANNA, BORIS}
    assert of_anna["commands"] == [{"command": "help", "description": "Hilfe"}]
    await telegram.call("setMyName", {"name": "Guide"})
    assert (await events.next())["profile"]["name"] == "Guide"


async def test_the_answer_to_a_tap_comes_as_a_toast(telegram, events):
    telegram.start(ANNA)
    keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}
    await telegram.call("sendMessage", {"chat_id": ANNA, "text": "?", "reply_markup": keyboard})
    query_id = telegram.tap(ANNA, 2, "Yes")
    await telegram.call("answerCallbackQuery", {"callback_query_id": query_id, "text": "Noted", "show_alert": True})
    changes = [await events.next() for _ in range(4)]
    assert changes[3] == {
        "type": "toast", "chat_id": ANNA, "callback_query_id": query_id, "text": "Noted", "alert": True,
    }  # fmt: skip


async def test_a_new_person_shows_on_every_page_and_is_followed(client, telegram, events):
    await events.next()
    added = await (await client.post("/people", json={"first_name": "Chloé"})).json()
    assert await events.next() == {"type": "person", "person": added}
    telegram.say(added["id"], "hello")
    assert (await events.next())["message"]["text"] == "hello"


async def test_blocking_shows_on_every_page(client, telegram, events):
    telegram.start(ANNA)
    await events.next()
    await events.next()
    await client.post(f"/people/{ANNA}/block")
    change = await events.next()
    assert (change["type"], change["person"]["id"], change["person"]["blocked"]) == ("person", ANNA, True)


async def test_after_a_pause_everything_is_there_again(client, telegram):
    async with client.get("/events") as response:
        await Events(response).next()
    telegram.say(ANNA, "said while nobody looked")
    async with client.get("/events") as response:
        everything = await Events(response).next()
    assert [message["text"] for message in everything["people"][0]["messages"]] == ["said while nobody looked"]


async def test_two_pages_get_the_same(client, telegram, events):
    await events.next()
    async with client.get("/events") as response:
        second = Events(response)
        await second.next()
        telegram.say(ANNA, "both")
        assert (await events.next()) == (await second.next())


async def test_it_ends_when_the_server_stops(client, events):
    await events.next()
    await client.server.runner.shutdown()
    assert await events.ended()


@pytest.mark.parametrize("text", ["line\nline\r\n\n\ndata: forged", "\u2028", "\U0001f600\x00"])
async def test_no_text_breaks_out_of_its_line(telegram, events, text):
    await events.next()
    telegram.start(ANNA)
    await events.next()
    await telegram.call("sendMessage", {"chat_id": ANNA, "text": f"before{text}after"})
    change = await events.next()
    assert change["type"] == "message"
    assert change["message"]["text"].startswith("before")
    assert change["message"]["text"].endswith("after")


@pytest.mark.usefixtures("quick_heart")
async def test_the_time_comes_by_itself_where_nothing_happens(clock, events):
    assert (await events.next())["type"] == "everything"
    clock.shift(timedelta(minutes=1))
    assert await events.next() == {"type": "clock", "now": TEN_OCLOCK_SECONDS + 60}


@pytest.mark.usefixtures("quick_heart")
async def test_a_page_that_is_gone_is_forgotten(client, telegram):
    async with client.get("/events") as response:
        await Events(response).next()
        assert [len(watchers) for watchers in telegram._chats._watchers.values()] == [1, 1]
    async with asyncio.timeout(5):
        while any(telegram._chats._watchers.values()):  # noqa: ASYNC110 - nobody is told of it
            await asyncio.sleep(0)
