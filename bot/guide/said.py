"""What a first message also said: kept as proposals, each shown at its question and confirmed there with a tap."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from bot.guide.visit import Visit
from bot.store import Case
from flows.answers import BadInput, day_problem, read_answer
from flows.model import Value
from flows.parse import days_named, prices_named
from flows.said import options_said

MOST_READINGS = 3
"""So many days or amounts are proposed at a question: more would be no help."""

Said = Mapping[str, tuple[str, ...]]
"""By question, or by kind of question where it may answer any of that kind: answers as they are stored."""


def said_in(visit: Visit, text: str) -> Said:
    """The days, the amounts and the options that a text names."""
    days = days_named(text, locale=visit.locale, today=visit.today)
    prices = prices_named(text, locale=visit.locale)
    found = {
        "date": [f"{day}" for day in days if not day_problem(day, visit.today, "any")],
        "money": [str(price) for price in prices],
        **{question: [option] for question, option in options_said(text, visit.knowledge.sayings).items()},
    }
    return {about: tuple(values[:MOST_READINGS]) for about, values in found.items() if values}


def proposals(visit: Visit, case: Case, asked: str) -> tuple[Value, ...]:
    """What the first message said that may answer a question of the book."""
    question = visit.book.questions[asked]
    found: list[Value] = []
    for raw in (*case.said.get(asked, ()), *case.said.get(question.kind, ())):
        with suppress(BadInput):
            found.append(read_answer(question, raw, visit.today, asked))
    return tuple(found)


def said_without(visit: Visit, case: Case, asked: str) -> Said:
    """What is left to be confirmed once a question is answered, in whatever way: what was proposed there is settled."""
    settled = {str(value) for value in proposals(visit, case, asked)}
    kind = visit.book.questions[asked].kind
    left = {
        about: tuple(raw for raw in raws if about not in (asked, kind) or raw not in settled)
        for about, raws in case.said.items()
    }
    return {about: raws for about, raws in left.items() if raws}
