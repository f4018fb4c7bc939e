"""How fast is too fast: what may be sent to a chat, to all of them together, and what one chat may ask of us."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from bot.clock import Clock
from bot.request import CONNECTIONS
from bot.tasks import end

MOST_AT_ONCE = CONNECTIONS // 2
"""Calls under way at the same time. On a slow line there must be connections left for polls and answers to taps."""

MOST_BUCKETS = 10_000
"""Beyond that the full ones are forgotten, which changes nothing: a new one begins full."""

PRIORITY = {"reply": 0, "reminder": 1}
"""What goes first while everybody has to wait. Taps are answered beside all this."""

SEVERAL = 3
SHORTLY = timedelta(seconds=10)
"""Where so many chats are refused within so long it is not a chat that is too fast, it is all of us."""


@dataclass(frozen=True)
class Rate:
    """So many at once, and one more every so many seconds."""

    burst: int
    seconds: float


class Bucket:
    """What is left of a rate. It begins full; time is that of the clock."""

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._owed = 0.0  # taken, and not yet made good by time
        self._since: datetime | None = None

    def wait(self, now: datetime) -> float:
        """Seconds until one may be taken; 0 where it may be now."""
        return self._wait_for(self._owed_at(now))

    def reserve(self, now: datetime) -> float:
        """Take one, if need be ahead of time; the seconds after which it may be used."""
        owed = self._owed_at(now)
        self._owed, self._since = owed + 1, now
        return self._wait_for(owed)

    def take(self, now: datetime) -> bool:
        """Take one where one is left; whether there was."""
        owed = self._owed_at(now)
        if self._wait_for(owed):
            return False
        self._owed, self._since = owed + 1, now
        return True

    def is_full(self, now: datetime) -> bool:
        return self._owed_at(now) == 0

    def _owed_at(self, now: datetime) -> float:
        if not self._owed or self._since is None:
            return self._owed
        passed = (now - self._since).total_seconds()
        left = self._owed - passed / self._rate.seconds if passed > 0 else self._owed
        return left if left > 0 else 0.0

    def _wait_for(self, owed: float) -> float:
        beyond = owed + 1 - self._rate.burst
        return beyond * self._rate.seconds if beyond > 0 else 0.0


class Buckets:
    """A bucket for each of many, such as chats."""

    def __init__(self, clock: Clock, rate: Rate) -> None:
        self._clock = clock
        self._rate = rate
        self._buckets: dict[Hashable, Bucket] = {}

    def take(self, key: Hashable) -> bool:
        """Take one where one is left; whether there was."""
        now = self._clock.now()
        return self.of(key, now).take(now)

    def of(self, key: Hashable, now: datetime) -> Bucket:
        """One's own bucket."""
        bucket = self._buckets.get(key)
        if bucket is None:
            if len(self._buckets) >= MOST_BUCKETS:
                self._buckets = {each: other for each, other in self._buckets.items() if not other.is_full(now)}
            bucket = self._buckets[key] = Bucket(self._rate)
        return bucket


class Budgets:
    """Telegram's limits, kept on our side, and at most so many calls at once. `admit` waits; whoever was admitted says when
    the call is `done`; `note_refusal` is told of each 429."""

    def __init__(self, clock: Clock, *, together: Rate, private: Rate, group: Rate, most: int = MOST_AT_ONCE) -> None:
        self._clock = clock
        self._most = most
        self._under_way = 0
        self._room = asyncio.Event()
        self._together = Bucket(together)
        self._private = Buckets(clock, private)
        self._groups = Buckets(clock, group)
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._order = count()
        self._letting_through: asyncio.Task[None] | None = None
        self._held_until: datetime | None = None
        self._refused: dict[int, datetime] = {}

    async def admit(self, chat_id: int, kind: str) -> None:
        """Wait until a call may be made: first for the chat's own turn, then for one of everybody's."""
        now = self._clock.now()
        if wait := (self._groups if chat_id < 0 else self._private).of(chat_id, now).reserve(now):
            await self._clock.sleep(wait)
            now = self._clock.now()
        if self._waiting or self._under_way >= self._most or self._held(now) > 0 or not self._together.take(now):
            await self._queue_up(PRIORITY[kind])
        else:
            self._under_way += 1

    def done(self) -> None:
        """A call that was admitted is over."""
        self._under_way -= 1
        self._room.set()

    def note_refusal(self, chat_id: int, seconds: float) -> None:
        """Telegram wants a chat to be left alone for so long. Where it wants that of several, all are."""
        now = self._clock.now()
        self._refused = {chat: at for chat, at in self._refused.items() if now - at < SHORTLY} | {chat_id: now}
        if len(self._refused) >= SEVERAL:
            until = now + timedelta(seconds=seconds)
            self._held_until = max(self._held_until or until, until)

    async def stop(self) -> None:
        """Let nobody through any more."""
        if self._letting_through:
            await end((self._letting_through,))

    async def _queue_up(self, priority: int) -> None:
        turn = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (priority, next(self._order), turn))
        if self._letting_through is None or self._letting_through.done():
            self._letting_through = asyncio.create_task(self._let_through(), name="budgets")
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():  # let through, and gone by then
                self.done()
            raise

    async def _let_through(self) -> None:
        while self._waiting:
            if pause := self._pause():
                await self._clock.sleep(pause)
                continue
            if self._under_way >= self._most:
                self._room.clear()
                await self._room.wait()
                continue
            _, _, turn = heapq.heappop(self._waiting)
            if not turn.done():  # whoever waited may have been stopped
                self._together.reserve(self._clock.now())
                self._under_way += 1
                turn.set_result(None)

    def _pause(self) -> float:
        """Seconds until anybody may send."""
        now = self._clock.now()
        return max(self._held(now), self._together.wait(now))

    def _held(self, now: datetime) -> float:
        return (self._held_until - now).total_seconds() if self._held_until else 0.0
