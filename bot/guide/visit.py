"""One turn of a buyer: who speaks, in which words, on which day, and the transaction that it all happens in."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.numbers import get_territory_currencies

from bot.clock import local_day
from bot.guide.callbacks import read_press
from bot.guide.wanted import dates_told, had_verdict, wanted_reminders
from bot.search import Lookup
from bot.store import Buyer, Case, Event, Transaction, Wanted
from bot.store.records import changed
from bot.talk import Button, Screen
from flows.advice import figures
from flows.answers import CaseEvent, kept_answers, money_in
from flows.assess import Assessment, Assessor
from flows.load import Guidebook
from flows.said import Sayings
from flows.words import Library, Words, spoken

MOST_OPEN_CASES = 20
KEPT_ASSESSMENTS = 1024
MAKES_WORDS_AND_DAYS = ("language", "country", "zone")


@dataclass(frozen=True, kw_only=True, eq=False)  # one is like no other: what is kept of it goes by itself alone
class Knowledge:
    """What every turn may look at: the guidebook, the texts, how people ask, and the host's choices."""

    assessor: Assessor
    library: Library
    lookup: Lookup
    default_zone: ZoneInfo
    retention_days: int
    privacy_contact: str
    sayings: Sayings = field(default_factory=dict)

    @property
    def book(self) -> Guidebook:
        return self.assessor.book

    def zone_of(self, buyer: Buyer) -> ZoneInfo:
        """The buyer's zone; the host's default until they have chosen, or where theirs exists no longer."""
        try:
            return ZoneInfo(buyer.zone) if buyer.zone else self.default_zone
        except (ZoneInfoNotFoundError, ValueError):
            return self.default_zone

    def words_for(self, buyer: Buyer) -> Words:
        return self.library.words(buyer.language, buyer.country)

    def assess(self, case: Case, today: date) -> Assessment:
        """What a case amounts to as of `today`. Kept for a while: a turn asks several times, and the next one again."""
        return self._judged(tuple(case.answers.items()), case.events, today)

    @lru_cache(maxsize=KEPT_ASSESSMENTS)  # noqa: B019 - what the bot knows lives as long as the process
    def _judged(self, answers: tuple[tuple[str, str], ...], events: tuple[Event, ...], today: date) -> Assessment:
        return self.assessor.assess(kept_answers(self.book, dict(answers), today), reported(events), today)


def reported(events: Iterable[Event]) -> tuple[CaseEvent, ...]:
    """Stored events as flows take them."""
    return tuple(CaseEvent(e.event, e.on, e.by, money_in(e.amount)) for e in events)


