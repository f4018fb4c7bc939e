"""The values that travel between Telegram's edge and the guide. No Telegram, no storage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who speaks: Telegram's user id, and what Telegram says of the language ("pt-br", or None)."""

    id: int
    language: str | None = None


@dataclass(frozen=True)
class Command:
    """`/name arguments`, without the slash and the bot's name."""

    name: str
    arguments: str = ""


@dataclass(frozen=True)
class Tap:
    """A tapped inline button: its callback data, as sent, so possibly forged, and the message it stands on."""

    data: str
    message_id: int | None = None


@dataclass(frozen=True)
class Typed:
    """A text message, cleaned and not empty. A `forwarded` one is somebody else's: it answers nothing."""

    text: str
    forwarded: bool = False


@dataclass(frozen=True)
class Located:
    """A shared location, in degrees: north and east are positive."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class Unreadable:
    """Something that isn't text: "sticker", "voice", "photo", … or "edit" for an edited message."""

    kind: str


Turn = Command | Tap | Typed | Located | Unreadable


@dataclass(frozen=True)
class Title:
    """The answer in one line, bold."""

    text: str


@dataclass(frozen=True)
class Text:
    """A plain paragraph."""

    text: str


@dataclass(frozen=True)
class Points:
    """A list. `heading` stands above it in bold; `numbered` counts from `first`."""

    items: tuple[str, ...]
    heading: str = ""
    numbered: bool = False
    first: int = 1


@dataclass(frozen=True)
class Fold:
    """A long part that opens with a tap: an expandable quote."""

    text: str
    heading: str = ""


@dataclass(frozen=True)
class Paste:
    """A text to be copied with a tap, and pasted elsewhere."""

    text: str
    heading: str = ""


Block = Title | Text | Points | Fold | Paste


class Button(NamedTuple):
    """An inline button. `data` is the callback data: 1 to 64 bytes of UTF-8.

    `says` are other ways to type it, "2|second"; what begins with "say-" is a text of words/ that lists them."""

    label: str
    data: str
    says: str = ""


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Screen:
    """One message: plain-text blocks (markup and escaping are the renderer's) and rows of buttons.

    Buttons can be typed as well, unless they are not `typed`: the days of a calendar, say. Those of a screen that comes
    `besides`, such as a reminder, don't take the place of what is in front of the buyer. A `silent` one makes no sound;
    `card_of` is the id of the case whose card it is.
    """

    blocks: tuple[Block, ...]
    rows: Rows = ()
    typed: bool = True
    besides: bool = False
    silent: bool = False
    card_of: str = ""


@dataclass(frozen=True, kw_only=True)
class Edit:
    """Another message than the tapped one that changes: a case's card."""

    message_id: int
    screen: Screen


@dataclass(frozen=True)
class Pin:
    """A message to be pinned in the chat, without a sound, or unpinned."""

    message_id: int
    on: bool = True


DRAWING = "image/svg+xml"
"""The `mime` of a file that is a drawing: it becomes a picture (PNG) when it is sent."""


@dataclass(frozen=True, kw_only=True)
class File:
    """Something to look at or to take along. A `photo` is shown in the chat, anything else comes as a document."""

    name: str
    mime: str
    content: bytes
    caption: str = ""
    photo: bool = False


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What the guide says to one turn.

    `change` is what the tapped message turns into (its keyboard goes unless it has rows); `screens` are new
    messages, in order; `edits` change other messages, `files` come last; `toast` is the short answer to a tap (at most 200 characters), `alert` shows it as a dialog.
    """

    screens: tuple[Screen, ...] = ()
    change: Screen | None = None
    edits: tuple[Edit, ...] = ()
    pins: tuple[Pin, ...] = ()
    files: tuple[File, ...] = ()
    toast: str | None = None
    alert: bool = False
