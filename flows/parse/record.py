"""`python -m flows parse`: one JSON object in, one out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from flows.parse.dates import may_be_today, read_date
from flows.parse.locales import known_locale
from flows.parse.money import read_money
from flows.parse.reading import Choose, Price, Refused, Understood

Say = Callable[..., str]
"""Writes the text of an id, with its variables by name."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_EXAMPLE = {"kind": "date", "text": "last friday", "locale": "en_US", "today": "2026-11-18"}


class _BadRecord(Exception):
    """A record that can't be answered; the argument is the id of the text that says why."""


def parse_record(record: object, say: Say) -> dict[str, Any]:
    """What one record's text means: {"value"}, for money with its {"currency"}, {"choose"} or {"value": null, "error"}.

    A record with `prefer` "past" (or none) asks for what has happened, so days to come are refused.
    A malformed record is an error of the same form. Keys that aren't known are left alone.
    """
    try:
        reading = _reading(record)
    except _BadRecord as bad:
        return {"value": None, "error": say(str(bad), example=json.dumps(_EXAMPLE))}
    match reading:
        case Understood(value):
            return _written(value)
        case Choose(options):
            return {"choose": [str(option) for option in options]}
        case Refused(reason, arguments):
            return {"value": None, "error": say(reason, **arguments)}


def _reading(record: object) -> Understood[Any] | Choose[Any] | Refused:
    if not isinstance(record, Mapping):
        raise _BadRecord("parse-record-object")
    kind = record.get("kind")
    if kind not in ("date", "money"):
        raise _BadRecord("parse-record-kind")
    text, locale = record.get("text"), record.get("locale")
    if not isinstance(text, str):
        raise _BadRecord("parse-record-text")
    if not isinstance(locale, str) or known_locale(locale) is None:
        raise _BadRecord("parse-record-locale")
    if kind == "money":
        return read_money(text, locale=locale)
    prefer = record.get("prefer", "past")
    if prefer not in ("past", "future"):
        raise _BadRecord("parse-record-prefer")
    return read_date(text, locale=locale, today=_today(record), prefer=prefer, only_past=prefer == "past")


def _today(record: Mapping[str, Any]) -> date:
    written = record.get("today")
    try:
        today = date.fromisoformat(written) if isinstance(written, str) and _DAY.fullmatch(written) else None
    except ValueError:
        today = None
    if today is None or not may_be_today(today):
        raise _BadRecord("parse-record-today")
    return today


def _written(value: date | Price) -> dict[str, Any]:
    if isinstance(value, Price):
        return {"value": f"{value.amount:f}", "currency": value.currency}
    return {"value": value.isoformat()}
