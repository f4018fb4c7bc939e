"""The rows of buyers and cases, and the two ways in which a person's data goes: on request, and by age."""

from __future__ import annotations

import json
import sqlite3
from datetime import date, datetime
from typing import Any

from bot.store import Buyer, Case, Event, ForeignCase
from bot.store.erasures import remember_erasure
from bot.store.rows import Rows, to_instant, to_text
from bot.talk import Button


class CaseRows(Rows):
    """Buyers and cases within a transaction; the promises stand at `bot.store.Transaction`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self.erased = False

    def buyer(self, owner: int) -> Buyer:
        row = self.run("SELECT * FROM buyers WHERE id = ?", (owner,)).fetchone()
        if row is None:
            return Buyer(id=owner)
        return Buyer(
            id=owner,
            language=row["language"],
            country=row["country"],
            zone=row["zone"],
            country_asked=bool(row["country_asked"]),
            case=row["talks_about"],
            blocked_at=row["blocked_at"] and to_instant(row["blocked_at"]),
            offered=tuple(Button(*button) for button in json.loads(row["offered"])),
        )

    def save_buyer(self, buyer: Buyer) -> None:
        self.run(
            "INSERT INTO buyers (id, language, country, zone, country_asked, talks_about, blocked_at, offered) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET language = excluded.language, "
            "country = excluded.country, zone = excluded.zone, country_asked = excluded.country_asked, "
            "talks_about = excluded.talks_about, blocked_at = excluded.blocked_at, offered = excluded.offered",
            (
                buyer.id,
                buyer.language,
                buyer.country,
                buyer.zone,
                int(buyer.country_asked),
                buyer.case,
                buyer.blocked_at and to_text(buyer.blocked_at),
                json.dumps([[button.label, button.data, button.says] for button in buyer.offered]),
            ),
        )

    def mark_blocked(self, owner: int, now: datetime) -> None:
        self.run("UPDATE buyers SET blocked_at = ? WHERE id = ?", (to_text(now), owner))

    def case(self, case_id: str, owner: int) -> Case | None:
        row = self.run("SELECT * FROM cases WHERE id = ? AND owner = ?", (case_id, owner)).fetchone()
        return None if row is None else _case(row)

    def cases(self, owner: int, *, closed: bool = False) -> list[Case]:
        rows = self.run(
            "SELECT * FROM cases WHERE owner = ? AND (? OR closed_at IS NULL) ORDER BY opened_at, id", (owner, closed)
        )
        return [_case(row) for row in rows]

    def open_cases(self, after: str = "", limit: int = 100) -> list[Case]:
        rows = self.run("SELECT * FROM cases WHERE closed_at IS NULL AND id > ? ORDER BY id LIMIT ?", (after, limit))
        return [_case(row) for row in rows]

    def save_case(self, case: Case) -> None:
        cursor = self.run(
            "INSERT INTO cases (id, owner, opened_at, answers, events, focus, stopped, closed_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET opened_at = excluded.opened_at, "
            "answers = excluded.answers, events = excluded.events, focus = excluded.focus, "
            "stopped = excluded.stopped, closed_at = excluded.closed_at WHERE owner = excluded.owner",
            _case_row(case),
        )
        if cursor.rowcount != 1:
            raise ForeignCase

    def erase(self, owner: int, now: datetime) -> None:
        self.forget(owner)
        remember_erasure(self, owner, now)

    def forget(self, owner: int) -> None:
        """Erase without remembering that it was done."""
        self.run("DELETE FROM cases WHERE owner = ?", (owner,))
        self.run("DELETE FROM reminders WHERE owner = ?", (owner,))
        self.run("DELETE FROM buyers WHERE id = ?", (owner,))
        self.run("DELETE FROM outgoing WHERE chat_id = ?", (owner,))
        self.run(
            "UPDATE updates SET state = 'done', raw = '', error = '', chat_id = NULL, sender_id = NULL, "
            "settled_at = COALESCE(settled_at, received_at) WHERE state <> 'done' AND (chat_id = ? OR sender_id = ?)",
            (owner, owner),
        )
        self.erased = True

    def sweep(self, closed_before: datetime, done_before: datetime) -> None:
        closed, done = to_text(closed_before), to_text(done_before)
        self.run(
            "UPDATE buyers SET talks_about = NULL WHERE talks_about IN (SELECT id FROM cases WHERE closed_at < ?)",
            (closed,),
        )
        self.run(
            "UPDATE buyers SET offered = '[]' WHERE id IN (SELECT owner FROM cases WHERE closed_at < ?)", (closed,)
        )
        self.run("DELETE FROM cases WHERE closed_at < ?", (closed,))
        self.run("DELETE FROM updates WHERE state = 'done' AND settled_at < ?", (done,))
        self.run("DELETE FROM updates WHERE state = 'dead' AND settled_at < ?", (closed,))
        self.run("DELETE FROM outgoing WHERE state <> 'queued' AND settled_at < ?", (done,))


def _case_row(case: Case) -> tuple[Any, ...]:
    events = [{"event": event.event, "on": event.on.isoformat(), "note": event.note} for event in case.events]
    return (
        case.id,
        case.owner,
        to_text(case.opened_at),
        json.dumps(dict(case.answers)),
        json.dumps(events),
        case.focus,
        json.dumps(sorted(case.stopped)),
        case.closed_at and to_text(case.closed_at),
    )


def _case(row: sqlite3.Row) -> Case:
    return Case(
        id=row["id"],
        owner=row["owner"],
        opened_at=to_instant(row["opened_at"]),
        answers=json.loads(row["answers"]),
        events=tuple(
            Event(event=event["event"], on=date.fromisoformat(event["on"]), note=event["note"])
            for event in json.loads(row["events"])
        ),
        focus=row["focus"],
        stopped=frozenset(json.loads(row["stopped"])),
        closed_at=row["closed_at"] and to_instant(row["closed_at"]),
    )
