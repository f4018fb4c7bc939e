"""How fast a bot may write: about one message a second to a chat, 30 a second in all, 20 a minute to a group."""

from __future__ import annotations

import math
from dataclasses import dataclass

from bot.clock import Clock
from bot.sandbox.telegram.errors import too_many_requests
from bot.sandbox.telegram.parameters import Call, leading_number

COUNTED = ("send", "edit")
UNCOUNTED = ("sendchataction",)


@dataclass(frozen=True)
class Rate:
    """So many at once, and one more every so many seconds."""

    burst: int
    seconds: float


PRIVATE = Rate(burst=3, seconds=1.0)  # short bursts above one a second are let through
GROUP = Rate(burst=20, seconds=3.0)
TOGETHER = Rate(burst=30, seconds=1 / 30)


class Rates:
    """Budgets by chat and for all chats, refilled by the clock. They start full."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._used: dict[str, tuple[float, float]] = {}  # name -> (messages not made good yet, when that was)

    def check(self, call: Call) -> None:
        """Count the call; 429 where it comes too soon. A refused call costs nothing."""
        if not call.method.startswith(COUNTED) or call.method in UNCOUNTED:
            return
        chat_id = leading_number(call.text("chat_id"))
        budgets = {f"chat:{chat_id}": GROUP if chat_id < 0 else PRIVATE, "together": TOGETHER}
        wait = max(self._wait(name, rate) for name, rate in budgets.items())
        if wait > 1e-6:
            raise too_many_requests(math.ceil(wait))
        now = self._clock.now().timestamp()
        self._used |= {name: (self._owed(name, rate) + 1, now) for name, rate in budgets.items()}

    def _owed(self, name: str, rate: Rate) -> float:
        """Messages sent that time has not made good yet."""
        owed, since = self._used.get(name, (0.0, 0.0))
        return max(0.0, owed - (self._clock.now().timestamp() - since) / rate.seconds)

    def _wait(self, name: str, rate: Rate) -> float:
        """Seconds until one more is allowed."""
        return max(0.0, (self._owed(name, rate) + 1 - rate.burst) * rate.seconds)
