"""A disk that is slow, shared or full of logs: people wait a little longer, and see no error."""

import asyncio
import errno
import io
import sqlite3
import time
from contextlib import closing
from functools import partial

import pytest

from bot.logs import set_up_logging
from bot.store.sqlite import SqliteStore
from tests.bot.paths import CHEAPER, DAMAGED, to_verdict
from tests.chat import Buyer, bot_running, quiet

COMMIT_SECONDS = 0.05


class SlowDisk(sqlite3.Connection):
    """One whose every commit takes long to reach the disk. `commits` counts them."""

    commits = 0

    def execute(self, sql, *parameters):
        if sql == "COMMIT":
            SlowDisk.commits += 1
            time.sleep(COMMIT_SECONDS)
        return super().execute(sql, *parameters)


async def test_a_disk_that_is_slow_to_write_makes_all_of_them_wait_once_and_none_see_an_error(folder, monkeypatch):
    monkeypatch.setattr(SlowDisk, "commits", 0)
    with monkeypatch.context() as slow:
        slow.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=SlowDisk))
        async with bot_running(folder) as sandbox:
            buyers = [Buyer(sandbox, 100 + n) for n in range(20)]
            before, since = SlowDisk.commits, time.monotonic()
            for buyer in buyers:
                sandbox.telegram.start(buyer.id)
            await quiet(sandbox)
            commits, seconds = SlowDisk.commits - before, time.monotonic() - since
            assert [buyer.asked for buyer in buyers] == ["situation"] * 20
    assert seconds > commits * COMMIT_SECONDS * 0.9 > 0.1, "it was slow indeed"
    assert commits < 20, "those who wait together share a commit"


async def test_a_long_look_from_outside_and_another_writer_are_noticed_by_nobody(folder):
    async with bot_running(folder) as sandbox:
        ana, enough, written = Buyer(sandbox), asyncio.Event(), []
        with closing(sqlite3.connect(folder / "sandbox.db", isolation_level=None)) as reader:
            reader.execute("BEGIN")
            before = reader.execute("SELECT COUNT(*) FROM updates").fetchone()
            other = asyncio.create_task(keep_writing(folder / "sandbox.db", enough, written))
            await to_verdict(ana, *DAMAGED)
            enough.set()
            await other
            assert reader.execute("SELECT COUNT(*) FROM updates").fetchone() == before, "its look is of one moment"
        assert ana.data(ana.last, ":country:ES")
        assert len(written) > 1


async def keep_writing(path, enough, written):
    """As another program would, with a transaction at a time."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=20, check_same_thread=False)) as other:
        while not enough.is_set():
            number = str(len(written))
            await asyncio.to_thread(other.execute, "INSERT OR REPLACE INTO notes VALUES ('theirs', ?)", (number,))
            written.append(number)


@pytest.mark.parametrize("log", [None, b"", b"a stale log of something else" * 400], ids=["missing", "empty", "stale"])
async def test_a_database_whose_write_ahead_log_is_lost_or_foreign_opens_whole(tmp_path, log):
    path = tmp_path / "guide.db"
    store = await SqliteStore.open(path)
    await store.write(lambda tx: tx.set_note("before", "kept"))
    await store.close()
    store = await SqliteStore.open(path)
    await store.write(lambda tx: tx.set_note("after", "perhaps"))
    left = path.read_bytes()  # as a process that is killed leaves it
    await store.close()
    path.write_bytes(left)
    if log is not None:
        path.with_name("guide.db-wal").write_bytes(log)
    store = await SqliteStore.open(path)
    assert await store.write(lambda tx: (tx.note("before"), tx.value("PRAGMA integrity_check"))) == ("kept", "ok")
    await store.close()


class FullDisk(io.StringIO):
    """A log file that takes nothing more. `refused` counts the tries."""

    refused = 0

    def write(self, _text):
        self.refused += 1
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.usefixtures("stream")
async def test_a_log_that_takes_nothing_more_stops_nobody_and_is_not_told_elsewhere(folder, capsys):
    full = FullDisk()
    set_up_logging("DEBUG", full)
    async with bot_running(folder) as sandbox:
        ana = Buyer(sandbox)
        await to_verdict(ana, *CHEAPER)
        assert ana.data(ana.last, ":country:ES")
    assert full.refused
    assert capsys.readouterr() == ("", "")
