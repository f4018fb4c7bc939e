"""One process at a time works with a database."""

import asyncio
import os
import signal
import stat
import sys
from contextlib import asynccontextmanager

import pytest

from bot.lease import LeaseHeld, LeaseUnusable, holder_of, lease_path, take_lease, wait_for_lease
from tests.bot.ops.conftest import NOW
from tests.bot.runtime.wire import HurriedClock

HOLD = """
import sys
from pathlib import Path
from bot.clock import SystemClock
from bot.lease import take_lease
with take_lease(Path(sys.argv[1]), SystemClock()):
    print("held", flush=True)
    sys.stdin.read()
"""


class ClockThatFrees(HurriedClock):
    """The holder stops while somebody sleeps for the n-th time."""

    def __init__(self, lease, after):
        super().__init__(NOW)
        self._lease, self._after = lease, after

    async def sleep(self, seconds):
        await super().sleep(seconds)
        if len(self.slept) == self._after:
            self._lease.free()


@asynccontextmanager
async def another_process(database):
    """One that holds the lease until its input ends."""
    pipe = asyncio.subprocess.PIPE
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", HOLD, str(database), stdin=pipe, stdout=pipe)
    try:
        assert await child.stdout.readline() == b"held\n"
        yield child
    finally:
        if child.returncode is None:
            child.kill()
        await child.wait()


async def test_a_second_process_is_told_who_holds_it_and_what_to_do(database, clock):
    async with another_process(database) as child:
        with pytest.raises(LeaseHeld) as refused:
            take_lease(database, clock)
    assert str(refused.value).startswith(f"{database} is in use by process {child.pid} since 20")
    assert str(refused.value).endswith("; stop that one first, or give this one another DATABASE_URL")


async def test_a_killed_holder_holds_nothing(database, clock):
    async with another_process(database) as child:
        child.send_signal(signal.SIGKILL)
        await child.wait()
        with take_lease(database, clock) as lease:
            assert lease.held()


async def test_a_predecessor_that_is_stopping_is_waited_for(database):
    first = take_lease(database, HurriedClock(NOW))
    clock = ClockThatFrees(first, after=3)
    (await wait_for_lease(database, clock)).free()
    assert len(clock.slept) == 3


async def test_it_is_waited_for_ten_seconds_and_no_longer(database, clock):
    hurried = HurriedClock(NOW)
    with take_lease(database, clock), pytest.raises(LeaseHeld):
        await wait_for_lease(database, hurried)
    assert sum(hurried.slept) == pytest.approx(10, abs=0.3)


def test_the_file_tells_its_owner_alone_who_and_since_when(database, clock):
    with take_lease(database, clock):
        file = lease_path(database)
        assert file.read_text() == f"process {os.getpid()} since 2026-11-22 09:30:00 UTC"
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_two_names_of_one_database_share_a_lease(database, tmp_path, clock):
    database.touch()
    (tmp_path / "also.db").symlink_to(database)
    with take_lease(database, clock), pytest.raises(LeaseHeld):
        take_lease(tmp_path / "also.db", clock)


def test_two_databases_have_two_leases(database, tmp_path, clock):
    with take_lease(database, clock), take_lease(tmp_path / "other.db", clock) as other:
        assert other.held()


def test_a_lease_whose_file_was_removed_or_replaced_is_not_held(database, clock):
    with take_lease(database, clock) as lease:
        lease_path(database).unlink()
        assert not lease.held()
        lease_path(database).touch()
        assert not lease.held()


def test_a_freed_lease_is_not_held(database, clock):
    with take_lease(database, clock) as lease:
        pass
    assert not lease.held()


def test_who_holds_it_can_be_asked_without_taking_it(database, clock):
    assert holder_of(database) is None
    assert not lease_path(database).exists()
    with take_lease(database, clock):
        assert holder_of(database) == f"process {os.getpid()} since 2026-11-22 09:30:00 UTC"
    assert holder_of(database) is None


def test_a_place_where_no_file_can_be_made_is_named(tmp_path, clock):
    with pytest.raises(LeaseUnusable, match=r"nowhere/guide\.db\.lease can't be made \(No such file or directory\)"):
        take_lease(tmp_path / "nowhere" / "guide.db", clock)
