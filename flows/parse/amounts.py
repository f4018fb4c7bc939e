"""Figures as people write amounts: "1.299,50", "1 299,50", "1'250.50", "1,29,900"."""

from __future__ import annotations

import re
from decimal import Decimal

from babel import Locale
from price_parser import Price as ParsedPrice

FIGURES = r"\d{1,3}(?:[\s']\d{3})+(?!\d)(?:[.,]\d+)*|\d+'\d\d(?!\d)|\d+(?:[.,]\d+)*|(?<![\w.,/])[.,]\d+"

_GROUPS = r"\d{{1,3}}(?:{0}\d{{3}})+|\d{{1,2}}(?:{0}\d{{2}})+{0}\d{{3}}"  # the second is India's

_OTHER = {",": ".", ".": ","}


class NotAnAmount(ValueError):
    """Figures that no one writes for an amount: "12.11.2026", "1.23.4"."""


class ThreeDecimals(ValueError):
    """Three or more figures behind the mark: twelve and something, or twelve thousand?"""


def amount(figures: str, locale: Locale, decimals: int = 2) -> Decimal:
    """The number that FIGURES found, in a locale, for a currency with so many decimals.

    Raises NotAnAmount or ThreeDecimals.
    """
    plain = re.sub(r"[\s']", "", re.sub(r"'(?=\d\d$)", ".", figures))  # "12'50" is how Spaniards write by hand
    mark = _decimal_mark(plain, locale, decimals)
    whole = plain.rpartition(mark)[0] if mark else plain
    between = next((sign for sign in whole if not sign.isdigit()), ",")
    if whole and not whole.isdigit() and not re.fullmatch(_GROUPS.format(re.escape(between)), whole):
        raise NotAnAmount(figures)
    # Told the mark, price-parser takes the other one for thousands.
    found: Decimal | None = ParsedPrice.fromstring(plain, decimal_separator=mark or _OTHER[between]).amount
    if found is None:
        raise NotAnAmount(figures)
    return found


def _decimal_mark(plain: str, locale: Locale, decimals: int) -> str:
    """The sign before the decimals; "" where there are none."""
    marks = re.findall(r"[.,]", plain)
    if not marks or (len(marks) > 1 and len(set(marks)) == 1):
        return ""
    mark = str(marks[-1])
    whole, _, fraction = plain.rpartition(mark)
    if len(fraction) <= 2:
        return mark
    if decimals == 3 and len(fraction) == 3:
        return mark
    thousands = len(marks) == 1 and len(fraction) == 3 and re.fullmatch(r"[1-9]\d{0,2}", whole)
    if thousands and (decimals == 0 or locale.number_symbols["latn"]["decimal"] != mark):
        return ""
    raise ThreeDecimals(plain)
