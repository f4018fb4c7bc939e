"""The web hook takes in what Telegram alone posts, and answers 200 only for what is stored."""

import asyncio
import json
from types import SimpleNamespace

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port
from telegram import Bot

from bot.inbox import Inbox
from bot.logs import set_up_logging
from bot.sandbox.telegram.server import PretendTelegram
from bot.store import StoreUnavailable
from bot.tasks import end
from bot.webhook import SECRET_HEADER, Endpoint, WebHook
from tests.bot.runtime.conftest import NOW
from tests.bot.runtime.webhook.hooked import ANN, JSON, SECRET, update, while_time_passes
from tests.bot.runtime.wire import TOKEN, Wire, into, until

WRONG = "wrong-and_Improper-1"


def ids(taken):
    return [raw.update_id for raw in taken]


def nested(depth):
    return b'{"update_id":1,"message":' + b"[" * depth + b"]" * depth + b"}"


ACCEPTED = (200, None, b"")


async def test_what_is_accepted_is_stored_and_handed_on(post, store, taken, vitals, metrics):
    vitals.last_took_in = None
    assert await post(update(5)) == ACCEPTED
    assert [(raw.update_id, raw.chat_id, raw.sender_id) for raw in taken] == [(5, ANN, ANN)]
    assert json.loads(taken[0].raw) == update(5)
    assert await store.write(lambda tx: tx.pending_updates()) == taken
    assert vitals.last_took_in == NOW
    assert metrics.registry.get_sample_value("dispute_guide_updates_in_total") == 1


async def test_it_answers_only_once_the_update_is_stored(post, store, taken, monkeypatch):
    write, may_commit = store.write, asyncio.Event()

    async def slow(job, **_how):
        await may_commit.wait()
        return await write(job, **_how)

    monkeypatch.setattr(store, "write", slow)
    posting = asyncio.create_task(post(update(5)))
    done, _ = await asyncio.wait([posting], timeout=0.2)
    assert (done, taken) == (set(), [])
    may_commit.set()
    assert await posting == ACCEPTED


@pytest.mark.parametrize("secret", [None, "", WRONG, SECRET + "x", SECRET[:-1], "ümläut", "right-and_Proper-1, x"])
async def test_nobody_but_telegram_is_listened_to(post, taken, stream, secret):
    set_up_logging("DEBUG", stream)
    status, _, body = await post(update(5), secret=secret)
    assert (status, taken) == (403, [])
    assert "without the right secret" in stream.getvalue()
    for word in (SECRET, WRONG):
        assert word not in stream.getvalue()
        assert word not in body.decode()


async def test_strangers_do_not_fill_the_log(post, capsys):
    for _ in range(20):
        assert (await post(update(5), secret=WRONG))[0] == 403
    assert capsys.readouterr().out.count("without the right secret") == 1


@pytest.mark.parametrize("media_type", [JSON, "application/json; charset=utf-8", "Application/JSON;charset=UTF-8"])
async def test_json_is_taken_with_and_without_a_charset(post, media_type):
    assert await post(update(5), media_type=media_type) == ACCEPTED


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", "application/jsonp"])
async def test_other_media_types_are_refused(post, taken, media_type):
    assert (await post(update(5), media_type=media_type))[0] == 415
    assert taken == []


@pytest.mark.parametrize("method", ["GET", "PUT", "HEAD", "DELETE"])
async def test_only_posts_are_taken(post, taken, method):
    assert (await post(update(5), method=method))[0] == 405
    assert taken == []


@pytest.mark.parametrize("path", ["/", "/hook/", "/hooks", "/hook/x", "/HOOK", "/.env"])
async def test_there_is_nothing_at_other_paths(post, taken, path):
    assert (await post(update(5), path=path))[0] == 404
    assert taken == []


async def test_a_body_of_a_megabyte_is_taken_and_none_above(post, taken):
    room = 1024**2 - len(json.dumps(update(5, "")))
    assert (await post(update(5, "x" * room)))[0] == 200
    assert (await post(update(6, "x" * (room + 1))))[0] == 413
    assert (await post(update(7, "x" * 2 * 1024**2)))[0] == 413
    assert ids(taken) == [5]


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"\xff\xfe", b"null", b"[]", b'"text"', b"7", b"{}", b'{"update_id":"7"}', b'{"update_id":true}',
        b'{"message":{"text":"hello"}}', b'{"update_id":9223372036854775808}', b'{"update_id":' + b"9" * 5000 + b"}",
        nested(1_000), nested(100_000),
    ],
)  # fmt: skip
async def test_what_holds_no_update_is_refused_and_the_next_is_taken(post, taken, body):
    assert (await post(body))[0] == 400
    assert await post(update(5)) == ACCEPTED
    assert ids(taken) == [5]


