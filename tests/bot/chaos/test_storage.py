"""The disk is full, locked or read-only: nothing is confirmed falsely, and the bot recovers without a restart."""

import asyncio
import os
import resource
import shutil
import sqlite3
import subprocess
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from aiohttp import ClientConnectionError, ClientSession
from aiohttp.test_utils import unused_port

from bot.store.sqlite import SqliteStore
from tests.bot.chaos import whole_child
from tests.bot.chaos.nursery import LAST_WORDS, nursery
from tests.bot.chaos.place import NOON, reachable
from tests.bot.chaos.trial import trial
from tests.bot.runtime import crash_child
from tests.history import rows, shown, unsettled

ANA = 7
DISK = 1024**2
A_MOMENT = 0.01
"""Seconds between looks at another process."""


@pytest.fixture(scope="module")
def born():
    with nursery(whole_child.live) as born:
        yield born


@pytest.fixture
def disk(tmp_path):
    """A file system of one megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount("-t", "tmpfs", "-o", f"size={DISK}", "none", folder)
    yield folder
    unmount(folder)


def mount(*arguments):
    """Skip the test where this machine doesn't let us."""
    program = shutil.which("mount")
    if os.getuid() or program is None:
        pytest.skip("needs root and mount(8), to make a disk of its own")
    if subprocess.run([program, *arguments], check=False, capture_output=True).returncode:  # noqa: S603 - our own words
        pytest.skip("this machine lets nobody mount a disk")


def unmount(place):
    subprocess.run([shutil.which("umount"), "--lazy", place], check=True)  # noqa: S603


class Watched:
    """A bot that runs, and what its health page says."""

    def __init__(self, place, orders, bot, session):
        self.telegram, self.orders, self.bot = place.telegram, orders, bot
        self._session = session

    async def page(self, name):
        """(status, checks); (0, {}) where nobody listens yet."""
        try:
            async with self._session.get(f"http://{self.orders.health}/{name}") as answer:
                return answer.status, (await answer.json())["checks"]
        except ClientConnectionError:
            return 0, {}

    async def ready(self, status):
        """Wait until it answers so; the checks."""
        async with asyncio.timeout(15):
            while (found := await self.page("ready"))[0] != status:  # noqa: ASYNC110 - in another process
                await asyncio.sleep(A_MOMENT)
        return found[1]

    @property
    def answers(self):
        return len(shown(self.telegram.journal).get(ANA, ()))

    async def answered(self, number):
        changes = self.telegram.subscribe(ANA)
        async with asyncio.timeout(15):
            while self.answers < number:
                await changes.get()


@contextmanager
def locked(database, _pid):
    """Another process works with the database, and takes its time."""
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    yield
    connection.close()


@contextmanager
def written_out(_database, pid):
    """The bot may not write another byte to any file, its log included."""
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    yield
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


@contextmanager
def full(database, _pid):
    """Somebody else's file takes up the rest of the disk."""
    filler = database.with_name("filler")
    with pytest.raises(OSError, match="No space left"):
        filler.write_bytes(bytes(2 * DISK))
    yield
    filler.unlink()


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_a_database_that_is_locked_or_can_not_grow_confirms_nothing_and_is_waited_for(born, tmp_path, mode):
    async with running(born, tmp_path, mode) as watched:
        for outage in (locked, written_out):
            await outlives(watched, outage)


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_a_full_disk_confirms_nothing_and_is_waited_for(born, disk, mode):
    async with running(born, disk, mode) as watched:
        await outlives(watched, full)


@asynccontextmanager
async def running(born, folder, mode):
    """`python -m bot`, ready; stopped at the end, with nothing left to do and its file intact."""
    async with reachable() as place, ClientSession() as session:
        orders = replace(place.orders(folder / "guide.db", mode), health=f"127.0.0.1:{unused_port()}")
        bot = await born(orders)
        watched = Watched(place, orders, bot, session)
        place.telegram.say(ANA, "/help")
        await watched.answered(1)
        await watched.ready(200)
        yield watched
        bot.stop()
        assert await bot.ended(8) == 0
    assert unsettled(orders.database) == []
    assert rows(orders.database, "PRAGMA integrity_check") == [("ok",)]


async def outlives(watched, outage):
    """What is said while the storage refuses stays at Telegram, and is answered afterwards."""
    telegram, orders = watched.telegram, watched.orders
    before, telegram.delivery.last_error = watched.answers, None
    with outage(orders.database, watched.bot.pid):
        telegram.say(ANA, "/help")
        checks = await watched.ready(503)
        if orders.listen:
            async with asyncio.timeout(15):
                while telegram.delivery.last_error is None:  # noqa: ASYNC110 - it has no event
                    await asyncio.sleep(A_MOMENT)
            assert telegram.delivery.last_error[1].endswith("503 Service Unavailable")
        assert checks["store"].startswith("the database can't be written")
        assert (await watched.page("live"))[0] == 200, "a restart would not help"
        assert len(telegram.unconfirmed()) == 1
        assert watched.answers == before
    await watched.answered(before + 1)
    await watched.ready(200)
    assert telegram.unconfirmed() == []
    assert watched.answers == before + 1


async def test_a_start_on_a_read_only_file_is_refused_by_name_and_changes_nothing(born, tmp_path):
    database = tmp_path / "guide.db"
    await (await SqliteStore.open(database)).close()
    before = database.read_bytes()
    async with reachable() as place:
        with read_only(database):
            bot = await born(replace(place.orders(database), health=f"127.0.0.1:{unused_port()}"))
            assert await bot.ended() == 78
    told = f"DATABASE_URL names a place where this user (uid {os.getuid()}) may not write: {database}; change its owner"
    assert told in (tmp_path / LAST_WORDS).read_text()
    assert database.read_bytes() == before


@contextmanager
def read_only(database):
    if os.getuid():
        database.chmod(0o400)
        yield
        return
    mount("--bind", database, database)  # root may write to any file that isn't on a read-only disk
    try:
        mount("-o", "remount,bind,ro", database)
        yield
    finally:
        unmount(database)


async def test_a_database_that_turns_read_only_confirms_nothing_and_is_waited_for(tmp_path):
    async with trial(crash_child.echoing, tmp_path / "guide.db") as bot:
        bot.telegram.say(ANA, "one")
        await bot.rest()
        await bot.store._writer.idle(lambda connection: connection.execute("PRAGMA query_only = ON"))
        bot.telegram.say(ANA, "two")
        await bot.until(NOON + timedelta(seconds=15))  # it has tried again and again
        assert len(bot.telegram.unconfirmed()) == 1
        await bot.store._writer.idle(lambda connection: connection.execute("PRAGMA query_only = OFF"))
        bot.clock.shift(timedelta(minutes=1))
        await bot.rest()
    assert shown(bot.telegram.journal)[ANA] == ["one", "two"]
