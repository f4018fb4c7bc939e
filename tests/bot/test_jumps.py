"""The machine's clock jumps: nothing comes early, nothing is lost, nothing comes twice."""

from datetime import timedelta

import pytest

from bot.clock import SettableClock
from bot.jumps import JumpGuard
from bot.vitals import Vitals
from tests.bot.mornings import KNOWN, at, clocks_reminded, reminders, until
from tests.bot.paths import to_verdict
from tests.chat import Buyer, bot_running

YEAR = timedelta(days=365)


@pytest.fixture
async def guarded(bot):
    clock = SettableClock(at(11, 22, 12))
    return JumpGuard(bot.store, Vitals(clock)), clock, bot.store


async def test_a_clock_that_is_set_back_a_little_holds_nothing(guarded):
    guard, clock, _ = guarded
    assert not await guard.holds(clock)
    clock.shift(-timedelta(minutes=5))
    assert not await guard.holds(clock)


@pytest.mark.parametrize("jump", [-timedelta(minutes=6), -56 * YEAR, 10 * YEAR, timedelta(days=401)])
async def test_a_jump_holds_until_the_clock_is_right_again(guarded, jump):
    guard, clock, _ = guarded
    assert not await guard.holds(clock)
    clock.shift(jump)
    assert await guard.holds(clock)
    clock.shift(timedelta(seconds=20))
    assert await guard.holds(clock)
    clock.shift(-jump)
    assert not await guard.holds(clock)


async def test_a_restart_does_not_hide_a_jump(guarded):
    guard, clock, store = guarded
    assert not await guard.holds(clock)
    clock.shift(-timedelta(days=3))
    assert await JumpGuard(store, Vitals(clock)).holds(clock)


async def test_while_it_holds_the_bot_is_not_ready(bot):
    clock = SettableClock(at(11, 22, 12))
    vitals = Vitals(clock)
    guard = JumpGuard(bot.store, vitals)
    for jump, jumped in ((timedelta(0), False), (10 * YEAR, True), (-10 * YEAR, False)):
        clock.shift(jump)
        await guard.holds(clock)
        assert vitals.clock_jumped is jumped


async def test_a_clock_that_goes_on_steadily_for_a_day_is_believed(guarded):
    guard, clock, _ = guarded
    assert not await guard.holds(clock)
    clock.shift(2 * YEAR)
    for _ in range(24):
        assert await guard.holds(clock)
        clock.shift(timedelta(hours=1))
    assert not await guard.holds(clock)


async def test_ten_years_ahead_by_mistake_nothing_comes_and_afterwards_everything_once(ana):
    await to_verdict(ana, *KNOWN)
    await until(ana, at(11, 23))
    await ana.move(10 * YEAR)
    await ana.move(timedelta(minutes=1))
    assert reminders(ana) == []
    await ana.move(-10 * YEAR)
    await until(ana, at(11, 24))
    assert await clocks_reminded(ana) == ["open_dispute"]


async def test_1970_at_the_start_nothing_comes_and_afterwards_everything_once(folder):
    async with bot_running(folder) as sandbox:
        ana = Buyer(sandbox)
        await to_verdict(ana, *KNOWN)
    async with bot_running(folder, at(1, 1, year=1970), sandbox.telegram.snapshot()) as sandbox:
        ana = Buyer(sandbox)
        await ana.move(timedelta(minutes=1))
        assert reminders(ana) == []
        await until(ana, at(11, 24))
        await ana.move(timedelta(minutes=1))
        assert await clocks_reminded(ana) == ["open_dispute"]


async def test_two_minutes_back_repeat_nothing(ana):
    await to_verdict(ana, *KNOWN)
    await until(ana, at(11, 24))
    await ana.move(-timedelta(minutes=2))
    await ana.move(timedelta(minutes=3))
    assert len(reminders(ana)) == 1


async def test_whoever_slept_for_days_sends_what_came_due_once(ana):
    """As after SIGSTOP or a suspended machine: the clock has moved on, and the bot knows nothing of it."""
    await to_verdict(ana, *KNOWN)
    await until(ana, at(11, 24, 8, 59))
    await until(ana, at(11, 27, 12))
    await ana.move(timedelta(minutes=1))
    assert await clocks_reminded(ana) == ["seller_answer", "open_dispute"]
