"""A case and all that is needed to tell of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.store import Case
from flows.assess import Assessment
from flows.load import Guidebook
from flows.words import Words


@dataclass(frozen=True, kw_only=True)
class Subject:
    """`found` is what the case amounts to as of today, `title` says in a line what it is about, `now` is in UTC."""

    title: str
    case: Case
    found: Assessment
    book: Guidebook
    words: Words
    zone: ZoneInfo
    now: datetime
