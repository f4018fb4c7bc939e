"""What a typed text means where the conversation stands: a button's label, a date, an amount, or none of these."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Literal

from bot.guide.conversation import asked_now, propose, refusal
from bot.guide.days import day_asked
from bot.guide.labels import plain, ways
from bot.guide.visit import Visit
from bot.store import Case
from bot.talk import Reply, Tap
from flows.answers import day_problem
from flows.assess import Assessment
from flows.model import Money, Question
from flows.parse import Choose, DateReading, Price, Refused, Understood, read_date, read_money

Tense = Literal["past", "future", "any"]
"""Where a day that is asked for lies."""

CURRENCIES = ("USD", "EUR", "GBP", "BRL", "RUB", "PLN", "MXN", "CAD")
"""Offered where an amount came without its currency, after the buyer's own."""


def named_button(visit: Visit, text: str) -> Tap | None:
    """The button in front of the buyer that a text names: by its label, its number, or in another of its ways."""
    wanted, number = plain(text), text.strip().rstrip(".)")
    for button in visit.buyer.offered:
        says = visit.words(button.says) if button.says.startswith("say-") else button.says
        meant = number in says.split("|") if wanted.isdecimal() else wanted in ways(says) | {plain(button.label)}
        if wanted and meant:
            return Tap(button.data)
    return None


def read_typed(visit: Visit, case: Case, text: str) -> Reply:
    """A typed answer to the present question: proposed where it was understood, refused in one sentence where not."""
    found = visit.assess(case)
    asked = asked_now(visit, case, found)
    question = visit.book.questions.get(asked or "")
    if asked and (about := day_asked(visit, case, found, asked)):
        return _read_date(visit, case, asked, text, "past" if about.last <= visit.today else "future")
    if asked and question and question.kind == "date":
        return _read_date(visit, case, asked, text, "past" if question.tense == "past" else "any")
    if question and question.kind == "money":
        return _read_money(visit, case, found, question, text)
    return refusal(visit, case, "not-understood" if asked else "not-a-question", {})


def _read_date(visit: Visit, case: Case, asked: str, text: str, tense: Tense) -> Reply:
    reading = _reading_of(visit, text, tense)
    if isinstance(reading, Refused):
        return refusal(visit, case, reading.reason, dict(reading.arguments))
    options = _options(reading)
    bounds: Literal["past", "any"] = "past" if tense == "past" else "any"
    fitting = tuple(day for day in options if not day_problem(day, visit.today, bounds))
    if not fitting:
        reason = day_problem(options[0], visit.today, bounds) or "not-understood"
        return refusal(visit, case, reason, {"example": visit.today})
    return propose(visit, case, asked, fitting)


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


def _read_money(visit: Visit, case: Case, found: Assessment, question: Question, text: str) -> Reply:
    reading = read_money(text, locale=visit.locale)
    if isinstance(reading, Refused):
        return refusal(visit, case, reading.reason, dict(reading.arguments))
    prices = reading.options if isinstance(reading, Choose) else (reading.value,)
    item = found.path.get(question.same_currency_as)
    if not isinstance(item, Money):
        return propose(visit, case, question.id, tuple(money for price in prices for money in _amounts(visit, price)))
    fitting = tuple(Money(p.amount, item.currency) for p in prices if p.currency in (None, item.currency))
    if not fitting:
        return refusal(visit, case, "refuse-other-currency", {"currency": item.currency})
    return propose(visit, case, question.id, fitting)


def _amounts(visit: Visit, price: Price) -> tuple[Money, ...]:
    """The amount in its currency; without one, in the likely ones, to choose from."""
    if price.currency:
        return (Money(price.amount, price.currency),)
    return tuple(Money(price.amount, code) for code in dict.fromkeys((*visit.currencies, *CURRENCIES)))
