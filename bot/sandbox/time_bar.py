"""The bar above the chat that moves the sandbox's time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from http import HTTPStatus

from aiohttp import web

from bot.clock import SettableClock
from bot.sandbox.fields import bad, fields_of
from bot.sandbox.guard import Refusal
from bot.sandbox.stream import Streams

NextDue = Callable[[], Awaitable[datetime | None]]

STEPS = {"hour": timedelta(hours=1), "day": timedelta(days=1)}
MOST_LOOKS, BETWEEN_LOOKS = 100, 0.01  # a second at most: the page is waiting
NEXT_REMINDER = "next_reminder"
NOTHING_PLANNED = "No reminder is planned yet: one comes with a verdict that has a date."
DUE_ALREADY = "The next reminder is due already and on its way."


class TimeBar:
    """Moves the clock, and tells every page."""

    def __init__(self, clock: SettableClock, next_due: NextDue, streams: Streams) -> None:
        self._clock = clock
        self._next_due = next_due
        self._streams = streams

    async def move(self, request: web.Request) -> web.Response:
        """POST /clock with `{"to": "hour" | "day" | "next_reminder"}`: answers {"now": Unix seconds}.

        409 where no reminder lies ahead."""
        to = (await fields_of(request)).text("to", most=20)
        if to == NEXT_REMINDER:
            self._clock.set(await self._next_reminder())
        elif to in STEPS:
            await self._let_pass(STEPS[to])
        else:
            raise bad("The clock moves to the next “hour”, “day” or “next_reminder”.")
        self._streams.show_clock()
        return web.json_response({"now": int(self._clock.now().timestamp())})

    async def _let_pass(self, span: timedelta) -> None:
        """Move on, but stop at each reminder on the way until it is taken, or it would come late."""
        end = self._clock.now() + span
        while (due := await self._next_due()) is not None and self._clock.now() < due <= end:
            self._clock.set(due)
            await self._until_taken(due)
        self._clock.set(max(end, self._clock.now()))

    async def _until_taken(self, due: datetime) -> None:
        for _ in range(MOST_LOOKS):
            if await self._next_due() != due:
                return
            await asyncio.sleep(BETWEEN_LOOKS)

    async def _next_reminder(self) -> datetime:
        due = await self._next_due()
        if due is None:
            raise Refusal(HTTPStatus.CONFLICT, NOTHING_PLANNED)
        if due <= self._clock.now():
            raise Refusal(HTTPStatus.CONFLICT, DUE_ALREADY)
        return due
