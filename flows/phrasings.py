"""How people ask: the phrasings in a guide's folder, and what each of them stands for."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.load import DataError

FOLDER = "phrases"
TOPIC, PROBLEM, TRAP, DECOY = "topics", "problems", "traps", "decoys"
KINDS = (TOPIC, PROBLEM, TRAP, DECOY)
"""Each is also the name of its file."""


@dataclass(frozen=True)
class Phrasing:
    """One way to say one thing. `id` names a topic, an intent or a trap; of a decoy, what it is about instead."""

    kind: str
    id: str
    language: str
    text: str


def read_phrasings(folder: Path) -> Iterator[Phrasing]:
    """All phrasings of the guide in `folder`, phrases/<language>/<kind>.toml with lists of texts by id, in a fixed
    order. A file that isn't there holds none. Raises DataError."""
    for language in phrased_languages(folder):
        for kind in KINDS:
            path = folder / FOLDER / language / f"{kind}.toml"
            for name, texts in sorted(read_table(path).items() if path.exists() else ()):
                if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
                    raise DataError(f"{language}/{path.name}: {name!r} is no list of texts")
                yield from (Phrasing(kind, name, language, text) for text in texts)


def phrased_languages(folder: Path) -> list[str]:
    """The languages that the guide in `folder` is asked in. Raises DataError."""
    try:
        return sorted(path.name for path in (folder / FOLDER).iterdir() if path.is_dir())
    except OSError as error:
        raise DataError(f"{FOLDER}: {error}") from None


def read_table(path: Path) -> dict[str, Any]:
    """A file of a language's folder. Raises DataError, which names both."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"{path.parent.name}/{path.name}: {error}") from None
