"""Commands on JSON lines: one object a line in, one a line out; a bad line answers with its error."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NoReturn

from flows.answers import BadInput, read_answers, read_day, read_events
from flows.assess import Assessment, Assessor
from flows.deadlines import Clock
from flows.words import Words

LAST_DAY = date(2199, 12, 31)
Answer = Callable[[Any], Mapping[str, Any]]


def answer_standard_input(answer: Answer) -> NoReturn:
    """Answer standard input, each line as soon as it is read; exit 1 at the end if a line was bad."""
    bad = False
    for stream in (sys.stdin, sys.stdout):  # JSON is UTF-8, whatever the terminal is
        stream.reconfigure(encoding="utf-8", errors="replace", line_buffering=True)  # type: ignore[union-attr]
    for line, is_error in answer_lines(sys.stdin, answer):
        sys.stdout.write(line + "\n")
        bad |= is_error
    sys.exit(1 if bad else 0)


def answer_lines(lines: Iterable[str], answer: Answer) -> Iterator[tuple[str, bool]]:
    """The answer to each line that isn't blank, and whether it is an error record."""
    for line in lines:
        if line.strip():
            record = answer(_read(line))
            yield json.dumps(record, ensure_ascii=False), bool(record.get("error"))


def _read(line: str) -> Any:
    """The line's JSON; None, which no answerer takes, where it is broken."""
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def assess_record(raw: Any, assessor: Assessor, words: Words) -> dict[str, Any]:
    """One line of `assess`: {"today", "answers", "events"} in, the verdict or {"error", "at"} out."""
    try:
        if not isinstance(raw, Mapping):
            raise BadInput("", "input-not-an-object")
        today = _today(raw.get("today"))
        answers = read_answers(assessor.book, raw.get("answers", {}), today)
        events = read_events(assessor.book, raw.get("events", []), today)
    except BadInput as bad:
        return {"error": words(bad.reason, **bad.arguments), "at": bad.at}
    return verdict_record(assessor.assess(answers, events, today))


def verdict_record(found: Assessment) -> dict[str, Any]:
    """An assessment in the form of the contract."""
    return {
        "rule": found.rule.id if found.rule else None,
        "coverage": found.coverage or None,
        "outcome": found.outcome.id if found.outcome else None,
        "remedy": found.remedy or None,
        "window": found.window or None,
        "stage": found.stage or None,
        "next_question": found.walk.at,
        "deadlines": [_deadline(clock) for clock in found.clocks],
        "reminders": [{"deadline": r.deadline, "on": r.on.isoformat()} for r in found.reminders],
        "evidence": [proof.id for proof in found.evidence],
        "warnings": [warning.id for warning in found.warnings],
        "facts": list(found.facts),
        "readings": list(found.readings),
    }


def _deadline(clock: Clock) -> dict[str, Any]:
    if clock.window is None:
        return {"id": clock.id, "act_by": _iso(clock.act_by)}
    window = clock.window
    return {
        "id": clock.id,
        "not_before": _iso(window.not_before),
        "look_from": _iso(window.look_from),
        "act_by": _iso(window.act_by),
        "earliest_end": _iso(window.earliest_end),
        "surely_over": _iso(window.surely_over),
        "provisional": bool(window.unknown),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _today(raw: Any) -> date:
    if not isinstance(raw, str):
        raise BadInput("today", "input-not-text")
    return read_day(raw, LAST_DAY, "past", "today")
