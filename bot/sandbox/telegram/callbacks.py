"""Taps on inline buttons: callback queries and answerCallbackQuery."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.sandbox.telegram.chats import Chats
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.parameters import Call
from bot.sandbox.telegram.records import Toast

ANSWERABLE_SECONDS = 150
MAX_ANSWER = 200
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
FIRST_QUERY = 4_000_000_000_000_001


@dataclass
class Query:
    """A tap. `answered` once the bot has answered it."""

    id: str
    user_id: int
    asked_at: int
    answered: bool = False


class Callbacks:
    """The taps of everybody, and what people saw as answers."""

    def __init__(self, chats: Chats) -> None:
        self._chats = chats
        self.queries: dict[str, Query] = {}
        self.toasts: dict[int, list[Toast]] = {}

    def methods(self) -> dict[str, Callable[[Call], Any]]:
        return {"answercallbackquery": self.answer}

    def ask(self, user_id: int) -> Query:
        """A new query; its id is unique over all taps."""
        query = Query(str(FIRST_QUERY + len(self.queries)), user_id, self._chats.now())
        self.queries[query.id] = query
        return query

    def answer(self, call: Call) -> bool:
        query = self.queries.get(call.text("callback_query_id"))
        if query is None or query.answered or self._chats.now() - query.asked_at > ANSWERABLE_SECONDS:
            raise bad_request(TOO_OLD)
        text = call.text("text")
        if len(text) > MAX_ANSWER:
            raise bad_request("MESSAGE_TOO_LONG")
        query.answered = True
        self._show(Toast(query.id, text, call.flag("show_alert")), query.user_id)
        return True

    def _show(self, toast: Toast, user_id: int) -> None:
        if toast.text:
            self.toasts.setdefault(user_id, []).append(toast)
        shown = {"callback_query_id": toast.callback_query_id, "text": toast.text, "alert": toast.alert}
        self._chats.publish(user_id, {"type": "toast"} | shown)
