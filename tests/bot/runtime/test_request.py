"""The HTTP client: what was not sent is told apart from what nobody knows, and nothing secret gets into an error."""

import asyncio
import logging

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from telegram import Bot, InputFile
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import RequestData

from bot.request import HttpRequest, NotSent, Unanswered
from tests.bot.runtime.wire import TOKEN

SECRET = "Elm Street 12"

pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBUserWarning")


@pytest.fixture
async def request_():
    request = HttpRequest(connections=1, connect_timeout=1, write_timeout=0.1)
    await request.initialize()
    yield request
    await request.shutdown()


@pytest.fixture
async def serve():
    """Start a server that answers every request with a handler; returns the address of a method of a bot."""
    servers = []

    async def start(handler):
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", handler)
        server = TestServer(app)
        servers.append(server)
        await server.start_server()
        return str(server.make_url(f"/bot{TOKEN}/sendMessage"))

    yield start
    for server in servers:
        await server.close()


def answering(status, body, content_type="application/json"):
    async def handler(_request):
        return web.Response(status=status, text=body, content_type=content_type)

    return handler


def bot_at(url, request):
    return Bot(TOKEN, base_url=url.partition(TOKEN)[0], request=request, get_updates_request=request)


async def test_parameters_arrive_as_a_form(serve, request_):
    seen = {}

    async def handler(request):
        seen.update(await request.post())
        return web.json_response({"ok": True, "result": True})

    bot = bot_at(await serve(handler), request_)
    assert await bot.do_api_request("setThing", api_kwargs={"text": "ναί & 🙂", "list": ["a"], "yes": True}) is True
    assert seen == {"text": "ναί & 🙂", "list": '["a"]', "yes": "true"}


async def test_files_arrive_with_their_names_and_kinds(serve, request_):
    seen = {}

    async def handler(request):
        form = await request.post()
        file = form["document"]
        seen.update(name=file.filename, kind=file.content_type, bytes=file.file.read(), chat=form["chat_id"])
        return web.json_response({"ok": True, "result": True})

    bot = bot_at(await serve(handler), request_)
    document = InputFile(b"\x89PNG", filename="proof of post.png")
    await bot.do_api_request("sendDocument", api_kwargs={"chat_id": 7, "document": document})
    assert seen == {"name": "proof of post.png", "kind": "image/png", "bytes": b"\x89PNG", "chat": "7"}


async def test_half_a_surrogate_pair_does_not_stop_a_text(serve, request_):
    seen = {}

    async def handler(request):
        seen.update(await request.post())
        return web.json_response({"ok": True, "result": True})

    bot = bot_at(await serve(handler), request_)
    await bot.do_api_request("setThing", api_kwargs={"text": "broken \ud83d emoji"})
    assert seen == {"text": "broken ? emoji"}


async def test_where_there_is_a_proxy_plain_calls_go_by_it_too(serve):
    seen = {}

    async def handler(request):
        seen.update(await request.post(), asked_for=str(request.url))
        return web.json_response({"ok": True, "result": True})

    proxy = (await serve(handler)).partition("/bot")[0]
    request = HttpRequest(proxy=proxy)
    await request.initialize()
    status, _ = await request.send("http://telegram.invalid/bot1/sendMessage", {"chat_id": 7, "text": "hi & ho"}, {})
    await request.shutdown()
    assert status == 200
    assert seen == {"chat_id": "7", "text": "hi & ho", "asked_for": "http://telegram.invalid/bot1/sendMessage"}


async def test_a_file_is_fetched(serve, request_):
    assert await request_.retrieve(await serve(answering(200, "bytes", "text/plain"))) == b"bytes"


async def test_a_redirect_is_not_followed(serve, request_):
    async def handler(_request):
        raise web.HTTPFound("https://example.org/elsewhere")

    with pytest.raises(NetworkError):
        await request_.post(await serve(handler))


async def test_a_refused_connection_was_not_sent(unused_tcp_port, request_):
    with pytest.raises(NotSent):
        await request_.post(f"http://127.0.0.1:{unused_tcp_port}/bot{TOKEN}/sendMessage")


async def test_a_name_nobody_knows_was_not_sent(request_):
    with pytest.raises(NotSent):
        await request_.post(f"http://nowhere.invalid/bot{TOKEN}/sendMessage")


async def test_a_request_that_found_no_free_connection_was_not_sent(serve, request_):
    reached, done = asyncio.Event(), asyncio.Event()

    async def handler(_request):
        reached.set()
        await done.wait()
        return web.json_response({"ok": True, "result": True})

    url = await serve(handler)
    first = asyncio.create_task(request_.post(url))
    await asyncio.wait_for(reached.wait(), 20)
    with pytest.raises(NotSent):
        await request_.post(url, connect_timeout=0.05)
    done.set()
    assert await first is True


