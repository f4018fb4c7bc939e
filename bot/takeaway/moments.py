"""The days of a case in order: what happened, today, what lies ahead. One list for the picture, its words, the calendar
and the case file, so that they never say different things."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.clock import local_day
from bot.takeaway.subject import Subject
from flows.answers import CaseEvent
from flows.assess import Assessment
from flows.deadlines import REPEATING, Clock
from flows.load import Guidebook
from flows.verdict import wait_is_over
from flows.words import Words

Kind = Literal["happened", "known", "today", "deadline", "look", "window"]
"""What somebody reported or did, a day that the order page names, today, a day to act by, a day to look, an edge of the
window."""

WITHIN_A_DAY: Mapping[Kind, int] = {"happened": 0, "known": 1, "today": 2}
"""Of one day: what happened, then today, then what is due."""
DUE = 3


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A day of a case. `id` is the same as long as it stands for the same thing: "dispute_opened", "appeal",
    "open_dispute-surely_over"."""

    id: str
    day: date
    kind: Kind
    text: str


@dataclass(frozen=True, kw_only=True)
class Span:
    """Days from `start` to `end`; without an end where nobody can say when."""

    start: date
    end: date | None


@dataclass(frozen=True, kw_only=True)
class TimeLine:
    """`moments` in order, today among them. In `maybe_open` the window for a dispute may be open, or not any more."""

    title: str
    today: date
    moments: tuple[Moment, ...]
    maybe_open: Span | None

    @property
    def ahead(self) -> tuple[Moment, ...]:
        """What is still to come, from today on."""
        return tuple(m for m in self.moments if m.day >= self.today and m.kind not in ("happened", "today"))


def time_line(subject: Subject) -> TimeLine:
    """The time line of a case as it was found to stand."""
    found, words = subject.found, subject.words
    begun_on = local_day(subject.case.opened_at, subject.zone)
    begun = Moment(id="begun", day=begun_on, kind="happened", text=words("moment-begun"))
    stage = words(f"stage-{found.stage}") if found.stage else words("case-unfinished")
    today = Moment(id="today", day=found.today, kind="today", text=stage)
    moments = [begun, *_answered(found, subject.book, words), *_reported(found, words), today, *_due(found, words)]
    moments.sort(key=lambda m: (m.day, WITHIN_A_DAY.get(m.kind, DUE)))
    return TimeLine(title=subject.title, today=found.today, moments=tuple(moments), maybe_open=_maybe_open(found))


def _answered(found: Assessment, book: Guidebook, words: Words) -> Iterator[Moment]:
    """The days among the answers: those that lie in the past by their nature happened, others stand on a page."""
    for question, value in found.walk.path.items():
        if isinstance(value, date):
            kind: Kind = "happened" if book.questions[question].tense == "past" else "known"
            yield Moment(id=question, day=value, kind=kind, text=words(f"moment-{question}"))


def _reported(found: Assessment, words: Words) -> Iterator[Moment]:
    for number, event in enumerate(found.used):
        yield Moment(id=f"{event.event}-{number}", day=event.on, kind="happened", text=event_text(event, words))


def event_text(event: CaseEvent, words: Words) -> str:
    """What an event says, with the sum that it named."""
    said = words(f"happened-{event.event}-said")
    said = said[:1].upper() + said[1:]
    return words("moment-with-amount", said=said, amount=event.amount) if event.amount else said


def _due(found: Assessment, words: Words) -> Iterator[Moment]:
    for clock in found.clocks:
        if clock.window:
            yield from _window(clock, found, words)
        elif clock.act_by and not clock.about and not wait_is_over(clock, found):
            kind: Kind = "look" if clock.id in REPEATING else "deadline"
            yield Moment(id=clock.id, day=clock.act_by, kind=kind, text=words(f"moment-{clock.id}"))


def _window(clock: Clock, found: Assessment, words: Words) -> Iterator[Moment]:
    """The edges of the window for opening a dispute; once it is over for sure, only that."""
    window = clock.window
    assert window  # noqa: S101 - for the type checker; the caller looked
    edges = {
        "starts": window.starts,
        "act_by": window.act_by,
        "earliest_end": window.earliest_end,
        "surely_over": window.surely_over,
    }
    for edge, day in edges.items():
        if day and not (found.window == "closed" and edge == "starts"):
            kind: Kind = "deadline" if edge == "act_by" else "window"
            yield Moment(id=f"{clock.id}-{edge}", day=day, kind=kind, text=words(f"moment-{clock.id}-{edge}"))


def _maybe_open(found: Assessment) -> Span | None:
    """From the earliest day on which the window may end to the day on which it surely has."""
    opening = found.opening
    if opening is None or opening.earliest_end is None or found.window in ("closed", "none"):
        return None
    return Span(start=opening.earliest_end, end=opening.surely_over)
