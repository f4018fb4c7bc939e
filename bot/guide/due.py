"""What reminders amount to on the day they come: what is due, by when, and whether the case still wants it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from bot.guide.titles import case_title
from bot.guide.visit import Visit
from bot.store import Case, Reminder
from flows.assess import Assessment
from flows.deadlines import ONCE
from flows.verdict import reminder_text, verdict


@dataclass(frozen=True, kw_only=True)
class Due:
    """One thing to be reminded of: a clock of a case, with its rows. `says` is what is due and the next step; `act_by`
    the day that it is about, None for what merely comes round again; `offers` the events that may be reported now."""

    case: Case
    title: str
    clock: str
    rows: tuple[Reminder, ...]
    says: tuple[str, ...]
    act_by: date | None
    offers: tuple[str, ...] = ()

    @property
    def newest(self) -> str:
        return str(self.rows[-1].id)


def things_due(visit: Visit, rows: Iterable[Reminder]) -> list[Due]:
    """What rows of this buyer amount to by now, the nearest deadline first, those that have passed last. What a case no
    longer wants is left out."""
    found = (thing_due(visit, visit.tx.case(together[0].case, visit.buyer.id), together) for together in by_clock(rows))
    return in_order((thing for thing in found if thing), visit.today)


def by_clock(rows: Iterable[Reminder]) -> Iterator[list[Reminder]]:
    """The rows of each clock of each case."""
    for _, together in groupby(sorted(rows, key=belongs_to), key=belongs_to):
        yield list(together)


def belongs_to(reminder: Reminder) -> tuple[str, str]:
    return reminder.case, reminder.clock


def in_order(things: Iterable[Due], today: date) -> list[Due]:
    """The nearest deadline first, then what comes round again, then what has passed."""

    def place(thing: Due) -> tuple[bool, date]:
        act_by = thing.act_by or date.max
        return act_by < today, act_by

    return sorted(things, key=place)


def thing_due(visit: Visit, case: Case | None, rows: Sequence[Reminder]) -> Due | None:
    """What the due rows of one clock amount to; None where their case is gone or no longer wants them."""
    clock_id = rows[0].clock
    if case is None or case.closed_at or clock_id in case.stopped:
        return None
    found = visit.assess(case)
    clocks = [clock for clock in found.clocks if clock.id == clock_id and clock.act_by]
    says = tuple(dict.fromkeys(reminder_text(clock, found, visit.book, visit.words) for clock in clocks))
    if found.window == "closed" and clock_id == "open_dispute":
        says = _what_is_left(visit, found, rows[-1])
    if not says:
        return None
    act_by = clocks[0].act_by if clock_id in ONCE else None
    title = case_title(visit, case, found)
    return Due(case=case, title=title, clock=clock_id, rows=tuple(rows), says=says, act_by=act_by, offers=found.offers)


def _what_is_left(visit: Visit, found: Assessment, row: Reminder) -> tuple[str, ...]:
    """For a reminder that comes only when the time is over: that it is, and the next step. Nothing where the buyer said
    so himself: he knows."""
    over = found.opening and found.opening.surely_over
    if not over or not row.on < over <= visit.today:
        return ()
    steps = verdict(found, visit.book, visit.words).steps[:1]
    return (visit.words("reminder-over", day=over), *steps)
