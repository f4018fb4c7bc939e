"""The words of a language for days: our lists in languages/, and the names of months and weekdays in CLDR."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from babel import Locale

from flows.parse.spellings import Spellings, alternatives, key, words_of
from flows.parse.typed import clean, fold

MONTHS = ("january", "february", "march", "april", "may", "june",
          "july", "august", "september", "october", "november", "december")  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_SECTIONS = ("days", "periods", "spans", "units", "plural_units", "numbers", "ordinals")


@dataclass(frozen=True)
class Meaning:
    """What a word stands for: a kind of word, and its value in plain English or as a number."""

    kind: str
    value: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """The words of a language. `meanings` are by folded spelling, `ordinal` is a regular expression for the endings
    of a day's number ("12th"), `also_month` are the words that name a month beside another thing ("mar." in Spanish,
    "sept" in French), `rewrite` are spellings that other words share ("上周五" is "last week" and "friday").
    """

    meanings: Mapping[str, Meaning]
    spellings: Spellings
    rewrite: Mapping[str, str]
    ordinal: str
    also_month: Mapping[str, str]


@lru_cache(maxsize=64)
def vocabulary_for(locale: Locale) -> Vocabulary:
    """The words for days of a locale's language, ours before CLDR's."""
    words = words_of(locale.language)
    meanings: dict[str, Meaning] = {}
    for spelling, meaning in (*_listed(words), *_weekdays(locale), *_months(locale)):
        meanings.setdefault(key(spelling), meaning)
    meanings.pop("", None)
    months = {key(name): meaning.value for name, meaning in _months(locale)}
    return Vocabulary(
        meanings=meanings,
        spellings=Spellings(meanings, words.get("proclitics", ())),
        rewrite={key(spelling): key(other) for spelling, other in words.get("rewrite", {}).items()},
        ordinal=alternatives(fold(clean(ending)) for ending in words.get("words", {}).get("ordinal", ())),
        also_month={name: month for name, month in months.items() if meanings[name].kind != "month"},
    )


def _listed(words: Mapping[str, Any]) -> Iterator[tuple[str, Meaning]]:
    for section in _SECTIONS:
        for value, spellings in words.get(section, {}).items():
            yield from ((spelling, Meaning(section, value)) for spelling in spellings)
    for kind, spellings in words.get("words", {}).items():
        if kind != "ordinal":
            yield from ((spelling, Meaning(kind)) for spelling in spellings)
    for section, kind in (("months", "month"), ("weekdays", "weekday")):
        for value, spellings in words.get(section, {}).items():
            yield from ((spelling, Meaning(kind, value)) for spelling in spellings)


def _months(locale: Locale) -> Iterator[tuple[str, Meaning]]:
    for width in ("wide", "abbreviated"):
        for use in ("format", "stand-alone"):
            for number, name in locale.months[use][width].items():
                if not any(sign.isdigit() for sign in name):  # "11月" is read as a number
                    yield name, Meaning("month", MONTHS[number - 1])


def _weekdays(locale: Locale) -> Iterator[tuple[str, Meaning]]:
    """Short names come as `short_weekday`: "sun", "sat" and "mar." are other words too."""
    for width, kind in (("wide", "weekday"), ("abbreviated", "short_weekday"), ("short", "short_weekday")):
        for use in ("format", "stand-alone"):
            for number, name in locale.days[use][width].items():
                if len(name.rstrip(".")) > 1:
                    yield name, Meaning(kind, WEEKDAYS[number])
