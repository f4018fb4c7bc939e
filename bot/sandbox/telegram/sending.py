"""sendMessage, sendPhoto, sendDocument, sendChatAction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from telegram.constants import ChatAction

from bot.sandbox.telegram.chats import Chats
from bot.sandbox.telegram.entities import FormattedText
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.files import Files
from bot.sandbox.telegram.keyboards import reply_markup, usable
from bot.sandbox.telegram.parameters import Call, leading_number
from bot.sandbox.telegram.records import Group, Json, Person, StoredFile
from bot.sandbox.telegram.texts import caption, message_text, short_caption, visible

ACTIONS = {*map(str, ChatAction), "cancel", "record_audio", "upload_audio", "pick_up_location"}


class Sending:
    """What the bot says. Checks come in the server's order: form, chat, content, then whether the person is reachable."""

    def __init__(self, chats: Chats, files: Files) -> None:
        self._chats = chats
        self._files = files

    def methods(self) -> dict[str, Callable[[Call], Any]]:
        return {
            "sendmessage": self.send_message,
            "sendphoto": lambda call: self.send_file(call, "photo"),
            "senddocument": lambda call: self.send_file(call, "document"),
            "sendchataction": self.send_action,
        }

    def send_message(self, call: Call) -> Json:
        given = message_text(call)
        return self._send(call, lambda: visible(given), None)

    def send_file(self, call: Call, kind: str) -> Json:
        file = self._files.sent(call, kind)
        given = caption(call)
        return self._send(call, lambda: short_caption(given), file)

    def send_action(self, call: Call) -> bool:
        action = call.text("action").lower()
        if action not in ACTIONS:
            raise bad_request("Wrong parameter action in request")
        chat = self._chats.editable(call.text("chat_id"))
        self._chats.check_reachable(chat)
        self._chats.publish(chat.id, {"type": "action", "action": action})
        return True

    def _send(self, call: Call, content: Callable[[], FormattedText], file: StoredFile | None) -> Json:
        reply = reply_parameters(call)
        markup = reply_markup(call)
        chat = self._chats.editable(call.text("chat_id"))
        reply_to = self._replied(chat, reply)
        text, keyboard = content(), usable(markup)
        self._chats.check_reachable(chat)
        message = self._chats.add(
            chat.id, self._chats.bot["id"], from_bot=True, text=text.text, entities=text.entities, file=file,
            reply_markup=keyboard, reply_to=reply_to,
        )  # fmt: skip
        return self._chats.message_object(message)

    def _replied(self, chat: Person | Group, reply: Json) -> int | None:
        message_id = leading_number(str(reply.get("message_id", 0)))
        if message_id <= 0 or self._chats.message(chat.id, message_id):
            return message_id or None
        if reply.get("allow_sending_without_reply"):
            return None
        raise bad_request("message to be replied not found")


def reply_parameters(call: Call) -> Json:
    """Which message is answered; the old parameter reply_to_message_id counts too."""
    given = call.json("reply_parameters", "Can't parse reply parameters JSON object")
    if given is None:
        old = {"message_id": call.number("reply_to_message_id")}
        return old | {"allow_sending_without_reply": call.flag("allow_sending_without_reply")}
    if not isinstance(given, dict):
        raise bad_request("Object expected as reply parameters")
    return given
