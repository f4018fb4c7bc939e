"""What goes back to the bot: a status, a body, and how far they get."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from bot.sandbox.telegram.errors import Refused

JSON = "application/json"


class Wire(Enum):
    """How a reply travels."""

    WHOLE = auto()
    CUT = auto()
    """Half of the body, as if that were all."""
    TORN = auto()
    """Half of the body, then the connection breaks."""
    BROKEN = auto()
    """The connection breaks before the first byte."""


@dataclass(frozen=True)
class Reply:
    """An HTTP answer. `retry_after` in seconds, also a header."""

    status: int
    body: bytes
    content_type: str = JSON
    retry_after: int | None = None
    wire: Wire = Wire.WHOLE

    @property
    def half(self) -> bytes:
        return self.body[: len(self.body) // 2]

    def arrived(self) -> tuple[int, bytes]:
        """What of it arrives where there is no wire. ConnectionResetError where a connection would break."""
        if self.wire in (Wire.BROKEN, Wire.TORN):
            raise ConnectionResetError("the connection broke")
        return self.status, self.half if self.wire is Wire.CUT else self.body


@dataclass(frozen=True)
class Described:
    """A result with a sentence beside it."""

    result: Any
    description: str


def success(result: Any) -> Reply:
    described = {"description": result.description} if isinstance(result, Described) else {}
    plain = result.result if isinstance(result, Described) else result
    return Reply(200, json.dumps({"ok": True, "result": plain} | described).encode())


def refusal(error: Refused) -> Reply:
    """Where the bot is to wait, the seconds stand in a header, too."""
    retry_after = (error.parameters or {}).get("retry_after")
    return Reply(error.status, json.dumps(error.body()).encode(), retry_after=retry_after)
