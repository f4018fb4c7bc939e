"""The inbox: what Telegram delivers is stored before Telegram is told that it arrived.

But for inline queries: they are worth nothing by the time they could be read again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import structlog

from bot.checkpoints import Checkpoint, pass_by
from bot.clock import Clock
from bot.json_text import dumped
from bot.patience import write_when_possible
from bot.store import RawUpdate, Store, Transaction

LARGEST_ID = 2**63 - 1

Beside = Callable[[object], bool]
"""Whether an update is dealt with at once, beside the store; it is then."""

log = structlog.get_logger(__name__)


def nothing_beside(_update: object) -> bool:
    return False


class Inbox:
    """Keeps batches of updates. Nothing in an update's content makes it fail."""

    def __init__(
        self, store: Store, clock: Clock, checkpoint: Checkpoint = pass_by, *, beside: Beside = nothing_beside
    ) -> None:
        self._store = store
        self._clock = clock
        self._checkpoint = checkpoint
        self._beside = beside

    async def keep(self, batch: Sequence[object]) -> list[RawUpdate]:
        """Store the updates of a batch and return those that are new, in order.

        Waits while the storage refuses: what isn't stored must not be acknowledged. Without anything to store it needs
        no storage.
        """
        rest = self._rest(batch)
        return self._kept(await write_when_possible(self._store, self._clock, self._job(rest))) if rest else []

    async def try_keep(self, batch: Sequence[object]) -> list[RawUpdate]:
        """As `keep`, but raises `StoreUnavailable` where the storage refuses."""
        rest = self._rest(batch)
        return self._kept(await self._store.write(self._job(rest))) if rest else []

    def _rest(self, batch: Sequence[object]) -> list[object]:
        """What is left to be stored, once everything else is being dealt with."""
        return [update for update in batch if not self._beside(update)]

    def _job(self, batch: Sequence[object]) -> Callable[[Transaction], list[RawUpdate]]:
        self._checkpoint("update_fetched")
        updates = [raw for raw in map(as_raw, batch) if raw is not None]
        if len(updates) < len(batch):
            log.error("updates without an id were dropped", count=len(batch) - len(updates))
        now = self._clock.now()
        return lambda tx: tx.keep_updates(updates, now)

    def _kept(self, new: list[RawUpdate]) -> list[RawUpdate]:
        self._checkpoint("update_stored")
        return new


def as_raw(update: object) -> RawUpdate | None:
    """An update as it is stored; None where it has no id, so that it could be neither kept nor acknowledged."""
    update_id = update_id_of(update)
    if update_id is None:
        return None
    happening = _happening(update)
    chat_id = _id_in(happening.get("chat"))
    if chat_id is None and type(message := happening.get("message")) is dict:
        chat_id = _id_in(message.get("chat"))
    return RawUpdate(
        update_id=update_id, chat_id=chat_id, raw=_as_text(update), sender_id=_id_in(happening.get("from"))
    )


def update_id_of(update: object) -> int | None:
    return _id_in(update, "update_id")


def _happening(update: object) -> dict[Any, Any]:
    """The message, tap or whatever else the update tells of: its one member that is an object."""
    for member in update.values() if type(update) is dict else ():
        if type(member) is dict:
            return member
    return {}


def _id_in(value: object, name: str = "id") -> int | None:
    """An id that the storage can hold."""
    found = value.get(name) if type(value) is dict else None
    # a bool is an int, too, and no id; a dict is read from JSON, so it is nothing else
    return found if type(found) is int and -LARGEST_ID <= found <= LARGEST_ID else None


def _as_text(update: object) -> str:
    """JSON; blank, and so unreadable later on, where it is nested too deeply for that."""
    try:
        return dumped(update)
    except (ValueError, RecursionError):
        return ""
