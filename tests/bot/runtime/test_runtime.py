"""The parts together, around a real Application: start, run, stop, go on."""

import asyncio
import json
import os
import signal
from datetime import timedelta

import pytest
from pydantic import SecretStr
from telegram.error import NetworkError
from telegram.ext import Application, TypeHandler

from bot.clock import SettableClock
from bot.inbox import as_raw
from bot.incoming import Incoming
from bot.intake import TokenRefused
from bot.metrics import Metrics
from bot.request import NotSent
from bot.runtime import Runtime
from bot.settings import Settings
from bot.store import Case
from bot.vitals import Vitals
from tests.bot.runtime.conftest import NOW
from tests.bot.runtime.wire import TOKEN, Fault, until

ANN, BEN = 7, 8
SETTINGS = Settings.model_construct(
    telegram_bot_token=SecretStr(TOKEN), send_per_second=10**6, send_chat_burst=10**6, flood_burst=10**6
)


@pytest.fixture
def clock():
    """One that stands still: ticks come when the test moves it."""
    return SettableClock(NOW)


@pytest.fixture
def runtime_of(store, clock, wire):
    """Make a runtime whose only handler echoes; `fails` are texts that it fails on."""

    def make(fails=(), **named):
        application = Application.builder().token(TOKEN).request(wire).get_updates_request(wire).updater(None).build()
        apology = named.pop("apology", lambda _tx, chat_id, _id: ("sendMessage", {"chat_id": chat_id, "text": "Sorry"}))
        runtime = Runtime(
            application, store, clock, SETTINGS, apology=apology, too_much=apology, metrics=Metrics(),
            vitals=Vitals(clock), **named,
        )  # fmt: skip

        def echo(tx, update):
            text = update.message.text
            tx.queue(update.chat.id, "sendMessage", {"chat_id": update.chat.id, "text": text}, NOW)
            tx.set_note("heard", json.dumps([*json.loads(tx.note("heard") or "[]"), text]))
            if text in fails:
                raise ValueError(text)

        async def handle(update, _context):
            if update.message:
                await runtime.desk.settle(update.update_id, lambda tx, _now: echo(tx, update))

        application.add_handler(TypeHandler(Incoming, handle))
        return runtime

    return make


@pytest.fixture
async def runtime(runtime_of):
    runtime = runtime_of()
    await runtime.start()
    yield runtime
    await runtime.stop()


def seen(telegram, person=ANN):
    return [message.text for message in telegram.history(person) if message.from_bot]


@pytest.mark.usefixtures("runtime")
async def test_what_somebody_says_is_answered(telegram, store):
    for words in ("one", "two", "three"):
        telegram.say(ANN, words)
    await until(store, lambda: seen(telegram) == ["one", "two", "three"])
    assert await store.write(lambda tx: tx.pending_updates()) == []


async def test_what_was_said_while_the_bot_was_down_is_answered_when_it_comes_back(runtime_of, telegram, store):
    telegram.say(ANN, "anybody there?")
    runtime = runtime_of()
    await runtime.start()
    await until(store, lambda: seen(telegram) == ["anybody there?"])
    await runtime.stop()


async def test_what_an_earlier_run_had_stored_or_queued_is_gone_on_with_in_order(runtime_of, telegram, store):
    def earlier(tx):
        user = {"id": ANN, "is_bot": False, "first_name": "Ann"}
        message = {"message_id": 1, "date": 1, "chat": {"id": ANN, "type": "private"}, "from": user, "text": "stored"}
        raw = {"update_id": 5, "message": message}
        tx.keep_updates([as_raw(raw)], NOW)
        tx.queue(ANN, "sendMessage", {"chat_id": ANN, "text": "queued"}, NOW)

    telegram.say(ANN, "new")
    await store.write(earlier)
    runtime = runtime_of()
    await runtime.start()
    await until(store, lambda: len(seen(telegram)) == 3)
    assert seen(telegram) == ["queued", "stored", "new"]
    await runtime.stop()


async def test_an_update_whose_handler_always_fails_gets_an_apology_and_the_next_one_an_answer(
    runtime_of, telegram, store, clock
):
    runtime = runtime_of(fails=("poison",))
    await runtime.start()
    for words in ("before", "poison", "after"):
        telegram.say(ANN, words)
    async with asyncio.timeout(20):
        while seen(telegram) != ["before", "Sorry", "after"]:
            clock.shift(timedelta(seconds=5))
            await store.write(lambda _tx: None)
    assert json.loads(await store.write(lambda tx: tx.note("heard"))) == ["before", "after"]
    await runtime.stop()


