"""All that is kept of a person: as JSON, row by row, and as a text to read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from bot.store import Buyer
from bot.takeaway.casefile import answers
from bot.takeaway.document import Document, Section
from bot.takeaway.moments import time_line
from bot.takeaway.subject import Subject
from bot.takeaway.told import said_texts, timeline_lines
from flows.words import Words

Held = Mapping[str, list[dict[str, Any]]]


def export_json(held: Held, now: datetime) -> bytes:
    """Everything as it is stored, table by table; "about" says of what day that is."""
    whole = {"exported_at": now.isoformat(timespec="seconds"), **held}
    return json.dumps(whole, ensure_ascii=False, indent=2).encode("utf-8", "replace")


def export_document(buyer: Buyer, held: Held, subjects: Iterable[Subject], words: Words) -> Document:
    """The same in words. `subjects` are the person's cases, closed ones too."""
    sections = [_person(buyer, words)]
    for subject in subjects:
        sections += _case(subject)
    sections += [_reminders(held, words), _dates_told(held, words), _waiting(held, words)]
    return Document(
        title=words("export-title"), about=words("export-about"), sections=tuple(s for s in sections if s.lines)
    )


def _person(buyer: Buyer, words: Words) -> Section:
    said = {
        "number": str(buyer.id),
        "language": buyer.language,
        "country": buyer.country,
        "zone": buyer.zone,
        "blocked": buyer.blocked_at and buyer.blocked_at.isoformat(timespec="minutes"),
    }
    lines = [words(f"export-{name}", value=value) for name, value in said.items() if value]
    quiet = words("export-quiet", start=str(buyer.quiet_from), end=str(buyer.quiet_until))
    return Section(heading=words("export-person"), lines=(*lines, quiet))


def _case(subject: Subject) -> Iterator[Section]:
    words, case = subject.words, subject.case
    state = words("export-case-closed" if case.closed_at else "export-case-open", id=case.id, title=subject.title)
    told = answers(subject)
    reported = tuple(
        words("timeline-line", day=event.on, text=words(f"happened-{event.event}-said"))
        for event in case.events
        if words.has(f"happened-{event.event}-said")
    )
    yield Section(heading=state, lines=timeline_lines(time_line(subject), words))
    yield Section(heading=told.heading, lines=told.lines, level=3)
    yield Section(heading=words("export-events"), lines=reported, level=3)
    yield Section(heading=words("export-said"), lines=tuple(said_texts(case.said, words)), level=3)


def _reminders(held: Held, words: Words) -> Section:
    lines = tuple(
        words("export-reminder", due=row["due_at"][:16], clock=row["clock"], state=row["state"], id=row["case_id"])
        for row in held["reminders"]
    )
    return Section(heading=words("export-reminders"), lines=lines)


def _dates_told(held: Held, words: Words) -> Section:
    lines = tuple(
        words("export-told", clock=row["clock"], day=date.fromisoformat(row["act_by"]), id=row["case_id"])
        for row in held["told"]
    )
    return Section(heading=words("export-dates-told"), lines=lines)


def _waiting(held: Held, words: Words) -> Section:
    """Messages that are on their way, and those that could not be worked off."""
    lines = [words("export-outgoing", at=row["queued_at"][:16], state=row["state"]) for row in held["outgoing"]]
    lines += [words("export-update", at=row["received_at"][:16], state=row["state"]) for row in held["updates"]]
    return Section(heading=words("export-waiting"), lines=tuple(lines))
