"""What a typed text means where the conversation stands: a button's label, a date, an amount, or none of these."""

from __future__ import annotations

from contextlib import suppress

from babel.numbers import get_territory_currencies

from bot.guide.conversation import asked_now, present_screen, propose, refusal
from bot.guide.labels import plain, ways
from bot.guide.questions import PAST_EVENTS, proposal_screen
from bot.guide.visit import Visit
from bot.store import Case
from bot.talk import Button, Reply, Screen, Tap
from flows.answers import BadInput, day_problem, read_answer
from flows.assess import Assessment
from flows.model import Money, Question, Value
from flows.parse import Choose, Price, Refused, read_date, read_money

CURRENCIES = ("USD", "EUR", "GBP", "BRL", "RUB", "PLN", "MXN", "CAD")
"""Offered where an amount came without its currency, after the buyer's own."""


def typed_tap(visit: Visit, case: Case, text: str) -> Tap | None:
    """The button of the present screen that the text names: its label, its number, yes or no. None if none."""
    found = visit.assess(case)
    asked = asked_now(case, found)
    if asked and (options := _proposed(visit, case, asked)):
        proposal = _buttons(proposal_screen(visit, case, asked, options))
        if pick := _named(visit, proposal, text) or _yes_or_no(visit, proposal, text, len(options)):
            return pick
    buttons = _buttons(present_screen(visit, case))
    question = visit.book.questions.get(asked or "")
    if question and question.kind == "choice" and (pick := _numbered(buttons, question, text)):
        return pick
    return _named(visit, buttons, text)


def _proposed(visit: Visit, case: Case, asked: str) -> tuple[Value, ...]:
    """What was understood last and waits for a yes."""
    options: list[Value] = []
    question = visit.book.questions.get(asked)
    for raw in case.proposed if question else ():
        with suppress(BadInput):
            options.append(read_answer(question, raw, visit.today, asked))  # type: ignore[arg-type]
    return tuple(options)


def _buttons(screen: Screen) -> list[Button]:
    return [button for row in screen.rows for button in row]


def _named(visit: Visit, buttons: list[Button], text: str) -> Tap | None:
    wanted = plain(text)
    for button in buttons:
        if wanted and plain(button.label) == wanted:
            return Tap(button.data)
    unknown = [button for button in buttons if button.data.endswith(":unknown")]
    return Tap(unknown[0].data) if unknown and wanted in ways(visit.words("say-unknown")) else None


def _numbered(buttons: list[Button], question: Question, text: str) -> Tap | None:
    """The second option for "2" or "2."."""
    options = [button for button in buttons if f":{question.id}:" in button.data]
    number = text.strip().rstrip(".)").strip()
    if number.isascii() and number.isdecimal() and 1 <= int(number[:3]) <= len(options):
        return Tap(options[int(number[:3]) - 1].data)
    return None


def _yes_or_no(visit: Visit, buttons: list[Button], text: str, options: int) -> Tap | None:
    if options == 1 and plain(text) in ways(visit.words("say-yes")):
        return Tap(buttons[0].data)
    return Tap(buttons[-1].data) if plain(text) in ways(visit.words("say-no")) else None


def read_typed(visit: Visit, case: Case, text: str) -> Reply:
    """A typed answer to the present question: proposed where it was understood, refused in one sentence where not."""
    found = visit.assess(case)
    asked = asked_now(case, found)
    question = visit.book.questions.get(asked or "")
    if asked and (asked in PAST_EVENTS or (question and question.kind == "date")):
        return _read_date(visit, case, asked, question, text)
    if question and question.kind == "money":
        return _read_money(visit, case, found, question, text)
    return refusal(visit, case, "not-understood", {})


def _read_date(visit: Visit, case: Case, asked: str, question: Question | None, text: str) -> Reply:
    past = question is None or question.tense == "past"
    reading = read_date(
        text, locale=visit.locale, today=visit.today, prefer="past" if past else "future", only_past=past
    )
    if isinstance(reading, Refused):
        return refusal(visit, case, reading.reason, dict(reading.arguments))
    options = reading.options if isinstance(reading, Choose) else (reading.value,)
    fitting = tuple(day for day in options if not day_problem(day, visit.today, "past" if past else "any"))
    if not fitting:
        reason = day_problem(options[0], visit.today, "past" if past else "any") or "not-understood"
        return refusal(visit, case, reason, {"example": visit.today})
    return propose(visit, case, asked, fitting)


def _read_money(visit: Visit, case: Case, found: Assessment, question: Question, text: str) -> Reply:
    reading = read_money(text, locale=visit.locale)
    if isinstance(reading, Refused):
        return refusal(visit, case, reading.reason, dict(reading.arguments))
    prices = reading.options if isinstance(reading, Choose) else (reading.value,)
    item = found.walk.path.get(question.same_currency_as)
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
    own = get_territory_currencies(visit.buyer.country) if visit.buyer.country else []
    return tuple(Money(price.amount, code) for code in dict.fromkeys((*own, *CURRENCIES)))
