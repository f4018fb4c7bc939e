"""Sample cases: one for every rule and then some, made by walking every path with a spread of dates.

The check renders each of them, the preview shows one a rule, the tests walk them. Windows arise from the dates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from flows.answers import CaseEvent
from flows.assess import Assessment, Assessor
from flows.dialogue import ANSWERED, every_path
from flows.journey import STAY
from flows.load import Guidebook
from flows.model import Money, Value
from flows.verdict import reminder_id

TODAY = date(2026, 11, 22)
PRICE, OFFER = Money(Decimal("24.90"), "EUR"), Money(Decimal("5.00"), "EUR")


@dataclass(frozen=True)
class Spread:
    """How far from today the dates of a sample lie, in days."""

    delivered: int
    latest: int
    protection: int
    contacted: int

    def value(self, question: str) -> Value:
        if question in ("item_value", "offer_value"):
            return PRICE if question == "item_value" else OFFER
        days = {
            "delivered_on": self.delivered,
            "latest_delivery_on": self.latest,
            "protection_ends_on": self.protection,
            "ship_by": 8,
        }.get(question, self.contacted)
        return TODAY + timedelta(days=days)


SPREADS = (
    Spread(delivered=-4, latest=-3, protection=30, contacted=-4),  # time enough
    Spread(delivered=-14, latest=-14, protection=20, contacted=-6),  # the last days
    Spread(delivered=-4, latest=-4, protection=30, contacted=-9),  # the seller had his time
    Spread(delivered=-20, latest=-20, protection=10, contacted=-9),  # perhaps closed
    Spread(delivered=-60, latest=-60, protection=-40, contacted=-30),  # closed
    Spread(delivered=-2, latest=9, protection=40, contacted=-1),  # the delivery window still runs
    Spread(delivered=-2, latest=20, protection=12, contacted=-1),  # protection ends first, later
    Spread(delivered=-2, latest=3, protection=3, contacted=-1),  # protection ends first, now
    Spread(delivered=-4, latest=-4, protection=-9, contacted=-1),  # protection ended before the delivery
)


def samples(assessor: Assessor) -> Iterator[Assessment]:
    """An assessment for every path and spread, for a dispute opened on each path that can have one, and for every move
    of the journey from one path of each problem."""
    begun: dict[tuple[object, object, Spread], dict[str, Value]] = {}
    for path in every_path(assessor.book):
        timed = {"delivered_on", "latest_delivery_on", "protection_ends_on"} & {
            q for q, trigger in path if trigger == ANSWERED
        }
        for spread in SPREADS if timed else SPREADS[:1]:
            answers = {q: spread.value(q) if trigger == ANSWERED else trigger for q, trigger in path}
            yield assessor.assess(answers, (), TODAY)
            begun.setdefault((dict(path).get("problem"), dict(path).get("dispute_stage"), spread), answers)
        if dict(path)["situation"] != "in_dispute":
            yield assessor.assess(answers, (CaseEvent("dispute_opened", TODAY),), TODAY)
    for (*_, spread), answers in begun.items():
        yield assessor.assess(answers, (CaseEvent("no_button", TODAY),), TODAY)
        if spread == SPREADS[0]:
            yield from (found for found in _journeys(assessor, answers) if found.rule)  # not those asked again


def _journeys(assessor: Assessor, answers: Mapping[str, Value]) -> Iterator[Assessment]:
    """A case after each move that its events can make, by the shortest way there."""
    starts = assessor.journey.start(assessor.dialogue.walk(answers))
    for route in _routes(assessor.book, starts):
        for told in (True, False) if _carries(assessor.book, route[-1]) else (False,):
            yield assessor.assess(answers, [_event(assessor.book, event, told) for event in route], TODAY)


def _routes(book: Guidebook, starts: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Every move once, each behind the shortest way to where it begins."""
    ways: dict[str, tuple[str, ...]] = dict.fromkeys(starts, ())
    ahead = list(ways)
    for stage in ahead:
        for event, dest in book.stages[stage].on.items():
            yield (*ways[stage], event)
            if dest != STAY and dest not in ways:
                ways[dest] = (*ways[stage], event)
                ahead.append(dest)


def _carries(book: Guidebook, event: str) -> bool:
    return bool(book.events[event].by or book.events[event].amount)


def _event(book: Guidebook, event: str, told: bool) -> CaseEvent:
    """An event of today, with what it may carry told or not."""
    kind = book.events[event]
    by = TODAY + timedelta(days=8) if told and kind.by else None
    return CaseEvent(event, TODAY, by=by, amount=OFFER if told and kind.amount else None)


def kinds_of(found: Iterable[Assessment]) -> Iterator[Assessment]:
    """One of each kind: alike in all that decides which texts are shown, and which dates they know."""
    seen: set[object] = set()
    for one in found:
        kind = (
            tuple(row.id for row in one.basis),
            tuple(step.id for step in one.steps),
            tuple(proof.id for proof in one.evidence),
            tuple((clock.id, clock.about, clock.act_by is None, reminder_id(clock, one)) for clock in one.clocks),
            (
                one.window,
                one.circumstances.get("row"),
                one.circumstances.get("surely_over"),
                "offer_value" in one.path,
                one.stage,
            ),
        )
        if kind not in seen:
            seen.add(kind)
            yield one
