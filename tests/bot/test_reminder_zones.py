"""Nine in the morning, in the buyer's zone, on the days when the clocks change as well."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.bot.mornings import KNOWN, at, reminders, until
from tests.bot.paths import to_verdict
from tests.chat import NOON, Buyer, bot_running


async def live_in(buyer, country, hour=None):
    """Choose a country, and where it has several clocks the one that shows this full hour now."""
    await buyer.say("/settings")
    await buyer.press(f"v1:-:country:{country}")
    for label in buyer.labels:
        if hour is not None and re.search(rf"\b0?{hour}:00", label):
            await buyer.tap(label)


@pytest.mark.parametrize(
    ("country", "shown", "hour", "minute"), [("PL", 13, 8, 0), ("BR", 9, 12, 0), ("JP", 21, 0, 0), ("NP", 17, 3, 15)]
)
async def test_nine_is_nine_in_the_buyers_zone(ana, country, shown, hour, minute):
    await to_verdict(ana, *KNOWN)
    await live_in(ana, country, shown)
    await until(ana, at(11, 24, hour, minute) - timedelta(minutes=1))
    assert reminders(ana) == []
    await until(ana, at(11, 24, hour, minute))
    assert len(reminders(ana)) == 1


async def test_a_reminder_of_today_is_not_lost_to_a_move_eastward(ana):
    """At 8:30 UTC it is half past five in Tokyo's afternoon: nine o'clock there has passed unseen."""
    await to_verdict(ana, *KNOWN)
    await until(ana, at(11, 24, 8, 30))
    await ana.press("v1:-:country:JP")
    await until(ana, at(11, 24, 9, 30))
    assert len(reminders(ana)) == 1


async def test_a_move_westward_does_not_remind_twice(ana):
    await to_verdict(ana, *KNOWN)
    await until(ana, at(11, 24, 9, 0))
    await live_in(ana, "BR", 6)
    await until(ana, at(11, 24, 12, 30))
    assert len(reminders(ana)) == 1


@pytest.mark.parametrize(
    ("begun", "hours"),
    [
        (at(3, 25, 12, year=2027), {26: 8, 27: 8, 28: 7, 29: 7}),  # the clocks skip an hour on 28 March
        (at(10, 22, 12, year=2026), {23: 7, 24: 7, 25: 8, 26: 8}),  # and repeat one on 25 October
    ],
)
async def test_nine_stays_nine_when_the_clocks_change(folder, begun, hours):
    async with bot_running(folder, begun) as sandbox:
        ana = Buyer(sandbox)
        await ana.say("/start")
        await ana.pick("situation:arrived_wrong", "problem:damaged", "flaw:unusable", "delivered_on:unknown")
        await ana.pick("protection_ends_on:unknown", "item_value:24.90 EUR", "postage:free", "seller_contact:not_yet")
        await ana.pick("verdict:")
        await ana.press("v1:-:country:ES")
        await ana.press("v1:-:zone:Europe/Madrid")
        for day, hour in hours.items():
            before = len(reminders(ana))
            await until(ana, begun.replace(day=day, hour=hour) - timedelta(minutes=1))
            assert len(reminders(ana)) == before, day
            await until(ana, begun.replace(day=day, hour=hour))
            assert len(reminders(ana)) > before, day


async def test_zone_rules_that_changed_while_the_bot_was_down_move_what_lies_ahead(folder):
    """As when tzdata was brought up to date meanwhile: nine o'clock there is another instant than when it was stored."""
    async with bot_running(folder) as sandbox:
        ana = Buyer(sandbox)
        await to_verdict(ana, *KNOWN)
        await live_in(ana, "JP")
        await sandbox.store.write(lambda tx: tx.run("UPDATE reminders SET due_at = replace(due_at, 'T00:', 'T05:')"))
        assert await sandbox.next_due() == at(11, 24, 5)
    async with bot_running(folder, NOON, sandbox.telegram.snapshot()) as sandbox:
        await Buyer(sandbox).move(timedelta(0))
        assert await sandbox.next_due() == at(11, 24, 0)


async def test_a_zone_that_exists_no_longer_falls_back_to_the_hosts(folder):
    async with bot_running(folder) as sandbox:
        ana = Buyer(sandbox)
        await to_verdict(ana, *KNOWN)
        await sandbox.store.write(lambda tx: tx.save_buyer(replace(tx.buyer(ana.id), zone="US/Pacific-New")))
        await ana.say("/reminders")
        await until(ana, at(11, 24, 9))
        assert len(reminders(ana)) == 1
