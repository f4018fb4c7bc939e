"""The weeks after the verdict: a state machine built from the stage data, and a case's events replayed through it.

Before its dispute a case stands where the days and the answers put it, so what any of those stages offers may have been
reported from there. After that its events alone move it. An event that isn't offered where the case stands is kept and
never used.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from transitions import Machine

from flows.answers import CaseEvent
from flows.circumstances import first_match, matches, tapped
from flows.dialogue import Dialogue, Walk
from flows.load import Guidebook
from flows.model import Change, EventKind, Money, Value

STAY = "="
"""As a destination: the case stays where the days put it."""


@dataclass(frozen=True, kw_only=True)
class Move:
    """From a stage, by an event, to a stage."""

    source: str
    event: str
    dest: str


@dataclass(frozen=True, kw_only=True)
class Followed:
    """Where events lead. `stage` is None where they lead nowhere: then the days and the answers say.

    `walk` is the dialogue with the answers as the events changed them. `path` is all that the case knows: the answers
    on the path and what the events say. `since` is the day of the event that led to the stage, `used` are the events
    that counted, `wants` the questions that they make worth asking and that aren't answered yet.
    """

    walk: Walk
    path: Mapping[str, Value]
    stage: str | None = None
    since: date | None = None
    used: tuple[CaseEvent, ...] = ()
    wants: tuple[str, ...] = ()


def moves(book: Guidebook) -> Iterator[Move]:
    """Every move of the journey, in order of the data."""
    for stage in book.stages.values():
        for event, dest in stage.on.items():
            yield Move(source=stage.id, event=event, dest=stage.id if dest == STAY else dest)


def journey_machine(book: Guidebook, machine_class: type[Machine] = Machine, **looks: Any) -> Machine:
    """The journey as a machine of `transitions`. Without auto transitions: a forged button must not jump."""
    return machine_class(
        model=None,
        states=list(book.stages),
        initial=book.by_the_days[0],
        transitions=[{"trigger": move.event, "source": move.source, "dest": move.dest} for move in moves(book)],
        auto_transitions=False,
        **looks,
    )


class Journey:
    """The stages of a guidebook, ready to be walked."""

    def __init__(self, book: Guidebook, dialogue: Dialogue) -> None:
        self._book = book
        self._dialogue = dialogue
        self._machine = journey_machine(book)

    def offers(self, stage: str, circumstances: Mapping[str, str]) -> tuple[str, ...]:
        """What may be reported at a stage, the likeliest first."""
        events = map(self._book.events.__getitem__, self._book.stages[stage].on)
        return tuple(kind.id for kind in events if _may_happen(kind, circumstances))

    def follow(self, answers: Mapping[str, Value], events: Sequence[CaseEvent]) -> Followed:
        """Replay the events of a case."""
        walk = self._dialogue.walk(answers)
        if not any(event.event in self._machine.events for event in events):
            return Followed(walk=walk, path=walk.path)
        return _Replay(self, self._dialogue, self._book, answers, walk).over(events)

    def start(self, walk: Walk) -> tuple[str, ...]:
        """The stages where a case can have stood before its events."""
        if "dispute_stage" in walk.path:
            return (first_match(self._book.tables.stage, tapped(walk.path)).then,)
        return self._book.by_the_days

    def destination(self, stage: str, event: str) -> str:
        """Where the machine's transition leads. It has no callbacks, so looking is enough."""
        transition = self._machine.events[event].transitions[stage][0]
        return str(transition.dest)


def _may_happen(kind: EventKind, circumstances: Mapping[str, str]) -> bool:
    if not matches(kind.when, circumstances):
        return False
    return not kind.changes or any(matches(change.when, circumstances) for change in kind.changes)


def _is_answered(kind: EventKind, circumstances: Mapping[str, str]) -> bool:
    """Whether the answers already show what the event changes: then it counts, and changes nothing any more."""
    return any(change.sets and _shows(change, circumstances) for change in kind.changes)


def _shows(change: Change, circumstances: Mapping[str, str]) -> bool:
    return all(circumstances.get(question) == value for question, value in change.sets.items())


class _Replay:
    """The events of one case, one after the other."""

    def __init__(
        self, journey: Journey, dialogue: Dialogue, book: Guidebook, answers: Mapping[str, Value], walk: Walk
    ) -> None:
        self._journey, self._dialogue, self._book = journey, dialogue, book
        self._answers, self._walk = dict(answers), walk
        self._circumstances = tapped(walk.path)
        self._start = journey.start(walk)
        self._stage: str | None = None
        self._since: date | None = None
        self._told: dict[str, Value | None] = {}
        self._used: list[CaseEvent] = []

    def over(self, events: Sequence[CaseEvent]) -> Followed:
        for event in events:
            source = self._offering(event.event)
            if source is not None:
                self._take(event, self._book.events[event.event], source)
        path = self._path()
        return Followed(
            walk=self._walk,
            path=path,
            stage=self._stage,
            since=self._since,
            used=tuple(self._used),
            wants=tuple(question for question in self._asked() if question not in path),
        )

    def _offering(self, event: str) -> str | None:
        """The stage where the case may stand and that offers the event; None where none does."""
        here = (self._stage,) if self._stage else self._start
        source = next((stage for stage in here if event in self._book.stages[stage].on), None)
        kind = self._book.events[event]
        counts = _may_happen(kind, self._circumstances) or _is_answered(kind, self._circumstances)
        return source if source and counts else None

    def _take(self, event: CaseEvent, kind: EventKind, source: str) -> None:
        self._used.append(event)
        self._change_answers(event, kind)
        if self._book.stages[source].on[kind.id] == STAY:
            return
        self._stage, self._since = self._journey.destination(source, kind.id), event.on
        if kind.dispute_stage or self._stage != source:
            self._told["dispute_stage"] = kind.dispute_stage or None
        self._told |= dict.fromkeys(kind.days, event.on)
        if kind.by:
            self._told[kind.by] = event.by or "unknown"
        if kind.amount:
            self._told[kind.amount] = event.amount

    def _change_answers(self, event: CaseEvent, kind: EventKind) -> None:
        change = next((change for change in kind.changes if matches(change.when, self._circumstances)), None)
        if change:
            self._answers |= change.sets
            if change.day:
                self._answers[change.day] = event.on
            self._walk = self._dialogue.walk(self._answers)
            self._circumstances = tapped(self._walk.path)

    def _path(self) -> dict[str, Value]:
        """What an event says stands for an answer; what it leaves open hides the answer from before it."""
        asked = {question: self._answers[question] for question in self._asked() if question in self._answers}
        known = {**asked, **self._walk.path, **self._told}
        price, offer = known.get("item_value"), known.get("offer_value")
        if isinstance(price, Money) and isinstance(offer, Money) and price.currency != offer.currency:
            known["offer_value"] = None  # it can't be weighed
        return {question: value for question, value in known.items() if value is not None}

    def _asked(self) -> dict[str, None]:
        return dict.fromkeys(q for event in self._used for q in self._book.events[event.event].asks)
