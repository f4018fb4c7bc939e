"""What the bot remembers: the records, and the one protocol that every storage backend serves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from bot.talk import Button

Result = TypeVar("Result")


class StoreUnavailable(Exception):
    """The storage can't be used just now: full, locked, read-only or broken. Nothing was changed; try again later."""


class StoreUnusable(Exception):
    """The storage can't be opened at all: not a database, or written by a newer version of the guide."""


class ForeignCase(Exception):
    """A case was to be saved under an id that belongs to somebody else."""


@dataclass(frozen=True, kw_only=True)
class Buyer:
    """A person as the bot knows them. `zone` is None until chosen; `case` is the case they talk about now;
    `offered` are the buttons in front of them, which can be typed as well; from the hour `quiet_from` to
    `quiet_until` of their day they want no reminders (none are quiet where both are the same)."""

    id: int
    language: str | None = None
    country: str | None = None
    zone: str | None = None
    country_asked: bool = False
    case: str | None = None
    blocked_at: datetime | None = None
    offered: tuple[Button, ...] = ()
    quiet_from: int = 22
    quiet_until: int = 8


@dataclass(frozen=True, kw_only=True)
class Event:
    """What happened to a case on a day. `by` and `amount` ("5.00 EUR") are what it may carry: a deadline, a sum.
    `note` is the guide's own remark (what a verdict was about)."""

    event: str
    on: date
    note: str = ""
    by: date | None = None
    amount: str = ""


@dataclass(frozen=True, kw_only=True)
class Case:
    """A case is its answers and its events. `id` is random: 11 characters of base64url.

    `focus` is what is being asked out of turn (Back, Change, an event's day), `stopped` are the clocks whose reminders
    the buyer stopped, `card` is the id of the message that shows how it stands, and `pinned` whether that is pinned.
    """

    id: str
    owner: int
    opened_at: datetime
    answers: Mapping[str, str] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    focus: str | None = None
    card: int | None = None
    pinned: bool = False
    stopped: frozenset[str] = frozenset()
    closed_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A reminder that a case wants: unique by case, clock and day. `due_at` is UTC, `act_by` its deadline."""

    clock: str
    on: date
    due_at: datetime
    act_by: date | None = None


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """A reminder's row. `state`: pending, claimed, sent (put into the outbox), done, withdrawn.

    `put_off` says why `due_at` is another than at first: "snoozed" by the buyer, or "quiet" hours. `message` is the id
    in the outbox of the message that it went out in, which others may share; `settled_at` when it came to its state.
    """

    id: int
    case: str
    owner: int
    clock: str
    on: date
    due_at: datetime
    state: str
    act_by: date | None = None
    put_off: str = ""
    message: int | None = None
    settled_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Told:
    """A clock's date as a buyer was last told it, and what it was reckoned with (JSON: period to its length)."""

    act_by: date
    basis: str


@dataclass(frozen=True, kw_only=True)
class RawUpdate:
    """An update as Telegram sent it, in JSON. `chat_id` and `sender_id` are None where the update names none."""

    update_id: int
    chat_id: int | None
    raw: str
    sender_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file that goes along with a call, under the name of its parameter."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """A Bot API call to be made for a chat: at least once, in order of `id`.

    `kind`: "reply" or "reminder". `files` are by parameter ("document")."""

    id: int
    chat_id: int
    method: str
    parameters: Mapping[str, Any]
    kind: str
    attempts: int
    files: Mapping[str, Upload] = field(default_factory=dict)


class Transaction(Protocol):
    """One write transaction, used on the writer thread only; it commits as a whole or not at all."""

    # the inbox
    def keep_updates(self, updates: Iterable[RawUpdate], now: datetime) -> list[RawUpdate]:
        """Store those not seen before and return them, in order."""

    def pending_updates(self) -> list[RawUpdate]:
        """Those neither done nor set aside, in order of arrival."""

    def returned_updates(self) -> list[RawUpdate]:
        """Those that the host put back among the pending ones since this was last asked."""

    def is_done(self, update_id: int) -> bool:
        """Whether nothing is left to do for it: done, or set aside."""

    def finish_update(self, update_id: int, now: datetime) -> None:
        """Mark as done and blank the raw text, the chat and the sender."""

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

    def next_outgoing(self, chat_id: int) -> list[Outgoing]:
        """What may be sent to this chat now: its first call; also the second, where the first only changes a message
        and the second doesn't change the same one."""

    def chats_with_outgoing(self) -> list[int]: ...
    def mark_sent(self, outgoing_id: int, now: datetime, message_id: int | None = None) -> None:
        """Mark as sent and blank its parameters. `message_id` is that of the message it made or changed."""

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

    async def write(self, job: Callable[[Transaction], Result]) -> Result:
        """Run `job` on the writer thread in a transaction; commit, or roll back and raise what it raised.

        The transaction is of no use once the job is over. Cancelling the wait doesn't stop the job: it is carried out
        or not, as a whole. Raises `StoreUnavailable` where the storage refused."""

    async def close(self) -> None:
        """Finish the jobs handed in so far, then close."""
