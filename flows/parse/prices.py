"""The prices that a text names: which numbers, scales and signs of currencies belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from babel import Locale

from flows.parse.currencies import Sign
from flows.parse.price_words import Word, price_words
from flows.parse.spellings import UNSPACED
from flows.parse.typed import fold

# Words become letters, so that a regular expression can be their grammar. Beside these: "n" is a number that goes on
# ("1万2000"), "h" cents behind a sign ("12€50"), "B" a sign that hangs on the next number, "c" a sign that counts only
# behind a number, "m" a sign of hundredths, "Z" what means nothing to us, "f" a filler.
_CODES = {"number": "N", "scale": "K", "sign": "C", "minus": "D", "dash": "D", "count": "P", "order_number": "O",
          "or": "J", "and": "A"}  # fmt: skip
_EITHER = re.compile("[Nn]K?[CcB]?J[BC]?N")
_NUMBER = "[Nn](?:K(?:nK)*n?)?"
_PRICE = re.compile(
    rf"""
    (?P<order>O+)? (?P<minus>D)?
    (?: (?P<before>[BC]) (?P<late_minus>D)? (?P<figures>{_NUMBER}) (?P<range>D[BC]?{_NUMBER})? (?:D?(?P<after>[Cc])(?!N))?
      | (?P<bare>{_NUMBER}) (?P<bare_range>D{_NUMBER})? (?:D?(?P<behind>[Ccm]))? )
    (?: A?(?P<cents>h) | A?(?P<named_cents>N)m )?
    (?P<count>P)?
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Said:
    """A price as it was said: figures with their factors, cents in figures, and the signs beside them.

    `upto` are the figures of the far end of a range. `is_count` if a thing is counted ("3 pieces"), `is_order` if an
    order's number was announced.
    """

    parts: tuple[tuple[str, int], ...]
    upto: tuple[tuple[str, int], ...] = ()
    cents: str = ""
    signs: tuple[Sign, ...] = ()
    is_negative: bool = False
    is_count: bool = False
    is_order: bool = False


@dataclass(frozen=True)
class Heard:
    """What a text says of money. `loose` are signs away from any number, `unknown` whether other words stand by,
    `either` whether numbers are offered to choose from ("5 or 6").
    """

    prices: tuple[Said, ...]
    loose: tuple[Sign, ...]
    unknown: bool
    either: bool


def heard(text: str, language: Locale, locale: Locale) -> Heard:
    """The prices in a clean text whose words are of a language, written by somebody in a locale."""
    words = price_words(fold(text), language, locale)
    row = _row(words)
    found = list(_PRICE.finditer(row))
    used = {n for match in found for n in range(*match.span())}
    rest = [word for n, word in enumerate(words) if n not in used]
    return Heard(
        prices=tuple(_said(match, words) for match in found),
        loose=tuple(word.sign for word in rest if word.sign and not word.sign.behind_only),
        unknown=any(word.kind == "other" or (word.sign and word.sign.behind_only) for word in rest),
        either=bool(_EITHER.search(row)),
    )


def _row(words: Sequence[Word]) -> str:
    """The words as one letter each, as _PRICE knows them."""
    edge = Word("edge", -1, -1)
    return "".join(map(_code, [edge, edge, *words], [edge, *words], words, [*words[1:], edge]))


def _code(earlier: Word, before: Word, word: Word, after: Word) -> str:
    if word.kind == "number":
        if _is_glued(word, before) or _is_glued(word, after):
            return "Z"
        if before.kind == "scale" and (before.touches(word) or after.kind == "scale"):
            return "n"
        return "h" if _is_cents(earlier, before, word, after) else "N"
    if word.sign:
        if word.sign.minor:
            return "m"
        if word.sign.behind_only:
            return "c"
        hangs_on_next = after.kind == "number" and word.touches(after)
        return "B" if hangs_on_next and not (before.kind == "number" and word.touches(before)) else "C"
    return _CODES.get(word.kind, "Z" if word.kind == "other" else "f")


def _is_cents(earlier: Word, sign: Word, number: Word, after: Word) -> bool:
    """Whether a number ends a price: "12€50", "88块5", "12 euros 50"."""
    if not (earlier.kind == "number" and sign.sign and re.fullmatch(r"\d\d?", number.value)):
        return False
    is_last_after_name = after.kind == "edge" and len(sign.value) > 3 and len(number.value) == 2
    return is_last_after_name or (earlier.touches(sign) and sign.touches(number))


def _is_glued(number: Word, other: Word) -> bool:
    """Whether letters that mean nothing hang on a number: "0x10", "1e5", "1_000"."""
    return other.kind == "other" and number.touches(other) and not re.match(f"[{UNSPACED}]", other.value)


def _said(match: re.Match[str], words: Sequence[Word]) -> Said:
    def pick(*groups: str) -> Sequence[Word]:
        return [word for group in groups for word in words[slice(*match.span(group))] if match[group]]

    return Said(
        parts=_parts(pick("figures", "bare")),
        upto=_parts([word for word in pick("range", "bare_range") if word.kind in ("number", "scale")]),
        cents="".join(word.value for word in pick("cents", "named_cents")),
        signs=tuple(word.sign for word in pick("before", "after", "behind") if word.sign),
        is_negative=any(_is_minus(word, words) for word in pick("minus", "late_minus")),
        is_count=bool(match["count"]),
        is_order=bool(match["order"]),
    )


def _parts(words: Sequence[Word]) -> tuple[tuple[str, int], ...]:
    """Each number with the factor of the scale behind it."""
    following = [*words, Word("edge", -1, -1)][1:]
    return tuple(
        (word.value, int(after.value) if after.kind == "scale" else 1)
        for word, after in zip(words, following, strict=True)
        if word.kind == "number"
    )


def _is_minus(dash: Word, words: Sequence[Word]) -> bool:
    """A dash between spaces only sets off what follows, unless nothing goes before it."""
    place = words.index(dash)
    if dash.value == "~":
        return False
    return dash.kind == "minus" or place == 0 or dash.touches(words[place + 1])
