"""Many time limits on one timer: hardly any is ever reached, and a timer for each cost as much as what it limits."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable
from time import monotonic
from typing import Generic, TypeVar

Limited = TypeVar("Limited")


class TimeLimits(Generic[Limited]):
    """What is under way, and until when it may be. `expire` is called for what takes longer; once it is `end`ed, never."""

    def __init__(self, expire: Callable[[Limited], object]) -> None:
        self._expire = expire
        self._until: dict[Limited, float] = {}
        self._looks_at = math.inf
        self._timer: asyncio.TimerHandle | None = None

    def begin(self, what: Limited, seconds: float) -> None:
        until = self._until[what] = monotonic() + seconds
        if until < self._looks_at:
            self._look_at(until)

    def end(self, what: Limited) -> None:
        """Nothing where it has expired."""
        self._until.pop(what, None)

    def _look_at(self, until: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._looks_at = until
        self._timer = asyncio.get_running_loop().call_later(until - monotonic(), self._look)

    def _look(self) -> None:
        self._timer, self._looks_at = None, math.inf
        now = monotonic()
        for what in [what for what, until in self._until.items() if until <= now]:
            del self._until[what]
            self._expire(what)
        if self._until:
            self._look_at(min(self._until.values()))
