"""Words of one meaning in all languages, and which meanings a text has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bot.search.cleaning import words
from flows.load import DataError
from flows.phrasings import FOLDER, phrased_languages, read_table

FILE = "synonyms.toml"
MORE = "*"
"""At the end of a word: whatever begins so."""

Entry = tuple[str, str]
"""A meaning's id, and one way to say it in bare words, such as "money back" or "refund*"."""

Pattern = tuple[tuple[str, bool], ...]
"""Words that follow each other; of each, whether more letters may follow."""


class Synonyms:
    """Finds meanings. Entries of all languages count at once: who writes, and in what, is not known for sure."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._exact: dict[str, list[tuple[Pattern, str]]] = defaultdict(list)
        self._beginnings: dict[str, list[tuple[Pattern, str]]] = defaultdict(list)
        for meaning, said in self.entries:
            first, *rest = ((word.removesuffix(MORE), word.endswith(MORE)) for word in said.split())
            (self._beginnings if first[1] else self._exact)[first[0]].append((tuple(rest), meaning))

    def meanings(self, said: Sequence[str]) -> set[str]:
        """The ids of all meanings in a text of so many bare words."""
        return {meaning for place in range(len(said)) for meaning in self._at(said, place)}

    def _at(self, said: Sequence[str], place: int) -> Iterator[str]:
        word, after = said[place], said[place + 1 :]
        begun = (self._beginnings.get(word[:length], ()) for length in range(1, len(word) + 1))
        for found in (self._exact.get(word, ()), *begun):
            for rest, meaning in found:
                if _follows(after, rest):
                    yield meaning


def _follows(said: Sequence[str], pattern: Pattern) -> bool:
    return len(said) >= len(pattern) and all(
        word.startswith(wanted) if open_ended else word == wanted
        for word, (wanted, open_ended) in zip(said, pattern, strict=False)
    )


def read_synonyms(folder: Path) -> Synonyms:
    """Those of the guide in `folder`, phrases/<language>/synonyms.toml. Raises DataError."""
    return Synonyms(
        dict.fromkeys(entry for language in phrased_languages(folder) for entry in _entries(folder, language))
    )


def _entries(folder: Path, language: str) -> Iterator[Entry]:
    for meaning, ways in sorted(read_table(folder / FOLDER / language / FILE).items()):
        for said in ways:
            if not (bare := _bare(said)):
                raise DataError(f"{language}/{FILE}: {meaning}: {said!r} has no words")
            yield meaning, bare


def _bare(said: str) -> str:
    """The words of an entry as those of a text are compared; "*" stays."""
    return " ".join(" ".join(words(part)) + (MORE if part.endswith(MORE) else "") for part in said.split())
