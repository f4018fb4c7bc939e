"""Faults in the phrasings: something that nobody asks for in a language, an unknown id, the same phrasing twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from flows.check.named import unknown
from flows.load import Guidebook
from flows.phrasings import DECOY, KINDS, PROBLEM, TOPIC, TRAP, Phrasing, phrased_languages, read_phrasings
from flows.said import read_sayings

LONGEST_PHRASING = 300


def phrase_faults(book: Guidebook) -> Iterator[str]:
    """Every fault, by language and file. Raises DataError for a file that can't be read."""
    asked: Mapping[str, Collection[str]] = {TOPIC: book.topics, PROBLEM: book.intents, TRAP: book.traps}
    read_sayings(book)  # names its own faults
    phrasings = list(read_phrasings(book.folder))
    for language in phrased_languages(book.folder):
        files = {kind: [p for p in phrasings if (p.language, p.kind) == (language, kind)] for kind in KINDS}
        for kind, file in files.items():
            where = f"{language}/{kind}.toml"
            yield from _coverage(where, file, asked[kind]) if kind in asked else _decoys(where, file, files)
            yield from _forms(where, file)


def _coverage(where: str, file: Iterable[Phrasing], asked: Collection[str]) -> Iterator[str]:
    named = dict.fromkeys(phrasing.id for phrasing in file)
    yield from unknown(where, "id", named, asked)
    if missing := [name for name in asked if name not in named]:
        yield f"{where}: no phrasing of {', '.join(missing)}"


def _decoys(where: str, file: Sequence[Phrasing], files: Mapping[str, Iterable[Phrasing]]) -> Iterator[str]:
    """What leads nowhere must not lead anywhere in another file of the language."""
    if not file:
        yield f"{where}: no phrasing at all"
    leading = {_plain(phrasing): phrasing for kind in files if kind != DECOY for phrasing in files[kind]}
    for phrasing in file:
        if other := leading.get(_plain(phrasing)):
            yield f"{where}: {phrasing.text!r} leads to {other.id!r} in {other.kind}.toml"


def _forms(where: str, file: Iterable[Phrasing]) -> Iterator[str]:
    seen: dict[str, str] = {}
    for phrasing in file:
        plain = _plain(phrasing)
        if not plain:
            yield f"{where}: {phrasing.id!r} has an empty phrasing"
        elif plain in seen:
            yield f"{where}: {phrasing.text!r} stands twice, for {seen[plain]!r} and {phrasing.id!r}"
        if len(phrasing.text) > LONGEST_PHRASING:
            yield f"{where}: {phrasing.id!r} has a phrasing of more than {LONGEST_PHRASING} characters"
        seen.setdefault(plain, phrasing.id)


def _plain(phrasing: Phrasing) -> str:
    return " ".join(phrasing.text.casefold().split())
