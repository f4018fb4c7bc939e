"""What the bot called, in order, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.sandbox.telegram.parameters import Call


@dataclass(frozen=True)
class Called:
    """One call: `method` in lower case, `parameters` as texts; an answer to a tap or to an inline query has
    the `chat_id` of who made it.

    `took_effect` tells what Telegram did, not what the bot was told. `message_id` is that of the message it made or
    changed."""

    method: str
    chat_id: int | None
    parameters: Mapping[str, str]
    took_effect: bool = False
    message_id: int | None = None


def carried_out(call: Call, chat_id: int | None, result: Any) -> Called:
    message_id = result.get("message_id") if isinstance(result, dict) else None
    return Called(call.method, chat_id, call.texts, took_effect=True, message_id=message_id)
