"""A copy of the database put back, without bringing back what was erased meanwhile."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from bot.store import StoreUnusable
from bot.store.backup import BackupFailed, Holdings, copy, replacing, told, verify
from bot.store.cases import CaseRows
from bot.store.erasures import Erasures, carry_over, erasures_in
from bot.store.rows import Rows
from bot.store.schema import upgrade
from bot.store.standing import read_only

LOG_ENDINGS = ("-wal", "-shm")
"""What SQLite keeps beside a database that is in use, or was when its process died."""

OWNERS = (
    "SELECT id FROM buyers UNION SELECT owner FROM cases UNION SELECT owner FROM reminders "
    "UNION SELECT chat_id FROM outgoing UNION SELECT chat_id FROM updates WHERE chat_id IS NOT NULL "
    "UNION SELECT sender_id FROM updates WHERE sender_id IS NOT NULL"
)
SENT = "SELECT id, case_id FROM reminders WHERE state IN ('sent', 'done')"
SETTLE_SENT = (
    "UPDATE reminders SET state = 'sent', claimed_at = NULL, settled_at = due_at "
    "WHERE id = ? AND case_id = ? AND state IN ('pending', 'claimed')"
)


@dataclass(frozen=True, kw_only=True)
class Restored:
    """What came of a restore. `kept` is where the replaced database is; None where there was none.

    `remembered` is False where that one could not be read: nobody knows who was erased since the copy was made.
    """

    holdings: Holdings
    erased_again: int
    kept: Path | None
    remembered: bool


@dataclass(frozen=True)
class _Since:
    """What the database that is replaced knows, and its copy may not: erasures, and (id, case) of reminders sent."""

    erasures: Erasures = field(default_factory=Erasures)
    sent: tuple[tuple[int, str], ...] = ()


def restore(database: Path, backup: Path) -> Restored:
    """Put a copy in the place of the database, which stays beside it as `.before-restore`. Hold the lease meanwhile.

    Who was erased since the copy was made is erased from it again, and reminders sent since are not sent again.
    Raises `BackupFailed`; the database is then as it was.
    """
    database = database.resolve()
    kept = database.with_name(f"{database.name}.before-restore")
    if kept.exists():
        raise BackupFailed(f"{kept} is there from an earlier restore; move it away first")
    verify(backup)
    since = _known_since(database)
    with replacing(database) as partial, told(f"{backup} can't be restored to {database}"):
        copy(backup, partial)
        erased_again = _bring_up_to_date(partial, since or _Since())
        holdings = verify(partial)
        there = _keep(database, kept)
    return Restored(
        holdings=holdings, erased_again=erased_again, kept=kept if there else None, remembered=since is not None
    )


def _known_since(database: Path) -> _Since | None:
    """Nothing where there is no database yet; None where it is too damaged to tell."""
    if not database.exists():
        return _Since()
    try:
        with read_only(database) as connection:
            sent = tuple((row[0], row[1]) for row in connection.execute(SENT))
            return _Since(erasures_in(Rows(connection)), sent)
    except sqlite3.Error:
        return None


def _bring_up_to_date(copied: Path, since: _Since) -> int:
    """Give the copy today's tables, and what must not be forgotten. Returns how many people were erased again."""
    with closing(sqlite3.connect(copied, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        try:
            upgrade(connection)
        except StoreUnusable as error:
            raise BackupFailed(str(error)) from error
        connection.execute("BEGIN")
        erased_again = _erase_again(CaseRows(connection), since.erasures)
        connection.executemany(SETTLE_SENT, since.sent)
        connection.execute("COMMIT")
        return erased_again


def _erase_again(rows: CaseRows, erasures: Erasures) -> int:
    """Only whom the copy doesn't know as erased: somebody erased before it was made has come back since."""
    missing = erasures.since(erasures_in(rows))
    owners = [owner for (owner,) in rows.run(OWNERS).fetchall() if missing.names(owner)]
    for owner in owners:
        rows.forget(owner)
    carry_over(rows, erasures)
    return len(owners)


def _keep(database: Path, kept: Path) -> bool:
    """Give the database a second name, under which it stays when the first goes to the copy. Whether there was one."""
    if not database.exists():
        return False
    _empty_the_log(database)
    for ending in LOG_ENDINGS:  # what is left of them belongs to this database, and would ruin another
        log = database.with_name(database.name + ending)
        if log.exists():
            log.rename(kept.with_name(kept.name + ending))
    os.link(database, kept)
    return True


def _empty_the_log(database: Path) -> None:
    """Move everything into the one file, where it is well enough for that: a kill among the renames then loses nothing."""
    with contextlib.suppress(sqlite3.Error), closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
