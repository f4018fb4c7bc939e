"""The network between the bot and the pretend Telegram: it keeps a record, and fails when told to."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.clock import SettableClock
from bot.request import RawRequest
from bot.sandbox.telegram.request import InProcessRequest

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
TOKEN = "1234567:made-up-token-of-no-bot-at-all-0123456"


@dataclass
class Fault:
    """What happens to one request. `delivered`: it is carried out, and only the answer is lost."""

    error: Exception
    delivered: bool = False


class Wire(RawRequest):
    """Records every call as (method, parameters); `breaks[method]` holds faults for the next calls of it."""

    def __init__(self, telegram):
        self._inner = InProcessRequest(telegram)
        self.calls = []
        self.breaks = defaultdict(deque)
        self.hangs = set()

    @property
    def read_timeout(self):
        return None

    async def initialize(self):
        pass

    async def shutdown(self):
        pass

    async def do_request(self, url, method, request_data=None, *_timeouts, **_named_timeouts):  # noqa: ARG002 - given by name
        return await self.send(url, request_data.parameters if request_data else {}, {})

    async def send(self, url, parameters, files, *, read_timeout=None):
        name = url.rpartition("/")[2]
        await asyncio.sleep(0)  # a network always lets others run
        self.calls.append((name, dict(parameters)))
        if name in self.hangs:
            self.hangs.discard(name)
            await asyncio.Event().wait()
        fault = self.breaks[name].popleft() if self.breaks[name] else None
        if fault and not fault.delivered:
            raise fault.error
        answer = await self._inner.send(url, parameters, files, read_timeout=read_timeout)
        if fault:
            raise fault.error
        return answer

    def called(self, name):
        """The parameters of the calls of one method, in order."""
        return [parameters for method, parameters in self.calls if method == name]


class HurriedClock(SettableClock):
    """A clock on which every sleep is over at once; `slept` tells how long each was."""

    def __init__(self, start):
        super().__init__(start)
        self.slept = []

    async def sleep(self, seconds):
        self.slept.append(seconds)
        self.shift(timedelta(seconds=seconds))
        await asyncio.sleep(0)


async def moment():
    """Let everybody run as far as they can."""
    for _ in range(20):
        await asyncio.sleep(0)


async def until(store, condition):
    """Let others run until it holds. Each round waits for the store's thread to work off what it has."""
    async with asyncio.timeout(20):
        while not condition():
            await store.write(lambda _tx: None)


def into(taken):
    """Stands for the lanes of an intake: it takes everything at once, into a list."""

    async def take(updates):
        taken.extend(updates)

    return take
