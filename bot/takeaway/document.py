"""A document of headed lists, written as Markdown or as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MOST_BYTES = 1_000_000
_MARKUP = re.compile(r"([\\`*_\[\]<>#|])")


@dataclass(frozen=True, kw_only=True)
class Section:
    """`level` 2 stands under the title, 3 under a section."""

    heading: str
    lines: tuple[str, ...]
    numbered: bool = False
    level: int = 2


@dataclass(frozen=True, kw_only=True)
class Document:
    title: str
    about: str
    sections: tuple[Section, ...]


def markdown(document: Document) -> bytes:
    return _cut("\n".join(_markdown(document)))


def plain(document: Document) -> bytes:
    return _cut("\n".join(_plain(document)))


def _markdown(document: Document) -> Iterator[str]:
    yield from (f"# {_escaped(document.title)}", "", _escaped(document.about), "")
    for section in document.sections:
        yield from (f"{'#' * section.level} {_escaped(section.heading)}", "")
        for number, line in enumerate(section.lines, 1):
            yield f"{f'{number}.' if section.numbered else '-'} {_escaped(_one_line(line))}"
        yield ""


def _plain(document: Document) -> Iterator[str]:
    yield from (document.title, "=" * len(document.title), "", document.about, "")
    for section in document.sections:
        yield from (section.heading, ("-" if section.level == 2 else ".") * len(section.heading))
        for number, line in enumerate(section.lines, 1):
            yield f"{f'{number}.' if section.numbered else '•'} {_one_line(line)}"
        yield ""


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _escaped(text: str) -> str:
    """What would be read as markup is told to be itself."""
    return _MARKUP.sub(r"\\\1", text)


def _cut(text: str) -> bytes:
    """At most so many bytes, whole letters only."""
    whole = text.encode("utf-8", "replace")
    return whole if len(whole) <= MOST_BYTES else whole[:MOST_BYTES].decode("utf-8", "ignore").encode()
