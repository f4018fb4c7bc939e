"""The outbox's rows: Bot API calls that are still to be made, in order within a chat."""

from __future__ import annotations

import sqlite3
from base64 import b64decode, b64encode
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from bot.json_text import dumped, loaded
from bot.store import Outgoing, Upload
from bot.store.rows import Rows, to_text


class _Queued(NamedTuple):
    """A call of the outbox; see `Outgoing`."""

    method: str
    parameters: Mapping[str, Any]
    kind: str
    attempts: int
    files: Mapping[str, Upload]


class OutgoingRows(Rows):
    """The outbox half of a transaction; the promises stand at `bot.store.Transaction`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self._known: dict[int, _Queued] = {}
        """Calls as they were queued by this very job: most are asked for right away."""

    def queue(
        self,
        chat_id: int,
        method: str,
        parameters: Mapping[str, Any],
        now: datetime,
        *,
        kind: str = "reply",
        files: Mapping[str, Upload] | None = None,
        card_of: str = "",
    ) -> int:
        cursor = self.run(
            "INSERT INTO outgoing (chat_id, method, parameters, kind, queued_at, files, card_of) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (chat_id, method, dumped(parameters), kind, to_text(now), _files_text(files or {}), card_of or None),
        )
        outgoing_id = cursor.lastrowid or 0
        self._known[outgoing_id] = _Queued(method, parameters, kind, 0, files or {})
        return outgoing_id

    def is_queued(self, outgoing_id: int) -> bool:
        return self.value("SELECT 1 FROM outgoing WHERE id = ? AND state = 'queued'", (outgoing_id,)) is not None

    def rewrite(self, outgoing_id: int, parameters: Mapping[str, Any]) -> None:
        self._known.pop(outgoing_id, None)
        self.run("UPDATE outgoing SET parameters = ? WHERE id = ?", (dumped(parameters), outgoing_id))

    def drop(self, outgoing_id: int) -> None:
        self.run("DELETE FROM outgoing WHERE id = ?", (outgoing_id,))

    def waiting_reminders(self) -> int:
        count: int = self.value("SELECT COUNT(*) FROM outgoing WHERE state = 'queued' AND kind = 'reminder'")
        return count

    def next_outgoing(self, chat_id: int, besides: Collection[int] = ()) -> list[Outgoing]:
        found = self.run(
            "SELECT id FROM outgoing WHERE chat_id = ? AND state = 'queued' ORDER BY id LIMIT ?",
            (chat_id, 3 + len(besides)),
        )
        ids = [outgoing_id for (outgoing_id,) in found if outgoing_id not in besides]
        calls = [self._known.get(outgoing_id) or self._read(outgoing_id) for outgoing_id in ids[:2]]
        if len(calls) > 1 and not _go_together(*calls):
            del calls[1]
        last = len(calls) == len(ids)
        return [Outgoing(outgoing_id, chat_id, *each, last) for outgoing_id, each in zip(ids, calls, strict=False)]

    def chats_with_outgoing(self) -> list[int]:
        rows = self.run("SELECT chat_id FROM outgoing WHERE state = 'queued' GROUP BY chat_id ORDER BY MIN(id)")
        return [chat_id for (chat_id,) in rows]

    def mark_sent(self, outgoing_id: int, now: datetime, message_id: int | None = None) -> None:
        if self._leaves(outgoing_id) or (settled := self._settle(outgoing_id, "sent", "", now)) is None:
            return
        if not settled["has_record"]:  # a group, or somebody who was just erased: nothing stays of who is nobody's
            self.drop(outgoing_id)
        elif message_id is not None and settled["card_of"]:
            self.run(  # of two calls that go out together the later one shows the card, whichever is marked first
                "UPDATE cases SET card = ? WHERE id = ? AND owner = ? AND NOT EXISTS "
                "(SELECT 1 FROM outgoing WHERE id > ? AND card_of = cases.id AND state = 'sent')",
                (message_id, settled["card_of"], settled["chat_id"], outgoing_id),
            )

    def mark_failed(self, outgoing_id: int, error: str, now: datetime) -> None:
        self._settle(outgoing_id, "failed", error, now)

    def count_attempt(self, outgoing_id: int) -> None:
        self._known.pop(outgoing_id, None)
        self.run("UPDATE outgoing SET attempts = attempts + 1 WHERE id = ?", (outgoing_id,))

    def _read(self, outgoing_id: int) -> _Queued:
        row = self.run("SELECT * FROM outgoing WHERE id = ?", (outgoing_id,)).fetchone()
        return _Queued(row["method"], loaded(row["parameters"]), row["kind"], row["attempts"], _files(row["files"]))

    def _leaves(self, outgoing_id: int) -> bool:
        """Take a call out where nobody will ask for it any more, as with most replies. It is also quicker than blanking it."""
        sql = "DELETE FROM outgoing WHERE id = ? AND state = 'queued' AND kind = 'reply' AND card_of IS NULL"
        return self.run(sql, (outgoing_id,)).rowcount == 1

    def _settle(self, outgoing_id: int, state: str, error: str, now: datetime) -> sqlite3.Row | None:
        """What is to be known of the call that is settled now; None where it was before."""
        row: sqlite3.Row | None = self.run(
            "UPDATE outgoing SET state = ?, parameters = '', files = '', error = ?, settled_at = ? "
            "WHERE id = ? AND state = 'queued' "
            "RETURNING chat_id, card_of, chat_id IN (SELECT id FROM buyers) AS has_record",
            (state, error, to_text(now), outgoing_id),
        ).fetchone()
        return row


def _files_text(files: Mapping[str, Upload]) -> str:
    """Blank for none."""
    if not files:
        return ""
    return dumped({part: [file.name, file.mime, b64encode(file.content).decode()] for part, file in files.items()})


def _files(text: str) -> dict[str, Upload]:
    found = loaded(text) if text else {}
    return {
        part: Upload(name=name, mime=mime, content=b64decode(content)) for part, (name, mime, content) in found.items()
    }


def _go_together(first: _Queued, second: _Queued) -> bool:
    """Whether the first only changes a message, and the second doesn't change the same one."""
    if not first.method.startswith("edit"):
        return False
    return first.parameters.get("message_id") != second.parameters.get("message_id")
