"""What a case amounts to: answers, events and today in, the whole verdict out. Nothing here is stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from flows.answers import CaseEvent
from flows.deadlines import Clock, SellerWait, clocks_before_dispute, clocks_inside_dispute, first_shown, seller_wait
from flows.dialogue import Dialogue, Walk
from flows.load import Guidebook
from flows.model import Caution, Evidence, Outcome, Rule, Step, Value, When
from flows.reminders import Reminder, reminders
from flows.window import Calendar, Window, where_today_stands, window_for

COMPUTED: Mapping[str, tuple[str, ...]] = {
    "coverage": ("yes", "depends", "usually_not", "procedure"),
    "window": ("none", "unknown", "early", "open", "last_days", "try_button", "closed"),
    "remedy": ("refund_only", "partial_refund", "return_and_refund", "compare", "none"),
    "at_fault": ("seller", "nobody"),
    "pace": ("wait", "today", "weigh", "none"),
    "dispute": ("opened", "none"),
    "row": ("A", "B", "C", "D", "E", "none"),
    "act_by": ("known", "unknown"),
    "surely_over": ("known", "unknown"),
    "may_file": ("now", "later"),
}
"""The circumstances that are computed, with all their values. `complaint` is the problem, inside a dispute too."""


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """The verdict on a case as of `today`. `rule` is None while the dialogue isn't finished; the rest is empty then.

    `circumstances` are what the rules looked at. `opening` is the window for opening a dispute, `wait` the wait for
    the seller, where there are such. `facts` and `readings` are all that the verdict rests on.
    """

    today: date
    t0: date
    walk: Walk
    circumstances: Mapping[str, str] = field(default_factory=dict)
    rule: Rule | None = None
    outcome: Outcome | None = None
    coverage: str = ""
    remedy: str = ""
    window: str = ""
    stage: str = ""
    opening: Window | None = None
    wait: SellerWait | None = None
    clocks: tuple[Clock, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    steps: tuple[Step, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    warnings: tuple[Caution, ...] = ()
    facts: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    basis: tuple[Rule, ...] = ()

    def clock(self, clock_id: str) -> Clock | None:
        return next((clock for clock in self.clocks if clock.id == clock_id), None)


def matches(when: When, circumstances: Mapping[str, str]) -> bool:
    for name, allowed in when.items():  # noqa: SIM110 - as a loop it takes half the time, some eighty times a case
        if circumstances.get(name) not in allowed:
            return False
    return True


def first_match(table: Sequence[Rule], circumstances: Mapping[str, str]) -> Rule:
    """The first row that matches. LookupError where none does: `check` proves that this can't be."""
    for row in table:
        if matches(row.when, circumstances):
            return row
    raise LookupError(f"no rule matches {dict(circumstances)}")


