"""Marks of calls that were made: those that come while others are being written share the next transaction.

A job of its own for each cost more than the mark itself, and a tap takes two.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Protocol, TypeVar

from bot.store import Transaction
from bot.tasks import end

Found = TypeVar("Found")
Mark = Callable[[Transaction], Found]
"""Marks a call, and says what it found."""


class Write(Protocol):
    """Carries a job out, however long the storage refuses."""

    def __call__(self, job: Mark[Found]) -> Awaitable[Found]: ...


class Marks:
    """Makes marks. `write` carries out the job in which several are made."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._waiting: list[tuple[Mark[Any], asyncio.Future[Any]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def make(self, mark: Mark[Found]) -> Found:
        """Make a mark; what it found, once that is committed. Raises what it raised."""
        made: asyncio.Future[Found] = asyncio.get_running_loop().create_future()
        self._waiting.append((mark, made))
        if self._writing is None:
            self._writing = asyncio.create_task(self._work_off(), name="marks")
        return await made

    async def stop(self) -> None:
        if self._writing is not None:
            await end((self._writing,))

    async def _work_off(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting, []
                await self._make_together(batch)
        finally:
            self._writing = None

    async def _make_together(self, batch: list[tuple[Mark[Any], asyncio.Future[Any]]]) -> None:
        try:
            found = await self._write(lambda tx: [mark(tx) for mark, _ in batch])
        except Exception as error:  # noqa: BLE001 - it is raised where the mark was wanted
            if len(batch) == 1:
                _tell(batch[0][1], error=error)
                return
            for each in batch:  # only the one that is at fault is to fail
                await self._make_together([each])
        else:
            for (_, made), each in zip(batch, found, strict=True):
                _tell(made, each)


def _tell(made: asyncio.Future[Any], found: object = None, error: Exception | None = None) -> None:
    if made.done():  # nobody waits any more
        return
    if error is None:
        made.set_result(found)
    else:
        made.set_exception(error)
