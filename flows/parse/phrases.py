"""Which words of a text make a date together: each phrase says it in plain English, or as a weekday."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from flows.parse.tokens import Token
from flows.parse.vocabulary import WEEKDAYS

# Words become letters, so that a regular expression can be their grammar; "Z" is what means nothing to us.
_CODES = {
    "days": "D", "periods": "K", "spans": "S", "units": "U", "plural_units": "V", "number": "N", "ordinal": "O",
    "ordinals": "R", "month": "M", "weekday": "W", "short_weekday": "W", "ago": "A", "ahead": "F", "in": "I",
    "last": "L", "next": "X", "this": "T", "join": "J", "dash": "J", "doubt": "H", "figures": "P", "pair": "Q",
}  # fmt: skip
_WHICH = r"(?:[LXT][UV]|[UV][LXT]|K)"  # "last week"
_COUNT = r"(?:NV|N?U|S)"  # "3 days", "week", "fortnight"
_AMOUNT = rf"{_COUNT}(?:J?(?:N[UV]|S))*"
_PHRASE = re.compile(
    rf"""
    (?P<two>[NOR]J[NOR]M|M[NOR]J[NOR]|QM|MQ|NJN[UV]|Q[UV])
  | (?P<week>W(?:{_WHICH}|{_AMOUNT}A|A{_AMOUNT})|(?:{_WHICH}|{_AMOUNT}A|A{_AMOUNT})W)
  | (?P<month>[NOR]M[NO]?|M[NOR]N?)
  | (?P<of_month>[OR]{_WHICH}|{_WHICH}[OR])
  | (?P<counted>[AFI]{_AMOUNT}|{_AMOUNT}[AF]|[UV]N[AF]|O[AF])
  | (?P<weekday>[LXT]?W[LXT]?)
  | (?P<day>D)
  | (?P<figures>[PQ])
  | (?P<bare>O|UN)
    """,
    re.VERBOSE,
)
_DOUBT = re.compile("[FH]")
_YEAR = re.compile(r"(?:19|20|25)\d\d")


@dataclass(frozen=True)
class Phrase:
    """A date as it was said.

    `english` are its readings for read_english (none: no such day), `weekday` the weekday it names. `kind`:
    "day" as `english` says; "weekday" of the `which` ("last", "next" or "") kind; "week": the weekday in the week
    that `english` names; "bare": the day of a month that nothing names; "month": a month without a day;
    "two": more than one date.
    """

    kind: Literal["day", "weekday", "week", "bare", "month", "two"]
    english: tuple[str, ...] = ()
    weekday: str = ""
    which: Literal["last", "next", ""] = ""
    short: bool = False


class Unclear(Exception):
    """Something makes a date uncertain: "not yesterday", "before friday", "half a week ago", an unread year."""


def phrases(words: Sequence[Token], *, every_number: bool = False) -> list[Phrase]:
    """The dates that a text names, in order. Raises Unclear, with `every_number` also when a number is left unread."""
    found: list[Phrase] = []
    for known, group in groupby(words, lambda token: token.kind in _CODES):
        if known:
            found.extend(_together(list(group), every_number=every_number))
    return found


def codes(words: Sequence[Token]) -> str:
    """The words as one letter each; "Z" for a word that means nothing to us."""
    return "".join(_CODES.get(token.kind, "Z") for token in words)


def _together(words: Sequence[Token], *, every_number: bool) -> Iterator[Phrase]:
    row = codes(words)
    found = list(_PHRASE.finditer(row))
    used = {n for match in found for n in range(*match.span())}
    unread = [word for n, word in enumerate(words) if n not in used]
    if "A" in codes(unread) or (found and (_DOUBT.search(codes(unread)) or words[0] == Token("join"))):
        raise Unclear
    if any(word.kind == "number" and (every_number or _YEAR.fullmatch(word.value)) for word in unread):
        raise Unclear
    for match in found:
        yield _phrase(str(match.lastgroup), words[match.start() : match.end()])


def _phrase(kind: str, words: Sequence[Token]) -> Phrase:
    match kind:
        case "weekday":
            return _weekday(words)
        case "week":
            rest = [word for word in words if not _is_weekday(word)]
            return Phrase("week", (_counted(rest),), next(word.value for word in words if _is_weekday(word)))
        case "month":
            return _month(words)
        case "of_month":
            number = next(word.value for word in words if _is_ordinal(word))
            return Phrase("day", (f"{number} {_counted([word for word in words if not _is_ordinal(word)])}",))
        case "counted":
            return Phrase("day", (_counted(words),))
        case "bare":
            return Phrase("bare", (words[-1].value,))
        case "two":
            return Phrase("two")
        case _:
            return Phrase("day", words[0].readings or ((words[0].value,) if kind == "day" else ()))


def _is_weekday(word: Token) -> bool:
    return word.value in WEEKDAYS


def _is_ordinal(word: Token) -> bool:
    return word.kind in ("ordinal", "ordinals")


def _weekday(words: Sequence[Token]) -> Phrase:
    kinds = {word.kind for word in words}
    name = next(word for word in words if _is_weekday(word))
    which: Literal["last", "next", ""] = "last" if "last" in kinds else "next" if "next" in kinds else ""
    return Phrase("weekday", weekday=name.value, which=which, short=name.kind == "short_weekday" and len(words) == 1)


def _month(words: Sequence[Token]) -> Phrase:
    """Day, month and perhaps a year, in any order."""
    month = next(word.value for word in words if word.kind == "month")
    numbers = [word.value for word in words if word.kind != "month"]
    years = [number for number in numbers if len(number) > 2]
    days = [number for number in numbers if number not in years]
    if not days:
        return Phrase("month")
    year = next(
        (f"20{number}" if len(number) == 2 else number for number in [*years, *days[1:]] if len(number) > 1), ""
    )
    return Phrase("day", (f"{days[0]} {month} {year}".strip(),))


def _counted(words: Sequence[Token]) -> str:
    """ "1 week 2 day ago" or "in 3 day" of a number, units, and a word for the direction."""
    kinds = {word.kind for word in words}
    named = next((word.value for word in words if word.kind == "periods"), "")
    if named:
        return named
    if "this" in kinds:
        return _units(words).replace("1", "0") + " ago"
    forward = kinds & {"ahead", "in", "next"} and "ago" not in kinds
    return f"in {_units(words)}" if forward else f"{_units(words)} ago"


def _units(words: Sequence[Token]) -> str:
    """ "1 week 2 day": a unit without a number is one, a day's number before "ago" counts days."""
    text = " ".join(
        word.value for word in words if word.kind in ("number", "ordinal", "units", "plural_units", "spans")
    )
    swapped = re.sub(r"^([a-z]+) (\d+)$", r"\2 \1", text)  # "дней 10 назад"
    counted = re.sub(r"(?<!\d )\b([a-z]+)", r"1 \1", swapped)
    return counted if counted[-1:].isalpha() else f"{counted} day"
