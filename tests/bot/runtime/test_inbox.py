"""The inbox takes whatever Telegram delivers, finds its chat, and never fails over its content."""

import json
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.inbox import Inbox, as_raw
from bot.retention import Retention
from bot.store import RawUpdate, StoreUnavailable

CHAT, SENDER = {"id": -100, "type": "group"}, {"id": 7, "is_bot": False, "first_name": "Ann"}
MESSAGE = {"message_id": 1, "date": 1, "chat": CHAT, "from": SENDER, "text": "hello"}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["chat", "from", "id", "message", "update_id", "x"]), inner),
    max_leaves=12,
)  # fmt: skip


@pytest.mark.parametrize(
    ("update", "chat", "sender"),
    [
        ({"message": MESSAGE}, -100, 7),
        ({"edited_message": MESSAGE}, -100, 7),
        ({"callback_query": {"id": "1", "from": SENDER, "message": {"message_id": 1, "date": 0, "chat": CHAT}}}, -100, 7),
        ({"callback_query": {"id": "1", "from": SENDER, "inline_message_id": "x"}}, None, 7),
        ({"my_chat_member": {"chat": CHAT, "from": SENDER, "date": 1}}, -100, 7),
        ({"channel_post": {"message_id": 1, "date": 1, "chat": CHAT}}, -100, None),
        ({"poll": {"id": "1"}}, None, None),
        ({"of_a_kind_yet_unknown": {"chat": {"id": 5}}}, 5, None),
        ({}, None, None),
        ({"message": None}, None, None),
        ({"message": {"chat": {"id": "7"}, "from": {"id": True}}}, None, None),
        ({"message": {"chat": {"id": 2**63}}}, None, None),
        ({"message": {"chat": [7]}}, None, None),
    ],
)  # fmt: skip
def test_the_chat_and_the_sender_of_an_update(update, chat, sender):
    raw = as_raw({"update_id": 1, **update})
    assert (raw.chat_id, raw.sender_id) == (chat, sender)


@settings(deadline=None)
@given(JSON)
def test_nothing_in_an_update_makes_it_fail(update):
    raw = as_raw(update)
    assert raw is None or raw.update_id == update["update_id"]
    assert raw is None or all(each is None or type(each) is int for each in (raw.chat_id, raw.sender_id))


def test_an_update_nested_too_deeply_to_be_written_is_kept_without_its_text():
    update = {"update_id": 5, "message": MESSAGE}
    for _ in range(5_000):
        update = {"update_id": 5, "message": {"chat": CHAT, "reply_to_message": update}}
    assert as_raw(update) == RawUpdate(update_id=5, chat_id=-100, raw="")


@pytest.mark.parametrize(
    "update", [None, 1, "x", [], {}, {"update_id": "1"}, {"update_id": None}, {"update_id": 2**63}]
)
def test_what_has_no_id_can_not_be_kept(update):
    assert as_raw(update) is None


async def test_a_batch_is_kept_in_order_and_only_the_new_ones_are_returned(store, clock):
    inbox = Inbox(store, clock)
    await inbox.keep([{"update_id": 1, "message": MESSAGE}])
    new = await inbox.keep(
        [{"update_id": 1, "message": MESSAGE}, {"nonsense": 1}, {"update_id": 2, "message": MESSAGE}]
    )
    assert [(raw.update_id, raw.chat_id, raw.sender_id) for raw in new] == [(2, -100, 7)]
    assert json.loads(new[0].raw) == {"update_id": 2, "message": MESSAGE}


async def test_half_a_surrogate_pair_can_be_kept(store, clock):
    update = {"update_id": 1, "message": MESSAGE | {"text": "broken \ud83d emoji"}}
    await Inbox(store, clock).keep([update])
    [raw] = await store.write(lambda tx: tx.pending_updates())
    assert json.loads(raw.raw) == update


async def test_the_checkpoints_stand_around_the_commit(store, clock):
    passed = []
    inbox = Inbox(store, clock, passed.append)
    await inbox.keep([{"update_id": 1, "message": MESSAGE}])
    assert passed == ["update_fetched", "update_stored"]


async def test_a_full_disk_keeps_the_batch_waiting_until_there_is_room(store, clock, monkeypatch):
    refusals = [StoreUnavailable("full")] * 3
    write = store.write

    async def moody(job, **_how):
        if refusals:
            raise refusals.pop()
        return await write(job, **_how)

    monkeypatch.setattr(store, "write", moody)
    [raw] = await Inbox(store, clock).keep([{"update_id": 1, "message": MESSAGE}])
    assert raw.update_id == 1
    assert [round(pause / 1.25) <= base <= pause for base, pause in zip((1, 2, 4), clock.slept, strict=True)] == [
        True
    ] * 3


async def test_who_can_not_wait_is_told_that_the_storage_refuses(store, clock, monkeypatch):
    passed = []
    inbox, write = Inbox(store, clock, passed.append), store.write

    async def full(_job, **_how):
        raise StoreUnavailable("full")

    monkeypatch.setattr(store, "write", full)
    with pytest.raises(StoreUnavailable):
        await inbox.try_keep([{"update_id": 1, "message": MESSAGE}])
    assert (passed, clock.slept) == (["update_fetched"], [])
    passed.clear()
    monkeypatch.setattr(store, "write", write)
    assert [raw.update_id for raw in await inbox.try_keep([{"update_id": 1, "message": MESSAGE}])] == [1]
    assert await inbox.try_keep([{"update_id": 1, "message": MESSAGE}]) == []
    assert passed == ["update_fetched", "update_stored"] * 2


async def test_an_update_is_known_for_as_long_as_telegram_may_deliver_it_again(store, clock):
    inbox = Inbox(store, clock)
    [raw] = await inbox.keep([{"update_id": 1, "message": MESSAGE}])
    done_at = clock.now()
    await store.write(lambda tx: tx.finish_update(raw.update_id, done_at))
    clock.shift(timedelta(hours=47))
    await Retention(store, 365)(clock)
    assert await inbox.keep([{"update_id": 1, "message": MESSAGE}]) == []
    clock.shift(timedelta(hours=2))
    await Retention(store, 365)(clock)
    assert [raw.update_id for raw in await inbox.keep([{"update_id": 1, "message": MESSAGE}])] == [1]
