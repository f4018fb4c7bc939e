"""Telegram's rate limits, when they are switched on."""

from datetime import timedelta

import pytest

from bot.sandbox.telegram.server import PretendTelegram
from tests.sandbox.telegram.cast import ANA, GROUP, TOKEN

TOO_MANY = {
    "ok": False,
    "error_code": 429,
    "description": "Too Many Requests: retry after 1",
    "parameters": {"retry_after": 1},
}


@pytest.fixture
def limited(clock):
    made = PretendTelegram(clock, token=TOKEN, limits=True)
    made.start(ANA)
    return made


def say_hello(chat_id=ANA):
    return "sendMessage", {"chat_id": chat_id, "text": "Hello"}


async def test_one_message_a_second_after_a_short_burst(limited, clock, adapter):
    post = await adapter(limited)
    assert [(await post(*say_hello()))[0] for _ in range(4)] == [200, 200, 200, 429]
    assert await post(*say_hello()) == (429, TOO_MANY)
    clock.shift(timedelta(seconds=1))
    assert [(await post(*say_hello()))[0] for _ in range(2)] == [200, 429]
    assert len(limited.history(ANA)) == 5


async def test_answers_to_taps_and_chat_actions_are_not_counted(limited):
    for _ in range(3):
        await limited.call(*say_hello())
    status, _ = await limited.call("sendChatAction", {"chat_id": ANA, "action": "typing"})
    assert status == 200


async def test_20_messages_a_minute_to_a_group(limited, clock):
    limited.say_in_group(GROUP, ANA, "/help")
    answers = []
    for _ in range(22):
        answers.append((await limited.call(*say_hello(GROUP)))[0])
        clock.shift(timedelta(milliseconds=100))
    assert answers == [200] * 20 + [429] * 2
    _, body = await limited.call(*say_hello(GROUP))
    assert body["parameters"] == {"retry_after": 1}


async def test_30_messages_a_second_in_all(limited):
    for person in range(1000, 1031):
        limited.start(person)
    answers = [(await limited.call(*say_hello(person)))[0] for person in range(1000, 1031)]
    assert answers == [200] * 30 + [429]


async def test_one_slow_chat_slows_no_other(limited):
    limited.start(8)
    for _ in range(4):
        await limited.call(*say_hello())
    assert (await limited.call(*say_hello(8)))[0] == 200


async def test_a_web_hook_is_set_once_a_second(limited, clock):
    hook = ("setWebhook", {"url": "https://example.com/hook"})
    assert (await limited.call(*hook))[0] == 200
    assert await limited.call(*hook) == (429, TOO_MANY)
    clock.shift(timedelta(seconds=1))
    assert (await limited.call(*hook))[0] == 200


async def test_without_limits_everything_is_let_through(telegram):
    answers = [(await telegram.call(*say_hello()))[0] for _ in range(60)]
    assert answers == [200] * 60
