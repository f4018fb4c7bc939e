"""A text about money as a row of words: numbers, scales, signs of currencies, and what else tells prices from counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import Any

from babel import Locale

from flows.parse.amounts import FIGURES
from flows.parse.currencies import Sign, signs
from flows.parse.spelled import compose
from flows.parse.spellings import UNSPACED, Spellings, key, words_of

_SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "myriad": 10_000,
    "lakh": 100_000,
    "million": 1_000_000,
    "crore": 10_000_000,
}
_KINDS = ("minus", "count", "order_number", "or", "and")
_FILLERS = ("skip", "article")
_SPELLED = ("spelled", "scale")


@dataclass(frozen=True)
class Word:
    """A piece of a text about money, from `start` to `end`.

    `kind` is "number", "scale", "sign", "dash", "minus", "count", "order_number", "or", "and", "filler" or "other";
    `value` are figures, or the factor of a scale.
    """

    kind: str
    start: int
    end: int
    value: str = ""
    sign: Sign | None = None

    def touches(self, other: Word) -> bool:
        return self.end == other.start or other.end == self.start


def price_words(folded: str, language: Locale, locale: Locale) -> list[Word]:
    """The words of a folded text in a language, written by somebody in a locale. Numbers in words become figures."""
    return _spelled_out(list(_found(folded, language, locale)))


@lru_cache(maxsize=128)
def _lexicon(language: Locale, locale: Locale) -> Mapping[str, tuple[str, str]]:
    """Spellings with the kind of word they are and its value; the language's own before English ones."""
    found = {spelling: ("sign", spelling) for spelling in signs(locale)}
    for source in (words_of(language.language), words_of("en")):
        for kind, spellings in _kinds(source):
            word = ("scale", str(_SCALES[kind])) if kind in _SCALES else (kind if kind in _KINDS else "filler", "")
            for spelling in spellings:
                found.setdefault(key(spelling), word)
    for number, spellings in words_of(language.language).get("numbers", {}).items():
        for spelling in spellings:
            found.setdefault(key(spelling), ("spelled", number))
    return found


def _kinds(source: Mapping[str, Any]) -> Iterator[tuple[str, Sequence[str]]]:
    yield from source.get("amounts", {}).items()
    yield from ((kind, spellings) for kind, spellings in source.get("words", {}).items() if kind in _FILLERS)


@lru_cache(maxsize=128)
def _finder(language: Locale, locale: Locale) -> tuple[Spellings, re.Pattern[str]]:
    spellings = Spellings(_lexicon(language, locale), words_of(language.language).get("proclitics", ()))
    return spellings, re.compile(
        rf"(?P<number>{FIGURES})|(?P<word>{spellings.pattern})|(?P<count>%)|(?P<order_number>#)|(?P<dash>[-~])"
        rf"|(?P<other>[{UNSPACED}]|[^\W\d{UNSPACED}]+)"
    )


def _found(folded: str, language: Locale, locale: Locale) -> Iterator[Word]:
    lexicon, known_signs = _lexicon(language, locale), signs(locale)
    spellings, pattern = _finder(language, locale)
    for match in pattern.finditer(folded):
        kind, value = str(match.lastgroup), match[0]
        if kind == "word":
            kind, value = lexicon[spellings.known(value)]
        yield Word(kind, *match.span(), value, known_signs[value] if kind == "sign" else None)


def _spelled_out(words: list[Word]) -> list[Word]:
    """Numbers in words become one figure, where no other figures stand: beside them they count something else."""
    if any(word.kind == "number" for word in words):
        return [replace(word, kind="other") if word.kind == "spelled" else word for word in words]
    told: list[Word] = []
    for spelled, group in groupby(_without_links(words), lambda word: word.kind in _SPELLED):
        members = list(group)
        number = compose(int(word.value) for word in members) if spelled else None
        kind = "other" if number is None else "number"
        told += [Word(kind, members[0].start, members[-1].end, str(number))] if spelled else members
    return told


def _without_links(words: Sequence[Word]) -> list[Word]:
    """The words without "and" and hyphens inside a spelled number."""
    inside = [
        before.kind in _SPELLED and after.kind in _SPELLED for before, after in zip(words, words[2:], strict=False)
    ]
    links = {n for n, between in enumerate(inside, start=1) if between and words[n].kind in ("and", "dash")}
    return [word for n, word in enumerate(words) if n not in links]
