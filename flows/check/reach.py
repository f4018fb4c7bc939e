"""Faults of reach: questions that nobody comes to, rules that never match, advice that is never given."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from flows.assess import Assessment, Assessor
from flows.circumstances import first_match
from flows.dialogue import edges, line_of, machine_for, question_of
from flows.load import Guidebook


def reach_faults(assessor: Assessor, kinds: Sequence[Assessment]) -> Iterator[str]:
    book = assessor.book
    states = _reached_states(book)
    asked = {question_of(state) for state in states}
    yield from _never("line", book.lines, {line_of(state) for state in states}, "is never entered")
    yield from _never("question", book.questions, asked, "is never asked")
    unused = {outcome.id for outcome in book.outcomes.values()} - {rule.then for rule in book.tables.rules}
    yield from (f"outcome {outcome!r}: no rule gives it" for outcome in sorted(unused))
    yield from _unreached(book, kinds)


def _reached_states(book: Guidebook) -> set[str]:
    onward: dict[str, set[str]] = {}
    for edge in edges(book):
        onward.setdefault(edge.source, set()).add(edge.dest)
    reached: set[str] = set()
    ahead = {str(machine_for(book).initial)}
    while ahead:
        reached |= ahead
        ahead = {dest for state in ahead for dest in onward.get(state, ())} - reached
    return reached


def _unreached(book: Guidebook, found: Sequence[Assessment]) -> Iterator[str]:
    """What no sample case comes to. The samples walk every path with a spread of dates."""
    tables = {"rule": 0, "coverage": 1, "remedy": 2}
    rows = {"rule": book.tables.rules, "coverage": book.tables.coverage, "remedy": book.tables.remedy}
    for kind, place in tables.items():
        reached = {one.basis[place].id for one in found}
        yield from _never(kind, [row.id for row in rows[kind]], reached, "never matches")
    stages = {first_match(book.tables.stage, one.circumstances).id for one in found if one.since is None}
    yield from _never("stage", [row.id for row in book.tables.stage], stages, "never matches")
    yield from _never("step", book.steps, {step.id for one in found for step in one.steps}, "is never shown")
    yield from _never("warning", book.warnings, {w.id for one in found for w in one.warnings}, "is never shown")
    yield from _never("evidence", book.evidence, {e.id for one in found for e in one.evidence}, "is never shown")
    yield from _never("clock", book.clocks, {c.id for one in found for c in one.clocks}, "never runs")


def _never(kind: str, known: Iterable[str], reached: Collection[str], fault: str) -> Iterator[str]:
    return (f"{kind} {name!r}: {fault}" for name in known if name not in reached)
