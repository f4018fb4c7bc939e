"""Buttons that come too late, from nowhere, or without what a button has: a friendly word at most, and nothing breaks."""

from datetime import timedelta

import pytest

from bot.sandbox.telegram.faults import Fault, api_error
from tests.bot.faults.holding import toasts
from tests.bot.paths import DAMAGED, stored
from tests.chat import Buyer, bot_running, quiet


async def raw_tap(buyer, **content):
    """A tap as it may come from anywhere; the words that answer it."""
    answered = len(await toasts(buyer.sandbox, buyer, 0))
    query = buyer.telegram._callbacks.ask(buyer.id)
    buyer.telegram.raw({"callback_query": {"id": query.id, "from": buyer.telegram.person(buyer.id).user()} | content})
    *_, toast = await toasts(buyer.sandbox, buyer, answered + 1)
    await quiet(buyer.sandbox)
    return toast


def shown(buyer, message, **changes):
    chat = {"id": buyer.id, "type": "private", "first_name": "Ana"}
    return {"message_id": message.id, "date": 1_795_000_000, "chat": chat} | changes


WITHOUT_DATA = {
    "a game": {"game_short_name": "snake"}, "nothing at all": {}, "empty": {"data": ""}, "half a letter": {"data": "\ud83d"}
}  # fmt: skip


@pytest.mark.parametrize("content", WITHOUT_DATA.values(), ids=WITHOUT_DATA)
async def test_a_tap_without_data_is_answered_kindly_and_changes_nothing(ana, content):
    await ana.say("/start")
    await ana.pick(*DAMAGED[:3])
    before, messages = await ana.stored(), len(ana.history)
    assert await raw_tap(ana, message=shown(ana, ana.last), **content)
    assert (await ana.stored(), len(ana.history)) == (before, messages)


@pytest.mark.parametrize("verb", ["situation:arrived_wrong", "open:", "close:yes"])
@pytest.mark.parametrize("place", [{"inline_message_id": "A" * 64}, {}], ids=["inline", "nowhere"])
async def test_a_button_that_stands_in_no_chat_of_ours_does_nothing(ana, verb, place):
    """As under a message that was sent through a bot by inline mode: whoever reads it there may tap it."""
    await ana.say("/start")
    before, messages = await ana.stored(), len(ana.history)
    for buyer in (ana, Buyer(ana.sandbox, 8)):
        assert await raw_tap(buyer, data=f"v1:{before[0].id}:{verb}", **place) == ""
        assert await raw_tap(buyer, data="v1:-:new:", **place) == ""
    assert (await ana.stored(), len(ana.history)) == (before, messages)
    assert ana.telegram.history(8) == []


async def test_a_button_of_a_message_that_can_t_be_seen_any_more_gets_a_new_message(ana):
    await ana.say("/start")
    await ana.pick(*DAMAGED[:3])
    before = len(ana.history)
    month = f"v1:{ana.case_id()}:month:delivered_on.2026-11"
    await raw_tap(ana, data=month, message=shown(ana, ana.last, date=0))
    assert len(ana.history) == before + 1
    assert ana.data(ana.last, ":delivered_on:2026-11-18")


async def test_a_button_of_days_ago_works_though_its_message_can_t_be_changed_any_more(tmp_path):
    async with bot_running(tmp_path) as sandbox:
        ana = Buyer(sandbox)
        await ana.say("/start")
        await ana.pick(*DAMAGED[:1])
        data, message = ana.data(ana.last, ":problem:damaged"), ana.last.id
        await ana.move(timedelta(hours=49))
        ana.telegram.script(Fault("editMessageText", api_error(400, "Bad Request: message can't be edited")))
        await ana.press(data, message)
        assert (await ana.case()).answers == stored(*DAMAGED[:2])
        assert ana.asked == "flaw"


@pytest.mark.parametrize("version", ["v0", "v2", "v9", "w1", ""])
async def test_a_button_of_any_other_version_is_answered_and_the_way_on_is_named(ana, version):
    await ana.say("/start")
    assert "/resume" in await ana.press(f"{version}:{ana.case_id()}:situation:arrived_wrong")
    assert (await ana.case()).answers == {}
