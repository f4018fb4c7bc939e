"""Reading a guide's folder of data: strict, with errors that name the file and the record."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Protocol, TypeVar

from pydantic import ConfigDict, TypeAdapter, ValidationError

from flows.asked import Intent, Theme, Topic, Trap
from flows.model import (
    Article,
    Caution,
    ClockKind,
    EventKind,
    Evidence,
    Fact,
    Figure,
    GateKind,
    Line,
    Outcome,
    Period,
    Question,
    Reading,
    Rule,
    Stage,
    Step,
    WindowKind,
)

ALIEXPRESS = Path(__file__).parent / "aliexpress"
END = "verdict"


class DataError(Exception):
    """The guide's data can't be read; the message names the file and the record."""


class _Named(Protocol):
    @property
    def id(self) -> str: ...


Record = TypeVar("Record", bound=_Named)


@dataclass(frozen=True)
class Tables:
    """The decision tables, each in order of the file: the first row that matches wins."""

    coverage: tuple[Rule, ...]
    remedy: tuple[Rule, ...]
    stage: tuple[Rule, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, eq=False)
class Guidebook:
    """Everything that a guide knows but its texts. Records are found by id; order is the file's.

    Two are equal only if they are one: what is kept for one is never taken for another that was read later.
    """

    folder: Path
    start: str
    lines: dict[str, Line]
    questions: dict[str, Question]
    articles: dict[str, Article]
    facts: dict[str, Fact]
    figures: tuple[Figure, ...]
    periods: dict[str, Period]
    readings: dict[str, Reading]
    tables: Tables
    clocks: dict[str, ClockKind]
    windows: dict[str, WindowKind]
    outcomes: dict[str, Outcome]
    steps: dict[str, Step]
    evidence: dict[str, Evidence]
    warnings: dict[str, Caution]
    by_the_days: tuple[str, ...]
    """The stages of a case before its dispute: between them no event moves it, only the days and the answers do."""
    events: dict[str, EventKind]
    stages: dict[str, Stage]
    gates: dict[str, GateKind]
    themes: dict[str, Theme]
    topics: dict[str, Topic]
    traps: dict[str, Trap]
    intents: dict[str, Intent]

    def figure(self, figure_id: str, today: date) -> int:
        """A fact's number as it holds on a day. KeyError for an unknown id."""
        rows = [f for f in self._figures_by_id[figure_id] if f.since is None or f.since <= today]
        if not rows:
            raise KeyError(figure_id)
        return max(rows, key=lambda f: f.since or date.min).value

    def period(self, period_id: str, today: date) -> int:
        """The length of a period on a day, in the unit that its name and comment say (days, mostly)."""
        period = self.periods[period_id]
        return self.figure(period.figure, today) if period.figure else period.value

    @cached_property
    def figure_ids(self) -> frozenset[str]:
        return frozenset(self._figures_by_id)

    @cached_property
    def _figures_by_id(self) -> dict[str, tuple[Figure, ...]]:
        return {one.id: tuple(f for f in self.figures if f.id == one.id) for one in self.figures}


def load(folder: Path = ALIEXPRESS) -> Guidebook:
    """Read a guide. Raises DataError for an unknown or missing key, a wrong type, or two records of one id."""
    asked, policy = _read(folder / "questions.toml"), _read(folder / "policy.toml")
    known, advice = _read(folder / "facts.toml"), _read(folder / "outcomes.toml")
    proofs, after = _read(folder / "evidence.toml"), _read(folder / "stages.toml")
    faq, traps, intents = (_read(folder / f"{name}.toml") for name in ("faq", "traps", "intents"))
    book = Guidebook(
        folder=folder,
        start=str(asked.table.pop("start", "")),
        lines=asked.by_id("line", Line),
        questions=asked.by_id("question", Question),
        articles=policy.by_id("article", Article),
        facts=known.by_id("fact", Fact),
        figures=policy.records("figure", Figure),
        periods=policy.by_id("period", Period),
        readings=policy.by_id("reading", Reading),
        tables=Tables(
            coverage=tuple(policy.by_id("coverage", Rule).values()),
            remedy=tuple(policy.by_id("remedy", Rule).values()),
            stage=tuple(policy.by_id("stage", Rule).values()),
            rules=tuple(policy.by_id("rule", Rule).values()),
        ),
        clocks=policy.by_id("clock", ClockKind),
        windows=policy.by_id("window", WindowKind),
        outcomes=advice.by_id("outcome", Outcome),
        steps=advice.by_id("step", Step),
        warnings=advice.by_id("warning", Caution),
        evidence=proofs.by_id("evidence", Evidence),
        by_the_days=tuple(after.table.pop("by_the_days", ())),
        events=after.by_id("event", EventKind),
        stages=after.by_id("stage", Stage),
        gates=after.by_id("gate", GateKind),
        themes=faq.by_id("theme", Theme),
        topics=faq.by_id("topic", Topic),
        traps=traps.by_id("trap", Trap),
        intents=intents.by_id("intent", Intent),
    )
    for file in (asked, policy, known, advice, proofs, after, faq, traps, intents):
        if file.table:
            raise DataError(f"{file.name}: unknown kind of record {', '.join(sorted(file.table))}")
    return book


@dataclass
class _File:
    """One TOML file; each kind of record is taken out of it, so that what is left is unknown."""

    name: str
    table: dict[str, Any]

    def records(self, kind: str, form: type[Record]) -> tuple[Record, ...]:
        adapter = _adapter(form)
        return tuple(self._record(adapter, kind, raw) for raw in self.table.pop(kind, []))

    def by_id(self, kind: str, form: type[Record]) -> dict[str, Record]:
        found: dict[str, Record] = {}
        for record in self.records(kind, form):
            if record.id in found:
                raise DataError(f"{self.name}: two {kind} records are called {record.id!r}")
            found[record.id] = record
        return found

    def _record(self, adapter: TypeAdapter[Record], kind: str, raw: Any) -> Record:
        try:
            return adapter.validate_python(raw)
        except ValidationError as error:
            name = raw.get("id", "without an id") if isinstance(raw, dict) else "of a wrong form"
            raise DataError(f"{self.name}: {kind} {name!r}: {_faults(error)}") from None


@lru_cache(maxsize=32)
def _adapter(form: type[Record]) -> TypeAdapter[Record]:
    """What validates records of a form. Making it takes longer than validating them all."""
    form.__pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[attr-defined]
    return TypeAdapter(form)


def _faults(error: ValidationError) -> str:
    return "; ".join(
        f"{'.'.join(map(str, fault['loc']))}: {fault['msg'].lower()}" for fault in error.errors(include_url=False)
    )


def _read(path: Path) -> _File:
    try:
        return _File(path.name, tomllib.loads(path.read_text("utf-8")))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"{path.name}: {error}") from None
