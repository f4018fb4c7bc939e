"""The door to dateparser, which reads the plain English that the rest of this package makes of what was typed."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

Prefer = Literal["past", "future"]


@lru_cache(maxsize=4096)  # dateparser takes 2 ms for a phrase, and on one day people type the same ones
def read_english(phrase: str, today: date, prefer: Prefer) -> date | None:
    """The day that a phrase such as "12 november", "3 day ago" or "5 1 month ago" means; None if there is none.

    A day without a year is the latest up to today, or the first from today on.
    """
    # dateparser's future begins tomorrow; days that are counted from today must still be.
    counted = phrase.endswith(" ago") or phrase.startswith("in ") or " in " in phrase
    base = today if counted or prefer == "past" else today - timedelta(days=1)
    return read_with_dateparser(phrase, ["en"], base, prefer)


def find_with_dateparser(text: str, language: str, today: date, prefer: Prefer) -> date | None:
    """The one day that dateparser finds in a text of a language that has no word list of ours.

    Beside other words it must have made something of every number: "30 baugust 2011" is not the 30th of this month.
    Nor is it today: "now" is half of "a week before now".
    """
    if not any(sign.isalpha() for sign in text):
        return None
    if found := read_with_dateparser(text, [language], today, prefer):
        return found
    from dateparser.search import search_dates  # late for the same reason as below

    try:
        named = search_dates(text, [language], settings=_settings(today, prefer), strategy="ngram") or []
    except (ValueError, OverflowError):
        return None
    days = {day.date() for _, day in named} - {today}
    read = " ".join(words for words, _ in named)
    is_all_read = sorted(re.findall(r"\d+", read)) == sorted(re.findall(r"\d+", text))
    return days.pop() if len(days) == 1 and is_all_read else None


def read_with_dateparser(text: str, languages: list[str], today: date, prefer: Prefer) -> date | None:
    """What dateparser makes of a text that must name a day, in one of the languages."""
    try:
        found = _parser(languages, today, prefer).get_date_data(text).date_obj
    except (ValueError, OverflowError):  # what dateparser raises at the ends of the calendar
        return None
    return found.date() if found else None


def _parser(languages: list[str], today: date, prefer: Prefer) -> DateDataParser:
    # dateparser takes a third of a second to import, and nobody but a person who types a date needs it.
    from dateparser.date import DateDataParser

    return DateDataParser(languages=languages, settings=_settings(today, prefer))


def _settings(today: date, prefer: Prefer) -> dict[str, Any]:
    return {
        "RELATIVE_BASE": datetime.combine(today, time(12)),  # so that no part of it asks the system's clock
        "PREFER_DATES_FROM": prefer,
        "REQUIRE_PARTS": ["day"],
        "TIMEZONE": "UTC",
        "RETURN_AS_TIMEZONE_AWARE": False,
        "PARSERS": ["relative-time", "absolute-time"],
    }
