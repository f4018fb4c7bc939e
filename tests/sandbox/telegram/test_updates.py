"""getUpdates: offsets, long polls, conflicts, what is kept and for how long."""

import asyncio
from datetime import timedelta

import pytest

from bot.sandbox.telegram.server import PretendTelegram
from tests.sandbox.telegram.cast import ANA, TOKEN

FIRST = 100_000_001


@pytest.fixture
def poll(call):
    """`await poll(offset=…)`: what came, as (update_id, text or kind)."""

    async def polled(**parameters):
        return [(update["update_id"], told(update)) for update in await call("getUpdates", **parameters)]

    return polled


def told(update):
    kind = next(key for key in update if key != "update_id")
    content = update[kind]
    return content.get("text", content.get("data", kind)) if isinstance(content, dict) else content


async def settle():
    """Let everything that can go on go on."""
    for _ in range(5):
        await asyncio.sleep(0)


async def test_an_offset_confirms_all_that_is_below(telegram, poll):
    telegram.say(ANA, "one")
    telegram.say(ANA, "two")
    assert await poll() == [(FIRST, "/start"), (FIRST + 1, "one"), (FIRST + 2, "two")]
    assert await poll(offset=FIRST + 2) == [(FIRST + 2, "two")]
    assert await poll() == [(FIRST + 2, "two")]
    assert telegram.unconfirmed() == [FIRST + 2]


async def test_a_negative_offset_forgets_all_but_the_last(telegram, poll):
    telegram.say(ANA, "one")
    telegram.say(ANA, "two")
    assert await poll(offset=-1) == [(FIRST + 2, "two")]
    assert await poll() == [(FIRST + 2, "two")]


async def test_an_offset_far_in_the_future_counts_as_none(poll):
    assert await poll(offset=FIRST + 100) == [(FIRST, "/start")]
    assert await poll(offset=FIRST + 1) == []


@pytest.mark.parametrize(("limit", "count"), [(2, 2), (1, 1), (0, 1), (-5, 1), (1000, 100)])
async def test_a_batch_has_1_to_100_updates(limit, count, telegram, poll):
    for number in range(105):
        telegram.say(ANA, f"message {number}")
    assert len(await poll(limit=limit)) == count


async def test_a_long_poll_waits_for_the_next_update(telegram, poll):
    waiting = asyncio.create_task(poll(offset=FIRST + 1, timeout=50))
    await settle()
    assert not waiting.done()
    telegram.say(ANA, "at last")
    assert await waiting == [(FIRST + 1, "at last")]


async def test_a_poll_that_is_given_up_loses_nothing(telegram, poll):
    waiting = asyncio.create_task(poll(offset=FIRST + 1, timeout=50))
    await settle()
    waiting.cancel()
    await settle()
    telegram.say(ANA, "still here")
    assert await poll(offset=FIRST + 1, timeout=50) == [(FIRST + 1, "still here")]


async def test_the_older_of_two_polls_ends_with_a_conflict(telegram, refusal, poll):
    older = asyncio.create_task(refusal("getUpdates", offset=FIRST + 1, timeout=50))
    await settle()
    newer = asyncio.create_task(poll(offset=FIRST + 1, timeout=50))
    assert await older == (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )
    telegram.say(ANA, "to the newer")
    assert await newer == [(FIRST + 1, "to the newer")]


async def test_a_web_hook_ends_the_poll_and_forbids_the_next(call, refusal, poll):
    waiting = asyncio.create_task(refusal("getUpdates", offset=FIRST + 1, timeout=50))
    await settle()
    await call("setWebhook", url="https://example.com/hook", max_connections=500)
    assert await waiting == (409, "Conflict: terminated by setWebhook request")
    assert await refusal("getUpdates") == (
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    )
    info = await call("getWebhookInfo")
    assert (info["url"], info["max_connections"]) == ("https://example.com/hook", 100)
    await call("deleteWebhook")
    assert await poll() == []


