"""The fields of a Bot API call, however its body is written: JSON, form or multipart."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote_plus

from bench.quickjson import loads

Fields = dict[str, Any]


def fields_of(content_type: str, body: bytes, query: str = "") -> Fields:
    """Values of forms stay text: `number` and `structure` read them. Raises ValueError for a body in no known form."""
    if not body:
        return _form(query)
    if content_type.startswith("application/json"):
        return loads(body)
    if content_type.startswith("application/x-www-form-urlencoded"):
        return _form(body.decode("ascii"))
    if content_type.startswith("multipart/form-data"):
        return _multipart(content_type, body)
    raise ValueError(f"a body of type {content_type}")


def number(value: Any) -> int | None:
    return None if value is None else int(value)


def structure(value: Any) -> Any:
    """What is an object in JSON comes as text in a form."""
    return loads(value) if isinstance(value, str) else value


def _form(text: str) -> Fields:
    pairs = (pair.partition("=") for pair in text.split("&") if pair)
    return {unquote_plus(name): unquote_plus(value) for name, _, value in pairs}


def _multipart(content_type: str, body: bytes) -> Fields:
    boundary = content_type.partition("boundary=")[2].strip('"').encode()
    fields = {}
    for part in body.split(b"--" + boundary)[1:-1]:
        head, _, content = part.partition(b"\r\n\r\n")
        name = head.partition(b'name="')[2].partition(b'"')[0]
        fields[name.decode()] = content.removesuffix(b"\r\n").decode()
    return fields
