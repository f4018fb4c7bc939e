"""Faults in what is said in passing: a file that can't be read, or that names no option."""

from __future__ import annotations

from collections.abc import Iterator

from flows.load import DataError, Guidebook
from flows.said import read_sayings


def said_faults(book: Guidebook) -> Iterator[str]:
    try:
        read_sayings(book)
    except DataError as error:
        yield str(error)
