"""Numbers written as words, in any language that builds them from the great to the small: "two hundred twenty five"."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

_MULTIPLIERS = {10, 100, 1000, 10_000}


def compose(parts: Iterable[int]) -> int | None:
    """The number that the words make together: (2, 100, 20, 5) is 225, (3, 10, 5) is 35, (10000, 5, 1000) is 15000.

    None where they make none: (19, 90, 9).
    """
    terms: list[int] = []
    for part in parts:
        factor = 0
        while part in _MULTIPLIERS and terms and terms[-1] < part:
            factor += terms.pop()
        terms.append(part * (factor or 1))
    falling = all(before > after for before, after in pairwise(terms))
    return sum(terms) if falling else None
