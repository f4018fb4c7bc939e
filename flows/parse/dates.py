"""A date as a person types it, in the language of a locale or in English."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime

from babel import Locale

from flows.answers import FIRST_DAY, day_problem
from flows.parse.days import days
from flows.parse.english import Prefer, find_with_dateparser
from flows.parse.locales import ENGLISH, known_locale
from flows.parse.phrases import Phrase, Unclear, codes, phrases
from flows.parse.reading import Choose, DateReading, Refused, Understood
from flows.parse.spellings import words_of
from flows.parse.tokens import Token, tokens
from flows.parse.typed import TooLong, clean, has_odd_numbers
from flows.parse.vocabulary import WEEKDAYS

_LAST_TODAY = date(2999, 12, 31)
_NOT_A_DATE = "parse-not-a-date"
_UNCLEAR = "parse-unclear-date"
_UNIX_TIME = re.compile(r"(\d{10})(?:\d{3})?", re.ASCII)
_WITHOUT_DAY = re.compile(r"M|K|[LXT][UV]|[UV][LXT]")
_OTHER_CALENDARS = (range(1300, 1500), range(2440, 2700))
"""Years of the Persian, the Islamic and the Buddhist calendar in our time."""


def read_date(text: str, *, locale: str, today: date, prefer: Prefer = "past", only_past: bool = False) -> DateReading:
    """What day a text means to somebody in `locale` ("pt_BR", "en") on `today`.

    Without a year (or with a weekday alone) it is the latest such day up to today, or with `prefer="future"` the
    first from today on; full dates are what they say. `only_past` refuses days after today. Never raises for any
    text or locale; `today` must lie between AliExpress's first day and the year 2999 (ValueError).
    """
    if not may_be_today(today):
        raise ValueError(f"today is {today}")
    where = known_locale(locale) or ENGLISH
    try:
        typed = clean(text)
    except TooLong:
        return _refused("parse-too-long", today)
    if not typed:
        return _refused("parse-empty", today)
    if has_odd_numbers(text):
        return _refused(_NOT_A_DATE, today)
    return _within_limits(_found(typed, where, today, prefer), today, only_past=only_past)


def may_be_today(day: date) -> bool:
    """Whether a guide can be asked on a day: since AliExpress exists, and far from the end of the calendar."""
    return FIRST_DAY <= day <= _LAST_TODAY


def _refused(reason: str, today: date) -> Refused:
    return Refused(reason, {"example": today})


def _found(typed: str, where: Locale, today: date, prefer: Prefer) -> list[date] | Refused:
    """The days that a clean text may mean, in the locale's language or else in English."""
    if unix_time := _UNIX_TIME.fullmatch(typed):
        return [datetime.fromtimestamp(int(unix_time[1]), UTC).date()]
    listed = bool(words_of(where.language))
    found = _named(tokens(typed, where, where), today, prefer, every_number=not listed)
    unread = (_NOT_A_DATE,) if listed else (_NOT_A_DATE, _UNCLEAR)
    if isinstance(found, Refused) and found.reason in unread:
        found = _named(tokens(typed, ENGLISH, where), today, prefer, every_number=not listed)
    if isinstance(found, Refused) and found.reason in unread and not listed:
        day = find_with_dateparser(typed, where.language, today, prefer)
        return [day] if day else found
    return found


def _named(words: Sequence[Token], today: date, prefer: Prefer, *, every_number: bool) -> list[date] | Refused:
    try:
        found = phrases(words, every_number=every_number)
    except Unclear:
        return _refused(_UNCLEAR, today)
    row = codes(words)
    whole = [phrase for phrase in found if phrase.kind != "month" and not (phrase.short and "Z" in row)]
    if any(phrase.kind == "two" for phrase in whole):
        return _refused("parse-two-dates", today)
    return _agreed(whole, today, prefer) if whole else _refused(_what_is_missing(words, row), today)


def _what_is_missing(words: Sequence[Token], row: str) -> str:
    if row == "N" and len(words[0].value) <= 2:
        return "parse-needs-month"
    return "parse-needs-day" if _WITHOUT_DAY.search(row) else _NOT_A_DATE


def _agreed(found: Sequence[Phrase], today: date, prefer: Prefer) -> list[date] | Refused:
    """The days that all phrases of a text allow: "yesterday, nov 17" is one day, "monday or tuesday" are two."""
    named = [phrase for phrase in found if phrase.kind != "weekday" or phrase.which] or found
    allowed = [set(days(phrase, today, prefer)) for phrase in named]
    for phrase, some in zip(named, allowed, strict=True):
        if not some:
            return _refused(_why_none(phrase), today)
    common = set.intersection(*allowed)
    if not common:
        return _refused("parse-two-dates", today)
    weekdays = {phrase.weekday for phrase in found if phrase.kind == "weekday"}
    matching = [day for day in sorted(common) if weekdays <= {WEEKDAYS[day.weekday()]}]
    return matching or Refused("parse-other-weekday", {"date": min(common), "example": today})


def _why_none(phrase: Phrase) -> str:
    if any(english.endswith(" ago") for english in phrase.english):
        return "parse-before-aliexpress"
    beyond = any(english.startswith("in ") or re.search(r"\d{5}$", english) for english in phrase.english)
    return "parse-too-far" if beyond else "parse-no-such-day"


def _within_limits(found: list[date] | Refused, today: date, *, only_past: bool) -> DateReading:
    if isinstance(found, Refused):
        return found
    problems = {day: day_problem(day, today, "past" if only_past else "any") for day in found}
    possible = tuple(day for day, problem in problems.items() if not problem)
    if len(possible) > 1:
        return Choose(possible)
    if possible:
        return Understood(possible[0])
    if any(day.year in years for day in found for years in _OTHER_CALENDARS):
        return _refused("parse-other-calendar", today)
    return _refused(problems[found[0]] or _NOT_A_DATE, today)
