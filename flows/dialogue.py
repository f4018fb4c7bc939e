"""Which question comes next: a state machine built from the question data, and answers replayed through it.

A state is a question on a line ("waiting__item_value"), for the same question leads elsewhere on another line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from transitions import Machine

from flows.load import END, Guidebook
from flows.model import Money, Question, Value

ANSWERED = "answered"
"""The trigger of every typed answer: a date or an amount never chooses the route."""


@dataclass(frozen=True, kw_only=True)
class Edge:
    """From a state, by a tapped option or ANSWERED, to a state or END."""

    source: str
    trigger: str
    dest: str


@dataclass(frozen=True, kw_only=True)
class Walk:
    """Where answers lead. `at` is the next question, None at the verdict; `path` holds the accepted answers in
    order; `offers` are the options to tap; `fewest` and `most` count the questions still to come, `at` included."""

    at: str | None
    path: Mapping[str, Value]
    offers: tuple[str, ...]
    fewest: int
    most: int


_SEPARATOR = "__"  # legal in a Mermaid diagram too


def state_of(line: str, question: str) -> str:
    return f"{line}{_SEPARATOR}{question}"


def line_of(state: str) -> str:
    return state.partition(_SEPARATOR)[0]


def question_of(state: str) -> str:
    return state.partition(_SEPARATOR)[2]


def offered(book: Guidebook, state: str) -> tuple[str, ...]:
    """The options of a state's question, as its line narrows and orders them."""
    line, question = line_of(state), question_of(state)
    return book.lines[line].offers.get(question) or tuple(o.id for o in book.questions[question].options)


def edges(book: Guidebook) -> Iterator[Edge]:
    """Every edge of the graph, in order of the data."""
    for line in book.lines.values():
        for index, asked in enumerate(line.asks):
            onward = state_of(line.id, line.asks[index + 1]) if index + 1 < len(line.asks) else END
            source = state_of(line.id, asked)
            if book.questions[asked].kind != "choice":
                yield Edge(source=source, trigger=ANSWERED, dest=onward)
            options = {o.id: o for o in book.questions[asked].options}
            for option in offered(book, source):
                yield Edge(source=source, trigger=option, dest=_entry(book, options[option].line) or onward)


def _entry(book: Guidebook, line: str) -> str:
    return state_of(line, book.lines[line].asks[0]) if line in book.lines else line


def machine_for(book: Guidebook, machine_class: type[Machine] = Machine, **looks: Any) -> Machine:
    """The dialogue as a machine of `transitions`. Without auto transitions: a forged button must not jump."""
    found = list(edges(book))
    states = list(dict.fromkeys(edge.source for edge in found))
    moves = [{"trigger": e.trigger, "source": e.source, "dest": e.dest} for e in found]
    return machine_class(
        model=None,
        states=[*states, END],
        initial=_entry(book, book.start),
        transitions=moves,
        auto_transitions=False,
        **looks,
    )


class Dialogue:
    """The questions of a guidebook, ready to be walked."""

    def __init__(self, book: Guidebook) -> None:
        self._book = book
        self._machine = machine_for(book)
        self._offers = {edge.source: offered(book, edge.source) for edge in edges(book)}
        self._ahead = _distances(book)

    def walk(self, answers: Mapping[str, Value]) -> Walk:
        """Replay the answers. Those off the path, or not offered there, are left out and never used."""
        state = str(self._machine.initial)
        path: dict[str, Value] = {}
        while state != END:
            at = question_of(state)
            trigger = self._trigger(state, self._book.questions[at], answers.get(at), path)
            if trigger is None:
                fewest, most = self._ahead[state]
                return Walk(at=at, path=path, offers=self._offers[state], fewest=fewest, most=most)
            path[at] = answers[at]
            state = self._destination(state, trigger)
        return Walk(at=None, path=path, offers=(), fewest=0, most=0)

    def _destination(self, state: str, trigger: str) -> str:
        """Where the machine's transition leads. It has no callbacks, so looking is enough: triggering it on a model,
        with all that `transitions` does around it, took half the time of an assessment."""
        transition = self._machine.events[trigger].transitions[state][0]
        return str(transition.dest)

    def offers_at(self, question: str, answers: Mapping[str, Value]) -> tuple[str, ...]:
        """The options of a question that lies on the answers' path: () where it doesn't."""
        before = dict(answers)
        before.pop(question, None)
        walk = self.walk(before)
        return walk.offers if walk.at == question else ()

    def _trigger(self, state: str, question: Question, value: Value | None, path: Mapping[str, Value]) -> str | None:
        """The trigger that an answer pulls; None for no answer, or one that can't stand here."""
        if isinstance(value, str):
            return value if value in self._offers[state] else None
        if isinstance(value, Money):
            other = path.get(question.same_currency_as)
            fits = not isinstance(other, Money) or other.currency == value.currency
            return ANSWERED if question.kind == "money" and fits else None
        return ANSWERED if value is not None and question.kind == "date" else None


def _distances(book: Guidebook) -> dict[str, tuple[int, int]]:
    """For each state the fewest and the most questions up to the verdict, its own included."""
    onward: dict[str, set[str]] = {}
    for edge in edges(book):
        onward.setdefault(edge.source, set()).add(edge.dest)

    @cache
    def measure(state: str) -> tuple[int, int]:
        if state == END:
            return 0, 0
        ahead = [measure(dest) for dest in onward[state]]
        return 1 + min(a[0] for a in ahead), 1 + max(a[1] for a in ahead)

    return {state: measure(state) for state in onward}


def every_path(book: Guidebook) -> Iterator[tuple[tuple[str, str], ...]]:
    """Every path to the verdict as (question, option or ANSWERED) pairs."""
    onward: dict[str, list[Edge]] = {}
    for edge in edges(book):
        onward.setdefault(edge.source, []).append(edge)

    def follow(state: str) -> Iterator[tuple[tuple[str, str], ...]]:
        if state == END:
            yield ()
            return
        for edge in onward[state]:
            for rest in follow(edge.dest):
                yield (question_of(state), edge.trigger), *rest

    yield from follow(_entry(book, book.start))
