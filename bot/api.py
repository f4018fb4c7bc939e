"""One raw Bot API call, and what its failure means for whoever wanted it made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum, auto
from typing import Any

from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError, TimedOut
from telegram.request import BaseRequest

from bot.request import NotSent, Unanswered

CAPITALS = re.compile(r"(?=[A-Z])")


class Fate(Enum):
    """What became of a call that failed."""

    AS_WANTED = auto()
    """It changes nothing: the message is already so."""
    NOT_SENT = auto()
    """It never left."""
    NOT_DONE = auto()
    """Telegram had trouble of its own."""
    UNKNOWN = auto()
    """It may have been carried out, or not."""
    UNREACHABLE = auto()
    """The person blocked the bot, or is gone."""
    MOVED = auto()
    """The group has another id now."""
    NO_MESSAGE = auto()
    """The message to be changed is gone, or can't be changed any more."""
    MARKUP = auto()
    """The markup can't be read."""
    REFUSED = auto()
    """It is wrong in another way, and stays so."""


DESCRIPTIONS = (
    ("message is not modified", Fate.AS_WANTED),
    ("message to edit not found", Fate.NO_MESSAGE),
    ("message can't be edited", Fate.NO_MESSAGE),
    ("message_id_invalid", Fate.NO_MESSAGE),
    ("there is no text in the message to edit", Fate.NO_MESSAGE),
    ("chat not found", Fate.UNREACHABLE),
    ("user is deactivated", Fate.UNREACHABLE),
    ("peer_id_invalid", Fate.UNREACHABLE),
    ("can't parse entities", Fate.MARKUP),
)
"""Parts of Telegram's answers with status 400, in lower case."""


async def call(bot: Bot, method: str, parameters: Mapping[str, Any], *, read_timeout: float | None = None) -> Any:
    """Make a call by Telegram's own name for it ("sendMessage"), and return its raw result.

    Raises `telegram.error.TelegramError`.
    """
    seconds = BaseRequest.DEFAULT_NONE if read_timeout is None else read_timeout
    # do_api_request warns about every name that Bot also has as a method; it turns "send_Message" into "sendMessage"
    endpoint = CAPITALS.sub("_", method)
    try:
        return await bot.do_api_request(endpoint, api_kwargs=dict(parameters), read_timeout=seconds)
    except KeyError:
        raise Unanswered("an answer without a result") from None


def fate(error: TelegramError) -> Fate:
    """What an error of `call` means. `RetryAfter` and `ChatMigrated` say more: how long, and where to."""
    if isinstance(error, NotSent):
        return Fate.NOT_SENT
    if isinstance(error, Forbidden):
        return Fate.UNREACHABLE
    if isinstance(error, ChatMigrated):
        return Fate.MOVED
    if isinstance(error, BadRequest):
        return _fate_of_refusal(error.message.lower())
    if isinstance(error, (TimedOut, Unanswered)) or type(error) is TelegramError:  # the last: an answer in no form
        return Fate.UNKNOWN
    return Fate.NOT_DONE


def _fate_of_refusal(description: str) -> Fate:
    return next((meaning for part, meaning in DESCRIPTIONS if part in description), Fate.REFUSED)
