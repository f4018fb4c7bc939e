"""The store on SQLite: one file, one writer thread, write-ahead log."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from bot.store import Result, StoreUnusable, Transaction
from bot.store.cases import CaseRows
from bot.store.held import HeldRows
from bot.store.outgoing import OutgoingRows
from bot.store.reminders import ReminderRows
from bot.store.schema import upgrade
from bot.store.updates import UpdateRows
from bot.store.writer import Writer, not_timed

BUSY_SECONDS = 5.0
"""How long a transaction waits for another process before the storage counts as unavailable."""

PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # an acknowledged answer survives the power cut, too
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is erased is overwritten
)


class SqliteTransaction(UpdateRows, OutgoingRows, CaseRows, ReminderRows, HeldRows):
    """One write transaction; see `bot.store.Transaction`."""

    def note(self, key: str) -> str | None:
        value: str | None = self.value("SELECT value FROM notes WHERE key = ?", (key,))
        return value

    def set_note(self, key: str, value: str) -> None:
        self.run(
            "INSERT INTO notes (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, value),
        )


class SqliteStore:
    """A database file. Open it with `await SqliteStore.open(path)`; close it when everything else has stopped."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    @classmethod
    async def open(cls, path: Path, timed: Callable[[float], None] = not_timed) -> SqliteStore:
        """Open the file, making it (readable by its owner only) or bringing its tables up to date.

        `timed` is told of each commit how many seconds it took, from when the first of its jobs was handed in.

        Raises `StoreUnusable` with the reason where that can't be done; the file is then as it was.
        """
        writer = Writer(lambda: _connect(path), timed)
        try:
            await writer.start()
        except (sqlite3.Error, OSError) as error:
            await writer.close()
            raise StoreUnusable(f"{path}: {error}") from error
        except StoreUnusable:
            await writer.close()
            raise
        return cls(writer)

    async def write(self, job: Callable[[Transaction], Result], *, ahead: bool = False) -> Result:
        erased = False

        def in_transaction(connection: sqlite3.Connection) -> Result:
            nonlocal erased
            transaction = SqliteTransaction(connection)
            try:
                return job(transaction)
            finally:
                erased = transaction.erased
                transaction.end()

        result = await self._writer.write(in_transaction, ahead=ahead)
        if erased:
            await self._writer.idle(_empty_the_log)
        return result

    async def close(self) -> None:
        await self._writer.close()


def _connect(path: Path) -> sqlite3.Connection:
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    # isolation_level None: Python's own idea of when a transaction begins would be a deferred one
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        for pragma in PRAGMAS:
            connection.execute(pragma)
        connection.row_factory = sqlite3.Row
        upgrade(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _empty_the_log(connection: sqlite3.Connection) -> None:
    """Move everything out of the write-ahead log, where pages from before an erasure may still stand."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
