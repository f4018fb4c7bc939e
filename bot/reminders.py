"""Due rows made into messages, and all cases' wanted reminders brought in line as the days go by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby
from typing import Any, TypeVar

import structlog

from bot.checkpoints import Checkpoint, pass_by
from bot.clock import Clock, local_day
from bot.guide import Guide, Visit
from bot.guide.due import Due, by_clock, in_order, thing_due
from bot.guide.moved import moved_screen
from bot.guide.quiet import nearest, waits_until
from bot.guide.reminding import reminder_screen
from bot.guide.upkeep import turned_with_the_day
from bot.jumps import JumpGuard
from bot.logs import describe
from bot.outbox import Outbox, Parameters
from bot.patience import write_when_possible
from bot.render import Call, calls_for, queue_reply
from bot.store import Case, Reminder, Store, Transaction, Wanted
from bot.talk import Reply, Screen
from bot.vitals import Vitals

Derived = TypeVar("Derived")

log = structlog.get_logger(__name__)

ALIGN_EVERY = timedelta(hours=6)
"""A clock may begin when the day turns, so what cases want is derived anew several times a day."""
SLACK = timedelta(hours=1)
ONE_DAY = timedelta(days=1)
LONGEST_DOWN = timedelta(days=14)
"""Days longer ago are no longer asked for what they wanted: it would be over, and each takes its time."""
LOOKED_AT = "cases_looked_at"
"""The note of when all cases were looked at last."""
CASES_AT_ONCE = 50
CASES_OF_MANY_DAYS_AT_ONCE = 5
BUYERS_AT_ONCE = 20
"""So much in one transaction: a buyer's tap waits for no more than that."""
MOST_WAITING = 600
"""Reminders that wait in the outbox, about as many as Telegram takes until the next round. The others stay rows: the
later they are made into messages, the truer these are."""
MOST_IN_A_MESSAGE = 10


class Reminders:
    """Two ticks of the runtime: `align`, then `send`."""

    def __init__(
        self, guide: Guide, store: Store, outbox: Outbox, vitals: Vitals, checkpoint: Checkpoint = pass_by
    ) -> None:
        self._guide = guide
        self._store = store
        self._outbox = outbox
        self._checkpoint = checkpoint
        self._guard = JumpGuard(store, vitals)
        self._aligned_at: datetime | None = None

    async def align(self, clock: Clock) -> None:
        """Derive anew what all open cases want; at the start and every few hours."""
        now = clock.now()
        if await self._guard.holds(clock):
            self._aligned_at = None
            return
        if self._aligned_at and timedelta(0) <= now - self._aligned_at < ALIGN_EVERY:
            return
        after: str | None = ""
        while after is not None:
            page = partial(self._align_page, after=after, now=now)
            after, chats = await write_when_possible(self._store, clock, page)
            self._poke(chats)
        self._aligned_at = now

    def _align_page(self, tx: Transaction, after: str, now: datetime) -> tuple[str | None, list[int]]:
        noted = tx.note(LOOKED_AT)
        looked = datetime.fromisoformat(noted) if noted else None
        down_since = looked if looked and now - looked > ALIGN_EVERY + SLACK else None
        most = CASES_OF_MANY_DAYS_AT_ONCE if down_since else CASES_AT_ONCE
        cases = tx.open_cases(after, most)
        align = partial(self._align_case, tx, now=now, looked=looked or now - ONE_DAY, down_since=down_since)
        told = [case.owner for case in cases if align(case)]
        if len(cases) < most:
            tx.set_note(LOOKED_AT, now.isoformat())
        return cases[-1].id if len(cases) == most else None, told

    def _align_case(
        self, tx: Transaction, case: Case, *, now: datetime, looked: datetime, down_since: datetime | None
    ) -> bool:
        """Whether there was something to tell: a date that moved by itself, a card that the day has changed.

        The card shows the case as it was when all were `looked` at before. Where the bot was down since, what cases came
        to want meanwhile, as the days turned, is still due."""
        visit = self._guide.visit(tx, case.owner, now)
        wanted = _unless_it_fails(partial(_wanted_since, visit, case, down_since), case)
        if wanted is None:
            return False
        tx.align_reminders(case, wanted, now, down_since)
        screen = _unless_it_fails(partial(moved_screen, visit, case), case)
        if screen:
            queue_reply(tx, Reply(screens=(screen,)), case.owner, now, kind="reminder")
        before = self._guide.visit(tx, case.owner, looked)
        turned = _unless_it_fails(partial(turned_with_the_day, before, visit, case), case)
        if turned:
            queue_reply(tx, turned, case.owner, now, kind="reminder")  # at midnight many cards turn; replies go first
        return bool(screen or turned)

    async def send(self, clock: Clock) -> None:
        """Put what is due into the outbox: the claim, the message and the mark in one transaction."""
        if await self._guard.holds(clock):
            return
        while chats := await write_when_possible(self._store, clock, lambda tx: self._queue_due(tx, clock.now())):
            self._checkpoint("reminder_queued")
            self._poke(chats)

    def _poke(self, chats: Iterable[int]) -> None:
        for chat_id in chats:
            self._outbox.poke(chat_id)

    def _queue_due(self, tx: Transaction, now: datetime) -> list[int]:
        """The buyers who had something due, in order."""
        room = MOST_WAITING - tx.waiting_reminders()
        due = tx.claim_due(now, min(room, BUYERS_AT_ONCE)) if room > 0 else []
        owners = []
        for owner, rows in groupby(due, key=lambda reminder: reminder.owner):
            self._remind(tx, owner, list(rows), now)
            self._checkpoint("reminder_claimed")
            owners.append(owner)
        return owners

    def _remind(self, tx: Transaction, owner: int, rows: list[Reminder], now: datetime) -> None:
        """All that is due of a buyer in one message. What quiet hours hold up waits, what they can't get is missed."""
        visit = self._guide.visit(tx, owner, now)
        if visit.buyer.blocked_at:
            for row in rows:
                tx.miss(row.id, now)
            return
        things = wanted_things(visit, rows)
        going = in_order([thing for thing in things if not _held(visit, thing)], visit.today)
        for first in range(0, len(going), MOST_IN_A_MESSAGE):
            self._queue(visit, going[first : first + MOST_IN_A_MESSAGE])

    def _queue(self, visit: Visit, things: Sequence[Due]) -> None:
        screen = reminder_screen(visit, things)
        visit.offer(screen)
        call = reminder_call(visit, screen)
        message = visit.tx.queue(visit.buyer.id, call.method, call.parameters, visit.now, kind="reminder")
        for row in rows_of(things):
            visit.tx.settle_reminder(row.id, "sent", visit.now, message)


