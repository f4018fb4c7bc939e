"""The lanes: a chat's updates strictly one after the other, different chats side by side."""

from __future__ import annotations

import asyncio
import secrets
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import partial
from typing import Any, TypeVar

import structlog

from bot.budgets import Buckets, Rate
from bot.clock import Clock
from bot.desk import Desk
from bot.incoming import Incoming, read_incoming
from bot.logs import describe
from bot.metrics import Metrics
from bot.patience import Backoff, write_when_possible
from bot.store import RawUpdate, Store, StoreUnavailable, Transaction
from bot.tasks import ChatTasks
from bot.time_limits import TimeLimits

Result = TypeVar("Result")

TRIES = 3
PATIENCE = 30.0
"""Seconds of real time that a handler may take."""

MOST_WAITING = 2000
"""Updates held in memory; when there are as many, no more are taken in until some are worked off."""

NOTICE = Rate(burst=1, seconds=60.0)
"""How often somebody who sends too much is told so."""

Say = Callable[[Transaction, int, str], tuple[str, Mapping[str, Any]]]
"""(transaction, chat id, error id) -> the Bot API call, method and parameters, that says something in that chat."""

log = structlog.get_logger(__name__)


class Lanes:
    """Works updates off. One that can't be read is set aside; one that can't be handled is tried thrice before that.

    `process` is `Application.process_update`; the handlers settle at `desk`; `poke` is told of each chat that gets an
    apology.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        desk: Desk,
        *,
        process: Callable[[Incoming], Awaitable[None]],
        apology: Say,
        too_much: Say,
        flood: Rate,
        metrics: Metrics,
        poke: Callable[[int], None],
        patience: float = PATIENCE,
    ) -> None:
        self._store = store
        self._clock = clock
        self._desk = desk
        self._process = process
        self._apology = apology
        self._too_much = too_much
        self._flood = Buckets(clock, flood)
        self._notices = Buckets(clock, NOTICE)
        self._metrics = metrics
        self._poke = poke
        self._patience = patience
        self._limits = TimeLimits[asyncio.Timeout](_expire)
        self._waiting: dict[int | None, deque[tuple[RawUpdate, float]]] = {}
        self._count_waiting = 0
        self._room = asyncio.Event()
        self._room.set()
        self._tasks = ChatTasks("lane")

    def push(self, updates: Iterable[RawUpdate]) -> None:
        """Put updates at the end of their chats' lanes."""
        since = asyncio.get_running_loop().time()
        for update in updates:
            self._waiting.setdefault(update.chat_id, deque()).append((update, since))
            self._now_waiting(1)
            if not self._tasks.has(update.chat_id) and not self._tasks.stopping:
                self._tasks.run(update.chat_id, partial(self._run, update.chat_id))

    async def take(self, updates: Iterable[RawUpdate]) -> None:
        """`push`, and come back when there is room for more."""
        self.push(updates)
        await self._room.wait()

    async def pick_up(self, _: Clock) -> None:
        """A tick of the runtime: take in what the host put back among the waiting ones."""
        self.push(await self._write(lambda tx: tx.returned_updates()))

    async def stop(self, seconds: float) -> None:
        """Finish the updates that are being handled, leave the rest in the store."""
        await self._tasks.stop(seconds)

    async def _run(self, chat_id: int | None) -> None:
        waiting = self._waiting[chat_id]
        while waiting and not self._tasks.stopping:
            raw, since = waiting.popleft()
            try:
                await self._work_off(raw, since)
            except Exception as error:  # noqa: BLE001 - one bad update must not stop the others; it stays for the next start
                log.error(
                    "an update could not be worked off", update=raw.update_id, chat=raw.chat_id, error=describe(error)
                )
            self._now_waiting(-1)
        del self._waiting[chat_id]
        self._tasks.leave(chat_id)

    def _now_waiting(self, more: int) -> None:
        self._count_waiting += more
        if self._count_waiting < MOST_WAITING:
            self._room.set()
        else:
            self._room.clear()

    async def _work_off(self, raw: RawUpdate, since: float) -> None:
        if raw.chat_id is not None and not self._flood.take(raw.chat_id):
            await self._drop(raw, raw.chat_id)
            return
        update = self._read(raw)
        if update is None:
            await self._write(lambda tx: tx.set_aside(raw.update_id, "unreadable", self._clock.now()))
            self._metrics.updates_set_aside.inc()
            return
        backoff = Backoff()
        while (error := await self._try(raw, update)) is not None and not await self._gives_up(raw, error):
            await self._clock.sleep(backoff.after(error))
        if update.callback_query:
            self._metrics.tap_seconds.observe(asyncio.get_running_loop().time() - since)

    async def _drop(self, raw: RawUpdate, chat_id: int) -> None:
        """Nobody can be answered that fast: leave it unread, and say so once in a while."""
        tells = chat_id > 0 and self._notices.take(chat_id)
        await self._write(lambda tx: self._left_unread(tx, raw, chat_id if tells else None))
        self._metrics.updates_dropped.inc()
        if tells:
            log.warning("somebody sends more than can be answered", update=raw.update_id, chat=chat_id)
            self._poke(chat_id)

    def _left_unread(self, tx: Transaction, raw: RawUpdate, tell: int | None) -> None:
        now = self._clock.now()
        tx.finish_update(raw.update_id, now)
        if tell is not None:
            method, parameters = self._too_much(tx, tell, "")
            tx.queue(tell, method, parameters, now)

    def _read(self, raw: RawUpdate) -> Incoming | None:
        try:
            return read_incoming(raw.raw)
        except (ValueError, RecursionError) as error:
            log.error(
                "an update can't be read and is set aside",
                update=raw.update_id,
                chat=raw.chat_id,
                error=describe(error),
            )
            return None

    async def _try(self, raw: RawUpdate, update: Incoming) -> Exception | None:
        """Let the handlers have it; the error where it isn't settled."""
        with self._tasks.under_way(raw.chat_id), self._desk.ticket(raw.update_id, raw.chat_id) as ticket:
            try:
                async with asyncio.timeout(None) as limit:
                    self._limits.begin(limit, self._patience)
                    try:
                        await self._process(update)
                    finally:
                        self._limits.end(limit)
            except Exception as error:  # noqa: BLE001 - whatever a handler raises counts as a failed try
                ticket.error = ticket.error or error
            if ticket.error is None and not ticket.settled:
                await self._write(lambda tx: tx.finish_update(raw.update_id, self._clock.now()))
        if ticket.settled or ticket.error is None:
            self._metrics.updates_done.inc()
            return None
        return ticket.error

    async def _gives_up(self, raw: RawUpdate, error: Exception) -> bool:
        """Count the try; after the last one set the update aside and apologise. A full disk is not its fault."""
        if isinstance(error, StoreUnavailable):
            log.error("the storage refuses an update", update=raw.update_id, chat=raw.chat_id, error=describe(error))
            return False
        error_id = secrets.token_hex(4)
        told = describe(error)
        given_up = await self._write(lambda tx: self._count(tx, raw, told, error_id))
        event = "an update is set aside" if given_up else "an update failed and is tried again"
        log.error(event, update=raw.update_id, chat=raw.chat_id, error_id=error_id, error=told)
        if given_up:
            self._metrics.updates_set_aside.inc()
            if raw.chat_id is not None:
                self._poke(raw.chat_id)
        return given_up

    def _count(self, tx: Transaction, raw: RawUpdate, error: str, error_id: str) -> bool:
        now = self._clock.now()
        if tx.fail_update(raw.update_id, error, now) < TRIES:
            return False
        tx.set_aside(raw.update_id, f"{error_id}: {error}", now)
        if raw.chat_id is not None and raw.chat_id > 0:  # a private chat: a group is not told of our troubles
            method, parameters = self._apology(tx, raw.chat_id, error_id)
            tx.queue(raw.chat_id, method, parameters, now)
        return True

    async def _write(self, job: Callable[[Transaction], Result]) -> Result:
        return await write_when_possible(self._store, self._clock, job)


def _expire(limit: asyncio.Timeout) -> None:
    limit.reschedule(asyncio.get_running_loop().time())
