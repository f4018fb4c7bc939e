"""A reminder as a message, and its buttons: done, stop."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.guide import conversation, verdicts
from bot.guide.callbacks import data_for, number_in
from bot.guide.casebook import case_title
from bot.guide.questions import PAST_EVENTS, event_screen
from bot.guide.visit import Visit
from bot.store import Case, Reminder
from bot.talk import Button, Reply, Screen, Text, Title
from flows.verdict import reminder_text

LATE = timedelta(hours=1)
"""A reminder that goes out so much after its time says that it is late."""


def reminder_screen(visit: Visit, case: Case, due: Sequence[Reminder]) -> Screen | None:
    """One message for the due reminders of one clock; None where the case no longer wants them."""
    found = visit.assess(case)
    clocks = [clock for clock in found.clocks if clock.id == due[0].clock and clock.act_by]
    if case.closed_at or due[0].clock in case.stopped or not clocks:
        return None
    if found.window == "closed" and due[0].clock == "open_dispute":
        return None
    texts = dict.fromkeys(reminder_text(clock, found, visit.book, visit.words) for clock in clocks)
    late = visit.now - due[0].due_at > LATE
    first = (Text(visit.words("reminder-late", day=due[0].on)),) if late else ()
    title = Text(visit.words("reminder-case", title=case_title(visit, case, found)))
    blocks = (*first, Title(next(iter(texts))), *(Text(text) for text in list(texts)[1:]), title)
    newest = str(due[-1].id)
    rows = (
        (Button(visit.words("button-done"), data_for("done", newest, case.id)),),
        (Button(visit.words("button-stop"), data_for("stop", newest, case.id)),),
        (Button(visit.words("button-case"), data_for("open", "", case.id)),),
    )
    return Screen(blocks=blocks, rows=rows, besides=True)


def done(visit: Visit, case: Case, number: str) -> Reply:
    """Done: this one is ticked off, and what was done is asked for, where the case needs to know."""
    reminder = _reminder(visit, case, number)
    if reminder is None:
        return Reply(toast=visit.words("toast-old-button"))
    if reminder.state == "done":
        return Reply(toast=visit.words("toast-already-done"))
    visit.tx.settle_reminder(reminder.id, "done", visit.now)
    ticked = Screen(blocks=(Text(visit.words("reminder-done", day=reminder.on)),))
    follow = _what_was_done(visit, case, reminder.clock)
    return Reply(change=ticked, screens=(follow,) if follow else (), toast=visit.words("toast-done"))


def _what_was_done(visit: Visit, case: Case, clock: str) -> Screen | None:
    found = visit.assess(case)
    unknown = tuple(c.about for c in found.clocks if c.id == clock and c.about)
    for asked in unknown + visit.book.clocks[clock].done:
        if asked in PAST_EVENTS and found.window in verdicts.BUTTON_WINDOWS:
            return event_screen(visit, visit.keep(case, focus=asked), asked)
        if asked in found.walk.path:
            return conversation.present_screen(visit, visit.keep(case, focus=asked))
    return None


def stop(visit: Visit, case: Case, number: str) -> Reply:
    """No more reminders of this clock for this case."""
    reminder = _reminder(visit, case, number)
    if reminder is None:
        return Reply(toast=visit.words("toast-old-button"))
    if reminder.clock in case.stopped:
        return Reply(toast=visit.words("toast-already-stopped"))
    visit.keep(case, stopped=case.stopped | {reminder.clock})
    again = Button(visit.words("button-remind-again"), data_for("remind", number, case.id))
    said = Screen(blocks=(Text(visit.words("reminder-stopped")),), rows=((again,),), besides=True)
    return Reply(change=said, toast=visit.words("toast-stopped"))


def remind_again(visit: Visit, case: Case, number: str) -> Reply:
    """Take back the stop of a clock's reminders."""
    reminder = _reminder(visit, case, number)
    if reminder is None or reminder.clock not in case.stopped:
        return Reply(toast=visit.words("toast-old-button"))
    visit.keep(case, stopped=case.stopped - {reminder.clock})
    return Reply(change=Screen(blocks=(Text(visit.words("reminder-again-on")),)))


def _reminder(visit: Visit, case: Case, argument: str) -> Reminder | None:
    number = number_in(argument)
    reminder = None if number is None else visit.tx.reminder(number, visit.buyer.id)
    return reminder if reminder and reminder.case == case.id else None
