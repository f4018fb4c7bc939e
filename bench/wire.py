"""A lean HTTP/1.1 server: keep-alive, one request after the other on a connection, and answers that may come late."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass

STATUS = {200: "OK", 400: "Bad Request", 404: "Not Found", 409: "Conflict", 411: "Length Required"}
HEADER = re.compile(rb"\r\n(content-length|content-type|transfer-encoding): *([^\r]*)", re.IGNORECASE)
"""The few that matter."""


@dataclass(slots=True)
class Request:
    """A request taken off its connection. Answer it once; later than at once if need be."""

    path: str
    content_type: str
    body: bytes
    connection: Connection

    def answer(self, body: bytes, status: int = 200, delay: float = 0.0) -> None:
        """Answer with JSON, `delay` seconds from now. Where the other side has gone, nothing happens."""
        if delay:
            asyncio.get_running_loop().call_later(delay, self.connection.answer, status, body)
        else:
            self.connection.answer(status, body)


Handler = Callable[[Request], None]


class Connection(asyncio.Protocol):
    """One connection. The next request is looked at when the one before it has its answer."""

    def __init__(self, handle: Handler, connections: set[Connection]) -> None:
        self._handle = handle
        self._connections = connections
        self._buffer = b""
        self._busy = False
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]
        self._connections.add(self)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        self._transport = None
        self._connections.discard(self)

    @property
    def is_open(self) -> bool:
        return self._transport is not None

    def data_received(self, data: bytes) -> None:
        self._buffer = self._buffer + data if self._buffer else data
        self._go_on()

    def answer(self, status: int, body: bytes) -> None:
        if self._transport is None:
            return
        head = f"HTTP/1.1 {status} {STATUS[status]}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        self._transport.write(head.encode() + body)
        self._busy = False
        if self._buffer:
            self._go_on()

    def close(self) -> None:
        if self._transport is not None:
            self._transport.abort()

    def _go_on(self) -> None:
        if self._busy or (end := self._buffer.find(b"\r\n\r\n")) < 0:
            return
        headers = {name.lower(): value for name, value in HEADER.findall(self._buffer, 0, end)}
        if b"transfer-encoding" in headers:
            self._buffer = b""
            self.answer(411, b'{"ok":false,"error_code":411,"description":"this server wants a Content-Length"}')
            return
        whole = end + 4 + int(headers.get(b"content-length", 0))
        if len(self._buffer) < whole:
            return
        path = self._buffer[: self._buffer.find(b"\r\n")].split(b" ", 2)[1].decode("ascii")
        body, self._buffer = self._buffer[end + 4 : whole], self._buffer[whole:]
        self._busy = True
        self._handle(Request(path, headers.get(b"content-type", b"").decode("ascii"), body, self))


class Server:
    """Serves `handle` on 127.0.0.1; `port` is known after `start`."""

    def __init__(self, handle: Handler) -> None:
        self._handle = handle
        self._connections: set[Connection] = set()
        self._server: asyncio.Server | None = None
        self.port = 0

    async def start(self) -> None:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: Connection(self._handle, self._connections), "127.0.0.1", 0, backlog=1000
        )
        self.port = self._server.sockets[0].getsockname()[1]

    def stop(self) -> None:
        if self._server is not None:
            self._server.close()
        for connection in tuple(self._connections):
            connection.close()
