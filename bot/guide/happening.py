"""What happened to a case: reported with its day, dated anew, taken back. What an event changes of the answers is
written with it, and what they were before stands in its note, so that taking it back leads back exactly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.guide.callbacks import data_for
from bot.guide.card import closed_screen, told_screen, undo_button
from bot.guide.days import REDATE, day_asked, day_screen, latest_day, reported
from bot.guide.questions import carried_question, question_screen
from bot.guide.visit import MOST_OPEN_CASES, Visit
from bot.json_text import dumped, loaded
from bot.store import Case, Event
from bot.talk import Button, Reply, Screen, Text, Title
from flows.answers import BadInput, read_day
from flows.assess import Assessment
from flows.circumstances import matches

AT_ONCE = ("no_button", "marked_delivered", "parcel_arrived", "arrived_fine")
"""What is noted with one tap, for today: seen just now. A button corrects the day; the day from which the time for a
dispute counts is asked for itself."""


def happened(visit: Visit, case: Case, event: str) -> Reply:
    """Something is reported, from a card, a reminder or an old verdict. Its day is asked, or it is noted at once."""
    found = visit.assess(case)
    places = reported(case)
    if event in AT_ONCE and places and _is(case.events[places[-1]], event, visit.today):
        return Reply(toast=visit.words("toast-already-same"))
    if event not in found.offers:
        return Reply(toast=visit.words("toast-not-now" if event in visit.book.events else "toast-old-button"))
    if event in AT_ONCE and visit.today >= latest_day(case.events):
        return Reply(screens=_noted_at_once(visit, record(visit, case, event, visit.today)))
    screen = day_screen(visit, visit.keep(case, focus=event), found, event)
    return Reply(screens=(screen,) if screen else ())


def _is(reported_event: Event, event: str, day: date) -> bool:
    return (reported_event.event, reported_event.on) == (event, day)


def take_day(visit: Visit, case: Case, found: Assessment, asked: str, raw: str) -> Reply:
    """The day that was asked for: of an event, or anew for the latest one. Raises BadInput."""
    about = day_asked(visit, case, found, asked)
    assert about  # noqa: S101 - for the type checker; the caller has looked
    day = read_day(raw, visit.today, "past", asked)
    if day < about.first:
        raise BadInput(asked, "refuse-before-last-event", {"example": visit.today, "before": about.first})
    if asked == REDATE:
        at = reported(case)[-1]
        changed = _with(visit, case, at, on=day)
        return Reply(change=told_screen(visit, changed, _said(visit, changed.events[at])))
    return _noted(visit, record(visit, case, asked, day))


def record(visit: Visit, case: Case, event: str, day: date) -> Case:
    """Keep an event. Where it leaves nothing to do, the case is closed."""
    answers = _changed_answers(visit, case, event)
    note = dumped(dict(case.answers)) if answers != case.answers else ""
    kept = replace(case, answers=answers, events=(*case.events, Event(event=event, on=day, note=note)), focus=None)
    over = visit.assess(kept).stage == "closed"
    return visit.keep(kept, closed_at=visit.now if over else None)


def _changed_answers(visit: Visit, case: Case, event: str) -> Mapping[str, str]:
    """The answers as the event changes them. A day that it makes known is left open: the dialogue asks for it, because
    it counts, and the day of a report may be later."""
    circumstances = visit.assess(case).circumstances
    changes = visit.book.events[event].changes
    change = next((change for change in changes if matches(change.when, circumstances)), None)
    if change is None:
        return case.answers
    return {q: value for q, value in {**case.answers, **change.sets}.items() if q != change.day}


def _said(visit: Visit, event: Event) -> Title:
    return Title(visit.words("event-noted", what=visit.words(f"happened-{event.event}-said"), day=event.on))


def _noted(visit: Visit, case: Case) -> Reply:
    """What the question for the day turns into, and what follows: what else the event may carry, if anything."""
    said = _said(visit, case.events[reported(case)[-1]])
    if case.closed_at:
        return Reply(change=closed_screen(visit, case, said))
    found = visit.assess(case)
    question = carried_question(visit, found)
    if not question:
        return Reply(change=told_screen(visit, case, said))
    asked = visit.keep(case, focus=question)
    return Reply(change=Screen(blocks=(said,)), screens=(question_screen(visit, asked, found, question),))


def _noted_at_once(visit: Visit, case: Case) -> tuple[Screen, ...]:
    said = _said(visit, case.events[reported(case)[-1]])
    redate = (Button(visit.words("button-redate"), data_for("again", "", case.id)),)
    if case.closed_at:
        return (replace(closed_screen(visit, case, said), silent=True),)
    found = visit.assess(case)
    if not found.walk.at:
        told = told_screen(visit, case, said)
        return (replace(told, rows=(redate, *told.rows)),)
    noted = Screen(blocks=(said,), rows=(redate, undo_button(visit, case)), silent=True, besides=True)
    return noted, question_screen(visit, case, found, found.walk.at)


def carry(visit: Visit, case: Case, question: str, raw: str) -> Case:
    """Keep what the latest event carries: the answer to the question that it asks for."""
    latest = visit.assess(case).used[-1]
    at = max(place for place, event in enumerate(case.events) if event.event == latest.event)
    if question == visit.book.events[latest.event].by:
        return _with(visit, case, at, by=None if raw == "unknown" else date.fromisoformat(raw))
    return _with(visit, case, at, amount=raw)


def _with(visit: Visit, case: Case, at: int, **changes: Any) -> Case:
    events = (*case.events[:at], replace(case.events[at], **changes), *case.events[at + 1 :])
    return visit.keep(case, events=events, focus=None)


def date_again(visit: Visit, case: Case) -> Reply:
    """It was on another day than the one that was noted."""
    asked = visit.keep(case, focus=REDATE)
    screen = day_screen(visit, asked, visit.assess(asked), REDATE)
    return Reply(screens=(screen,)) if screen else Reply(toast=visit.words("toast-old-button"))


def undo(visit: Visit, case: Case, place: str) -> Reply:
    """Take back the last thing that was reported, and nothing else: what it changed is as it was before."""
    places = reported(case)
    if not places or str(places[-1]) != place:
        return Reply(toast=visit.words("toast-old-button"))
    if case.closed_at and visit.assess(case).stage != "closed":  # closed by hand, and not by what is taken back
        return Reply(toast=visit.words("toast-case-closed"), screens=(closed_screen(visit, case),))
    if case.closed_at and len(visit.tx.cases(visit.buyer.id)) >= MOST_OPEN_CASES:
        return Reply(toast=visit.words("cases-too-many", most=MOST_OPEN_CASES), alert=True)
    at = places[-1]
    back = case.events[at]
    answers = loaded(back.note) if back.note else case.answers
    after = () if back.note else case.events[at + 1 :]  # verdicts on what it changed go with it
    changed = visit.keep(case, answers=answers, events=(*case.events[:at], *after), focus=None, closed_at=None)
    return Reply(screens=(told_screen(visit, changed, Text(visit.words("event-undone"))),))
