"""The pretend Telegram over HTTP."""

import asyncio
import json
from datetime import timedelta

import pytest
from aiohttp import ClientSession, FormData, web
from aiohttp.test_utils import TestServer

from bot.sandbox.telegram.http import routes, served
from bot.sandbox.telegram.server import PretendTelegram
from tests.sandbox.telegram.cast import ANA, TOKEN
from tests.sandbox.telegram.pictures import png
from tests.sandbox.telegram.waiting import until


@pytest.fixture
async def server(telegram):
    app = web.Application()
    app.add_routes(routes(telegram))
    async with TestServer(app) as made, ClientSession(made.make_url("/")) as session:
        yield session


HELLO = {"chat_id": ANA, "text": "Hello"}


@pytest.mark.parametrize(
    "sent",
    [
        {"json": HELLO},
        {"data": HELLO},
        {"params": HELLO},
        {"data": json.dumps(HELLO), "headers": {"Content-Type": "application/json; charset=utf-8"}},
    ],
    ids=["json", "form", "query", "json with charset"],
)
async def test_parameters_come_in_every_form(sent, server, telegram):
    async with server.post(f"/bot{TOKEN}/sendMessage", **sent) as answered:
        assert answered.content_type == "application/json"
        assert (await answered.json())["result"]["text"] == "Hello"
    assert telegram.history(ANA)[-1].text == "Hello"


async def test_get_works_as_well(server):
    async with server.get(f"/bot{TOKEN}/getMe") as answered:
        assert (await answered.json())["result"]["id"] == 42


async def test_a_large_file_is_uploaded_and_downloaded(server):
    data = png(640, 480, size=3 * 1024 * 1024)
    form = FormData({"chat_id": str(ANA), "document": "attach://part"})
    form.add_field("part", data, filename="a.png", content_type="image/png")
    async with server.post(f"/bot{TOKEN}/sendDocument", data=form) as answered:
        document = (await answered.json())["result"]["document"]
    assert (document["file_name"], document["mime_type"]) == ("a.png", "image/png")
    async with server.post(f"/bot{TOKEN}/getFile", json={"file_id": document["file_id"]}) as answered:
        path = (await answered.json())["result"]["file_path"]
    async with server.get(f"/file/bot{TOKEN}/{path}") as answered:
        assert await answered.read() == data


@pytest.mark.parametrize("path", [f"/file/bot{TOKEN}/documents/none.bin", "/file/bot42:other/photos/file_1.jpg"])
async def test_a_file_needs_its_path_and_the_token(path, server, telegram):
    telegram.send_photo(ANA, png(10, 10))
    async with server.get(path) as answered:
        assert answered.status == 404
        assert await answered.json() == {"ok": False, "error_code": 404, "description": "Not Found"}


@pytest.mark.parametrize("body", ["{", "[1]", "null", ""])
async def test_what_is_no_json_object_counts_as_no_parameters(body, server):
    headers = {"Content-Type": "application/json"}
    async with server.post(f"/bot{TOKEN}/sendMessage", data=body, headers=headers) as answered:
        assert (await answered.json())["description"] == "Bad Request: message text is empty"


@pytest.mark.parametrize(
    ("path", "status", "description"),
    [
        ("/bot42:other/getMe", 401, "Unauthorized"),
        ("/botnonsense/getMe", 404, "Not Found"),
        (f"/bot{TOKEN}/", 404, "Not Found"),
        (f"/bot{TOKEN}/sendPigeon", 404, "Not Found: method not found"),
    ],
)
async def test_a_wrong_address_is_refused(path, status, description, server):
    async with server.post(path) as answered:
        assert await answered.json() == {"ok": False, "error_code": status, "description": description}
        assert answered.status == status


async def test_a_429_says_in_a_header_when_to_come_back(clock):
    telegram = PretendTelegram(clock, token=TOKEN, limits=True)
    telegram.start(ANA)
    app = web.Application()
    app.add_routes(routes(telegram))
    async with TestServer(app) as made, ClientSession(made.make_url("/")) as session:
        for _ in range(3):
            await session.post(f"/bot{TOKEN}/sendMessage", json=HELLO)
        async with session.post(f"/bot{TOKEN}/sendMessage", json=HELLO) as answered:
            assert (answered.status, answered.headers["Retry-After"]) == (429, "1")
            assert (await answered.json())["parameters"] == {"retry_after": 1}


FIRST = 100_000_001


@pytest.fixture
async def poll(telegram):
    """`await poll(offset=…)`: status, and the ids of the updates or what was said instead."""
    async with served(telegram) as address, ClientSession() as session:

        async def polled(**parameters):
            async with session.post(f"{address}/bot{TOKEN}/getUpdates", json=parameters) as answered:
                body = await answered.json()
            return answered.status, body.get("description") or [update["update_id"] for update in body["result"]]

        yield polled


def long_poll(poll, **parameters):
    return asyncio.create_task(poll(offset=FIRST + 1, timeout=50, **parameters))


async def until_polled(telegram):
    """Until a long poll waits."""
    await until(lambda: telegram._updates._poll is not None)


async def test_offsets_confirm_over_http(telegram, poll):
    telegram.say(ANA, "one")
    telegram.say(ANA, "two")
    assert await poll() == (200, [FIRST, FIRST + 1, FIRST + 2])
    assert await poll(offset=FIRST + 1, limit=1) == (200, [FIRST + 1])
    assert await poll(offset=-1) == (200, [FIRST + 2])
    assert await poll(offset=FIRST + 3) == (200, [])
    assert telegram.unconfirmed() == []


async def test_a_long_poll_over_http_ends_with_the_next_update(telegram, poll):
    waiting = long_poll(poll)
    await until_polled(telegram)
    telegram.say(ANA, "at last")
    assert await waiting == (200, [FIRST + 1])


async def test_taps_are_forgotten_before_messages_over_http(telegram, clock, poll):
    telegram.tap(ANA, 1, "x", forged=True)
    clock.shift(timedelta(seconds=150))
    assert await poll() == (200, [FIRST])
    clock.shift(timedelta(hours=24))
    assert await poll() == (200, [])


async def test_the_older_of_two_polls_over_http_is_in_conflict(telegram, poll):
    older = long_poll(poll)
    await until_polled(telegram)
    newer = long_poll(poll)
    assert await older == (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )
    await until_polled(telegram)
    telegram.say(ANA, "to the newer")
    assert await newer == (200, [FIRST + 1])


async def test_a_poll_whose_client_is_gone_is_in_nobodys_way(telegram, poll):
    gone = long_poll(poll)
    await until_polled(telegram)
    gone.cancel()
    await until(lambda: telegram._updates._poll is None)
    telegram.say(ANA, "still here")
    assert await poll(offset=FIRST + 1, timeout=50) == (200, [FIRST + 1])


async def test_a_web_hook_and_polling_over_http_exclude_each_other(telegram, call, poll):
    waiting = long_poll(poll)
    await until_polled(telegram)
    await call("setWebhook", url="https://example.com/hook")
    assert await waiting == (409, "Conflict: terminated by setWebhook request")
    assert await poll() == (
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    )
