"""What if one waits: a case as of another day beside today's, and what is different then, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flows.advice import variables
from flows.answers import CaseEvent
from flows.assess import Assessment, Assessor
from flows.deadlines import ONCE, Clock
from flows.load import Guidebook
from flows.model import Value
from flows.words import Words


@dataclass(frozen=True, kw_only=True)
class Passing:
    """A date of the case that lies in between: its clock, and the day by which it was to be done."""

    clock: str
    act_by: date


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A case today and on another day, if nothing is done and nothing happens until then.

    `passed` are the dates that will have gone by, in their order. `stage`, `window` and `first_step` are what they turn
    into, "" where they stay as they are.
    """

    now: Assessment
    then: Assessment
    passed: tuple[Passing, ...]
    stage: str = ""
    window: str = ""
    first_step: str = ""

    @property
    def nothing(self) -> bool:
        return not (self.passed or self.stage or self.window or self.first_step)


def what_if(
    assessor: Assessor, answers: Mapping[str, Value], events: Sequence[CaseEvent], today: date, then: date
) -> Difference:
    """What waiting until `then` changes. Raises ValueError for a day before today, or a case that isn't finished."""
    if then < today:
        raise ValueError(f"{then} lies before {today}: nobody can wait until then")
    marked = (*events, CaseEvent("verdict", today)) if not _shown(events) else tuple(events)
    now, later = assessor.assess(answers, marked, today), assessor.assess(answers, marked, then)
    if now.rule is None:
        raise ValueError("a case without a verdict can't be compared")
    return Difference(
        now=now,
        then=later,
        passed=tuple(_passed(now, then)),
        stage=_turned(now.stage, later.stage),
        window=_turned(now.window, later.window),
        first_step=_turned(now.steps[0].id, later.steps[0].id),
    )


def _shown(events: Sequence[CaseEvent]) -> bool:
    """Whether the verdict has its day already: without one, every day would count from itself."""
    return any(event.event == "verdict" for event in events)


def _turned(now: str, then: str) -> str:
    return then if then != now else ""


def _passed(now: Assessment, then: date) -> Iterator[Passing]:
    """The dates ahead that come before the day: to act on the day itself is still in time."""
    clocks = [clock for clock in now.clocks if not _comes_again(clock)]
    for clock in sorted(clocks, key=lambda clock: clock.act_by or date.max):
        if clock.act_by and now.today <= clock.act_by < then:
            yield Passing(clock=clock.id, act_by=clock.act_by)


def _comes_again(clock: Clock) -> bool:
    """A look that is repeated isn't missed by waiting."""
    return bool(clock.repeats) and clock.window is None and clock.id != "refund"


def difference_lines(difference: Difference, book: Guidebook, words: Words) -> tuple[str, ...]:
    """The difference in words, the weightiest first: a window that turns, dates gone by, the stage, the next step."""
    return tuple(_lines(difference, book, words))


def _lines(difference: Difference, book: Guidebook, words: Words) -> Iterator[str]:
    now, then = difference.now, difference.then
    known = {**variables(then, book), "day": then.today}
    if difference.nothing:
        yield words("whatif-nothing", **known)
        return
    if difference.window:
        yield words(f"whatif-window-{difference.window}", **known)
    for passing in difference.passed:
        yield words(f"whatif-passed-{passing.clock}", **{**known, "date": passing.act_by})
    if difference.stage:
        yield words("whatif-stage", **known, now=words(f"stage-{now.stage}"), then=words(f"stage-{then.stage}"))
    if difference.first_step:
        yield words("whatif-step", **known, step=words(f"step-{difference.first_step}", **variables(then, book)))


TEXTS = (
    "whatif-nothing", "whatif-stage", "whatif-step",
    *(f"whatif-window-{window}" for window in ("open", "last_days", "try_button", "closed")),
    *(f"whatif-passed-{clock}" for clock in ONCE),
)  # fmt: skip
"""The texts of a difference: for each window that days lead to, and each clock that has one date."""
