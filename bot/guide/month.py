"""A month's calendar in the chat: days to tap on, turned in place."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from bot.guide.callbacks import data_for
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
    question = visit.book.questions.get(asked)
    last = visit.today if question is None or question.tense == "past" else visit.today + FARTHEST_AHEAD
    head = tuple(_blank(case, letters) for letters in formats.weekday_letters())
    weeks = calendar.Calendar().monthdatescalendar(month.year, month.month)
    can_be = [week for week in weeks if any(d.month == month.month and FIRST_DAY <= d <= last for d in week)]
    days = tuple(tuple(_day_button(case, asked, d, month, last) for d in week) for week in can_be)
    before, after = month - ONE_DAY, (month + timedelta(days=31)).replace(day=1)
    title = question_text(visit, asked) if question else words(f"event-{asked}-when")
    turn = (
        _month_button(case, asked, before, BACK, before >= FIRST_DAY),
        _blank(case, formats.month(month)),
        _month_button(case, asked, after, ON, after <= last),
    )
    back = (Button(words("button-back"), data_for("month", f"{asked}.", case.id)),)
    return Screen(blocks=(Title(title), Text(words("calendar"))), rows=(turn, head, *days, back), typed=False)


def _day_button(case: Case, asked: str, day: date, month: date, last: date) -> Button:
    if day.month != month.month or not FIRST_DAY <= day <= last:
        return _blank(case, " ")
    return Button(str(day.day), answer_data(case.id, asked, day.isoformat()))


def _month_button(case: Case, asked: str, day: date, label: str, there: bool) -> Button:
    return Button(label, data_for("month", f"{asked}.{day:%Y-%m}", case.id)) if there else _blank(case, " ")


def _blank(case: Case, label: str) -> Button:
    return Button(label, data_for("nothing", "", case.id))
