"""What each HTML tag of Telegram means: the kind of entity, and what it carries besides its place."""

from __future__ import annotations

import re
from typing import Any

from bot.sandbox.telegram.links import checked_link, mentioned_user

Entity = dict[str, Any]

TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler", "span": "spoiler",
    "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote", "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}  # fmt: skip
TIME_FORMAT = re.compile(r"[rR]|[tTdDwW]*")


def link_details(link: str) -> Entity | None:
    """None for a link that Telegram doesn't take: its text stays, the link is dropped."""
    user = mentioned_user(link)
    if user:
        return {"type": "text_mention", "user": {"id": user, "is_bot": False, "first_name": ""}}
    try:
        return {"url": checked_link(link)}
    except ValueError:
        return None


def details_of(tag: str, attributes: dict[str, str]) -> Entity | None:
    """What an entity carries besides its place; None where there is no entity."""
    if tag == "blockquote" and "expandable" in attributes:
        return {"type": "expandable_blockquote"}
    if tag == "tg-emoji":
        return emoji_details(attributes.get("emoji-id", ""))
    if tag == "tg-time":
        return time_details(attributes)
    return {}


def emoji_details(identifier: str) -> Entity:
    if not re.fullmatch(r"-?[0-9]{1,19}", identifier) or int(identifier) == 0:
        raise ValueError("Invalid custom emoji identifier specified")
    return {"custom_emoji_id": identifier}


def time_details(attributes: dict[str, str]) -> Entity | None:
    form = attributes.get("format", "")
    if not TIME_FORMAT.fullmatch(form):
        raise ValueError("Invalid date format used")
    digits = re.match(r"[0-9]{1,10}", attributes.get("unix", ""))
    instant = int(digits.group()) if digits else 0
    return {"unix_time": instant, "date_time_format": form} if instant else None
