"""The text or caption of a call: parse mode, given entities, lengths."""

from __future__ import annotations

from typing import Any

from bot.sandbox.telegram.entities import Entity, FormattedText, end_of, settled, utf16_length
from bot.sandbox.telegram.errors import Refused, bad_request
from bot.sandbox.telegram.html import parse_html
from bot.sandbox.telegram.parameters import Call, optional_text, required_number, required_text

MAX_RAW_BYTES = 1 << 15
MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_PLACE = 1_000_000

PLAIN_TYPES = ("bold", "italic", "underline", "strikethrough", "spoiler", "code", "blockquote", "expandable_blockquote")
FOUND_BY_ITSELF = ("mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number")


def message_text(call: Call) -> FormattedText:
    """The `text` of a call, not yet settled: see `visible`."""
    if not call.text("text"):
        raise bad_request("Message text is empty")
    return formatted(call, "text", "entities")


def caption(call: Call) -> FormattedText:
    return formatted(call, "caption", "caption_entities")


def visible(given: FormattedText, *, too_long: str = "Message is too long") -> FormattedText:
    """A text that can be seen: cleaned, not empty, not too long. Characters are code points, after parsing."""
    text = settled(given.text, given.entities)
    if not text.text:
        raise bad_request("Text must be non-empty")
    if len(text.text) > MAX_TEXT:
        raise bad_request(too_long)
    return text


def short_caption(given: FormattedText, *, too_long: str = "Message caption is too long") -> FormattedText:
    """A caption, which may be empty."""
    text = settled(given.text, given.entities)
    if len(text.text) > MAX_CAPTION:
        raise bad_request(too_long)
    return text


def formatted(call: Call, name: str, entities_name: str) -> FormattedText:
    text = call.text(name)
    if len(encoded(text)) > MAX_RAW_BYTES:
        raise bad_request("Text is too long")
    mode = call.text("parse_mode").lower()
    if text and mode not in ("", "none"):
        return parsed(text, mode)
    return FormattedText(text, given_entities(call, text, entities_name))


def encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise bad_request("Strings must be encoded in UTF-8") from None


def parsed(text: str, mode: str) -> FormattedText:
    if mode in ("markdown", "markdownv2"):
        raise Refused(501, "Not Implemented: the pretend Telegram reads HTML only")
    if mode != "html":
        raise bad_request("Unsupported parse_mode")
    try:
        return FormattedText(*parse_html(text))
    except ValueError as problem:
        raise bad_request(f"Can't parse entities: {problem}") from problem


def given_entities(call: Call, text: str, name: str) -> list[Entity]:
    """Entities sent beside the text; what isn't a list of them counts as none."""
    try:
        listed = call.json(name, "Can't parse entities JSON object")
    except Refused:
        return []
    entities = [given_entity(value) for value in listed] if isinstance(listed, list) else []
    kept = [entity for entity in entities if entity is not None and entity["length"] > 0]
    check_places(kept, utf16_length(text))
    return kept


def given_entity(value: Any) -> Entity | None:
    """None for a kind that the server finds by itself."""
    try:
        if not isinstance(value, dict):
            raise ValueError("expected an Object")
        entity = {"offset": required_number(value, "offset"), "length": required_number(value, "length")}
        kind = required_text(value, "type")
        return None if kind in FOUND_BY_ITSELF else entity | {"type": kind} | given_details(kind, value)
    except ValueError as problem:
        raise bad_request(f"Can't parse MessageEntity: {problem}") from problem


def given_details(kind: str, value: dict[str, Any]) -> Entity:
    if kind in PLAIN_TYPES:
        return {}
    if kind == "pre":
        language = optional_text(value, "language")
        return {"language": language} if language else {}
    if kind == "text_link":
        return {"url": required_text(value, "url")}
    if kind == "custom_emoji":
        return {"custom_emoji_id": required_text(value, "custom_emoji_id")}
    raise ValueError("Unsupported type specified" if kind else "Type is not specified")


def check_places(entities: list[Entity], length: int) -> None:
    for entity in entities:
        if not 0 <= entity["offset"] <= MAX_PLACE:
            raise bad_request(f"Receive an entity with incorrect offset {entity['offset']}")
        if entity["offset"] >= length:
            raise bad_request(f"Entity begins after the end of the text at UTF-16 offset {entity['offset']}")
        if end_of(entity) > length:
            raise bad_request(
                f"Entity beginning at UTF-16 offset {entity['offset']} ends after the end of the text "
                f"at UTF-16 offset {end_of(entity)}"
            )
