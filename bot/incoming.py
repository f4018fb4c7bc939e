"""What the bot reads of an update. Only that is checked: the rest of Telegram's fields may be whatever they are."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter


class _Read(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")


class Sender(_Read):
    id: int
    is_bot: bool = False
    language_code: str | None = None


class Chat(_Read):
    id: int
    type: str = ""


class Via(_Read):
    """The bot through which somebody sent a message, by inline mode."""

    username: str = ""


class Shown(_Read):
    """A message with buttons: what it says is ours, and isn't read again."""

    message_id: int
    chat: Chat
    date: int


class Message(Shown):
    """What a message without a text is, such as a sticker, shows in `model_extra`."""

    model_config = ConfigDict(extra="allow")

    text: str | None = None
    sender: Sender | None = Field(None, alias="from")
    via_bot: Via | None = None


class Tapped(_Read):
    """A tap on a button. `message` is None where the button belongs to no message of a chat."""

    id: str
    sender: Sender = Field(alias="from")
    message: Shown | None = None
    data: str = ""

    @property
    def message_id(self) -> int | None:
        """The message to be changed; None where Telegram no longer lets it be (its date is 0 then)."""
        return self.message.message_id if self.message and self.message.date else None


class InlineQuery(_Read):
    """What somebody types after the bot's name, so far; `offset` is "" for the first page."""

    id: str
    sender: Sender = Field(alias="from")
    query: str = ""
    offset: str = ""


class Incoming(_Read):
    """An update. What happened stands in one of the members; in none of them where it is nothing we ask for."""

    update_id: int
    message: Message | None = None
    edited_message: Message | None = None
    callback_query: Tapped | None = None

    @property
    def said(self) -> Message | None:
        return self.message or self.edited_message

    @property
    def sender(self) -> Sender | None:
        happening = self.callback_query or self.said
        return happening.sender if happening else None

    @property
    def chat(self) -> Chat | None:
        message = self.callback_query.message if self.callback_query else self.said
        return message.chat if message else None


_INCOMING = TypeAdapter(Incoming)


def read_incoming(raw: str) -> Incoming:
    """Read an update's JSON. Raises ValueError where it isn't one."""
    if r"\ud" not in raw:
        return _INCOMING.validate_json(raw)
    # emoji come as pairs of surrogates; half a pair is no text, and is left out
    return _INCOMING.validate_json(_without_halves(json.loads(raw)))


def _without_halves(update: Any) -> bytes:
    return json.dumps(update, ensure_ascii=False).encode("utf-8", "ignore")
