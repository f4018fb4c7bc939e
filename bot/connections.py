"""Kept connections for plain calls: a POST of JSON each, one at a time on a connection, answers read by httptools.

A call costs a quarter of the processor time that it costs by aiohttp (docs/speed.md), and a tap takes three. What is
rarer goes by aiohttp: files, proxies, other methods.
"""

from __future__ import annotations

import asyncio
import ssl
from collections import defaultdict
from functools import cached_property, lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

import httptools

KEPT_SECONDS = 15.0
"""How long an idle connection is trusted: a server that closes it just as a call is sent leaves the call's fate open."""
NEXT_ADDRESS_SECONDS = 0.25
MOST_BYTES = 64 * 1024 * 1024
"""Of an answer. A hundred updates are a hundredth of it."""


class NoConnection(ConnectionError):
    """There was none to be had: nothing was sent."""


class Broken(ConnectionError):
    """The connection ended, or spoke no HTTP, before the answer was whole."""


class Target(NamedTuple):
    """Where a call goes, and how its request begins."""

    host: str
    port: int
    tls: bool
    head: bytes


class Connection(asyncio.Protocol):
    """One connection, and the answer that it waits for."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._parser = httptools.HttpResponseParser(self)
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None
        self._parts: list[bytes] = []
        self._length = 0
        self._idle_since = self._loop.time()

    @property
    def is_fresh(self) -> bool:
        """Whether it may be used for another call."""
        return self._transport is not None and self._loop.time() - self._idle_since < KEPT_SECONDS

    async def exchange(self, request: bytes, seconds: float | None) -> tuple[int, bytes]:
        """Send a whole request; the status and the body of the answer. Raises `Broken`, or TimeoutError after so many
        seconds. Whoever stops waiting has to close the connection: the answer may still come."""
        if self._transport is None:
            raise NoConnection("the connection was closed")
        self._answer = self._loop.create_future()
        self._transport.write(request)
        # asyncio.timeout would do the same for three times the price, and this is on the way of every call
        timer = None if seconds is None else self._loop.call_later(seconds, self._fail, TimeoutError())
        try:
            return await self._answer
        finally:
            if timer:
                timer.cancel()
            self._answer = None
            self._idle_since = self._loop.time()

    def close(self) -> None:
        if self._transport is not None:
            self._transport.abort()
            self._transport = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - asyncio's promise for a stream  # nosec B101
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        self._transport = None
        self._fail(Broken("the connection ended before the answer"))

    def data_received(self, data: bytes) -> None:
        self._length += len(data)
        try:
            if self._answer is None or self._answer.done() or self._length > MOST_BYTES:
                raise Broken("the server says more than it was asked")
            self._parser.feed_data(data)
        except (httptools.HttpParserError, Broken):
            self._break_off()

    def on_body(self, body: bytes) -> None:
        """For the parser: a part of the body."""
        self._parts.append(body)

    def on_message_complete(self) -> None:
        """For the parser: the answer is whole, unless it is a preliminary one (100 Continue)."""
        status, body = self._parser.get_status_code(), b"".join(self._parts)
        self._parts.clear()
        if status < 200:
            return
        self._length = 0
        if self._answer is not None and not self._answer.done():
            self._answer.set_result((status, body))
        if not self._parser.should_keep_alive():
            self.close()

    def _break_off(self) -> None:
        self.close()
        self._fail(Broken("the answer is no HTTP"))

    def _fail(self, error: OSError) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(error)


class Connections:
    """Connections to whatever servers, at most so many at a time. `connect_timeout` in seconds, waiting for one that is
    free included; `tls` says whom to trust, the machine's authorities where it isn't given."""

    def __init__(
        self, connections: int, connect_timeout: float | None, user_agent: str, tls: ssl.SSLContext | None = None
    ) -> None:
        self._room = asyncio.Semaphore(connections)
        self._connect_timeout = connect_timeout
        self._user_agent = user_agent
        self._given_tls = tls
        self._idle: defaultdict[tuple[str, int, bool], list[Connection]] = defaultdict(list)
        self._closed = False

    async def post(self, url: str, body: bytes, seconds: float | None) -> tuple[int, bytes]:
        """Post JSON; the status and the body of the answer. Raises `NoConnection` where nothing was sent, `Broken` or
        TimeoutError where nobody knows what became of it."""
        target = _target(url, self._user_agent)
        connection = await self._taken(target)
        try:
            answer = await connection.exchange(b"%b%d\r\n\r\n%b" % (target.head, len(body), body), seconds)
        except BaseException:
            connection.close()
            raise
        finally:
            self._room.release()
        if self._closed:
            connection.close()
        else:
            self._idle[target[:3]].append(connection)
        return answer

    def close(self) -> None:
        """Close what is idle; a call under way keeps its connection until it is done, and no longer."""
        self._closed = True
        for kept in self._idle.values():
            while kept:
                kept.pop().close()

    async def _taken(self, target: Target) -> Connection:
        """A connection, with its place in the room."""
        if not self._room.locked() and (connection := self._kept(target)):
            await self._room.acquire()  # at once, since there is room
            return connection
        try:
            async with asyncio.timeout(self._connect_timeout):
                await self._room.acquire()
                try:
                    return self._kept(target) or await self._opened(target)
                except BaseException:
                    self._room.release()
                    raise
        except OSError as error:  # also what asyncio calls a timeout
            raise NoConnection(type(error).__name__) from None

    def _kept(self, target: Target) -> Connection | None:
        """The connection that was used last, so that the others grow old where few are needed."""
        kept = self._idle[target[:3]]
        while kept:
            connection = kept.pop()
            if connection.is_fresh:
                return connection
            connection.close()
        return None

    async def _opened(self, target: Target) -> Connection:
        loop = asyncio.get_running_loop()
        tls = self._tls if target.tls else None
        _, connection = await loop.create_connection(
            Connection, target.host, target.port, ssl=tls, happy_eyeballs_delay=NEXT_ADDRESS_SECONDS
        )
        return connection

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return self._given_tls or ssl.create_default_context()


@lru_cache(maxsize=256)
def _target(url: str, user_agent: str) -> Target:
    """What an address means. Raises `NoConnection` where it is none."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise NoConnection("no address") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname or not url.isascii():
        raise NoConnection("no address")
    head = (
        f"POST {parts.path or '/'} HTTP/1.1\r\nHost: {parts.netloc.rpartition('@')[2]}\r\nUser-Agent: {user_agent}\r\n"
        "Accept: application/json\r\nContent-Type: application/json\r\nContent-Length: "
    )
    tls = parts.scheme == "https"
    return Target(parts.hostname, port or (443 if tls else 80), tls, head.encode("ascii"))