async def test_while_the_storage_refuses_telegram_keeps_its_updates_and_each_is_handled_once(
    post, store, taken, monkeypatch, capsys
):
    write = store.write

    async def full(_job, **_how):
        raise StoreUnavailable("database or disk is full")

    monkeypatch.setattr(store, "write", full)
    for _ in range(3):
        status, retry_after, _ = await post(update(5))
        assert (status, retry_after, taken) == (503, "5", [])
    assert capsys.readouterr().out.count("the storage refuses") == 1
    monkeypatch.setattr(store, "write", write)
    assert await post(update(5)) == ACCEPTED
    assert await post(update(5)) == ACCEPTED
    assert ids(taken) == [5]


async def test_an_update_posted_again_is_accepted_again_and_handed_on_once(post, taken, metrics):
    for _ in range(3):
        assert await post(update(5)) == ACCEPTED
    assert await asyncio.gather(*(post(update(6)) for _ in range(5))) == [ACCEPTED] * 5
    assert ids(taken) == [5, 6]
    assert metrics.registry.get_sample_value("dispute_guide_updates_in_total") == 2


async def test_updates_posted_at_once_are_handed_on_in_the_order_in_which_they_were_stored(post, store, taken):
    assert await asyncio.gather(*(post(update(number)) for number in range(100, 180))) == [ACCEPTED] * 80
    assert sorted(ids(taken)) == list(range(100, 180))
    assert await store.write(lambda tx: tx.pending_updates()) == taken


async def test_a_body_that_does_not_come_is_not_waited_for(store, clock, taken, vitals, metrics):
    endpoint = Endpoint(
        Inbox(store, clock), clock, into(taken), SECRET, vitals=vitals, metrics=metrics, body_seconds=0.05
    )
    app = web.Application()
    app.router.add_post("/hook", endpoint.receive)
    async with TestServer(app) as server:
        reader, writer = await asyncio.open_connection(server.host, server.port)
        head = f"POST /hook HTTP/1.1\r\nHost: x\r\nContent-Type: {JSON}\r\n{SECRET_HEADER}: {SECRET}\r\n"
        writer.write(f'{head}Content-Length: 500\r\n\r\n{{"update_id":5,'.encode())
        status_line = await asyncio.wait_for(reader.readline(), 5)
        writer.close()
    assert status_line.split()[1] == b"408"
    assert taken == []


@pytest.mark.parametrize(
    "beginning",
    [
        b"",
        b"POST /hook HTTP/1.1\r\nHost: x\r\nX-Slow: ",
        b"POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{",
    ],
)
async def test_who_never_finishes_a_request_is_cut_off(start, monkeypatch, beginning):
    monkeypatch.setattr("bot.webhook.IDLE_SECONDS", 0.1)
    monkeypatch.setattr("bot.webhook.LINGER_SECONDS", 0.1)
    _, _, address = await start()
    reader, writer = await asyncio.open_connection(*address.removeprefix("http://").split(":"))
    writer.write(beginning)
    assert (await asyncio.wait_for(reader.read(), 5))[:12] in (b"", b"HTTP/1.1 403")
    writer.close()


async def test_headers_of_a_megabyte_are_refused(post):
    _, _, body = await post(update(5), secret=SECRET + "x" * 8000)
    assert body == b"403: Forbidden"
    assert (await post(update(5), secret="x" * 1024**2))[0] == 400
    assert await post(update(5)) == ACCEPTED


async def test_what_telegram_delivers_arrives_once_and_in_order_although_the_storage_refuses_for_a_while(
    store, clock, taken, vitals, metrics, monkeypatch
):
    telegram = PretendTelegram(clock, token=TOKEN, plain_webhooks=True)
    refusals, write = [StoreUnavailable("full")] * 3, store.write

    async def moody(job, **_how):
        if refusals:
            raise refusals.pop()
        return await write(job, **_how)

    listen = f"127.0.0.1:{unused_port()}"
    async with Bot(TOKEN, request=Wire(telegram), get_updates_request=Wire(telegram)) as bot, telegram.delivery:
        hook = WebHook(
            bot, Inbox(store, clock), clock, into(taken),
            url=f"http://{listen}/hook", secret=SECRET, listen=listen, vitals=vitals, metrics=metrics,
        )  # fmt: skip
        task = asyncio.create_task(hook.run())
        await until(store, lambda: vitals.last_took_in)
        monkeypatch.setattr(store, "write", moody)
        for number in range(20):
            telegram.say(ANN, str(number))
        await while_time_passes(SimpleNamespace(write=write), clock, lambda: not telegram.unconfirmed())
        await end([task])
        await hook.stop()
    assert [json.loads(raw.raw)["message"]["text"] for raw in taken] == [str(number) for number in range(20)]
    assert refusals == []
