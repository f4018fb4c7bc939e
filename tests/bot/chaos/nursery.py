"""Bots in processes of their own that are born quickly: everything is imported once, and each bot is a fork of that."""

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Callable
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from multiprocessing.connection import wait
from pathlib import Path

from bot import assembly
from bot.settings import Settings

LAST_WORDS = "output"
"""The file beside the database that takes what the bots print."""


@dataclass(frozen=True)
class Orders:
    """What a bot is to do. `listen` is where it takes the web hook's posts (host:port); without it, it polls. `health`
    is where it serves its health page.

    It kills itself at the `visit`-th visit of a checkpoint; `at` is when its clock begins, None for the machine's."""

    api_url: str
    database: Path
    listen: str = ""
    health: str = ""
    checkpoint: str = ""
    visit: int = 0
    at: datetime | None = None

    def dying(self, checkpoint: str, visit: int) -> "Orders":
        return replace(self, checkpoint=checkpoint, visit=visit)


Live = Callable[[Orders], None]
"""A bot's whole life. A function of a module, so that another process can import it."""


class Bot:
    """A bot that was born. Only one lives at a time."""

    def __init__(self, pid, pipe):
        self.pid = pid
        self._pipe = pipe

    def kill(self):
        """As a power cut does it to the process."""
        os.kill(self.pid, signal.SIGKILL)

    def stop(self):
        os.kill(self.pid, signal.SIGTERM)

    async def ended(self, seconds=30):
        """Wait for its end; the exit status, negative for a signal. TimeoutError where it doesn't come."""
        if not await asyncio.to_thread(self._pipe.poll, seconds):
            raise TimeoutError(f"the bot {self.pid} still lives after {seconds} s")
        _, status = self._pipe.recv()
        return status


@contextmanager
def nursery(live: Live):
    """Gives `await born(orders)`, which starts a bot. One that still lives then, or at the end, is killed."""
    context = multiprocessing.get_context("spawn")
    pipe, others = context.Pipe()
    nurse = context.Process(target=_nurse, args=(live, others), name="nursery")
    nurse.start()
    others.close()

    async def born(orders):
        pipe.send(orders)
        while (news := await asyncio.to_thread(pipe.recv))[0] != "born":
            pass  # the end of an earlier bot, for which nobody waited
        return Bot(news[1], pipe)

    try:
        yield born
    finally:
        pipe.close()  # tells the nurse to go home
        nurse.join(10)
        nurse.kill()


def _nurse(live: Live, pipe) -> None:
    """Bring bots up, one after the other, and tell how each ended, until the other end of the pipe is closed."""
    _learn_texts()
    context = multiprocessing.get_context("fork")
    while orders := _next(pipe):
        bot = context.Process(target=_born, args=(live, orders), daemon=True)
        bot.start()
        pipe.send(("born", bot.pid))
        if bot.sentinel not in wait([bot.sentinel, pipe]):
            bot.kill()  # it isn't wanted any more
        bot.join()
        with suppress(BrokenPipeError):  # nobody waits for it any more
            pipe.send(("ended", bot.exitcode))


def _next(pipe) -> Orders | None:
    try:
        return pipe.recv()
    except EOFError:
        return None


def _born(live: Live, orders: Orders) -> None:
    output = os.open(orders.database.with_name(LAST_WORDS), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(output, 1)
    os.dup2(output, 2)
    live(orders)


def _learn_texts() -> None:
    """Read the guidebook and the English texts once for all bots: each would take as long over that as over a turn."""
    knowledge = assembly.knowledge_for(Settings.model_construct())
    knowledge.library.words("en")("bot-name")
    assembly.knowledge_for = lambda _settings: knowledge


def killer(orders: Orders):
    """The checkpoint of a bot with these orders: one at which the process dies as from a power cut."""
    visits = count(1)

    def pass_or_die(name):
        if name == orders.checkpoint and next(visits) == orders.visit:
            os.kill(os.getpid(), signal.SIGKILL)

    return pass_or_die
