"""The nouns of what people ask and are told on the way: topics and their themes, traps, and what a first message is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class Theme:
    """A heading that questions are found under; its label is a text of words/."""

    id: str


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A question that the guide answers on the way. `related` are other topics' ids; `action` is what it leads to,
    `intent` what a case that is begun there is about ("" = nothing yet). `case` are the clocks whose days make the
    answer one about this buyer."""

    id: str
    theme: str
    facts: tuple[str, ...]
    related: tuple[str, ...]
    readings: tuple[str, ...] = ()
    action: Literal["check_case", "evidence", "deadlines", ""] = ""
    intent: str = ""
    case: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Trap:
    """Something that a buyer is talked into, or is about to do, at his own cost. `topic` says more about it. `reply`:
    there is a text to paste to the seller."""

    id: str
    topic: str
    facts: tuple[str, ...]
    readings: tuple[str, ...] = ()
    reply: bool = True


@dataclass(frozen=True, kw_only=True)
class Intent:
    """What a first message is about, and what it leads to: the first `answers` of a case in order of the dialogue, or
    a `topic`. With neither it is something else, and every question is asked."""

    id: str
    answers: Mapping[str, str] = field(default_factory=dict)
    topic: str = ""
