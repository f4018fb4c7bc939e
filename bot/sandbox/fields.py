"""What the page sent with a POST, read field by field; whatever doesn't fit is refused in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from aiohttp import web

from bot.sandbox.guard import Refusal
from bot.sandbox.telegram.parameters import Upload

MAX_FILE_BYTES = 10 * (1 << 20)
MAX_BODY_BYTES = MAX_FILE_BYTES + (1 << 20)  # the file, and the other parts around it
MAX_FILE_NAME = 255
NOT_AN_OBJECT = "The request's body must be a JSON object."
BROKEN_FORM = "The request's form can't be read."


@dataclass(frozen=True)
class Fields:
    """The fields of a JSON object or of a multipart form, by name."""

    values: Mapping[str, Any]

    def text(self, name: str, most: int, least: int = 0) -> str:
        """A text of at most `most` characters, as it stands; at least `least` beside blanks. "" where it is missing."""
        value = self.values.get(name)
        if value is not None and not isinstance(value, str):
            raise bad(f"“{name}” must be a text.")
        text = without_lone_surrogates(value or "")
        if len(text.strip()) < least:
            raise bad(f"“{name}” must not be empty.")
        if len(text) > most:
            raise bad(f"“{name}” has {len(text):,} characters; at most {most:,} are possible.")
        return text

    def number(self, name: str) -> int:
        value = self.optional_number(name)
        if value is None:
            raise bad(f"“{name}” is missing.")
        return value

    def optional_number(self, name: str) -> int | None:
        value = self.values.get(name)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            raise bad(f"“{name}” must be a whole number.")
        return value

    def file(self) -> Upload:
        """The form's "file": not empty, at most MAX_FILE_BYTES."""
        sent = self.values.get("file")
        if not isinstance(sent, web.FileField):
            raise bad("There is no file in the request.")
        data = sent.file.read()
        if not data:
            raise bad("The file is empty.")
        if len(data) > MAX_FILE_BYTES:
            raise web.HTTPRequestEntityTooLarge(MAX_FILE_BYTES, len(data))
        return Upload(data, file_name(sent.filename), sent.content_type)


async def fields_of(request: web.Request) -> Fields:
    """The body of a POST; an empty one has no fields."""
    if request.content_type == "multipart/form-data":
        return Fields(await form_of(request))
    if not await request.read():
        return Fields({})
    try:
        values = await request.json()
    except (ValueError, RecursionError):
        raise bad(NOT_AN_OBJECT) from None
    if not isinstance(values, dict):
        raise bad(NOT_AN_OBJECT)
    return Fields(values)


async def form_of(request: web.Request) -> Mapping[str, Any]:
    try:
        return await request.post()
    except (ValueError, AssertionError):  # aiohttp's parser asserts what it expects of a form
        raise bad(BROKEN_FORM) from None


def file_name(given: str) -> str:
    """The last part of a path, as a browser would send it."""
    return given.replace("\\", "/").rpartition("/")[2].strip()[:MAX_FILE_NAME] or "file.bin"


def without_lone_surrogates(text: str) -> str:
    """JSON can carry half a character; nothing behind the page has to expect that."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def bad(sentence: str) -> Refusal:
    return Refusal(HTTPStatus.BAD_REQUEST, sentence)
