"""Putting reminders off: an hour, tonight, tomorrow, a day to pick."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.clock import local_day, local_instant
from bot.guide.callbacks import data_for, number_in
from bot.guide.due import Due, things_due
from bot.guide.planned import named
from bot.guide.questions import ONE_DAY
from bot.guide.quiet import hour_label, moment_label, nearest, waits_until
from bot.guide.reminding import gone_out_with, reminder_screen, snooze_button, still_open
from bot.guide.visit import Visit
from bot.guide.wanted import HOUR
from bot.talk import Block, Button, Points, Reply, Rows, Screen, Text, Title

EVENING = 20
AN_HOUR = timedelta(hours=1)
DAYS_TO_PICK = 14
FARTHEST = timedelta(days=60)
"""A reminder is put off no farther: whoever wants that wants it stopped."""


def snooze(visit: Visit, argument: str) -> Reply:
    """Put off what a message reminded of: "5" (any reminder in it) asks until when, "5.tonight" does it."""
    number, _, when = argument.partition(".")
    reminder = visit.tx.reminder(number_in(number) or 0, visit.buyer.id)
    if reminder is None:
        return Reply(toast=visit.words("toast-old-button"))
    things = things_due(visit, still_open(gone_out_with(visit, reminder)))
    if not things:
        return Reply(toast=visit.words("toast-already-done"))
    if when in ("", "pick"):
        rows = _day_rows(visit, number) if when else _choice_rows(visit, number)
        return Reply(change=Screen(blocks=reminder_screen(visit, things).blocks, rows=rows, typed=not when))
    until = _until(visit, when)
    if until is None:
        return Reply(toast=visit.words("toast-old-button"))
    return _put_off(visit, things, until)


def _until(visit: Visit, when: str) -> datetime | None:
    """The instant that a button names; None for one that has passed, or that no button of ours names."""
    if when == "hour":
        return visit.now + AN_HOUR
    hour = EVENING if when == "tonight" else HOUR
    near = {"tonight": visit.today, "tomorrow": visit.today + ONE_DAY}
    try:
        day = near.get(when) or date.fromisoformat(when)
    except ValueError:
        return None
    if day > visit.today + FARTHEST:
        return None
    until = local_instant(day, hour, visit.zone)
    return until if until > visit.now else None


def _put_off(visit: Visit, things: Sequence[Due], wished: datetime) -> Reply:
    """Quiet hours are kept here as well, and that is said; so is a day to act by that it leads past."""
    act_by = nearest((thing.act_by for thing in things), visit.today)
    until = waits_until(wished, act_by, visit.buyer, visit.zone) or wished
    for row in (row for thing in things for row in thing.rows):
        visit.tx.put_off(row.id, until, "snoozed")
    visit.withdraw("snooze")
    blocks: list[Block] = [Title(visit.words("snoozed", moment=moment_label(visit, until)))]
    if until != wished:
        blocks.append(Text(visit.words("snoozed-quiet")))
    if act_by and local_day(until, visit.zone) > act_by:
        blocks.append(Text(visit.words("snoozed-past", day=act_by)))
    blocks.append(Points(tuple(named(visit, thing) for thing in things)))
    rows: Rows = ((snooze_button(visit, things[0], "button-snooze-other"),), *_case_rows(visit, things))
    return Reply(change=Screen(blocks=tuple(blocks), rows=rows, besides=True), toast=visit.words("toast-snoozed"))


def _case_rows(visit: Visit, things: Sequence[Due]) -> Rows:
    """The way to the case, and to tick it off, where there is but one thing."""
    if len(things) > 1:
        return ()
    case, newest = things[0].case.id, things[0].newest
    done = Button(visit.words("button-done"), data_for("done", newest, case))
    return ((done, Button(visit.words("button-case"), data_for("open", "", case))),)


def _choice_rows(visit: Visit, number: str) -> Rows:
    words = visit.words
    evening, morning = hour_label(visit, EVENING), hour_label(visit, HOUR)
    hour = Button(words("button-snooze-hour"), data_for("snooze", f"{number}.hour"))
    tonight = Button(words("button-snooze-tonight", hour=evening), data_for("snooze", f"{number}.tonight"))
    tomorrow = Button(words("button-snooze-tomorrow", hour=morning), data_for("snooze", f"{number}.tomorrow"))
    pick = Button(words("button-calendar"), data_for("snooze", f"{number}.pick"))
    near = (hour, tonight) if _until(visit, "tonight") else (hour,)
    return (near, (tomorrow, pick), (_back(visit, number),))


def _day_rows(visit: Visit, number: str) -> Rows:
    days = [visit.today + n * ONE_DAY for n in range(2, DAYS_TO_PICK + 2)]
    buttons = [
        Button(visit.words.formats.short_day(day), data_for("snooze", f"{number}.{day.isoformat()}")) for day in days
    ]
    return (*(tuple(buttons[n : n + 2]) for n in range(0, len(buttons), 2)), (_back(visit, number),))


def _back(visit: Visit, number: str) -> Button:
    return Button(visit.words("button-back"), data_for("due", number))


def show_again(visit: Visit, number: str) -> Reply:
    """The message as it was before it was asked until when."""
    reminder = visit.tx.reminder(number_in(number) or 0, visit.buyer.id)
    things = things_due(visit, still_open(gone_out_with(visit, reminder))) if reminder else []
    if not things:
        return Reply(toast=visit.words("toast-old-button"))
    visit.withdraw("snooze")
    return Reply(change=reminder_screen(visit, things))
