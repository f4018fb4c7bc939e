"""deleteMessage, deleteMessages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.sandbox.telegram.chats import Chats
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.parameters import Call
from bot.sandbox.telegram.records import Message

MAX_MESSAGE_IDS = 100
DELETABLE_SECONDS = 48 * 3600


class Deleting:
    """A bot deletes what is younger than 48 hours; in a group only what it said itself."""

    def __init__(self, chats: Chats) -> None:
        self._chats = chats

    def methods(self) -> dict[str, Callable[[Call], Any]]:
        return {"deletemessage": self.delete_message, "deletemessages": self.delete_messages}

    def delete_message(self, call: Call) -> bool:
        if not call.text("chat_id"):
            raise bad_request("Chat identifier is not specified")
        if not call.number("message_id"):
            raise bad_request("Message identifier is not specified")
        chat = self._chats.editable(call.text("chat_id"))
        self._delete([self._chats.existing(chat, call.number("message_id"), "message to delete")])
        return True

    def delete_messages(self, call: Call) -> bool:
        """Those that are gone already are skipped."""
        wanted = message_ids(call)
        chat = self._chats.editable(call.text("chat_id"))
        self._delete([found for each in wanted if (found := self._chats.message(chat.id, each))])
        return True

    def _delete(self, messages: list[Message]) -> None:
        """All or none."""
        for message in messages:
            if message.chat_id < 0 and not message.from_bot:
                raise bad_request("Message can't be deleted")
            if self._chats.now() - message.date > DELETABLE_SECONDS:
                raise bad_request("Message can't be deleted for everyone")
        for message in messages:
            self._chats.remove(message)


def message_ids(call: Call) -> list[int]:
    """Each once, in the order given."""
    ids = call.json("message_ids", "Can't parse message_ids JSON object")
    if ids is None or ids == []:
        raise bad_request("Message identifiers are not specified")
    if not isinstance(ids, list):
        raise bad_request("Expected an Array of message identifiers")
    if len(ids) > MAX_MESSAGE_IDS:
        raise bad_request("Too many message identifiers specified")
    return list(dict.fromkeys(message_id(each) for each in ids))


def message_id(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise bad_request("Message identifier must be a Number")
    try:
        number = int(value)
    except ValueError:
        raise bad_request("Can't parse message identifier as a Number") from None
    if number <= 0:
        raise bad_request("Invalid message identifier specified")
    return number
