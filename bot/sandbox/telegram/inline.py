"""Inline mode: queries typed as "@bot words" anywhere, answerInlineQuery, and what Telegram answers by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.sandbox.telegram.callbacks import TOO_OLD
from bot.sandbox.telegram.chats import Chats
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.parameters import Call
from bot.sandbox.telegram.records import Json
from bot.sandbox.telegram.results import Article, check_button, check_results, inline_results, results_button

ANSWERABLE_SECONDS = 30
DEFAULT_CACHE_SECONDS = 300
MAX_CACHE_SECONDS = 86_400
MAX_OFFSET_BYTES = 64
MAX_QUERY = 256
FIRST_QUERY = 5_000_000_000_000_001


@dataclass(frozen=True)
class InlineAnswer:
    """What the bot offered. `next_offset` is "" on the last page; `button` stands above the results, None: there is
    none. `until`, in Unix seconds: as long as that the same query gets the same answer, without the bot."""

    articles: tuple[Article, ...]
    next_offset: str
    button: Json | None
    until: int

    def view(self) -> Json:
        results = [article.view() for article in self.articles]
        return {"results": results, "next_offset": self.next_offset, "button": self.button}


@dataclass
class InlineQuery:
    """What somebody typed after the bot's name; `offset` is that of a further page. None while there is no answer."""

    id: str
    user_id: int
    text: str
    offset: str
    asked_at: int
    answer: InlineAnswer | None = None

    def article(self, result_id: str) -> Article:
        """LookupError where no such result was offered."""
        offered = self.answer.articles if self.answer else ()
        for article in offered:
            if article.id == result_id:
                return article
        raise LookupError(f"no result {result_id!r}; there are {[article.id for article in offered]}")


class Inline:
    """The inline queries of everybody, and the answers that Telegram keeps. `on`: as set with @BotFather."""

    def __init__(self, chats: Chats) -> None:
        self._chats = chats
        self.on = True
        self.queries: dict[str, InlineQuery] = {}
        self._kept: dict[tuple[int | None, str, str], InlineAnswer] = {}  # None: it is for anybody

    def methods(self) -> dict[str, Callable[[Call], Any]]:
        return {"answerinlinequery": self.answer}

    def ask(self, user_id: int, text: str, offset: str) -> InlineQuery:
        """A new query, answered at once where Telegram still has the answer. ValueError where the app asks nothing."""
        if not self.on:
            raise ValueError("inline mode is off")
        if len(text) > MAX_QUERY:
            raise ValueError(f"an inline query has at most {MAX_QUERY} characters")
        query_id = str(FIRST_QUERY + len(self.queries))
        query = self.queries[query_id] = InlineQuery(query_id, user_id, text, offset, self._chats.now())
        if kept := self._kept_answer(query):
            self._show(query, kept)
        return query

    def answer(self, call: Call) -> bool:
        """The checks come in the server's order: form, button, contents, then the query and the results together."""
        button, articles = results_button(call), inline_results(call)
        if button:
            check_button(button)
        articles = [article.settled() for article in articles]
        query = self._answerable(call.text("inline_query_id"))
        check_results(articles)
        next_offset = call.text("next_offset")
        if len(next_offset.encode()) > MAX_OFFSET_BYTES:
            raise bad_request("NEXT_OFFSET_INVALID")
        seconds = call.number("cache_time", DEFAULT_CACHE_SECONDS, 0, MAX_CACHE_SECONDS)
        answer = InlineAnswer(tuple(articles), next_offset, button, self._chats.now() + seconds)
        whose = query.user_id if call.flag("is_personal") else None
        self._kept[whose, query.text, query.offset] = answer
        self._show(query, answer)
        return True

    def _answerable(self, query_id: str) -> InlineQuery:
        if not self.on:
            raise bad_request("USER_BOT_INVALID")
        query = self.queries.get(query_id)
        if query is None or query.answer or self._chats.now() - query.asked_at > ANSWERABLE_SECONDS:
            raise bad_request(TOO_OLD)
        return query

    def _kept_answer(self, query: InlineQuery) -> InlineAnswer | None:
        kept = (self._kept.get((whose, query.text, query.offset)) for whose in (query.user_id, None))
        return next((answer for answer in kept if answer and self._chats.now() < answer.until), None)

    def _show(self, query: InlineQuery, answer: InlineAnswer) -> None:
        query.answer = answer
        asked = {"inline_query_id": query.id, "query": query.text, "offset": query.offset}
        self._chats.publish(query.user_id, {"type": "inline"} | asked | answer.view())
