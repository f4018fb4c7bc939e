"""The rows of buyers and cases, and the two ways in which a person's data goes: on request, and by age."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime
from itertools import starmap
from typing import Any

from bot.json_text import dumped, loaded
from bot.store import Buyer, Case, Event, ForeignCase
from bot.store.erasures import remember_erasure
from bot.store.rows import Rows, to_instant, to_text
from bot.talk import Button


class CaseRows(Rows):
    """Buyers and cases within a transaction; the promises stand at `bot.store.Transaction`."""

    erased = False

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
            quiet_from=row["quiet_from"],
            quiet_until=row["quiet_until"],
            offered=tuple(starmap(Button, loaded(row["offered"]))),
        )

    def save_buyer(self, buyer: Buyer) -> None:
        self.run(
            "INSERT INTO buyers (id, language, country, zone, country_asked, talks_about, blocked_at, offered, "
            "quiet_from, quiet_until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
            "language = excluded.language, country = excluded.country, zone = excluded.zone, "
            "country_asked = excluded.country_asked, talks_about = excluded.talks_about, "
            "blocked_at = excluded.blocked_at, offered = excluded.offered, quiet_from = excluded.quiet_from, "
            "quiet_until = excluded.quiet_until",
            (
                buyer.id,
                buyer.language,
                buyer.country,
                buyer.zone,
                int(buyer.country_asked),
                buyer.case,
                buyer.blocked_at and to_text(buyer.blocked_at),
                dumped(buyer.offered),  # each as [label, data, other ways to type it]
                buyer.quiet_from,
                buyer.quiet_until,
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
            "INSERT INTO cases (id, owner, opened_at, answers, events, focus, stopped, closed_at, card, pinned, said) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET opened_at = excluded.opened_at, "
            "answers = excluded.answers, events = excluded.events, focus = excluded.focus, "
            "stopped = excluded.stopped, closed_at = excluded.closed_at, card = excluded.card, "
            "pinned = excluded.pinned, said = excluded.said WHERE owner = excluded.owner",
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
    events = [_event_row(event) for event in case.events]
    return (
        case.id,
        case.owner,
        to_text(case.opened_at),
        dumped(dict(case.answers)),
        dumped(events),
        case.focus,
        dumped(sorted(case.stopped)),
        case.closed_at and to_text(case.closed_at),
        case.card,
        int(case.pinned),
        dumped({about: list(values) for about, values in case.said.items()}),
    )


def _event_row(event: Event) -> dict[str, str]:
    """An event as JSON: what it doesn't carry is left out."""
    carried = {"by": event.by and event.by.isoformat(), "amount": event.amount}
    return {"event": event.event, "on": event.on.isoformat(), "note": event.note} | {
        name: value for name, value in carried.items() if value
    }


def _event(row: dict[str, str]) -> Event:
    by = row.get("by")
    return Event(
        event=row["event"],
        on=date.fromisoformat(row["on"]),
        note=row["note"],
        by=date.fromisoformat(by) if by else None,
        amount=row.get("amount", ""),
    )


def _case(row: sqlite3.Row) -> Case:
    return Case(
        id=row["id"],
        owner=row["owner"],
        opened_at=to_instant(row["opened_at"]),
        answers=loaded(row["answers"]),
        events=tuple(map(_event, loaded(row["events"]))),
        focus=row["focus"],
        card=row["card"],
        pinned=bool(row["pinned"]),
        stopped=frozenset(loaded(row["stopped"])),
        closed_at=row["closed_at"] and to_instant(row["closed_at"]),
        said={about: tuple(values) for about, values in loaded(row["said"]).items()},
    )
