"""Named points at which a crash test ends the process. In earnest nothing happens at them."""

from __future__ import annotations

from collections.abc import Callable

Checkpoint = Callable[[str], None]
"""Called with a name of `NAMES`, from any thread."""

NAMES = (
    "update_fetched",  # taken from Telegram, which now counts all earlier ones as delivered; not stored
    "update_stored",  # in the inbox; Telegram doesn't know yet
    "before_commit",  # an update is handled, its effect is not committed
    "after_commit",  # committed; its answer is not sent
    "reminder_claimed",  # a due reminder is made into a message, not committed
    "reminder_queued",  # committed; not sent
    "after_send",  # Telegram has carried a call out; it is not marked
    "before_mark",  # marked, not committed
)


def pass_by(name: str) -> None:
    """Go on."""
