"""Marks are made together, and only the one that is at fault fails."""

import asyncio

import pytest

from bot.clock import SettableClock
from bot.marks import Marks
from tests.bot.runtime.wire import NOW, moment


class Storage:
    """Carries a job out when it is let, and commits it when it is let; a job is given its number."""

    def __init__(self):
        self.jobs = 0
        self.open, self.commits = asyncio.Event(), asyncio.Event()
        self.commits.set()

    async def write(self, job):
        await self.open.wait()
        self.jobs += 1
        found = job(self.jobs)
        await self.commits.wait()
        return found


@pytest.fixture
def storage():
    return Storage()


@pytest.fixture
async def marks(storage):
    marks = Marks(storage.write, SettableClock(NOW))
    yield marks
    await marks.stop()


def wanted(marks, *jobs):
    return [asyncio.create_task(marks.make(job)) for job in jobs]


def numbered(name):
    return lambda job, now: (name, job) if now == NOW else now


def raises(_job, _now):
    raise LookupError("a defect")


async def test_those_that_come_before_the_job_begins_share_it_and_each_gets_what_it_found(storage, marks):
    one = wanted(marks, numbered("one"))
    await moment()
    others = wanted(marks, numbered("two"), numbered("three"))
    await moment()
    storage.open.set()
    assert await asyncio.gather(*one, *others) == [("one", 1), ("two", 1), ("three", 1)]


async def test_those_that_come_once_it_has_begun_go_into_the_next_and_wait_for_no_commit(storage, marks):
    storage.open.set()
    storage.commits.clear()
    one = wanted(marks, numbered("one"))
    await moment()
    others = wanted(marks, numbered("two"), numbered("three"))
    await moment()
    assert storage.jobs == 2
    storage.commits.set()
    assert await asyncio.gather(*one, *others) == [("one", 1), ("two", 2), ("three", 2)]


async def test_one_that_raises_fails_alone(storage, marks):
    storage.open.set()
    found = await asyncio.gather(*wanted(marks, numbered("one"), raises, numbered("two")), return_exceptions=True)
    assert [found[0], found[2]] == [("one", 2), ("two", 4)], "after the job for all, each has one of its own"
    assert isinstance(found[1], LookupError)


async def test_whoever_gives_up_waiting_takes_nobody_along(storage, marks):
    gone, other = wanted(marks, numbered("gone"), numbered("other"))
    await asyncio.sleep(0)
    gone.cancel()
    storage.open.set()
    assert await other == ("other", 1)


async def test_a_mark_that_is_wanted_after_a_rest_is_made(storage, marks):
    storage.open.set()
    assert [await marks.make(numbered("one")), await marks.make(numbered("two"))] == [("one", 1), ("two", 2)]


async def test_a_stop_leaves_nothing_running(storage, marks):
    waiting = wanted(marks, numbered("one"))[0]
    await asyncio.sleep(0)
    await marks.stop()
    assert storage.jobs == 0
    assert len(asyncio.all_tasks()) == 2, "this test, and whoever waits"
    waiting.cancel()
