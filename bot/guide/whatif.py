"""What if I wait until Friday? The case on another day beside today's, in words."""

from __future__ import annotations

from datetime import date, timedelta

from bot.guide.callbacks import data_for
from bot.guide.card import next_moment
from bot.guide.days import WHATIF
from bot.guide.questions import ONE_DAY
from bot.guide.visit import Visit, reported
from bot.store import Case
from bot.talk import Block, Button, Points, Reply, Rows, Screen, Text, Title
from flows.answers import BadInput, kept_answers, read_day
from flows.callbacks import answer_data
from flows.whatif import difference_lines, what_if

A_FEW_DAYS = timedelta(days=3)


def wait_until(visit: Visit, case: Case, raw: str) -> Reply:
    """Asks until when, or says what waiting until that day would change. Raises BadInput for a day that can't be."""
    if not visit.assess(case).offers:
        return Reply(toast=visit.words("toast-old-button"))
    if not raw:
        return _ask_until(visit, case)
    day = read_day(raw, visit.today, "any", WHATIF)
    if day <= visit.today:
        raise BadInput(WHATIF, "refuse-not-ahead", {"example": visit.today + A_FEW_DAYS})
    return Reply(change=whatif_screen(visit, visit.keep(case, focus=None), day))


def _ask_until(visit: Visit, case: Case) -> Reply:
    asked = visit.keep(case, focus=WHATIF)
    return Reply(screens=(until_screen(visit, asked),))


def until_screen(visit: Visit, case: Case, *before: Block) -> Screen:
    """Until when? Days to tap on; any other can be picked, or typed."""
    example = visit.words.formats.typed_day(visit.today + A_FEW_DAYS)
    blocks = (*before, Title(visit.words("whatif-when")), Text(visit.words("hint-date-ahead", example=example)))
    return Screen(blocks=blocks, rows=day_choices(visit, case))


def whatif_screen(visit: Visit, case: Case, then: date) -> Screen:
    """What waiting until a day would change, and the other days to compare."""
    knowledge = visit.knowledge
    answers = kept_answers(visit.book, case.answers, visit.today)
    difference = what_if(knowledge.assessor, answers, reported(case.events), visit.today, then)
    lines = Points(difference_lines(difference, visit.book, visit.words))
    title = Title(visit.words("whatif-until", day=then))
    return Screen(blocks=(title, lines), rows=day_choices(visit, case))


def day_choices(visit: Visit, case: Case) -> Rows:
    """Tomorrow, in some days, the day of the next date, another one; and back to the case."""
    moment = next_moment(visit, case)
    days = {visit.today + ONE_DAY: "whatif-tomorrow", visit.today + A_FEW_DAYS: "whatif-few"}
    if moment and moment.day > visit.today:
        days.setdefault(moment.day, "whatif-due")
    buttons = [
        Button(
            visit.words(label, day=visit.words.formats.short_day(day)), answer_data(case.id, WHATIF, day.isoformat())
        )
        for day, label in days.items()
    ]
    pick = Button(visit.words("button-calendar"), data_for("month", f"{WHATIF}.{visit.today:%Y-%m}", case.id))
    leave = Button(visit.words("button-case"), data_for("leave", "", case.id))
    return (*((button,) for button in buttons), (pick,), (leave,))
