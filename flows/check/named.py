"""A name that one record says of another, and that nothing bears."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator


def unknown(where: str, what: str, named: Iterable[str], known: Collection[str]) -> Iterator[str]:
    """A fault for each name that isn't known."""
    return (f"{where}: unknown {what} {name!r}" for name in named if name not in known)
