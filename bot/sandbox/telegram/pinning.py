"""pinChatMessage, unpinChatMessage, setMessageReaction: marks on messages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from telegram.constants import ReactionEmoji

from bot.sandbox.telegram.chats import Chats
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.parameters import Call, required_text
from bot.sandbox.telegram.records import Json, Message

EMOJI = frozenset(map(str, ReactionEmoji))


class Pinning:
    """Pins and reactions of the bot."""

    def __init__(self, chats: Chats) -> None:
        self._chats = chats

    def methods(self) -> dict[str, Callable[[Call], Any]]:
        return {"pinchatmessage": self.pin, "unpinchatmessage": self.unpin, "setmessagereaction": self.react}

    def pin(self, call: Call) -> bool:
        chat = self._chats.editable(call.text("chat_id"))
        message = self._chats.existing(chat, call.number("message_id"), "message to pin")
        return self._mark(message, pinned=True)

    def unpin(self, call: Call) -> bool:
        """Without a message_id: the newest of the pinned messages."""
        chat = self._chats.editable(call.text("chat_id"))
        if call.number("message_id"):
            message = self._chats.existing(chat, call.number("message_id"), "message to unpin")
            return self._mark(message, pinned=False)
        pinned = [message for message in self._chats.history(chat.id) if message.pinned]
        if not pinned:
            raise bad_request("Message to unpin not found")
        return self._mark(pinned[-1], pinned=False)

    def react(self, call: Call) -> bool:
        reactions = reaction_types(call)
        chat = self._chats.chat(call.text("chat_id"))
        message = self._chats.existing(chat, call.number("message_id"), "message to react")
        if len(reactions) > 1:
            raise bad_request("REACTIONS_TOO_MANY")
        if any(reaction.get("emoji") not in EMOJI for reaction in reactions):
            raise bad_request("REACTION_INVALID")
        message.reaction = reactions
        self._chats.changed(message)
        return True

    def _mark(self, message: Message, *, pinned: bool) -> bool:
        message.pinned = pinned
        self._chats.publish(message.chat_id, {"type": "pin", "message_id": message.id, "pinned": pinned})
        return True


def reaction_types(call: Call) -> list[Json]:
    types = call.json("reaction", "Can't parse reaction types JSON object")
    if types is None:
        return []
    if not isinstance(types, list):
        raise bad_request("Expected an Array of ReactionType")
    return [reaction_type(value) for value in types]


def reaction_type(value: Any) -> Json:
    try:
        if not isinstance(value, dict):
            raise ValueError("expected an Object")
        kind = required_text(value, "type")
        if kind not in ("emoji", "custom_emoji"):
            raise ValueError("invalid reaction type specified")
        name = "emoji" if kind == "emoji" else "custom_emoji_id"
        return {"type": kind, name: required_text(value, name)}
    except ValueError as problem:
        raise bad_request(f"Can't parse ReactionType: {problem}") from problem
