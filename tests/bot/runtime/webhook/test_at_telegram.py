"""The web hook sets itself at Telegram, looks after that, and removes itself; nothing is dropped."""

import asyncio
import json

import pytest
from aiohttp import ClientConnectionError

from bot.intake import TokenRefused
from bot.settings import SettingsError
from bot.tasks import end
from tests.bot.runtime.conftest import NOW
from tests.bot.runtime.webhook.hooked import ANN, SECRET, URL, update, while_time_passes
from tests.bot.runtime.wire import TOKEN, until


async def test_it_sets_itself_at_telegram_and_removes_itself_and_drops_nothing(start, telegram, store, wire, vitals):
    telegram.say(ANN, "waiting")
    hook, task, _ = await start()
    await until(store, lambda: vitals.last_took_in == NOW)
    await end([task])
    assert wire.called("setWebhook") == [
        {
            "url": "https://example.org/hook",
            "secret_token": SECRET,
            "allowed_updates": ["message", "edited_message", "callback_query", "inline_query", "my_chat_member"],
            "max_connections": 100,
        }
    ]
    await hook.stop()
    assert wire.called("deleteWebhook") == [{}]
    assert len(telegram.unconfirmed()) == 1
    assert all("drop_pending_updates" not in parameters for _, parameters in wire.calls)


async def test_the_address_is_written_as_telegram_gives_it_back(start, store, wire, clock):
    await start("https://Example.ORG:8443")
    assert wire.called("setWebhook")[0]["url"] == "https://example.org:8443/"
    await while_time_passes(store, clock, lambda: len(wire.called("getWebhookInfo")) == 2)
    assert len(wire.called("setWebhook")) == 1


@pytest.mark.parametrize("failure", [(502, "Bad Gateway"), (429, "Too Many Requests", {"retry_after": 3})])
async def test_a_telegram_that_is_out_of_reach_at_the_start_is_waited_for(
    start, telegram, store, wire, clock, vitals, failure
):
    telegram.fail_next("setWebhook", *failure)
    await start()
    assert vitals.last_took_in is None
    await while_time_passes(store, clock, lambda: vitals.last_took_in)
    assert len(wire.called("setWebhook")) == 2


@pytest.mark.parametrize("method", ["setWebhook", "getWebhookInfo"])
async def test_a_token_that_telegram_refuses_ends_it(start, telegram, store, clock, method):
    telegram.fail_next(method, 401, "Unauthorized")
    _, task, _ = await start()
    await while_time_passes(store, clock, task.done)
    with pytest.raises(TokenRefused) as caught:
        await task
    assert TOKEN not in f"{caught.value!r}"


async def test_an_address_that_is_taken_is_a_problem_of_the_settings(start, web_hook):
    _, _, address = await start()
    listen = address.removeprefix("http://")
    second, _ = web_hook(listen=listen)
    with pytest.raises(SettingsError) as caught:
        await second.run()
    assert caught.value.problems == [
        f"WEBHOOK_LISTEN names {listen}, which is taken, or not this machine's, or not for this user; name another"
    ]


@pytest.mark.parametrize("replaced_by", ["", "https://example.org/other"])
async def test_it_looks_every_five_minutes_and_sets_a_lost_web_hook_again(
    start, telegram, store, wire, clock, capsys, replaced_by
):
    await start()
    await telegram.call("setWebhook", {"url": replaced_by})
    await while_time_passes(store, clock, lambda: len(wire.called("setWebhook")) == 2)
    assert 300 <= (clock.now() - NOW).total_seconds() <= 310
    assert (await telegram.call("getWebhookInfo", {}))[1]["result"]["url"] == URL
    assert capsys.readouterr().out.count("it is set again") == 1
    await while_time_passes(store, clock, lambda: len(wire.called("getWebhookInfo")) == 3)
    assert len(wire.called("setWebhook")) == 2


async def test_a_web_hook_that_is_still_set_counts_as_a_sign_of_life(start, store, wire, clock, vitals):
    await start()
    await while_time_passes(store, clock, lambda: wire.called("getWebhookInfo"))
    await until(store, lambda: vitals.last_took_in > NOW)


async def test_telegrams_trouble_with_posting_is_told_once(start, store, wire, clock, monkeypatch, stream):
    send, troubles = wire.send, [f"at /{TOKEN}", f"at /{TOKEN}", None, "timed out", "timed out"]

    async def with_trouble(url, parameters, files, **named):
        if not (url.endswith("getWebhookInfo") and troubles):
            return await send(url, parameters, files, **named)
        hook = {"url": URL} | ({} if (trouble := troubles.pop(0)) is None else {"last_error_message": trouble})
        return 200, json.dumps({"ok": True, "result": hook}).encode()

    monkeypatch.setattr(wire, "send", with_trouble)
    await start()
    await while_time_passes(store, clock, lambda: not troubles)
    assert stream.getvalue().count("had trouble posting") == 2
    assert stream.getvalue().count('trouble="at /[token]"') == 1
    assert stream.getvalue().count('trouble="timed out"') == 1
    assert TOKEN not in stream.getvalue()


async def test_while_it_stops_posts_are_sent_back_and_the_rest_waits_at_telegram(
    start, post_to, telegram, store, wire, taken, monkeypatch
):
    monkeypatch.setattr("bot.webhook.UNREGISTER_SECONDS", 0.3)
    hook, _, address = await start()
    telegram.say(ANN, "waiting")
    wire.hangs.add("getWebhookInfo")
    stopping = asyncio.create_task(hook.stop())
    await until(store, lambda: wire.called("getWebhookInfo"))
    status, retry_after, _ = await post_to(address, update(5))
    assert (status, retry_after, taken) == (503, "5", [])
    await stopping  # though Telegram doesn't answer
    assert len(telegram.unconfirmed()) == 1
    with pytest.raises(ClientConnectionError):
        await post_to(address, update(5))


async def test_somebody_elses_web_hook_is_left_alone(start, telegram, wire):
    hook, task, _ = await start()
    await end([task])
    await telegram.call("setWebhook", {"url": "https://example.org/other"})
    await hook.stop()
    assert wire.called("deleteWebhook") == []


async def test_what_was_never_started_has_nothing_to_remove(web_hook, wire):
    hook, _ = web_hook()
    await hook.stop()
    assert [name for name, _ in wire.calls] == ["getMe"]
