"""A text with its entities, brought into the form that Telegram keeps: cleaned, trimmed, nested properly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Entity = dict[str, Any]

SPLITTABLE = ("bold", "italic", "underline", "strikethrough", "spoiler")
QUOTES = ("blockquote", "expandable_blockquote")
CODE = ("code", "pre")
ORDER = {"blockquote": 0, "expandable_blockquote": 0, "pre": 10, "code": 20, "date_time": 30, "text_link": 49,
         "text_mention": 49, "bold": 90, "italic": 91, "underline": 92, "strikethrough": 93, "spoiler": 94,
         "custom_emoji": 99}  # fmt: skip
MAX_ENTITIES = 100

DROPPED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
CONTROL = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f]")
BLANK = re.compile(
    "[ \n\u00a0\u1680\u180e\u2000-\u200f\u202e\u202f\u205f\u2800\u3000\ufeff\ufffc\U000e0000-\U000e007f]*"
)

FOUND = (
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>@])")),
    ("url", re.compile(r"(?<!\w)https?://[^\s<>\"]*[^\s<>\".,;:!?')\]]")),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?!\w)")),
    ("mention", re.compile(r"(?<![\w/@])@[A-Za-z][A-Za-z0-9_]{3,31}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w/#])#(?=\w*[^\W\d])\w{1,256}")),
)


@dataclass(frozen=True)
class FormattedText:
    """Plain text and its entities; offsets and lengths in UTF-16 units."""

    text: str
    entities: list[Entity]


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def settled(text: str, entities: list[Entity]) -> FormattedText:
    """Cleaned, trimmed, with commands, links and mentions found; "" where nothing visible is left."""
    cleaned = trimmed(without_controls(FormattedText(text, entities)))
    if BLANK.fullmatch(cleaned.text):
        return FormattedText("", [])
    given = arranged(cleaned.entities)
    found = [entity for entity in found_entities(cleaned.text) if not clashes(entity, given)]
    return FormattedText(cleaned.text, arranged(given + found)[:MAX_ENTITIES])


def without_controls(formatted: FormattedText) -> FormattedText:
    """Control characters become spaces; a few invisible ones go, and the entities move up."""
    gone = [utf16_length(formatted.text[: dropped.start()]) for dropped in DROPPED.finditer(formatted.text)]
    entities = [moved(entity, gone) for entity in formatted.entities]
    return FormattedText(CONTROL.sub(" ", DROPPED.sub("", formatted.text)), [e for e in entities if e["length"] > 0])


def moved(entity: Entity, gone: list[int]) -> Entity:
    """The entity's place once the units at `gone` are taken out."""
    begin, end = entity["offset"], end_of(entity)
    before = sum(place < begin for place in gone)
    inside = sum(begin <= place < end for place in gone)
    return entity | {"offset": begin - before, "length": end - begin - inside}


def trimmed(formatted: FormattedText) -> FormattedText:
    """Spaces and line ends go at both ends, in front only up to the first entity."""
    text = formatted.text.rstrip(" \n")
    length = utf16_length(text)
    entities = [cut for entity in formatted.entities if (cut := cut_at(entity, 0, length))]
    leading = len(text) - len(text.lstrip(" \n"))
    skip = min([leading, *(entity["offset"] for entity in entities)])
    return FormattedText(text[skip:], [entity | {"offset": entity["offset"] - skip} for entity in entities])


def cut_at(entity: Entity, begin: int, end: int) -> Entity | None:
    """The part of an entity between two places."""
    first, last = max(entity["offset"], begin), min(end_of(entity), end)
    return entity | {"offset": first, "length": last - first} if first < last else None


def end_of(entity: Entity) -> int:
    return int(entity["offset"]) + int(entity["length"])


def in_order(entities: list[Entity]) -> list[Entity]:
    return sorted(entities, key=lambda each: (each["offset"], -each["length"], ORDER.get(each["type"], 50)))


def arranged(entities: list[Entity]) -> list[Entity]:
    """Nested as Telegram allows: quotes around the rest, nothing inside code, styles merged and cut at borders."""
    quotes = not_overlapping([entity for entity in entities if entity["type"] in QUOTES])
    fixed = [entity for entity in entities if entity["type"] not in (*QUOTES, *SPLITTABLE)]
    fixed = [entity for entity in not_overlapping(fixed) if not any(crosses(entity, quote) for quote in quotes)]
    styles = [entity for entity in entities if entity["type"] in SPLITTABLE]
    return in_order(quotes + fixed + list(split_styles(merged_styles(styles), quotes + fixed)))


def not_overlapping(entities: list[Entity]) -> list[Entity]:
    """The first of those that share text."""
    kept: list[Entity] = []
    for entity in in_order(entities):
        if not kept or entity["offset"] >= end_of(kept[-1]):
            kept.append(entity)
    return kept


def crosses(entity: Entity, quote: Entity) -> bool:
    """They share text, and the entity isn't wholly inside."""
    shared = cut_at(entity, quote["offset"], end_of(quote))
    return shared is not None and shared["length"] < entity["length"]


def merged_styles(styles: list[Entity]) -> list[Entity]:
    """Touching entities of the same style are one."""
    merged: dict[str, list[Entity]] = {}
    for entity in in_order(styles):
        same = merged.setdefault(entity["type"], [])
        if same and entity["offset"] <= end_of(same[-1]):
            end = max(end_of(same[-1]), end_of(entity))
            same[-1] = same[-1] | {"length": end - same[-1]["offset"]}
        else:
            same.append(entity)
    return [entity for same in merged.values() for entity in same]


def split_styles(styles: list[Entity], others: list[Entity]) -> Iterator[Entity]:
    """Cut each style where another style begins and at the borders of links, quotes and code; none inside code."""
    borders = {entity["offset"] for entity in styles + others} | {end_of(entity) for entity in others}
    code = [entity for entity in others if entity["type"] in CODE]
    for entity in styles:
        places = sorted(place for place in borders if entity["offset"] < place < end_of(entity))
        ends = [*places, end_of(entity)]
        for begin, end in zip([entity["offset"], *places], ends, strict=True):
            if not any(block["offset"] <= begin and end <= end_of(block) for block in code):
                yield entity | {"offset": begin, "length": end - begin}


def found_entities(text: str) -> list[Entity]:
    """What Telegram recognises by itself."""
    found: list[Entity] = []
    for kind, pattern in FOUND:
        for match in pattern.finditer(text):
            offset, length = utf16_length(text[: match.start()]), utf16_length(match.group())
            entity = {"offset": offset, "length": length, "type": kind}
            if not clashes(entity, found):
                found.append(entity)
    return in_order(found)


def clashes(entity: Entity, given: list[Entity]) -> bool:
    """Shares text with something that can't hold it: a link, code; or crosses the border of a quote."""
    links = [other for other in given if other["type"] not in (*SPLITTABLE, *QUOTES)]
    quotes = [other for other in given if other["type"] in QUOTES]
    return any(cut_at(entity, link["offset"], end_of(link)) for link in links) or any(
        crosses(entity, quote) for quote in quotes
    )
