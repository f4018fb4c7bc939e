"""What both ways of taking updates in share: which updates are asked for, and how Telegram is asked until it answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import NoReturn, Protocol, TypeVar

import structlog
from telegram.error import EndPointNotFound, InvalidToken, TelegramError

from bot.clock import Clock
from bot.logs import describe
from bot.patience import Backoff
from bot.store import RawUpdate

Result = TypeVar("Result")

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member")
QUIET_TIME = timedelta(minutes=10)

log = structlog.get_logger(__name__)


Take = Callable[[Sequence[RawUpdate]], Awaitable[None]]
"""Is given the new updates in the order in which they were stored; comes back when there is room for more."""


class TokenRefused(Exception):
    """Telegram doesn't know the bot's token. Nothing will come of trying again."""


class Intake(Protocol):
    """Takes updates in: each is stored before Telegram is told that it arrived, then handed on, in order."""

    async def run(self) -> NoReturn:
        """Take in until cancelled. Raises `TokenRefused`."""

    async def stop(self) -> None:
        """After `run` was cancelled: leave Telegram in such a state that no update is lost."""


class Seldom:
    """For what is said once, and again only when it comes back after a quiet time."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last: datetime | None = None

    def now(self) -> bool:
        """Note that it has happened; whether it is to be said."""
        before, self._last = self._last, self._clock.now()
        return before is None or self._last - before > QUIET_TIME


async def insist(
    action: Callable[[], Awaitable[Result]], clock: Clock, tell: Callable[[Exception, float], None]
) -> Result:
    """Do it again after growing pauses until Telegram lets it be done. Raises `TokenRefused`.

    `tell` is given each error and the seconds until the next try.
    """
    backoff = Backoff()
    while True:
        try:
            return await action()
        except (InvalidToken, EndPointNotFound):
            raise TokenRefused from None  # the original error quotes the token
        except (TelegramError, TimeoutError) as error:
            pause = backoff.after(error)
            tell(error, pause)
        await clock.sleep(pause)


def tell_failure(error: Exception, pause: float) -> None:
    """Log that Telegram didn't do what was asked."""
    log.warning("Telegram can't be reached", error=describe(error), pause=round(pause, 1))
