"""A verdict in words: which texts it shows, in which order. Plain text; how it looks is the bot's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flows.advice import figures, variables
from flows.assess import Assessment
from flows.deadlines import Clock
from flows.load import Guidebook
from flows.window import ONE_DAY, Window
from flows.words import Words


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """`answer` is one line, `steps` begin with the next one, `evidence` is in order of power."""

    answer: str
    reason: str
    steps: tuple[str, ...]
    dates: tuple[str, ...]
    ask_for: str
    evidence: tuple[str, ...]
    never: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a case stands, in words: its stage, whom it waits for, what to do if nothing happens, the traps here."""

    stage: str
    waits: str
    idle: str
    traps: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Ground:
    """One thing that a verdict rests on: `title`, what is `said`, one line each."""

    title: str
    said: tuple[str, ...]


def verdict(found: Assessment, book: Guidebook, words: Words) -> Verdict:
    """The verdict on a finished case (`found.rule` and `found.outcome` are there)."""
    known = variables(found, book)
    assert found.rule  # noqa: S101 - for the type checker; see the docstring
    assert found.outcome  # noqa: S101
    return Verdict(
        answer=words(f"outcome-{found.outcome.id}", **known),
        reason=words(f"rule-{found.rule.id}", **known),
        steps=tuple(words(f"step-{step.id}", **known) for step in found.steps),
        dates=tuple(days_of(found.clocks, found, words, known)),
        ask_for=words(remedy_text(found), **known)
        if found.remedy != "none" and book.stages[found.stage].claims
        else "",
        evidence=tuple(words(f"evidence-{proof.id}", **known) for proof in found.evidence),
        never=tuple(words(f"warning-{warning.id}", **known) for warning in found.warnings),
    )


def standing(found: Assessment, book: Guidebook, words: Words) -> Standing:
    """Where a finished case stands. KeyError for one that isn't finished: it has no stage."""
    known, stage = variables(found, book), book.stages[found.stage]
    return Standing(
        stage=words(f"stage-{stage.id}", **known),
        waits=words(f"waits-{stage.waits_for}", **known),
        idle=words(f"idle-{stage.id}", **known),
        traps=tuple(words(f"warning-{warning}", **known) for warning in stage.warnings),
    )


def remedy_text(found: Assessment) -> str:
    """The text that says what to ask for: some problems have their own."""
    if found.remedy == "refund_only" and found.circumstances.get("situation") == "nothing_arrived":
        return "remedy-not_received"
    if found.remedy == "partial_refund" and found.circumstances.get("problem") == "partial_order":
        return "remedy-partial_order"
    return f"remedy-{found.remedy}"


def days_of(clocks: Iterable[Clock], found: Assessment, words: Words, known: Mapping[str, Any]) -> Iterator[str]:
    """The days of some clocks of a finished case, in words."""
    for clock in clocks:
        if clock.window:
            yield from _window_dates(clock.window, found, words, known)
        elif clock.act_by and clock.id != "look_up" and not wait_is_over(clock, found):
            yield words(f"clock-{clock.id}", **{**known, "date": clock.act_by})


def wait_is_over(clock: Clock, found: Assessment) -> bool:
    """The seller has had his time: the step says to file, so no date says to wait."""
    return clock.id == "seller_answer" and found.circumstances["pace"] == "today"


def _window_dates(window: Window, found: Assessment, words: Words, known: Mapping[str, Any]) -> Iterator[str]:
    if found.window == "early":
        start = "date-look_from" if window.look_from else "date-not_before"
        yield words(start, **{**known, "date": window.starts})
    yield words(_act_by_text(window, found), **{**known, "date": window.act_by})
    if found.window == "closed":
        return
    if window.surely_over:
        yield words("date-surely_over", **{**known, "date": window.surely_over})
    else:
        yield words("date-surely_over-unknown", **known)
    if window.unknown and window.act_by:
        yield words("date-provisional", **known)


def _act_by_text(window: Window, found: Assessment) -> str:
    if window.act_by is None:
        return "date-act_by-unknown"
    if found.window in ("try_button", "closed"):
        return "date-act_by-past"
    return "date-act_by-squeeze" if window.row == "B" else "date-act_by"


def grounds(found: Assessment, book: Guidebook, words: Words) -> list[Ground]:
    """Why: the rule with its tables' rows, then each conflict that touches the case or how a step is done, then the
    facts with sources."""
    known = variables(found, book)
    assert found.rule  # noqa: S101 - for the type checker; a finished case has one
    _, coverage, remedy = found.basis
    rule = [words(f"rule-{found.rule.id}", **known), words(f"coverage-row-{coverage.id}", **known)]
    rule.append(words(f"remedy-row-{remedy.id}", **known))
    if found.opening:
        rule += [words("date-own_assumption", **known), words("date-pacific", **known)]
    said = [Ground(title=words("coverage-" + found.coverage), said=tuple(dict.fromkeys(rule)))]
    touching = {*found.readings, *(reading for step in found.steps for reading in step.readings)}
    said += [conflict(reading, book, words, known) for reading in book.readings if reading in touching]
    return [*said, *facts_by_group(found.facts, book, words, known)]


def conflict(reading_id: str, book: Guidebook, words: Words, known: Mapping[str, Any]) -> Ground:
    """What the articles say against each other, and which reading the guide follows."""
    articles = book.readings[reading_id].articles
    said = [f"{words(f'article-{a}')}: {words(f'reading-{reading_id}-{a}', **known)}" for a in articles]
    said.append(words(f"reading-{reading_id}-follow", **known))
    return Ground(title=words(f"reading-{reading_id}", **known), said=tuple(said))


def facts_by_group(
    facts: tuple[str, ...], book: Guidebook, words: Words, known: Mapping[str, Any] | None = None
) -> list[Ground]:
    """Facts with where they stand, a ground for each group, in order of the data."""
    said: dict[str, list[str]] = {}
    for fact_id in facts:
        fact = book.facts[fact_id]
        articles = dict.fromkeys(words(f"article-{source.article}") for source in fact.sources)
        said.setdefault(fact.group, []).append(f"{fact_id} {words(fact_id, **(known or {}))} ({'; '.join(articles)})")
    return [Ground(title=words(f"group-{group}"), said=tuple(lines)) for group, lines in said.items()]


def reminder_text(clock: Clock, found: Assessment, book: Guidebook, words: Words) -> str:
    """What a reminder of this clock says today: what is due, and the one next step."""
    known = {**figures(book, found.today), **variables(found, book)}
    if clock.act_by:
        known |= {"date": clock.act_by, "days": (clock.act_by - found.today).days}
    return words(reminder_id(clock, found), **known)


def reminder_id(clock: Clock, found: Assessment) -> str:
    """The text of a clock's reminder: by what is to be looked up, where today stands, or whether its day is past."""
    if clock.about:
        return f"remind-{clock.id}-{clock.about}"
    if clock.window and found.window in ("last_days", "try_button"):
        return f"remind-{clock.id}-{found.window}"
    if clock.window and _button_may_be_missing(clock.window, found.today):
        return f"remind-{clock.id}-early"
    past = clock.act_by is not None and clock.act_by < found.today
    return f"remind-{clock.id}-past" if past else f"remind-{clock.id}"


def _button_may_be_missing(window: Window, today: date) -> bool:
    """Where no sure day to file is known, and on the first two days of one that is: it may come some hours late."""
    return window.row in ("B", "D") or bool(window.not_before and today <= window.not_before + ONE_DAY)
