"""What the pretend Telegram keeps: people, groups, messages, files. Dates are Unix seconds, as in the Bot API."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.telegram.markup import to_html

Json = dict[str, Any]


@dataclass
class Person:
    """Somebody with a Telegram account. `started`: pressed Start or wrote to the bot; `met`: the bot saw them anywhere."""

    id: int
    first_name: str
    language_code: str | None = None
    started: bool = False
    met: bool = False
    blocked: bool = False
    deactivated: bool = False

    def user(self) -> Json:
        """Telegram's User object."""
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        return user | ({"language_code": self.language_code} if self.language_code else {})


@dataclass
class Group:
    """A supergroup that the bot is in, or was until it was kicked. Its id is negative."""

    id: int
    title: str
    kicked: bool = False


@dataclass
class StoredFile:
    """Bytes behind a file_id. `kind` is "photo", "document", "sticker" or "voice"; sizes of pictures in pixels."""

    file_id: str
    kind: str
    data: bytes
    path: str
    name: str | None = None
    mime_type: str | None = None
    width: int = 0
    height: int = 0
    details: Json = field(default_factory=dict)

    @property
    def unique_id(self) -> str:
        return f"u{self.file_id[-12:]}"

    def view(self) -> Json:
        return {
            "file_id": self.file_id, "kind": self.kind, "name": self.name, "mime_type": self.mime_type,
            "size": len(self.data), "width": self.width, "height": self.height,
        }  # fmt: skip


@dataclass
class Message:
    """A message. `text` is the text, or the caption beside a file; `entities` belong to it, in UTF-16 units. One that
    is sent `via_bot` was chosen among the bot's inline results."""

    id: int
    chat_id: int
    sender_id: int
    date: int
    from_bot: bool = False
    text: str = ""
    entities: list[Json] = field(default_factory=list)
    file: StoredFile | None = None
    reply_markup: Json | None = None
    reply_to: int | None = None
    edited_at: int | None = None
    pinned: bool = False
    via_bot: bool = False
    reaction: list[Json] = field(default_factory=list)

    @property
    def html(self) -> str:
        """The text for a web page: escaped, formatting as tags."""
        return to_html(self.text, self.entities)

    @property
    def inline_keyboard(self) -> list[list[Json]]:
        """Its rows of inline buttons, [] without."""
        rows: list[list[Json]] = (self.reply_markup or {}).get("inline_keyboard", [])
        return rows

    def view(self) -> Json:
        """What a page shows, as JSON: id, chat_id, from_bot, sender_id, date (Unix seconds), edited, pinned
        and via_bot (bool), text, html (see `html`), reply_markup (Telegram's object or None), reply_to (a message id or None), reaction
        (list of emoji), file (None, or {file_id, kind, name, mime_type, size, width, height}; its bytes:
        `telegram.file_bytes(file_id)`)."""
        return {
            "id": self.id, "chat_id": self.chat_id, "from_bot": self.from_bot, "sender_id": self.sender_id,
            "date": self.date, "edited": self.edited_at is not None, "pinned": self.pinned,
            "via_bot": self.via_bot,
            "text": self.text, "html": self.html, "reply_markup": self.reply_markup, "reply_to": self.reply_to,
            "reaction": [each.get("emoji", "") for each in self.reaction],
            "file": self.file.view() if self.file else None,
        }  # fmt: skip


@dataclass(frozen=True)
class Toast:
    """The visible answer to a tap: `alert` is a dialog, else a line that fades."""

    callback_query_id: str
    text: str
    alert: bool
