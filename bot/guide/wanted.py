"""The reminders that a case wants, as rows: which clock, which day, and when that is in the buyer's zone."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from bot.clock import local_instant
from bot.store import Case, Wanted
from flows.assess import Assessment

HOUR = 9
"""Reminders come at nine in the buyer's morning."""


def wanted_reminders(case: Case, found: Assessment, zone: ZoneInfo) -> Iterator[Wanted]:
    """Today's and later ones. A case that is closed, or whose verdict wasn't shown yet, wants none."""
    if case.closed_at or not had_verdict(case):
        return
    for reminder in found.reminders:
        if reminder.deadline not in case.stopped:
            yield Wanted(clock=reminder.deadline, on=reminder.on, due_at=local_instant(reminder.on, HOUR, zone))


def had_verdict(case: Case) -> bool:
    """Whether a verdict on a case was ever shown."""
    return any(event.event == "verdict" for event in case.events)
