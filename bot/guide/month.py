"""A month's calendar in the chat: days to tap on, turned in place."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from bot.guide.callbacks import data_for
from bot.guide.days import day_asked
from bot.guide.questions import ONE_DAY, question_text
from bot.guide.visit import Visit
from bot.store import Case
from bot.talk import Button, Screen, Text, Title
from flows.answers import FARTHEST_AHEAD, FIRST_DAY
from flows.callbacks import answer_data

BACK, ON = "\u2039", "\u203a"  # single angle quotation marks, as arrows


def calendar_screen(visit: Visit, case: Case, asked: str, month: date) -> Screen:
    """A month to tap on. Days that can't be an answer are blank."""
    words, formats = visit.words, visit.words.formats
    title, first, last = _asked(visit, case, asked)
    head = tuple(_blank(case, letters) for letters in formats.weekday_letters())
    weeks = calendar.Calendar().monthdatescalendar(month.year, month.month)
    can_be = [week for week in weeks if any(d.month == month.month and first <= d <= last for d in week)]
    days = tuple(tuple(_day_button(case, asked, d, month, first, last) for d in week) for week in can_be)
    before, after = month - ONE_DAY, (month + timedelta(days=31)).replace(day=1)
    turn = (
        _month_button(case, asked, before, BACK, before >= first),
        _blank(case, formats.month(month)),
        _month_button(case, asked, after, ON, after <= last),
    )
    back = (Button(words("button-back"), data_for("month", f"{asked}.", case.id)),)
    return Screen(blocks=(Title(title), Text(words("calendar"))), rows=(turn, head, *days, back), typed=False)


def _asked(visit: Visit, case: Case, asked: str) -> tuple[str, date, date]:
    """What is asked, the first and the last day that can be its answer."""
    about = day_asked(visit, case, visit.assess(case), asked)
    if about:
        return about.title, about.first, about.last
    past = visit.book.questions[asked].tense == "past"
    return question_text(visit, asked), FIRST_DAY, visit.today if past else visit.today + FARTHEST_AHEAD


def _day_button(case: Case, asked: str, day: date, month: date, first: date, last: date) -> Button:
    if day.month != month.month or not first <= day <= last:
        return _blank(case, " ")
    return Button(str(day.day), answer_data(case.id, asked, day.isoformat()))


def _month_button(case: Case, asked: str, day: date, label: str, there: bool) -> Button:
    return Button(label, data_for("month", f"{asked}.{day:%Y-%m}", case.id)) if there else _blank(case, " ")


def _blank(case: Case, label: str) -> Button:
    return Button(label, data_for("nothing", "", case.id))
