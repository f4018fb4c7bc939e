"""One call, and what its failure means."""

import warnings

import pytest
from telegram.error import (
    BadRequest,
    Conflict,
    EndPointNotFound,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.api import Fate, call, fate
from bot.request import NotSent, Unanswered
from tests.bot.runtime.wire import Fault


async def test_a_call_is_made_by_telegrams_own_name_and_returns_the_raw_result(bot, wire, telegram):
    telegram.start(7)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        message = await call(bot, "sendMessage", {"chat_id": 7, "text": "Hello"})
    assert message["text"] == "Hello"
    assert wire.calls[-1] == ("sendMessage", {"chat_id": 7, "text": "Hello"})


@pytest.mark.parametrize(
    "method", ["sendMessage", "editMessageText", "answerCallbackQuery", "getUpdates", "setMyCommands"]
)
async def test_names_of_several_words_stay_as_they_are(bot, wire, method):
    wire.breaks[method].append(Fault(NotSent("no connection")))
    with pytest.raises(NotSent):
        await call(bot, method, {})
    assert wire.calls[-1] == (method, {})


async def test_a_method_that_telegram_does_not_know_is_told_apart(bot):
    with pytest.raises(EndPointNotFound):
        await call(bot, "sendNothing", {})


async def test_an_answer_without_a_result_leaves_it_open(bot, wire, monkeypatch):
    async def empty(*_args, **_kwargs):
        return 200, b'{"ok": false}'

    monkeypatch.setattr(wire, "send", empty)
    with pytest.raises(Unanswered):
        await call(bot, "sendMessage", {})


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        (NotSent("no connection"), Fate.NOT_SENT),
        (TimedOut(), Fate.UNKNOWN),
        (Unanswered("broke"), Fate.UNKNOWN),
        (TelegramError("the answer is not JSON"), Fate.UNKNOWN),
        (NetworkError("Bad Gateway (502)"), Fate.NOT_DONE),
        (Conflict("Conflict"), Fate.NOT_DONE),
        (EndPointNotFound("none"), Fate.NOT_DONE),
        (Forbidden("Forbidden: bot was blocked by the user"), Fate.UNREACHABLE),
        (Forbidden("Forbidden: user is deactivated"), Fate.UNREACHABLE),
        (BadRequest("Bad Request: chat not found"), Fate.UNREACHABLE),
        (BadRequest("Bad Request: PEER_ID_INVALID"), Fate.UNREACHABLE),
        (BadRequest("Bad Request: message is not modified: specified new message content and reply markup are …"), Fate.AS_WANTED),
        (BadRequest("Bad Request: message to edit not found"), Fate.NO_MESSAGE),
        (BadRequest("Bad Request: message can't be edited"), Fate.NO_MESSAGE),
        (BadRequest("Bad Request: MESSAGE_ID_INVALID"), Fate.NO_MESSAGE),
        (BadRequest("Bad Request: there is no text in the message to edit"), Fate.NO_MESSAGE),
        (BadRequest("Bad Request: can't parse entities: Unsupported start tag \"p\" at byte offset 0"), Fate.MARKUP),
        (BadRequest("Bad Request: message is too long"), Fate.REFUSED),
        (BadRequest("Bad Request: BUTTON_DATA_INVALID"), Fate.REFUSED),
    ],
)  # fmt: skip
def test_what_an_error_means(error, meaning):
    assert fate(error) is meaning


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
def test_a_flood_limit_means_that_nothing_was_done():
    assert fate(RetryAfter(3)) is Fate.NOT_DONE
