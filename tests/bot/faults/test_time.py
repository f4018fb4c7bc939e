"""A machine's clock that goes wrong under a running bot: no reminder is early, none comes twice."""

from datetime import UTC, datetime, timedelta

from tests.bot.mornings import KNOWN, at, reminders, until
from tests.bot.paths import to_verdict
from tests.chat import NOON, Buyer, bot_running


async def test_a_clock_that_is_put_back_repeats_nothing_and_hurries_nothing(ana):
    await to_verdict(ana, *KNOWN)
    await until(ana, at(11, 24, 9, 1))
    assert len(reminders(ana)) == 1
    for back in (timedelta(minutes=2), timedelta(hours=1), timedelta(days=1)):
        await ana.move(-back)
        assert len(reminders(ana)) == 1
        await ana.move(back)
        assert len(reminders(ana)) == 1
    await until(ana, at(11, 26))
    assert len(reminders(ana)) == 2


async def test_a_clock_that_leaps_by_years_and_is_mended_reminds_as_if_it_never_had(ana):
    await to_verdict(ana, *KNOWN)
    await ana.move(timedelta(days=3650))
    await ana.move(-timedelta(days=3650))
    leapt = len(reminders(ana))
    seen = []
    for day in (23, 24, 26, 27, 28, 30):
        before = len(reminders(ana))
        await until(ana, at(11, day))
        seen.append(len(reminders(ana)) - before)
    assert (leapt, seen) == (0, [0, 1, 1, 1, 1, 1])


async def test_a_bot_that_starts_in_1970_sends_nothing_and_reminds_once_its_clock_is_right(folder):
    async with bot_running(folder) as sandbox:
        await to_verdict(Buyer(sandbox), *KNOWN)
    async with bot_running(folder, datetime(1970, 1, 1, tzinfo=UTC), sandbox.telegram.snapshot()) as sandbox:
        ana = Buyer(sandbox)
        await ana.move(timedelta(days=1))
        assert reminders(ana) == []
        assert len(await ana.stored()) == 1
        await until(ana, NOON)
        await until(ana, at(11, 24))
        assert len(reminders(ana)) == 1
