"""Answers and events as they are stored and sent ("2026-11-18", "24.90 EUR", "unknown"), made into values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Literal

from flows.load import Guidebook
from flows.model import Money, Question, Value

FIRST_DAY = date(2010, 4, 1)
"""AliExpress opened in April 2010: no order is older."""
FARTHEST_AHEAD = timedelta(days=730)
LARGEST_AMOUNT = Decimal(100_000_000)

LONGEST_QUOTE = 40
"""Characters of a wrong value that an error says back."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MONEY = re.compile(r"(\d{1,9}(?:\.\d{1,4})?) ([A-Z]{3})", re.ASCII)


@dataclass(frozen=True)
class BadInput(Exception):
    """Something that can't be an answer or event. `at` says where ("answers.delivered_on", "events.0.on"),
    `reason` is the id of the text that says why, `arguments` are the text's variables."""

    at: str
    reason: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class CaseEvent:
    """What was reported of a case, and its day. `by` is a deadline that it set, `amount` a sum that it named: kinds of
    event say whether they may carry one."""

    event: str
    on: date
    by: date | None = None
    amount: Money | None = None


def day_problem(day: date, today: date, tense: Literal["past", "any", ""]) -> str | None:
    """Why a day can't be an answer: the id of the text that says so; None if it can."""
    if day < FIRST_DAY:
        return "parse-before-aliexpress"
    if tense == "past" and day > today:
        return "parse-in-future"
    return "parse-too-far" if day > today + FARTHEST_AHEAD else None


def read_answer(question: Question, raw: Any, today: date, at: str) -> Value:
    """One stored answer as a value. Raises BadInput."""
    if not isinstance(raw, str):
        raise BadInput(at, "input-not-text")
    if raw in {option.id for option in question.options}:
        return raw
    if question.kind == "date":
        return read_day(raw, today, question.tense, at)
    if question.kind == "money":
        return _money(raw, at)
    raise BadInput(at, "input-unknown-option", {"given": raw[:LONGEST_QUOTE]})


def read_answers(book: Guidebook, raw: Any, today: date) -> dict[str, Value]:
    """Stored answers as values. Raises BadInput for an unknown question, option, or a value that can't be."""
    if not isinstance(raw, Mapping):
        raise BadInput("answers", "input-not-an-object")
    for question in raw:
        if question not in book.questions:
            raise BadInput(f"answers.{question}", "input-unknown-question", {"given": str(question)[:LONGEST_QUOTE]})
    return {q: read_answer(book.questions[q], value, today, f"answers.{q}") for q, value in raw.items()}


def kept_answers(book: Guidebook, raw: Mapping[str, str], today: date) -> dict[str, Value]:
    """Stored answers as values, without those that can't stand any longer: they are asked again.

    A day later than today is kept by one day: who moves to a zone behind must not lose what they answered."""
    kept: dict[str, Value] = {}
    for question, value in raw.items():
        if question in book.questions:
            with suppress(BadInput):
                kept[question] = read_answer(book.questions[question], value, today + timedelta(days=1), question)
    return kept


def read_events(book: Guidebook, raw: Any, today: date) -> tuple[CaseEvent, ...]:
    """Stored events in order of entry. Raises BadInput; the days of what happened never run backwards."""
    if not isinstance(raw, Sequence) or isinstance(raw, str):
        raise BadInput("events", "input-not-a-list")
    events = tuple(_event(book, one, today, f"events.{n}") for n, one in enumerate(raw))
    latest = FIRST_DAY
    for n, event in enumerate(events):
        if book.events[event.event].mark:
            continue
        if event.on < latest:
            raise BadInput(f"events.{n}.on", "input-runs-backwards", {"before": latest})
        latest = event.on
    return events


def _event(book: Guidebook, raw: Any, today: date, at: str) -> CaseEvent:
    if not isinstance(raw, Mapping):
        raise BadInput(at, "input-not-an-object")
    kind = book.events.get(raw["event"]) if isinstance(raw.get("event"), str) else None
    if kind is None:
        raise BadInput(f"{at}.event", "input-unknown-event", {"given": str(raw.get("event"))[:LONGEST_QUOTE]})
    known = {"event", "on", *(["by"] if kind.by else []), *(["amount"] if kind.amount else [])}
    if unknown := sorted(str(key) for key in raw if key not in known):
        raise BadInput(f"{at}.{unknown[0]}", "input-unknown-key", {"given": unknown[0][:LONGEST_QUOTE]})
    return CaseEvent(
        kind.id,
        read_day(_text(raw, "on", at), today, "past", f"{at}.on"),
        by=read_day(_text(raw, "by", at), today, "any", f"{at}.by") if "by" in raw else None,
        amount=_money(_text(raw, "amount", at), f"{at}.amount") if "amount" in raw else None,
    )


def _text(raw: Mapping[str, Any], key: str, at: str) -> str:
    if not isinstance(raw.get(key), str):
        raise BadInput(f"{at}.{key}", "input-not-text")
    return str(raw[key])


def read_day(raw: str, today: date, tense: Literal["past", "any", ""], at: str) -> date:
    """A stored day ("2026-11-18") as a date. Raises BadInput for what is none, or can't be."""
    try:
        day = date.fromisoformat(raw) if _DAY.fullmatch(raw) else None
    except ValueError:
        raise BadInput(at, "parse-no-such-day", {"example": today}) from None
    if day is None:
        raise BadInput(at, "input-not-a-day", {"example": today.isoformat()})
    if problem := day_problem(day, today, tense):
        raise BadInput(at, problem, {"example": today})
    return day


def money_in(amount: str) -> Money | None:
    """A stored sum ("5.00 EUR") that was read once before; None for none."""
    figure, _, currency = amount.partition(" ")
    return Money(Decimal(figure), currency) if amount else None


def _money(raw: str, at: str) -> Money:
    found = _MONEY.fullmatch(raw)
    if found is None:
        raise BadInput(at, "input-not-money", {"example": str(Money(Decimal("24.90"), "EUR"))})
    amount = Decimal(found[1])
    if not amount:
        raise BadInput(at, "parse-zero", {"example": Money(Decimal("24.90"), found[2])})
    if amount > LARGEST_AMOUNT:
        raise BadInput(at, "parse-too-large", {"example": Money(Decimal("24.90"), found[2])})
    return Money(amount, found[2])