class Assessor:
    """A guidebook, ready to judge cases."""

    def __init__(self, book: Guidebook) -> None:
        self.book = book
        self.dialogue = Dialogue(book)

    def assess(self, answers: Mapping[str, Value], events: Sequence[CaseEvent], today: date) -> Assessment:
        """Judge a case as of `today` (in the buyer's zone). Answers off the path are left out."""
        walk = self.dialogue.walk(answers)
        t0 = first_shown(events, today)
        if walk.at is not None:
            return Assessment(today=today, t0=t0, walk=walk)
        return self._verdict(walk, events, t0, today)

    def _verdict(self, walk: Walk, events: Sequence[CaseEvent], t0: date, today: date) -> Assessment:
        path, calendar = walk.path, Calendar(self.book, today)
        opened = None if "dispute_stage" in path else _day_opened(events)
        inside = opened is not None or "dispute_stage" in path
        opening = None if inside else window_for(path, t0, calendar)
        stands = where_today_stands(opening, path, events, today)
        known = _tapped(path) | {"dispute": "opened" if opened else "none", "window": stands}
        known |= _about_the_window(opening)
        coverage = first_match(self.book.tables.coverage, known)
        known["coverage"] = coverage.then
        known["at_fault"] = "seller" if coverage.then == "yes" or path.get("sizing") == "off_chart" else "nobody"
        remedy = first_match(self.book.tables.remedy, known)
        known["remedy"] = remedy.then
        covered = coverage.then != "usually_not"
        wait = seller_wait(path, opening, t0, calendar) if opening and covered else None
        known |= {"pace": _pace(stands, path, wait, today) if covered else "none"}
        known["may_file"] = "later" if wait and today < wait.may_file_from else "now"
        if inside:
            clocks = clocks_inside_dispute(path, opened, t0, calendar)
        else:
            clocks = clocks_before_dispute(path, opening, stands, t0, wait, calendar) if opening else []
        basis = (first_match(self.book.tables.rules, known), coverage, remedy)
        return self._advise(walk, known, basis, tuple(clocks), opening, wait, t0, today)

    def _advise(
        self, walk: Walk, known: Mapping[str, str], basis: tuple[Rule, Rule, Rule], clocks: tuple[Clock, ...],
        opening: Window | None, wait: SellerWait | None, t0: date, today: date,
    ) -> Assessment:  # fmt: skip
        book, rule = self.book, basis[0]
        outcome = book.outcomes[rule.then]
        steps = tuple(s for s in map(book.steps.__getitem__, outcome.steps) if matches(s.when, known))
        proofs = [e for e in book.evidence.values() if outcome.evidence and matches(e.when, known)]
        evidence = tuple(sorted(proofs, key=lambda proof: proof.rank))
        warnings = tuple(book.warnings[w] for w in outcome.warnings)
        return Assessment(
            today=today, t0=t0, walk=walk, circumstances=known, rule=rule, outcome=outcome, basis=basis,
            coverage=known["coverage"], remedy=known["remedy"], window=known["window"],
            stage=first_match(book.tables.stage, known).then, opening=opening, wait=wait, clocks=clocks,
            reminders=tuple(reminders(clocks, book, today)), steps=steps, evidence=evidence, warnings=warnings,
            facts=self._facts(basis, clocks, steps, evidence, warnings),
            readings=self._readings(basis, clocks),
        )  # fmt: skip

    def _facts(
        self, basis: Iterable[Rule], clocks: Iterable[Clock], *advice: Iterable[Step | Evidence | Caution]
    ) -> tuple[str, ...]:
        cited = [fact for row in basis for fact in row.facts]
        for clock in clocks:
            kind = self.book.clocks[clock.id]
            cited += kind.facts
            periods = kind.periods
            if clock.window:
                window = self.book.windows[clock.window.kind]
                cited += window.facts
                periods += window.periods
            cited += [fact for period in periods for fact in self.book.periods[period].facts]
        cited += [fact for records in advice for record in records for fact in record.facts]
        return tuple(sorted(set(cited)))

    def _readings(self, basis: Iterable[Rule], clocks: Iterable[Clock]) -> tuple[str, ...]:
        """The conflicts that touch the case, in the policy's order."""
        named = {reading for row in basis for reading in row.readings}
        for clock in clocks:
            named.update(self.book.clocks[clock.id].readings)
            if clock.window:
                named.update(self.book.windows[clock.window.kind].readings)
        return tuple(reading for reading in self.book.readings if reading in named)


def _day_opened(events: Iterable[CaseEvent]) -> date | None:
    opened = [event.on for event in events if event.event == "dispute_opened"]
    return opened[-1] if opened else None


def _tapped(path: Mapping[str, Value]) -> dict[str, str]:
    """The answers as circumstances: an option by its id, a date or an amount as "known"."""
    known = {question: value if isinstance(value, str) else "known" for question, value in path.items()}
    complaint = known.get("problem") or known.get("disputed_problem")
    return known | {"complaint": complaint or ""}


def _about_the_window(opening: Window | None) -> dict[str, str]:
    return {
        "row": opening.row if opening and opening.row else "none",
        "act_by": "known" if opening and opening.act_by else "unknown",
        "surely_over": "known" if opening and opening.surely_over else "unknown",
    }


def _pace(stands: str, path: Mapping[str, Value], wait: SellerWait | None, today: date) -> str:
    """Whether there is time for the seller: wait, weigh (his offer), today (file), none (nothing to file now)."""
    if stands in ("none", "early", "closed"):
        return "none"
    if stands in ("last_days", "try_button") or path.get("seller_contact") == "refused":
        return "today"
    if path.get("seller_contact") == "offered":
        return "weigh"
    return "today" if wait and wait.until <= today else "wait"