def _wanted_since(visit: Visit, case: Case, since: datetime | None) -> list[Wanted]:
    """What a case wants, and what it wanted on each day of a down time: some of that nobody could foresee."""
    wanted = visit.wanted(case)
    if since is not None:
        day = max(local_day(since, visit.zone) + ONE_DAY, visit.today - LONGEST_DOWN)
        while day < visit.today:
            wanted += [want for want in visit.wanted(case, day) if want.on == day]
            day += ONE_DAY
    return wanted


def reminder_call(visit: Visit, screen: Screen) -> Call:
    """The one message that a reminder is: `MOST_IN_A_MESSAGE` things always fit."""
    (call,) = calls_for(Reply(screens=(screen,)), visit.buyer.id)
    return call


def wanted_things(visit: Visit, rows: Iterable[Reminder]) -> list[Due]:
    """What rows amount to that is still wanted; the rows of what isn't are withdrawn."""
    things = []
    for together in by_clock(rows):
        case = visit.tx.case(together[0].case, visit.buyer.id)
        thing = _unless_it_fails(partial(thing_due, visit, case, together), case) if case else None
        if thing:
            things.append(thing)
        else:
            for row in together:
                visit.tx.settle_reminder(row.id, "withdrawn", visit.now)
    return things


def _held(visit: Visit, thing: Due) -> bool:
    """Whether quiet hours hold it up; its rows wait until they end, then."""
    until = waits_until(visit.now, nearest([thing.act_by], visit.today), visit.buyer, visit.zone)
    if until is None:
        return False
    for row in thing.rows:
        visit.tx.put_off(row.id, until, row.put_off or "quiet")
    return True


def rows_of(things: Iterable[Due]) -> list[Reminder]:
    return [row for thing in things for row in thing.rows]


def _unless_it_fails(derive: Callable[[], Derived], case: Case) -> Derived | None:
    """What is derived from a case; None where that fails, for one odd case must not hold up everybody's reminders."""
    try:
        return derive()
    except Exception as error:  # noqa: BLE001 - nothing is written before all is derived, so any fault is the case's own
        log.error("a case's reminders could not be derived", case=case.id, error=describe(error))
        return None


def said_again(mark: str, parameters: Parameters) -> Parameters:
    """A reminder's call, marked as a repeat: nobody knows whether the first one arrived."""
    repeated: dict[str, Any] = {**parameters, "text": f"{mark}\n\n{parameters['text']}"}
    return repeated
