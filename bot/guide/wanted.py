"""The reminders that a case wants, as rows: which clock, which day, when that is in the buyer's zone; and its dates."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from bot.clock import local_instant
from bot.json_text import dumped
from bot.store import Case, Told, Wanted
from flows.assess import Assessment
from flows.deadlines import ONCE, Clock
from flows.load import Guidebook

HOUR = 9
"""Reminders come at nine in the buyer's morning."""


def wanted_reminders(case: Case, found: Assessment, zone: ZoneInfo) -> Iterator[Wanted]:
    """Today's and later ones. A case that is closed, or whose verdict wasn't shown yet, wants none."""
    if case.closed_at or not had_verdict(case):
        return
    for reminder in found.reminders:
        if reminder.deadline not in case.stopped:
            clock = found.clock(reminder.deadline)
            yield Wanted(
                clock=reminder.deadline,
                on=reminder.on,
                due_at=local_instant(reminder.on, HOUR, zone),
                act_by=clock.act_by if clock else None,
            )


def had_verdict(case: Case) -> bool:
    """Whether a verdict on a case was ever shown."""
    return any(event.event == "verdict" for event in case.events)


def dates_told(found: Assessment, book: Guidebook) -> Iterator[tuple[str, Told]]:
    """The dates that a case stands by, by clock: not those of clocks that come round again and again."""
    for clock in found.clocks:
        if clock.act_by and clock.id in ONCE:
            basis = {period: book.period(period, found.today) for period in periods_of(clock, book)}
            yield clock.id, Told(act_by=clock.act_by, basis=dumped(basis))


def periods_of(clock: Clock, book: Guidebook) -> list[str]:
    """The periods that a clock's date is reckoned with."""
    window = book.windows[clock.window.kind].periods if clock.window else ()
    return sorted({*book.clocks[clock.id].periods, *window})
