"""Kept connections for plain calls: a POST of JSON each, one at a time on a connection, answers read by httptools.

A call costs a quarter of the processor time that it costs by aiohttp (docs/speed.md), and a tap takes three. What is
rarer goes by aiohttp: files, proxies, other methods.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from functools import cached_property, lru_cache
from time import monotonic
from typing import NamedTuple, cast
from urllib.parse import urlsplit

import httptools
from aiohappyeyeballs import start_connection

from bot.time_limits import TimeLimits

KEPT_SECONDS = 15.0
"""How long an idle connection is trusted: a server that closes it just as a call is sent leaves the call's fate open."""
NEXT_ADDRESS_SECONDS = 0.25
MOST_BYTES = 64 * 1024 * 1024
"""Of an answer. A hundred updates are a hundredth of it."""


class NoConnection(ConnectionError):
    """There was none to be had: nothing was sent."""


class Broken(ConnectionError):
    """The connection ended, or spoke no HTTP, before the answer was whole."""


class Server(NamedTuple):
    """Whom a connection is with."""

    host: str
    port: int
    tls: bool


class Target(NamedTuple):
    """Where a call goes, and how its request begins."""

    server: Server
    head: bytes


class Connection(asyncio.Protocol):
    """One connection, and the answer that it waits for. It ends, and fails what waits for it, by `fail`."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._parser = httptools.HttpResponseParser(self)
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None
        self._parts: list[bytes] = []
        self._length = 0
        self._idle_since = monotonic()

    def may_serve(self, server: Server) -> bool:
        """Whether it may be used for a call to this server."""
        is_fresh = self._transport is not None and monotonic() - self._idle_since < KEPT_SECONDS
        return is_fresh and self._server == server

    def ask(self, request: bytes) -> asyncio.Future[tuple[int, bytes]]:
        """Send a whole request; the status and the body of the answer will follow. `let_go` has to."""
        if self._transport is None:
            raise NoConnection("the connection was closed")
        self._answer = self._loop.create_future()
        self._transport.write(request)
        return self._answer

    def let_go(self) -> None:
        """Nobody waits for an answer any more. Where it hasn't come it still may, so the connection is closed."""
        if self._answer is not None:
            self.close()
            self._answer = None
        self._idle_since = monotonic()

    def close(self) -> None:
        if self._transport is not None:
            self._transport.abort()
            self._transport = None

    def fail(self, error: OSError) -> None:
        """End it; whoever waits for an answer gets this error."""
        self.close()
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(error)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # asyncio's promise for a stream

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        self.fail(Broken("the connection ended before the answer"))

    def data_received(self, data: bytes) -> None:
        self._length += len(data)
        try:
            if self._answer is None or self._answer.done() or self._length > MOST_BYTES:
                raise Broken("the server says more than it was asked")
            self._parser.feed_data(data)
        except (httptools.HttpParserError, Broken):
            self.fail(Broken("the answer is no HTTP"))

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
            self._answer = None
        if not self._parser.should_keep_alive():
            self.close()


class Connections:
    """Connections, at most so many at a time, to the server that is talked to. `connect_timeout` in seconds, waiting for one
    that is free included; `tls` says whom to trust, the machine's authorities where it isn't given."""

    def __init__(
        self, connections: int, connect_timeout: float | None, user_agent: str, tls: ssl.SSLContext | None = None
    ) -> None:
        self._connect_timeout = connect_timeout
        self._user_agent = user_agent
        self._given_tls = tls
        self._idle: list[Connection] = []
        self._may_be_opened = connections
        self._changed = asyncio.Event()
        self._limits = TimeLimits[Connection](lambda connection: connection.fail(TimeoutError()))
        self._closed = False

    async def post(self, url: str, body: bytes, seconds: float | None) -> tuple[int, bytes]:
        """Post JSON; the status and the body of the answer. Raises `NoConnection` where nothing was sent, `Broken` or
        TimeoutError where nobody knows what became of it."""
        target = _target(url, self._user_agent)
        connection = self._kept(target.server) or await self._another(target.server)
        try:
            if seconds is not None:
                self._limits.begin(connection, seconds)
            return await connection.ask(b"%b%d\r\n\r\n%b" % (target.head, len(body), body))
        finally:
            self._limits.end(connection)
            connection.let_go()
            if self._closed:
                connection.close()
            self._idle.append(connection)
            self._changed.set()

    def close(self) -> None:
        """Close what is idle; a call under way keeps its connection until it is done, and no longer."""
        self._closed = True
        while self._idle:
            self._idle.pop().close()

    def _kept(self, server: Server) -> Connection | None:
        """The one that was used last, so that the others grow old where few are needed. What is of no use any more makes
        room for new ones."""
        while self._idle:
            connection = self._idle.pop()
            if connection.may_serve(server):
                return connection
            connection.close()
            self._may_be_opened += 1
        return None

    async def _another(self, server: Server) -> Connection:
        """A new one, or the first that is free in time."""
        try:
            async with asyncio.timeout(self._connect_timeout):
                while not self._may_be_opened:
                    self._changed.clear()
                    await self._changed.wait()
                    if connection := self._kept(server):
                        return connection
                return await self._opened(server)
        except (OSError, RuntimeError) as error:  # also what asyncio calls a timeout, and uvloop a socket in use
            raise NoConnection(type(error).__name__) from None

    async def _opened(self, server: Server) -> Connection:
        self._may_be_opened -= 1
        try:
            loop = asyncio.get_running_loop()
            found = await loop.getaddrinfo(server.host, server.port, type=socket.SOCK_STREAM)
            _, connection = await loop.create_connection(
                lambda: Connection(server),
                sock=await start_connection(found, happy_eyeballs_delay=NEXT_ADDRESS_SECONDS),
                ssl=self._tls if server.tls else None,
                server_hostname=server.host if server.tls else None,
            )
        except BaseException:
            self._may_be_opened += 1
            self._changed.set()
            raise
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
    return Target(Server(parts.hostname, port or (443 if tls else 80), tls), head.encode("ascii"))