async def test_deleting_the_web_hook_can_drop_what_waits(telegram, call, poll):
    telegram.say(ANA, "dropped")
    await call("deleteWebhook", drop_pending_updates=True)
    assert await poll() == []


@pytest.mark.parametrize(
    ("url", "description"),
    [("https://example.com", "Webhook was set"), ("", "Webhook is already deleted")],
)
async def test_a_web_hook_call_says_what_it_did(url, description, telegram):
    _, body = await telegram.call("setWebhook", {"url": url})
    assert body == {"ok": True, "result": True, "description": description}


@pytest.mark.parametrize(
    ("kind", "seconds"),
    [("message", 86_400), ("callback_query", 150), ("inline_query", 30)],
)
async def test_an_update_is_kept_for_its_time_and_no_longer(kind, seconds, telegram, clock, call):
    sent = await call("sendMessage", chat_id=ANA, text="?", reply_markup=keyboard("Yes"))
    await call("getUpdates", offset=-1)
    await call("getUpdates", offset=FIRST + 1)
    deliver = {
        "message": lambda: telegram.say(ANA, "hello"),
        "callback_query": lambda: telegram.tap(ANA, sent["message_id"], "Yes"),
        "inline_query": lambda: telegram.ask_inline(ANA, "refund"),
    }
    deliver[kind]()
    clock.shift(timedelta(seconds=seconds - 1))
    assert [kind in update for update in await call("getUpdates")] == [True]
    clock.shift(timedelta(seconds=1))
    assert await call("getUpdates") == []


def keyboard(*labels):
    return {"inline_keyboard": [[{"text": label, "callback_data": label.lower()} for label in labels]]}


async def test_the_kinds_that_are_wanted_are_remembered(telegram, call, poll):
    await call("getUpdates", offset=FIRST + 1, allowed_updates=["message", "pizza"])
    telegram.block(ANA)
    telegram.say(ANA, "wanted")
    assert await poll() == [(FIRST + 1, "wanted")]
    assert (await call("getWebhookInfo"))["allowed_updates"] == ["message"]
    await call("getUpdates", offset=FIRST + 2, allowed_updates=[])
    telegram.block(ANA)
    assert await poll() == [(FIRST + 2, "my_chat_member")]


async def test_by_default_some_kinds_are_left_out(telegram):
    assert telegram._updates.push("chat_member", {}) is None
    assert telegram._updates.push("message_reaction", {}) is None
    assert telegram._updates.push("message_reaction_count", {}) is None


async def test_any_update_can_be_injected_and_repeated(telegram, poll):
    telegram.raw({"message": "malformed"})
    telegram.raw({"update_id": 500_000_000, "something_new": {}})
    telegram.raw({"update_id": 500_000_000, "something_new": {}})
    telegram.say(ANA, "next")
    assert await poll(offset=FIRST + 1) == [
        (FIRST + 1, "malformed"),
        (500_000_000, "something_new"),
        (500_000_000, "something_new"),
        (500_000_001, "next"),
    ]


async def test_with_limits_a_hasty_poll_gets_one_update_and_an_idle_one_waits(clock):
    telegram = PretendTelegram(clock, token=TOKEN, limits=True)
    telegram.start(ANA)
    telegram.say(ANA, "two")
    _, first = await telegram.call("getUpdates", {"offset": FIRST})
    _, second = await telegram.call("getUpdates", {"offset": FIRST})
    assert [len(first["result"]), len(second["result"])] == [2, 1]
    await telegram.call("getUpdates", {"offset": FIRST + 2, "timeout": 0})
    idle = asyncio.create_task(telegram.call("getUpdates", {"offset": FIRST + 2, "timeout": 0}))
    await settle()
    assert not idle.done()
    telegram.say(ANA, "three")
    assert (await idle)[1]["result"][0]["message"]["text"] == "three"
