"""Telegram's HTML: a text with tags -> plain text and entities, or the server's exact complaint.

It is no real HTML: a fixed set of tags, four named references, offsets counted in bytes of UTF-8.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from bot.sandbox.telegram.entities import utf16_length
from bot.sandbox.telegram.tags import TAGS, details_of, link_details

Entity = dict[str, Any]

REFERENCES = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}
PLAIN = re.compile(rb"[^<&]+")
SURROGATE = re.compile("[\ud800-\udfff]")
SPACES = b" \t\r\n\0\v"
REFERENCE = re.compile(rb"&(?:#x(?P<hex>[0-9a-fA-F]*)|#(?P<decimal>[0-9]*)|(?P<name>[a-zA-Z]*));?")


@dataclass
class OpenTag:
    """A start tag that waits for its end: where its text begins, in UTF-16 units and in the pieces of plain text."""

    name: str
    attributes: dict[str, str]
    offset: int
    begins: int


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Plain text and entities, in order of their end tags. ValueError with Telegram's words where it refuses."""
    return HtmlReader(source).read()


class HtmlReader:
    """Reads once from left to right. `at` is the byte read next; a NUL stands behind the last one."""

    def __init__(self, source: str) -> None:
        encoded = source.encode()
        self.size = len(encoded)
        self.data = encoded + b"\0"
        self.at = 0
        self.plain: list[str] = []
        self.offset = 0
        self.open: list[OpenTag] = []
        self.entities: list[Entity] = []

    def read(self) -> tuple[str, list[Entity]]:
        while self.at < self.size:
            if plain := PLAIN.match(self.data, self.at, self.size):
                self.at = plain.end()
                self.take(plain.group().decode())
            elif self.data[self.at] == ord("&"):
                self.take(self.character())
            elif self.data[self.at + 1] == ord("/"):
                self.end_tag()
            else:
                self.start_tag()
        if self.open:
            raise ValueError(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        return self.whole_text(), [without_language(entity) for entity in self.entities]

    def whole_text(self) -> str:
        text = "".join(self.plain)
        if SURROGATE.search(text):
            raise ValueError(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        return text

    def take(self, text: str) -> None:
        self.plain.append(text)
        self.offset += utf16_length(text)

    def character(self) -> str:
        """The next character, a reference counting as one."""
        if self.data[self.at] == ord("&"):
            letter, self.at = reference(self.data, self.at)
            return letter
        length = utf8_length(self.data[self.at])
        letter = self.data[self.at : self.at + length].decode()
        self.at += length
        return letter

    def start_tag(self) -> None:
        begin = self.at
        name = self.word(begin + 1, b">").lower()
        if self.data[self.at] == 0:
            raise ValueError(f"Unclosed start tag at byte offset {begin}")
        if name not in TAGS:
            raise ValueError(f'Unsupported start tag "{name}" at byte offset {begin}')
        attributes = self.attributes(name, begin)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise ValueError(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self.open.append(OpenTag(name, attributes, self.offset, len(self.plain)))

    def attributes(self, tag: str, begin: int) -> dict[str, str]:
        """Read up to and including the ">"."""
        found: dict[str, str] = {}
        while self.skip_spaces() != ord(">"):
            name = self.word(self.at, b"=>/\"'")
            if not name:
                raise ValueError(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
            after = self.skip_spaces()
            if after == 0:
                raise ValueError(f'Unclosed start tag "{tag}" at byte offset {begin}')
            if after == ord("="):
                self.at += 1
                found[name] = self.attribute_value(tag, begin)
            else:
                found[name] = ""
        self.at += 1
        return found

    def attribute_value(self, tag: str, begin: int) -> str:
        quote = self.skip_spaces()
        if quote == 0:
            raise ValueError(f'Unclosed start tag "{tag}" at byte offset {begin}')
        value = self.quoted(quote) if quote in b"'\"" else self.name_token()
        if self.data[self.at] == 0:
            raise ValueError(f"Unclosed start tag at byte offset {begin}")
        return value

    def quoted(self, quote: int) -> str:
        self.at += 1
        letters = []
        while self.data[self.at] not in (quote, 0):
            letters.append(self.character())
        if self.data[self.at] == quote:
            self.at += 1
        return "".join(letters)

    def name_token(self) -> str:
        """A value without quotes: letters, digits, dots and hyphens."""
        begin = self.at
        while chr(self.data[self.at]).isascii() and (chr(self.data[self.at]).isalnum() or self.data[self.at] in b".-"):
            self.at += 1
        if self.data[self.at] not in SPACES + b">":
            raise ValueError(f"Unexpected end of name token at byte offset {begin}")
        return self.data[begin : self.at].decode().lower()

    def end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise ValueError(f"Unexpected end tag at byte offset {begin}")
        name = self.word(begin + 2, b">").lower()
        if self.skip_spaces() != ord(">"):
            raise ValueError(f"Unclosed end tag at byte offset {begin}")
        self.at += 1
        tag = self.open[-1]
        if name and name != tag.name:
            raise ValueError(f'Unmatched end tag at byte offset {begin}, expected "</{tag.name}>", found "</{name}>"')
        self.close(self.open.pop())

    def close(self, tag: OpenTag) -> None:
        length = self.offset - tag.offset
        if length == 0:
            return
        entity = {"offset": tag.offset, "length": length, "type": TAGS[tag.name]}
        if tag.name in ("code", "pre"):
            self.add_code(tag, entity)
        elif tag.name == "a":
            self.add(entity, link_details(tag.attributes.get("href") or "".join(self.plain[tag.begins :])))
        else:
            self.add(entity, details_of(tag.name, tag.attributes))

    def add(self, entity: Entity, details: Entity | None) -> None:
        if details is not None:
            self.entities.append(entity | details)

    def add_code(self, tag: OpenTag, entity: Entity) -> None:
        """<pre> and <code class="language-…"> around the same text are one entity."""
        language = tag.attributes.get("class", "")
        language = language.removeprefix("language-") if language.startswith("language-") else ""
        last = self.entities[-1] if self.entities else {}
        same_text = (last.get("offset"), last.get("length")) == (entity["offset"], entity["length"])
        inner_code = tag.name == "pre" and last.get("type") == "code" and last.get("language")
        outer_code = tag.name == "code" and last.get("type") == "pre" and language
        if same_text and inner_code:
            last["type"] = "pre"
        elif same_text and outer_code:
            last["language"] = language
        else:
            self.entities.append(entity | ({"language": language} if tag.name == "code" and language else {}))

    def word(self, begin: int, stops: bytes) -> str:
        """The text from `begin` up to a space, a NUL or one of `stops`; `at` is left there."""
        self.at = begin
        while self.data[self.at] not in SPACES + stops:
            self.at += 1
        return self.data[begin : self.at].decode()

    def skip_spaces(self) -> int:
        """Go on to the next byte that is no space, and return it; 0 at the end."""
        while self.data[self.at] in SPACES and self.data[self.at] != 0:
            self.at += 1
        return self.data[self.at]


def reference(data: bytes, at: int) -> tuple[str, int]:
    """The character that the reference at `at` stands for, or "&" where it stands for none, and where it ends."""
    found = REFERENCE.match(data, at)
    if found is None:
        return "&", at + 1
    name = found["name"]
    if name is not None:
        letter = REFERENCES.get(name)
        return (letter, found.end()) if letter else ("&", at + 1)
    digits = found["hex"] if found["hex"] is not None else found["decimal"]
    written = found.group().rstrip(b";")
    code = int(digits or b"0", 16 if found["hex"] is not None else 10) if len(written) < 10 else 0
    return (chr(code), found.end()) if 0 < code < 0x10FFFF else ("&", at + 1)


def utf8_length(first: int) -> int:
    """How many bytes the character that begins with this byte takes."""
    return 1 if first < 0xC0 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4


def without_language(entity: Entity) -> Entity:
    """A language counts inside <pre> only."""
    return {key: value for key, value in entity.items() if key != "language" or entity["type"] == "pre"}
