"""Telegram as bots in other processes see it: over HTTP, and with little patience between the posts to a web hook."""

from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from aiohttp.test_utils import unused_port

from bot.clock import SettableClock
from bot.sandbox.telegram.http import served
from bot.sandbox.telegram.server import PretendTelegram
from tests.bot.chaos.nursery import Orders
from tests.bot.runtime.wire import TOKEN

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
PAUSE = 0.05


class Impatient(SettableClock):
    """A clock that runs, but on which no sleep is longer than a moment: a refused post is soon tried again."""

    async def sleep(self, seconds):
        await super().sleep(min(seconds, PAUSE))


@dataclass(frozen=True)
class Place:
    """`address` is Telegram's, `listen` (host:port) where a bot takes posts."""

    telegram: PretendTelegram
    clock: SettableClock
    address: str
    listen: str

    def orders(self, database: Path, mode: str = "polling") -> Orders:
        """For a bot that is born now. `mode`: polling or webhook."""
        return Orders(self.address, database, self.listen if mode == "webhook" else "", at=self.clock.now())


@asynccontextmanager
async def reachable(at: datetime = NOON):
    clock = Impatient(at, ticking=True)
    telegram = PretendTelegram(clock, token=TOKEN, plain_webhooks=True, journaled=10**6)
    async with served(telegram) as address:
        yield Place(telegram, clock, address, f"127.0.0.1:{unused_port()}")
