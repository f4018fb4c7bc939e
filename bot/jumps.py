"""A guard against a clock that jumps: while the machine's time can't be right, no reminder goes out."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog

from bot.clock import Clock
from bot.patience import write_when_possible
from bot.store import Store
from bot.vitals import Vitals

BACK = timedelta(minutes=5)
"""Clocks are set back by so much, and it is nothing to speak of."""
AHEAD = timedelta(days=400)
"""A bot may have been down for long; for longer than this it is more likely that the clock is wrong."""
BELIEVED = timedelta(days=1)
"""A clock that has gone on steadily for so long after its jump is taken for right."""
NOTE_EVERY = timedelta(minutes=1)
NOTE = "reminders_ticked_at"

log = structlog.get_logger(__name__)


class JumpGuard:
    """Compares the time with that of the last round, which is kept in the store, so that a restart doesn't hide a jump.

    Forward jumps of less than `AHEAD` can't be told from a machine that slept."""

    def __init__(self, store: Store, vitals: Vitals) -> None:
        self._store = store
        self._vitals = vitals
        self._noted: datetime | None = None
        self._jumped_at: datetime | None = None
        self._seen: datetime | None = None

    async def holds(self, clock: Clock) -> bool:
        """Whether reminders are to be held. Called on every round."""
        self._vitals.clock_jumped = await self._has_jumped(clock)
        return self._vitals.clock_jumped

    async def _has_jumped(self, clock: Clock) -> bool:
        now = clock.now()
        noted = self._noted = self._noted or await self._read(clock)
        if noted and not _follows(noted, now) and not self._has_settled(now):
            return True
        if self._jumped_at:
            log.info("the clock is believed again", now=now.isoformat())
        self._jumped_at = self._seen = None
        if noted is None or not timedelta(0) <= now - noted < NOTE_EVERY:
            await write_when_possible(self._store, clock, lambda tx: tx.set_note(NOTE, now.isoformat()))
            self._noted = now
        return False

    def _has_settled(self, now: datetime) -> bool:
        """Whether the clock has gone on without another jump for long enough; the first sight of a jump is logged."""
        if self._jumped_at is None or self._seen is None or not _follows(self._seen, now):
            log.error("the clock jumped: reminders are held until it is set right", now=now.isoformat())
            self._jumped_at = now
        self._seen = now
        return now - self._jumped_at >= BELIEVED

    async def _read(self, clock: Clock) -> datetime | None:
        text = await write_when_possible(self._store, clock, lambda tx: tx.note(NOTE))
        return datetime.fromisoformat(text) if text else None


def _follows(before: datetime, now: datetime) -> bool:
    return -BACK <= now - before <= AHEAD
