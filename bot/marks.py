"""Marks of calls that were made: those that come before the writer gets to them share a transaction's job.

A job of its own for each cost more than the mark itself, and a tap takes two.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from threading import Lock
from typing import Any, Protocol, TypeVar

from bot.clock import Clock
from bot.store import Transaction
from bot.tasks import end

Found = TypeVar("Found")
Job = Callable[[Transaction], Found]
Mark = Callable[[Transaction, datetime], Found]
"""(transaction, now): marks a call, and says what it found."""

Batch = list[tuple[Mark[Any], asyncio.Future[Any]]]


class Write(Protocol):
    """Carries a job out, however long the storage refuses."""

    def __call__(self, job: Job[Found]) -> Awaitable[Found]: ...


class Marks:
    """Makes marks. `write` carries out the job in which several are made."""

    def __init__(self, write: Write, clock: Clock) -> None:
        self._write = write
        self._clock = clock
        self._open: Batch | None = None
        self._lock = Lock()  # of what is open: it is closed on the writer's thread
        self._writing: set[asyncio.Task[None]] = set()

    async def make(self, mark: Mark[Found]) -> Found:
        """Make a mark; what it found, once that is committed. Raises what it raised."""
        made: asyncio.Future[Found] = asyncio.get_running_loop().create_future()
        with self._lock:
            if self._open is None:
                self._open = []
                self._begin(self._open)
            self._open.append((mark, made))
        return await made

    async def stop(self) -> None:
        await end(self._writing)

    def _begin(self, batch: Batch) -> None:
        writing = asyncio.create_task(self._make_together(batch), name="marks")
        self._writing.add(writing)
        writing.add_done_callback(self._writing.discard)

    async def _make_together(self, batch: Batch) -> None:
        def job(tx: Transaction) -> list[Any]:
            self._close(batch)
            now = self._clock.now()
            return [mark(tx, now) for mark, _ in batch]

        try:
            found = await self._write(job)
        except Exception as error:  # noqa: BLE001 - it is raised where the mark was wanted
            self._close(batch)
            if len(batch) == 1:
                _tell(batch[0][1], error=error)
                return
            for each in batch:  # only the one that is at fault is to fail
                await self._make_together([each])
        else:
            for (_, made), each in zip(batch, found, strict=True):
                _tell(made, each)

    def _close(self, batch: Batch) -> None:
        """What comes from now on goes into the next one."""
        with self._lock:
            if self._open is batch:
                self._open = None


def _tell(made: asyncio.Future[Any], found: object = None, error: Exception | None = None) -> None:
    if made.done():  # nobody waits any more
        return
    if error is None:
        made.set_result(found)
    else:
        made.set_exception(error)
