"""One clock: it can be moved, it wakes who waits, and nobody else looks at another one."""

import ast
import asyncio
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest

import bot
import flows
from bot.clock import SettableClock, SystemClock, local_day, local_instant

START = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
MADRID, NEW_YORK, SAMOA, KATHMANDU = (
    ZoneInfo(name) for name in ("Europe/Madrid", "America/New_York", "Pacific/Apia", "Asia/Kathmandu")
)


async def asleep(clock, seconds):
    """A task that sleeps on this clock, already under way."""
    task = asyncio.create_task(clock.sleep(seconds))
    for _ in range(3):
        await asyncio.sleep(0)
    return task


async def ended(task):
    for _ in range(5):
        await asyncio.sleep(0)
    return task.done()


def test_the_systems_clock_is_aware_and_in_utc():
    assert SystemClock().now().utcoffset() == timedelta(0)


def test_a_settable_clock_stands_still():
    clock = SettableClock(START)
    assert (clock.now(), clock.now()) == (START, START)


def test_a_settable_clock_moves_by_and_to():
    clock = SettableClock(START)
    clock.shift(timedelta(days=1))
    assert clock.now() == datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    clock.set(datetime(2027, 1, 1, tzinfo=UTC))
    assert clock.now() == datetime(2027, 1, 1, tzinfo=UTC)


def test_a_clock_starts_in_utc_whatever_zone_it_is_given():
    assert SettableClock(datetime(2026, 11, 22, 10, 30, tzinfo=MADRID)).now() == START
    assert SettableClock(datetime(2026, 11, 22, 10, 30, tzinfo=MADRID)).now().tzinfo is UTC


@pytest.mark.parametrize("use", [SettableClock, SettableClock(START).set, lambda naive: local_day(naive, UTC)])
def test_an_instant_without_a_zone_is_refused(use):
    with pytest.raises(ValueError, match="time zone"):
        use(datetime(2026, 11, 22, 9, 30))  # noqa: DTZ001


async def test_a_sleeper_wakes_when_the_clock_gets_there_and_not_before():
    clock = SettableClock(START)
    task = await asleep(clock, 60)
    clock.shift(timedelta(seconds=59))
    assert not await ended(task)
    clock.shift(timedelta(seconds=1))
    assert await ended(task)


async def test_a_long_shift_wakes_all_whose_time_has_come():
    clock = SettableClock(START)
    tasks = [await asleep(clock, seconds) for seconds in (1, 60, 86_400, 90_000)]
    clock.shift(timedelta(days=1))
    assert [await ended(task) for task in tasks] == [True, True, True, False]
    tasks[-1].cancel()


async def test_a_clock_that_is_put_back_makes_nobody_wait_longer():
    clock = SettableClock(START)
    task = await asleep(clock, 60)
    clock.set(START - timedelta(days=5))
    assert not await ended(task)
    clock.shift(timedelta(seconds=60))
    assert await ended(task)


async def test_sleeping_for_no_time_lets_others_run():
    ran = asyncio.create_task(asyncio.sleep(0))
    for seconds in (0, -1):
        await SettableClock(START).sleep(seconds)
        await SystemClock().sleep(seconds)
    assert ran.done()


async def test_a_ticking_clock_also_runs_by_itself():
    clock = SettableClock(START, ticking=True)
    await clock.sleep(0.01)
    assert timedelta(seconds=0.01) <= clock.now() - START < timedelta(seconds=5)


async def test_a_ticking_clock_can_be_moved_too():
    clock = SettableClock(START, ticking=True)
    task = await asleep(clock, 3600)
    clock.shift(timedelta(hours=1))
    await asyncio.wait_for(task, 5)


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        (MADRID, date(2026, 11, 23)),
        (NEW_YORK, date(2026, 11, 22)),
        (KATHMANDU, date(2026, 11, 23)),
        (SAMOA, date(2026, 11, 23)),
    ],
)
def test_the_day_is_the_day_where_the_buyer_lives(zone, day):
    assert local_day(datetime(2026, 11, 22, 23, 30, tzinfo=UTC), zone) == day


@pytest.mark.parametrize(
    ("day", "hour", "zone", "instant"),
    [
        (date(2026, 11, 22), 9, MADRID, datetime(2026, 11, 22, 8, 0, tzinfo=UTC)),
        (date(2026, 7, 22), 9, MADRID, datetime(2026, 7, 22, 7, 0, tzinfo=UTC)),
        (date(2026, 11, 22), 9, KATHMANDU, datetime(2026, 11, 22, 3, 15, tzinfo=UTC)),
        # New York skips 02:00-03:00 on 8 March 2026: half past six UTC is 01:30, seven is 03:00
        (date(2026, 3, 8), 2, NEW_YORK, datetime(2026, 3, 8, 7, 0, tzinfo=UTC)),
        # and repeats 01:00-02:00 on 1 November 2026: first in summer time
        (date(2026, 11, 1), 1, NEW_YORK, datetime(2026, 11, 1, 5, 0, tzinfo=UTC)),
        # Samoa had no 30 December 2011: the hour comes on the 31st
        (date(2011, 12, 30), 9, SAMOA, datetime(2011, 12, 30, 19, 0, tzinfo=UTC)),
    ],
)
def test_an_hour_on_a_day_in_a_zone(day, hour, zone, instant):
    assert local_instant(day, hour, zone) == instant
    assert local_instant(day, hour, zone).tzinfo is UTC


def test_nine_in_the_morning_is_nine_in_the_morning_in_every_zone_all_year():
    zones = sorted(available_timezones())
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(0, 365, 5)]
    assert len(zones) > 400
    wrong = [
        (name, day)
        for name in zones
        for day in days
        if local_instant(day, 9, ZoneInfo(name)).astimezone(ZoneInfo(name)).replace(tzinfo=None)
        != datetime(day.year, day.month, day.day, 9)  # noqa: DTZ001
    ]
    assert wrong == []


CLOCKS = {"now", "utcnow", "today", "time", "time_ns", "monotonic", "perf_counter"}
OWNERS = {"datetime", "date", "time", "dt", "dtm"}


def looks_at_a_clock(node):
    """Whether this is a call such as datetime.now() or time.time(), of the class or module, not of our clock."""
    function = node.func if isinstance(node, ast.Call) else None
    owner = function.value if isinstance(function, ast.Attribute) and function.attr in CLOCKS else None
    name = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
    return name in OWNERS


def test_no_other_module_looks_at_a_clock():
    sources = [path for package in (bot, flows) for path in Path(package.__path__[0]).rglob("*.py")]
    assert len(sources) > 20
    found = {
        f"{path.parent.name}/{path.name}:{node.lineno}"
        for path in sources
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if looks_at_a_clock(node)
    }
    assert {place.partition(":")[0] for place in found} == {"bot/clock.py"}
