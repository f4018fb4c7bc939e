"""The outbox: a chat's queued calls are made in order and marked. At least once, and hardly ever twice.

A call that only changes a message goes out together with the one behind it, so that nobody waits for two answers. A
reminder of which nobody knows whether it arrived is repeated later, beside the others.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

import structlog
from telegram import Bot
from telegram.error import RetryAfter, TelegramError

from bot.amend import amended
from bot.api import Fate, call, fate, status_of
from bot.budgets import Budgets
from bot.checkpoints import Checkpoint, pass_by
from bot.clock import Clock
from bot.drawing import Draughtsman
from bot.logs import describe
from bot.marks import Mark, Marks
from bot.metrics import Metrics
from bot.patience import Backoff, asked_pause, write_when_possible
from bot.store import Outgoing, Store, Transaction
from bot.tasks import ChatTasks, end

Result = TypeVar("Result")
Parameters = Mapping[str, Any]

MOST_TROUBLE = 8
"""How often a call is made that Telegram answers with trouble of its own: that very call may be what troubles it."""

REPEAT_AFTER = 60.0
"""Seconds before a reminder is repeated of which nobody knows whether it arrived."""

log = structlog.get_logger(__name__)


Renewal = Callable[[Transaction, Outgoing, datetime], Outgoing | None]


def unchanged(parameters: Parameters) -> Parameters:
    return parameters


def as_it_is(_tx: Transaction, row: Outgoing, _now: datetime) -> Outgoing | None:
    return row


@dataclass
class _Hindrance:
    """What has stood in the way of the call that is to be made now."""

    backoff: Backoff = field(default_factory=Backoff)
    troubles: int = 0


class Outbox:
    """Sends. `repeated` marks the parameters of a reminder that is sent again because it may not have arrived; `renewed`
    looks at a reminder right before it is sent: None where it is not to be sent any more."""

    def __init__(
        self,
        store: Store,
        bot: Bot,
        clock: Clock,
        *,
        budgets: Budgets,
        metrics: Metrics,
        checkpoint: Checkpoint = pass_by,
        repeated: Callable[[Parameters], Parameters] = unchanged,
        renewed: Renewal = as_it_is,
    ) -> None:
        self._store = store
        self._bot = bot
        self._clock = clock
        self._budgets = budgets
        self._metrics = metrics
        self._sent = metrics.sent
        self._checkpoint = checkpoint
        self._repeated = repeated
        self._renewed = renewed
        self._draughtsman = Draughtsman()
        self._poked: set[int] = set()
        self._put_off: defaultdict[int, set[int]] = defaultdict(set)
        self._marks = Marks(self._write, clock)
        self._tasks = ChatTasks("outbox")
        self._repeats = ChatTasks("repeated reminder")

    def poke(self, chat_id: int, following: Sequence[Outgoing] = ()) -> None:
        """There may be something to send to this chat; `following` is what comes next, where that is known."""
        if self._tasks.has(chat_id) or chat_id in self._put_off or not following:
            following = ()
            self._poked.add(chat_id)
        if not self._tasks.has(chat_id) and not self._tasks.stopping:
            self._tasks.run(chat_id, partial(self._drain, chat_id, following))

    async def resume(self) -> None:
        """Send what an earlier run left."""
        for chat_id in await self._write(lambda tx: tx.chats_with_outgoing()):
            self.poke(chat_id)

    async def answer_tap(self, query_id: str, toast: str | None = None, *, alert: bool = False) -> None:
        """Answer a tap at once, beside the queue. Telegram refuses late answers, and nobody misses them."""
        parameters: dict[str, Any] = {"callback_query_id": query_id}
        if toast:
            parameters |= {"text": toast, "show_alert": alert}
        try:
            await call(self._bot, "answerCallbackQuery", parameters)
            self._sent["tap"].inc()
        except TelegramError as error:
            log.info("a tap could not be answered", error=describe(error))

    async def stop(self, seconds: float) -> None:
        """Finish the calls that are being made, leave the rest in the store."""
        await self._tasks.stop(seconds)
        await self._repeats.stop(0)
        await self._marks.stop()
        await self._budgets.stop()

    async def _drain(self, chat_id: int, rows: Sequence[Outgoing]) -> None:
        await self._deliver_all(rows)
        while chat_id in self._poked and not self._tasks.stopping:
            self._poked.discard(chat_id)
            await self._deliver_all(await self._write(lambda tx: self._following(tx, chat_id)))
        self._tasks.leave(chat_id)

    async def _deliver_all(self, rows: Sequence[Outgoing]) -> None:
        """These, and what follows them."""
        while rows and not self._tasks.stopping:
            rows = await (self._deliver_together(*rows) if len(rows) > 1 else self._deliver(rows[0]))

    async def _deliver_together(self, first: Outgoing, second: Outgoing) -> list[Outgoing]:
        """Make two calls side by side. Returns what comes next, as the one that was settled last has found it."""
        beside = asyncio.create_task(self._deliver(second), name="outbox")
        try:
            following = await self._deliver(first)
        except Exception:
            await asyncio.wait((beside,))
            raise
        except asyncio.CancelledError:
            await end((beside,))
            raise
        was_first = beside.done()
        found_beside = await beside
        return following if was_first else found_beside

    async def _deliver(self, row: Outgoing) -> list[Outgoing]:
        """Make a call, as often and in whatever form it takes, until it is settled or put off. Returns what comes next."""
        attempt: Outgoing | list[Outgoing] = await self._draughtsman.ready(row) if row.files else row
        hindrance = _Hindrance()
        while isinstance(attempt, Outgoing):
            if self._tasks.stopping:
                return []
            attempt = await self._attempt(attempt, hindrance)
        return attempt

    async def _attempt(self, row: Outgoing, hindrance: _Hindrance) -> Outgoing | list[Outgoing]:
        """Make the call once. Returns the call in the form to be tried next; where it is settled, what comes next."""
        await self._budgets.admit(row.chat_id, row.kind)
        try:
            with self._tasks.under_way(row.chat_id):
                if row.kind == "reminder":
                    found = await self._look_once_more(row)
                    if not isinstance(found, Outgoing):
                        return found
                    row = found
                result = await call(self._bot, row.method, self._parameters(row), files=row.files)
                self._checkpoint("after_send")
                return await self._mark_sent(row, _message_id(result))
        except TelegramError as error:
            failure = error
        finally:
            self._budgets.done()
        return await self._recover(row, failure, hindrance)

    async def _look_once_more(self, row: Outgoing) -> Outgoing | list[Outgoing]:
        """A reminder as it is to be sent now; what comes next, where it isn't any more."""

        def job(tx: Transaction) -> Outgoing | list[Outgoing]:
            found = self._renewed(tx, row, self._clock.now())
            if found and not row.attempts:
                tx.count_attempt(row.id)  # whoever finds it unmarked after a crash can't know whether it arrived
            return found or self._following(tx, row.chat_id)

        return await self._write(job)

    async def _recover(self, row: Outgoing, error: TelegramError, hindrance: _Hindrance) -> Outgoing | list[Outgoing]:
        meaning = fate(error)
        if meaning is Fate.AS_WANTED:
            return await self._mark_sent(row)
        self._count(row, error, meaning)
        if self._may_go_again(meaning, error, hindrance):
            await self._clock.sleep(hindrance.backoff.after(error))
            return row
        if meaning is Fate.UNKNOWN and row.kind == "reminder" and not row.attempts:
            return await self._once_more(row, hindrance.backoff.after(error))
        return amended(row, error) or await self._give_up(row, error)

    async def _once_more(self, row: Outgoing, pause: float) -> Outgoing | list[Outgoing]:
        """What nobody knows of: a change of a message soon and in its order, since a newer one may follow; a new message
        later, so that the chat goes on meanwhile."""
        if row.method.startswith("edit"):
            await self._clock.sleep(pause)
            return row._replace(attempts=row.attempts + 1)
        self._put_off[row.chat_id].add(row.id)
        self._repeats.run(row.id, partial(self._repeat_later, row))
        # as a mark is made, so that of a pair the one that was settled last is told last
        return await self._marks.make(lambda tx, _now: self._following(tx, row.chat_id))

    async def _repeat_later(self, row: Outgoing) -> None:
        await self._clock.sleep(REPEAT_AFTER)
        self._put_off[row.chat_id].discard(row.id)
        if not self._put_off[row.chat_id]:
            del self._put_off[row.chat_id]
        self.poke(row.chat_id)
        self._repeats.leave(row.id)

    def _count(self, row: Outgoing, error: TelegramError, meaning: Fate) -> None:
        if meaning is Fate.UNKNOWN:
            self._metrics.unknown_outcomes.inc()
        elif meaning is not Fate.NOT_SENT:
            self._metrics.refused.labels(status_of(error)).inc()
        if meaning is Fate.MARKUP and "parse_mode" in row.parameters:
            self._metrics.plain_resends.inc()
        if isinstance(error, RetryAfter):
            self._budgets.note_refusal(row.chat_id, asked_pause(error))

    def _may_go_again(self, meaning: Fate, error: TelegramError, hindrance: _Hindrance) -> bool:
        """Whether the call was certainly not carried out and may be later, just as it is."""
        if isinstance(error, RetryAfter) or meaning is Fate.NOT_SENT:
            return True
        hindrance.troubles += 1
        return meaning is Fate.NOT_DONE and hindrance.troubles < MOST_TROUBLE

    def _mark_sent(self, row: Outgoing, message_id: int | None = None) -> Awaitable[list[Outgoing]]:
        self._sent[row.kind].inc()
        return self._settle(row, lambda tx, now: tx.mark_sent(row.id, now, message_id))

    async def _give_up(self, row: Outgoing, error: TelegramError) -> list[Outgoing]:
        """Mark it as failed. Whoever can't be reached any more is noted as such."""
        told = describe(error)
        log.warning("a call is given up", outgoing=row.id, chat=row.chat_id, method=row.method, error=told)

        def mark(tx: Transaction, now: datetime) -> None:
            tx.mark_failed(row.id, told, now)
            tx.miss_message(row.id)
            if fate(error) is Fate.UNREACHABLE:
                tx.mark_blocked(row.chat_id, now)

        return await self._settle(row, mark)

    def _parameters(self, row: Outgoing) -> Parameters:
        again = row.kind == "reminder" and row.attempts > 0 and row.method == "sendMessage"
        return self._repeated(row.parameters) if again else row.parameters

    def _settle(self, row: Outgoing, mark: Mark[None]) -> Awaitable[list[Outgoing]]:
        """Mark the call, and see what comes next for its chat, in one go."""

        def mark_and_look(tx: Transaction, now: datetime) -> list[Outgoing]:
            mark(tx, now)
            self._checkpoint("before_mark")
            return [] if row.last else self._following(tx, row.chat_id)

        return self._marks.make(mark_and_look)

    def _following(self, tx: Transaction, chat_id: int) -> list[Outgoing]:
        """What comes next for a chat, besides what is put off by the time that the job is carried out."""
        return tx.next_outgoing(chat_id, tuple(self._put_off.get(chat_id, ())))

    def _write(self, job: Callable[[Transaction], Result]) -> Awaitable[Result]:
        """Ahead of others: what was sent is to be marked before a crash can make a copy of it, and what is to be sent waited."""
        return write_when_possible(self._store, self._clock, job, ahead=True)


def _message_id(result: Any) -> int | None:
    """The id of the message that a call made or changed; None where it made none."""
    message_id = result.get("message_id") if type(result) is dict else None
    return message_id if type(message_id) is int else None
