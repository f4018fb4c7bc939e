"""Many time limits on one timer."""

import asyncio

import pytest

from bot.time_limits import TimeLimits

LONG = 3600.0
SOON = 0.01


@pytest.fixture
def expired():
    return asyncio.Queue()


@pytest.fixture
def limits(expired):
    return TimeLimits(expired.put_nowait)


async def first(expired):
    async with asyncio.timeout(5):
        return await expired.get()


async def test_what_takes_too_long_expires_once(limits, expired):
    limits.begin("slow", SOON)
    assert await first(expired) == "slow"
    limits.end("slow")
    limits.begin("next", SOON)
    assert await first(expired) == "next"
    assert expired.empty()


async def test_a_shorter_limit_that_is_set_later_is_kept(limits, expired):
    limits.begin("patient", LONG)
    limits.begin("slow", SOON)
    assert await first(expired) == "slow"
    limits.begin("slower", SOON)
    assert await first(expired) == "slower"


async def test_what_has_ended_does_not_expire_and_the_others_do(limits, expired):
    limits.begin("ended", SOON)
    limits.begin("slow", 2 * SOON)
    limits.end("ended")
    assert await first(expired) == "slow"
    assert expired.empty()


async def test_what_begins_again_has_its_time_anew(limits, expired):
    limits.begin("again", SOON)
    limits.begin("again", LONG)
    limits.begin("slow", 2 * SOON)
    assert await first(expired) == "slow"
    assert expired.empty()


async def test_ending_what_never_began_is_nothing(limits):
    limits.end("unknown")


async def test_one_whose_end_can_not_be_told_does_not_end_the_others(expired):
    def tell(what):
        if what == "odd":
            raise LookupError("nobody is told of this one")
        expired.put_nowait(what)

    limits, told = TimeLimits(tell), asyncio.Queue()
    asyncio.get_running_loop().set_exception_handler(lambda _loop, context: told.put_nowait(context["exception"]))
    limits.begin("odd", SOON)
    assert isinstance(await first(told), LookupError)
    limits.begin("slow", SOON)
    assert await first(expired) == "slow"
