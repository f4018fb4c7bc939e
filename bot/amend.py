"""A call that Telegram won't take as it is, in another form that it may take."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from telegram.error import ChatMigrated, TelegramError

from bot.api import Fate, fate
from bot.store import Outgoing

TAG = re.compile(r"<[^<>]*>")
SAYINGS = ("text", "caption")


def amended(row: Outgoing, error: TelegramError) -> Outgoing | None:
    """The same call in another form; None where there is none that differs."""
    if isinstance(error, ChatMigrated):
        return _moved(row, error.new_chat_id)
    meaning = fate(error)
    if meaning is Fate.NO_MESSAGE:
        return _as_new_message(row)
    return _as_plain_text(row) if meaning is Fate.MARKUP else None


def _moved(row: Outgoing, chat_id: int) -> Outgoing | None:
    """The group has become a supergroup, with another id."""
    if row.parameters.get("chat_id") == chat_id:
        return None
    return row._replace(parameters={**row.parameters, "chat_id": chat_id})


def _as_new_message(row: Outgoing) -> Outgoing | None:
    """An edit whose message is gone is worth a message of its own where it has buttons to go on with."""
    if row.method != "editMessageText" or not _has_buttons(row.parameters.get("reply_markup")):
        return None
    parameters = {name: value for name, value in row.parameters.items() if name != "message_id"}
    return row._replace(method="sendMessage", parameters=parameters)


def _has_buttons(markup: Any) -> bool:
    return isinstance(markup, Mapping) and any(markup.get("inline_keyboard", ()))


def _as_plain_text(row: Outgoing) -> Outgoing | None:
    """Better a text without bold than none."""
    if "parse_mode" not in row.parameters:
        return None
    parameters = {name: value for name, value in row.parameters.items() if name != "parse_mode"}
    for name in SAYINGS:
        if name in parameters:
            parameters[name] = html.unescape(TAG.sub("", parameters[name]))
    return row._replace(parameters=parameters)
