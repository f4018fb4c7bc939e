"""A handler that fails, hangs or swallows its errors: tried again, then set aside, and one effect at most."""

import asyncio
import threading
from types import SimpleNamespace

import pytest

from bot.desk import Desk
from bot.store import StoreUnavailable
from tests.bot.runtime.conftest import NOW
from tests.bot.runtime.laned import heard, said, state, work_off
from tests.bot.runtime.wire import until


async def test_a_handler_that_fails_once_is_tried_again_with_one_effect(store, lanes, ear, clock):
    ear.errors[1] = ValueError("once")

    async def mend():
        if len(ear.tries) > 1:
            ear.errors.clear()

    ear.before[1] = mend
    await work_off(store, lanes, said(1, 7), said(2, 7))
    assert ear.tries == [1, 1, 2]
    assert await heard(store) == [(7, 1), (7, 2)]
    assert len(clock.slept) == 1


async def test_a_handler_that_always_fails_is_tried_thrice_then_set_aside_with_an_apology(
    store, lanes, ear, clock, poked
):
    ear.errors[1] = ValueError("my address is Elm Street 12")
    await work_off(store, lanes, said(1, 7), said(2, 7))
    assert ear.tries == [1, 1, 1, 2]
    assert await heard(store) == [(7, 2)]
    kept, raw, error, tries = await state(store, 1)
    assert (kept, tries) == ("dead", 3)
    assert "hello" in raw
    assert "ValueError" in error
    assert "Elm Street" not in error
    [row] = await store.write(lambda tx: tx.next_outgoing(7))
    assert row.parameters == {"chat_id": 7, "text": f"Sorry {error[:8]}"}
    assert poked == [7, 7]
    assert [1 <= clock.slept[0] <= 1.25, 2 <= clock.slept[1] <= 2.5, len(clock.slept)] == [True, True, 2]


async def test_no_apology_goes_to_a_group(store, lanes, ear):
    ear.errors[1] = ValueError
    await work_off(store, lanes, said(1, -100))
    assert (await state(store, 1))[0] == "dead"
    assert await store.write(lambda tx: tx.chats_with_outgoing()) == []


async def test_tries_are_counted_across_restarts(store, lanes, ear):
    ear.errors[1] = ValueError
    await store.write(
        lambda tx: (tx.keep_updates([said(1, 7)], NOW), tx.fail_update(1, "", NOW), tx.fail_update(1, "", NOW))
    )
    lanes.push([said(1, 7)])
    await until(store, lambda: not lanes._waiting)
    assert ear.tries == [1]
    assert (await state(store, 1))[0] == "dead"


async def test_a_handler_that_hangs_is_bounded_and_the_lane_goes_on(store, lanes, ear):
    lanes._patience = 0.05
    ear.before[1] = asyncio.Event().wait
    await work_off(store, lanes, said(1, 7), said(2, 7))
    assert ear.tries[:4] == [1, 1, 1, 2]
    assert await heard(store) == [(7, 2)]
    assert (await state(store, 1))[0] == "dead"
    assert "TimeoutError" in (await state(store, 1))[2]


async def test_a_handler_that_is_given_up_on_while_its_work_is_committed_has_one_effect(store, lanes, ear):
    lanes._patience = 0.05
    begun = threading.Event()

    def slow(tx, _now):
        begun.wait(0.2)
        return ear._note(tx, ear.update)

    async def process(update):
        ear.update = update
        ear.tries.append(update.update_id)
        await ear.desk.settle(update.update_id, slow)

    lanes._process = process
    await work_off(store, lanes, said(1, 7))
    assert len(ear.tries) > 1
    assert await heard(store) == [(7, 1)]
    assert await state(store, 1) == ("done", "", "", 0)


async def test_a_handler_that_fails_before_it_settles_is_tried_again(store, lanes, ear):
    async def fail():
        if len(ear.tries) < 3:
            raise LookupError

    ear.before[1] = fail
    await work_off(store, lanes, said(1, 7))
    assert ear.tries == [1, 1, 1]
    assert await heard(store) == [(7, 1)]


async def test_an_error_after_the_update_was_settled_changes_nothing(store, lanes, ear):
    settle = ear.desk.settle

    async def settle_and_fail(*given):
        await settle(*given)
        raise RuntimeError("the tap could not be answered")

    ear.desk.settle = settle_and_fail
    await work_off(store, lanes, said(1, 7))
    assert ear.tries == [1]
    assert await state(store, 1) == ("done", "", "", 0)


async def test_a_handler_that_swallows_the_error_of_settling_is_still_tried_again(store, lanes, ear):
    settle = ear.desk.settle

    async def swallow(update_id, job):
        def failing(tx, now):
            job(tx, now)
            if len(ear.tries) < 3:
                raise ValueError

        try:
            await settle(update_id, failing)
        except ValueError:
            return

    ear.desk.settle = swallow
    await work_off(store, lanes, said(1, 7))
    assert ear.tries == [1, 1, 1]
    assert await heard(store) == [(7, 1)]


async def test_a_full_disk_is_not_the_updates_fault(store, lanes, ear, monkeypatch, clock):
    write, refusals = store.write, [StoreUnavailable("full")] * 10

    async def moody(job, **_how):
        if refusals and ear.tries:
            raise refusals.pop()
        return await write(job, **_how)

    await store.write(lambda tx: tx.keep_updates([said(1, 7)], NOW))
    with monkeypatch.context() as full:
        full.setattr(store, "write", moody)
        lanes.push([said(1, 7)])
        await until(SimpleNamespace(write=write), lambda: not lanes._waiting)
    assert await heard(store) == [(7, 1)]
    assert await state(store, 1) == ("done", "", "", 0)
    assert max(clock.slept) <= 30 * 1.25


async def test_settling_twice_has_one_effect_and_says_so(store, clock):
    await store.write(lambda tx: tx.keep_updates([said(1, 7)], NOW))
    desk = Desk(store, clock, print)
    assert await desk.settle(1, lambda _tx, _now: "done") == "done"
    assert await desk.settle(1, lambda _tx, _now: "again") is None


async def test_a_job_that_raises_leaves_the_update_to_do(store, clock):
    def job(tx, _now):
        tx.set_note("half", "done")
        raise ValueError

    await store.write(lambda tx: tx.keep_updates([said(1, 7)], NOW))
    with pytest.raises(ValueError):  # noqa: PT011 - there is nothing to tell
        await Desk(store, clock, print).settle(1, job)
    assert await store.write(lambda tx: (tx.note("half"), tx.finish_update(1, NOW))) == (None, True)
