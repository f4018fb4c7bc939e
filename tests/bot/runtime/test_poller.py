"""The poller acknowledges only what is stored, and comes back from whatever happens on the way."""

import asyncio
from datetime import timedelta
from types import SimpleNamespace

import pytest
from telegram import Bot
from telegram.error import NetworkError, TelegramError

from bot.inbox import Inbox
from bot.intake import ALLOWED_UPDATES, TokenRefused
from bot.poller import GRACE, HOLD, Poller
from bot.request import HttpRequest, NotSent
from bot.store import StoreUnavailable
from bot.tasks import end
from tests.bot.runtime.wire import TOKEN, Fault, into, until

pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")

ANN = 7


@pytest.fixture
async def poll(store, bot, clock, taken, vitals, metrics):
    """Start polling; the task is ended with the test."""
    tasks = []

    def start(**limits):
        poller = Poller(bot, Inbox(store, clock), clock, into(taken), vitals=vitals, metrics=metrics, **limits)
        tasks.append(asyncio.create_task(poller.run()))
        return tasks[-1]

    yield start
    await end(tasks)


def texts(taken):
    return [raw.raw.partition('"text":"')[2].partition('"')[0] for raw in taken]


def counted(metrics, name):
    return metrics.registry.get_sample_value(f"dispute_guide_{name}_total")


def pauses(clock):
    """The sleeps between tries; the pretend Telegram only lets others run."""
    return [seconds for seconds in clock.slept if seconds]


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
    await until(store, lambda: len(wire.called("getUpdates")) == 2)
    first, second = wire.called("getUpdates")
    assert second == {"timeout": 30, "limit": 100, "allowed_updates": list(ALLOWED_UPDATES)}
    assert first == {**second, "timeout": 0}
    assert ALLOWED_UPDATES == ("message", "edited_message", "callback_query", "inline_query", "my_chat_member")


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


async def test_each_update_is_counted_once(poll, telegram, store, taken, metrics):
    telegram.say(ANN, "one")
    telegram.say(ANN, "two")
    task = poll()
    await until(store, lambda: taken)
    await end([task])
    telegram.raw({"update_id": taken[0].update_id, "message": {"text": "one", "chat": {"id": ANN}}})
    telegram.say(ANN, "three")
    poll()
    await until(store, lambda: len(taken) == 3)
    assert counted(metrics, "updates_in") == 3


async def test_kinds_and_fields_yet_unknown_are_stored_and_acknowledged(poll, telegram, store, taken, wire):
    telegram.raw({"update_id": 5, "of_a_kind_yet_unknown": {"chat": {"id": ANN}, "text": "new"}})
    telegram.raw({"update_id": 6, "message": {"text": "old", "chat": {"id": ANN, "moons": 2}, "rings": [{}]}, "age": 9})
    poll()
    await until(store, lambda: len(offsets(wire)) == 2)
    assert texts(taken) == ["new", "old"]
    assert [raw.chat_id for raw in taken] == [ANN, ANN]
    assert offsets(wire) == [None, 7]


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
    assert [base <= pause <= base * 1.25 for base, pause in zip(bases, pauses(clock), strict=True)] == [True] * 8


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
    [pause] = pauses(clock)
    assert 30 <= pause <= 37.5


async def test_a_poll_that_hangs_is_made_anew(poll, telegram, store, taken, wire):
    telegram.say(ANN, "one")
    wire.hangs.add("getUpdates")
    poll(hold=0, grace=0.05)
    await until(store, lambda: taken)
    assert texts(taken) == ["one"]


async def test_a_poll_counts_as_hanging_well_after_telegram_would_have_answered():
    assert (HOLD, GRACE) == (30, 10)


