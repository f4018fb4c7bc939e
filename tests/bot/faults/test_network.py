"""What the network does between the bot and Telegram: nothing is lost, nothing is said twice, nobody waits for another."""

import asyncio
from datetime import timedelta

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from bot.assembly import application_for, assemble
from bot.budgets import MOST_AT_ONCE
from bot.clock import SettableClock
from bot.health import Health
from bot.lease import take_lease
from bot.metrics import Metrics
from bot.request import CONNECTIONS, HttpRequest, NotSent
from bot.sandbox.telegram.faults import (
    Fault,
    accept_then_hang,
    api_error,
    cut_json,
    html_page,
    late,
    reset_after,
    reset_before,
    reset_in_body,
    too_many,
)
from bot.sandbox.telegram.http import routes
from bot.sandbox.telegram.request import InProcessRequest
from bot.sandbox.telegram.server import PretendTelegram
from bot.store.sqlite import SqliteStore
from bot.vitals import Vitals
from tests.bot.faults.conftest import IMPATIENT, settings_for
from tests.bot.faults.holding import breathe, in_time, toasts
from tests.bot.mornings import KNOWN, at, reminders
from tests.bot.paths import DAMAGED, stored, to_verdict
from tests.bot.runtime.wire import TOKEN, until
from tests.chat import A_MOMENT, NOON, Buyer, bot_running, quiet

pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


def heard(sandbox, buyer_id):
    return [message.text for message in sandbox.telegram.history(buyer_id) if message.from_bot]


async def fates(sandbox):
    """What is left of the calls that were queued, as (state, attempts): replies that were sent have gone."""
    rows = await sandbox.store.write(lambda tx: tx.run("SELECT state, attempts FROM outgoing ORDER BY id").fetchall())
    return [tuple(row) for row in rows]


async def struck(sandbox):
    """Wait until everything that was to go wrong has gone wrong."""
    await until(sandbox.store, lambda: not sandbox.telegram.scripted())


async def test_a_bot_that_starts_before_telegram_can_be_reached_lives_and_gets_ready_by_itself(tmp_path):
    clock, port, metrics = SettableClock(NOON, ticking=True), unused_port(), Metrics()
    telegram, vitals = PretendTelegram(clock, token=TOKEN), Vitals(clock)
    settings, database = settings_for(f"http://127.0.0.1:{port}"), tmp_path / "guide.db"
    store, request = await SqliteStore.open(database), HttpRequest()
    runtime = assemble(application_for(settings, request, request), store, clock, settings, vitals=vitals)
    telegram.start(7)
    with take_lease(database, clock) as lease:
        health = Health(store, database, lease, clock, vitals=vitals, metrics=metrics, fresh_for=timedelta(seconds=100))
        looks = f"127.0.0.1:{unused_port()}"
        async with health.serving(looks), aiohttp.ClientSession(f"http://{looks}") as session:
            starting = asyncio.create_task(runtime.start())
            for path, status in (("/live", 200), ("/ready", 503)):
                async with session.get(path) as page:
                    assert page.status == status
            assert not starting.done()
            app = web.Application()
            app.add_routes(routes(telegram))
            async with TestServer(app, port=port, handler_cancellation=True):
                clock.shift(timedelta(seconds=40))
                await starting
                await until(store, lambda: any(message.from_bot for message in telegram.history(7)))
                async with session.get("/ready") as page:
                    assert page.status == 200
                await runtime.stop()
    await store.close()


async def test_ten_minutes_in_which_no_name_is_found_lose_nothing(folder, monkeypatch):
    async with bot_running(folder) as sandbox:
        ana, bea = Buyer(sandbox), Buyer(sandbox, 8)
        await ana.say("/start")
        send, tries = InProcessRequest.send, []

        async def without_names(self, url, *given, **named):
            tries.append(url)
            if sandbox.clock.now() < NOON + timedelta(minutes=10):
                raise NotSent("no connection (ClientConnectorDNSError)")
            return await send(self, url, *given, **named)

        monkeypatch.setattr(InProcessRequest, "send", without_names)
        for minute in range(10):
            if minute in (0, 5):
                sandbox.telegram.say(*((ana.id, "1") if minute else (bea.id, "/start")))
            sandbox.clock.shift(timedelta(minutes=1))
            await breathe(sandbox)
        await quiet(sandbox)
        assert len(tries) > 10
        assert (await ana.case()).answers == {"situation": "nothing_arrived"}
        assert (ana.asked, bea.asked) == ("problem", "situation")


