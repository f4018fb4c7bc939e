"""Live updates of the chat page: Server-Sent Events that begin with everything, then carry every change."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import Any

from aiohttp import web

from bot.clock import Clock
from bot.sandbox.telegram.records import Person
from bot.sandbox.telegram.server import PretendTelegram

Json = dict[str, Any]

HEARTBEAT_SECONDS = 10.0  # how late the page may learn of a ticking clock, and the server of a page that is gone
RETRY_MILLISECONDS = 1000


class Streams:
    """The open pages. Each gets every change of every chat, in the order of that chat.

    A change is what `PretendTelegram.subscribe` gives, with "chat_id", and with "commands" or "profile" where those
    changed. Besides: `{"type": "everything", "now", "people"}` first, `{"type": "person", "person"}` for somebody new
    or changed, `{"type": "clock", "now"}`. Instants are Unix seconds; a person is `person_view()`.
    """

    def __init__(self, telegram: PretendTelegram, clock: Clock) -> None:
        self._telegram = telegram
        self._clock = clock
        self._open: set[Stream] = set()

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """GET /events: ends when the page goes or the server stops."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        stream = Stream(self._telegram)
        self._open.add(stream)
        try:
            with suppress(ConnectionResetError):
                await self._send_all(stream, response)
        finally:
            self._open.discard(stream)
            await stream.close()
        return response

    def show_person(self, person: Person) -> None:
        """Tell every page of somebody new or changed."""
        for stream in self._open:
            stream.follow(person.id)
            stream.changes.put_nowait({"type": "person", "person": person_view(self._telegram, person)})

    def show_clock(self) -> None:
        for stream in self._open:
            stream.changes.put_nowait(self._time())

    async def end_all(self, _: web.Application) -> None:
        """Let every stream end, so that the server can stop."""
        for stream in self._open:
            stream.changes.put_nowait(None)

    async def _send_all(self, stream: Stream, response: web.StreamResponse) -> None:
        await response.write(f"retry: {RETRY_MILLISECONDS}\n\n".encode())
        change: Json | None = self._everything(stream)
        while change is not None:
            await response.write(f"data: {json.dumps(change)}\n\n".encode())
            change = await self._next(stream)

    def _everything(self, stream: Stream) -> Json:
        """Follow all chats and say how they stand: no change can slip in between, as nothing here waits."""
        people = self._telegram.people()
        for person in people:
            stream.follow(person.id)
        return self._time() | {"type": "everything", "people": [person_view(self._telegram, each) for each in people]}

    async def _next(self, stream: Stream) -> Json | None:
        """The next change, or the time where nothing happens."""
        try:
            async with asyncio.timeout(HEARTBEAT_SECONDS):
                return await stream.changes.get()
        except TimeoutError:
            return self._time()

    def _time(self) -> Json:
        return {"type": "clock", "now": int(self._clock.now().timestamp())}


class Stream:
    """One open page: the changes it has yet to get. None ends it."""

    def __init__(self, telegram: PretendTelegram) -> None:
        self._telegram = telegram
        self._followed: dict[int, asyncio.Task[None]] = {}
        self.changes: asyncio.Queue[Json | None] = asyncio.Queue()

    def follow(self, chat_id: int) -> None:
        """Take in every later change of a chat; once is enough."""
        if chat_id not in self._followed:
            queue = self._telegram.subscribe(chat_id)
            self._followed[chat_id] = asyncio.create_task(self._take(chat_id, queue))

    async def close(self) -> None:
        for task in self._followed.values():
            task.cancel()
        await asyncio.gather(*self._followed.values(), return_exceptions=True)

    async def _take(self, chat_id: int, queue: asyncio.Queue[Json]) -> None:
        try:
            while True:
                self.changes.put_nowait(self._complete(chat_id, await queue.get()))
        finally:
            self._telegram.unsubscribe(chat_id, queue)

    def _complete(self, chat_id: int, change: Json) -> Json:
        """With the chat it belongs to, and with the new list or profile where it only says that there is one."""
        known = change | {"chat_id": chat_id}
        if change["type"] == "commands":
            return known | {"commands": self._telegram.commands_for(chat_id)}
        if change["type"] == "profile":
            return known | {"profile": self._telegram.profile_for(chat_id)}
        return known


def person_view(telegram: PretendTelegram, person: Person) -> Json:
    """A person and what they see: id, first_name, language_code, started, blocked, messages, commands, profile."""
    return {
        "id": person.id,
        "first_name": person.first_name,
        "language_code": person.language_code,
        "started": person.started,
        "blocked": person.blocked,
        "messages": [message.view() for message in telegram.history(person.id)],
        "commands": telegram.commands_for(person.id),
        "profile": telegram.profile_for(person.id),
    }
