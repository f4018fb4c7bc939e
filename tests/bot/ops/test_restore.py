"""A copy put back: whole, with today's tables, and without those who had themselves erased meanwhile."""

import os
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from bot.store import Buyer, Case, RawUpdate, Wanted
from bot.store.backup import BackupFailed, back_up
from bot.store.cases import CaseRows
from bot.store.erasures import erasures_in, owner_hash
from bot.store.restore import restore
from bot.store.rows import Rows
from bot.store.sqlite import SqliteStore
from tests.bot.ops.conftest import NOW

TRACES = (
    ("buyers", "id"), ("cases", "owner"), ("reminders", "owner"), ("outgoing", "chat_id"),
    ("updates", "chat_id"), ("updates", "sender_id"),
)  # fmt: skip


def meet(tx, owner):
    """Somebody with a trace in every table."""
    case = Case(id=f"case{owner:07}", owner=owner, opened_at=NOW, answers={"situation": "nothing_arrived"})
    tx.save_buyer(Buyer(id=owner, case=case.id))
    tx.save_case(case)
    tx.align_reminders(case, [Wanted(clock="buyer", on=NOW.date(), due_at=NOW + timedelta(days=1))], NOW)
    tx.queue(owner, "sendMessage", {"text": f"for {owner}"}, NOW)
    tx.keep_updates([RawUpdate(update_id=owner, chat_id=owner, sender_id=owner, raw=f'"by {owner}"')], NOW)


def erase(path, owner, at=NOW):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute("BEGIN")
        CaseRows(connection).erase(owner, at)
        connection.execute("COMMIT")


def known(path, owner):
    """The tables in which somebody has left a trace."""
    with closing(sqlite3.connect(path)) as db:
        return {
            f"{table}.{column}"
            for table, column in TRACES
            if db.execute(f"SELECT 1 FROM {table} WHERE {column} = ?", (owner,)).fetchone()  # noqa: S608
        }


EVERYWHERE = {f"{table}.{column}" for table, column in TRACES}


@pytest.fixture
async def closed(database):
    """A database that nobody uses, with the people 7 and 8."""
    store = await SqliteStore.open(database)
    for owner in (7, 8):
        await store.write(lambda tx, owner=owner: meet(tx, owner))
    await store.close()
    return database


async def test_a_restored_database_is_what_was_copied(closed, tmp_path):
    back_up(closed, tmp_path / "copy")
    store = await SqliteStore.open(closed)
    await store.write(lambda tx: meet(tx, 9))
    await store.close()
    restored = restore(closed, tmp_path / "copy")
    assert (restored.holdings.buyers, restored.erased_again, restored.remembered) == (2, 0, True)
    assert known(closed, 7) == known(closed, 8) == EVERYWHERE
    assert known(closed, 9) == set()
    store = await SqliteStore.open(closed)
    assert len(await store.write(lambda tx: tx.pending_updates())) == 2
    await store.close()


async def test_the_replaced_database_stays_beside(closed, tmp_path):
    back_up(closed, tmp_path / "copy")
    store = await SqliteStore.open(closed)
    await store.write(lambda tx: meet(tx, 9))
    await store.close()
    assert restore(closed, tmp_path / "copy").kept == tmp_path / "guide.db.before-restore"
    assert known(tmp_path / "guide.db.before-restore", 9) == EVERYWHERE


async def test_a_replaced_database_is_never_replaced_in_turn(closed, tmp_path):
    back_up(closed, tmp_path / "copy")
    (tmp_path / "guide.db.before-restore").write_text("an earlier one")
    with pytest.raises(BackupFailed, match=r"before-restore is there from an earlier restore; move it away first"):
        restore(closed, tmp_path / "copy")
    assert (tmp_path / "guide.db.before-restore").read_text() == "an earlier one"


async def test_what_a_killed_process_left_in_the_log_stays_with_the_replaced_one(closed, tmp_path):
    back_up(closed, tmp_path / "copy")
    with closing(sqlite3.connect(closed, isolation_level=None)) as db:
        db.execute("INSERT INTO notes VALUES ('late', 'x')")
        left = {ending: (tmp_path / f"guide.db{ending}").read_bytes() for ending in ("", "-wal")}
        assert left["-wal"]
    for ending, content in left.items():
        (tmp_path / f"guide.db{ending}").write_bytes(content)
    restore(closed, tmp_path / "copy")
    for path, notes in ((closed, 0), (tmp_path / "guide.db.before-restore", 1)):
        with closing(sqlite3.connect(path)) as db:
            assert db.execute("SELECT COUNT(*) FROM notes WHERE key = 'late'").fetchone() == (notes,)


