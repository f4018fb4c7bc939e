"""Text for a drawing: nothing measures it before it is drawn, so widths are estimated, on the wide side."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

NARROW = frozenset("iljIft.,:;'|!()[]· ")
NO_WIDTH = ("Mn", "Me", "Cf")
ELLIPSIS = "…"
LONGEST = 500
"""Characters of a text that are looked at: no more could be shown."""


def width(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide a text is at a font size, in the same unit."""
    return sum(map(_share, text)) * size * (1.06 if bold else 1.0)


def _share(letter: str) -> float:
    """The width of a letter as a share of the font's size."""
    if unicodedata.category(letter) in NO_WIDTH:
        return 0.0
    if unicodedata.east_asian_width(letter) in ("W", "F"):
        return 1.0
    if letter in NARROW:
        return 0.33
    return 0.7 if letter.isupper() or letter in "mwMW%@—" else 0.58


def wrapped(text: str, size: float, room: float, most: int, *, bold: bool = False) -> list[str]:
    """The text in at most so many lines that fit the room; what is left over ends in an ellipsis."""
    lines = list(_lines(shown(text[:LONGEST]), size, room, bold))
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and width(last + ELLIPSIS, size, bold=bold) > room:
        last = last[:-1]
    return [*lines[: most - 1], last.rstrip() + ELLIPSIS]


def _lines(text: str, size: float, room: float, bold: bool) -> Iterator[str]:
    line = ""
    for piece in _pieces(text, size, room, bold):
        if line and width(line + piece.rstrip(), size, bold=bold) > room:
            yield line.rstrip()
            line = ""
        line += piece
    if line.strip():
        yield line.rstrip()


def _pieces(text: str, size: float, room: float, bold: bool) -> Iterator[str]:
    """Words with the space behind them. What is written without spaces, or is too long for a line, goes by letters."""
    for word in text.split():
        wide = any(unicodedata.east_asian_width(letter) in ("W", "F") for letter in word)
        if wide or width(word, size, bold=bold) > room:
            yield from word
            yield " "
        else:
            yield f"{word} "


def shown(text: str) -> str:
    """Without what XML can't hold or nobody sees: control characters, lone surrogates."""
    return "".join(c if unicodedata.category(c) not in ("Cc", "Cs", "Cn") else " " for c in text)
