"""The poller acknowledges only what is stored, and comes back from whatever happens on the way."""

import asyncio
from types import SimpleNamespace

import pytest
from telegram.error import NetworkError, TelegramError

from bot.inbox import Inbox
from bot.poller import ALLOWED_UPDATES, Poller, TokenRefused
from bot.request import NotSent
from bot.store import StoreUnavailable
from bot.tasks import end
from tests.bot.runtime.wire import TOKEN, Fault, until

pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")

ANN = 7


@pytest.fixture
def taken():
    return []


@pytest.fixture
async def poll(store, bot, clock, taken):
    """Start polling; the task is ended with the test."""
    tasks = []

    def start(**limits):
        poller = Poller(bot, Inbox(store, clock), clock, taken.extend, **limits)
        tasks.append(asyncio.create_task(poller.run()))
        return tasks[-1]

    yield start
    await end(tasks)


def texts(taken):
    return [raw.raw.partition('"text": "')[2].partition('"')[0] for raw in taken]


def offsets(wire):
    return [parameters.get("offset") for parameters in wire.called("getUpdates")]


async def test_updates_are_stored_then_acknowledged_then_handed_on(poll, telegram, store, taken, wire):
    for words in ("one", "two"):
        telegram.say(ANN, words)
    poll()
    await until(store, lambda: len(offsets(wire)) == 2)
    assert texts(taken) == ["one", "two"]
    assert offsets(wire) == [None, taken[-1].update_id + 1]
    assert await store.write(lambda tx: tx.pending_updates()) == taken


async def test_only_the_kinds_that_are_needed_are_asked_for(poll, store, wire):
    poll()
    await until(store, lambda: wire.called("getUpdates"))
    [parameters] = wire.called("getUpdates")
    assert parameters == {"timeout": 30, "limit": 100, "allowed_updates": list(ALLOWED_UPDATES)}
    assert ALLOWED_UPDATES == ("message", "edited_message", "callback_query", "my_chat_member")


async def test_what_comes_while_polling_is_taken_at_once(poll, telegram, store, taken, wire):
    poll()
    await until(store, lambda: wire.called("getUpdates"))
    telegram.say(ANN, "now")
    await until(store, lambda: texts(taken) == ["now"])


async def test_an_update_delivered_again_is_handed_on_once(poll, telegram, store, taken):
    telegram.raw({"update_id": 5, "message": {"text": "once", "chat": {"id": ANN}}})
    task = poll()
    await until(store, lambda: taken)
    await end([task])
    telegram.raw({"update_id": 5, "message": {"text": "once", "chat": {"id": ANN}}})
    telegram.say(ANN, "next")
    poll()
    await until(store, lambda: len(taken) > 1)
    assert texts(taken) == ["once", "next"]


async def test_malformed_updates_are_stored_and_acknowledged_and_the_others_go_on(poll, telegram, store, taken, wire):
    telegram.say(ANN, "before")
    telegram.raw({"message": "nonsense"})
    telegram.say(ANN, "after")
    poll()
    await until(store, lambda: len(offsets(wire)) == 2)
    assert texts(taken) == ["before", "", "after"]
    assert telegram._updates.pending() == 0


@pytest.mark.parametrize(
    "error", [NotSent("no connection"), NetworkError("Bad Gateway (502)"), TelegramError("the answer is not JSON")]
)
async def test_a_broken_network_is_waited_out_with_growing_pauses(poll, telegram, store, taken, wire, clock, error):
    telegram.say(ANN, "one")
    wire.breaks["getUpdates"].extend([Fault(error)] * 8)
    poll()
    await until(store, lambda: taken)
    assert texts(taken) == ["one"]
    bases = [1, 2, 4, 8, 16, 30, 30, 30]
    assert [base <= pause <= base * 1.25 for base, pause in zip(bases, clock.slept, strict=True)] == [True] * 8


async def test_an_answer_lost_on_the_way_is_asked_for_again(poll, telegram, store, taken, wire):
    telegram.say(ANN, "one")
    wire.breaks["getUpdates"].append(Fault(NetworkError("broke off"), delivered=True))
    poll()
    await until(store, lambda: taken)
    assert offsets(wire)[:2] == [None, None]


