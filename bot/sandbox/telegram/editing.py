"""editMessageText, editMessageCaption, editMessageReplyMarkup."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.sandbox.telegram.chats import Chats
from bot.sandbox.telegram.entities import FormattedText
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.keyboards import reply_markup, usable
from bot.sandbox.telegram.parameters import Call
from bot.sandbox.telegram.records import Json, Message
from bot.sandbox.telegram.texts import caption, message_text, short_caption, visible

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)


class Editing:
    """Changes to the bot's own messages. An edit without a keyboard takes the old one away."""

    def __init__(self, chats: Chats) -> None:
        self._chats = chats

    def methods(self) -> dict[str, Callable[[Call], Any]]:
        return {
            "editmessagetext": self.edit_text,
            "editmessagecaption": self.edit_caption,
            "editmessagereplymarkup": self.edit_reply_markup,
        }

    def edit_text(self, call: Call) -> Json:
        given = message_text(call)
        message, markup = self._edited(call)
        if message.file:
            raise bad_request("There is no text in the message to edit")
        keyboard = usable(markup, inline_only=True)
        return self._change(message, visible(given, too_long="MESSAGE_TOO_LONG"), keyboard)

    def edit_caption(self, call: Call) -> Json:
        message, markup = self._edited(call)
        if message.file is None:
            raise bad_request("There is no caption in the message to edit")
        text = short_caption(caption(call), too_long="MEDIA_CAPTION_TOO_LONG")
        return self._change(message, text, usable(markup, inline_only=True))

    def edit_reply_markup(self, call: Call) -> Json:
        message, markup = self._edited(call)
        unchanged = FormattedText(message.text, message.entities)
        return self._change(message, unchanged, usable(markup, inline_only=True))

    def _edited(self, call: Call) -> tuple[Message, Json | None]:
        """The message to edit, and the new keyboard as far as its form goes."""
        markup = reply_markup(call)
        if not call.text("chat_id") and call.number("message_id") <= 0:
            named_inline = call.text("inline_message_id")
            raise bad_request("MESSAGE_ID_INVALID" if named_inline else "Message identifier is not specified")
        chat = self._chats.editable(call.text("chat_id"))
        message = self._chats.existing(chat, call.number("message_id"), "message to edit")
        if not message.from_bot or (message.reply_markup and not message.inline_keyboard):
            raise bad_request("Message can't be edited")
        return message, markup

    def _change(self, message: Message, text: FormattedText, keyboard: Json | None) -> Json:
        if (message.text, message.entities, message.reply_markup) == (text.text, text.entities, keyboard):
            raise bad_request(NOT_MODIFIED)
        message.text, message.entities, message.reply_markup = text.text, text.entities, keyboard
        message.edited_at = self._chats.now()
        self._chats.changed(message)
        return self._chats.message_object(message)
