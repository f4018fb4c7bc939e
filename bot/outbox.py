"""The outbox: a chat's queued calls are made in order and marked. At least once, and hardly ever twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import structlog
from telegram import Bot
from telegram.error import RetryAfter, TelegramError

from bot.amend import amended
from bot.api import Fate, call, fate
from bot.checkpoints import Checkpoint, pass_by
from bot.clock import Clock
from bot.logs import describe
from bot.patience import Backoff, write_when_possible
from bot.store import Outgoing, Store, Transaction
from bot.tasks import ChatTasks

Result = TypeVar("Result")
Parameters = Mapping[str, Any]

MOST_TROUBLE = 8
"""How often a call is made that Telegram answers with trouble of its own: that very call may be what troubles it."""

REPEAT_AFTER = 60.0
"""Seconds before a reminder is repeated of which nobody knows whether it arrived."""

log = structlog.get_logger(__name__)


def unchanged(parameters: Parameters) -> Parameters:
    return parameters


@dataclass
class _Hindrance:
    """What has stood in the way of the call that is to be made now."""

    backoff: Backoff = field(default_factory=Backoff)
    troubles: int = 0


class Outbox:
    """Sends. `repeated` marks the parameters of a reminder that is sent again because it may not have arrived."""

    def __init__(
        self,
        store: Store,
        bot: Bot,
        clock: Clock,
        *,
        checkpoint: Checkpoint = pass_by,
        repeated: Callable[[Parameters], Parameters] = unchanged,
    ) -> None:
        self._store = store
        self._bot = bot
        self._clock = clock
        self._checkpoint = checkpoint
        self._repeated = repeated
        self._poked: set[int] = set()
        self._tasks = ChatTasks("outbox")

    def poke(self, chat_id: int) -> None:
        """There may be something to send to this chat."""
        self._poked.add(chat_id)
        if not self._tasks.has(chat_id) and not self._tasks.stopping:
            self._tasks.run(chat_id, self._drain(chat_id))

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
        except TelegramError as error:
            log.info("a tap could not be answered", error=describe(error))

    async def stop(self, seconds: float) -> None:
        """Finish the calls that are being made, leave the rest in the store."""
        await self._tasks.stop(seconds)

    async def _drain(self, chat_id: int) -> None:
        while chat_id in self._poked and not self._tasks.stopping:
            self._poked.discard(chat_id)
            row, hindrance = await self._write(lambda tx: tx.next_outgoing(chat_id)), _Hindrance()
            while row is not None and not self._tasks.stopping:
                following = await self._deliver(row, hindrance)
                if following is None or following.id != row.id:
                    hindrance = _Hindrance()
                row = following
        self._tasks.leave(chat_id)

    async def _deliver(self, row: Outgoing, hindrance: _Hindrance) -> Outgoing | None:
        """Make one call. Returns what is to be made next: the chat's next one, or this one again."""
        with self._tasks.under_way():
            try:
                await call(self._bot, row.method, self._parameters(row))
            except TelegramError as error:
                failure = error
            else:
                self._checkpoint("after_send")
                return await self._settle(row, lambda tx: tx.mark_sent(row.id, self._clock.now()))
        return await self._recover(row, failure, hindrance)

    async def _recover(self, row: Outgoing, error: TelegramError, hindrance: _Hindrance) -> Outgoing | None:
        meaning = fate(error)
        if meaning is Fate.AS_WANTED:
            return await self._settle(row, lambda tx: tx.mark_sent(row.id, self._clock.now()))
        if self._may_go_again(meaning, error, hindrance):
            await self._clock.sleep(hindrance.backoff.after(error))
            return row
        if meaning is Fate.UNKNOWN and row.kind == "reminder" and not row.attempts:
            await self._write(lambda tx: tx.count_attempt(row.id))
            await self._clock.sleep(REPEAT_AFTER)
            return replace(row, attempts=row.attempts + 1)
        return amended(row, error) or await self._give_up(row, error)

    def _may_go_again(self, meaning: Fate, error: TelegramError, hindrance: _Hindrance) -> bool:
        """Whether the call was certainly not carried out and may be later, just as it is."""
        if isinstance(error, RetryAfter) or meaning is Fate.NOT_SENT:
            return True
        hindrance.troubles += 1
        return meaning is Fate.NOT_DONE and hindrance.troubles < MOST_TROUBLE

    async def _give_up(self, row: Outgoing, error: TelegramError) -> Outgoing | None:
        """Mark it as failed and go on with the next. Whoever can't be reached any more is noted as such."""
        told = describe(error)
        log.warning("a call is given up", outgoing=row.id, method=row.method, error=told)

        def mark(tx: Transaction) -> None:
            now = self._clock.now()
            tx.mark_failed(row.id, told, now)
            if fate(error) is Fate.UNREACHABLE:
                tx.mark_blocked(row.chat_id, now)

        return await self._settle(row, mark)

    def _parameters(self, row: Outgoing) -> Parameters:
        again = row.kind == "reminder" and row.attempts > 0
        return self._repeated(row.parameters) if again else row.parameters

    async def _settle(self, row: Outgoing, mark: Callable[[Transaction], None]) -> Outgoing | None:
        """Mark the call and take the chat's next one, in one go."""

        def job(tx: Transaction) -> Outgoing | None:
            mark(tx)
            self._checkpoint("before_mark")
            return tx.next_outgoing(row.chat_id)

        return await self._write(job)

    async def _write(self, job: Callable[[Transaction], Result]) -> Result:
        return await write_when_possible(self._store, self._clock, job)
