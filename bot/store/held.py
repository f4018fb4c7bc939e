"""All that is kept of one person, table by table."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from bot.json_text import loaded
from bot.store.rows import Rows

HELD: Mapping[str, str] = {
    "buyers": "SELECT * FROM buyers WHERE id = ?1",
    "cases": "SELECT * FROM cases WHERE owner = ?1 ORDER BY opened_at, id",
    "reminders": "SELECT * FROM reminders WHERE owner = ?1 ORDER BY due_at, id",
    "told": "SELECT * FROM told WHERE case_id IN (SELECT id FROM cases WHERE owner = ?1) ORDER BY 1, 2",
    "outgoing": "SELECT * FROM outgoing WHERE chat_id = ?1 ORDER BY id",
    "updates": "SELECT * FROM updates WHERE (chat_id = ?1 OR sender_id = ?1) AND state <> 'done' ORDER BY seq",
}
"""Where something of a person may stand. A table that isn't here holds nothing of anybody; a test looks."""

JSON = frozenset({"answers", "events", "stopped", "offered", "parameters", "raw", "files", "basis", "said"})
"""The columns that hold JSON."""


class HeldRows(Rows):
    """A person's rows within a transaction; the promise stands at `bot.store.Transaction`."""

    def held(self, owner: int) -> Mapping[str, list[dict[str, Any]]]:
        return {table: [_readable(row) for row in self.run(query, (owner,))] for table, query in HELD.items()}


def _readable(row: sqlite3.Row) -> dict[str, Any]:
    return {column: _value(column, row[column]) for column in row.keys()}  # noqa: SIM118 - a row isn't a mapping


def _value(column: str, value: Any) -> Any:
    if column not in JSON or not value:
        return value
    try:
        held = loaded(value)
    except (ValueError, RecursionError):
        return value  # an update that is no JSON is kept as it came
    return _without_content(held) if column == "files" else held


def _without_content(files: Mapping[str, list[str]]) -> dict[str, Any]:
    """Files that still wait to be sent, by name: an export that holds the one before it would grow and grow."""
    return {part: {"name": name, "mime": mime} for part, (name, mime, _) in files.items()}
