"""What was set aside, for the host: looked at, tried again or dropped, also while the bot runs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.store import StoreUnusable
from bot.store.rows import to_instant
from bot.store.standing import Schema, schema_of
from bot.store.updates import UpdateRows

BUSY_SECONDS = 5.0
DEAD = "state = 'dead' AND state <> 'done'"  # the second half makes the partial index fit


@dataclass(frozen=True, kw_only=True)
class SetAside:
    """An update that was given up on. `error` begins with the error id that the buyer was told, if they were."""

    update_id: int
    at: datetime
    tries: int
    error: str


class Aside(UpdateRows):
    """The rows set aside, within one transaction. `updates` of None stands for all of them."""

    def listed(self) -> list[SetAside]:
        """In the order in which they came in."""
        rows = self.run(f"SELECT update_id, settled_at, tries, error FROM updates WHERE {DEAD} ORDER BY seq")  # noqa: S608
        return [SetAside(update_id=row[0], at=to_instant(row[1]), tries=row[2], error=row[3]) for row in rows]

    def raw(self, update_id: int) -> str | None:
        """The update's JSON: it holds what somebody wrote. None where none is set aside under this id."""
        text: str | None = self.value("SELECT raw FROM updates WHERE update_id = ? AND state = 'dead'", (update_id,))
        return text

    def retry(self, updates: list[int] | None) -> list[int]:
        """Make them pending again with all their tries. Returns the ids of those that were set aside.

        A pending row with `settled_at` is one that the host brought back: a running bot looks for it.
        """
        chosen = self._chosen(updates)
        for update_id in chosen:
            self.run(
                "UPDATE updates SET state = 'pending', tries = 0, error = '' WHERE update_id = ? AND state = 'dead'",
                (update_id,),
            )
        return chosen

    def drop(self, updates: list[int] | None, now: datetime) -> list[int]:
        """Give them up for good: only the bare ids stay. Returns those of them that were set aside."""
        chosen = self._chosen(updates)
        for update_id in chosen:
            self._finish(update_id, "dead", now)
        return chosen

    def _chosen(self, updates: list[int] | None) -> list[int]:
        there = [update.update_id for update in self.listed()]
        return there if updates is None else [update_id for update_id in there if update_id in updates]


@contextmanager
def set_aside(path: Path) -> Iterator[Aside]:
    """A transaction on a database of this very version: its tables are not changed by looking at them.

    Raises `StoreUnusable` with the reason where there is no such database.
    """
    try:
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS, isolation_level=None
        )
    except sqlite3.Error as error:
        raise StoreUnusable(f"{path}: {error}") from None
    try:
        _check(path, connection)
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("BEGIN IMMEDIATE")
        yield Aside(connection)
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise StoreUnusable(f"{path}: {error}") from error
    finally:
        connection.close()  # which rolls back what was not committed


def _check(path: Path, connection: sqlite3.Connection) -> None:
    found = schema_of(connection)
    if found is not Schema.CURRENT:
        raise StoreUnusable(f"{path} has the tables of another version ({found.value}); start the bot on it first")