async def test_a_flood_limit_is_kept(poll, telegram, store, taken, clock):
    telegram.say(ANN, "one")
    telegram.fail_next("getUpdates", 429, "Too Many Requests: retry after 30", {"retry_after": 30})
    poll()
    await until(store, lambda: taken)
    assert 30 <= clock.slept[0] <= 37.5


async def test_a_poll_that_hangs_is_made_anew(poll, telegram, store, taken, wire):
    telegram.say(ANN, "one")
    wire.hangs.add("getUpdates")
    poll(hold=0, grace=0.05)
    await until(store, lambda: taken)
    assert texts(taken) == ["one"]


@pytest.mark.parametrize(
    "answer",
    [b'{"ok":true,"result":{}}', b'{"ok":true,"result":[{"x":1}]}', b'{"ok":true,"result":["y"]}', b'{"ok":true}'],
)
async def test_an_answer_without_updates_acknowledges_nothing(poll, telegram, store, taken, wire, monkeypatch, answer):
    telegram.say(ANN, "one")
    do_request, odd = wire.do_request, [answer]

    async def once_odd(url, *given, **named):
        if url.endswith("getUpdates") and odd:
            return 200, odd.pop()
        return await do_request(url, *given, **named)

    monkeypatch.setattr(wire, "do_request", once_odd)
    poll()
    await until(store, lambda: taken)
    assert offsets(wire)[0] is None


async def test_nothing_is_acknowledged_while_the_storage_refuses(
    poll, telegram, store, taken, wire, monkeypatch, clock
):
    write, refusals, waiting = store.write, [StoreUnavailable("full")] * 5, []

    async def moody(job):
        if refusals:
            waiting.append((len(offsets(wire)), telegram._updates.pending()))
            raise refusals.pop()
        return await write(job)

    monkeypatch.setattr(store, "write", moody)
    telegram.say(ANN, "one")
    poll()
    await until(SimpleNamespace(write=write), lambda: taken)
    assert len(clock.slept) == 5
    assert waiting == [(1, 1)] * 5


async def test_a_left_over_web_hook_is_removed_and_what_waits_for_it_comes(poll, telegram, store, taken, wire):
    await telegram.call("setWebhook", {"url": "https://example.org/hook"})
    telegram.say(ANN, "waiting")
    poll()
    await until(store, lambda: taken)
    assert texts(taken) == ["waiting"]
    assert wire.called("deleteWebhook") == [{}]


async def test_a_web_hook_set_while_polling_is_removed_too(poll, telegram, store, taken, wire):
    poll()
    await until(store, lambda: wire.called("getUpdates"))
    await telegram.call("setWebhook", {"url": "https://example.org/hook"})
    telegram.say(ANN, "waiting")
    await until(store, lambda: texts(taken) == ["waiting"])


async def test_no_web_hook_means_nothing_to_remove(poll, store, wire):
    poll()
    await until(store, lambda: wire.called("getUpdates"))
    assert [name for name, _ in wire.calls] == ["getMe", "getWebhookInfo", "getUpdates"]


async def test_no_poll_ever_throws_waiting_updates_away(poll, telegram, store, taken, wire):
    await telegram.call("setWebhook", {"url": "https://example.org/hook"})
    for number in range(250):
        telegram.say(ANN, str(number))
    poll()
    await until(store, lambda: len(taken) == 250)
    assert texts(taken) == [str(number) for number in range(250)]
    assert all("drop_pending_updates" not in parameters for _, parameters in wire.calls)
    assert all(offset is None or offset > 0 for offset in offsets(wire))


async def test_another_poller_is_told_of_once_and_waited_out(poll, telegram, store, taken, capsys):
    words = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    telegram.fail_next("getUpdates", 409, words, times=5)
    telegram.say(ANN, "one")
    poll()
    await until(store, lambda: taken)
    assert capsys.readouterr().out.count("another process uses this bot's token") == 1


@pytest.mark.parametrize("method", ["getUpdates", "getWebhookInfo"])
async def test_a_token_that_telegram_refuses_ends_the_polling(poll, telegram, method):
    telegram.fail_next(method, 401, "Unauthorized")
    with pytest.raises(TokenRefused) as caught:
        await asyncio.wait_for(poll(), 5)
    assert TOKEN not in f"{caught.value!r}"
