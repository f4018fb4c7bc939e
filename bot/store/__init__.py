"""What the bot remembers: the one protocol that every storage backend serves. Its records stand in `records`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from typing import Any, Protocol, TypeVar

from bot.store.records import (
    Buyer,
    Case,
    Event,
    ForeignCase,
    Outgoing,
    RawUpdate,
    Reminder,
    StoreUnavailable,
    StoreUnusable,
    Told,
    Upload,
    Wanted,
)

__all__ = [
    "Buyer",
    "Case",
    "Event",
    "ForeignCase",
    "Outgoing",
    "RawUpdate",
    "Reminder",
    "Result",
    "Store",
    "StoreUnavailable",
    "StoreUnusable",
    "Told",
    "Transaction",
    "Upload",
    "Wanted",
]

Result = TypeVar("Result")


class Transaction(Protocol):
    """One write transaction, used on the writer thread only; it commits as a whole or not at all."""

    # the inbox
    def keep_updates(self, updates: Iterable[RawUpdate], now: datetime) -> list[RawUpdate]:
        """Store those not seen before and return them, in order."""

    def pending_updates(self) -> list[RawUpdate]:
        """Those neither done nor set aside, in order of arrival."""

    def returned_updates(self) -> list[RawUpdate]:
        """Those that the host put back among the pending ones since this was last asked."""

    def finish_update(self, update_id: int, now: datetime) -> bool:
        """Mark as done and blank the raw text, the chat and the sender; whether anything was left to do for it. Nothing is
        for one that is done, set aside or unknown."""

    def fail_update(self, update_id: int, error: str, now: datetime) -> int:
        """Count a failed try; returns the number of tries so far."""

    def set_aside(self, update_id: int, error: str, now: datetime) -> None:
        """Give up on it: kept with its raw text for the host."""

    # the outbox
    def queue(
        self,
        chat_id: int,
        method: str,
        parameters: Mapping[str, Any],
        now: datetime,
        *,
        kind: str = "reply",
        files: Mapping[str, Upload] | None = None,
        card_of: str = "",
    ) -> int:
        """Put a call behind those already queued for this chat; returns its id, which never comes again. `parameters` is
        plain JSON. `card_of` is the case whose card the message will be."""

    def is_queued(self, outgoing_id: int) -> bool:
        """Whether a call is still to be made."""

    def rewrite(self, outgoing_id: int, parameters: Mapping[str, Any]) -> None:
        """Give a call that is still to be made other parameters."""

    def drop(self, outgoing_id: int) -> None:
        """Forget a call that is not to be made any more."""

    def waiting_reminders(self) -> int:
        """How many reminders are still to be sent."""

    def next_outgoing(self, chat_id: int, besides: Collection[int] = ()) -> list[Outgoing]:
        """What may be sent to this chat now, `besides` what is put off: its first call; also the second, where the first
        only changes a message and the second doesn't change the same one."""

    def chats_with_outgoing(self) -> list[int]: ...
    def mark_sent(self, outgoing_id: int, now: datetime, message_id: int | None = None) -> None:
        """Mark as sent and blank its parameters; a reply that shows no case's card leaves the outbox. `message_id` is that
        of the message it made or changed."""

    def mark_failed(self, outgoing_id: int, error: str, now: datetime) -> None:
        """Give up on it and blank its parameters."""

    def count_attempt(self, outgoing_id: int) -> None: ...

    # buyers and cases: every load of a case is by id and owner
    def buyer(self, owner: int) -> Buyer:
        """The buyer; a fresh record where there is none yet."""

    def save_buyer(self, buyer: Buyer) -> None: ...
    def mark_blocked(self, owner: int, now: datetime) -> None:
        """Note that this buyer can't be written to any more; nothing where there is no such buyer."""

    def case(self, case_id: str, owner: int) -> Case | None: ...
    def cases(self, owner: int, *, closed: bool = False) -> list[Case]:
        """Oldest first; open ones only, unless `closed`."""

    def open_cases(self, after: str = "", limit: int = 100) -> list[Case]:
        """Open cases of all buyers by id, in pages: for bringing reminders in line."""

    def save_case(self, case: Case) -> None:
        """Insert or update. A case of another owner under this id is never touched: `ForeignCase` is raised."""

    def erase(self, owner: int, now: datetime) -> None:
        """Everything of this person: buyer, cases, reminders, raw updates, outgoing messages.

        Bare update ids stay, so that what Telegram delivers again is still known; and a salted hash of the person's
        id, so that a backup that is restored later forgets them too. Updates of this person that still
        wait are dropped with the rest; what is queued after this call, in the same transaction, is sent."""

    def held(self, owner: int) -> Mapping[str, list[dict[str, Any]]]:
        """All that is kept of this person, table by table, with JSON read; files that wait to be sent without their
        content. Nothing of anybody else."""

    def sweep(self, closed_before: datetime, done_before: datetime) -> None:
        """Delete cases closed before (and updates set aside before), and done updates and settled messages before.

        `done_before` lies at least a day back: Telegram may deliver an update again for so long."""

    # reminders
    def align_reminders(
        self, case: Case, wanted: Iterable[Wanted], now: datetime, since: datetime | None = None
    ) -> None:
        """Bring the pending rows that lie ahead in line: add what is wanted ahead, withdraw what isn't wanted. One whose
        hour has passed meanwhile (its zone changed) is due at once. Rows already due, and those put off,
        stay as they are (they are judged when claimed); those sent or done never come back. What is wanted for
        the past is not added, unless it was due after `since`: when the bot was there last. The case itself is saved
        before."""

    def claim_due(self, now: datetime, limit: int = 50) -> list[Reminder]:
        """All that is due and pending (or claimed longer ago than the lease of five minutes) of at most `limit` buyers:
        whose deadline is nearest first, and each one's together, oldest first; now claimed."""

    def reminder(self, reminder_id: int, owner: int) -> Reminder | None: ...
    def settle_reminder(self, reminder_id: int, state: str, now: datetime, message: int | None = None) -> None:
        """Note what became of it, and in which message of the outbox."""

    def put_off(self, reminder_id: int, until: datetime, why: str) -> None:
        """Pending again, and due then. `why`: "snoozed" or "quiet"."""

    def end_quiet(self, owner: int, now: datetime) -> None:
        """What waits for the end of a buyer's quiet hours is due now: to be judged by the hours as they are by now."""

    def reminders_in(self, message: int, owner: int) -> list[Reminder]:
        """Those that went out in one message."""

    def make_anew(self, message: int) -> None:
        """Those of a message that was not sent are pending again."""

    def pending_reminders(self, owner: int) -> list[Reminder]:
        """A buyer's pending ones, put off or not, by the time when they are due."""

    def miss(self, reminder_id: int, now: datetime) -> None:
        """It came due, and its buyer can't be written to."""

    def miss_message(self, message: int) -> None:
        """A message did not arrive: what went out in it was missed."""

    def take_missed(self, owner: int) -> list[Reminder]:
        """What a buyer missed, by the time when it was due; it counts as missed no more."""

    def next_due(self) -> datetime | None:
        """When the next pending reminder is due."""

    def told(self, case: Case) -> Mapping[str, Told]:
        """The dates that the buyer was last told, by clock."""

    def tell(self, case: Case, clock: str, told: Told) -> None:
        """Note a date that the buyer is told."""

    # small notes of the bot itself (what was last set at Telegram)
    def note(self, key: str) -> str | None: ...
    def set_note(self, key: str, value: str) -> None: ...


class Store(Protocol):
    """A storage backend: jobs run one after the other, each in a transaction of its own."""

    async def write(self, job: Callable[[Transaction], Result], *, ahead: bool = False) -> Result:
        """Run `job` on the writer thread in a transaction; commit, or roll back and raise what it raised.

        The job may be run twice, where others failed that shared its commit: it changes nothing but the transaction.
        That is of no use once the job is over. Cancelling the wait doesn't stop the job: it is carried out
        or not, as a whole. `ahead`: before the jobs that wait and aren't. Raises `StoreUnavailable` where the storage refused."""

    async def close(self) -> None:
        """Finish the jobs handed in so far, then close."""
