"""The one thread that touches the database: jobs run one after the other, each as a whole or not at all."""

from __future__ import annotations

import asyncio
import contextlib
import queue
import sqlite3
import threading
from collections import deque
from collections.abc import Callable
from time import monotonic
from typing import Any, NamedTuple, TypeVar

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


MOST_TOGETHER = 32
"""Jobs that may share a commit, and with it the wait for the disk. With more of them everybody waits longer for the whole group."""

Job = Callable[[sqlite3.Connection], Any]


def not_timed(seconds: float) -> None:
    """Nobody wants to know."""


class _Task(NamedTuple):
    """A job that was handed in. `alone`: it runs outside any transaction; `ahead`: before those that aren't."""

    job: Job
    answer: asyncio.Future[Any]
    loop: asyncio.AbstractEventLoop
    alone: bool
    ahead: bool
    since: float


class _Outcome(NamedTuple):
    """What became of a job."""

    result: Any = None
    error: BaseException | None = None


class Writer:
    """A connection on a thread of its own. `connect` opens it there; `start` raises what that raises.

    Jobs that wait at the same time, or come before they are done, share a commit, and nobody is told of success before it. Where one of them fails, all
    is taken back and each is carried out anew, by itself: a job may run twice, and changes nothing but the database.
    `timed` gets the seconds of each commit, from when the first of its jobs was handed in.
    """

    def __init__(self, connect: Callable[[], sqlite3.Connection], timed: Callable[[float], None] = not_timed) -> None:
        self._connect = connect
        self._timed = timed
        self._connection: sqlite3.Connection | None = None
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        # a daemon, so that a process that is told to die at once can: SQLite survives that at any point
        self._thread = threading.Thread(target=self._work_off, name="store-writer", daemon=True)
        self._ahead: deque[_Task] = deque()  # both lines are the thread's own
        self._behind: deque[_Task] = deque()
        self._ended = False
        self._closed = False

    async def start(self) -> None:
        """Open the connection. Raises what `connect` raises; the writer is to be closed all the same."""
        self._thread.start()
        await self.idle(lambda _: None)

    async def write(self, job: Callable[[sqlite3.Connection], Result], *, ahead: bool = False) -> Result:
        """Run the job in BEGIN IMMEDIATE; commit, or roll back and raise what it raised."""
        result: Result = await self._handed_in(job, alone=False, ahead=ahead)
        return result

    async def idle(self, job: Callable[[sqlite3.Connection], None]) -> None:
        """Run the job between transactions."""
        await self._handed_in(job, alone=True, ahead=False)

    async def close(self) -> None:
        """Finish what was handed in, close the connection, end the thread."""
        if self._closed:
            return
        self._closed = True
        self._tasks.put(None)
        await asyncio.to_thread(self._thread.join)

    def _handed_in(self, job: Job, *, alone: bool, ahead: bool) -> asyncio.Future[Any]:
        """What becomes of a job."""
        if self._closed:
            raise RuntimeError("the store is closed")
        loop = asyncio.get_running_loop()
        task = _Task(job, loop.create_future(), loop, alone, ahead, monotonic())
        self._tasks.put(task)
        return task.answer

    def _work_off(self) -> None:
        while (task := self._next()) is not None:
            group = [task]
            _tell(group, self._outcomes(group), self._timed)
        if self._connection is not None:
            self._connection.close()

    def _next(self) -> _Task | None:
        """Whose turn it is; None where there will be nobody any more."""
        self._look_who_waits()
        while not (self._ahead or self._behind):
            if self._ended:
                return None
            self._line_up(self._tasks.get())
        # nothing behind what runs alone can join a group, so it isn't put off for long
        line = self._behind if self._behind and self._behind[0].alone else self._ahead or self._behind
        return line.popleft()

    def _join_in(self, group: list[_Task]) -> None:
        """Add what waits by now, up to what has to run alone."""
        self._look_who_waits()
        while len(group) < MOST_TOGETHER and (line := self._ahead or self._behind) and not line[0].alone:
            group.append(line.popleft())

    def _look_who_waits(self) -> None:
        with contextlib.suppress(queue.Empty):
            while True:
                self._line_up(self._tasks.get_nowait())

    def _line_up(self, task: _Task | None) -> None:
        if task is None:
            self._ended = True
        else:
            (self._ahead if task.ahead else self._behind).append(task)

    def _outcomes(self, group: list[_Task]) -> list[_Outcome]:
        """What becomes of a group, which others join on the way."""
        try:
            if self._connection is None:
                self._connection = self._connect()
            if group[0].alone:
                return [_Outcome(group[0].job(self._connection))]
        except BaseException as error:  # noqa: BLE001 - it is raised where the job was handed in
            return [_Outcome(error=error)]
        return _in_one_transaction(self._connection, group, self._join_in)


def _in_one_transaction(
    connection: sqlite3.Connection, group: list[_Task], join_in: Callable[[list[_Task]], None] = lambda _: None
) -> list[_Outcome]:
    """Carry out a group in one transaction, together with what joins in until the last of them is done. Where that fails,
    its jobs are carried out one by one: only the one whose doing it was fails again."""
    outcomes: list[_Outcome] = []
    begun = False
    try:
        connection.execute("BEGIN IMMEDIATE")
        begun = True
        for task in group:
            outcomes.append(_Outcome(task.job(connection)))
            if len(outcomes) == len(group):
                join_in(group)  # the list grows under the loop
        connection.execute("COMMIT")
    except BaseException as error:  # noqa: BLE001 - it is raised where the jobs were handed in
        _roll_back(connection)
        if begun and len(group) > 1:
            return [_in_one_transaction(connection, [task])[0] for task in group]
        return [_Outcome(error=_as_seen(error))] * len(group)
    return outcomes


def _as_seen(error: BaseException) -> BaseException:
    """The error as the caller gets it."""
    if not is_refusal(error):
        return error
    refused = StoreUnavailable(str(error))
    refused.__cause__ = error
    return refused


def is_refusal(error: BaseException) -> bool:
    """Whether the storage is at fault: full, locked, read-only, broken."""
    code = getattr(error, "sqlite_errorcode", None)
    return isinstance(error, sqlite3.Error) and code is not None and code & 0xFF in REFUSALS


def _roll_back(connection: sqlite3.Connection) -> None:
    # SQLite has often rolled back by itself, on a full disk for one; then there is nothing left to do
    with contextlib.suppress(sqlite3.Error):
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _tell(group: list[_Task], outcomes: list[_Outcome], timed: Callable[[float], None]) -> None:
    """Answer a group, in its loop and in one go."""

    def answer() -> None:
        timed(monotonic() - group[0].since)
        for task, outcome in zip(group, outcomes, strict=True):
            if task.answer.done():  # nobody waits any more
                continue
            if outcome.error is None:
                task.answer.set_result(outcome.result)
            else:
                task.answer.set_exception(outcome.error)

    # the loop may be gone, when a process ends with jobs under way: then nobody waits for the answer
    with contextlib.suppress(RuntimeError):
        group[0].loop.call_soon_threadsafe(answer)
