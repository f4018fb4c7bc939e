"""The measuring server hands updates over as Telegram does, and reads a call however its body is written."""

import asyncio
import time

import aiohttp
import pytest

from bench.buyers import Script
from tests.bench.conftest import WITHIN, form_of, serving, until


async def test_an_update_comes_again_until_a_higher_offset_confirms_it(bot):
    bot.telegram.buyers.start(1)
    first = (await bot.updates())[0]["update_id"]
    assert [one["update_id"] for one in await bot.updates()] == [first]
    assert await bot.updates(offset=first + 1, hold=0) == []


async def test_a_poll_brings_at_most_a_hundred_and_then_the_rest(bot):
    bot.telegram.buyers.start(130)
    batch = await bot.updates()
    assert [one["update_id"] for one in batch] == list(range(1, 101))
    rest = await bot.updates(offset=101)
    assert [one["update_id"] for one in rest] == list(range(101, 131))


async def test_a_smaller_limit_holds(bot):
    bot.telegram.buyers.start(5)
    assert len(await bot.updates(limit=2)) == 2


async def test_a_waiting_poll_is_answered_when_something_happens(bot):
    async with asyncio.timeout(WITHIN), asyncio.TaskGroup() as group:
        poll = group.create_task(bot.updates(hold=50))
        await until(lambda: bot.telegram.calls)
        bot.telegram.buyers.start(2)
    assert [one["message"]["text"] for one in poll.result()] == ["/start", "/start"]


async def test_a_second_poll_ends_the_first_with_a_conflict(bot):
    async with asyncio.timeout(WITHIN), asyncio.TaskGroup() as group:
        first = group.create_task(bot.call("getUpdates", timeout=50))
        await until(lambda: bot.telegram.calls)
        second = group.create_task(bot.updates(hold=50))
        refusal = await first
        bot.telegram.buyers.start(1)
    assert refusal["error_code"] == 409
    assert len(second.result()) == 1


@pytest.mark.parametrize("kind", ["json", "form", "multipart"])
async def test_a_call_is_read_in_every_form_that_a_body_can_have(bot, kind):
    bot.telegram.buyers.start(1)
    chat = (await bot.updates())[0]["message"]["chat"]["id"]
    keyboard = {"inline_keyboard": [[{"text": "Sí & ¿no?", "callback_data": "q:one"}]]}
    fields = {"chat_id": chat, "text": "Hola + adiós", "reply_markup": keyboard}
    if kind == "json":
        answer = await bot.call("sendMessage", **fields)
    else:
        form = aiohttp.FormData(default_to_multipart=kind == "multipart")
        for name, value in form_of(fields).items():
            form.add_field(name, value)
        answer = await bot.post("sendMessage", data=form)
    assert answer["result"]["text"] == "Hola + adiós"
    assert answer["result"]["reply_markup"] == keyboard
    tap = (await bot.updates(offset=2))[0]["callback_query"]
    assert (tap["data"], tap["from"]["id"]) == ("q:one", chat)


async def test_every_answer_is_late_by_the_delay():
    async with serving(delay=0.05) as bot:
        bot.telegram.buyers.start(1)
        for call in (bot.call("getMe"), bot.updates()):
            began = time.monotonic()
            await call
            assert time.monotonic() - began >= 0.05


async def test_a_call_takes_effect_before_its_late_answer():
    async with serving(Script(taps=()), delay=60) as bot:
        bot.telegram.buyers.start(1)
        unanswered = asyncio.create_task(bot.call("sendMessage", chat_id=10_000_000, text="Hello"))
        await until(lambda: bot.telegram.buyers.finished)
        assert not unanswered.done()
        unanswered.cancel()


async def test_an_unknown_method_and_a_broken_body_are_refused(bot):
    assert (await bot.call("fetchUpdates"))["error_code"] == 400
    assert (await bot.post("sendMessage", data=b"{", headers={"Content-Type": "application/json"}))["error_code"] == 400