async def test_no_answer_in_time_leaves_it_open(serve, request_):
    async def handler(_request):
        await asyncio.Event().wait()

    with pytest.raises(TimedOut) as caught:
        await request_.post(await serve(handler), read_timeout=0.05)
    assert not isinstance(caught.value, NotSent)


async def test_a_connection_that_breaks_after_sending_leaves_it_open(serve, request_):
    async def handler(request):
        await request.read()
        request.transport.abort()
        return web.Response()

    with pytest.raises(Unanswered):
        await request_.post(await serve(handler))


async def test_an_answer_that_breaks_off_leaves_it_open(serve, request_):
    async def handler(request):
        response = web.StreamResponse(headers={"Content-Length": "1000"})
        await response.prepare(request)
        await response.write(b'{"ok": true, ')
        request.transport.abort()
        return response

    with pytest.raises(Unanswered):
        await request_.post(await serve(handler))


@pytest.mark.parametrize(
    ("status", "body", "error", "message"),
    [
        (400, '{"ok":false,"description":"Bad Request: chat not found"}', BadRequest, "Chat not found"),
        (401, '{"ok":false,"description":"Unauthorized"}', InvalidToken, "Unauthorized"),
        (403, '{"ok":false,"description":"Forbidden: bot was blocked by the user"}', Forbidden, "Forbidden: bot was blocked by the user"),
        (404, '{"ok":false,"description":"Not Found"}', InvalidToken, "Not Found"),
        (409, '{"ok":false,"description":"Conflict: terminated"}', Conflict, "Conflict: terminated"),
        (413, "too big", NetworkError, "Request Entity Too Large (413)"),
        (500, '{"ok":false,"description":"Internal Server Error"}', NetworkError, "Internal Server Error"),
        (502, f"<html>{SECRET}</html>", NetworkError, "Bad Gateway (502)"),
        (502, "[" * 100_000, NetworkError, "Bad Gateway (502)"),
        (503, f'"{SECRET}"', NetworkError, "Service Unavailable (503)"),
        (200, '{"ok": tru', TelegramError, "the answer is not JSON"),
        (200, "[" * 100_000, TelegramError, "the answer is not JSON"),
        (200, f'"{SECRET}"', TelegramError, "the answer is not a JSON object"),
    ],
)  # fmt: skip
async def test_what_the_server_says_becomes_an_error_without_its_body(
    serve, request_, caplog, status, body, error, message
):
    caplog.set_level(logging.DEBUG)
    with pytest.raises(error) as caught:
        await request_.post(await serve(answering(status, body)))
    assert type(caught.value) is error
    assert str(caught.value) == message
    assert SECRET not in caplog.text


async def test_a_flood_limit_says_how_long_to_wait(serve, request_):
    body = '{"ok":false,"description":"Too Many Requests: retry after 7","parameters":{"retry_after":7}}'
    with pytest.raises(RetryAfter) as caught:
        await request_.post(await serve(answering(429, body)))
    assert caught.value.retry_after == 7


async def test_the_token_is_in_no_error(unused_tcp_port, serve, request_):
    async def hang(_request):
        await asyncio.Event().wait()

    urls = [
        f"http://127.0.0.1:{unused_tcp_port}/bot{TOKEN}/x",
        f"http://[bad/bot{TOKEN}/x",
        f"http://nowhere.invalid/bot{TOKEN}/x",
    ]
    urls += [await serve(answering(502, TOKEN)), await serve(answering(200, TOKEN)), await serve(hang)]
    for url in urls:
        with pytest.raises(TelegramError) as caught:
            await request_.post(url, read_timeout=0.05)
        assert TOKEN not in f"{caught.value!r} {caught.value.__cause__!r}"


async def test_it_can_be_shut_down_twice_and_used_again_after_a_new_start(serve):
    request = HttpRequest()
    await request.shutdown()
    for _ in range(2):
        await request.initialize()
        assert await request.post(await serve(answering(200, '{"ok":true,"result":1}'))) == 1
        await request.shutdown()
        await request.shutdown()


async def test_it_says_when_it_was_not_started():
    with pytest.raises(NetworkError, match="not initialized"):
        await HttpRequest().post("http://127.0.0.1/", RequestData())


def test_its_read_timeout_is_the_one_given():
    assert HttpRequest(read_timeout=3).read_timeout == 3
