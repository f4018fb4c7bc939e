"""What the running parts note about themselves, so that somebody else can tell whether they are well."""

from __future__ import annotations

from datetime import datetime

from bot.clock import Clock


class Vitals:
    """Written by the intake and the ticks, read by the health page.

    `in_conflict` says that another process polls with this bot's token; `last_took_in` is when a poll was last
    completed, or the web hook registered or used; `last_ticked` when the ticks last went round. None: never yet.
    `clock_jumped` says that the machine's time can't be right, and reminders are held.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.in_conflict = False
        self.clock_jumped = False
        self.last_took_in: datetime | None = None
        self.last_ticked: datetime | None = None

    def took_in(self) -> None:
        self.last_took_in = self._clock.now()

    def ticked(self) -> None:
        self.last_ticked = self._clock.now()