@pytest.mark.parametrize(
    "trouble", [html_page(), cut_json(), reset_before(), reset_in_body(), api_error(500, "Internal Server Error")]
)
async def test_a_poll_that_comes_to_nothing_is_made_again_from_the_same_update_on(line, trouble):
    async with line() as sandbox:
        ana = Buyer(sandbox)
        sandbox.telegram.script(Fault("getUpdates", trouble))
        for text, question in (("/start", "situation"), ("1", "problem")):
            sandbox.telegram.say(ana.id, text)
            await in_time(sandbox, lambda question=question: ana.asked == question)
        await in_time(sandbox, lambda: not sandbox.telegram.unconfirmed())
        assert sandbox.telegram.scripted() == []
        assert (await ana.case()).answers == {"situation": "nothing_arrived"}
        assert len(ana.history) == 5  # /start, two messages, 1, one message


@pytest.mark.parametrize("trouble", [accept_then_hang(), reset_after(), reset_in_body(), cut_json()])
async def test_a_reply_that_may_have_arrived_is_not_repeated_and_the_next_turn_shows_where_we_are(line, trouble):
    async with line(**IMPATIENT) as sandbox:
        ana = Buyer(sandbox)
        await ana.say("/start")
        sandbox.telegram.script(Fault("sendMessage", trouble))
        before = len(heard(sandbox, ana.id))
        sandbox.telegram.say(ana.id, "1")
        await quiet(sandbox)
        assert len(heard(sandbox, ana.id)) == before + 1
        assert [state for state, _ in await fates(sandbox)] == ["failed"]
        await ana.say("/resume")
        assert ana.asked == "problem"


async def test_a_reply_that_was_never_carried_out_is_shown_by_the_next_turn(line):
    async with line() as sandbox:
        ana = Buyer(sandbox)
        await ana.say("/start")
        sandbox.telegram.script(Fault("sendMessage", reset_before()))
        before = len(heard(sandbox, ana.id))
        sandbox.telegram.say(ana.id, "1")
        await quiet(sandbox)
        assert len(heard(sandbox, ana.id)) == before
        await ana.say("/resume")
        assert ana.asked == "problem"


async def left_unknown(sandbox):
    """A buyer whose reminder arrived without the bot knowing it."""
    ana = Buyer(sandbox)
    await to_verdict(ana, *KNOWN)
    sandbox.telegram.script(Fault("sendMessage", accept_then_hang()))
    sandbox.clock.set(at(11, 24))
    await struck(sandbox)
    return ana


async def left_to_send(sandbox, count):
    """Until no more than so many calls wait: here the one that is put off."""
    async with asyncio.timeout(20):
        while await sandbox.store.write(queued) > count:  # noqa: ASYNC110 - in the database
            await asyncio.sleep(A_MOMENT)


def queued(tx):
    return tx.value("SELECT COUNT(*) FROM outgoing WHERE state = 'queued'")


async def test_a_reminder_that_may_have_arrived_comes_a_second_time_and_says_so(line):
    async with line(**IMPATIENT) as sandbox:
        ana = await left_unknown(sandbox)
        await in_time(sandbox, lambda: len(reminders(ana)) == 2)
        assert sandbox.clock.now() >= at(11, 24, 9, 1)
        first, second = reminders(ana)
        assert second.text.endswith(first.text)
        assert second.text != first.text


async def test_who_ticks_off_what_may_not_have_arrived_is_not_reminded_again(line):
    async with line(**IMPATIENT) as sandbox:
        ana = await left_unknown(sandbox)
        (reminder,) = reminders(ana)
        sandbox.telegram.tap(ana.id, reminder.id, ana.button(reminder, "Done"), forged=True)
        await until(sandbox.store, lambda: not reminders(ana))
        await left_to_send(sandbox, 1)
        before = len(heard(sandbox, ana.id))
        sandbox.clock.shift(timedelta(minutes=2))
        await in_time(sandbox, lambda: not sandbox.runtime.outbox._put_off)
        await quiet(sandbox)
        assert len(heard(sandbox, ana.id)) == before


