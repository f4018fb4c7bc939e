"""The poller: asks Telegram for updates and moves on only once they are stored."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, NoReturn

import structlog
from telegram import Bot
from telegram.error import Conflict, TelegramError

from bot.api import call
from bot.clock import Clock
from bot.inbox import Inbox, update_id_of
from bot.intake import ALLOWED_UPDATES, Seldom, Take, insist, tell_failure
from bot.metrics import Metrics
from bot.vitals import Vitals

HOLD = 30
"""Seconds that Telegram holds a poll open while there is nothing to tell."""

GRACE = 10
"""Seconds beyond that after which a poll counts as hanging and is made anew."""

BATCH = 100

log = structlog.get_logger(__name__)


class Poller:
    """The intake that asks. A poll of which nothing is heard for `hold` and `grace` seconds is given up with its connection, and made anew."""

    def __init__(
        self,
        bot: Bot,
        inbox: Inbox,
        clock: Clock,
        take: Take,
        *,
        vitals: Vitals,
        metrics: Metrics,
        hold: int = HOLD,
        grace: float = GRACE,
    ) -> None:
        self._bot = bot
        self._inbox = inbox
        self._clock = clock
        self._take = take
        self._vitals = vitals
        self._metrics = metrics
        self._hold = hold
        self._grace = grace
        self._offset: int | None = None
        self._conflicts = Seldom(clock)

    async def run(self) -> NoReturn:
        await insist(self._remove_web_hook, self._clock, tell_failure)
        while True:
            batch, following = await insist(self._poll, self._clock, self._tell)
            if batch:
                new = await self._inbox.keep(batch)
                self._metrics.updates_in.inc(len(new))
                self._offset = following
                await self._take(new)

    async def stop(self) -> None:
        """Nothing is left to do: what wasn't acknowledged stays at Telegram."""

    async def _remove_web_hook(self) -> None:
        """A web hook left set keeps polls from getting anything. What waits for it stays and comes to us."""
        hook = await call(self._bot, "getWebhookInfo", {})
        if isinstance(hook, dict) and hook.get("url"):
            log.warning("a web hook was still set at Telegram; it is removed")
            await call(self._bot, "deleteWebhook", {})

    async def _poll(self) -> tuple[list[Any], int | None]:
        """A batch, and the offset that acknowledges it."""
        try:
            polled = await self._get_updates()
        except Conflict as error:
            self._vitals.in_conflict = True
            self._metrics.conflicts.inc()
            if "webhook is active" in error.message:
                await self._remove_web_hook()
            raise
        self._vitals.in_conflict = False
        self._vitals.took_in()
        return polled

    async def _get_updates(self) -> tuple[list[Any], int | None]:
        # the first one doesn't wait, so that it is known at once whether polls get through
        hold = self._hold if self._vitals.last_took_in else 0
        parameters: dict[str, Any] = {"timeout": hold, "limit": BATCH, "allowed_updates": list(ALLOWED_UPDATES)}
        if self._offset is not None:
            parameters["offset"] = self._offset
        async with asyncio.timeout(self._hold + self._grace):
            batch = await call(self._bot, "getUpdates", parameters, read_timeout=self._hold + self._grace)
        following = _following(batch) if isinstance(batch, list) else None
        if following is None and batch != []:
            raise TelegramError("the answer holds no updates")
        return batch, following

    def _tell(self, error: Exception, pause: float) -> None:
        if not isinstance(error, Conflict):
            tell_failure(error, pause)
        elif self._conflicts.now():
            log.error("another process uses this bot's token: stop it, or get this bot a token of its own")


def _following(batch: Sequence[object]) -> int | None:
    """The offset that acknowledges a batch: one above its highest id, whatever came before (ids may start anew)."""
    ids = [update_id for update_id in map(update_id_of, batch) if update_id is not None]
    return max(ids) + 1 if ids else None
