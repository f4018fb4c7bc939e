"""Kept connections, against a server that says exactly what a test wants it to say."""

import asyncio
import ssl
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from bot import connections
from bot.connections import Broken, Connections, NoConnection
from bot.tasks import end

LOOPBACK = Path(__file__).parent / "loopback.pem"
"""A key and a certificate for 127.0.0.1 that nobody but this test trusts."""

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n" + b'{"ok":true}'


class Server:
    """Answers the n-th request of the n-th connection as told: bytes, or None for silence."""

    def __init__(self, *answers, closes=False):
        self.answers = list(answers)
        self.closes = closes
        self.requests = []
        self.asked = asyncio.Event()
        self.left = asyncio.Event()
        self.met = 0
        self.talks = set()

    async def talk(self, reader, writer):
        self.met += 1
        self.talks.add(asyncio.current_task())
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.partition(b"Content-Length: ")[2])
                self.requests.append((head, await reader.readexactly(length)))
                self.asked.set()
                answer = self.answers.pop(0) if self.answers else ANSWER
                if answer is None:
                    await reader.read()
                    break
                writer.write(answer)
                await writer.drain()
                if self.closes:
                    break
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            self.left.set()
            writer.close()


@asynccontextmanager
async def serving(server, tls=None):
    listening = await asyncio.start_server(server.talk, "127.0.0.1", 0, ssl=tls)
    scheme, port = "https" if tls else "http", listening.sockets[0].getsockname()[1]
    try:
        yield f"{scheme}://127.0.0.1:{port}/bot1:x/getMe"
    finally:
        listening.close()
        await end(server.talks)


@pytest.fixture
async def ours():
    made = []

    def make(most=5, connect=5.0, tls=None):
        made.append(Connections(most, connect, "a bot", tls))
        return made[-1]

    yield make
    for each in made:
        each.close()


async def test_a_call_is_a_post_of_json_and_its_connection_is_kept(ours):
    server, mine = Server(), ours()
    async with serving(server) as url:
        assert await mine.post(url, b'{"a":1}', 5) == (200, b'{"ok":true}')
        assert await mine.post(url, b"{}", 5) == (200, b'{"ok":true}')
    assert server.met == 1
    head, body = server.requests[0]
    assert head.startswith(b"POST /bot1:x/getMe HTTP/1.1\r\nHost: 127.0.0.1:")
    assert b"\r\nUser-Agent: a bot\r\n" in head
    assert b"\r\nContent-Type: application/json\r\n" in head
    assert body == b'{"a":1}'


@pytest.mark.parametrize(
    ("answer", "read"),
    [
        (b"HTTP/1.1 429 Too Many Requests\r\nContent-Length: 2\r\n\r\n{}", (429, b"{}")),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{\"o\r\n8\r\nk\":true}\r\n0\r\n\r\n", (200, b'{"ok":true}')),
        (b"HTTP/1.1 100 Continue\r\n\r\n" + ANSWER, (200, b'{"ok":true}')),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", (200, b"")),
    ],
)  # fmt: skip
async def test_answers_of_every_shape_are_read(ours, answer, read):
    async with serving(Server(answer)) as url:
        mine = ours()
        assert await mine.post(url, b"{}", 5) == read
        assert await mine.post(url, b"{}", 5) == (200, b'{"ok":true}')


@pytest.mark.parametrize(
    "answer",
    [
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        ANSWER + b"HTTP/1.1 999999 \r\n\r\n",
    ],
)
async def test_what_is_no_http_breaks_the_call_or_at_least_the_connection(ours, answer):
    server, mine = Server(answer), ours()
    async with serving(server) as url:
        with suppress(Broken):
            assert await mine.post(url, b"{}", 5) == (200, b'{"ok":true}')
        assert await mine.post(url, b"{}", 5) == (200, b'{"ok":true}')
    assert server.met == 2


async def test_an_answer_that_breaks_off_is_no_answer(ours):
    async with serving(Server(ANSWER[:-3], closes=True)) as url:
        with pytest.raises(Broken):
            await ours().post(url, b"{}", 5)


