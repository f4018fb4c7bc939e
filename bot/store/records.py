"""What is remembered: the records, and the errors of a storage. Plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from bot.talk import Button


class StoreUnavailable(Exception):
    """The storage can't be used just now: full, locked, read-only or broken. Nothing was changed; try again later."""


class StoreUnusable(Exception):
    """The storage can't be opened at all: not a database, or written by a newer version of the guide."""


class ForeignCase(Exception):
    """A case was to be saved under an id that belongs to somebody else."""


Record = TypeVar("Record")


def changed(record: Record, **fields: Any) -> Record:
    """As `dataclasses.replace`, in a third of its time: a record here has no defaults to fill in and nothing to check."""
    if not fields.keys() <= record.__dict__.keys():
        raise TypeError(f"{type(record).__name__} has no {', '.join(sorted(fields.keys() - record.__dict__.keys()))}")
    made: Record = object.__new__(type(record))
    made.__dict__.update(record.__dict__, **fields)
    return made


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
    `said` is what the first message also said, not yet confirmed: by question, or by kind ("date", "money") where it may
    answer any question of that kind; as answers are stored.
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
    said: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


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


class RawUpdate(NamedTuple):
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


class Outgoing(NamedTuple):
    """A Bot API call to be made for a chat: at least once, in order of `id`, but for a reminder that is repeated.

    `kind`: "reply" or "reminder". `files` are by parameter ("document"). `last`: but for those that were read along with
    it, nothing more was to be sent to its chat."""

    id: int
    chat_id: int
    method: str
    parameters: Mapping[str, Any]
    kind: str
    attempts: int
    files: Mapping[str, Upload] = MappingProxyType({})
    last: bool = False
