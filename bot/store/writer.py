"""The one thread that touches the database: jobs run one after the other, each in a transaction of its own."""

from __future__ import annotations

import asyncio
import contextlib
import queue
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from bot.store import StoreUnavailable

Result = TypeVar("Result")

REFUSALS = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOTADB,
    }
)
"""What SQLite says when the storage, not the job, is at fault."""


@dataclass(frozen=True)
class _Task:
    work: Callable[[], Any]
    answer: asyncio.Future[Any]
    loop: asyncio.AbstractEventLoop


class Writer:
    """A connection on a thread of its own. `connect` opens it there; `start` raises what that raises."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        self._connect = connect
        self._connection: sqlite3.Connection | None = None
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        # a daemon, so that a process that is told to die at once can: SQLite survives that at any point
        self._thread = threading.Thread(target=self._work_off, name="store-writer", daemon=True)
        self._closed = False

    async def start(self) -> None:
        self._thread.start()
        await self._hand_in(self._open)

    async def write(self, job: Callable[[sqlite3.Connection], Result]) -> Result:
        """Run the job in BEGIN IMMEDIATE; commit, or roll back and raise what it raised."""
        result: Result = await self._hand_in(partial(self._in_transaction, job))
        return result

    async def idle(self, job: Callable[[sqlite3.Connection], None]) -> None:
        """Run the job between transactions."""
        await self._hand_in(lambda: job(self._connected()))

    async def close(self) -> None:
        """Finish what was handed in, close the connection, end the thread."""
        if self._closed:
            return
        self._closed = True
        self._tasks.put(None)
        await asyncio.to_thread(self._thread.join)

    async def _hand_in(self, work: Callable[[], Any]) -> Any:
        if self._closed:
            raise RuntimeError("the store is closed")
        loop = asyncio.get_running_loop()
        task = _Task(work, loop.create_future(), loop)
        self._tasks.put(task)
        return await task.answer

    def _work_off(self) -> None:
        while (task := self._tasks.get()) is not None:
            try:
                result = task.work()
            except BaseException as error:  # noqa: BLE001 - it is raised where the job was handed in
                _tell(task, partial(_fail, task.answer, error))
            else:
                _tell(task, partial(_fulfil, task.answer, result))
        if self._connection is not None:
            self._connection.close()

    def _open(self) -> None:
        self._connection = self._connect()

    def _connected(self) -> sqlite3.Connection:
        if self._connection is None:
            raise RuntimeError("the store is not open")
        return self._connection

    def _in_transaction(self, job: Callable[[sqlite3.Connection], Result]) -> Result:
        connection = self._connected()
        try:
            connection.execute("BEGIN IMMEDIATE")
            result = job(connection)
            connection.execute("COMMIT")
        except BaseException as error:
            _roll_back(connection)
            if is_refusal(error):
                raise StoreUnavailable(str(error)) from error
            raise
        return result


def is_refusal(error: BaseException) -> bool:
    """Whether the storage is at fault: full, locked, read-only, broken."""
    code = getattr(error, "sqlite_errorcode", None)
    return isinstance(error, sqlite3.Error) and code is not None and code & 0xFF in REFUSALS


def _roll_back(connection: sqlite3.Connection) -> None:
    # SQLite has often rolled back by itself, on a full disk for one; then there is nothing left to do
    with contextlib.suppress(sqlite3.Error):
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _tell(task: _Task, answer: Callable[[], None]) -> None:
    # the loop may be gone, when a process ends with jobs under way: then nobody waits for the answer
    with contextlib.suppress(RuntimeError):
        task.loop.call_soon_threadsafe(answer)


def _fulfil(answer: asyncio.Future[Any], result: Any) -> None:
    if not answer.done():
        answer.set_result(result)


def _fail(answer: asyncio.Future[Any], error: BaseException) -> None:
    if not answer.done():
        answer.set_exception(error)
