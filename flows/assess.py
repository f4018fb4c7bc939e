"""What a case amounts to: answers, events and today in, the whole verdict out. Nothing here is stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from flows.answers import CaseEvent
from flows.circumstances import first_match, matches, tapped
from flows.deadlines import (
    Clock,
    Dispute,
    SellerWait,
    clocks_before_dispute,
    clocks_inside_dispute,
    first_shown,
    seller_wait,
)
from flows.dialogue import Dialogue, Walk
from flows.journey import Followed, Journey
from flows.load import Guidebook
from flows.model import Caution, Evidence, Outcome, Rule, Stage, Step, Value
from flows.reminders import Reminder, reminders
from flows.window import Calendar, Window, day_in, where_today_stands, window_for

JUST_OPENED = "seller_reviewing"
"""The stage that only an opened dispute leads to."""


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """The verdict on a case as of `today`. While the dialogue isn't finished, `rule` is None, and only `walk`, `path` and
    `used` say something.

    `path` is what the case knows: the answers on the path, and what events say. `circumstances` are what the rules
    looked at. `opening` is the window for opening a dispute, `wait` the wait for the seller, where there are such.
    `facts` and `readings` are all that the verdict rests on.

    Of the journey: `since` is the day of the event that led to the stage (None where the days did), `used` are the
    events that counted, `offers` those that may be reported now, `wants` the questions that they make worth asking.
    """

    today: date
    t0: date
    walk: Walk
    path: Mapping[str, Value] = field(default_factory=dict)
    circumstances: Mapping[str, str] = field(default_factory=dict)
    rule: Rule | None = None
    outcome: Outcome | None = None
    coverage: str = ""
    remedy: str = ""
    window: str = ""
    stage: str = ""
    since: date | None = None
    used: tuple[CaseEvent, ...] = ()
    offers: tuple[str, ...] = ()
    wants: tuple[str, ...] = ()
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


class Assessor:
    """A guidebook, ready to judge cases."""

    def __init__(self, book: Guidebook) -> None:
        self.book = book
        self.dialogue = Dialogue(book)
        self.journey = Journey(book, self.dialogue)

    def assess(self, answers: Mapping[str, Value], events: Sequence[CaseEvent], today: date) -> Assessment:
        """Judge a case as of `today` (in the buyer's zone). Answers off the path are left out, and events that the
        stage before them doesn't offer."""
        followed = self.journey.follow(answers, events)
        t0 = first_shown(events, today)
        if followed.walk.at is not None:
            return Assessment(today=today, t0=t0, walk=followed.walk, path=followed.path, used=followed.used)
        return self._verdict(followed, events, t0, today)

    def _verdict(self, followed: Followed, events: Sequence[CaseEvent], t0: date, today: date) -> Assessment:
        path, calendar = followed.path, Calendar(self.book, today)
        inside = followed.stage is not None or "dispute_stage" in path
        opening = None if inside else window_for(path, t0, calendar)
        known = tapped(path) | {"window": where_today_stands(opening, path, events, today)}
        known |= _about_the_window(opening) | _remarks(opening, path, followed.used)
        coverage = first_match(self.book.tables.coverage, known)
        known["coverage"] = coverage.then
        known["at_fault"] = "seller" if coverage.then == "yes" or path.get("sizing") == "off_chart" else "nobody"
        remedy = first_match(self.book.tables.remedy, known)
        known["remedy"] = remedy.then
        covered = coverage.then != "usually_not"
        wait = seller_wait(path, opening, t0, calendar) if opening and covered else None
        known["pace"] = _pace(known["window"], path, wait, today) if covered else "none"
        known["may_file"] = "later" if wait and today < wait.may_file_from else "now"
        known["dispute"] = "opened" if followed.stage == JUST_OPENED else "none"
        known["stage"] = followed.stage or first_match(self.book.tables.stage, known).then
        if inside:
            dispute = Dispute(path=path, since=followed.since, t0=t0, calendar=calendar)
            clocks = clocks_inside_dispute(self.book.stages[known["stage"]].clocks, dispute)
        else:
            clocks = clocks_before_dispute(path, opening, known["window"], t0, wait, calendar) if opening else []
        basis = (first_match(self.book.tables.rules, known), coverage, remedy)
        return self._advise(followed, known, basis, tuple(clocks), opening, wait, t0, today)

    def _advise(
        self, followed: Followed, known: Mapping[str, str], basis: tuple[Rule, Rule, Rule], clocks: tuple[Clock, ...],
        opening: Window | None, wait: SellerWait | None, t0: date, today: date,
    ) -> Assessment:  # fmt: skip
        book, rule = self.book, basis[0]
        outcome = book.outcomes[rule.then]
        steps = tuple(s for s in map(book.steps.__getitem__, outcome.steps) if matches(s.when, known))
        proofs = [e for e in book.evidence.values() if outcome.evidence and matches(e.when, known)]
        evidence = tuple(sorted(proofs, key=lambda proof: proof.rank))
        warnings = tuple(book.warnings[w] for w in outcome.warnings)
        offers = self.journey.offers(known["stage"], known)
        return Assessment(
            today=today, t0=t0, walk=followed.walk, path=followed.path, circumstances=known, rule=rule,
            outcome=outcome, basis=basis, coverage=known["coverage"], remedy=known["remedy"], window=known["window"],
            stage=known["stage"], since=followed.since, used=followed.used, offers=offers,
            wants=followed.wants if offers else (), opening=opening, wait=wait, clocks=clocks,
            reminders=tuple(reminders(clocks, book, today)), steps=steps, evidence=evidence, warnings=warnings,
            facts=self._facts(basis, clocks, steps, evidence, warnings, [book.stages[known["stage"]]]),
            readings=self._readings(basis, clocks),
        )  # fmt: skip

    def _facts(
        self, basis: Iterable[Rule], clocks: Iterable[Clock], *advice: Iterable[Step | Evidence | Caution | Stage]
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


def _about_the_window(opening: Window | None) -> dict[str, str]:
    return {
        "row": opening.row if opening and opening.row else "none",
        "act_by": "known" if opening and opening.act_by else "unknown",
        "surely_over": "known" if opening and opening.surely_over else "unknown",
    }


def _remarks(opening: Window | None, path: Mapping[str, Value], used: Iterable[CaseEvent]) -> dict[str, str]:
    """What deserves a word of its own: a button that was looked for in vain, dates that can hardly both be right."""
    missing = opening is not None and any(event.event == "no_button" for event in used)
    delivered, protection = day_in(path.get("delivered_on")), day_in(path.get("protection_ends_on"))
    odd = opening is not None and delivered is not None and protection is not None and protection < delivered
    return {"button": "missing" if missing else "unsaid", "dates": "protection_first" if odd else "fit"}


def _pace(stands: str, path: Mapping[str, Value], wait: SellerWait | None, today: date) -> str:
    """Whether there is time for the seller: wait, weigh (his offer), today (file), none (nothing to file now)."""
    if stands in ("none", "early", "closed"):
        return "none"
    if stands in ("last_days", "try_button") or path.get("seller_contact") == "refused":
        return "today"
    if path.get("seller_contact") == "offered":
        return "weigh"
    return "today" if wait and wait.until <= today else "wait"
