"""What the doctor found: one line, with what to do where something is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Finding:
    """`what` names the setting or the part; `todo` is "" where nothing is to be done."""

    level: Literal["ok", "warn", "fail"]
    what: str
    todo: str = ""

    def __str__(self) -> str:
        return f"{self.level:<4} {self.what}" + (f"; {self.todo}" if self.todo else "")


def ok(what: str) -> Finding:
    return Finding("ok", what)


def warn(what: str, todo: str) -> Finding:
    return Finding("warn", what, todo)


def fail(what: str, todo: str) -> Finding:
    return Finding("fail", what, todo)
