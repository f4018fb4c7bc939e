"""Delivery to a web hook: waiting updates are posted, in order within a queue, and tried again until they expire."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass

from aiohttp import ClientConnectorError, ClientError, ClientResponse, ClientSession, ClientTimeout, TCPConnector

from bot.clock import Clock
from bot.sandbox.telegram.parameters import Json, leading_number
from bot.sandbox.telegram.updates import Updates, Waiting

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
LONGEST_PAUSE = 60
LONGEST_RETRY_AFTER = 3600
OF_A_USER = ("callback_query", "inline_query", "chosen_inline_result")
MESSAGES = ("message", "edited_message", "channel_post", "edited_channel_post")


@dataclass(frozen=True)
class Hook:
    """Where updates go. `max_connections` posts at once."""

    url: str
    max_connections: int
    secret: str = ""


@dataclass(frozen=True)
class Failed:
    """Why a post didn't succeed, in the words of getWebhookInfo; and how long the bot asked to wait, in seconds."""

    reason: str
    retry_after: int = 0


@dataclass
class Pauses:
    """How long to wait after each failure: not at all, then 2, 4, 8 … s; or as long as the bot asks."""

    failures: int = 0
    doubled: int = 1

    def after(self, failed: Failed) -> int:
        first, self.failures = self.failures == 0, self.failures + 1
        if failed.retry_after or first:
            return failed.retry_after
        self.doubled = min(self.doubled * 2, LONGEST_PAUSE)
        return self.doubled


class Delivery:
    """Posts to the hook it is aimed at, while it is running: `async with telegram.delivery: …`.

    Pauses and expiry go by the pretend clock, `answer_seconds` (how long a post may take) by the real one.
    `last_error` is (Unix seconds, sentence)."""

    def __init__(self, clock: Clock, updates: Updates) -> None:
        self._clock = clock
        self._updates = updates
        self._session: ClientSession | None = None
        self._hook: Hook | None = None
        self._queues: dict[str, deque[Waiting]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self.answer_seconds = 60.0
        self.last_error: tuple[int, str] | None = None

    async def __aenter__(self) -> Delivery:
        self._session = ClientSession(connector=TCPConnector(limit=0))
        self._begin()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Posts under way are given up; their updates stay."""
        tasks = list(self._tasks)
        self._halt()
        await asyncio.gather(*tasks, return_exceptions=True)
        session, self._session = self._session, None
        if session:
            await session.close()

    def aim(self, hook: Hook | None) -> None:
        """Deliver there from now on, beginning with all that waits; None: nowhere."""
        self._halt()
        self._hook = hook
        self.last_error = None
        self._begin()

    def _begin(self) -> None:
        if self._session is None or self._hook is None:
            return
        post = Post(self._session, self._hook, self.answer_seconds)
        for waiting in sorted(self._updates.waiting, key=lambda each: each.id):
            self._take(waiting, post)
        self._updates.taken_by = lambda waiting: self._take(waiting, post)

    def _halt(self) -> None:
        self._updates.taken_by = None
        for task in self._tasks:
            task.cancel()
        self._tasks.clear()
        self._queues = {}

    def _take(self, waiting: Waiting, post: Post) -> None:
        name = queue_of(waiting)
        if name in self._queues:
            self._queues[name].append(waiting)
            return
        self._queues[name] = deque([waiting])
        task = asyncio.create_task(self._work_off(name, post), name=f"web hook: {name}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work_off(self, name: str, post: Post) -> None:
        queue = self._queues[name]
        while queue:
            await self._deliver(queue[0], post)
            queue.popleft()
        del self._queues[name]

    async def _deliver(self, waiting: Waiting, post: Post) -> None:
        """Until it is taken or has expired."""
        pauses = Pauses()
        while self._now() < waiting.until and (failed := await post.send(waiting.update)):
            self.last_error = self._now(), failed.reason
            await self._clock.sleep(pauses.after(failed))
        self._updates.forget(waiting)

    def _now(self) -> int:
        return int(self._clock.now().timestamp())


class Post:
    """The way to one hook."""

    def __init__(self, session: ClientSession, hook: Hook, seconds: float) -> None:
        self._session = session
        self._url = hook.url
        self._headers = {SECRET_HEADER: hook.secret} if hook.secret else {}
        self._timeout = ClientTimeout(total=seconds)
        self._room = asyncio.Semaphore(hook.max_connections)

    async def send(self, update: Json) -> Failed | None:
        """None where it was taken."""
        try:
            async with (
                self._room,
                self._session.post(
                    self._url, json=update, headers=self._headers, timeout=self._timeout, allow_redirects=False
                ) as answered,
            ):
                await answered.read()
                return failure(answered)
        except TimeoutError:
            return Failed("Read timeout expired")
        except ClientConnectorError:
            return Failed("Connection refused")
        except ClientError:
            return Failed("Connection closed")


def failure(answered: ClientResponse) -> Failed | None:
    if 200 <= answered.status <= 299:
        return None
    wait = leading_number(answered.headers.get("Retry-After", ""))
    reason = f"Wrong response from the webhook: {answered.status} {answered.reason}"
    return Failed(reason, min(max(wait, 0), LONGEST_RETRY_AFTER))


def queue_of(waiting: Waiting) -> str:
    """A chat's messages and edits are one queue, a user's taps another; what names neither goes by itself."""
    kind, content = next(((name, value) for name, value in waiting.update.items() if name != "update_id"), ("", None))
    place = content.get("from" if kind in OF_A_USER else "chat") if isinstance(content, dict) else None
    if not isinstance(place, dict):
        return f"update {waiting.id}"
    return f"{'messages' if kind in MESSAGES else kind} {place.get('id')}"
