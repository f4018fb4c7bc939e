"""One task a chat, and an orderly end: what is under way is finished, what merely waits is not waited for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from typing import Any

import structlog

from bot.logs import describe

CANCELLATIONS = 4
CANCELLATION_SECONDS = 0.25

log = structlog.get_logger(__name__)


async def end(tasks: Iterable[asyncio.Task[Any]]) -> None:
    """Cancel tasks until they have ended.

    Once is not always enough: `asyncio.wait_for` swallows a cancellation that comes together with what it waits for.
    """
    waiting = {task for task in tasks if not task.done()}
    for _ in range(CANCELLATIONS):
        if not waiting:
            return
        for task in waiting:
            task.cancel()
        _, waiting = await asyncio.wait(waiting, timeout=CANCELLATION_SECONDS)
    if waiting:
        log.error("tasks do not end", count=len(waiting))


class UnderWay:
    """Counts what is under way for a chat, in a `with` block."""

    def __init__(self, counts: dict[int | None, int], chat_id: int | None) -> None:
        self._counts = counts
        self._chat_id = chat_id

    def __enter__(self) -> None:
        self._counts[self._chat_id] = self._counts.get(self._chat_id, 0) + 1

    def __exit__(self, *_: object) -> None:
        left = self._counts.pop(self._chat_id) - 1
        if left:
            self._counts[self._chat_id] = left


class ChatTasks:
    """Tasks by chat. None stands for what belongs to no chat."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._tasks: dict[int | None, asyncio.Task[None]] = {}
        self._under_way: dict[int | None, int] = {}
        self.stopping = False

    def run(self, chat_id: int | None, work: Callable[[], Coroutine[None, None, None]]) -> None:
        """Start a chat's task. The chat has none at this moment; `work` calls `leave` when it has found nothing more to do."""
        self._tasks[chat_id] = asyncio.create_task(self._to_its_end(chat_id, work), name=self._name)

    def has(self, chat_id: int | None) -> bool:
        task = self._tasks.get(chat_id)
        return task is not None and not task.done()

    def leave(self, chat_id: int | None) -> None:
        """For the chat's task itself, with nothing awaited afterwards."""
        self._tasks.pop(chat_id, None)

    def under_way(self, chat_id: int | None) -> UnderWay:
        """For the chat's task itself: don't interrupt this for a stop."""
        return UnderWay(self._under_way, chat_id)

    async def stop(self, seconds: float) -> None:
        """Interrupt the tasks that wait; give the others so many seconds, then interrupt them too."""
        self.stopping = True
        tasks = set(self._tasks.values())
        for chat_id, task in self._tasks.items():
            if chat_id not in self._under_way:
                task.cancel()
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=seconds)
            await end(late)
        self._tasks.clear()

    async def _to_its_end(self, chat_id: int | None, work: Callable[[], Coroutine[None, None, None]]) -> None:
        try:
            await work()
        except Exception as error:  # noqa: BLE001 - nobody waits for the task, so nobody else would hear of it
            self.leave(chat_id)
            log.error(f"a {self._name} broke", error=describe(error))
