"""Lanes: each chat in order, chats side by side, one effect an update, and none that stops the others."""

import asyncio
import json
import threading
from datetime import timedelta
from types import SimpleNamespace

import pytest

from bot.budgets import Rate
from bot.desk import Desk
from bot.lanes import MOST_WAITING, Lanes
from bot.store import RawUpdate, StoreUnavailable
from tests.bot.runtime.conftest import NOW
from tests.bot.runtime.wire import until

CHECKPOINTS = ["before_commit", "after_commit"]


def said(update_id, chat_id, text="hello"):
    """An update as it lies in the store."""
    user = {"id": abs(chat_id), "is_bot": False, "first_name": "Ann"}
    chat = {"id": chat_id, "type": "private", "first_name": "Ann"}
    message = {"message_id": update_id, "date": 1, "chat": chat, "from": user, "text": text}
    raw = json.dumps({"update_id": update_id, "message": message})
    return RawUpdate(update_id=update_id, chat_id=chat_id, raw=raw, sender_id=abs(chat_id))


class Ear:
    """Stands for the application: handles each update by noting it in the store, with whatever else a test wants."""

    def __init__(self, desk):
        self.desk = desk
        self.tries = []
        self.errors = {}
        self.before = {}
        self.ignored = set()

    async def process(self, update):
        self.tries.append(update.update_id)
        if update.update_id in self.before:
            await self.before[update.update_id]()
        if update.update_id not in self.ignored:
            await self.desk.settle(update.update_id, lambda tx: self._note(tx, update))

    def _note(self, tx, update):
        heard = json.loads(tx.note("heard") or "[]")
        tx.set_note("heard", json.dumps([*heard, [update.chat.id, update.update_id]]))
        if error := self.errors.get(update.update_id):
            raise error


@pytest.fixture
def poked():
    return []


@pytest.fixture
def poke(poked):
    return lambda chat_id, _following=(): poked.append(chat_id)


@pytest.fixture
def ear(store, clock, passed, poke):
    return Ear(Desk(store, clock, poke, passed.append))


@pytest.fixture
async def lanes(store, clock, ear, poke, metrics):
    def apology(_tx, chat_id, error_id):
        return "sendMessage", {"chat_id": chat_id, "text": f"Sorry {error_id}"}

    def too_much(_tx, chat_id, _error_id):
        return "sendMessage", {"chat_id": chat_id, "text": "Slower"}

    lanes = Lanes(
        store, clock, ear.desk, process=ear.process, apology=apology, too_much=too_much, poke=poke,
        flood=Rate(40, 1.0), metrics=metrics, patience=20,
    )  # fmt: skip
    yield lanes
    await lanes.stop(1)


async def work_off(store, lanes, *updates):
    """Keep the updates, push them, wait until none is left."""
    lanes.push(await store.write(lambda tx: tx.keep_updates(updates, NOW)))
    await until(store, lambda: not lanes._waiting)


async def heard(store):
    return [tuple(pair) for pair in json.loads(await store.write(lambda tx: tx.note("heard")) or "[]")]


async def state(store, update_id):
    row = await store.write(
        lambda tx: tx.run("SELECT state, raw, error, tries FROM updates WHERE update_id = ?", (update_id,)).fetchone()
    )
    return tuple(row)


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

    def slow(tx):
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
    settle, failures = ear.desk.settle, [ValueError, ValueError]

    async def swallow(update_id, job):
        def failing(tx):
            job(tx)
            if failures:
                raise failures.pop()

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

    async def moody(job):
        if refusals and ear.tries:
            raise refusals.pop()
        return await write(job)

    await store.write(lambda tx: tx.keep_updates([said(1, 7)], NOW))
    with monkeypatch.context() as full:
        full.setattr(store, "write", moody)
        lanes.push([said(1, 7)])
        await until(SimpleNamespace(write=write), lambda: not lanes._waiting)
    assert await heard(store) == [(7, 1)]
    assert await state(store, 1) == ("done", "", "", 0)
    assert max(clock.slept) <= 30 * 1.25


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


async def test_settling_twice_has_one_effect_and_says_so(store, clock):
    await store.write(lambda tx: tx.keep_updates([said(1, 7)], NOW))
    desk = Desk(store, clock, print)
    assert await desk.settle(1, lambda _tx: "done") == "done"
    assert await desk.settle(1, lambda _tx: "again") is None


async def test_a_job_that_raises_leaves_the_update_to_do(store, clock):
    def job(tx):
        tx.set_note("half", "done")
        raise ValueError

    await store.write(lambda tx: tx.keep_updates([said(1, 7)], NOW))
    with pytest.raises(ValueError):  # noqa: PT011 - there is nothing to tell
        await Desk(store, clock, print).settle(1, job)
    assert await store.write(lambda tx: (tx.is_done(1), tx.note("half"))) == (False, None)


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
