"""A bot in this process, from its start to its stop, whose pauses take no time: for sweeps over everything it calls."""

import asyncio
import sqlite3
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from pydantic import SecretStr

from bot.assembly import application_for
from bot.clock import SettableClock
from bot.request import HttpRequest
from bot.runtime import TICK_SECONDS
from bot.sandbox.telegram.http import served
from bot.sandbox.telegram.server import PretendTelegram
from bot.settings import Settings
from bot.store.sqlite import SqliteStore
from tests.bot.chaos.place import NOON
from tests.bot.runtime.crash_child import UNLIMITED
from tests.bot.runtime.wire import TOKEN
from tests.chat import A_MOMENT

PATIENCE = 10
"""Seconds of real time after which a bot that doesn't come to rest has failed."""

OPEN = (
    "SELECT EXISTS (SELECT 1 FROM updates WHERE state = 'pending') OR "
    "EXISTS (SELECT 1 FROM outgoing WHERE state = 'queued')"
)


class Quick(SettableClock):
    """Pauses before another try are over at once; what is looked after now and then waits for ever."""

    async def sleep(self, seconds):
        if seconds >= TICK_SECONDS:
            await super().sleep(seconds)
        self.shift(timedelta(seconds=seconds))
        await asyncio.sleep(0)


@dataclass(frozen=True)
class Trial:
    telegram: PretendTelegram
    clock: SettableClock
    store: SqliteStore
    starting: asyncio.Task
    reader: sqlite3.Connection

    async def rest(self):
        """Until the bot has started and nothing is left to do. A connection that hangs breaks meanwhile."""
        async with asyncio.timeout(PATIENCE):
            while self.telegram.unconfirmed() or not self.starting.done() or self.is_working():
                if self.starting.done():
                    self.starting.result()
                if not self.telegram.scripted():
                    self.telegram.mend()
                await asyncio.sleep(A_MOMENT)

    async def until(self, instant):
        """Until the bot has waited so long for something that doesn't come."""
        async with asyncio.timeout(PATIENCE):
            while self.clock.now() < instant:  # noqa: ASYNC110 - the bot moves it
                await asyncio.sleep(A_MOMENT)

    def is_working(self) -> bool:
        [(found,)] = self.reader.execute(OPEN).fetchall()
        return bool(found)


@asynccontextmanager
async def trial(build, database: Path, *faults):
    """`build(application, store, clock, settings)` makes the runtime; `faults` are those of the Bot API."""
    clock = Quick(NOON)
    telegram = PretendTelegram(clock, token=TOKEN)
    telegram.script(*faults)
    async with served(telegram) as address:
        settings = Settings.model_construct(telegram_bot_token=SecretStr(TOKEN), telegram_api_url=address, **UNLIMITED)
        store = await SqliteStore.open(database)
        runtime = build(application_for(settings, HttpRequest(), HttpRequest()), store, clock, settings)
        starting = asyncio.create_task(runtime.start())
        try:
            with closing(sqlite3.connect(database)) as reader:
                yield Trial(telegram, clock, store, starting, reader)
        finally:
            starting.cancel()
            await runtime.stop()
            await store.close()
