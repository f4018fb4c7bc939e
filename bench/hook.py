"""Updates posted to a bot's web hook: several connections, at most one update of a chat under way."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from bench.quickjson import loads

AGAIN_SECONDS = 1.0

Call = Callable[[str, dict[str, Any]], Any]
"""Carries out a method that the bot named in its answer to a post."""


class Hook:
    """Delivers what is pushed. A post that isn't answered with 2xx is made again a second later."""

    def __init__(self, url: str, secret: str, most: int, delay: float, call: Call) -> None:
        parts = urlsplit(url)
        self.url = url
        self.refused = 0
        self._host, self._port = parts.hostname or "127.0.0.1", parts.port or 80
        secret_line = f"X-Telegram-Bot-Api-Secret-Token: {secret}\r\n" if secret else ""
        self._head = (
            f"POST {parts.path or '/'} HTTP/1.1\r\nHost: {parts.netloc}\r\n{secret_line}"
            "Content-Type: application/json\r\nConnection: keep-alive\r\nContent-Length: "
        ).encode()
        self._delay = delay
        self._call = call
        self._waiting: deque[tuple[int, bytes]] = deque()
        self._busy_chats: set[int] = set()
        self._held_back: dict[int, deque[bytes]] = {}
        self._idle: list[_Post] = []
        self._free = most
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    def push(self, chat_id: int, update: bytes) -> None:
        """Post it as soon as a connection is free, and the chat's update before it has been taken."""
        if chat_id in self._busy_chats:
            self._held_back.setdefault(chat_id, deque()).append(update)
        else:
            self._busy_chats.add(chat_id)
            self._waiting.append((chat_id, update))
            self._go_on()

    def close(self) -> None:
        self._closed = True
        for task in self._tasks:
            task.cancel()
        for post in self._idle:
            post.close()

    def _go_on(self) -> None:
        while self._waiting and self._idle and not self._closed:
            self._send(self._idle.pop(), *self._waiting.popleft())
        while self._free and len(self._tasks) < len(self._waiting) and not self._closed:
            self._free -= 1
            task = asyncio.create_task(self._connect())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _connect(self) -> None:
        loop = asyncio.get_running_loop()
        while not self._closed:
            try:
                _, post = await loop.create_connection(lambda: _Post(self), self._host, self._port)
            except OSError:
                self.refused += 1
                await asyncio.sleep(AGAIN_SECONDS)
            else:
                self._idle.append(post)
                break
        self._go_on()

    def _send(self, post: _Post, chat_id: int, update: bytes) -> None:
        request = b"%s%d\r\n\r\n%s" % (self._head, len(update), update)
        post.take(chat_id, update)
        if self._delay:
            asyncio.get_running_loop().call_later(self._delay, post.send, request)
        else:
            post.send(request)

    def answered(self, post: _Post, status: int, body: bytes) -> None:
        """The bot has answered a post."""
        chat_id, update = post.chat_id, post.update
        self._idle.append(post)
        if 200 <= status < 300:
            self._carry_out(body)
            self._taken(chat_id)
        else:
            self._again(chat_id, update)
        self._go_on()

    def lost(self, post: _Post, *, unanswered: bool) -> None:
        """A connection is gone, perhaps before its answer came."""
        if post in self._idle:
            self._idle.remove(post)
        self._free += 1
        if unanswered:
            self._again(post.chat_id, post.update)
        if not self._closed:
            self._go_on()

    def _carry_out(self, body: bytes) -> None:
        """A bot may name one method in its answer, which saves it a request."""
        if body.startswith(b"{") and "method" in (fields := loads(body)):
            self._call(fields.pop("method"), fields)

    def _taken(self, chat_id: int) -> None:
        held = self._held_back.get(chat_id)
        if held:
            self._waiting.append((chat_id, held.popleft()))
            return
        self._held_back.pop(chat_id, None)
        self._busy_chats.discard(chat_id)

    def _again(self, chat_id: int, update: bytes) -> None:
        self.refused += 1
        if not self._closed:
            asyncio.get_running_loop().call_later(AGAIN_SECONDS, self._resend, chat_id, update)

    def _resend(self, chat_id: int, update: bytes) -> None:
        self._waiting.append((chat_id, update))
        self._go_on()


class _Post(asyncio.Protocol):
    """One connection to the bot, with at most one post under way."""

    def __init__(self, hook: Hook) -> None:
        self._hook = hook
        self._buffer = b""
        self._open = False
        self._transport: asyncio.Transport | None = None
        self.chat_id, self.update = 0, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        self._transport = None
        self._hook.lost(self, unanswered=self._open)

    def take(self, chat_id: int, update: bytes) -> None:
        """From here on the update is this connection's: where it breaks, the update is posted again."""
        self.chat_id, self.update, self._open = chat_id, update, True

    def send(self, request: bytes) -> None:
        if self._transport is not None:
            self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if (end := self._buffer.find(b"\r\n\r\n")) < 0:
            return
        head, body = self._buffer[:end].lower(), self._buffer[end + 4 :]
        if not _is_whole(head, body):
            return
        self._buffer, self._open = b"", False
        self._hook.answered(self, int(head[9:12]), _content(head, body))

    def close(self) -> None:
        if self._transport is not None:
            self._transport.abort()


def _is_whole(head: bytes, body: bytes) -> bool:
    if b"transfer-encoding: chunked" in head:
        return body.endswith(b"0\r\n\r\n")
    return len(body) >= int(head.partition(b"content-length:")[2].partition(b"\r\n")[0] or 0)


def _content(head: bytes, body: bytes) -> bytes:
    """Without the framing of a chunked body of one chunk, which is all that a bot's short answer has."""
    return body.partition(b"\r\n")[2].partition(b"\r\n")[0] if b"transfer-encoding: chunked" in head else body
