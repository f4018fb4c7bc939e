"""The parameters of a call, read as Telegram's server reads them: every one is a text, nested values are JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.telegram.errors import bad_request

Json = dict[str, Any]


@dataclass(frozen=True)
class Upload:
    """A file sent along with a call."""

    data: bytes
    name: str | None = None
    mime_type: str | None = None


@dataclass(frozen=True)
class Call:
    """One Bot API call. `method` is in lower case, as Telegram compares it."""

    method: str
    texts: Mapping[str, str]
    files: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The parameter, "" where it is missing."""
        return self.texts.get(name, "")

    def number(self, name: str, default: int = 0, low: int | None = None, high: int | None = None) -> int:
        """The parameter as a number, clamped; anything else counts as 0, as on the server."""
        text = self.text(name)
        value = leading_number(text) if text else default
        value = value if low is None else max(value, low)
        return value if high is None else min(value, high)

    def flag(self, name: str) -> bool:
        return self.text(name).strip().lower() in ("true", "yes", "1")

    def json(self, name: str, broken: str) -> Any:
        """The parameter's JSON, None where it is missing; 400 with `broken` where it isn't JSON."""
        text = self.text(name)
        if not text:
            return None
        try:
            return json.loads(text)
        except ValueError:
            raise bad_request(broken) from None


def call_of(method: str, parameters: Mapping[str, Any], files: Mapping[str, Upload | bytes] | None = None) -> Call:
    """A call from what a client sent: real objects become JSON text, bare bytes become nameless uploads."""
    texts = {name: as_text(value) for name, value in parameters.items() if value is not None}
    uploads = {name: file if isinstance(file, Upload) else Upload(bytes(file)) for name, file in (files or {}).items()}
    return Call(method.lower(), texts, uploads)


def as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def leading_number(text: str) -> int:
    """ "12abc" is 12 and "abc" is 0."""
    found = re.match(r"-?[0-9]+", text)
    return int(found.group()) if found else 0


def required_text(value: Json, name: str) -> str:
    """A field of a nested object that must be there; numbers pass as text. Raises ValueError in Telegram's words."""
    if name not in value or value[name] is None:
        raise ValueError(f'Can\'t find field "{name}"')
    return optional_text(value, name)


def optional_text(value: Json, name: str) -> str:
    found = value.get(name)
    if found is None:
        return ""
    if isinstance(found, bool) or not isinstance(found, str | int | float):
        raise ValueError(f'Field "{name}" must be of type String')
    return str(found)


def required_number(value: Json, name: str) -> int:
    if name not in value or value[name] is None:
        raise ValueError(f'Can\'t find field "{name}"')
    found = value[name]
    if isinstance(found, bool) or not re.fullmatch(r"-?[0-9]{1,18}", str(found)):
        raise ValueError(f'Field "{name}" must be a valid Number')
    return int(found)
