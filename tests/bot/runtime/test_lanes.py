"""Lanes: each chat in order, chats side by side, one effect an update, and none that stops the others."""

import asyncio

import pytest

from bot.store import RawUpdate
from tests.bot.runtime.conftest import NOW
from tests.bot.runtime.laned import heard, said, state, work_off
from tests.bot.runtime.wire import until

CHECKPOINTS = ["before_commit", "after_commit"]


async def test_a_chats_updates_are_handled_in_order(store, lanes):
    await work_off(store, lanes, *(said(number, 7) for number in range(1, 31)))
    assert await heard(store) == [(7, number) for number in range(1, 31)]


async def test_a_handled_update_is_done_and_blank_and_its_outbox_is_told(store, lanes, passed, poked):
    await work_off(store, lanes, said(1, 7))
    assert await state(store, 1) == ("done", "", "", 0)
    assert poked == [7]
    assert passed == CHECKPOINTS


async def test_one_chat_does_not_wait_for_another(store, lanes, ear, poked):
    held = asyncio.Event()
    ear.before[1] = held.wait
    lanes.push(await store.write(lambda tx: tx.keep_updates([said(1, 7), said(2, 7), said(3, 8)], NOW)))
    await until(store, lambda: poked == [8])
    assert await heard(store) == [(8, 3)]
    held.set()
    await until(store, lambda: not lanes._waiting)
    assert await heard(store) == [(8, 3), (7, 1), (7, 2)]


async def test_an_update_pushed_twice_has_one_effect(store, lanes):
    await store.write(lambda tx: tx.keep_updates([said(1, 7)], NOW))
    lanes.push([said(1, 7), said(1, 7)])
    await until(store, lambda: not lanes._waiting)
    assert await heard(store) == [(7, 1)]


async def test_what_no_handler_wants_is_done(store, lanes, ear):
    ear.ignored.add(1)
    await work_off(store, lanes, said(1, 7))
    assert await state(store, 1) == ("done", "", "", 0)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "not json",
        "[]",
        '"text"',
        '{"update_id": 1, "message": {"message_id": "x"}}',
        '{"update_id": 1, "message": 5}',
    ],
)
async def test_an_update_that_can_not_be_read_is_set_aside_and_the_next_ones_are_handled(store, lanes, raw):
    await work_off(store, lanes, said(1, 7), RawUpdate(update_id=2, chat_id=7, raw=raw), said(3, 7))
    assert await heard(store) == [(7, 1), (7, 3)]
    assert await state(store, 2) == ("dead", raw, "unreadable", 0)


async def test_an_update_of_a_kind_yet_unknown_is_done(store, lanes, ear):
    ear.ignored.add(1)
    await work_off(store, lanes, RawUpdate(update_id=1, chat_id=None, raw='{"update_id": 1, "hologram": {"x": 1}}'))
    assert await state(store, 1) == ("done", "", "", 0)


async def test_a_stop_lets_the_update_under_way_finish_and_leaves_the_rest(store, lanes, ear):
    held = asyncio.Event()
    ear.before[1] = held.wait
    lanes.push(await store.write(lambda tx: tx.keep_updates([said(1, 7), said(2, 7)], NOW)))
    await until(store, lambda: ear.tries == [1])
    stopping = asyncio.create_task(lanes.stop(5))
    await asyncio.sleep(0)
    held.set()
    await stopping
    lanes.push([said(3, 8)])
    assert await heard(store) == [(7, 1)]
    assert [raw.update_id for raw in await store.write(lambda tx: tx.pending_updates())] == [2]


async def test_a_stop_does_not_wait_longer_than_it_may(store, lanes, ear):
    ear.before[1] = asyncio.Event().wait
    lanes.push(await store.write(lambda tx: tx.keep_updates([said(1, 7)], NOW)))
    await until(store, lambda: ear.tries == [1])
    await asyncio.wait_for(lanes.stop(0.01), 20)
    assert [raw.update_id for raw in await store.write(lambda tx: tx.pending_updates())] == [1]


async def test_the_outbox_is_told_as_soon_as_the_reply_is_committed(store, lanes, ear, poked):
    settle, told = ear.desk.settle, []

    async def settle_and_look(*given):
        await settle(*given)
        told.extend(poked)

    ear.desk.settle = settle_and_look
    await work_off(store, lanes, said(1, 7))
    assert told == [7]


async def test_what_the_host_put_back_is_picked_up(store, lanes, clock):
    await store.write(lambda tx: (tx.keep_updates([said(1, 7), said(2, 7)], NOW), tx.set_aside(1, "failed", NOW)))
    await store.write(lambda tx: tx.run("UPDATE updates SET state = 'pending', tries = 0 WHERE update_id = 1"))
    await lanes.pick_up(clock)
    await lanes.pick_up(clock)
    await until(store, lambda: not lanes._waiting)
    assert await heard(store) == [(7, 1)]


async def test_what_became_of_updates_is_counted(store, lanes, ear, metrics):
    ear.errors[2] = ValueError
    await work_off(store, lanes, said(1, 7), said(2, 7), RawUpdate(update_id=3, chat_id=7, raw="not json"))
    count = metrics.registry.get_sample_value
    assert count("dispute_guide_updates_done_total") == 1
    assert count("dispute_guide_updates_set_aside_total") == 2
