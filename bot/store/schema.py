"""The tables, as steps that are applied once each and in order. A released step is never changed: add one.

Instants are ISO text in UTC with microseconds ("2026-11-22T09:00:00.000000+00:00"), days are ISO dates.
Ids that somebody may still hold when their row is gone are AUTOINCREMENT, so they never name another row.
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database, Migrations

from bot.store import StoreUnusable

FIRST_TABLES = (
    """
    CREATE TABLE updates (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,  -- order of arrival: Telegram's ids start anew after a quiet week
        update_id INTEGER NOT NULL UNIQUE,
        chat_id INTEGER,
        sender_id INTEGER,
        raw TEXT NOT NULL,                      -- blank once done
        state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'dead')),
        tries INTEGER NOT NULL DEFAULT 0,
        error TEXT NOT NULL DEFAULT '',
        received_at TEXT NOT NULL,
        settled_at TEXT
    ) STRICT
    """,
    "CREATE INDEX updates_open ON updates (state, seq) WHERE state <> 'done'",
    "CREATE INDEX updates_settled ON updates (settled_at) WHERE settled_at IS NOT NULL",
    """
    CREATE TABLE outgoing (
        id INTEGER PRIMARY KEY AUTOINCREMENT,   -- the order of sending within a chat
        chat_id INTEGER NOT NULL,
        method TEXT NOT NULL,
        parameters TEXT NOT NULL,               -- JSON; blank once settled
        kind TEXT NOT NULL CHECK (kind IN ('reply', 'reminder')),
        state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sent', 'failed')),
        attempts INTEGER NOT NULL DEFAULT 0,
        error TEXT NOT NULL DEFAULT '',
        queued_at TEXT NOT NULL,
        settled_at TEXT
    ) STRICT
    """,
    "CREATE INDEX outgoing_queued ON outgoing (chat_id, id) WHERE state = 'queued'",
    "CREATE INDEX outgoing_settled ON outgoing (settled_at) WHERE settled_at IS NOT NULL",
    """
    CREATE TABLE buyers (
        id INTEGER PRIMARY KEY,
        language TEXT,
        country TEXT,
        zone TEXT,
        country_asked INTEGER NOT NULL DEFAULT 0,
        talks_about TEXT,                       -- the case they talk about now
        blocked_at TEXT,
        offered TEXT NOT NULL                   -- JSON: list of [label, data, other ways to type it]
    ) STRICT
    """,
    """
    CREATE TABLE cases (
        id TEXT PRIMARY KEY,
        owner INTEGER NOT NULL,
        opened_at TEXT NOT NULL,
        answers TEXT NOT NULL,                  -- JSON: question to answer
        events TEXT NOT NULL,                   -- JSON: list of {event, on, note}
        focus TEXT,
        stopped TEXT NOT NULL,                  -- JSON: list of clocks
        closed_at TEXT
    ) STRICT
    """,
    "CREATE INDEX cases_owner ON cases (owner, opened_at)",
    "CREATE INDEX cases_closed ON cases (closed_at) WHERE closed_at IS NOT NULL",
    """
    CREATE TABLE reminders (
        id INTEGER PRIMARY KEY AUTOINCREMENT,   -- stands in callback data of messages that outlive the row
        case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
        owner INTEGER NOT NULL,
        clock TEXT NOT NULL,
        on_day TEXT NOT NULL,
        due_at TEXT NOT NULL,
        state TEXT NOT NULL DEFAULT 'pending'
            CHECK (state IN ('pending', 'claimed', 'sent', 'done', 'withdrawn')),
        claimed_at TEXT,
        settled_at TEXT,
        UNIQUE (case_id, clock, on_day)
    ) STRICT
    """,
    "CREATE INDEX reminders_due ON reminders (due_at) WHERE state IN ('pending', 'claimed')",
    "CREATE TABLE notes (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
)


def m001_first_tables(db: Database) -> None:
    for statement in FIRST_TABLES:
        db.execute(statement)


def m002_erasures(db: Database) -> None:
    """Who was erased, as salted hashes, so that a backup from before forgets them too."""
    db.execute("CREATE TABLE erasures (owner_hash TEXT PRIMARY KEY, erased_at TEXT NOT NULL) STRICT")


def m003_weeks_after(db: Database) -> None:
    """The case's card and what goes along with a message; when a buyer sleeps."""
    for statement in (
        "ALTER TABLE cases ADD COLUMN card INTEGER",  # the message id of its card
        "ALTER TABLE cases ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE buyers ADD COLUMN quiet_from INTEGER NOT NULL DEFAULT 22",  # hours of the buyer's day
        "ALTER TABLE buyers ADD COLUMN quiet_until INTEGER NOT NULL DEFAULT 8",
        "ALTER TABLE outgoing ADD COLUMN files TEXT NOT NULL DEFAULT ''",  # JSON, content in base64; blank once settled
        "ALTER TABLE outgoing ADD COLUMN card_of TEXT",  # the case whose card the message will be
    ):
        db.execute(statement)


CLOCK_TABLES = (
    "ALTER TABLE reminders ADD COLUMN act_by TEXT",  # the deadline that it is about: the nearest goes first
    "ALTER TABLE reminders ADD COLUMN put_off TEXT NOT NULL DEFAULT ''",  # who moved due_at: 'snoozed', 'quiet'
    "ALTER TABLE reminders ADD COLUMN message INTEGER",  # outgoing.id of the message that it went out in
    "ALTER TABLE reminders ADD COLUMN missed INTEGER NOT NULL DEFAULT 0",  # came due, and did not reach the buyer
    "CREATE INDEX reminders_owner ON reminders (owner, state)",
    "CREATE INDEX reminders_message ON reminders (message) WHERE message IS NOT NULL",
    "CREATE INDEX reminders_missed ON reminders (owner) WHERE missed",
    """
    CREATE TABLE told (
        case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
        clock TEXT NOT NULL,
        act_by TEXT NOT NULL,                   -- the date that the buyer was last told
        basis TEXT NOT NULL,                    -- JSON: the lengths of the periods that it was reckoned with
        PRIMARY KEY (case_id, clock)
    ) STRICT, WITHOUT ROWID
    """,
)


def m004_clock(db: Database) -> None:
    """Reminders that are put off, that come together, that were missed; and the dates that buyers were told."""
    for statement in CLOCK_TABLES:
        db.execute(statement)


def m005_first_message(db: Database) -> None:
    """What a first message also said, until it is confirmed. JSON: question or kind of question to a list of answers."""
    db.execute("ALTER TABLE cases ADD COLUMN said TEXT NOT NULL DEFAULT '{}'")


STEPS = (m001_first_tables, m002_erasures, m003_weeks_after, m004_clock, m005_first_message)


def upgrade(connection: sqlite3.Connection) -> None:
    """Apply the steps that are missing, all or none; of two processes at once one waits for the other.

    Raises `StoreUnusable` where a newer version has been at work: its tables are not ours to guess at.
    """
    db = Database(connection, execute_plugins=False)
    migrations = Migrations("guide")
    for step in STEPS:
        migrations()(step)
    connection.execute("BEGIN IMMEDIATE")
    try:
        _refuse_newer({step.name for step in migrations.applied(db)})
        migrations.apply(db)
        connection.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise


def _refuse_newer(applied: set[str]) -> None:
    newer = applied - {step.__name__ for step in STEPS}
    if newer:
        raise StoreUnusable(f"the database was written by a newer version (it knows {', '.join(sorted(newer))})")
