"""Telegram's updates made into turns for the guide, and its replies into calls. The only place that knows both."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import TypeGuard

from telegram.ext import BaseHandler, ContextTypes

from bot.desk import Desk
from bot.guide import Guide
from bot.incoming import Incoming, Message, Sender
from bot.outbox import Outbox
from bot.render import queue_reply
from bot.runtime import AnyApplication
from bot.store import Transaction
from bot.talk import Command, Located, Person, Reply, Tap, Turn, Typed, Unreadable

LONGEST_TYPED = 4096
"""Characters of a typed text that are read: Telegram's own limit."""
TOAST = 200

PRIVATE = ("private",)
GROUPS = ("group", "supergroup")

TELEGRAM_ITSELF = 777000
"""The account that brings a channel's posts into the group that discusses them."""

Callback = Callable[[Incoming, ContextTypes.DEFAULT_TYPE], Coroutine[None, None, None]]

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@(\w+))?(?:\s+(.*))?", re.DOTALL)
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = ("Cc", "Cs", "Cf", "Zs", "Zl", "Zp", "Co", "Cn")
_BLANK = "\u2800\u3164"  # look like spaces, but count as letters and symbols


class Takes(BaseHandler[Incoming, ContextTypes.DEFAULT_TYPE, None]):
    """A handler of what was read of an update, for one sort of happening."""

    def __init__(self, callback: Callback, wants: Callable[[Incoming], bool]) -> None:
        super().__init__(callback)
        self._wants = wants

    def check_update(self, update: object) -> bool:
        return isinstance(update, Incoming) and self._wants(update)


class Handlers:
    """What python-telegram-bot calls. Each update is settled in one transaction, then its tap is answered."""

    def __init__(self, guide: Guide, desk: Desk, outbox: Outbox, username: Callable[[], str]) -> None:
        self._guide = guide
        self._desk = desk
        self._outbox = outbox
        self._username = username

    def register(self, application: AnyApplication) -> None:
        application.add_handlers(
            (
                Takes(self.tapped, lambda update: update.callback_query is not None),
                Takes(self.wrote, lambda update: is_in(PRIVATE, update.message)),
                Takes(self.edited, lambda update: is_in(PRIVATE, update.edited_message)),
                Takes(self.in_group, lambda update: is_in(GROUPS, update.message)),
            )
        )

    async def wrote(self, update: Incoming, _: ContextTypes.DEFAULT_TYPE) -> None:
        if update.message is not None and (turn := self._turn(update.message)) is not None:
            await self._settle(update, turn)

    async def edited(self, update: Incoming, _: ContextTypes.DEFAULT_TYPE) -> None:
        await self._settle(update, Unreadable("edit"))

    async def tapped(self, update: Incoming, _: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        if query is None:
            return
        reply = await self._settle(update, Tap(clean(query.data), query.message_id), query.message_id)
        toast = reply.toast[:TOAST] if reply and reply.toast else None
        await self._outbox.answer_tap(query.id, toast, alert=bool(reply and reply.alert))

    async def in_group(self, update: Incoming, _: ContextTypes.DEFAULT_TYPE) -> None:
        """One line that points to the private chat, for who speaks to the bot; nothing is stored of a group."""
        message = update.message
        if message is None or not is_person(message.sender) or not self._is_spoken_to(message.text or ""):
            return
        words = self._guide.knowledge.library.words(message.sender.language_code)
        group = message.chat.id
        line = {"chat_id": group, "text": words("group-only-private", username=self._username())}
        await self._desk.settle(update.update_id, lambda tx, now: tx.queue(group, "sendMessage", line, now))

    def _is_spoken_to(self, text: str) -> bool:
        command = _COMMAND.fullmatch(text.strip())
        addressed = command is not None and (command[2] or self._username()).lower() == self._username().lower()
        return addressed or f"@{self._username()}".lower() in text.lower()

    async def _settle(self, update: Incoming, turn: Turn, message_id: int | None = None) -> Reply | None:
        """None where the update was settled before, or doesn't come from a person in their own chat with the bot."""
        user, chat = update.sender, update.chat
        if not is_person(user) or chat is None or chat.id != user.id:
            return None
        person = Person(id=user.id, language=user.language_code)
        return await self._desk.settle(update.update_id, lambda tx, now: self._hear(tx, person, turn, now, message_id))

    def _hear(self, tx: Transaction, person: Person, turn: Turn, now: datetime, message_id: int | None) -> Reply:
        reply = self._guide.hear(tx, person, turn, now)
        queue_reply(tx, reply, person.id, now, message_id=message_id)
        return reply

    def _turn(self, message: Message) -> Turn | None:
        if message.via_bot and message.via_bot.username.lower() == self._username().lower():
            return None  # an article of ours, chosen by inline mode: it is no answer to anything
        if message.text is None:
            if located := located_in(message):
                return located
            kind = kind_of(message)
            return Unreadable(kind) if kind else None
        if command := _COMMAND.fullmatch(message.text.strip()):
            if command[2] and command[2].lower() != self._username().lower():
                return None
            return Command(command[1].lower(), clean(command[3] or ""))
        text = clean(message.text[:LONGEST_TYPED])
        return Typed(text, forwarded=is_forwarded(message)) if is_written(text) else Unreadable("empty")


def is_person(sender: Sender | None) -> TypeGuard[Sender]:
    """Neither nobody nor a bot: an admin who hides behind the group, and a channel, speak through one of Telegram's."""
    return sender is not None and not sender.is_bot and sender.id != TELEGRAM_ITSELF


def clean(text: str) -> str:
    """Without what could break a store or a line's direction: control characters, lone surrogates, overrides."""
    if text.isascii() and text.isprintable():  # most are, and every button's data is: there is nothing to be cleaned
        return text.strip()
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", _OVERRIDES.sub("", kept)).strip()


def is_written(text: str) -> bool:
    """Whether there is anything to see in a text."""
    return any(c not in _BLANK and unicodedata.category(c) not in _INVISIBLE for c in text)


KINDS = {
    "sticker": ("sticker",),
    "voice": ("voice", "audio"),
    "photo": ("photo",),
    "video": ("video", "video_note", "animation"),
    "document": ("document",),
    "other": ("contact", "location", "venue", "poll", "dice", "game", "story", "invoice", "paid_media", "checklist"),
}


def kind_of(message: Message) -> str | None:
    """What a message without text is; None for what nobody said, such as a pinned message's notice."""
    found = message.model_extra or {}
    return next((kind for kind, names in KINDS.items() if any(found.get(name) for name in names)), None)


def is_forwarded(message: Message) -> bool:
    """Whether somebody else wrote it."""
    return bool((message.model_extra or {}).get("forward_origin"))


def located_in(message: Message) -> Located | None:
    """The place that a message shares; None where it shares none that is on this earth."""
    found = (message.model_extra or {}).get("location")
    degrees = [found.get(name) for name in ("latitude", "longitude")] if isinstance(found, dict) else []
    match degrees:
        case [int() | float() as latitude, int() | float() as longitude]:
            there = abs(latitude) <= 90 and abs(longitude) <= 180
            return Located(float(latitude), float(longitude)) if there else None
    return None


def is_in(kinds: tuple[str, ...], message: Message | None) -> bool:
    """Whether there is a message, and in a chat of these kinds."""
    return message is not None and message.chat.type in kinds
