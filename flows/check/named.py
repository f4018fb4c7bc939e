"""A name that one record says of another, and that nothing bears."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from flows.load import Guidebook


def unknown(where: str, what: str, named: Iterable[str], known: Collection[str]) -> Iterator[str]:
    """A fault for each name that isn't known."""
    return (f"{where}: unknown {what} {name!r}" for name in named if name not in known)


def cited(where: str, facts: Iterable[str], readings: Iterable[str], book: Guidebook) -> Iterator[str]:
    """A fault for each fact and conflict that isn't there."""
    yield from unknown(where, "fact", facts, book.facts)
    yield from unknown(where, "conflict", readings, book.readings)


def grounded(where: str, facts: tuple[str, ...], book: Guidebook) -> Iterator[str]:
    """The same for what must rest on a fact."""
    if not facts:
        yield f"{where}: rests on no fact"
    yield from cited(where, facts, (), book)
