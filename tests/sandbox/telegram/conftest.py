"""A pretend Telegram with a few chats, and ways to call it."""

import json
from datetime import UTC, datetime

import pytest
from aiohttp import ClientSession, FormData, web
from aiohttp.test_utils import TestServer
from telegram import InputFile
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from bot.clock import SettableClock
from bot.sandbox.telegram.http import routes
from bot.sandbox.telegram.request import InProcessRequest
from bot.sandbox.telegram.server import PretendTelegram
from tests.sandbox.telegram.cast import ANA, TOKEN


@pytest.fixture
def clock():
    return SettableClock(datetime(2026, 11, 22, 9, 0, tzinfo=UTC))


@pytest.fixture
def telegram(clock):
    """Ana (7) pressed Start."""
    made = PretendTelegram(clock, token=TOKEN)
    made.person(ANA, "Ana", "es")
    made.start(ANA)
    return made


@pytest.fixture
def call(telegram):
    """`await call("sendMessage", chat_id=7, text="…")`: the result; fails the test where Telegram refuses."""

    async def called(method, files=None, **parameters):
        status, body = await telegram.call(method, parameters, files)
        assert (status, body["ok"]) == (200, True), body
        return body["result"]

    return called


@pytest.fixture
def last(call):
    """The newest update, without its id."""

    async def newest():
        update = (await call("getUpdates"))[-1]
        return {key: value for key, value in update.items() if key != "update_id"}

    return newest


@pytest.fixture
def refusal(telegram):
    """`await refusal("sendMessage", …)`: (status, description)."""

    async def refused(method, files=None, **parameters):
        status, body = await telegram.call(method, parameters, files)
        assert body["ok"] is False, body
        assert body["error_code"] == status
        return status, body["description"]

    return refused


@pytest.fixture(params=["in process", "http"])
async def adapter(request):
    """`adapter(telegram)` gives `post(method, parameters, files)` -> (status, body), through each adapter."""
    if request.param == "in process":
        yield in_process
        return
    async with ClientSession() as session:
        servers = []

        async def over_http(telegram):
            app = web.Application()
            app.add_routes(routes(telegram))
            server = TestServer(app)
            servers.append(server)
            await server.start_server()
            return lambda method, parameters, files=None: http_post(session, server, method, parameters, files)

        yield over_http
        for server in servers:
            await server.close()


async def in_process(telegram):
    network = InProcessRequest(telegram)

    async def post(method, parameters, files=None):
        given = [RequestParameter.from_input(name, value) for name, value in parameters.items()]
        sent = [RequestParameter.from_input(name, InputFile(data, name)) for name, data in (files or {}).items()]
        status, body = await network.do_request(
            f"https://api.telegram.org/bot{TOKEN}/{method}", "POST", RequestData(given + sent), BaseRequest.DEFAULT_NONE
        )
        return status, json.loads(body)

    return post


async def http_post(session, server, method, parameters, files):
    form = FormData()
    for name, value in parameters.items():
        form.add_field(name, value if isinstance(value, str) else json.dumps(value))
    for name, data in (files or {}).items():
        form.add_field(name, data, filename=name)
    async with session.post(server.make_url(f"/bot{TOKEN}/{method}"), data=form) as answered:
        return answered.status, await answered.json()
