"""What a typed text means as an answer where the conversation stands: a button's label, a date, an amount, or none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, Literal

from bot.guide.conversation import asked_now
from bot.guide.days import day_asked
from bot.guide.labels import plain, ways
from bot.guide.visit import Visit
from bot.store import Case
from bot.talk import Tap
from flows.answers import day_problem
from flows.assess import Assessment
from flows.model import Money, Question, Value
from flows.parse import Choose, DateReading, Price, Refused, Understood, read_date, read_money

Tense = Literal["past", "future", "any"]
"""Where a day that is asked for lies."""

CURRENCIES = ("USD", "EUR", "GBP", "BRL", "RUB", "PLN", "MXN", "CAD")
"""Offered where an amount came without its currency, after the buyer's own."""


NO_ATTEMPT = frozenset({
    "not-a-question", "not-understood", "parse-not-a-date", "parse-not-money", "parse-too-long", "parse-empty",
    "parse-unclear-date", "parse-needs-day",
})  # fmt: skip
"""Refusals of texts that may well be about something else than the answer."""


DAY_WORDS = 2
"""With more words than that a text may name a day and yet be about something else."""


@dataclass(frozen=True)
class Reading:
    """What a text says to the question that is `asked` now: the values that it may mean, or why it means none: the id
    of a text and its variables."""

    asked: str
    options: tuple[Value, ...] = ()
    reason: str = ""
    arguments: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_attempt(self) -> bool:
        """Whether somebody tried to answer: "32 november" is a bad date, not a question of theirs."""
        return bool(self.reason) and self.reason not in NO_ATTEMPT


def named_button(visit: Visit, text: str) -> Tap | None:
    """The button in front of the buyer that a text names: by its label, its number, or in another of its ways."""
    wanted, number = plain(text), text.strip().rstrip(".)")
    for button in visit.buyer.offered:
        says = visit.words(button.says) if button.says.startswith("say-") else button.says
        meant = number in says.split("|") if wanted.isdecimal() else wanted in ways(says) | {plain(button.label)}
        if wanted and meant:
            return Tap(button.data)
    return None


def is_a_reply(visit: Visit, text: str) -> bool:
    """Whether a text asks for nothing, whatever is asked: bare figures and signs, a day in a word or two, and the words
    that some buttons can be typed by."""
    said = plain(text)
    if not any(map(str.isalpha, said)):
        return True
    if any(said in ways(visit.words(known)) for known in ("say-yes", "say-no", "say-skip", "say-unknown")):
        return True
    return len(said.split()) <= DAY_WORDS and not isinstance(_reading_of(visit, text, "any"), Refused)


def read_typed(visit: Visit, case: Case, text: str) -> Reading:
    """A text as an answer to the present question."""
    found = visit.assess(case)
    asked = asked_now(visit, case, found)
    if asked is None:
        return Reading("", reason="not-a-question")
    question = visit.book.questions.get(asked)
    if about := day_asked(visit, case, found, asked):
        return _read_date(visit, asked, text, "past" if about.last <= visit.today else "future")
    if question and question.kind == "date":
        return _read_date(visit, asked, text, "past" if question.tense == "past" else "any")
    if question and question.kind == "money":
        return _read_money(visit, found, question, text)
    return Reading(asked, reason="not-understood")


def _read_date(visit: Visit, asked: str, text: str, tense: Tense) -> Reading:
    reading = _reading_of(visit, text, tense)
    if isinstance(reading, Refused):
        return Reading(asked, reason=reading.reason, arguments=reading.arguments)
    options = _options(reading)
    bounds: Literal["past", "any"] = "past" if tense == "past" else "any"
    fitting = tuple(day for day in options if not day_problem(day, visit.today, bounds))
    if not fitting:
        reason = day_problem(options[0], visit.today, bounds) or "not-understood"
        return Reading(asked, reason=reason, arguments={"example": visit.today})
    return Reading(asked, fitting)


def _reading_of(visit: Visit, text: str, tense: Tense) -> DateReading:
    """The reading of a typed day. Where it may lie ahead or behind, a day without a year is the nearest one."""
    read = partial(read_date, text, locale=visit.locale, today=visit.today, only_past=tense == "past")
    if tense != "any":
        return read(prefer=tense)
    behind, ahead = read(prefer="past"), read(prefer="future")
    if isinstance(ahead, Refused) or isinstance(behind, Refused):
        return behind if isinstance(ahead, Refused) else ahead
    return min(ahead, behind, key=lambda reading: abs(_options(reading)[0] - visit.today))


def _options(reading: Understood[date] | Choose[date]) -> tuple[date, ...]:
    return reading.options if isinstance(reading, Choose) else (reading.value,)


def _read_money(visit: Visit, found: Assessment, question: Question, text: str) -> Reading:
    reading = read_money(text, locale=visit.locale)
    if isinstance(reading, Refused):
        return Reading(question.id, reason=reading.reason, arguments=reading.arguments)
    prices = reading.options if isinstance(reading, Choose) else (reading.value,)
    item = found.path.get(question.same_currency_as)
    if not isinstance(item, Money):
        return Reading(question.id, tuple(money for price in prices for money in _amounts(visit, price)))
    fitting = tuple(Money(p.amount, item.currency) for p in prices if p.currency in (None, item.currency))
    if not fitting:
        return Reading(question.id, reason="refuse-other-currency", arguments={"currency": item.currency})
    return Reading(question.id, fitting)


def _amounts(visit: Visit, price: Price) -> tuple[Money, ...]:
    """The amount in its currency; without one, in the likely ones, to choose from."""
    if price.currency:
        return (Money(price.amount, price.currency),)
    return tuple(Money(price.amount, code) for code in dict.fromkeys((*visit.currencies, *CURRENCIES)))
