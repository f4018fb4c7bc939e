"""The measuring server posts updates as Telegram does: with the secret, a chat's in order, again when refused."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from bench import hook
from tests.bench.conftest import until


@asynccontextmanager
async def receiving(handle):
    """A bot's web hook that answers with `handle`; its address."""
    app = web.Application()
    app.router.add_post("/hook", handle)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    finally:
        await runner.cleanup()


async def test_a_whole_conversation_comes_by_web_hook(bot):
    secrets = []

    async def handle(request):
        update = await request.json()
        secrets.append(request.headers["X-Telegram-Bot-Api-Secret-Token"])
        if "message" in update:
            await bot.show(update["message"]["chat"]["id"], "q:one")
        else:
            query = update["callback_query"]
            await bot.show(query["from"]["id"], {"q:one": "q:two", "q:two": "q:three"}[query["data"]])
            await bot.call("answerCallbackQuery", callback_query_id=query["id"])
        return web.Response()

    async with receiving(handle) as url:
        bot.telegram.buyers.start(2)  # what waits when the web hook is set comes by it, too
        await bot.call("setWebhook", url=url, secret_token="s3cret")
        await until(lambda: bot.telegram.buyers.finished >= 3)
        assert (await bot.call("getWebhookInfo"))["result"]["url"] == url
        await bot.call("deleteWebhook")
    assert set(secrets) == {"s3cret"}
    assert bot.telegram.refused_posts == 0


async def test_a_method_in_the_answer_to_a_post_is_carried_out(bot):
    async def handle(request):
        update = await request.json()
        keyboard = {"inline_keyboard": [[{"text": "1", "callback_data": "q:one"}]]}
        if "message" in update:
            chat = update["message"]["chat"]["id"]
            return web.json_response({"method": "sendMessage", "chat_id": chat, "text": "?", "reply_markup": keyboard})
        return web.Response()

    async with receiving(handle) as url:
        await bot.call("setWebhook", url=url)
        bot.telegram.buyers.start(1)
        await until(lambda: bot.telegram.buyers.answered == 1)


@pytest.fixture
def posts():
    """(chat, update) of each post, as the bot got them."""
    return []


async def delivered(hook_, posts, count):
    await until(lambda: len(posts) == count)
    hook_.close()


async def test_of_one_chat_one_update_is_under_way_at_a_time(posts):
    release = asyncio.Event()

    async def handle(request):
        posts.append(await request.text())
        if posts[-1] == "a1":
            await release.wait()
        return web.Response()

    async with receiving(handle) as url:
        sender = hook.Hook(url, "", 4, 0.0, lambda *_: None)
        for chat, update in ((1, b"a1"), (1, b"a2"), (2, b"b1"), (3, b"c1")):
            sender.push(chat, update)
        await until(lambda: len(posts) == 3)
        assert sorted(posts) == ["a1", "b1", "c1"]
        release.set()
        await delivered(sender, posts, 4)
    assert posts[-1] == "a2"


async def test_no_more_connections_than_allowed_are_made(posts):
    release, open_posts, most = asyncio.Event(), 0, 0

    async def handle(request):
        nonlocal open_posts, most
        open_posts += 1
        most = max(most, open_posts)
        posts.append(await request.text())
        await release.wait()
        open_posts -= 1
        return web.Response()

    async with receiving(handle) as url:
        sender = hook.Hook(url, "", 2, 0.0, lambda *_: None)
        for chat in range(6):
            sender.push(chat, b"x")
        await until(lambda: len(posts) == 2)
        release.set()
        await delivered(sender, posts, 6)
    assert most == 2


async def test_a_refused_post_is_made_again_before_the_chats_next_one(posts, monkeypatch):
    monkeypatch.setattr(hook, "AGAIN_SECONDS", 0.001)

    async def handle(request):
        posts.append(await request.text())
        return web.Response(status=503 if len(posts) == 1 else 200)

    async with receiving(handle) as url:
        sender = hook.Hook(url, "", 4, 0.0, lambda *_: None)
        sender.push(1, b"a1")
        sender.push(1, b"a2")
        await delivered(sender, posts, 3)
    assert posts == ["a1", "a1", "a2"]
    assert sender.refused == 1


async def test_a_post_whose_connection_breaks_is_made_again(posts, monkeypatch):
    monkeypatch.setattr(hook, "AGAIN_SECONDS", 0.001)

    async def handle(request):
        posts.append(await request.text())
        if len(posts) == 1:
            request.transport.abort()
        return web.Response()

    async with receiving(handle) as url:
        sender = hook.Hook(url, "", 1, 0.0, lambda *_: None)
        sender.push(1, b"a1")
        await delivered(sender, posts, 2)
    assert posts == ["a1", "a1"]
