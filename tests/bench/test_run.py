"""A run starts a bot, counts what its buyers see, and leaves nothing behind, however it ends."""

import asyncio
import signal
import sys
from pathlib import Path

import pytest

from bench import process, run
from bench.bots import Bot
from bench.process import Process
from bench.run import RunFailed, Setting, measure, running
from tests.bench.conftest import SCRIPT, until

SMALL = [sys.executable, "-S", str(Path(__file__).parent / "small_bot.py")]
SETTING = Setting("polling", 3, 0.0)


def bot_that_runs(*command):
    return Bot("small", "small", SCRIPT, lambda: list(command), lambda place: {"API_URL": place.api})


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(run, "WARM_UP_SECONDS", 0.01)
    monkeypatch.setattr(process, "GRACE_SECONDS", 0.2)
    monkeypatch.setattr(run, "cores", lambda: (None, None))  # the tests stay on no core


async def test_a_run_counts_what_a_real_bot_answers():
    figures = await measure(bot_that_runs(*SMALL), SETTING, 0.3)
    assert figures.updates_per_second > 10
    assert 0 < figures.p50_ms <= figures.p99_ms < 5000
    assert figures.late == 0
    assert 0 < figures.start_seconds < 10
    assert figures.rss_mb > 1


async def test_a_bot_that_ends_at_once_fails_the_run_with_its_last_words():
    with pytest.raises(RunFailed, match="no such setting"):
        await measure(bot_that_runs(sys.executable, "-S", "-c", "raise SystemExit('no such setting')"), SETTING, 1)


async def test_a_bot_that_never_answers_fails_the_run(monkeypatch):
    monkeypatch.setattr(run, "START_SECONDS", 0.05)
    with pytest.raises(RunFailed, match="no answer within"):
        await measure(bot_that_runs(sys.executable, "-S", "-c", "import time; time.sleep(60)"), SETTING, 1)


async def test_a_run_that_is_broken_off_takes_its_bot_with_it():
    started = asyncio.Queue()

    async def endless():
        async with running(bot_that_runs(*SMALL), SETTING) as under_way:
            await started.put(under_way.process)
            await asyncio.Event().wait()

    task = asyncio.create_task(endless())
    under_way = await started.get()
    assert not under_way.has_ended
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert under_way.has_ended


async def test_a_bot_that_ignores_sigterm_is_killed(tmp_path):
    deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); signal.pause()"
    child = Process([sys.executable, "-S", "-c", deaf], {}, tmp_path / "output", core=None)
    await until(lambda: child.last_words() == "deaf")
    await child.end()
    assert child.has_ended
    assert child._child.returncode == -signal.SIGKILL
