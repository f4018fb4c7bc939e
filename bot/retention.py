"""What goes by age: closed cases after the host's term, and what was settled once Telegram can't repeat it any more."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.clock import Clock
from bot.patience import write_when_possible
from bot.store import Store

EVERY = timedelta(hours=1)
SETTLED_FOR = timedelta(days=2)
"""Telegram delivers an update again for up to a day; so long its id must be known."""


class Retention:
    """A tick of the runtime."""

    def __init__(self, store: Store, retention_days: int) -> None:
        self._store = store
        self._closed_for = timedelta(days=retention_days)
        self._swept_at: datetime | None = None

    async def __call__(self, clock: Clock) -> None:
        now = clock.now()
        if self._swept_at is not None and timedelta(0) <= now - self._swept_at < EVERY:
            return
        await write_when_possible(self._store, clock, lambda tx: tx.sweep(now - self._closed_for, now - SETTLED_FOR))
        self._swept_at = now
