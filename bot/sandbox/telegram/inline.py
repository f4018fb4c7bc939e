"""Inline mode: queries typed as "@bot words" anywhere, and answerInlineQuery. Answers are checked and kept, not shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from bot.sandbox.telegram.callbacks import TOO_OLD
from bot.sandbox.telegram.chats import Chats
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.parameters import Call, required_text
from bot.sandbox.telegram.records import Json

ANSWERABLE_SECONDS = 30
MAX_RESULTS = 50
MAX_ID_BYTES = 64
MAX_OFFSET_BYTES = 64
FIRST_QUERY = 5_000_000_000_000_001
START_PARAMETER = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Inline:
    """Inline queries by id, with the time they were asked, and the last answer to each."""

    def __init__(self, chats: Chats) -> None:
        self._chats = chats
        self.asked: dict[str, int] = {}
        self.answers: dict[str, list[Json]] = {}

    def methods(self) -> dict[str, Callable[[Call], Any]]:
        return {"answerinlinequery": self.answer}

    def ask(self) -> str:
        query_id = str(FIRST_QUERY + len(self.asked))
        self.asked[query_id] = self._chats.now()
        return query_id

    def answer(self, call: Call) -> bool:
        check_button(call)
        results = inline_results(call)
        query_id = call.text("inline_query_id")
        asked_at = self.asked.get(query_id)
        if asked_at is None or self._chats.now() - asked_at > ANSWERABLE_SECONDS:
            raise bad_request(TOO_OLD)
        check_ids([result["id"] for result in results])
        if len(call.text("next_offset").encode()) > MAX_OFFSET_BYTES:
            raise bad_request("NEXT_OFFSET_INVALID")
        self.answers[query_id] = results
        return True


def inline_results(call: Call) -> list[Json]:
    results = call.json("results", "Can't parse JSON encoded inline query results: Can't parse")
    if results is None:
        return []
    if not isinstance(results, list):
        raise bad_request("Expected an Array of inline query results")
    if len(results) > MAX_RESULTS:
        raise bad_request("Too many inline query results specified")
    return [inline_result(result) for result in results]


def inline_result(result: Any) -> Json:
    """Type and id of every kind, and what an article needs."""
    try:
        if not isinstance(result, dict):
            raise ValueError("Inline query result must be an object")
        kind, result_id = required_text(result, "type").lower(), required_text(result, "id")
        if kind == "article":
            if not isinstance(result.get("input_message_content"), dict):
                required_text(result, "message_text")
            required_text(result, "title")
        return result | {"id": result_id}
    except ValueError as problem:
        raise bad_request(f"Can't parse inline query result: {problem}") from problem


def check_ids(ids: list[str]) -> None:
    if not all(1 <= len(each.encode()) <= MAX_ID_BYTES for each in ids):
        raise bad_request("RESULT_ID_INVALID")
    if len(set(ids)) < len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")


def check_button(call: Call) -> None:
    """The button above the results: a text, and a start parameter or a Web App."""
    button = call.json("button", "Can't parse inline query results button JSON object")
    if button is None:
        return
    try:
        if not isinstance(button, dict):
            raise ValueError("InlineQueryResultsButton must be an Object")
        required_text(button, "text")
        if "start_parameter" not in button and "web_app" not in button:
            raise ValueError("InlineQueryResultsButton must have exactly one optional field")
    except ValueError as problem:
        raise bad_request(f"Can't parse inline query results button: {problem}") from problem
    if "start_parameter" in button and not START_PARAMETER.fullmatch(str(button["start_parameter"])):
        raise bad_request("START_PARAM_INVALID")
