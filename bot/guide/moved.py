"""A date that moved because a rule or a period was corrected: the old one, the new one, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.guide.callbacks import data_for
from bot.guide.quiet import nearest, waits_until
from bot.guide.titles import case_title
from bot.guide.visit import Visit
from bot.guide.wanted import dates_told, had_verdict
from bot.json_text import loaded
from bot.store import Case, Told
from bot.talk import Block, Button, Points, Screen, Text, Title


@dataclass(frozen=True)
class Move:
    """A clock's date as it was told, and as it is now."""

    clock: str
    before: Told
    now: Told


def moved_screen(visit: Visit, case: Case) -> Screen | None:
    """Tell a buyer of dates that moved by no doing of theirs, once; None where none did, or it is not the time to.

    For the guide's own round over all cases: a buyer's answers and events tell their dates themselves."""
    if case.closed_at or not had_verdict(case) or visit.buyer.blocked_at:
        return None
    told, now = visit.tx.told(case), dict(dates_told(visit.assess(case), visit.book))
    moves = [Move(clock, told[clock], day) for clock, day in now.items() if clock in told and told[clock] != day]
    soonest = nearest((move.now.act_by for move in moves), visit.today)
    if moves and waits_until(visit.now, soonest, visit.buyer, visit.zone):
        return None
    moved = [move for move in moves if move.before.act_by != move.now.act_by]
    screen = _screen(visit, case, moved) if moved else None
    for clock, day in now.items():  # last, so that a date counts as told only where it could be put into words
        if told.get(clock) != day:
            visit.tx.tell(case, clock, day)
    return screen


def _screen(visit: Visit, case: Case, moved: list[Move]) -> Screen:
    words = visit.words
    lines = tuple(
        words("moved-line", what=words(f"due-{move.clock}"), before=move.before.act_by, now=move.now.act_by)
        for move in moved
    )
    why = tuple(dict.fromkeys(line for move in moved for line in _why(visit, move))) or (words("moved-why-reading"),)
    title = Text(words("reminder-case", title=case_title(visit, case)))
    blocks: tuple[Block, ...] = (
        Title(words("moved")),
        Points(lines),
        *map(Text, why),
        Text(words("moved-not-you")),
        title,
    )
    return Screen(blocks=blocks, rows=((Button(words("button-case"), data_for("open", "", case.id)),),), besides=True)


def _why(visit: Visit, move: Move) -> Iterator[str]:
    """The periods whose lengths are others now: by the fact that says so, or as the guide's own assumption."""
    before: Mapping[str, int] = loaded(move.before.basis)
    for period, length in loaded(move.now.basis).items():
        if before.get(period, length) != length:
            facts = visit.book.periods[period].facts
            lengths = {"before": before[period], "now": length}
            if facts:
                yield visit.words("moved-why-fact", fact=visit.words.filled(facts[0], visit.figures), **lengths)
            else:
                yield visit.words("moved-why-own", **lengths)