async def test_after_a_poll_that_hangs_the_next_goes_over_a_new_connection(store, clock, taken, vitals, metrics):
    met = []

    async def serve(reader, writer):
        met.append(writer)
        while b"getUpdates" not in (head := await reader.readuntil(b"\r\n\r\n")):
            await answer(head, reader, writer, b'{"ok":true,"result":{"url":""}}')
        if len(met) == 1:
            return  # never an answer
        await answer(head, reader, writer, b'{"ok":true,"result":[{"update_id":5,"message":{"text": "one"}}]}')

    async def answer(head, reader, writer, body):
        await reader.readexactly(int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/bot"
        bot = Bot(TOKEN, base_url=url, request=HttpRequest(), get_updates_request=HttpRequest())
        await bot.request.initialize()
        poller = Poller(bot, Inbox(store, clock), clock, into(taken), vitals=vitals, metrics=metrics, hold=0, grace=0.2)
        task = asyncio.create_task(poller.run())
        await until(store, lambda: taken)
        await end([task])
        await bot.request.shutdown()
        for writer in met:
            writer.close()
    assert len(met) >= 2
    assert [raw.update_id for raw in taken] == [5]


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b'{"ok":true,"result":[{"update_id":5,"mess'),
        (200, b'{"ok":true,"result":{}}'),
        (200, b'{"ok":true,"result":[{"x":1}]}'),
        (200, b'{"ok":true,"result":["y"]}'),
        (200, b'{"ok":true}'),
        (200, b"\xff\xfe"),
        (500, b"{}"),
        (502, b"{}"),
    ],
)
async def test_an_answer_without_updates_acknowledges_nothing(
    poll, telegram, store, taken, wire, monkeypatch, status, body
):
    telegram.say(ANN, "one")
    send, odd = wire.send, [(status, body)]

    async def once_odd(url, parameters, files, **named):
        if not url.endswith("getUpdates") or not odd:
            return await send(url, parameters, files, **named)
        wire.calls.append(("getUpdates", parameters))
        return odd.pop()

    monkeypatch.setattr(wire, "send", once_odd)
    poll()
    await until(store, lambda: len(offsets(wire)) > 2)
    assert texts(taken) == ["one"]
    assert offsets(wire)[:3] == [None, None, taken[0].update_id + 1]


async def test_nothing_is_acknowledged_while_the_storage_refuses(
    poll, telegram, store, taken, wire, monkeypatch, clock
):
    write, refusals, waiting = store.write, [StoreUnavailable("full")] * 5, []

    async def moody(job, **_how):
        if refusals:
            waiting.append((len(offsets(wire)), telegram._updates.pending()))
            raise refusals.pop()
        return await write(job, **_how)

    monkeypatch.setattr(store, "write", moody)
    telegram.say(ANN, "one")
    poll()
    await until(SimpleNamespace(write=write), lambda: taken)
    assert len(pauses(clock)) == 5
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
    assert [name for name, _ in wire.calls][:3] == ["getMe", "getWebhookInfo", "getUpdates"]
    assert wire.called("deleteWebhook") == []


async def test_no_poll_ever_throws_waiting_updates_away(poll, telegram, store, taken, wire):
    await telegram.call("setWebhook", {"url": "https://example.org/hook"})
    for number in range(250):
        telegram.say(ANN, str(number))
    poll()
    await until(store, lambda: len(taken) == 250)
    assert texts(taken) == [str(number) for number in range(250)]
    assert all("drop_pending_updates" not in parameters for _, parameters in wire.calls)
    assert all(offset is None or offset > 0 for offset in offsets(wire))


CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


async def test_another_poller_is_told_of_once_and_waited_out(poll, telegram, store, taken, capsys, metrics):
    telegram.fail_next("getUpdates", 409, CONFLICT, times=5)
    telegram.say(ANN, "one")
    poll()
    await until(store, lambda: taken)
    assert capsys.readouterr().out.count("another process uses this bot's token") == 1
    assert counted(metrics, "conflicts") == 5


async def test_another_poller_is_told_of_again_when_it_comes_back_after_a_quiet_time(
    poll, telegram, store, capsys, clock, wire
):
    telegram.fail_next("getUpdates", 409, CONFLICT)
    poll()
    await until(store, lambda: len(offsets(wire)) == 3)  # refused, at once, held open
    clock.shift(timedelta(minutes=11))
    telegram.fail_next("getUpdates", 409, CONFLICT)
    telegram.say(ANN, "one")
    await until(store, lambda: len(offsets(wire)) == 5)
    assert capsys.readouterr().out.count("another process uses this bot's token") == 2


async def test_the_vitals_tell_of_polls_and_of_another_poller(poll, telegram, store, taken, monkeypatch, clock, vitals):
    noted, sleep = [], clock.sleep

    async def note_and_sleep(seconds):
        if seconds:
            noted.append((vitals.in_conflict, vitals.last_took_in))
        await sleep(seconds)

    monkeypatch.setattr(clock, "sleep", note_and_sleep)
    telegram.fail_next("getUpdates", 409, CONFLICT, times=2)
    telegram.say(ANN, "one")
    poll()
    await until(store, lambda: taken)
    assert noted == [(True, None), (True, None)]
    assert not vitals.in_conflict
    assert vitals.last_took_in == clock.now()


@pytest.mark.parametrize("method", ["getUpdates", "getWebhookInfo"])
async def test_a_token_that_telegram_refuses_ends_the_polling(poll, telegram, method):
    telegram.fail_next(method, 401, "Unauthorized")
    with pytest.raises(TokenRefused) as caught:
        await asyncio.wait_for(poll(), 5)
    assert TOKEN not in f"{caught.value!r}"