async def test_who_was_erased_since_the_copy_is_erased_from_it_again(closed, tmp_path):
    back_up(closed, tmp_path / "copy")
    erase(closed, 7)
    assert restore(closed, tmp_path / "copy").erased_again == 1
    assert known(closed, 7) == set()
    assert known(closed, 8) == EVERYWHERE
    assert b"by 7" not in closed.read_bytes()
    assert b"by 8" in closed.read_bytes()


async def test_they_are_erased_again_from_every_later_restore(closed, tmp_path):
    back_up(closed, tmp_path / "copy")
    erase(closed, 7)
    for n in range(2):
        restore(closed, tmp_path / "copy").kept.rename(tmp_path / f"replaced{n}")
        assert known(closed, 7) == set()


async def test_who_came_back_before_the_copy_was_made_is_not_erased(closed, tmp_path):
    erase(closed, 7)
    store = await SqliteStore.open(closed)
    await store.write(lambda tx: meet(tx, 7))
    await store.close()
    back_up(closed, tmp_path / "copy")
    assert restore(closed, tmp_path / "copy").erased_again == 0
    assert "buyers.id" in known(closed, 7)


async def test_who_came_back_and_left_again_is_erased_again(closed, tmp_path):
    erase(closed, 7)
    store = await SqliteStore.open(closed)
    await store.write(lambda tx: meet(tx, 7))
    await store.close()
    back_up(closed, tmp_path / "copy")
    erase(closed, 7, NOW + timedelta(hours=1))
    assert restore(closed, tmp_path / "copy").erased_again == 1
    assert known(closed, 7) == set()


async def test_an_erasure_is_remembered_without_the_id(closed):
    erase(closed, 1234567)
    with closing(sqlite3.connect(closed)) as connection:
        erasures = erasures_in(Rows(connection))
        everything = "\n".join(connection.iterdump())
    assert len(erasures.moments) == 1
    assert erasures.names(1234567)
    assert not erasures.names(1234568)
    assert "1234567" not in everything


def test_the_salt_decides_on_the_hash():
    assert owner_hash("salt", 7) == "449975cd3205addb8032f41953d4a963688fb2b0efec704bf8ee6d4b65ffc165"
    assert owner_hash("salt", 7) != owner_hash("pepper", 7)


async def test_a_reminder_that_was_sent_since_the_copy_is_not_sent_again(closed, tmp_path):
    back_up(closed, tmp_path / "copy")
    store, tomorrow = await SqliteStore.open(closed), NOW + timedelta(days=1)
    due = await store.write(lambda tx: tx.claim_due(tomorrow))
    assert [reminder.owner for reminder in due] == [7, 8]
    await store.write(lambda tx: tx.settle_reminder(due[0].id, "sent", tomorrow))
    await store.close()
    restore(closed, tmp_path / "copy")
    store = await SqliteStore.open(closed)
    assert [reminder.owner for reminder in await store.write(lambda tx: tx.claim_due(tomorrow))] == [8]
    await store.close()


async def test_a_damaged_database_is_replaced_and_it_is_said_that_nobody_knows_who_was_erased(closed, tmp_path):
    back_up(closed, tmp_path / "copy")
    closed.write_bytes(os.urandom(40960))
    restored = restore(closed, tmp_path / "copy")
    assert restored.remembered is False
    assert known(closed, 7) == EVERYWHERE
    assert (tmp_path / "guide.db.before-restore").stat().st_size == 40960


async def test_a_lost_database_is_put_back(closed, tmp_path):
    back_up(closed, tmp_path / "copy")
    closed.unlink()
    restored = restore(closed, tmp_path / "copy")
    assert (restored.kept, restored.remembered, restored.holdings.buyers) == (None, True, 2)


async def test_a_copy_that_is_not_whole_changes_nothing(closed, tmp_path):
    back_up(closed, tmp_path / "copy")
    before, whole = closed.read_bytes(), (tmp_path / "copy").read_bytes()
    (tmp_path / "copy").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BackupFailed):
        restore(closed, tmp_path / "copy")
    assert closed.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if "partial" in path.name or "before" in path.name] == []


async def test_a_salt_of_another_database_is_replaced_by_the_one_in_use(closed, tmp_path):
    back_up(closed, tmp_path / "other.db")
    erase(tmp_path / "other.db", 9)
    back_up(tmp_path / "other.db", tmp_path / "copy")
    erase(closed, 7)
    assert restore(closed, tmp_path / "copy").erased_again == 1
    with closing(sqlite3.connect(closed)) as connection:
        erasures = erasures_in(Rows(connection))
    assert erasures.names(7)
    assert len(erasures.moments) == 1
