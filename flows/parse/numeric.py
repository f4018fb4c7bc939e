"""Dates written in figures: "12.11", "2026-11-12", "11月12日". CLDR says which part of a locale's date is the day."""

from __future__ import annotations

import re
from functools import lru_cache

from babel import Locale

from flows.parse.vocabulary import MONTHS

DATE_IN_FIGURES = r"""
    (?<![\d.,:/-]) (?:
        (?P<year>\d{4}|\d{2}(?=\s?[年년])) \s?[-/.年년]\s? (?P<month>\d{1,2}) \s?[-/.月월]\s? (?P<day>\d{1,2}) (?!\d)
            (?:\s?[日号號일](?![전前后後후]))? (?:[t\s]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:\s?z\b|\s?[+-]\d{2}:?\d{2})?)?
      | (?P<east_month>\d{1,2}) \s?[月월]\s? (?P<east_day>\d{1,2}) (?!\d) (?:\s?[日号號일])?
      | (?P<one>\d{1,2}) \s?(?P<mark>[-/.,\s])\s? (?P<two>\d{1,2}) \s?(?P=mark)\s? (?P<three>\d{2,6}) (?!\d|[./-]\d)
      | (?P<first>\d{1,2}) \s?(?P<stroke>[-/.])\s? (?P<second>\d{1,2}) (?!\d|[./:-]\d|%)
      | (?P<compact>(?:19|20)\d{6}) (?!\d)
    )
"""
"""In verbose syntax, over folded text."""

_ORDERS = {"dm": ((0, 1),), "md": ((1, 0),), "": ((0, 1), (1, 0))}
"""Where the day and the month stand among two figures; "" leaves it open."""


def in_english(found: re.Match[str], locale: Locale) -> tuple[str, ...]:
    """What a match of DATE_IN_FIGURES may mean, as plain English: "12 november 2026". () where no month can be."""
    if found["compact"]:
        figures = found["compact"]
        return _written(int(figures[6:]), int(figures[4:6]), figures[:4])
    if found["year"]:
        return _written(int(found["day"]), int(found["month"]), found["year"])
    if found["east_month"]:
        return _written(int(found["east_day"]), int(found["east_month"]), "")
    if found["three"]:
        return _three(found, locale)
    return _pairs(int(found["first"]), int(found["second"]), "", order(locale, found["stroke"]))


def _three(found: re.Match[str], locale: Locale) -> tuple[str, ...]:
    one, two, three = int(found["one"]), int(found["two"]), found["three"]
    if len(three) == 2 and _year_first(locale):
        return _written(int(three), two, f"{one:02}")
    return _pairs(one, two, three, order(locale, found["mark"]))


def _pairs(first: int, second: int, year: str, written_order: str) -> tuple[str, ...]:
    """Both readings where the order is open; the other one where only it names a month."""
    figures = (first, second)
    readings = [_written(figures[day], figures[month], year) for day, month in _ORDERS[written_order]]
    readings = readings if any(readings) else [_written(first, second, year), _written(second, first, year)]
    return tuple(dict.fromkeys(english for reading in readings for english in reading))


def _written(day: int, month: int, year: str) -> tuple[str, ...]:
    full_year = f"20{year}" if len(year) == 2 else year  # AliExpress knows one century
    return (f"{day} {MONTHS[month - 1]} {full_year}".strip(),) if 1 <= month <= 12 and day <= 31 else ()


@lru_cache(maxsize=256)
def order(locale: Locale, sign: str) -> str:
    """ "dm" or "md", or "" where a locale leaves it open: one without a region ("03/04" in "en").

    Dots are another matter: a language that writes its own dates with dots has one order for them.
    """
    pattern = str(locale.datetime_skeletons["Md"].pattern)
    if not locale.territory and not (sign == "." and "." in pattern):
        return ""
    return "dm" if pattern.index("d") < pattern.index("M") else "md"


def _year_first(locale: Locale) -> bool:
    pattern = str(locale.date_formats["short"].pattern)
    return pattern.lstrip("\u200f'").startswith("y")
