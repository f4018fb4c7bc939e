"""What happens to the process: it is stopped, held, killed half-way, run twice; a handler hangs, the loop stands still."""

import asyncio
import json
import signal
import sqlite3
import sys
from contextlib import asynccontextmanager, closing
from datetime import timedelta
from pathlib import Path

import pytest

import bot
from bot.clock import SettableClock, SystemClock
from bot.guide import Guide
from bot.handlers import Handlers
from bot.health import LoopLag
from bot.lease import LeaseHeld, take_lease
from bot.metrics import Metrics
from bot.sandbox.telegram import http
from bot.sandbox.telegram.faults import Fault, accept_then_hang
from bot.sandbox.telegram.server import PretendTelegram
from bot.settings import Settings, SettingsError, read_settings
from bot.store.schema import STEPS
from bot.store.sqlite import SqliteStore
from tests.bot import whole_process
from tests.bot.faults.holding import breathe, in_time
from tests.bot.faults.moved_clock import MAIN, set_clock
from tests.bot.mornings import KNOWN, at, reminders
from tests.bot.paths import to_verdict
from tests.bot.runtime.wire import TOKEN, HurriedClock, until
from tests.chat import Buyer, bot_running

ROOT = Path(bot.__file__).parents[1]
ANA = 7


@asynccontextmanager
async def process(telegram, folder, *command, **settings):
    """A bot in a process of its own, and this Telegram where it can reach it."""
    async with http.served(telegram) as address, whole_process.process(folder, address, *command, **settings) as child:
        yield child


async def heard(telegram, number):
    """Wait until the bot has said so much to Ana."""
    changes = telegram.subscribe(ANA)
    async with asyncio.timeout(20):
        while sum(message.from_bot for message in telegram.history(ANA)) < number:
            await changes.get()
    telegram.unsubscribe(ANA, changes)


async def ended(child, seconds):
    """The exit status; TimeoutError where it takes longer."""
    return await asyncio.wait_for(child.wait(), seconds)


def counted(database, query):
    with closing(sqlite3.connect(database)) as db:
        return db.execute(query).fetchone()[0]


def catches(child, number):
    """Whether the process has a handler of its own for a signal."""
    status = Path(f"/proc/{child.pid}/status").read_text()
    return bool(int(status.partition("SigCgt:")[2].split()[0], 16) >> (number - 1) & 1)


async def test_an_idle_bot_that_is_told_to_stop_ends_within_two_seconds(tmp_path):
    telegram = PretendTelegram(SystemClock(), token=TOKEN)
    telegram.start(ANA)
    async with process(telegram, tmp_path) as child:
        await heard(telegram, 2)
        child.terminate()
        assert await ended(child, 2) == 0


async def test_a_bot_that_is_told_to_stop_with_a_hundred_to_do_ends_within_eight_seconds_and_loses_none(tmp_path):
    telegram, database = PretendTelegram(SystemClock(), token=TOKEN), tmp_path / "guide.db"
    for _ in range(100):
        telegram.say(ANA, "/help")
    async with process(telegram, tmp_path) as child:
        await heard(telegram, 5)
        child.terminate()
        assert await ended(child, 8) == 0
    answered = sum(message.from_bot for message in telegram.history(ANA))
    stored = counted(database, "SELECT COUNT(*) FROM updates")
    done = counted(database, "SELECT COUNT(*) FROM updates WHERE state = 'done'")
    assert stored == 100
    assert counted(database, "SELECT COUNT(*) FROM updates WHERE state = 'pending'") == stored - done
    assert counted(database, "SELECT COUNT(*) FROM outgoing WHERE state = 'queued'") == done - answered > 0


async def test_told_to_stop_a_second_time_it_ends_at_once_and_loses_nothing(tmp_path):
    telegram, database = PretendTelegram(SystemClock(), token=TOKEN), tmp_path / "guide.db"
    telegram.script(Fault("sendMessage", accept_then_hang()))
    telegram.say(ANA, "/help")
    async with process(telegram, tmp_path) as child:
        await heard(telegram, 1)
        child.terminate()
        while catches(child, signal.SIGTERM):  # noqa: ASYNC110 - only the kernel tells when it has taken it in
            await asyncio.sleep(0)
        child.terminate()
        assert await ended(child, 1) == -signal.SIGTERM
    assert counted(database, "SELECT COUNT(*) FROM updates WHERE state = 'done'") == 1
    assert counted(database, "SELECT COUNT(*) FROM outgoing WHERE state = 'queued'") == 1


async def test_a_process_that_was_held_for_ten_minutes_keeps_its_lease_and_sends_what_fell_due_once(tmp_path):
    async with bot_running(tmp_path) as sandbox:
        await to_verdict(Buyer(sandbox), *KNOWN)
    telegram = PretendTelegram(SettableClock(at(11, 24, 8)), token=TOKEN)
    telegram.restore(sandbox.telegram.snapshot())
    database, clock = tmp_path / "sandbox.db", tmp_path / "clock"
    set_clock(clock, at(11, 24, 8, 55))
    said = sum(message.from_bot for message in telegram.history(ANA))
    settings = {"DATABASE_URL": f"sqlite:///{database}", "MOVED_CLOCK": str(clock)}
    async with process(telegram, tmp_path, "-c", MAIN, **settings) as child:
        telegram.say(ANA, "/help")
        await heard(telegram, said + 1)
        child.send_signal(signal.SIGSTOP)
        set_clock(clock, at(11, 24, 9, 5))
        with pytest.raises(LeaseHeld, match=f"is in use by process {child.pid} since 2026-11-24"):
            take_lease(database, SystemClock())
        child.send_signal(signal.SIGCONT)
        telegram.say(ANA, "/help")
        await heard(telegram, said + 2)
        set_clock(clock, at(11, 24, 9, 10))  # a round of the ticks that was under way is followed by another
        await heard(telegram, said + 3)
        set_clock(clock, at(11, 24, 10))
        telegram.say(ANA, "/help")
        await heard(telegram, said + 4)
        child.terminate()
        assert await ended(child, 8) == 0
    new = [message.text for message in telegram.history(ANA) if message.from_bot][said:]
    assert sum("Dec 1, 2026" in text for text in new) == 1
    assert counted(database, "SELECT COUNT(*) FROM outgoing WHERE kind = 'reminder' AND method = 'sendMessage'") == 1


