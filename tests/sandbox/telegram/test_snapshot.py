"""A pretend Telegram can be kept between runs."""

import json

import pytest

from bot.sandbox.telegram import snapshot
from bot.sandbox.telegram.server import PretendTelegram
from tests.sandbox.telegram.cast import ANA, GROUP, TOKEN
from tests.sandbox.telegram.pictures import png

KEYBOARD = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}


@pytest.fixture
async def kept(telegram, call):
    """A bit of everything, as JSON text."""
    await call("sendMessage", chat_id=ANA, text="<b>Hello</b>", parse_mode="HTML", reply_markup=KEYBOARD)
    telegram.send_photo(ANA, png(640, 480), "Broken")
    telegram.say_in_group(GROUP, ANA, "/help")
    await call("answerCallbackQuery", callback_query_id=telegram.tap(ANA, 2, "Yes"), text="Saved")
    await call("setMyCommands", commands=[{"command": "start", "description": "Begin"}], language_code="es")
    await call("setMyDescription", description="What it does")
    await call("setChatMenuButton", menu_button={"type": "commands"})
    await call("getUpdates", offset=100_000_002, allowed_updates=["message", "callback_query"])
    return json.dumps(telegram.snapshot())


@pytest.fixture
def other(clock):
    return PretendTelegram(clock, token=TOKEN)


async def test_everything_is_there_again(kept, other, telegram):
    other.restore(json.loads(kept))
    assert json.dumps(other.snapshot()) == kept
    assert [message.view() for message in other.history(ANA)] == [message.view() for message in telegram.history(ANA)]
    assert other.file_bytes(other.history(ANA)[-1].file.file_id) == png(640, 480)
    assert [toast.text for toast in other.toasts(ANA)] == ["Saved"]
    assert other.commands_for(ANA) == [{"command": "start", "description": "Begin"}]
    assert other.profile_for(ANA) == telegram.profile_for(ANA)
    assert await other.call("getUpdates", {}) == await telegram.call("getUpdates", {})


async def test_life_goes_on_with_new_ids(kept, other):
    other.restore(json.loads(kept))
    assert other.say(ANA, "again") == 5
    status, body = await other.call("getUpdates", {"offset": -1})
    assert (status, body["result"][0]["update_id"]) == (200, 100_000_005)
    queries = {other.tap(ANA, 2, "Yes"), "4000000000000001"}
    assert len(queries) == 2


async def test_what_happens_later_does_not_change_a_snapshot(kept, other):
    saved = json.loads(kept)
    other.restore(saved)
    await other.call("editMessageText", {"chat_id": ANA, "message_id": 2, "text": "Changed"})
    assert json.dumps(saved) == kept


async def test_files_beyond_the_total_lose_their_bytes_oldest_first(telegram, other, monkeypatch):
    monkeypatch.setattr(snapshot, "MAX_KEPT_BYTES", 100)
    telegram.send_photo(ANA, png(10, 10))
    telegram.send_photo(ANA, png(20, 20))
    other.restore(telegram.snapshot())
    assert [len(message.file.data) for message in other.history(ANA) if message.file] == [0, 64]


@pytest.mark.parametrize("saved", [{}, {"form": 0}, {"form": 1}, {"form": 1, "files": None}])
def test_what_is_no_snapshot_is_refused(saved, other):
    with pytest.raises(ValueError, match="snapshot"):
        other.restore(saved)


def test_a_snapshot_is_taken_only_before_anybody_spoke(telegram):
    with pytest.raises(ValueError, match="somebody spoke already"):
        telegram.restore(telegram.snapshot())
