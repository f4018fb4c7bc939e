"""Inline mode: what somebody types after the bot's name, in any chat, is answered from memory and forgotten.

A query comes at each key stroke and is worth nothing seconds later. So it is neither stored nor queued, and one whose
answer fails is not tried again: the next key stroke asks anew.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

import structlog
from pydantic import ValidationError
from telegram import Bot
from telegram.error import TelegramError

from bot.api import call
from bot.budgets import Buckets, Rate
from bot.clock import Clock
from bot.incoming import InlineQuery
from bot.logs import describe
from bot.metrics import Metrics
from bot.request import CONNECTIONS
from bot.tasks import end

CACHE_SECONDS = 300
"""How long Telegram answers the same query by itself, whoever types it."""

TYPING = Rate(burst=30, seconds=0.5)
"""Queries that one person may make. Apps wait a little for the next key, so that people stay far below."""

MOST_AT_ONCE = CONNECTIONS // 4
"""Answers under way at the same time. On a slow line there must be connections left for polls, taps and messages."""

WORTH_SECONDS = 10.0
"""Seconds of real time after which nobody waits for an answer any more."""

Offer = Callable[[str, str], Mapping[str, Any]]
"""(what was typed, the offset of a further page or "") -> what is offered, as parameters of answerInlineQuery. The same
for everybody: Telegram keeps it by the text alone."""

SHARED = {"cache_time": CACHE_SECONDS, "is_personal": False}

log = structlog.get_logger(__name__)


def nothing(_text: str, _offset: str) -> Mapping[str, Any]:
    return {"results": []}


class InlineQueries:
    """Answers inline queries side by side. What becomes of each is counted."""

    def __init__(self, bot: Bot, clock: Clock, offer: Offer, metrics: Metrics, *, worth: float = WORTH_SECONDS) -> None:
        self._bot = bot
        self._offer = offer
        self._metrics = metrics
        self._worth = worth
        self._budgets = Buckets(clock, TYPING)
        self._under_way: set[asyncio.Task[None]] = set()

    def take(self, update: object) -> bool:
        """Whether an update is an inline query; it is dealt with then, and nothing in it makes this fail."""
        if not isinstance(update, dict) or "inline_query" not in update:
            return False
        query = _read(update["inline_query"])
        if query is None:
            log.error("an inline query can't be read and is left out")
            self._count("unreadable")
        elif len(self._under_way) >= MOST_AT_ONCE or not self._budgets.take(query.sender.id):
            self._count("dropped")
        else:
            task = asyncio.create_task(self._answer(query), name="an inline query")
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)
        return True

    async def stop(self) -> None:
        """Give up what is under way: it is asked again at the next key stroke."""
        await end(self._under_way)

    async def _answer(self, query: InlineQuery) -> None:
        try:
            offered = self._offer(query.query, query.offset)
            async with asyncio.timeout(self._worth):
                await call(self._bot, "answerInlineQuery", {"inline_query_id": query.id, **offered, **SHARED})
        except Exception as error:  # noqa: BLE001 - one query that fails must not harm anything else
            self._count("late" if isinstance(error, (TelegramError, TimeoutError)) else "failed")
            log.info("an inline query was not answered", chat=query.sender.id, error=describe(error))
        else:
            self._count("answered")

    def _count(self, outcome: str) -> None:
        self._metrics.inline_queries.labels(outcome).inc()


def _read(raw: object) -> InlineQuery | None:
    try:
        return InlineQuery.model_validate(raw)
    except ValidationError:
        return None