class Visit:
    """A turn under way. `buyer` and the cases are stored as they change, all in one transaction."""

    def __init__(self, tx: Transaction, knowledge: Knowledge, buyer: Buyer, now: datetime) -> None:
        self.tx = tx
        self.knowledge = knowledge
        self.book = knowledge.book
        self.now = now
        self._take_note_of(buyer)
        self.erased = False
        self.before: dict[str, Case] = {}
        """The cases whose cards may look different after this turn, as they were before it."""

    def _take_note_of(self, buyer: Buyer) -> None:
        self.buyer = buyer
        self.words = self.knowledge.words_for(buyer)
        self.zone = self.knowledge.zone_of(buyer)
        self.today = local_day(self.now, self.zone)

    @property
    def figures(self) -> Mapping[str, Any]:
        return figures(self.book, self.today)

    @property
    def locale(self) -> str:
        """For reading what was typed: "pt_BR", or the language alone while the country isn't known."""
        language = spoken(self.buyer.language)
        region = self.buyer.country or (self.buyer.language or "").replace("_", "-").partition("-")[2].upper()
        return f"{language}_{region}" if len(region) == 2 else language

    @property
    def currencies(self) -> list[str]:
        """What is paid with where the buyer lives; empty while that isn't known."""
        return get_territory_currencies(self.buyer.country) if self.buyer.country else []

    def assess(self, case: Case, on: date | None = None) -> Assessment:
        """What a case amounts to today, or on another day."""
        return self.knowledge.assess(case, on or self.today)

    def change_buyer(self, **changes: Any) -> None:
        buyer = changed(self.buyer, **changes)
        self.tx.save_buyer(buyer)
        if changes.keys().isdisjoint(MAKES_WORDS_AND_DAYS):
            self.buyer = buyer
        else:
            self._take_note_of(buyer)

    def talk_about(self, case: Case | None) -> None:
        wanted = case.id if case else None
        if self.buyer.case != wanted:
            self.change_buyer(case=wanted)

    def erase(self) -> None:
        """Forget this person; nothing more of them is written in this turn."""
        self.tx.erase(self.buyer.id, self.now)
        self.erased = True

    def current(self) -> Case | None:
        """The open case that is talked about."""
        case = self.tx.case(self.buyer.case, self.buyer.id) if self.buyer.case else None
        return case if case and case.closed_at is None else None

    def keep(self, case: Case, **changes: Any) -> Case:
        """Store a case as changed, and bring its reminders in line."""
        case = changed(case, **changes)
        if case.card is not None and (stored := self.tx.case(case.id, case.owner)):
            self.before.setdefault(case.id, stored)
        self.tx.save_case(case)
        self.align(case)
        return case

    def align(self, case: Case) -> None:
        """Bring the rows of a case's reminders in line with what it wants now; before its verdict it never had any."""
        if had_verdict(case):
            self.tx.align_reminders(case, self.wanted(case), self.now)
            self._note_dates(case)

    def _note_dates(self, case: Case) -> None:
        """What a buyer said moves dates, and the answer tells them. One that is reckoned with other periods than when it
        was told moved by itself as well, and is left to be told as such."""
        told = self.tx.told(case)
        for clock, date_now in dates_told(self.assess(case), self.book):
            known = told.get(clock)
            if known is None or (known != date_now and known.basis == date_now.basis):
                self.tx.tell(case, clock, date_now)

    def wanted(self, case: Case, on: date | None = None) -> list[Wanted]:
        """The reminders that a case wants today, or wanted on another day."""
        return list(wanted_reminders(case, self.assess(case, on), self.zone))

    def offer(self, *screens: Screen | None) -> None:
        """Remember the buttons that are in front of the buyer from now on, the newest first."""
        front: list[Button] = []
        besides: list[Button] = []
        for screen in reversed(screens):
            if screen and screen.typed:
                (besides if screen.besides else front).extend(chain.from_iterable(screen.rows))
        kept = front or self.buyer.offered
        if besides:
            labels = {button.label for button in besides}
            kept = [button for button in kept if button.label not in labels]
        offered = (*kept, *besides)
        if offered != self.buyer.offered:
            self.change_buyer(offered=offered)

    def withdraw(self, *verbs: str) -> None:
        """Take back the offered buttons of a question beside the cases that is answered: it waits no longer."""
        kept = tuple(button for button in self.buyer.offered if not _has_verb(button, verbs))
        if kept != self.buyer.offered:
            self.change_buyer(offered=kept)

    def report(self, case: Case, event: str, on: date, note: str = "") -> Case:
        return self.keep(case, events=(*case.events, Event(event=event, on=on, note=note)), focus=None)

    def new_case(self) -> Case | None:
        """A fresh case to talk about; None where the buyer has as many open as one may."""
        cases = self.tx.cases(self.buyer.id)
        if len(cases) >= MOST_OPEN_CASES:
            return None
        case = next((case for case in cases if not case.answers), None) or Case(
            id=secrets.token_urlsafe(8), owner=self.buyer.id, opened_at=self.now
        )
        self.tx.save_case(case)
        self.talk_about(case)
        return case


def _has_verb(button: Button, verbs: tuple[str, ...]) -> bool:
    found = read_press(button.data)
    return found is not None and found.verb in verbs
