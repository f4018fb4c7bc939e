"""The days that are asked for beside the book's questions: when something happened, and until when one would wait."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.guide.callbacks import data_for
from bot.guide.questions import ONE_DAY, day_hint, day_rows
from bot.guide.visit import Visit
from bot.store import Case, Event
from bot.talk import Block, Button, Screen, Title
from flows.answers import FARTHEST_AHEAD, FIRST_DAY
from flows.assess import Assessment

REDATE = "redate"
"""Asks on which day it was that the latest report speaks of."""
WHATIF = "whatif"
"""Asks until when one would wait."""


@dataclass(frozen=True, kw_only=True)
class DayAsked:
    """A day that is asked for: its title, the days that it may be, and the button that leaves it unanswered."""

    title: str
    first: date
    last: date
    leave: str


def reported(case: Case) -> list[int]:
    """The places of what the buyer reported in the list of a case's events, in order."""
    return [place for place, event in enumerate(case.events) if event.event != "verdict"]


def latest_day(events: Iterable[Event]) -> date:
    """The day before which nothing else can have happened."""
    return max((event.on for event in events if event.event != "verdict"), default=FIRST_DAY)


def day_asked(visit: Visit, case: Case, found: Assessment, asked: str | None) -> DayAsked | None:
    """What is asked; None where it is a question of the book, or nothing that can be asked at this stage."""
    leave = data_for("leave", "", case.id)
    if asked in found.offers:
        title = visit.words(f"happened-{asked}-when")
        return DayAsked(title=title, first=latest_day(case.events), last=visit.today, leave=leave)
    places = reported(case)
    if asked == REDATE and places:
        title = visit.words(f"happened-{case.events[places[-1]].event}-when")
        return DayAsked(title=title, first=latest_day(case.events[: places[-1]]), last=visit.today, leave=leave)
    if asked == WHATIF and found.offers:
        first, last = visit.today + ONE_DAY, visit.today + FARTHEST_AHEAD
        return DayAsked(title=visit.words("whatif-when"), first=first, last=last, leave=leave)
    return None


def day_screen(visit: Visit, case: Case, found: Assessment, asked: str, *before: Block) -> Screen | None:
    """The days to tap on for something that happened; None where no day is asked for it."""
    about = day_asked(visit, case, found, asked)
    if about is None or asked == WHATIF:
        return None
    back = Button(visit.words("button-back"), about.leave)
    blocks = (*before, Title(about.title), day_hint(visit, ahead=False))
    return Screen(blocks=blocks, rows=(*day_rows(visit, case, asked, first=about.first), (back,)))