async def test_a_connection_that_the_server_ends_is_not_used_again(ours):
    closing = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}"
    server, mine = Server(closing), ours()
    async with serving(server) as url:
        assert await mine.post(url, b"{}", 5) == (200, b"{}")
        assert await mine.post(url, b"{}", 5) == (200, b'{"ok":true}')
    assert server.met == 2


async def test_a_connection_that_was_idle_for_long_is_not_trusted(ours, monkeypatch):
    server, mine = Server(), ours()
    async with serving(server) as url:
        await mine.post(url, b"{}", 5)
        monkeypatch.setattr(connections, "KEPT_SECONDS", 0.0)
        await mine.post(url, b"{}", 5)
    assert server.met == 2


async def test_who_waits_too_long_gives_up_and_so_does_the_connection(ours):
    server, mine = Server(None), ours()
    async with serving(server) as url:
        with pytest.raises(TimeoutError):
            await mine.post(url, b"{}", 0.05)
        assert await mine.post(url, b"{}", 5) == (200, b'{"ok":true}')
    assert server.met == 2


async def test_an_answer_to_somebody_who_left_is_never_taken_for_the_next_ones(ours):
    server, mine = Server(None), ours()
    async with serving(server) as url:
        leaving = asyncio.create_task(mine.post(url, b"first", 5))
        await server.asked.wait()
        leaving.cancel()
        with pytest.raises(asyncio.CancelledError):
            await leaving
        assert await mine.post(url, b"second", 5) == (200, b'{"ok":true}')
    assert server.met == 2


async def test_closed_while_a_call_is_under_way_it_lets_it_finish_and_keeps_nothing(ours):
    server, mine = Server(), ours()
    async with serving(server) as url:
        under_way = asyncio.create_task(mine.post(url, b"{}", 5))
        await server.asked.wait()
        mine.close()
        async with asyncio.timeout(5):
            assert await under_way == (200, b'{"ok":true}')
            await server.left.wait()


async def test_no_more_connections_than_allowed_and_who_finds_none_has_sent_nothing(ours):
    server, mine = Server(None), ours(most=1, connect=0.05)
    async with serving(server) as url:
        first = asyncio.create_task(mine.post(url, b"first", 5))
        await server.asked.wait()
        with pytest.raises(NoConnection):
            await mine.post(url, b"second", 5)
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
        assert await mine.post(url, b"third", 5) == (200, b'{"ok":true}')
    assert [body for _, body in server.requests] == [b"first", b"third"]


async def test_an_answer_without_end_is_broken_off(ours, monkeypatch):
    monkeypatch.setattr(connections, "MOST_BYTES", 1000)
    async with serving(Server(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + b"x" * 4000)) as url:
        with pytest.raises(Broken):
            await ours().post(url, b"{}", 5)


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/x", "http:///x", "http://127.0.0.1:99999/x", "http://[bad/x", "http://müller.example/x"])  # fmt: skip
async def test_what_is_no_address_sends_nothing(ours, url):
    with pytest.raises(NoConnection):
        await ours().post(url, b"{}", 5)


async def test_a_socket_that_the_loop_takes_for_its_own_is_no_connection_and_its_place_is_free_again(ours, monkeypatch):
    async def in_use(*_args, **_how):
        raise RuntimeError("File descriptor 7 is used by transport")

    mine, start = ours(most=1), connections.start_connection
    async with serving(Server()) as url:
        monkeypatch.setattr(connections, "start_connection", in_use)
        with pytest.raises(NoConnection):
            await mine.post(url, b"{}", 5)
        monkeypatch.setattr(connections, "start_connection", start)
        assert await mine.post(url, b"{}", 5) == (200, b'{"ok":true}')


async def test_a_certificate_that_nobody_vouches_for_is_refused(ours):
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(LOOPBACK)
    server = Server()
    async with serving(server, tls) as url:
        with pytest.raises(NoConnection):
            await ours().post(url, b"{}", 5)
        assert server.requests == []
        trusting = ours(tls=ssl.create_default_context(cafile=LOOPBACK))
        assert await trusting.post(url, b"{}", 5) == (200, b'{"ok":true}')
