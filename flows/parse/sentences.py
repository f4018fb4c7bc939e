"""The days and the amounts that a sentence names among other words, such as a first message: to be proposed, no more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from typing import TypeVar

from flows.parse.dates import read_date
from flows.parse.locales import ENGLISH, known_locale
from flows.parse.money import read_money
from flows.parse.phrases import Unclear, phrases
from flows.parse.reading import Choose, Price, Refused, Understood
from flows.parse.spellings import words_of
from flows.parse.tokens import tokens
from flows.parse.typed import LONGEST, TooLong, clean

MOST_PIECES = 12
"""Pieces of a text that are read: what was meant stands near its beginning, and reading takes time."""

_BETWEEN = re.compile(r"(?<!\d)[.,;:!?]+\s+|\s*\n\s*")
"""Where one thing ends and the next begins. Not behind a figure: "18. November", "November 18, 2026"."""

Meant = TypeVar("Meant")


def days_named(text: str, *, locale: str, today: date) -> tuple[date, ...]:
    """The days that a text names, in order; all readings of one that can be read in several ways.

    Days alone ("my 2nd order"), bare numbers and times of day are no days here, and a language without a list of ours is
    read as English. Never raises for any text or locale.
    """
    where = known_locale(locale) or ENGLISH
    spoken = locale if words_of(where.language) else ENGLISH.language  # dateparser's own search takes long
    return _named(text, lambda piece: _days(piece, spoken, today))


def prices_named(text: str, *, locale: str) -> tuple[Price, ...]:
    """The amounts that a text names with their currency, in order. Never raises for any text or locale."""
    return _named(text, lambda piece: _prices(piece, locale))


def _named(text: str, read: Callable[[str], tuple[Meant, ...]]) -> tuple[Meant, ...]:
    return tuple(dict.fromkeys(meant for piece in islice(_pieces(text), MOST_PIECES) for meant in read(piece)))


def _pieces(text: str) -> Iterator[str]:
    """The parts of a text, none longer than what is read at once; long ones overlap, so that no date is cut in two."""
    for part in _BETWEEN.split(text):
        words = part.split()
        while len(" ".join(words)) > LONGEST:
            fitting = _fitting(words)
            yield " ".join(words[:fitting])
            words = words[max(1, fitting // 2) :]
        if words:
            yield " ".join(words)


def _fitting(words: list[str]) -> int:
    """How many of the first words can be read at once; at least one."""
    length = 0
    for number, word in enumerate(words):
        length += len(word) + 1
        if length > LONGEST + 1:
            return max(1, number)
    return len(words)


def _days(piece: str, locale: str, today: date) -> tuple[date, ...]:
    reading = read_date(piece, locale=locale, today=today)
    if isinstance(reading, Refused) or _names_a_day_alone(piece, locale):
        return ()
    return _options(reading)


def _names_a_day_alone(piece: str, locale: str) -> bool:
    """Whether only the day of a month is named: among other words an ordinal counts something else."""
    where = known_locale(locale) or ENGLISH
    try:
        typed = clean(piece)
        return any(p.kind == "bare" for language in (where, ENGLISH) for p in phrases(tokens(typed, language, where)))
    except (TooLong, Unclear):
        return True


def _prices(piece: str, locale: str) -> tuple[Price, ...]:
    reading = read_money(piece, locale=locale)
    if isinstance(reading, Refused):
        return ()
    return tuple(price for price in _options(reading) if price.currency)


def _options(reading: Understood[Meant] | Choose[Meant]) -> tuple[Meant, ...]:
    return reading.options if isinstance(reading, Choose) else (reading.value,)
