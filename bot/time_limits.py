"""Many time limits on one timer: hardly any is ever reached, and a timer for each cost as much as what it limits."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

Limited = TypeVar("Limited")


class TimeLimits(Generic[Limited]):
    """What is under way, and until when it may be. `expire` is called for what takes longer; once it is `end`ed, never."""

    def __init__(self, expire: Callable[[Limited], object]) -> None:
        self._expire = expire
        self._until: dict[Limited, float] = {}
        self._timer: asyncio.TimerHandle | None = None

    def begin(self, what: Limited, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        until = self._until[what] = loop.time() + seconds
        if self._timer is None or until < self._timer.when():
            self._look_at(until, loop)

    def end(self, what: Limited) -> None:
        """Nothing where it has expired."""
        self._until.pop(what, None)

    def _look_at(self, until: float, loop: asyncio.AbstractEventLoop) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = loop.call_at(until, self._look, loop)

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        now = loop.time()
        for what in [what for what, until in self._until.items() if until <= now]:
            del self._until[what]
            self._expire(what)
        self._timer = None
        if self._until:
            self._look_at(min(self._until.values()), loop)
