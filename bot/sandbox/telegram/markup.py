"""A message's text as HTML for a web page: escaped, entities as tags. The page keeps line ends (white-space: pre-wrap)."""

from __future__ import annotations

from html import escape
from itertools import pairwise
from typing import Any

from bot.sandbox.telegram.entities import end_of, in_order

Entity = dict[str, Any]

SAFE_SCHEMES = ("http://", "https://", "tg://", "mailto:")
TAGS = {
    "bold": ("<b>", "</b>"),
    "italic": ("<i>", "</i>"),
    "underline": ("<u>", "</u>"),
    "strikethrough": ("<s>", "</s>"),
    "code": ("<code>", "</code>"),
    "spoiler": ('<span class="spoiler">', "</span>"),
    "blockquote": ("<blockquote>", "</blockquote>"),
    "expandable_blockquote": ('<blockquote class="expandable">', "</blockquote>"),
}


def to_html(text: str, entities: list[Entity]) -> str:
    """Safe to put into a page. A bot command is <a class="command" data-command="/help">."""
    shown: list[str] = []
    waiting = in_order(entities)
    closing: list[tuple[int, str]] = []
    units = text.encode("utf-16-le", "replace")
    places = sorted({0, len(units) // 2, *(p for entity in entities for p in (entity["offset"], end_of(entity)))})
    for begin, end in pairwise(places):
        while waiting and waiting[0]["offset"] == begin:
            entity = waiting.pop(0)
            opening, ending = tags_of(entity, part(units, entity["offset"], end_of(entity)))
            shown.append(opening)
            closing.append((end_of(entity), ending))
        shown.append(escape(part(units, begin, end)))
        while closing and closing[-1][0] <= end:
            shown.append(closing.pop()[1])
    return "".join(shown)


def part(units: bytes, begin: int, end: int) -> str:
    """The text between two places, in UTF-16 units."""
    return units[begin * 2 : end * 2].decode("utf-16-le", "replace")


def tags_of(entity: Entity, text: str) -> tuple[str, str]:
    kind = entity["type"]
    if kind == "pre":
        language = escape(entity.get("language", ""))
        return (f'<pre><code class="language-{language}">', "</code></pre>") if language else ("<pre>", "</pre>")
    if kind == "bot_command":
        return f'<a class="command" data-command="{escape(text)}">', "</a>"
    link = {"text_link": entity.get("url"), "url": text, "email": f"mailto:{text}"}.get(kind)
    if link:
        return link_tags(link)
    return TAGS.get(kind, (f'<span class="{escape(kind)}">', "</span>"))


def link_tags(link: str) -> tuple[str, str]:
    if not link.lower().startswith(SAFE_SCHEMES):
        return "<span>", "</span>"
    return f'<a href="{escape(link)}" target="_blank" rel="noopener noreferrer">', "</a>"
