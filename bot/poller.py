"""The poller: asks Telegram for updates and moves on only once they are stored."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, NoReturn, TypeVar

import structlog
from telegram import Bot
from telegram.error import Conflict, EndPointNotFound, InvalidToken, TelegramError

from bot.api import call
from bot.clock import Clock
from bot.inbox import Inbox, update_id_of
from bot.logs import describe
from bot.patience import Backoff
from bot.store import RawUpdate

Result = TypeVar("Result")

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
HOLD = 30
"""Seconds that Telegram holds a poll open while there is nothing to tell."""

GRACE = 10
"""Seconds beyond that after which a poll counts as hanging and is made anew."""

BATCH = 100
QUIET_TIME = timedelta(minutes=10)

log = structlog.get_logger(__name__)


class TokenRefused(Exception):
    """Telegram doesn't know the bot's token. Nothing will come of trying again."""


class Poller:
    """`run` polls until it is cancelled, or raises `TokenRefused`; `take` is given the new updates of each batch."""

    def __init__(
        self,
        bot: Bot,
        inbox: Inbox,
        clock: Clock,
        take: Callable[[Sequence[RawUpdate]], None],
        *,
        hold: int = HOLD,
        grace: float = GRACE,
    ) -> None:
        self._bot = bot
        self._inbox = inbox
        self._clock = clock
        self._take = take
        self._hold = hold
        self._grace = grace
        self._offset: int | None = None
        self._conflict_at: datetime | None = None

    async def run(self) -> NoReturn:
        await self._insist(self._remove_web_hook)
        while True:
            if batch := await self._insist(self._poll):
                self._take(await self._inbox.keep(batch))
                self._offset = _following(batch)

    async def _remove_web_hook(self) -> None:
        """A web hook left set keeps polls from getting anything. What waits for it stays and comes to us."""
        hook = await call(self._bot, "getWebhookInfo", {})
        if isinstance(hook, dict) and hook.get("url"):
            log.warning("a web hook was still set at Telegram; it is removed")
            await call(self._bot, "deleteWebhook", {})

    async def _poll(self) -> list[Any]:
        parameters: dict[str, Any] = {"timeout": self._hold, "limit": BATCH, "allowed_updates": list(ALLOWED_UPDATES)}
        if self._offset is not None:
            parameters["offset"] = self._offset
        try:
            async with asyncio.timeout(self._hold + self._grace):
                batch = await call(self._bot, "getUpdates", parameters, read_timeout=self._hold + self._grace)
        except Conflict as error:
            if "webhook is active" in error.message:
                await self._remove_web_hook()
            raise
        if not isinstance(batch, list) or (batch and _following(batch) is None):
            raise TelegramError("the answer holds no updates")
        return batch

    async def _insist(self, action: Callable[[], Awaitable[Result]]) -> Result:
        """Do it again after growing pauses until it succeeds."""
        backoff = Backoff()
        while True:
            try:
                return await action()
            except (InvalidToken, EndPointNotFound):
                raise TokenRefused from None
            except Conflict as error:
                self._tell_conflict()
                pause = backoff.after(error)
            except (TelegramError, TimeoutError) as error:
                pause = backoff.after(error)
                log.warning("Telegram can't be reached", error=describe(error), pause=round(pause, 1))
            await self._clock.sleep(pause)

    def _tell_conflict(self) -> None:
        """Say it once, and again only when it comes back after a quiet time."""
        now = self._clock.now()
        if self._conflict_at is None or now - self._conflict_at > QUIET_TIME:
            log.error("another process uses this bot's token: stop it, or get this bot a token of its own")
        self._conflict_at = now


def _following(batch: Sequence[object]) -> int | None:
    """The offset that acknowledges a batch: one above its highest id, whatever came before (ids may start anew)."""
    ids = [update_id for update_id in map(update_id_of, batch) if update_id is not None]
    return max(ids) + 1 if ids else None
