"""One raw Bot API call, and what its failure means for whoever wanted it made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import Any, cast

from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.request import NotSent, RawRequest, Unanswered
from bot.store import Upload

REFUSALS: Mapping[int, Callable[[str], TelegramError]] = {
    400: BadRequest,
    401: InvalidToken,
    403: Forbidden,
    404: EndPointNotFound,
    409: Conflict,
}
"""What a status means that always means the same."""


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


async def call(
    bot: Bot,
    method: str,
    parameters: Mapping[str, Any],
    *,
    files: Mapping[str, Upload] | None = None,
    read_timeout: float | None = None,
) -> Any:
    """Make a call by Telegram's own name for it ("sendMessage"), and return its raw result. `files` go along with it
    under the names of their parameters.

    It goes past python-telegram-bot's objects, defaults and rate limiter; budgets are the outbox's business.
    Raises `telegram.error.TelegramError`.
    """
    request = cast("RawRequest", bot.request)  # our bots are built with no other
    status, body = await request.send(f"{bot.base_url}/{method}", parameters, files or {}, read_timeout=read_timeout)
    answer = request.parse_json_payload(body)
    if not 200 <= status <= 299:
        raise _refusal(status, answer)
    if "result" not in answer:
        raise Unanswered("an answer without a result")
    return answer["result"]


def _refusal(status: int, answer: Mapping[str, Any]) -> TelegramError:
    """What Telegram's refusal is as an error: the same ones that python-telegram-bot raises."""
    told, more = str(answer.get("description") or f"status {status}"), answer.get("parameters")
    more = more if isinstance(more, dict) else {}
    if isinstance(moved_to := more.get("migrate_to_chat_id"), int):
        return ChatMigrated(moved_to)
    if isinstance(pause := more.get("retry_after"), int):
        return RetryAfter(pause)
    refusal = REFUSALS.get(status)
    return refusal(told) if refusal else NetworkError(f"{told} ({status})")


def status_of(error: TelegramError) -> str:
    """The HTTP status of a refusal, as far as it is told apart."""
    if isinstance(error, RetryAfter):
        return "429"
    if isinstance(error, ChatMigrated):
        return "400"
    return next((str(status) for status, kind in REFUSALS.items() if type(error) is kind), "5xx")


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
