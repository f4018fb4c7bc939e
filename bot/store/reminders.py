"""The rows of reminders: derived from the case, claimed with a lease when due."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bot.store import Case, Reminder, Wanted
from bot.store.rows import Rows, to_instant, to_text

LEASE = timedelta(minutes=5)
"""How long a claimed reminder belongs to whoever claimed it; after a crash it is free again."""


class ReminderRows(Rows):
    """Reminders within a transaction; the promises stand at `bot.store.Transaction`."""

    def align_reminders(self, case: Case, wanted: Iterable[Wanted], now: datetime) -> None:
        wants = {(want.clock, want.on): want for want in wanted}
        pending = {(row.clock, row.on): row for row in self._pending_ahead(case, now)}
        for key, row in pending.items():
            want = wants.get(key)
            if want is None:
                self.settle_reminder(row.id, "withdrawn", now)
            elif want.due_at <= now:
                self.run("UPDATE reminders SET due_at = ? WHERE id = ?", (to_text(want.due_at), row.id))
        for key, want in wants.items():
            if want.due_at > now and (key not in pending or pending[key].due_at != want.due_at):
                self._want(case, want)

    def claim_due(self, now: datetime, limit: int = 50) -> list[Reminder]:
        rows = self.run(
            "UPDATE reminders SET state = 'claimed', claimed_at = ? WHERE id IN ("
            "SELECT id FROM reminders WHERE due_at <= ? "
            "AND (state = 'pending' OR (state = 'claimed' AND claimed_at < ?)) ORDER BY due_at, id LIMIT ?"
            ") RETURNING *",
            (to_text(now), to_text(now), to_text(now - LEASE), limit),
        ).fetchall()
        return sorted((_reminder(row) for row in rows), key=lambda reminder: (reminder.due_at, reminder.id))

    def reminder(self, reminder_id: int, owner: int) -> Reminder | None:
        row = self.run("SELECT * FROM reminders WHERE id = ? AND owner = ?", (reminder_id, owner)).fetchone()
        return None if row is None else _reminder(row)

    def settle_reminder(self, reminder_id: int, state: str, now: datetime) -> None:
        self.run(
            "UPDATE reminders SET state = ?, claimed_at = NULL, settled_at = ? WHERE id = ?",
            (state, to_text(now), reminder_id),
        )

    def next_due(self) -> datetime | None:
        due_at = self.value("SELECT MIN(due_at) FROM reminders WHERE state = 'pending'")
        return due_at and to_instant(due_at)

    def _pending_ahead(self, case: Case, now: datetime) -> list[Reminder]:
        rows = self.run(
            "SELECT * FROM reminders WHERE case_id = ? AND owner = ? AND state = 'pending' AND due_at > ?",
            (case.id, case.owner, to_text(now)),
        ).fetchall()
        return [_reminder(row) for row in rows]

    def _want(self, case: Case, want: Wanted) -> None:
        """Add it, or bring back one that was withdrawn; its hour may have changed with the buyer's zone."""
        self.run(
            "INSERT INTO reminders (case_id, owner, clock, on_day, due_at) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (case_id, clock, on_day) DO UPDATE "
            "SET due_at = excluded.due_at, state = 'pending', settled_at = NULL "
            "WHERE owner = excluded.owner AND state IN ('pending', 'withdrawn')",
            (case.id, case.owner, want.clock, want.on.isoformat(), to_text(want.due_at)),
        )


def _reminder(row: sqlite3.Row) -> Reminder:
    return Reminder(
        id=row["id"],
        case=row["case_id"],
        owner=row["owner"],
        clock=row["clock"],
        on=date.fromisoformat(row["on_day"]),
        due_at=to_instant(row["due_at"]),
        state=row["state"],
    )
