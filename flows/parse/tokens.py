"""A typed text as a row of words that mean something for a date. What they mean together is for phrases.py to say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from babel import Locale

from flows.parse.numeric import DATE_IN_FIGURES, in_english
from flows.parse.spelled import compose
from flows.parse.spellings import UNSPACED
from flows.parse.typed import fold
from flows.parse.vocabulary import Vocabulary, vocabulary_for

_TIME = r"(?<![\d.:]) (?: \d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b)? | \d{1,2}\s?[ap]\.?m\b | \d{1,2}\s?h\s?\d{2}\b )"
_COUNTED = {"units", "plural_units", "month"}


@dataclass(frozen=True)
class Token:
    """A word of a known kind ("month", "ago", "number", "figures", "other", …).

    `value` is plain English or digits, `month` the month that the word may name too,
    `readings` what a date in figures may mean.
    """

    kind: str
    value: str = ""
    month: str = ""
    readings: tuple[str, ...] = ()


def tokens(text: str, language: Locale, locale: Locale) -> list[Token]:
    """The words of a clean text in a language, without signs, fillers and times of day; figures in the locale's order."""
    vocabulary = vocabulary_for(language)
    found = list(_found(_rewritten(fold(text), vocabulary), vocabulary, locale))
    return _named(_counted(list(_composed(found))))


def _rewritten(folded: str, vocabulary: Vocabulary) -> str:
    return next((folded.replace(old, new) for old, new in vocabulary.rewrite.items() if old in folded), folded)


@lru_cache(maxsize=64)
def _pattern(vocabulary_pattern: str, ordinal: str) -> re.Pattern[str]:
    endings = f"|(?P<ordinal>(?<!\\d)\\d{{1,2}}(?:{ordinal})(?![^\\W_{UNSPACED}]))" if ordinal else ""
    verbose = f"(?P<figures>{DATE_IN_FIGURES})|(?P<skip>{_TIME})"
    compact = re.sub(r"\s+", "", verbose)
    return re.compile(
        rf"{compact}{endings}|(?P<number>\d+)|(?P<word>{vocabulary_pattern})"
        rf"|(?P<other>[{UNSPACED}]|[^\W\d_{UNSPACED}]+)|(?P<dash>\s[-~]\s|~)|(?P<sign>.)"
    )


def _found(folded: str, vocabulary: Vocabulary, locale: Locale) -> Iterator[Token]:
    for match in _pattern(vocabulary.spellings.pattern, vocabulary.ordinal).finditer(folded):
        kind = str(match.lastgroup)
        if kind == "figures":
            yield Token("pair" if match["first"] else kind, match[0], readings=in_english(match, locale))
        elif kind == "word":
            word = vocabulary.spellings.known(match[0])
            meaning = vocabulary.meanings[word]
            yield Token(meaning.kind, meaning.value, vocabulary.also_month.get(word, ""))
        elif kind in ("number", "ordinal"):
            digits = re.match(r"\d+", match[0])
            yield Token(kind, digits[0] if digits else "")
        elif kind != "sign":
            yield Token("other" if kind == "noise" else kind)


def _composed(found: list[Token]) -> Iterator[Token]:
    """Spelled numbers that stand together become one: "twenty five"."""
    for spelled, group in groupby(found, lambda token: token.kind == "numbers"):
        members = list(group)
        number = compose(int(token.value) for token in members) if spelled else None
        if number is not None and len(members) > 1:
            yield Token("number", str(number))
        else:
            yield from (replace(token, kind="number") if spelled else token for token in members)


def _counted(found: list[Token]) -> list[Token]:
    """Numbers in their roles: an hour ("at 5") goes, the day of a month ("the 5", "5 числа") becomes an ordinal."""
    counted: list[Token] = []
    for token, after in zip(found, [*found, Token("end")][1:], strict=True):
        before = counted[-1].kind if counted else ""
        if before == "clock" and (token.kind == "pair" or (token.kind == "number" and after.kind not in _COUNTED)):
            counted.pop()
        elif token.kind in ("number", "ordinals") and before == "article":
            counted[-1] = replace(token, kind="ordinal")
        elif token.kind == "after_number" and before == "number":
            counted[-1] = replace(counted[-1], kind="ordinal")
        else:
            counted.append(token)
    return [replace(token, kind="skip") if token.kind in ("article", "clock") else token for token in counted]


def _named(found: list[Token]) -> list[Token]:
    """A word that may name a month does so beside a day's number, if no other word does: "7 sept", "mar 1 mar"."""
    words = [token for token in found if token.kind != "skip"]
    kinds = ["", *(token.kind for token in words), ""]
    places = [n for n, token in enumerate(words) if token.month and {"number", "ordinal"} & {kinds[n], kinds[n + 2]}]
    if places and "month" not in kinds:
        words[places[-1]] = Token("month", words[places[-1]].month)
    return words
