"""Due rows made into messages, and all cases' wanted reminders brought in line as the days go by."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby
from typing import Any, TypeVar

import structlog

from bot.clock import Clock
from bot.guide import Guide
from bot.guide.reminding import reminder_screen
from bot.logs import describe
from bot.outbox import Outbox, Parameters
from bot.patience import write_when_possible
from bot.render import queue_reply
from bot.store import Case, Reminder, Store, Transaction
from bot.talk import Reply

Derived = TypeVar("Derived")

log = structlog.get_logger(__name__)

ALIGN_EVERY = timedelta(hours=6)
"""A clock may begin when the day turns, so what cases want is derived anew several times a day."""
PAGE = 100


class Reminders:
    """Two ticks of the runtime: `align`, then `send`."""

    def __init__(self, guide: Guide, store: Store, outbox: Outbox) -> None:
        self._guide = guide
        self._store = store
        self._outbox = outbox
        self._aligned_at: datetime | None = None

    async def align(self, clock: Clock) -> None:
        """Derive anew what all open cases want; at the start and every few hours."""
        now = clock.now()
        if self._aligned_at and timedelta(0) <= now - self._aligned_at < ALIGN_EVERY:
            return
        after: str | None = ""
        while after is not None:
            page = partial(self._align_page, after=after, now=now)
            after = await write_when_possible(self._store, clock, page)
        self._aligned_at = now

    def _align_page(self, tx: Transaction, after: str, now: datetime) -> str | None:
        cases = tx.open_cases(after, PAGE)
        for case in cases:
            wanted = _unless_it_fails(partial(self._guide.visit(tx, case.owner, now).wanted, case), case)
            if wanted is not None:
                tx.align_reminders(case, wanted, now)
        return cases[-1].id if len(cases) == PAGE else None

    async def send(self, clock: Clock) -> None:
        """Put what is due into the outbox: the claim, the message and the mark in one transaction."""
        while chats := await write_when_possible(self._store, clock, lambda tx: self._queue_due(tx, clock.now())):
            for chat_id in chats:
                self._outbox.poke(chat_id)

    def _queue_due(self, tx: Transaction, now: datetime) -> set[int]:
        due = tx.claim_due(now, PAGE)
        for _, together in groupby(sorted(due, key=_belongs_to), key=_belongs_to):
            self._queue(tx, list(together), now)
        return {reminder.owner for reminder in due}

    def _queue(self, tx: Transaction, due: list[Reminder], now: datetime) -> None:
        """One message for all due reminders of one clock of a case; none where the case wants it no longer."""
        visit = self._guide.visit(tx, due[0].owner, now)
        case = tx.case(due[0].case, due[0].owner)
        screen = None
        if case and not visit.buyer.blocked_at:
            screen = _unless_it_fails(partial(reminder_screen, visit, case, due), case)
        visit.offer(screen)
        for reminder in due:
            tx.settle_reminder(reminder.id, "sent" if screen else "withdrawn", now)
        if screen:
            queue_reply(tx, Reply(screens=(screen,)), due[0].owner, now, kind="reminder")


def _unless_it_fails(derive: Callable[[], Derived], case: Case) -> Derived | None:
    """What is derived from a case; None where that fails, for one odd case must not hold up everybody's reminders."""
    try:
        return derive()
    except Exception as error:  # noqa: BLE001 - nothing is written while deriving, so any fault is the case's own
        log.error("a case's reminders could not be derived", case=case.id, error=describe(error))
        return None


def _belongs_to(reminder: Reminder) -> tuple[str, str]:
    return reminder.case, reminder.clock


def said_again(mark: str, parameters: Parameters) -> Parameters:
    """A reminder's call, marked as a repeat: nobody knows whether the first one arrived."""
    repeated: dict[str, Any] = {**parameters, "text": f"{mark}\n\n{parameters['text']}"}
    return repeated
