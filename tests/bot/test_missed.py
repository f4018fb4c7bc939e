"""Who blocked the bot gets nothing, and when they return one summary of what they missed."""

from datetime import timedelta

import pytest

from tests.bot.mornings import KNOWN, at, clocks_reminded, reminders, until
from tests.bot.paths import to_verdict
from tests.chat import Buyer, bot_running


@pytest.fixture
async def two(tmp_path):
    """Two buyers, each with a case; the first has blocked the bot, which it doesn't know yet."""
    async with bot_running(tmp_path) as sandbox:
        ana, bea = Buyer(sandbox), Buyer(sandbox, 8)
        await to_verdict(ana, *KNOWN)
        await to_verdict(bea, *KNOWN)
        sandbox.telegram.block(ana.id)
        yield ana, bea


def summaries(buyer):
    return [message for message in buyer.history if message.text.startswith("While I couldn’t write to you")]


async def test_one_summary_comes_with_the_answer_on_return_then_it_goes_on(two):
    ana, bea = two
    for day in (24, 26, 27):
        await until(bea, at(11, day))
    assert await clocks_reminded(bea) == ["open_dispute", "seller_answer", "seller_answer"]
    assert summaries(ana) == reminders(ana) == []
    await ana.say("/cases")
    (summary,) = summaries(ana)
    assert "open the dispute by Tue, Dec 1, 2026" in summary.text  # the 24th, whose sending failed
    assert "time to answer ends today" in summary.text  # of two days of one clock, what holds now
    assert summary.text.count("Case: ") == 2
    await ana.say("/cases")
    assert len(summaries(ana)) == 1
    await until(bea, at(11, 28))
    assert await clocks_reminded(ana) == ["open_dispute"]


async def test_what_no_longer_matters_is_not_in_it(two):
    ana, bea = two
    await until(bea, at(11, 24))
    case = (await ana.case()).id
    await ana.press(f"v1:{case}:close:yes")
    assert summaries(ana) == []
    await ana.press(f"v1:{case}:reopen:")
    assert summaries(ana) == []


async def test_whoever_erases_everything_on_return_hears_nothing_of_it(two):
    ana, bea = two
    await until(bea, at(11, 24))
    await ana.press("v1:-:erase:yes")
    assert summaries(ana) == []
    await ana.say("/start")
    assert summaries(ana) == []


async def test_the_summary_leads_to_the_case(two):
    ana, bea = two
    await until(bea, at(11, 24))
    await ana.say("/help")
    (summary,) = summaries(ana)
    assert ana.data(summary, ":open:") == f"v1:{(await ana.case()).id}:open:"


async def test_what_was_told_as_missed_does_not_come_again_after_a_down_time(tmp_path):
    async with bot_running(tmp_path) as sandbox:
        ana = Buyer(sandbox)
        await to_verdict(ana, *KNOWN)
        await sandbox.store.write(lambda tx: tx.mark_blocked(ana.id, at(11, 23)))
        for hour, minute in ((6, 0), (9, 0), (9, 1)):  # at six all cases are looked at, for the last time before
            await until(ana, at(11, 24, hour, minute))
        await ana.say("/help")
        assert len(summaries(ana)) == 1
        heard = len(ana.history)
    async with bot_running(tmp_path, at(11, 24, 19), sandbox.telegram.snapshot()) as sandbox:
        ana = Buyer(sandbox)
        await ana.move(timedelta(0))
        assert len(ana.history) == heard
