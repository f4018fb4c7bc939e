"""A reminder as a message: of one thing, or of several that come due together; and its buttons: done, stop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from bot.guide import conversation
from bot.guide.callbacks import data_for, number_in
from bot.guide.due import Due, belongs_to, by_clock, things_due
from bot.guide.happening import AT_ONCE, happened
from bot.guide.visit import Visit
from bot.store import Case, Reminder
from bot.talk import Block, Button, Points, Reply, Rows, Screen, Text, Title

LATE = timedelta(hours=1)
"""A reminder that goes out so much after its time says that it is late."""


def reminder_screen(visit: Visit, things: Sequence[Due], *above: Block) -> Screen:
    """One message for all that is due; there is at least one thing."""
    screen = _one(visit, things[0]) if len(things) == 1 else _several(visit, things)
    return Screen(blocks=(*above, *screen.blocks), rows=screen.rows, besides=True)


def _one(visit: Visit, thing: Due) -> Screen:
    words, case = visit.words, thing.case.id
    remark = _remark(visit, thing)
    blocks: tuple[Block, ...] = (
        *([Text(remark)] if remark else []),
        Title(thing.says[0]),
        *map(Text, thing.says[1:]),
        *map(Text, _date_line(visit, thing)),
        Text(words("reminder-case", title=thing.title)),
    )
    seen = [event for event in visit.book.clocks[thing.clock].done if event in AT_ONCE and event in thing.offers]
    rows = (
        *((Button(words(f"happened-{event}"), data_for("happened", event, case)),) for event in seen),
        (Button(words("button-done"), data_for("done", thing.newest, case)), snooze_button(visit, thing)),
        (Button(words("button-case"), data_for("open", "", case)),),
        (Button(words("button-stop"), data_for("stop", thing.newest, case)),),
    )
    return Screen(blocks=blocks, rows=rows)


def snooze_button(visit: Visit, thing: Due, label: str = "button-snooze") -> Button:
    """Puts off all that went out together with this."""
    return Button(visit.words(label), data_for("snooze", thing.newest))


def _several(visit: Visit, things: Sequence[Due]) -> Screen:
    """A line and a row of buttons for each; they are put off together."""
    lines = Points(tuple(_line(visit, thing) for thing in things), numbered=True)
    rows: Rows = (
        *(_buttons(visit, thing, number) for number, thing in enumerate(things, 1)),
        (snooze_button(visit, things[0], "button-snooze-all"),),
    )
    return Screen(blocks=(Title(visit.words("reminder-several", count=len(things))), lines), rows=rows)


def _line(visit: Visit, thing: Due) -> str:
    remark = _remark(visit, thing)
    said = [*([remark] if remark else []), *thing.says, *_date_line(visit, thing)]
    return visit.words("reminder-line", title=thing.title, says=" ".join(said))


def _date_line(visit: Visit, thing: Due) -> list[str]:
    """The day that it is about, with its weekday, where what it says doesn't name it."""
    if thing.act_by is None or visit.words.formats.day(thing.act_by) in " ".join(thing.says):
        return []
    return [visit.words("reminder-by", day=thing.act_by)]


def _buttons(visit: Visit, thing: Due, number: int) -> tuple[Button, ...]:
    words, case = visit.words, thing.case.id
    return (
        Button(words("button-done-one", number=number), data_for("done", thing.newest, case)),
        Button(words("button-case-one", number=number), data_for("open", "", case)),
        Button(words("button-stop-one", number=number), data_for("stop", thing.newest, case)),
    )


def _remark(visit: Visit, thing: Due) -> str:
    """Why it comes now, where that isn't plain: it was put off, or it is late."""
    first = thing.rows[0]
    if first.put_off == "snoozed":
        return visit.words("reminder-snoozed")
    if visit.now - first.due_at > LATE:
        return visit.words("reminder-late", day=first.on)
    if first.on < visit.today:
        return visit.words("reminder-late-quiet" if first.put_off == "quiet" else "reminder-was-due", day=first.on)
    return ""


def gone_out_with(visit: Visit, reminder: Reminder) -> list[Reminder]:
    """The rows of the message that a reminder went out in."""
    if reminder.message is None:
        return [reminder]
    return visit.tx.reminders_in(reminder.message, visit.buyer.id)


def still_open(rows: Iterable[Reminder]) -> list[Reminder]:
    """Those neither done nor withdrawn: sent, or put off by the buyer."""
    return [row for row in rows if row.state == "sent" or (row.state == "pending" and row.put_off == "snoozed")]


def done(visit: Visit, case: Case, number: str) -> Reply:
    """Done: this one is ticked off, and what was done is asked for, where the case needs to know."""
    reminder = _reminder(visit, case, number)
    if reminder is None:
        return Reply(toast=visit.words("toast-old-button"))
    if reminder.state == "done":
        return Reply(toast=visit.words("toast-already-done"))
    for row in gone_out_with(visit, reminder):
        if belongs_to(row) == belongs_to(reminder):
            visit.tx.settle_reminder(row.id, "done", visit.now)
    screens = _what_was_done(visit, case, reminder.clock)
    return Reply(change=_after(visit, reminder), screens=screens, toast=visit.words("toast-done"))


def _after(visit: Visit, reminder: Reminder) -> Screen:
    """What the message turns into when something in it was dealt with: what is ticked off, and what is left."""
    together = gone_out_with(visit, reminder)
    ticked = tuple(map(Text, _ticks(visit, [row for row in together if row.state == "done"])))
    left = things_due(visit, still_open(together))
    return reminder_screen(visit, left, *ticked) if left else Screen(blocks=ticked)


def _ticks(visit: Visit, rows: Iterable[Reminder]) -> Iterator[str]:
    for first, *_ in by_clock(rows):
        yield visit.words("reminder-done", what=visit.words(f"due-{first.clock}"), day=first.on)


def _what_was_done(visit: Visit, case: Case, clock: str) -> tuple[Screen, ...]:
    """Asks for what the case needs to know now: the day of what was done, or a date that was to be looked up."""
    found = visit.assess(case)
    unknown = tuple(c.about for c in found.clocks if c.id == clock and c.about)
    for asked in unknown + visit.book.clocks[clock].done:
        if asked in found.offers and asked not in AT_ONCE:
            return happened(visit, case, asked).screens
        if asked in found.walk.path:
            return (conversation.present_screen(visit, visit.keep(case, focus=asked)),)
    return ()


def stop(visit: Visit, case: Case, number: str) -> Reply:
    """No more reminders of this clock for this case. What else its message says stays there."""
    reminder = _reminder(visit, case, number)
    if reminder is None:
        return Reply(toast=visit.words("toast-old-button"))
    if reminder.clock in case.stopped:
        return Reply(toast=visit.words("toast-already-stopped"))
    visit.keep(case, stopped=case.stopped | {reminder.clock})
    again = Button(visit.words("button-remind-again"), data_for("remind", number, case.id))
    said = Screen(blocks=(Text(visit.words("reminder-stopped")),), rows=((again,),), besides=True, silent=True)
    left = _after(visit, reminder)
    if left.rows:
        return Reply(change=left, screens=(said,), toast=visit.words("toast-stopped"))
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
