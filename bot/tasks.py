"""One task a chat, and an orderly end: what is under way is finished, what merely waits is not waited for."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Coroutine, Iterable, Iterator
from contextlib import contextmanager

import structlog

from bot.logs import describe

CANCELLATIONS = 4
CANCELLATION_SECONDS = 0.25

log = structlog.get_logger(__name__)


async def end(tasks: Iterable[asyncio.Task[None]]) -> None:
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


class ChatTasks:
    """Tasks by chat. None stands for what belongs to no chat."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._tasks: dict[int | None, asyncio.Task[None]] = {}
        self._under_way: Counter[int | None] = Counter()
        self.stopping = False

    def run(self, chat_id: int | None, work: Coroutine[None, None, None]) -> None:
        """Start a chat's task. The chat has none at this moment."""
        task = asyncio.create_task(work, name=f"{self._name} of a chat")
        self._tasks[chat_id] = task
        task.add_done_callback(lambda ended: self._ended(chat_id, ended))

    def has(self, chat_id: int | None) -> bool:
        return chat_id in self._tasks

    def leave(self, chat_id: int | None) -> None:
        """For the chat's task itself, with nothing awaited afterwards: it has found nothing more to do."""
        self._tasks.pop(chat_id, None)

    @contextmanager
    def under_way(self, chat_id: int | None) -> Iterator[None]:
        """For the chat's task itself: don't interrupt this for a stop."""
        self._under_way[chat_id] += 1
        try:
            yield
        finally:
            self._under_way[chat_id] -= 1
            if not self._under_way[chat_id]:
                del self._under_way[chat_id]

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

    def _ended(self, chat_id: int | None, task: asyncio.Task[None]) -> None:
        if self._tasks.get(chat_id) is task:
            del self._tasks[chat_id]
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error(f"a {self._name} broke", error=describe(error))
