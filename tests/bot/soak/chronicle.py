"""What happened in a simulated year, with the instant of each change: of the rows, as triggers in the bot's own database
note it, and of the calls, as the pretend Telegram hears them."""

import json
import sqlite3
from bisect import bisect_left, bisect_right
from collections import defaultdict, deque
from dataclasses import dataclass
from datetime import datetime

from bot.store.rows import to_instant, to_text

WATCHED = {
    "reminders": ("id", "case_id", "owner", "clock", "on_day", "due_at", "state", "put_off", "act_by", "message"),
    "cases": ("id", "owner", "answers", "events", "stopped", "closed_at"),
    "buyers": ("id", "zone", "quiet_from", "quiet_until", "blocked_at"),
    "outgoing": ("id", "chat_id", "kind", "state"),
}
"""The columns whose changes are noted."""


def watch(database, now):
    """Make the tables and triggers that note every change from now on, with the time of `soak_clock`."""
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE TABLE soak_clock (now TEXT NOT NULL)")
        connection.execute("INSERT INTO soak_clock VALUES (?)", (to_text(now),))
        connection.execute("CREATE TABLE soak_log (seq INTEGER PRIMARY KEY, at TEXT, kind TEXT, id TEXT, content TEXT)")
        for table, columns in WATCHED.items():
            for trigger in _triggers(table, columns):
                connection.execute(trigger)
    connection.close()


def _triggers(table, columns):
    pairs = ", ".join(f"'{name}', NEW.{name}" for name in columns)
    content = f"json_object({pairs})"
    changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in columns)
    note = "INSERT INTO soak_log (at, kind, id, content) SELECT now, '{}', {}.id, {} FROM soak_clock;"
    for when, condition, row, noted in (
        ("INSERT", "", "NEW", content),
        ("UPDATE", f"WHEN {changed}", "NEW", content),
        ("DELETE", "", "OLD", "NULL"),
    ):
        does = note.format(table, row, noted)
        yield f"CREATE TRIGGER soak_{table}_{when} AFTER {when} ON {table} {condition} BEGIN {does} END"


def set_clock(tx, now):
    """Tell the triggers what time it is."""
    tx.run("UPDATE soak_clock SET now = ?", (to_text(now),))


class Stamped(deque):
    """A journal of Telegram's that also keeps every message it was to send, with its instant: (instant, call)."""

    def __init__(self, clock):
        super().__init__(maxlen=100)
        self._clock = clock
        self.messages = []

    def append(self, called):
        super().append(called)
        if called.method == "sendmessage":
            self.messages.append((self._clock.now(), called))


@dataclass(frozen=True)
class Change:
    """A row as it was from `at` on; None once it was deleted."""

    at: datetime
    row: dict | None


class Past(list):
    """The changes of one row, in order."""

    def at(self, instant):
        """The row as it was when the instant was over; None where there was none."""
        return self._row(bisect_right(self, instant, key=lambda change: change.at))

    def before(self, instant):
        """The row as it was when the instant came."""
        return self._row(bisect_left(self, instant, key=lambda change: change.at))

    def changed(self, since, until):
        """Whether anything changed between two instants, these included."""
        return any(since <= change.at <= until for change in self)

    def _row(self, place):
        return self[place - 1].row if place else None


def read(database):
    """What was noted: kind to id to the row's past."""
    found = {table: defaultdict(Past) for table in WATCHED}
    with sqlite3.connect(database) as connection:
        for at, kind, row_id, content in connection.execute("SELECT at, kind, id, content FROM soak_log ORDER BY seq"):
            found[kind][row_id].append(Change(to_instant(at), content and json.loads(content)))
    connection.close()
    return found