@pytest.mark.parametrize("steps_before", range(len(STEPS)))
async def test_killed_before_any_statement_of_an_upgrade_it_leaves_the_old_tables_or_the_new_ones(
    tmp_path, monkeypatch, steps_before
):
    base = tmp_path / "base.db"
    if steps_before:
        with monkeypatch.context() as older:
            older.setattr("bot.store.schema.STEPS", STEPS[:steps_before])
            store = await SqliteStore.open(base)
            await store.close()
    command = ("-m", "tests.bot.faults.migration_child", str(base), str(tmp_path))
    child = await asyncio.create_subprocess_exec(sys.executable, *command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    told, _ = await asyncio.wait_for(child.communicate(), 60)
    kills = [json.loads(line) for line in told.decode().splitlines()]
    old, new = kills[0][0], kills[-1][1]
    assert len(kills) > 5
    assert old != new
    assert all(left in (old, new) and after == new for left, after in kills)


async def test_work_that_runs_out_of_memory_half_way_is_done_again_with_one_effect(tmp_path, monkeypatch):
    hear, failures = Guide.hear, [MemoryError, MemoryError]

    def short_of_memory(guide, tx, person, turn, now):
        reply = hear(guide, tx, person, turn, now)
        if failures:
            raise failures.pop()
        return reply

    async with bot_running(tmp_path) as sandbox:
        monkeypatch.setattr(Guide, "hear", short_of_memory)
        ana = Buyer(sandbox)
        sandbox.telegram.start(ana.id)
        await in_time(sandbox, lambda: not failures)
        await in_time(sandbox, lambda: ana.asked)
        assert len(await ana.stored()) == 1
        assert len(ana.history) == 3


async def test_a_handler_that_hangs_is_given_up_its_buyer_told_and_the_next_message_answered(tmp_path, monkeypatch):
    wrote = Handlers.wrote

    async def hanging(handlers, update, context):
        if update.message.text == "hang":
            await asyncio.Event().wait()
        await wrote(handlers, update, context)

    monkeypatch.setattr(Handlers, "wrote", hanging)
    async with bot_running(tmp_path) as sandbox:
        ana, bea = Buyer(sandbox), Buyer(sandbox, 8)
        sandbox.runtime._lanes._patience = 0.05
        for text in ("hang", "/start"):
            sandbox.telegram.say(ana.id, text)
        sandbox.telegram.say(bea.id, "/help")
        await until(sandbox.store, lambda: bea.last.from_bot)
        assert not any(message.from_bot for message in ana.history)
        await in_time(sandbox, lambda: ana.asked == "situation")
        assert "Something went wrong on my side" in next(message.text for message in ana.history if message.from_bot)


async def test_a_loop_that_stands_still_over_nine_o_clock_is_told_and_misses_no_reminder(folder):
    async with bot_running(folder, at(11, 22)) as sandbox:
        buyers = [Buyer(sandbox, 100 + n) for n in range(3)]
        for buyer in buyers:
            await to_verdict(buyer, *KNOWN)
        sandbox.clock.set(at(11, 24, 8, 59) + timedelta(seconds=58))
        await breathe(sandbox)
        times = iter([0.0, 6.0])
        lag = LoopLag(HurriedClock(at(11, 24)), Metrics(), lambda: next(times))
        sandbox.clock.shift(timedelta(seconds=5))  # and nothing ran in between
        await lag.probe()
        assert lag.seconds == 5
        await in_time(sandbox, lambda: all(reminders(buyer) for buyer in buyers))
        await in_time(sandbox, lambda: sandbox.clock.now() > at(11, 24, 9, 30), seconds=60)
        assert [len(reminders(buyer)) for buyer in buyers] == [1] * 3


async def test_settings_that_are_spoilt_while_it_runs_change_nothing_until_a_start_names_the_fault(folder, monkeypatch):
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    file = folder / "env"
    file.write_text(f"TELEGRAM_BOT_TOKEN={TOKEN}\nRETENTION_DAYS=30\nDATABASE_URL=sqlite:///{folder}/guide.db\n")
    settings = read_settings(file)
    async with bot_running(folder, retention_days=settings.retention_days) as sandbox:
        ana = Buyer(sandbox)
        assert "30 days" in await ana.say("/privacy")
        file.write_text(f"TELEGRAM_BOT_TOKEN={TOKEN}\nRETENTION_DAYS=soon\n")
        assert "30 days" in await ana.say("/privacy")
        with pytest.raises(SettingsError, match="RETENTION_DAYS is not a whole number"):
            read_settings(file)
    assert settings.retention_days == 30
