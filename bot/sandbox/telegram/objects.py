"""The Bot API's objects, as JSON, made from the records."""

from __future__ import annotations

from typing import Any

from bot.sandbox.telegram.records import Group, Message, Person, StoredFile

Json = dict[str, Any]

# Fields of ChatFullInfo that clients require and that nothing here depends on.
FULL_CHAT = {
    "accent_color_id": 0,
    "max_reaction_count": 11,
    "accepted_gift_types": {
        "unlimited_gifts": False, "limited_gifts": False, "unique_gifts": False, "premium_subscription": False,
        "gifts_from_channels": False,
    },
}  # fmt: skip


def chat_object(chat: Person | Group) -> Json:
    if isinstance(chat, Group):
        return {"id": chat.id, "title": chat.title, "type": "supergroup"}
    return {"id": chat.id, "first_name": chat.first_name, "type": "private"}


def message_object(
    message: Message, chat: Json, sender: Json, replied: Json | None = None, via: Json | None = None
) -> Json:
    """Telegram's Message; `replied` is the message it answers, `via` the bot through which it was sent."""
    made: Json = {"message_id": message.id, "from": sender, "chat": chat, "date": message.date}
    if message.edited_at is not None:
        made["edit_date"] = message.edited_at
    if replied:
        made["reply_to_message"] = replied
    if via:
        made["via_bot"] = via
    if message.inline_keyboard:
        made["reply_markup"] = {"inline_keyboard": message.inline_keyboard}
    return made | content_of(message)


def content_of(message: Message) -> Json:
    if message.file is None:
        return {"text": message.text} | ({"entities": message.entities} if message.entities else {})
    captioned: Json = {"caption": message.text} if message.text else {}
    if message.entities:
        captioned["caption_entities"] = message.entities
    return attachment(message.file) | captioned


def attachment(file: StoredFile) -> Json:
    """The field that carries the file: photo is a list of sizes, here one."""
    if file.kind == "photo":
        return {"photo": [file_object(file) | {"width": file.width, "height": file.height}]}
    named = {"file_name": file.name, "mime_type": file.mime_type}
    return {file.kind: file_object(file) | {key: value for key, value in named.items() if value} | file.details}


def file_object(file: StoredFile) -> Json:
    return {"file_id": file.file_id, "file_unique_id": file.unique_id, "file_size": len(file.data)}


def no_longer_accessible(message_id: int, chat: Json) -> Json:
    """What stands for a message that is gone."""
    return {"message_id": message_id, "chat": chat, "date": 0}
