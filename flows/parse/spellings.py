"""Words as people spell them: looked up without case and accents, found as whole words, the longest first."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from flows.parse.typed import clean, fold

LANGUAGES = Path(__file__).parent / "languages"
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u3005"
"""Scripts that put no space between words, or glue particles to them; for use inside [] of a regular expression."""

_NO_LETTER_BEFORE, _NO_LETTER_AFTER = r"(?<![^\W\d_])", r"(?![^\W\d_])"
_EDGES = ((True, False), (False, True), (True, True), (False, False))
"""Which ends of a word need an edge; in this order "r$" comes before "r", and "€uro" before "€"."""


class Spellings:
    """A set of folded spellings. `pattern` finds any of them in folded text.

    `proclitics` are what a language glues before a word: "and", "the", "in" of Arabic.
    """

    def __init__(self, spellings: Iterable[str], proclitics: Iterable[str] = ()) -> None:
        self._known = frozenset(spellings)
        self._proclitics = tuple(map(fold, proclitics))
        self.pattern = _whole(self._known)
        if self._proclitics:
            glue = f"{_NO_LETTER_BEFORE}(?:{alternatives(self._proclitics)})"
            self.pattern += f"|{glue}(?:{_whole(self._known, glued=True)})"

    def known(self, found: str) -> str:
        """The spelling behind what `pattern` found: without spare spaces and what is glued before it."""
        spelling = _spaced(found)
        if spelling in self._known:
            return spelling
        return next(rest for glued in self._proclitics if (rest := spelling.removeprefix(glued)) in self._known)


@lru_cache(maxsize=64)
def words_of(language: str) -> Mapping[str, Any]:
    """Our lists of a language's words, as they stand in languages/; empty where we have none."""
    path = LANGUAGES / f"{language}.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}


@lru_cache(maxsize=8192)
def key(spelling: str) -> str:
    """A spelling as words are looked up: folded, without the full stop of an abbreviation."""
    return _spaced(fold(clean(spelling))).removesuffix(".")


def alternatives(spellings: Iterable[str]) -> str:
    """A regular expression for any of the spellings, letter for letter."""
    return "|".join(map(re.escape, sorted(spellings, key=len, reverse=True)))


def _spaced(spelling: str) -> str:
    return re.sub(r"[\s-]+", " ", spelling).strip()


def _whole(spellings: Iterable[str], *, glued: bool = False) -> str:
    """A regular expression for any of the spellings as a whole word; signs at an end ("r$") need no edge there.

    `glued` words need none before them.
    """
    by_edges: dict[tuple[bool, bool], list[str]] = {edges: [] for edges in _EDGES}
    for word in spellings:
        by_edges[_is_spaced(word[0]), _is_spaced(word[-1])].append(word)
    return "|".join(
        f"{_NO_LETTER_BEFORE * (before and not glued)}(?:{_longest_first(words)}){_NO_LETTER_AFTER * after}"
        for (before, after), words in by_edges.items()
        if words and (before or not glued)
    )


def _longest_first(words: Iterable[str]) -> str:
    """A regular expression for any of the words; a hyphen may be a space, and the reverse."""
    return "|".join(r"[\s-]+".join(map(re.escape, word.split(" "))) for word in sorted(words, key=len, reverse=True))


def _is_spaced(sign: str) -> bool:
    return sign.isalpha() and not re.match(f"[{UNSPACED}]", sign)
