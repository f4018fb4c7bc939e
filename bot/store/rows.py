"""What every group of rows shares: running SQL inside the job's transaction, and instants as text."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NoReturn, Protocol

KEPT_TEXTS = 256
"""Instants that are kept as text: those of a turn are written several times."""


class Run(Protocol):
    """Runs one statement."""

    def __call__(self, sql: str, parameters: Sequence[Any] = (), /) -> sqlite3.Cursor: ...


class Rows:
    """Raw SQL on the writer's connection, for as long as one job lasts."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.run: Run = connection.execute

    def end(self) -> None:
        """The job is over: from now on every use is an error."""
        self.run = _too_late

    def value(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """The first column of the first row, or None."""
        row = self.run(sql, parameters).fetchone()
        return None if row is None else row[0]


def _too_late(_sql: str, _parameters: Sequence[Any] = (), /) -> NoReturn:
    raise RuntimeError("a transaction was used after its job")


def to_text(instant: datetime) -> str:
    """An instant as it is stored: UTC, fixed width, so that text order is time order."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return _written(instant if instant.tzinfo is UTC else instant.astimezone(UTC))


@lru_cache(maxsize=KEPT_TEXTS)
def _written(instant: datetime) -> str:
    return instant.isoformat(timespec="microseconds")


def to_instant(text: str) -> datetime:
    return datetime.fromisoformat(text)
