"""The rows of reminders: derived from the case, claimed with a lease when due, put off, missed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bot.store import Case, Reminder, Told, Wanted
from bot.store.rows import Rows, to_instant, to_text

LEASE = timedelta(minutes=5)
"""How long a claimed reminder belongs to whoever claimed it; after a crash it is free again."""

# `state IN (…)` says nothing new, but only with these very words is the partial index used
CLAIMABLE = "due_at <= ? AND state IN ('pending', 'claimed') AND (state = 'pending' OR claimed_at < ?)"
NEXT_DUE = (
    "SELECT due_at FROM reminders WHERE state IN ('pending', 'claimed') AND state = 'pending' ORDER BY due_at LIMIT 1"
)


class ReminderRows(Rows):
    """Reminders within a transaction; the promises stand at `bot.store.Transaction`."""

    def align_reminders(
        self, case: Case, wanted: Iterable[Wanted], now: datetime, since: datetime | None = None
    ) -> None:
        wants = {(want.clock, want.on): want for want in wanted}
        pending = {(row.clock, row.on): row for row in self._pending_ahead(case, now)}
        for key, row in pending.items():
            want = wants.get(key)
            if want is None:
                self.settle_reminder(row.id, "withdrawn", now)
            elif want.due_at <= now:
                self.run("UPDATE reminders SET due_at = ? WHERE id = ?", (to_text(want.due_at), row.id))
        for key, want in wants.items():
            there = pending.get(key)
            if want.due_at > (since or now) and (
                there is None or (there.due_at, there.act_by) != (want.due_at, want.act_by)
            ):
                self._want(case, want)

    def claim_due(self, now: datetime, limit: int = 50) -> list[Reminder]:
        rows = self.run(
            f"SELECT owner FROM reminders WHERE {CLAIMABLE} "  # noqa: S608 - a constant
            "ORDER BY act_by IS NULL, act_by < ?, act_by, due_at, id LIMIT ?",
            (to_text(now), to_text(now - LEASE), now.date().isoformat(), limit),
        ).fetchall()
        owners = dict.fromkeys(owner for (owner,) in rows)
        return [reminder for owner in owners for reminder in self._claim_of(owner, now)]

    def _claim_of(self, owner: int, now: datetime) -> list[Reminder]:
        rows = self.run(
            f"UPDATE reminders SET state = 'claimed', claimed_at = ? WHERE owner = ? AND {CLAIMABLE} RETURNING *",  # noqa: S608
            (to_text(now), owner, to_text(now), to_text(now - LEASE)),
        ).fetchall()
        return sorted(map(_reminder, rows), key=lambda reminder: (reminder.due_at, reminder.id))

    def reminder(self, reminder_id: int, owner: int) -> Reminder | None:
        row = self.run("SELECT * FROM reminders WHERE id = ? AND owner = ?", (reminder_id, owner)).fetchone()
        return None if row is None else _reminder(row)

    def settle_reminder(self, reminder_id: int, state: str, now: datetime, message: int | None = None) -> None:
        self.run(
            "UPDATE reminders SET state = ?, claimed_at = NULL, settled_at = ?, message = COALESCE(?, message) "
            "WHERE id = ?",
            (state, to_text(now), message, reminder_id),
        )

    def put_off(self, reminder_id: int, until: datetime, why: str) -> None:
        self.run(
            "UPDATE reminders SET state = 'pending', claimed_at = NULL, settled_at = NULL, due_at = ?, put_off = ? "
            "WHERE id = ?",
            (to_text(until), why, reminder_id),
        )

    def end_quiet(self, owner: int, now: datetime) -> None:
        self.run(
            "UPDATE reminders SET due_at = ? WHERE owner = ? AND state = 'pending' AND put_off = 'quiet' AND due_at > ?",
            (to_text(now), owner, to_text(now)),
        )

    def reminders_in(self, message: int, owner: int) -> list[Reminder]:
        rows = self.run("SELECT * FROM reminders WHERE message = ? AND owner = ? ORDER BY due_at, id", (message, owner))
        return [_reminder(row) for row in rows]

    def make_anew(self, message: int) -> None:
        self.run(
            "UPDATE reminders SET state = 'pending', settled_at = NULL, message = NULL "
            "WHERE message = ? AND state = 'sent'",
            (message,),
        )

    def pending_reminders(self, owner: int) -> list[Reminder]:
        rows = self.run("SELECT * FROM reminders WHERE owner = ? AND state = 'pending' ORDER BY due_at, id", (owner,))
        return [_reminder(row) for row in rows]

    def miss(self, reminder_id: int, now: datetime) -> None:
        self.run("UPDATE reminders SET missed = 1 WHERE id = ?", (reminder_id,))
        self.settle_reminder(reminder_id, "withdrawn", now)

    def miss_message(self, message: int) -> None:
        self.run("UPDATE reminders SET missed = 1 WHERE message = ? AND state = 'sent'", (message,))

    def take_missed(self, owner: int) -> list[Reminder]:
        if self.value("SELECT 1 FROM reminders WHERE owner = ? AND missed", (owner,)) is None:  # as with most turns
            return []
        rows = self.run("SELECT * FROM reminders WHERE owner = ? AND missed ORDER BY due_at, id", (owner,)).fetchall()
        self.run("UPDATE reminders SET missed = 0 WHERE owner = ? AND missed", (owner,))
        return [_reminder(row) for row in rows]

    def next_due(self) -> datetime | None:
        due_at = self.value(NEXT_DUE)
        return due_at and to_instant(due_at)

    def told(self, case: Case) -> dict[str, Told]:
        rows = self.run("SELECT clock, act_by, basis FROM told WHERE case_id = ?", (case.id,))
        return {clock: Told(act_by=date.fromisoformat(act_by), basis=basis) for clock, act_by, basis in rows}

    def tell(self, case: Case, clock: str, told: Told) -> None:
        self.run(
            "INSERT INTO told (case_id, clock, act_by, basis) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (case_id, clock) DO UPDATE SET act_by = excluded.act_by, basis = excluded.basis",
            (case.id, clock, told.act_by.isoformat(), told.basis),
        )

    def _pending_ahead(self, case: Case, now: datetime) -> list[Reminder]:
        """Those that aren't put off: what is goes its own way, and is judged when it comes due."""
        rows = self.run(
            "SELECT * FROM reminders WHERE case_id = ? AND owner = ? AND state = 'pending' AND due_at > ? "
            "AND put_off = ''",
            (case.id, case.owner, to_text(now)),
        ).fetchall()
        return [_reminder(row) for row in rows]

    def _want(self, case: Case, want: Wanted) -> None:
        """Add it, or bring back one that was withdrawn before its time had come; its hour may have changed with the buyer's
        zone. What came due was judged then, and is over unless it is wanted for later."""
        self.run(
            "INSERT INTO reminders (case_id, owner, clock, on_day, due_at, act_by) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (case_id, clock, on_day) DO UPDATE "
            "SET due_at = excluded.due_at, act_by = excluded.act_by, state = 'pending', put_off = '', "
            "settled_at = NULL, missed = 0 WHERE owner = excluded.owner "
            "AND (state = 'withdrawn' AND (settled_at < due_at OR excluded.due_at > settled_at) "
            "OR state = 'pending' AND put_off = '')",
            (
                case.id,
                case.owner,
                want.clock,
                want.on.isoformat(),
                to_text(want.due_at),
                want.act_by and want.act_by.isoformat(),
            ),
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
        act_by=row["act_by"] and date.fromisoformat(row["act_by"]),
        put_off=row["put_off"],
        message=row["message"],
        settled_at=row["settled_at"] and to_instant(row["settled_at"]),
    )
