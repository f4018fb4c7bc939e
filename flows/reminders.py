"""On which days a case asks to be reminded: derived from its clocks, anew every day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from flows.deadlines import Clock
from flows.load import Guidebook

HORIZON = timedelta(days=60)
"""How far ahead days that come again are listed. More of them appear as the days go by."""

WEIGHT = ("open_dispute", "appeal", "ship_back", "look_again", "seller_answer")
"""Which of several reminders of one morning comes first; the rest follow in the clocks' own order."""


class Reminder(NamedTuple):
    """A day on which a clock reminds: at most one a day and clock."""

    deadline: str
    on: date


def reminders(clocks: Iterable[Clock], book: Guidebook, today: date) -> list[Reminder]:
    """Today's and later ones, by day. None before a clock's start."""
    places: dict[str, tuple[int, int]] = {}
    found = set()
    for clock in clocks:
        place = places.setdefault(clock.id, (_weight(clock.id), len(places)))
        found.update([(day, place, clock.id) for day in _days(clock, book, today)])
    return [Reminder(clock_id, day) for day, _, clock_id in sorted(found)]


def _days(clock: Clock, book: Guidebook, today: date) -> list[date]:
    window = clock.window
    if window and window.surely_over and today >= window.surely_over:
        return []
    before = () if clock.act_by is None else book.clocks[clock.id].before
    days = [clock.act_by - timedelta(days=n) for n in before if clock.act_by] + list(clock.also)
    for repeat in clock.repeats:
        days += repeat.days(today, today + HORIZON)
    first = max(today, clock.starts or today)
    end = window.surely_over if window and window.surely_over else date.max
    return [day for day in days if first <= day < end]


def _weight(clock: str) -> int:
    return WEIGHT.index(clock) if clock in WEIGHT else len(WEIGHT)
