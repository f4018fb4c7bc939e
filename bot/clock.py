"""The one clock. Every other module is given it, so a test and the sandbox can say what time it is."""

from __future__ import annotations

import asyncio
import contextlib
import time
from datetime import UTC, date, datetime, timedelta, tzinfo
from datetime import time as time_of_day
from typing import Protocol


class Clock(Protocol):
    """What time it is, and waiting."""

    def now(self) -> datetime:
        """The present instant: aware, in UTC."""

    async def sleep(self, seconds: float) -> None:
        """Wait for so many seconds of this clock; at least let others run once."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(max(seconds, 0.0))


class SettableClock:
    """A clock that is moved by hand, and with `ticking` also runs with real time.

    Moving it forward counts as time slept; moving it back makes nobody wait longer. Use it on one event loop only.
    """

    def __init__(self, start: datetime, ticking: bool = False) -> None:
        self._base = _aware(start).astimezone(UTC)
        self._moved_forward = timedelta(0)
        self._ticking = ticking
        self._started = time.monotonic()
        self._moved = asyncio.Event()

    def now(self) -> datetime:
        return self._base + self._ticked()

    async def sleep(self, seconds: float) -> None:
        until = self._slept() + timedelta(seconds=max(seconds, 0.0))
        await asyncio.sleep(0)
        while (left := (until - self._slept()).total_seconds()) > 0:
            await self._move_or(left)

    def shift(self, by: timedelta) -> None:
        """Move on (or back) and wake the sleepers whose time has come."""
        self._base += by
        self._moved_forward += max(by, timedelta(0))
        self._moved.set()
        self._moved = asyncio.Event()

    def set(self, instant: datetime) -> None:
        """Move to an instant and wake the sleepers whose time has come."""
        self.shift(_aware(instant) - self.now())

    def _ticked(self) -> timedelta:
        return timedelta(seconds=time.monotonic() - self._started) if self._ticking else timedelta(0)

    def _slept(self) -> timedelta:
        return self._moved_forward + self._ticked()

    async def _move_or(self, seconds: float) -> None:
        """Wait for the next move, or when ticking until so many seconds have passed, whichever is first."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds if self._ticking else None):
                await self._moved.wait()


def local_day(instant: datetime, zone: tzinfo) -> date:
    """The calendar day of an instant for somebody who lives in `zone`."""
    return _aware(instant).astimezone(zone).date()


def local_instant(day: date, hour: int, zone: tzinfo) -> datetime:
    """The instant, in UTC, of a full hour on a day in `zone`.

    An hour that the clocks skip is taken after the skip; one that they repeat is taken the first time.
    """
    return datetime.combine(day, time_of_day(hour), tzinfo=zone).astimezone(UTC)


def _aware(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant
