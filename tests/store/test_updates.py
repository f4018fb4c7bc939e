"""The inbox keeps each update once, in order, until it is done or set aside."""

from datetime import timedelta

from bot.store import RawUpdate
from tests.store.conftest import NOW


def update(update_id, chat_id=7, raw="{}"):
    return RawUpdate(update_id=update_id, chat_id=chat_id, raw=raw, sender_id=chat_id)


async def keep(store, *updates):
    return await store.write(lambda tx: tx.keep_updates(updates, NOW))


async def test_new_updates_are_returned_in_order(store):
    assert await keep(store, update(1), update(2, chat_id=None), update(3)) == [update(1), update(2, None), update(3)]


async def test_an_update_delivered_again_is_not_new(store):
    await keep(store, update(1), update(2))
    assert await keep(store, update(2), update(3), update(3)) == [update(3)]


async def test_an_update_delivered_again_after_it_was_done_is_not_new(store):
    await keep(store, update(1))
    await store.write(lambda tx: tx.finish_update(1, NOW))
    assert await keep(store, update(1)) == []


async def test_pending_updates_come_in_order_of_arrival_not_of_id(store):
    await keep(store, update(900))
    await keep(store, update(5))
    assert [raw.update_id for raw in await store.write(lambda tx: tx.pending_updates())] == [900, 5]


async def test_a_pending_update_comes_back_whole(store):
    kept = update(1, raw='{"update_id": 1, "text": "\\ud83d"}')
    await keep(store, kept)
    assert await store.write(lambda tx: tx.pending_updates()) == [kept]


async def test_a_done_update_keeps_nothing_but_its_id(store):
    await keep(store, update(1, raw='{"text": "my address"}'))
    assert await store.write(lambda tx: tx.finish_update(1, NOW))
    row = await store.write(lambda tx: tuple(tx.run("SELECT raw, chat_id, sender_id, state FROM updates").fetchone()))
    assert row == ("", None, None, "done")


async def test_an_update_is_finished_once_and_an_unknown_one_never(store):
    await keep(store, update(1))
    assert [await store.write(lambda tx: tx.finish_update(1, NOW)) for _ in range(2)] == [True, False]
    assert not await store.write(lambda tx: tx.finish_update(2, NOW))


async def test_failed_tries_are_counted(store):
    await keep(store, update(1))
    assert [await store.write(lambda tx: tx.fail_update(1, "ValueError", NOW)) for _ in range(3)] == [1, 2, 3]


async def test_an_update_set_aside_keeps_its_text_and_is_not_pending(store):
    await keep(store, update(1, raw='{"text": "odd"}'))
    await store.write(lambda tx: tx.set_aside(1, "ValueError", NOW))
    row = await store.write(lambda tx: tuple(tx.run("SELECT raw, state, error FROM updates").fetchone()))
    assert row == ('{"text": "odd"}', "dead", "ValueError")
    assert await store.write(lambda tx: tx.pending_updates()) == []
    assert not await store.write(lambda tx: tx.finish_update(1, NOW))


async def test_the_sweep_takes_done_updates_by_age_and_leaves_pending_ones(store):
    await keep(store, update(1), update(2), update(3))
    await store.write(lambda tx: tx.finish_update(1, NOW - timedelta(days=2)))
    await store.write(lambda tx: tx.finish_update(2, NOW))
    await store.write(lambda tx: tx.sweep(NOW, NOW - timedelta(days=1)))
    assert await keep(store, update(1), update(2), update(3)) == [update(1)]


async def test_the_sweep_takes_updates_set_aside_with_the_closed_cases(store):
    await keep(store, update(1), update(2))
    await store.write(lambda tx: tx.set_aside(1, "old", NOW - timedelta(days=400)))
    await store.write(lambda tx: tx.set_aside(2, "new", NOW - timedelta(days=3)))
    await store.write(lambda tx: tx.sweep(NOW - timedelta(days=365), NOW - timedelta(days=2)))
    assert await store.write(lambda tx: [row["update_id"] for row in tx.run("SELECT update_id FROM updates")]) == [2]
