"""Faults in the journey: dead links, a stage that nobody comes to, a dead end, an event that leads two ways."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from flows.check.named import unknown
from flows.journey import STAY, moves
from flows.load import Guidebook
from flows.model import Change, EventKind, Stage, When

LAST = "closed"

Conditions = Mapping[str, Collection[str]]
"""Every circumstance that a condition may name, with its values."""


def journey_faults(book: Guidebook, circumstances: Conditions) -> Iterator[str]:
    """Dead links first: with them the rest can't be told."""
    dead = [*_dead_stages(book), *_dead_events(book, circumstances), *_dead_gates(book, circumstances)]
    yield from dead
    if not dead:
        yield from _unreached(book)
        yield from _dead_ends(book)
        yield from _two_ways(book)


def _dead_stages(book: Guidebook) -> Iterator[str]:
    if not book.by_the_days:
        yield "by_the_days: names no stage to begin at"
    yield from unknown("by_the_days", "stage", (*book.by_the_days, LAST), book.stages)
    yield from unknown("the stage table", "stage", (row.then for row in book.tables.stage), book.stages)
    for stage in book.stages.values():
        where = f"stage {stage.id!r}"
        yield from unknown(where, "event", stage.on, [kind.id for kind in book.events.values() if not kind.mark])
        yield from unknown(where, "stage", stage.on.values(), {*book.stages, STAY})
        yield from _named_by(where, stage, book)
        if STAY in stage.on.values() and stage.id not in book.by_the_days:
            yield f"{where}: an event stays where the days put the case, but no days put it here"


def _named_by(where: str, stage: Stage, book: Guidebook) -> Iterator[str]:
    yield from unknown(where, "clock", stage.clocks, book.clocks)
    yield from unknown(where, "warning", stage.warnings, book.warnings)
    yield from unknown(where, "gate", stage.gates, book.gates)
    yield from unknown(where, "question", stage.asks, book.questions)
    yield from unknown(where, "fact", stage.facts, book.facts)


def _dead_events(book: Guidebook, circumstances: Conditions) -> Iterator[str]:
    asked = {kind: [q.id for q in book.questions.values() if q.kind == kind] for kind in ("date", "money")}
    for event in book.events.values():
        where = f"event {event.id!r}"
        yield from unknown(where, "fact", event.facts, book.facts)
        if not (event.facts or event.mark):
            yield f"{where}: rests on no fact"
        yield from unknown(where, "question for a date", (*event.days, *filter(None, [event.by])), asked["date"])
        yield from unknown(where, "question for a sum", filter(None, [event.amount]), asked["money"])
        yield from unknown(where, "question", event.asks, book.questions)
        if event.dispute_stage:
            yield from unknown(where, "dispute_stage", [event.dispute_stage], circumstances["dispute_stage"])
        yield from _conditions(where, event.when, circumstances)
        for change in event.changes:
            yield from _change(where, change, asked["date"], circumstances)


def _change(where: str, change: Change, dates: Collection[str], circumstances: Conditions) -> Iterator[str]:
    yield from _conditions(where, change.when, circumstances)
    yield from unknown(where, "question for a date", filter(None, [change.day]), dates)
    yield from _conditions(where, {question: (answer,) for question, answer in change.sets.items()}, circumstances)


def _conditions(where: str, when: When, circumstances: Conditions) -> Iterator[str]:
    for name, values in when.items():
        if name not in circumstances:
            yield f"{where}: unknown circumstance {name!r}"
        else:
            yield from unknown(where, f"value of {name}", values, circumstances[name])


def _dead_gates(book: Guidebook, circumstances: Conditions) -> Iterator[str]:
    offered = {gate for stage in book.stages.values() for gate in stage.gates}
    for gate in book.gates.values():
        if gate.id not in offered:
            yield f"gate {gate.id!r}: no stage offers it"
        if not gate.conditions:
            yield f"gate {gate.id!r}: asks nothing"
        for condition in gate.conditions:
            where = f"gate {gate.id!r} condition {condition.id!r}"
            yield from unknown(where, "fact", condition.facts, book.facts)
            yield from _conditions(where, condition.when, circumstances)
            if not condition.facts:
                yield f"{where}: rests on no fact"


def _unreached(book: Guidebook) -> Iterator[str]:
    """Stages that neither the table nor any event leads to; events that no stage offers."""
    onward: dict[str, set[str]] = {}
    for move in moves(book):
        onward.setdefault(move.source, set()).add(move.dest)
    reached: set[str] = set()
    ahead = {row.then for row in book.tables.stage}
    while ahead:
        reached |= ahead
        ahead = {dest for stage in ahead for dest in onward.get(stage, ())} - reached
    yield from (f"stage {stage!r}: is never reached" for stage in book.stages if stage not in reached)
    offered = {move.event for move in moves(book)}
    yield from (
        f"event {e.id!r}: no stage offers it" for e in book.events.values() if not e.mark and e.id not in offered
    )


def _dead_ends(book: Guidebook) -> Iterator[str]:
    """A stage is left by at least one event that may always be reported; the last one by none."""
    for stage in book.stages.values():
        leading = [e for e, dest in stage.on.items() if dest not in (STAY, stage.id) and _always(book.events[e])]
        if stage.id != LAST and not leading:
            yield f"stage {stage.id!r}: is a dead end, no event leads on"
        if stage.id == LAST and stage.on:
            yield f"stage {stage.id!r}: nothing may lead on from there"


def _always(event: EventKind) -> bool:
    return not event.when and not event.changes


def _two_ways(book: Guidebook) -> Iterator[str]:
    """Where only the days tell stages apart, an event reported at one must lead to the same place from the others."""
    led: dict[str, str] = {}
    for stage in book.by_the_days:
        for event, dest in book.stages[stage].on.items():
            if led.setdefault(event, dest) != dest:
                yield f"event {event!r}: leads two ways from stages that only the days tell apart"
