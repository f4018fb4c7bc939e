"""Looking at the database from beside it: over a read-only connection, so that nobody waits for the writer."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from math import nan
from pathlib import Path

from bot.store.rows import to_instant, to_text
from bot.store.schema import STEPS

BUSY_SECONDS = 1.0
LATE = timedelta(minutes=1)
"""A reminder that has been due for longer is late: the ticks go round three times a minute."""

# `state <> 'done'` says nothing new, but only with these very words is the partial index used
INBOX = "SELECT COUNT(*), MIN(received_at) FROM updates WHERE state = 'pending' AND state <> 'done'"
OUTBOX = "SELECT COUNT(*) FROM outgoing WHERE state = 'queued'"
DUE = "SELECT COUNT(*) FROM reminders WHERE due_at <= ? AND state IN ('pending', 'claimed')"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What is still to be done, in counts. `inbox_oldest_seconds` is the age of the oldest open update, or 0."""

    inbox_open: float
    inbox_oldest_seconds: float
    outbox_open: float
    reminders_due: float
    reminders_late: float


UNKNOWN = Standing(inbox_open=nan, inbox_oldest_seconds=nan, outbox_open=nan, reminders_due=nan, reminders_late=nan)


class Schema(Enum):
    """A database's tables, compared with those that this version of the guide knows."""

    CURRENT = "current"
    OLDER = "older"
    NEWER = "newer"
    FOREIGN = "foreign"
    """Not a database of the guide, or an empty file."""


@contextmanager
def read_only(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that can't change anything. Raises `sqlite3.Error`, also where there is no such file."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=BUSY_SECONDS)
    try:
        connection.row_factory = sqlite3.Row
        yield connection
    finally:
        connection.close()


def standing(path: Path, now: datetime) -> Standing:
    """Counts for the metrics. Raises `sqlite3.Error`."""
    with read_only(path) as connection:
        inbox_open, oldest = connection.execute(INBOX).fetchone()
        return Standing(
            inbox_open=inbox_open,
            inbox_oldest_seconds=(now - to_instant(oldest)).total_seconds() if oldest else 0,
            outbox_open=connection.execute(OUTBOX).fetchone()[0],
            reminders_due=connection.execute(DUE, (to_text(now),)).fetchone()[0],
            reminders_late=connection.execute(DUE, (to_text(now - LATE),)).fetchone()[0],
        )


def schema_of(connection: sqlite3.Connection) -> Schema:
    """Whose tables these are. Raises `sqlite3.Error` where the file is no database."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone():
        return Schema.FOREIGN
    rows = connection.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = 'guide'")
    applied, known = {name for (name,) in rows}, {step.__name__ for step in STEPS}
    if applied - known:
        return Schema.NEWER
    if not applied:
        return Schema.FOREIGN
    return Schema.OLDER if known - applied else Schema.CURRENT
