"""The data of the bot's buttons: `v1:<case>:<verb>:<argument>`, at most 64 bytes.

An answer's verb is its question's id (see flows.callbacks); what was reported has its event's id. The other verbs
are VERBS. A button without a case has "-" in its place.
"""

from __future__ import annotations

from typing import NamedTuple

from flows.callbacks import VERSION

NO_CASE = "-"
VERBS = frozenset({
    "back", "why", "change", "summary", "verdict", "because", "month", "happened", "undo", "close", "reopen", "open",
    "done", "stop", "remind", "reject", "nothing", "new", "countries", "country", "skip", "zone", "erase", "resume",
    "snooze", "due", "quiet", "clock",
    "timeline", "ics", "casefile", "again", "leave", "card", "pin", "gate", "whatif",
    "faq", "meant", "begin",
})  # fmt: skip


class Press(NamedTuple):
    """A button's data, taken apart. `case` is "" where it has none."""

    case: str
    verb: str
    argument: str


def data_for(verb: str, argument: str = "", case: str = "") -> str:
    return f"{VERSION}:{case or NO_CASE}:{verb}:{argument}"


def read_press(data: str) -> Press | None:
    """None for data of another version, or none of ours."""
    parts = data.split(":", 3)
    if len(parts) != 4 or parts[0] != VERSION:
        return None
    return Press("" if parts[1] == NO_CASE else parts[1], parts[2], parts[3])


def number_in(argument: str) -> int | None:
    """The whole number that a button's argument is; None where it is none, or larger than a row's number can be."""
    return int(argument) if argument.isascii() and argument.isdecimal() and len(argument) <= 18 else None
