"""The days that a phrase may mean."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from flows.parse.english import Prefer, read_english
from flows.parse.phrases import Phrase
from flows.parse.vocabulary import WEEKDAYS

_WEEK = timedelta(days=7)


def days(phrase: Phrase, today: date, prefer: Prefer) -> list[date]:
    """The days of a phrase, earliest first; empty where there is no such day."""
    if phrase.kind == "weekday":
        return [_weekday(phrase, today, prefer)]
    if phrase.kind == "bare":
        return list(_day_of_a_month(int(phrase.english[0]), today, prefer))
    found = {day for english in phrase.english if (day := read_english(english, today, prefer))}
    if phrase.kind == "week":
        return [day + timedelta(days=WEEKDAYS.index(phrase.weekday) - day.weekday()) for day in found]
    return sorted(found)


def _weekday(phrase: Phrase, today: date, prefer: Prefer) -> date:
    """ "Friday" is the latest one up to today, or the first from today on; "last" and "next" leave today out."""
    back = timedelta(days=(today.weekday() - WEEKDAYS.index(phrase.weekday)) % 7)
    if phrase.which == "last" or (not phrase.which and prefer == "past"):
        return today - back - (_WEEK if phrase.which and not back else timedelta())
    return today - back + (_WEEK if phrase.which or back else timedelta())


def _day_of_a_month(number: int, today: date, prefer: Prefer) -> Iterator[date]:
    """ "The 5th": of this month, or of the nearest one on the wanted side that has such a day."""
    step = 1 if prefer == "future" else -1
    for distance in range(3):  # two months in a row never lack the same day
        month = today.month - 1 + step * distance
        year, month = today.year + month // 12, month % 12 + 1
        if not 1 <= number <= monthrange(year, month)[1]:
            continue
        day = date(year, month, number)
        if day == today or (day > today) == (prefer == "future"):
            yield day
            return
