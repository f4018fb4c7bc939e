"""Copies of the database, made while the bot runs, and checked."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.store.standing import Schema, read_only, schema_of

COUNTS = {
    "buyers": "SELECT COUNT(*) FROM buyers",
    "cases": "SELECT COUNT(*) FROM cases",
    "reminders": "SELECT COUNT(*) FROM reminders WHERE state = 'pending'",
    "waiting": "SELECT COUNT(*) FROM updates WHERE state = 'pending'",
    "set_aside": "SELECT COUNT(*) FROM updates WHERE state = 'dead'",
}


class BackupFailed(Exception):
    """A copy can't be made, trusted or put back. The message says why, in one sentence; nothing was changed."""


@dataclass(frozen=True, kw_only=True)
class Holdings:
    """What a database holds: counts of rows."""

    buyers: int
    cases: int
    reminders: int
    waiting: int
    set_aside: int

    def __str__(self) -> str:
        return (
            f"{self.buyers} buyers, {self.cases} cases, {self.reminders} reminders ahead, "
            f"{self.waiting} updates waiting, {self.set_aside} set aside"
        )


def back_up(database: Path, target: Path) -> Holdings:
    """Copy a database, in use or not, as it is at one moment; a file called `target` is always whole.

    Raises `BackupFailed`.
    """
    if target.resolve() == database.resolve():
        raise BackupFailed(f"{target} is the database itself; name another file")
    with replacing(target) as partial, told(f"{database} can't be copied to {target}"):
        copy(database, partial)
        return verify(partial)


def verify(path: Path) -> Holdings:
    """Read every page of a copy. Raises `BackupFailed` where it is damaged, or not one that this version can use."""
    with told(f"{path} can't be read"), read_only(path) as connection:
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if found != "ok":
            raise BackupFailed(f"{path} is damaged ({found.splitlines()[-1]}); take another copy")
        schema = schema_of(connection)
        if schema is Schema.FOREIGN:
            raise BackupFailed(f"{path} is not a database of the guide; name a file that `dispute-guide backup` made")
        if schema is Schema.NEWER:
            raise BackupFailed(f"{path} was written by a newer version of the guide; install that version first")
        return _holdings(connection)


def copy(source: Path, target: Path) -> None:
    """One read transaction: writers go on meanwhile, and the copy has all of each of their commits or nothing."""
    with read_only(source) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
        new.execute("PRAGMA journal_mode = DELETE")  # a single file, readable where nothing may be written


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A new file beside `target`, readable by its owner only, which takes its name in the end or is removed."""
    partial = target.with_name(f".{target.name}.{secrets.token_hex(4)}.partial")
    with told(f"{target} can't be written"):
        os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield partial
        with told(f"{target} can't be written"):
            _to_disk(partial)
            partial.replace(target)
            _to_disk(target.parent)
    finally:
        partial.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _holdings(connection: sqlite3.Connection) -> Holdings:
    return Holdings(**{name: connection.execute(count).fetchone()[0] for name, count in COUNTS.items()})


@contextmanager
def told(failure: str) -> Iterator[None]:
    """Turn what the disk and SQLite raise into a `BackupFailed` which says what could not be done, and why."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise BackupFailed(f"{failure}: {reason}") from error
