"""Faults in what one record says of another: dead links, unknown names, facts that don't exist."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from flows.callbacks import CASE_ID_LENGTH, answer_data, fits
from flows.check.faq import faq_faults
from flows.check.journey import journey_faults
from flows.check.named import cited, grounded, unknown
from flows.circumstances import COMPUTED
from flows.deadlines import ONCE, REPEATING
from flows.load import END, Guidebook
from flows.model import Evidence, Step, When


def link_faults(book: Guidebook) -> Iterator[str]:
    yield from _lines(book)
    yield from _questions(book)
    yield from _decisions(book)
    yield from _advice(book)
    yield from _policy(book)
    yield from journey_faults(book, circumstance_values(book))
    yield from faq_faults(book)


def _lines(book: Guidebook) -> Iterator[str]:
    yield from unknown("start", "line", [book.start], book.lines)
    for line in book.lines.values():
        where = f"line {line.id!r}"
        if not line.asks:
            yield f"{where}: asks nothing"
        yield from unknown(where, "question", line.asks, book.questions)
        for question, options in line.offers.items():
            yield from unknown(f"{where} offers", "question", [question], line.asks)
            if question in book.questions:
                known = {option.id for option in book.questions[question].options}
                yield from unknown(f"{where} offers {question}", "option", options, known)


def _questions(book: Guidebook) -> Iterator[str]:
    for question in book.questions.values():
        where = f"question {question.id!r}"
        if question.kind == "choice" and not question.options:
            yield f"{where}: a choice without options"
        if (question.kind == "date") != bool(question.tense):
            yield f"{where}: a date, and nothing else, has a tense"
        if question.same_currency_as:
            yield from unknown(where, "question", [question.same_currency_as], book.questions)
        for option in question.options:
            if option.line:
                yield from unknown(f"{where} option {option.id!r}", "line", [option.line], {*book.lines, END})
            data = answer_data("x" * CASE_ID_LENGTH, question.id, option.id)
            if not fits(data):
                yield f"{where} option {option.id!r}: its callback data {data!r} is longer than Telegram takes"


def _decisions(book: Guidebook) -> Iterator[str]:
    tables = book.tables
    for name, rows in {
        "coverage": tables.coverage,
        "remedy": tables.remedy,
        "stage": tables.stage,
        "rule": tables.rules,
    }.items():
        values: Collection[str] = COMPUTED.get(name, ())
        for row in rows:
            where = f"{name} {row.id!r}"
            if name == "rule":
                yield from unknown(where, "outcome", [row.then], book.outcomes)
            elif values:
                yield from unknown(where, name, [row.then], values)
            yield from _condition(where, row.when, book)
            yield from cited(where, row.facts, row.readings, book)
        if not rows:
            yield f"the {name} table is empty"


def _condition(where: str, when: When, book: Guidebook) -> Iterator[str]:
    for name, values in when.items():
        known = circumstance_values(book).get(name)
        if known is None:
            yield f"{where}: unknown circumstance {name!r}"
        else:
            yield from unknown(where, f"value of {name}", values, known)


def circumstance_values(book: Guidebook) -> Mapping[str, Collection[str]]:
    """Every circumstance that a condition may name, with the values it can have."""
    typed = {"choice": (), "date": ("known",), "money": ("known",)}
    answers = {q.id: (*typed[q.kind], *(o.id for o in q.options)) for q in book.questions.values()}
    complaints = {*answers.get("problem", ()), *answers.get("disputed_problem", ())}
    return {**answers, **COMPUTED, "complaint": complaints, "stage": book.stages}


def _advice(book: Guidebook) -> Iterator[str]:
    for outcome in book.outcomes.values():
        where = f"outcome {outcome.id!r}"
        yield from unknown(where, "step", outcome.steps, book.steps)
        yield from unknown(where, "warning", outcome.warnings, book.warnings)
    advice: dict[str, Iterable[Step | Evidence]] = {"step": book.steps.values(), "evidence": book.evidence.values()}
    for kind, records in advice.items():
        for record in records:
            where = f"{kind} {record.id!r}"
            yield from _condition(where, record.when, book)
            yield from grounded(where, record.facts, book)
    for warning in book.warnings.values():
        yield from grounded(f"warning {warning.id!r}", warning.facts, book)


def _policy(book: Guidebook) -> Iterator[str]:
    for fact in book.facts.values():
        yield from unknown(f"fact {fact.id!r}", "article", [source.article for source in fact.sources], book.articles)
        yield from unknown(f"fact {fact.id!r}", "conflict", fact.readings, book.readings)
    for figure in book.figures:
        yield from unknown(f"figure {figure.id!r}", "fact", [figure.fact], book.facts)
    for period in book.periods.values():
        where = f"period {period.id!r}"
        if bool(period.figure) == bool(period.value):
            yield f"{where}: needs either a figure or a value of its own"
        if period.figure:
            yield from unknown(where, "figure", [period.figure], book.figure_ids)
        yield from cited(where, period.facts, (), book)
    for reading in book.readings.values():
        yield from unknown(f"conflict {reading.id!r}", "article", reading.articles, book.articles)
        yield from grounded(f"conflict {reading.id!r}", reading.facts, book)
    for window in book.windows.values():
        yield from cited(f"window {window.id!r}", window.facts, window.readings, book)
        yield from unknown(f"window {window.id!r}", "period", window.periods, book.periods)
    yield from unknown("the formulas", "window", ("arrived", "nothing_arrived"), book.windows)
    yield from unknown("the formulas", "clock", (*REPEATING, *ONCE), book.clocks)
    yield from (
        f"clock {clock!r}: repeats, so it needs `every`"
        for clock in REPEATING
        if clock in book.clocks and not book.clocks[clock].every
    )
    for clock in book.clocks.values():
        where = f"clock {clock.id!r}"
        yield from cited(where, clock.facts, clock.readings, book)
        yield from unknown(where, "period", clock.periods, book.periods)
        yield from unknown(where, "event or question", clock.done, {*book.events, *book.questions})
