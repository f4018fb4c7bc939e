"""Where a handler settles an update: the new state, the done mark and what is to be sent, all committed together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from telegram.ext import CallbackContext, ExtBot

from bot.checkpoints import Checkpoint, pass_by
from bot.clock import Clock
from bot.incoming import Incoming
from bot.store import Outgoing, Store, Transaction

Poke = Callable[[int, list[Outgoing]], None]
"""(chat id, what is to be sent to it next): something may be to be sent to this chat."""

Result = TypeVar("Result")


@dataclass
class Ticket:
    """What became of one try at an update. Neither settled nor an error: no handler wanted it."""

    chat_id: int | None = None
    settled: bool = False
    error: Exception | None = None
    update_id: int = 0
    open_tickets: dict[int, Ticket] = field(default_factory=dict, repr=False)

    def __enter__(self) -> Ticket:
        self.open_tickets[self.update_id] = self
        return self

    def __exit__(self, *_: object) -> None:
        del self.open_tickets[self.update_id]


class Desk:
    """Settles updates for handlers, and tells the lane how it went. `poke` is told of each chat that may get a reply.

    `Application.process_update` returns normally even when a handler raised, so the lane can't learn it from there.
    """

    def __init__(self, store: Store, clock: Clock, poke: Poke, checkpoint: Checkpoint = pass_by) -> None:
        self._store = store
        self._clock = clock
        self._poke = poke
        self._checkpoint = checkpoint
        self._tickets: dict[int, Ticket] = {}

    async def settle(self, update_id: int, job: Callable[[Transaction, datetime], Result]) -> Result | None:
        """Run `job` (transaction, now) in one write transaction which also marks the update as done. A handler calls this once.

        Returns what `job` returned, or None where the update was done already: then `job` wasn't run.
        Raises what `job` raised; then nothing has changed, and the lane tries the update again.
        """
        ticket = self._tickets.get(update_id) or Ticket()
        try:
            result, following = await self._store.write(lambda tx: self._work(tx, update_id, ticket.chat_id, job))
        except Exception as error:
            ticket.error = error
            raise
        self._checkpoint("after_commit")
        ticket.settled = True
        if ticket.chat_id is not None:
            self._poke(ticket.chat_id, following)
        return result

    def ticket(self, update_id: int, chat_id: int | None) -> Ticket:
        """For the lane: what becomes of this update while it is handled, in a `with` block."""
        return Ticket(chat_id, update_id=update_id, open_tickets=self._tickets)

    async def note_error(self, update: object, context: CallbackContext[ExtBot[None], None, None, None]) -> None:
        """For `Application.add_error_handler`: an error that a handler raised before it came here."""
        ticket = self._tickets.get(update.update_id) if isinstance(update, Incoming) else None
        if ticket is not None:
            ticket.error = ticket.error or context.error

    def _work(
        self, tx: Transaction, update_id: int, chat_id: int | None, job: Callable[[Transaction, datetime], Result]
    ) -> tuple[Result | None, list[Outgoing]]:
        """What the job returned, and what is to be sent to the chat next."""
        result = None
        now = self._clock.now()
        if tx.finish_update(update_id, now):
            result = job(tx, now)
            self._checkpoint("before_commit")
        return result, [] if chat_id is None else tx.next_outgoing(chat_id)
