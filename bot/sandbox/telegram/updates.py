"""Updates that wait for the bot: the queue, getUpdates with its offset and long poll, and how long they are kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from bot.sandbox.telegram.chats import Chats
from bot.sandbox.telegram.errors import Refused, conflict
from bot.sandbox.telegram.parameters import Call

Json = dict[str, Any]

KINDS = (
    "message", "edited_message", "channel_post", "edited_channel_post", "inline_query", "chosen_inline_result",
    "callback_query", "shipping_query", "pre_checkout_query", "poll", "poll_answer", "my_chat_member", "chat_member",
    "chat_join_request", "chat_boost", "removed_chat_boost", "message_reaction", "message_reaction_count",
    "business_connection", "business_message", "edited_business_message", "deleted_business_messages",
    "purchased_paid_media", "managed_bot", "guest_message",
)  # fmt: skip
ONLY_WHEN_ASKED = ("chat_member", "message_reaction", "message_reaction_count")
DEFAULT_KINDS = frozenset(KINDS) - frozenset(ONLY_WHEN_ASKED)

DAY = 86_400
LIVES = {"callback_query": 150, "inline_query": 30, "chosen_inline_result": 600}
MAX_BATCH = 100
MAX_TIMEOUT = 50
MAX_AHEAD = 10  # an offset further in the future counts as none
FIRST_ID = 100_000_001

WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_SET = "terminated by setWebhook request"


@dataclass
class Waiting:
    """An update that is not confirmed. `until` is in Unix seconds of the pretend clock."""

    id: int
    update: Json
    until: int


class Updates:
    """One bot's queue. Long polls wait in real time; how long updates are kept goes by the pretend clock.

    `paced` also slows down hasty polls, as the server does: the same offset again within 3 s waits up to 3 s, and
    within half a second gets one update at most. `taken_by` is told of each new update: web hook delivery.
    """

    def __init__(self, chats: Chats, *, paced: bool = False) -> None:
        self._chats = chats
        self._paced = paced
        self.waiting: list[Waiting] = []
        self.next_id = FIRST_ID
        self.kinds = DEFAULT_KINDS
        self.webhook_active = False
        self.taken_by: Callable[[Waiting], None] | None = None
        self._poll: asyncio.Future[None] | None = None
        self._last_poll: tuple[int, float] | None = None

    def push(self, kind: str, content: Json) -> int | None:
        """Queue an update; its id, or None where the bot asked for other kinds only."""
        if kind not in self.kinds:
            return None
        return self.deliver({kind: content}, LIVES.get(kind, DAY))

    def deliver(self, update: Json, seconds: int = DAY) -> int:
        """Queue an update as it stands. An update_id of its own is kept, and may repeat an earlier one."""
        update_id = update.get("update_id", self.next_id)
        self.next_id = max(self.next_id, update_id + 1)
        waiting = Waiting(update_id, {"update_id": update_id} | update, self._chats.now() + seconds)
        self.waiting.append(waiting)
        self._end_poll()
        if self.taken_by:
            self.taken_by(waiting)
        return int(update_id)

    def ids(self) -> list[int]:
        self._drop_expired()
        return [each.id for each in self.waiting]

    def pending(self) -> int:
        return len(self.ids())

    def forget(self, waiting: Waiting) -> None:
        """It was delivered, or it may have expired."""
        with suppress(ValueError):
            self.waiting.remove(waiting)

    def clear(self) -> None:
        self.waiting.clear()

    async def get_updates(self, call: Call) -> list[Json]:
        if self.webhook_active:
            raise conflict(WEBHOOK_ACTIVE)
        offset = call.number("offset")
        limit = call.number("limit", MAX_BATCH, 1, MAX_BATCH)
        timeout = call.number("timeout", 0, 0, MAX_TIMEOUT)
        self.allow(call)
        if self._paced:
            limit, timeout = self._slowed(offset, limit, timeout)
        self._confirm(offset)
        batch = self._batch(limit)
        if batch or timeout == 0:
            return batch
        await self._wait(timeout)
        return self._batch(limit)

    def allow(self, call: Call) -> None:
        """Remember which kinds are wanted; what isn't a list of texts changes nothing, no known kind is the default."""
        try:
            names = call.json("allowed_updates", "")
        except Refused:
            return
        if isinstance(names, list) and all(isinstance(name, str) for name in names):
            self.kinds = frozenset(name.lower() for name in names) & frozenset(KINDS) or DEFAULT_KINDS

    def end_poll_for_webhook(self) -> None:
        self._end_poll(WEBHOOK_SET)

    def _slowed(self, offset: int, limit: int, timeout: int) -> tuple[int, int]:
        now = asyncio.get_running_loop().time()
        last_offset, last_at = self._last_poll or (None, 0.0)
        self._last_poll = (offset, now)
        if offset != last_offset or now >= last_at + 3:
            return limit, timeout
        return (1 if now < last_at + 0.5 else limit), max(timeout, 3)

    def _confirm(self, offset: int) -> None:
        """Forget what is below the offset; a negative one forgets all but the last so many."""
        self._drop_expired()
        self.waiting.sort(key=lambda each: each.id)
        if offset < 0:
            self.waiting = self.waiting[offset:]
        elif offset <= self.next_id + MAX_AHEAD:
            self.waiting = [each for each in self.waiting if each.id >= offset]

    def _batch(self, limit: int) -> list[Json]:
        self._drop_expired()
        return [each.update for each in self.waiting[:limit]]

    def _drop_expired(self) -> None:
        now = self._chats.now()
        self.waiting = [each for each in self.waiting if each.until > now]

    async def _wait(self, seconds: int) -> None:
        """Until something is queued, the time is up, or another poll takes over."""
        self._end_poll(OTHER_POLL)
        poll = self._poll = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                await poll
        except TimeoutError:
            return
        finally:
            if self._poll is poll:
                self._poll = None

    def _end_poll(self, reason: str = "") -> None:
        """Let the waiting poll answer; with a reason it fails."""
        poll, self._poll = self._poll, None
        if poll is None or poll.done():
            return
        if reason:
            poll.set_exception(conflict(reason))
        else:
            poll.set_result(None)
