"""Trying again: ever longer pauses, and waiting until the storage or Telegram can be used."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

import structlog
from telegram.error import RetryAfter

from bot.clock import Clock
from bot.logs import describe
from bot.store import Store, StoreUnavailable, Transaction

Result = TypeVar("Result")

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0
JITTER = 0.25

log = structlog.get_logger(__name__)


class Backoff:
    """Pauses in seconds: 1, 2, 4 … 30, each up to a quarter longer, so that many don't come back at once."""

    def __init__(self) -> None:
        self._pause = FIRST_PAUSE

    def after(self, error: Exception) -> float:
        """The pause after an error; Telegram may have said how long."""
        if isinstance(error, RetryAfter):
            return _jittered(asked_pause(error))
        pause = self._pause
        self._pause = min(pause * 2, LONGEST_PAUSE)
        return _jittered(pause)


def asked_pause(error: RetryAfter) -> float:
    """The seconds that Telegram wants to be left alone for."""
    pause = error.retry_after
    return pause.total_seconds() if isinstance(pause, timedelta) else float(pause)


async def until_possible(
    action: Callable[[], Awaitable[Result]], clock: Clock, hindrances: tuple[type[Exception], ...], event: str
) -> Result:
    """Do it; while one of these errors stands in the way, log `event`, pause and do it again."""
    backoff = Backoff()
    while True:
        try:
            return await action()
        except hindrances as error:
            await _pause(backoff, error, clock, event)


async def write_when_possible(
    store: Store, clock: Clock, job: Callable[[Transaction], Result], *, ahead: bool = False
) -> Result:
    """Carry out a job, however long the storage is full or locked."""
    backoff = Backoff()
    while True:
        try:
            return await store.write(job, ahead=ahead)
        except StoreUnavailable as error:
            await _pause(backoff, error, clock, "the storage refuses")


async def _pause(backoff: Backoff, error: Exception, clock: Clock, event: str) -> None:
    pause = backoff.after(error)
    log.warning(event, error=describe(error), pause=round(pause, 1))
    await clock.sleep(pause)


def _jittered(pause: float) -> float:
    return pause * (1 + JITTER * random.random())  # nosec B311  # noqa: S311 - spreads load, keeps no secret
