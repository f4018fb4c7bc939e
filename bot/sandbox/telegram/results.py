"""What Telegram takes as results of an inline query, and as the button above them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from bot.sandbox.telegram.entities import FormattedText
from bot.sandbox.telegram.errors import Refused, bad_request
from bot.sandbox.telegram.keyboards import markup_of, usable
from bot.sandbox.telegram.parameters import Call, call_of, optional_text, required_text
from bot.sandbox.telegram.records import Json
from bot.sandbox.telegram.texts import message_text, visible

MAX_RESULTS = 50
MAX_ID_BYTES = 64
MAX_START_PARAMETER = 64
START_PARAMETER = re.compile(r"[A-Za-z0-9_-]*")
OTHER_KINDS = (
    "audio", "contact", "document", "game", "gif", "location", "mpeg4_gif", "photo", "sticker", "venue", "video",
    "voice",
)  # fmt: skip


@dataclass(frozen=True)
class Article:
    """A result as it is listed, and the message that it becomes: its text and its keyboard."""

    id: str
    title: str
    description: str
    text: FormattedText
    keyboard: Json | None

    def view(self) -> Json:
        return {"id": self.id, "title": self.title, "description": self.description}

    def settled(self) -> Article:
        """Once its text and its keyboard are checked as those of a message are."""
        text = visible(self.text, too_long="MESSAGE_TOO_LONG")
        return Article(self.id, self.title, self.description, text, usable(self.keyboard, inline_only=True))


def inline_results(call: Call) -> list[Article]:
    """The results as far as their form goes."""
    results = call.json("results", "Can't parse JSON encoded inline query results: Can't parse")
    if results is None:
        return []
    if not isinstance(results, list):
        raise bad_request("Expected an Array of inline query results")
    if len(results) > MAX_RESULTS:
        raise bad_request("Too many inline query results specified")
    return [inline_result(result) for result in results]


def inline_result(result: Any) -> Article:
    try:
        return article_of(result)
    except ValueError as problem:
        raise bad_request(f"Can't parse inline query result: {problem}") from problem
    except Refused as problem:
        if not problem.reason:
            raise
        raise bad_request(f"Can't parse inline query result: {problem.reason}") from problem


def article_of(result: Any) -> Article:
    if not isinstance(result, dict):
        raise ValueError("Inline query result must be an object")
    kind, result_id = required_text(result, "type").lower(), required_text(result, "id")
    check_kind(kind)
    text = message_text(content_of(result))
    markup = result.get("reply_markup")
    keyboard = None if markup is None else markup_of(markup)
    return Article(result_id, required_text(result, "title"), optional_text(result, "description"), text, keyboard)


def check_kind(kind: str) -> None:
    if kind in OTHER_KINDS:
        raise Refused(501, "Not Implemented: the pretend Telegram lists articles only")
    if kind != "article":
        raise ValueError(f'type "{kind}" is unsupported for the inline query result')


def content_of(result: Json) -> Call:
    """The message's text and how it is formatted, as if they were sent by themselves."""
    content = result.get("input_message_content")
    if content is None:  # as it was before there was such a field
        given, text = result, required_text(result, "message_text")
    elif not isinstance(content, dict):
        raise ValueError('Field "input_message_content" must be of type Object')
    else:
        given, text = content, optional_text(content, "message_text")
        if not text:
            raise ValueError("Input message content is not specified")
    parse_mode = optional_text(given, "parse_mode")
    return call_of("", {"text": text, "parse_mode": parse_mode, "entities": given.get("entities")})


def check_results(articles: list[Article]) -> None:
    """What only shows once they are looked at together."""
    ids = [article.id for article in articles]
    if not all(1 <= len(each.encode()) <= MAX_ID_BYTES for each in ids):
        raise bad_request("RESULT_ID_INVALID")
    if len(set(ids)) < len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")
    if not all(article.title.strip() for article in articles):
        raise bad_request("ARTICLE_TITLE_EMPTY")


def results_button(call: Call) -> Json | None:
    """The button above the results as far as its form goes: a text, and a start parameter or a Web App."""
    button = call.json("button", "Can't parse inline query results button JSON object")
    if button is None:
        return None
    try:
        return button_of(button)
    except ValueError as problem:
        raise bad_request(f"Can't parse inline query results button: {problem}") from problem


def button_of(button: Any) -> Json:
    if not isinstance(button, dict):
        raise ValueError("InlineQueryResultsButton must be an Object")
    text = required_text(button, "text")
    if "start_parameter" in button:
        return {"text": text, "start_parameter": required_text(button, "start_parameter")}
    if "web_app" not in button:
        raise ValueError("InlineQueryResultsButton must have exactly one optional field")
    if not isinstance(button["web_app"], dict):
        raise ValueError('Field "web_app" must be of type Object')
    return {"text": text, "web_app": {"url": required_text(button["web_app"], "url")}}


def check_button(button: Json) -> None:
    parameter = button.get("start_parameter")
    if parameter == "":
        raise bad_request("Can't use empty start_parameter")
    if parameter and len(parameter.encode()) > MAX_START_PARAMETER:
        raise bad_request("Too long start_parameter specified")
    if parameter and not START_PARAMETER.fullmatch(parameter):
        raise bad_request("Unallowed characters in start_parameter are used")
    if not button["text"].strip():
        raise bad_request("SWITCH_PM_TEXT_EMPTY")
