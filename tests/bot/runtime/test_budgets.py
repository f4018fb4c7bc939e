"""Telegram's limits, kept on our side: each chat its own, replies before reminders, and a pause for all if it must be."""

import asyncio
from datetime import timedelta

import pytest

from bot.budgets import MOST_BUCKETS, Bucket, Buckets, Budgets, Rate
from bot.clock import SettableClock
from tests.bot.runtime.conftest import NOW

ANN, BEN, GROUP = 7, 8, -100
PLENTY = Rate(burst=10**6, seconds=0.001)


@pytest.fixture
def clock():
    return SettableClock(NOW)


def seconds(number):
    return timedelta(seconds=number)


def test_a_bucket_gives_its_burst_at_once_and_then_one_after_the_other():
    bucket = Bucket(Rate(burst=3, seconds=2.0))
    waits = []
    for _ in range(5):
        waits.append(bucket.wait(NOW))
        bucket.reserve(NOW)
    assert waits == [0, 0, 0, 2, 4]
    assert bucket.wait(NOW + seconds(3)) == 3
    assert bucket.wait(NOW + seconds(6)) == 0
    assert [bucket.is_full(NOW + seconds(after)) for after in (9, 10)] == [False, True]


def test_a_clock_that_goes_back_lengthens_no_wait():
    bucket = Bucket(Rate(burst=1, seconds=5.0))
    assert bucket.take(NOW)
    assert not bucket.take(NOW)
    assert bucket.wait(NOW - seconds(3600)) == 5


def test_full_buckets_are_forgotten_when_there_are_too_many(clock):
    buckets = Buckets(clock, Rate(burst=1, seconds=10.0))
    for chat in range(MOST_BUCKETS):
        assert buckets.take(chat)
    clock.shift(seconds(11))
    buckets.take(ANN)
    assert buckets.take("one more")
    assert len(buckets._buckets) == 2
    assert not buckets.take(ANN)


def begin(budgets, chat_id, kind="reply"):
    return asyncio.create_task(budgets.admit(chat_id, kind))


async def rest():
    """Let everybody run as far as they can without time passing."""
    for _ in range(20):
        await asyncio.sleep(0)


async def test_a_chat_that_is_too_fast_waits_and_another_does_not(clock):
    budgets = Budgets(clock, together=PLENTY, private=Rate(burst=2, seconds=1.0), group=PLENTY)
    anns = [begin(budgets, ANN) for _ in range(4)]
    ben = begin(budgets, BEN)
    await rest()
    assert [task.done() for task in (*anns, ben)] == [True, True, False, False, True]
    clock.shift(seconds(1))
    await rest()
    assert [task.done() for task in anns] == [True, True, True, False]
    clock.shift(seconds(1))
    await rest()
    assert anns[3].done()


async def test_a_group_has_a_budget_of_its_own(clock):
    budgets = Budgets(clock, together=PLENTY, private=PLENTY, group=Rate(burst=1, seconds=3.0))
    first, second = begin(budgets, GROUP), begin(budgets, GROUP)
    await rest()
    assert (first.done(), second.done()) == (True, False)
    clock.shift(seconds(3))
    await rest()
    assert second.done()


async def test_when_all_have_to_wait_replies_go_before_reminders_and_each_in_order(clock):
    budgets = Budgets(clock, together=Rate(burst=1, seconds=1.0), private=PLENTY, group=PLENTY)
    await budgets.admit(99, "reminder")
    order = []
    for chat_id, kind in ((1, "reminder"), (2, "reminder"), (3, "reply"), (4, "reply")):
        begin(budgets, chat_id, kind).add_done_callback(lambda _, chat_id=chat_id: order.append(chat_id))
    for _ in range(4):
        await rest()
        clock.shift(seconds(1))
    await rest()
    assert order == [3, 4, 1, 2]


async def test_whoever_gives_up_waiting_takes_nothing(clock):
    budgets = Budgets(clock, together=Rate(burst=1, seconds=1.0), private=PLENTY, group=PLENTY)
    await budgets.admit(1, "reply")
    gone, next_one = begin(budgets, 2), begin(budgets, 3)
    await rest()
    gone.cancel()
    clock.shift(seconds(1))
    await rest()
    assert next_one.done()


async def test_one_chats_refusal_is_its_own_and_several_hold_up_everybody(clock):
    budgets = Budgets(clock, together=PLENTY, private=PLENTY, group=PLENTY)
    for chat_id in (1, 2, 2):
        budgets.note_refusal(chat_id, 30)
    await asyncio.wait_for(budgets.admit(9, "reply"), 5)
    budgets.note_refusal(3, 30)
    waiting = begin(budgets, 9)
    clock.shift(seconds(29))
    await rest()
    assert not waiting.done()
    clock.shift(seconds(1))
    await rest()
    assert waiting.done()


async def test_refusals_long_ago_hold_up_nobody(clock):
    budgets = Budgets(clock, together=PLENTY, private=PLENTY, group=PLENTY)
    for chat_id in (1, 2, 3):
        budgets.note_refusal(chat_id, 30)
        clock.shift(seconds(10))
    await asyncio.wait_for(budgets.admit(9, "reply"), 5)


async def test_a_stop_lets_nobody_through_any_more(clock):
    budgets = Budgets(clock, together=Rate(burst=1, seconds=1.0), private=PLENTY, group=PLENTY)
    await budgets.admit(1, "reply")
    waiting = begin(budgets, 2)
    await rest()
    await budgets.stop()
    clock.shift(seconds(5))
    await rest()
    assert not waiting.done()
    waiting.cancel()


async def test_so_many_calls_at_once_and_no_more(clock):
    budgets = Budgets(clock, together=PLENTY, private=PLENTY, group=PLENTY, most=2)
    calls = [begin(budgets, chat, kind) for chat, kind in ((1, "reply"), (2, "reply"), (3, "reminder"), (4, "reply"))]
    await rest()
    assert [call.done() for call in calls] == [True, True, False, False]
    budgets.done()
    await rest()
    assert [call.done() for call in calls] == [True, True, False, True], "a reply goes before a reminder"
    budgets.done()
    await rest()
    assert calls[2].done()
    await budgets.stop()


async def test_whoever_is_let_through_and_gone_by_then_leaves_their_place(clock):
    budgets = Budgets(clock, together=PLENTY, private=PLENTY, group=PLENTY, most=1)
    await budgets.admit(1, "reply")
    gone, next_one = begin(budgets, 2), begin(budgets, 3)
    await rest()
    budgets.done()
    while len(budgets._waiting) > 1:  # noqa: ASYNC110 - nobody tells of it
        await asyncio.sleep(0)
    gone.cancel()
    await rest()
    assert gone.cancelled()
    assert next_one.done()
    await budgets.stop()
