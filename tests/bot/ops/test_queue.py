"""`queue list | retry | drop` on a real database."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from click.testing import CliRunner

from bot.program import main
from bot.store import RawUpdate
from bot.store.sqlite import SqliteStore
from tests.bot.ops.conftest import NOW


@pytest.fixture
async def filled(workplace):
    """Two updates set aside, one that waits, one that is done."""
    store = await SqliteStore.open(workplace / "guide.db")
    updates = [
        RawUpdate(update_id=n, chat_id=7, sender_id=7, raw=f'{{"text": "secret {n}"}}') for n in (31, 30, 32, 33)
    ]

    def fill(tx):
        tx.keep_updates(updates, NOW - timedelta(hours=1))
        for error in ("first", "second", "third"):
            tx.fail_update(31, error, NOW)
        tx.set_aside(31, "a1b2c3d4: KeyError (handlers.py:10)", NOW)
        tx.set_aside(30, "unreadable", NOW + timedelta(seconds=5))
        tx.finish_update(33, NOW)

    await store.write(fill)
    await store.close()
    return workplace / "guide.db"


def queue(*arguments, answer=None):
    result = CliRunner().invoke(main, ["queue", *arguments], input=answer)
    return result.exit_code, result.output


def states(path):
    with closing(sqlite3.connect(path)) as db:
        return dict(db.execute("SELECT update_id, state FROM updates"))


BEFORE = {30: "dead", 31: "dead", 32: "pending", 33: "done"}


@pytest.mark.usefixtures("filled")
def test_the_list_tells_when_and_why_but_never_what_was_written():
    assert queue("list") == (
        0,
        "31  2026-11-22 09:30:00 UTC  3 tries  a1b2c3d4: KeyError (handlers.py:10)\n"
        "30  2026-11-22 09:30:05 UTC  0 tries  unreadable\n",
    )


@pytest.mark.usefixtures("filled")
def test_the_host_may_look_at_one_update_explicitly():
    assert queue("list", "--raw", "31") == (0, '{"text": "secret 31"}\n')


@pytest.mark.parametrize("update_id", [32, 33, 99])
@pytest.mark.usefixtures("filled")
def test_only_what_was_set_aside_can_be_looked_at(update_id):
    code, told = queue("list", "--raw", str(update_id))
    assert code == 1
    assert f"nothing is set aside under the id {update_id}" in told
    assert "secret" not in told


@pytest.mark.usefixtures("filled")
def test_an_empty_list_is_said():
    queue("drop", "--all", "--yes")
    assert queue("list") == (0, "Nothing was set aside.\n")


async def test_a_retry_makes_it_wait_again_with_all_its_tries(filled):
    assert queue("retry", "31") == (0, "brought back: 31\n")
    assert states(filled) == {**BEFORE, 31: "pending"}
    store = await SqliteStore.open(filled)
    pending = await store.write(lambda tx: tx.pending_updates())
    assert [(update.update_id, update.raw) for update in pending] == [
        (31, '{"text": "secret 31"}'), (32, '{"text": "secret 32"}')
    ]  # fmt: skip
    assert await store.write(lambda tx: tx.fail_update(31, "again", NOW)) == 1
    await store.close()


def test_all_can_be_retried_at_once(filled):
    assert queue("retry", "--all") == (0, "brought back: 31, 30\n")
    assert states(filled) == {**BEFORE, 30: "pending", 31: "pending"}


def test_what_is_dropped_leaves_its_bare_id(filled):
    assert queue("drop", "31", "--yes") == (0, "dropped: 31\n")
    assert states(filled) == {**BEFORE, 31: "done"}
    with closing(sqlite3.connect(filled)) as db:
        row = db.execute("SELECT raw, chat_id, sender_id, error FROM updates WHERE update_id = 31").fetchone()
    assert row == ("", None, None, "")


def test_dropping_asks_first(filled):
    code, told = queue("drop", "--all", answer="n\n")
    assert code == 1
    assert told.startswith("Erase all that was set aside? [y/N]")
    assert states(filled) == BEFORE
    assert queue("drop", "31", "30", answer="y\n")[0] == 0
    assert states(filled) == {**BEFORE, 30: "done", 31: "done"}


@pytest.mark.parametrize("verb", [("retry",), ("drop", "--yes")])
def test_what_was_not_set_aside_is_left_alone_and_named(filled, verb):
    code, told = queue(*verb, "31", "32", "99")
    assert code == 1
    assert told.endswith(": 31\nnot set aside: 32, 99\n")
    assert states(filled)[32] == "pending"


@pytest.mark.parametrize("arguments", [(), ("31", "--all")])
@pytest.mark.usefixtures("filled")
def test_it_must_be_said_which(arguments):
    code, told = queue("retry", *arguments)
    assert code == 2
    assert "name the updates by their ids, or say --all" in told


async def test_it_works_beside_a_bot_that_runs(filled):
    store = await SqliteStore.open(filled)
    assert queue("retry", "31") == (0, "brought back: 31\n")
    assert {31, 32} == {update.update_id for update in await store.write(lambda tx: tx.pending_updates())}
    await store.close()


def test_a_database_that_is_not_there_is_not_made(workplace):
    code, told = queue("list")
    assert (code, told) == (78, f"DATABASE_URL: {workplace}/guide.db: unable to open database file\n")
    assert not (workplace / "guide.db").exists()


def test_a_database_of_another_version_is_left_as_it_is(filled):
    with closing(sqlite3.connect(filled, isolation_level=None)) as db:
        db.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('guide', 'm999', '2030')")
    code, told = queue("retry", "--all")
    assert (code, states(filled)) == (78, BEFORE)
    assert told == (f"DATABASE_URL: {filled} has the tables of another version (newer); start the bot on it first\n")


@pytest.mark.usefixtures("workplace")
def test_a_wrong_setting_is_named(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "mysql://x")
    code, told = queue("list")
    assert code == 78
    assert "DATABASE_URL is not a database this version knows; write sqlite:///guide.db" in told
