"""The pretend Telegram over HTTP."""

import json

import pytest
from aiohttp import ClientSession, FormData, web
from aiohttp.test_utils import TestServer

from bot.sandbox.telegram.http import routes
from bot.sandbox.telegram.server import PretendTelegram
from tests.sandbox.telegram.cast import ANA, TOKEN
from tests.sandbox.telegram.pictures import png


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
