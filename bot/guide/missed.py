"""What a buyer missed while nothing could be sent to them: one summary when they are back."""

from __future__ import annotations

from bot.guide.callbacks import data_for
from bot.guide.due import things_due
from bot.guide.visit import Visit
from bot.talk import Button, Points, Screen, Title


def missed_screen(visit: Visit) -> Screen | None:
    """What came due meanwhile and still matters, and the way to its cases; it is told once. None where nothing does."""
    missed = visit.tx.take_missed(visit.buyer.id)
    things = things_due(visit, missed) if missed else ()
    if not things:
        return None
    words = visit.words
    lines = tuple(words("missed-line", says=" ".join(thing.says), title=thing.title) for thing in things)
    cases = {thing.case.id: thing.title for thing in things}
    rows = tuple((Button(title, data_for("open", "", case)),) for case, title in cases.items())
    return Screen(blocks=(Title(words("missed")), Points(lines)), rows=rows, besides=True)
