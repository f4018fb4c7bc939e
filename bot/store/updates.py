"""The inbox's rows: raw updates, kept before Telegram is told that they arrived."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from bot.store import RawUpdate
from bot.store.rows import Rows, to_text


class UpdateRows(Rows):
    """The inbox half of a transaction; the promises stand at `bot.store.Transaction`."""

    def keep_updates(self, updates: Iterable[RawUpdate], now: datetime) -> list[RawUpdate]:
        return [update for update in updates if self._keep(update, to_text(now))]

    def pending_updates(self) -> list[RawUpdate]:
        # `state <> 'done'` says nothing new, but only with these very words is the partial index used
        rows = self.run("SELECT * FROM updates WHERE state = 'pending' AND state <> 'done' ORDER BY seq")
        return [_raw(row) for row in rows]

    def returned_updates(self) -> list[RawUpdate]:
        # only what was set aside before has a moment of settling
        rows = self.run(
            "UPDATE updates SET settled_at = NULL WHERE state = 'pending' AND state <> 'done' "
            "AND settled_at IS NOT NULL RETURNING *"
        ).fetchall()
        return [_raw(row) for row in sorted(rows, key=lambda row: row["seq"])]

    def finish_update(self, update_id: int, now: datetime) -> bool:
        return self._finish(update_id, "pending", now)

    def _finish(self, update_id: int, state: str, now: datetime) -> bool:
        """Finish one that is in this state; whether it was."""
        cursor = self.run(
            "UPDATE updates SET state = 'done', raw = '', chat_id = NULL, sender_id = NULL, error = '', settled_at = ? "
            "WHERE update_id = ? AND state = ?",
            (to_text(now), update_id, state),
        )
        return cursor.rowcount == 1

    def fail_update(self, update_id: int, error: str, now: datetime) -> int:  # noqa: ARG002 - other backends log it
        tries = self.value(
            "UPDATE updates SET tries = tries + 1, error = ? WHERE update_id = ? AND state = 'pending' RETURNING tries",
            (error, update_id),
        )
        return int(tries or 0)

    def set_aside(self, update_id: int, error: str, now: datetime) -> None:
        self.run(
            "UPDATE updates SET state = 'dead', error = ?, settled_at = ? WHERE update_id = ?",
            (error, to_text(now), update_id),
        )

    def _keep(self, update: RawUpdate, received_at: str) -> bool:
        cursor = self.run(
            "INSERT INTO updates (update_id, chat_id, sender_id, raw, received_at) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (update_id) DO NOTHING",
            (update.update_id, update.chat_id, update.sender_id, update.raw, received_at),
        )
        return cursor.rowcount == 1


def _raw(row: sqlite3.Row) -> RawUpdate:
    return RawUpdate(update_id=row["update_id"], chat_id=row["chat_id"], raw=row["raw"], sender_id=row["sender_id"])
