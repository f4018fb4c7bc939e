"""Copies of the database: made while the bot writes, always whole, checked before they are trusted."""

import asyncio
import os
import signal
import sqlite3
import stat
from contextlib import closing

import pytest

from bot.store import Buyer
from bot.store.backup import BackupFailed, Holdings, back_up, verify
from tests.bot.ops.conftest import NOW, run_python

DIE = """
import os, signal, sys
from pathlib import Path
from bot.store import backup

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

setattr(backup, sys.argv[3], die)
backup.back_up(Path(sys.argv[1]), Path(sys.argv[2]))
"""

LIMITED = """
import resource, signal, sys
from pathlib import Path
from bot.store.backup import BackupFailed, back_up

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))
try:
    back_up(Path(sys.argv[1]), Path(sys.argv[2]))
except BackupFailed as failed:
    print(failed)
"""


def contents(path):
    with closing(sqlite3.connect(path)) as db:
        return list(db.iterdump())


async def keep_writing(store, until):
    """Two halves of one truth, in transactions one after the other; returns how many."""
    n = 0
    while not until.is_set():
        n += 1
        await store.write(lambda tx, n=n: (tx.set_note("left", str(n)), tx.set_note("right", str(n))))
    return n


async def test_copies_made_under_load_are_each_of_one_moment(store, database, tmp_path):
    enough, copies = asyncio.Event(), [tmp_path / f"copy{n}" for n in range(5)]
    writing = asyncio.create_task(keep_writing(store, enough))
    for copy in copies:
        await asyncio.to_thread(back_up, database, copy)
    enough.set()
    assert await writing > 5
    moments = []
    for copy in copies:
        with closing(sqlite3.connect(copy)) as db:
            left, right = (
                db.execute("SELECT value FROM notes WHERE key = ?", (key,)).fetchone() for key in ("left", "right")
            )
        assert left == right
        moments.append(int(left[0]) if left else 0)
    assert moments == sorted(moments)
    assert moments[-1] > 0


async def test_a_copy_equals_the_database(store, database, tmp_path):
    await store.write(lambda tx: tx.save_buyer(Buyer(id=7)))
    await store.write(lambda tx: tx.queue(7, "sendMessage", {"text": "Hello"}, NOW))
    assert back_up(database, tmp_path / "copy") == Holdings(buyers=1, cases=0, reminders=0, waiting=0, set_aside=0)
    assert contents(tmp_path / "copy") == contents(database)


@pytest.mark.usefixtures("store")
async def test_a_copy_is_one_file_that_its_owner_alone_may_read(database, tmp_path):
    (tmp_path / "kept").mkdir()
    back_up(database, tmp_path / "kept" / "copy")
    (only,) = (tmp_path / "kept").iterdir()
    assert only.name == "copy"
    assert stat.S_IMODE(only.stat().st_mode) == 0o600


async def test_a_copy_takes_the_place_of_the_one_before(store, database, tmp_path):
    back_up(database, tmp_path / "copy")
    await store.write(lambda tx: tx.save_buyer(Buyer(id=7)))
    assert back_up(database, tmp_path / "copy").buyers == 1
    assert verify(tmp_path / "copy").buyers == 1


@pytest.mark.parametrize("point", ["copy", "verify", "_to_disk"])
@pytest.mark.usefixtures("store")
async def test_a_kill_leaves_no_part_of_a_copy_under_its_name(database, tmp_path, point):
    copy = tmp_path / "copy"
    for before in (None, "the one before"):
        if before:
            copy.write_text(before)
        status, _ = await run_python(DIE, database, copy, point)
        assert status == -signal.SIGKILL
        assert (copy.read_text() if copy.exists() else None) == before


@pytest.mark.usefixtures("store")
async def test_a_disk_that_is_full_is_told_and_leaves_nothing_behind(database, tmp_path):
    (tmp_path / "kept").mkdir()
    _, told = await run_python(LIMITED, database, tmp_path / "kept" / "copy")
    assert told.startswith(f"{database} can't be copied to {tmp_path}/kept/copy: ")
    assert list((tmp_path / "kept").iterdir()) == []


def test_a_database_that_is_not_there_is_told(database, tmp_path):
    with pytest.raises(BackupFailed, match="unable to open database file"):
        back_up(database, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


@pytest.mark.usefixtures("store")
async def test_a_folder_that_is_not_there_is_told(database, tmp_path):
    with pytest.raises(BackupFailed, match=r"nowhere/copy can't be written: No such file or directory"):
        back_up(database, tmp_path / "nowhere" / "copy")


@pytest.mark.usefixtures("store")
async def test_the_database_is_never_copied_onto_itself(database, tmp_path):
    (tmp_path / "also.db").symlink_to(database)
    for name in (database, tmp_path / "also.db"):
        with pytest.raises(BackupFailed, match="is the database itself; name another file"):
            back_up(database, name)


async def test_a_damaged_copy_is_not_trusted(store, database, tmp_path):
    for owner in range(1, 300):
        await store.write(lambda tx, owner=owner: tx.save_buyer(Buyer(id=owner, country="a" * 200)))
    back_up(database, tmp_path / "copy")
    sound = (tmp_path / "copy").read_bytes()
    middle = len(sound) // 2 // 4096 * 4096
    (tmp_path / "copy").write_bytes(sound[:middle] + os.urandom(8192) + sound[middle + 8192 :])
    with pytest.raises(BackupFailed, match=r"copy (is damaged|can't be read)"):
        verify(tmp_path / "copy")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"not a database at all, but long enough to look at" * 100, "can't be read: file is not a database"),
        (b"", "is not a database of the guide; name a file that `dispute-guide backup` made"),
    ],
)
def test_what_is_no_copy_is_told(tmp_path, content, told):
    (tmp_path / "copy").write_bytes(content)
    with pytest.raises(BackupFailed) as refused:
        verify(tmp_path / "copy")
    assert str(refused.value) == f"{tmp_path}/copy {told}"


@pytest.mark.usefixtures("store")
async def test_a_copy_by_a_newer_version_is_told(database, tmp_path):
    back_up(database, tmp_path / "copy")
    with closing(sqlite3.connect(tmp_path / "copy", isolation_level=None)) as db:
        db.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('guide', 'm999', '2030')")
    with pytest.raises(BackupFailed, match="was written by a newer version of the guide; install that version first"):
        verify(tmp_path / "copy")