async def test_a_flood_limit_on_several_chats_holds_up_everybody_and_then_each_gets_its_own_once(tmp_path):
    async with bot_running(tmp_path) as sandbox:
        buyers = [Buyer(sandbox, 100 + n) for n in range(6)]
        sandbox.telegram.script(Fault("sendMessage", too_many(30), times=3))
        for buyer in buyers[:3]:
            sandbox.telegram.say(buyer.id, "/help")
        await struck(sandbox)
        for buyer in buyers[3:]:
            sandbox.telegram.say(buyer.id, "/help")
        await until(sandbox.store, lambda: not sandbox.telegram.unconfirmed())
        sandbox.clock.shift(timedelta(seconds=29))
        assert [heard(sandbox, buyer.id) for buyer in buyers] == [[]] * 6
        sandbox.clock.shift(timedelta(seconds=10))
        await quiet(sandbox)
        assert [len(heard(sandbox, buyer.id)) for buyer in buyers] == [1] * 6


async def test_a_tap_that_can_no_longer_be_answered_is_obeyed_all_the_same(ana):
    await ana.say("/start")
    ana.telegram.script(Fault("answerCallbackQuery", api_error(400, TOO_OLD)))
    ana.telegram.tap(ana.id, ana.last.id, ana.data(ana.last, ":situation:arrived_wrong"))
    await quiet(ana.sandbox)
    assert (await ana.case()).answers == stored(*DAMAGED[:1])
    assert ana.asked == "problem"


@pytest.mark.parametrize("told", ["message to edit not found", "message can't be edited"])
async def test_a_calendar_whose_message_can_t_be_changed_any_more_comes_as_a_new_one_once(ana, told):
    await ana.say("/start")
    await ana.pick(*DAMAGED[:3])
    ana.telegram.script(Fault("editMessageText", api_error(400, f"Bad Request: {told}")))
    before = len(ana.history)
    await ana.press(f"v1:{ana.case_id()}:month:delivered_on.2026-11")
    assert len(ana.history) == before + 1
    assert ana.data(ana.last, ":delivered_on:2026-11-18")


async def test_a_tap_whose_view_is_the_same_as_before_is_no_error(ana):
    await ana.say("/start")
    await ana.pick(*DAMAGED[:3])
    await ana.press(f"v1:{ana.case_id()}:month:delivered_on.2026-11")
    month = f"v1:{ana.case_id()}:month:delivered_on.2026-11"
    before = len(ana.history)
    for _ in range(2):
        await ana.press(month)
    assert len(ana.history) == before
    assert ana.data(ana.last, ":delivered_on:2026-11-18")


async def test_on_a_slow_line_a_tap_is_answered_before_the_messages_of_others_are_through(line):
    async with line() as sandbox:
        ana, others = Buyer(sandbox), range(1000, 1000 + CONNECTIONS)
        await ana.say("/start")
        answered = len(await toasts(sandbox, ana, 0))
        sandbox.telegram.script(Fault("sendMessage", late(600), times=len(others)))
        for other in others:
            sandbox.telegram.say(other, "/help")
        await until(sandbox.store, lambda: sum(bool(heard(sandbox, other)) for other in others) == MOST_AT_ONCE)
        sandbox.telegram.tap(ana.id, ana.last.id, ana.data(ana.last, ":situation:arrived_wrong"))
        await toasts(sandbox, ana, answered + 1)
        waiting = await sandbox.store.write(lambda tx: tx.chats_with_outgoing())
        assert set(others) <= set(waiting), "not one of theirs is through yet"
        await in_time(sandbox, lambda: all(heard(sandbox, other) for other in others), seconds=600)
        sandbox.telegram.mend()
        sandbox.clock.shift(timedelta(seconds=600))
        await quiet(sandbox)
        assert [len(heard(sandbox, other)) for other in others] == [1] * len(others)