async def test_the_start_waits_until_telegram_can_be_reached(runtime_of, telegram, store, wire, clock):
    wire.breaks["getMe"].extend([Fault(NotSent("no connection")), Fault(NetworkError("Bad Gateway (502)"))])
    runtime = runtime_of()
    starting = asyncio.create_task(runtime.start())
    async with asyncio.timeout(20):
        while not starting.done():
            clock.shift(timedelta(seconds=5))
            await store.write(lambda _tx: None)
    await starting
    telegram.say(ANN, "hello")
    await until(store, lambda: seen(telegram) == ["hello"])
    await runtime.stop()


async def test_a_refused_token_is_told_without_the_token(runtime_of, telegram):
    telegram.fail_next("getMe", 401, "Unauthorized")
    runtime = runtime_of()
    with pytest.raises(TokenRefused) as caught:
        await runtime.run_until_stopped()
    assert TOKEN not in f"{caught.value!r} {caught.value.__cause__!r}"


async def test_a_token_refused_while_running_ends_the_run(runtime_of, telegram):
    telegram.fail_next("getUpdates", 401, "Unauthorized")
    with pytest.raises(TokenRefused):
        await asyncio.wait_for(runtime_of().run_until_stopped(), 20)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_stops_it_in_order(runtime_of, telegram, store, number):
    telegram.say(ANN, "hello")
    running = asyncio.create_task(runtime_of().run_until_stopped())
    await until(store, lambda: seen(telegram) == ["hello"])
    os.kill(os.getpid(), number)
    await asyncio.wait_for(running, 20)
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


async def test_a_stop_under_load_loses_nothing(runtime_of, telegram, store):
    said = [str(number) for number in range(100)]
    for words in said:
        telegram.say(ANN, words)
    first = runtime_of()
    await first.start()
    await until(store, lambda: len(seen(telegram)) > 3)
    await asyncio.wait_for(first.stop(), 8)
    assert len(seen(telegram)) < 100
    second = runtime_of()
    await second.start()
    await until(store, lambda: len(seen(telegram)) == 100)
    assert seen(telegram) == said
    await second.stop()


async def test_a_runtime_can_be_stopped_before_it_was_started_and_twice(runtime_of):
    runtime = runtime_of()
    await runtime.stop()
    await runtime.stop()


async def test_ticks_run_at_the_start_and_then_every_twenty_seconds_and_outlive_their_failures(
    runtime_of, store, clock
):
    rounds = []

    async def failing(_clock):
        rounds.append("failing")
        raise LookupError

    async def working(given):
        rounds.append(given.now())

    runtime = runtime_of()
    runtime.ticks += [failing, working]
    await runtime.start()
    await until(store, lambda: len(rounds) == 2)
    clock.shift(timedelta(seconds=19))
    await store.write(lambda _tx: None)
    assert rounds == ["failing", NOW]
    clock.shift(timedelta(days=1))
    await until(store, lambda: len(rounds) == 4)
    assert rounds == ["failing", NOW, "failing", NOW + timedelta(days=1, seconds=19)]
    await runtime.stop()


async def test_closed_cases_go_after_their_term(runtime_of, store, clock):
    await store.write(lambda tx: tx.save_case(Case(id="a", owner=ANN, opened_at=NOW, closed_at=NOW)))
    rounds = []

    async def look(_clock):
        rounds.append(await store.write(lambda tx: [case.id for case in tx.cases(ANN, closed=True)]))

    runtime = runtime_of()
    runtime.ticks.append(look)
    await runtime.start()
    for days in (0, 365, 1):
        before = len(rounds)
        clock.shift(timedelta(days=days))
        await until(store, lambda before=before: len(rounds) > before)
    assert rounds == [["a"], ["a"], []]
    await runtime.stop()


@pytest.mark.usefixtures("runtime")
async def test_what_waits_for_one_chat_does_not_hold_up_another(telegram, store, wire):
    wire.breaks["sendMessage"].append(Fault(NotSent("no connection")))
    telegram.say(ANN, "held up")
    await until(store, lambda: wire.called("sendMessage"))
    telegram.say(BEN, "quick")
    await until(store, lambda: seen(telegram, BEN) == ["quick"])
    assert seen(telegram, ANN) == []
