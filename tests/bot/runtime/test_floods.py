"""Who sends too much is left unread, and what waits is bounded."""

import asyncio
from datetime import timedelta

from bot.lanes import MOST_WAITING
from tests.bot.runtime.conftest import NOW
from tests.bot.runtime.laned import heard, said, state, work_off
from tests.bot.runtime.wire import until


async def test_who_sends_too_much_is_left_unread_and_told_so_once(store, lanes, metrics):
    await work_off(store, lanes, *(said(number, 7) for number in range(1, 101)), said(200, 8))
    assert [update for chat, update in await heard(store) if chat == 7] == list(range(1, 41))
    assert (8, 200) in await heard(store)
    assert await state(store, 100) == ("done", "", "", 0)
    [row] = await store.write(lambda tx: tx.next_outgoing(7))
    assert row.parameters["text"] == "Slower"
    await store.write(lambda tx: tx.mark_sent(row.id, NOW))
    assert await store.write(lambda tx: tx.next_outgoing(7)) == []
    assert metrics.registry.get_sample_value("dispute_guide_updates_dropped_total") == 60


async def test_who_sent_too_much_is_heard_again_as_time_goes_by(store, lanes, clock):
    await work_off(store, lanes, *(said(number, 7) for number in range(1, 51)))
    clock.shift(timedelta(seconds=3))
    await work_off(store, lanes, *(said(number, 7) for number in range(51, 61)))
    assert [update for _, update in await heard(store)] == [*range(1, 41), 51, 52, 53]


async def test_a_group_that_floods_is_not_answered(store, lanes):
    await work_off(store, lanes, *(said(number, -7) for number in range(1, 51)))
    assert await store.write(lambda tx: tx.chats_with_outgoing()) == []


async def test_while_too_many_wait_no_more_are_taken_in(store, lanes, ear):
    held = asyncio.Event()
    ear.before[0] = held.wait
    waiting = asyncio.create_task(lanes.take([said(number, 7) for number in range(MOST_WAITING)]))
    await until(store, lambda: ear.tries == [0])
    assert not waiting.done()
    held.set()
    await asyncio.wait_for(waiting, 20)
    await until(store, lambda: not lanes._waiting)
