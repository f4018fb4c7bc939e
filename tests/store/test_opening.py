"""A file is made for its owner only, brought up to date as a whole, and left alone where it isn't ours."""

import asyncio
import sqlite3

import pytest

from bot.store import StoreUnusable
from bot.store.schema import STEPS
from bot.store.sqlite import SqliteStore

TABLES = {"erasures", "updates", "outgoing", "buyers", "cases", "reminders", "notes", "told"}


def rows(path, sql):
    connection = sqlite3.connect(path)
    found = connection.execute(sql).fetchall()
    connection.close()
    return found


async def opened_and_closed(path):
    store = await SqliteStore.open(path)
    await store.close()


async def test_the_file_can_be_read_by_its_owner_only(tmp_path):
    await opened_and_closed(tmp_path / "guide.db")
    assert (tmp_path / "guide.db").stat().st_mode & 0o777 == 0o600


async def test_the_log_beside_the_file_can_be_read_by_its_owner_only(store, tmp_path):
    await store.write(lambda tx: tx.set_note("name", "Guide"))
    assert (tmp_path / "guide.db-wal").stat().st_mode & 0o777 == 0o600


async def test_every_table_is_strict(tmp_path):
    await opened_and_closed(tmp_path / "guide.db")
    strict = {
        name
        for name, sql in rows(tmp_path / "guide.db", "SELECT name, sql FROM sqlite_master")
        if sql and "STRICT" in sql
    }
    assert strict == TABLES


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1)]
)
async def test_the_connection_is_set_up_to_lose_and_leak_nothing(store, pragma, value):
    assert await store.write(lambda tx: tx.value(f"PRAGMA {pragma}")) == value


async def test_opening_again_keeps_what_is_there(tmp_path):
    store = await SqliteStore.open(tmp_path / "guide.db")
    await store.write(lambda tx: tx.set_note("name", "Guide"))
    await store.close()
    again = await SqliteStore.open(tmp_path / "guide.db")
    assert await again.write(lambda tx: tx.note("name")) == "Guide"
    await again.close()


async def test_two_that_open_a_new_file_at_once_both_succeed(tmp_path):
    stores = await asyncio.gather(*(SqliteStore.open(tmp_path / "guide.db") for _ in range(4)))
    for store in stores:
        await store.close()
    assert len(rows(tmp_path / "guide.db", "SELECT name FROM _sqlite_migrations")) == len(STEPS)


async def test_a_step_that_fails_leaves_nothing_of_itself(tmp_path, monkeypatch):
    def m002_breaks(db):
        db.execute("CREATE TABLE half_done (id INTEGER)")
        raise LookupError("broken step")

    monkeypatch.setattr("bot.store.schema.STEPS", (*STEPS, m002_breaks))
    with pytest.raises(LookupError, match="broken step"):
        await SqliteStore.open(tmp_path / "guide.db")
    assert rows(tmp_path / "guide.db", "SELECT name FROM sqlite_master") == []


async def test_a_file_of_a_newer_version_is_refused_by_name(tmp_path, monkeypatch):
    def m900_from_the_future(_db):
        pass

    with monkeypatch.context() as newer:
        newer.setattr("bot.store.schema.STEPS", (*STEPS, m900_from_the_future))
        await opened_and_closed(tmp_path / "guide.db")
    with pytest.raises(StoreUnusable, match="m900_from_the_future"):
        await SqliteStore.open(tmp_path / "guide.db")


async def test_a_file_that_is_no_database_is_refused_and_untouched(tmp_path):
    (tmp_path / "guide.db").write_bytes(b"shopping list\n" * 500)
    with pytest.raises(StoreUnusable, match="not a database"):
        await SqliteStore.open(tmp_path / "guide.db")
    assert (tmp_path / "guide.db").read_bytes() == b"shopping list\n" * 500


async def test_a_missing_folder_is_refused_by_name(tmp_path):
    with pytest.raises(StoreUnusable, match="nowhere"):
        await SqliteStore.open(tmp_path / "nowhere" / "guide.db")
