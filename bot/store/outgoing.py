"""The outbox's rows: Bot API calls that are still to be made, in order within a chat."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.store import Outgoing
from bot.store.rows import Rows, to_text


class OutgoingRows(Rows):
    """The outbox half of a transaction; the promises stand at `bot.store.Transaction`."""

    def queue(
        self, chat_id: int, method: str, parameters: Mapping[str, Any], now: datetime, *, kind: str = "reply"
    ) -> None:
        # ASCII only: a lone surrogate in somebody's text could not be stored otherwise
        self.run(
            "INSERT INTO outgoing (chat_id, method, parameters, kind, queued_at) VALUES (?, ?, ?, ?, ?)",
            (chat_id, method, json.dumps(dict(parameters)), kind, to_text(now)),
        )

    def next_outgoing(self, chat_id: int) -> list[Outgoing]:
        found = self.run(
            "SELECT * FROM outgoing WHERE chat_id = ? AND state = 'queued' ORDER BY id LIMIT 2", (chat_id,)
        )
        rows = [_outgoing(row) for row in found]
        together = len(rows) > 1 and rows[0].method.startswith("edit") and not _change_the_same(*rows)
        return rows if together else rows[:1]

    def chats_with_outgoing(self) -> list[int]:
        rows = self.run("SELECT chat_id FROM outgoing WHERE state = 'queued' GROUP BY chat_id ORDER BY MIN(id)")
        return [chat_id for (chat_id,) in rows]

    def mark_sent(self, outgoing_id: int, now: datetime) -> None:
        self._settle(outgoing_id, "sent", "", now)
        # nothing stays of who is nobody's record: a group, or somebody who was just erased
        self.run("DELETE FROM outgoing WHERE id = ? AND chat_id NOT IN (SELECT id FROM buyers)", (outgoing_id,))

    def mark_failed(self, outgoing_id: int, error: str, now: datetime) -> None:
        self._settle(outgoing_id, "failed", error, now)

    def count_attempt(self, outgoing_id: int) -> None:
        self.run("UPDATE outgoing SET attempts = attempts + 1 WHERE id = ?", (outgoing_id,))

    def _settle(self, outgoing_id: int, state: str, error: str, now: datetime) -> None:
        self.run(
            "UPDATE outgoing SET state = ?, parameters = '', error = ?, settled_at = ? "
            "WHERE id = ? AND state = 'queued'",
            (state, error, to_text(now), outgoing_id),
        )


def _outgoing(row: sqlite3.Row) -> Outgoing:
    return Outgoing(
        id=row["id"],
        chat_id=row["chat_id"],
        method=row["method"],
        parameters=json.loads(row["parameters"]),
        kind=row["kind"],
        attempts=row["attempts"],
    )


def _change_the_same(first: Outgoing, second: Outgoing) -> bool:
    return first.parameters.get("message_id") == second.parameters.get("message_id")
