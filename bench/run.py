"""One run: a bot is started beside a fresh server, so many chats talk to it, and what is seen is counted."""

from __future__ import annotations

import asyncio
import gc
import tempfile
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.bots import Bot, Place
from bench.buyers import Tally
from bench.process import LOOK_SECONDS, Process, cores, free_port
from bench.telegram import Telegram

START_SECONDS = 30.0
WARM_UP_SECONDS = 3.0
"""Not counted: a burst of newcomers, and what a runtime compiles at first."""


class RunFailed(Exception):
    """The bot never answered, or went away; the message says what it printed last."""


@dataclass(frozen=True)
class Setting:
    """What is measured: polling or webhook, conversations under way, seconds that each API answer is late."""

    mode: str
    chats: int
    delay: float

    def __str__(self) -> str:
        return f"{self.mode}, {self.chats} chats, answers {self.delay * 1000:.0f} ms late"


@dataclass(frozen=True)
class Figures:
    """What came out of one run. `server_busy` is the server's share of its core: near 1.0 it is what was measured."""

    updates_per_second: float
    p50_ms: float
    p99_ms: float
    late: int
    cpu_ms: float
    rss_mb: float
    start_seconds: float
    server_busy: float


@dataclass
class Running:
    """A bot that has given its first answer."""

    telegram: Telegram
    process: Process
    start_seconds: float


async def measure(bot: Bot, setting: Setting, seconds: float) -> Figures:
    """Raises `RunFailed`."""
    async with running(bot, setting) as under_way:
        under_way.telegram.buyers.start(setting.chats - 1)
        await asyncio.sleep(WARM_UP_SECONDS)
        return await _count(under_way, seconds)


@asynccontextmanager
async def running(bot: Bot, setting: Setting) -> AsyncIterator[Running]:
    """The bot with one conversation under way; ended whatever happens. Raises `RunFailed` where it gives no answer."""
    telegram = Telegram(bot.script, setting.delay)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True)))
        await telegram.start()
        stack.callback(telegram.stop)
        redis = _start_redis(stack, folder) if bot.wants_redis else ""
        env = bot.env(Place(telegram.url, setting.mode, folder, redis))
        telegram.buyers.start(1)
        started_at = time.monotonic()
        process = _start(stack, bot.command(), env, folder / "output", cores()[1])
        await _first_answer(telegram, process)
        first_answer_at = telegram.buyers.first_answer_at or 0.0
        yield Running(telegram, process, first_answer_at - started_at)


def _start(
    stack: AsyncExitStack, command: list[str], env: Mapping[str, str], output: Path, core: int | None
) -> Process:
    process = Process(command, env, output, core=core)
    stack.push_async_callback(process.end)
    return process


def _start_redis(stack: AsyncExitStack, folder: Path) -> str:
    """A Redis without persistence, on the server's core so that the bot keeps its own; its address."""
    port = free_port()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    _start(stack, command, {}, folder / "redis-output", cores()[0])
    return f"redis://127.0.0.1:{port}/0"


async def _first_answer(telegram: Telegram, process: Process) -> None:
    deadline = time.monotonic() + START_SECONDS
    while telegram.buyers.first_answer_at is None:
        if process.has_ended or time.monotonic() > deadline:
            raise RunFailed(f"no answer within {START_SECONDS:.0f} s; it printed:\n{process.last_words()}")
        await asyncio.sleep(LOOK_SECONDS)


async def _count(under_way: Running, seconds: float) -> Figures:
    telegram, process = under_way.telegram, under_way.process
    gc.collect()
    telegram.buyers.begin()
    answered, began = telegram.buyers.answered, time.monotonic()
    bot_cpu, own_cpu = process.cpu_seconds(), time.process_time()
    await asyncio.sleep(seconds)
    if process.has_ended:
        raise RunFailed(f"it ended under load; it printed:\n{process.last_words()}")
    passed = time.monotonic() - began
    tally, answered = telegram.buyers.end(), telegram.buyers.answered - answered
    if not answered:
        raise RunFailed(f"no answer under load; it printed:\n{process.last_words()}")
    return Figures(
        updates_per_second=answered / passed,
        p50_ms=_percentile(tally, 0.50) * 1000,
        p99_ms=_percentile(tally, 0.99) * 1000,
        late=tally.late,
        cpu_ms=(process.cpu_seconds() - bot_cpu) / answered * 1000,
        rss_mb=process.rss_mb(),
        start_seconds=under_way.start_seconds,
        server_busy=(time.process_time() - own_cpu) / passed,
    )


def _percentile(tally: Tally, part: float) -> float:
    return tally.waits[min(int(len(tally.waits) * part), len(tally.waits) - 1)]
