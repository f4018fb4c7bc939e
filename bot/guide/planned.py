"""What a buyer will be reminded of: what is put off, and what comes next."""

from __future__ import annotations

from bot.clock import local_day
from bot.guide.callbacks import data_for
from bot.guide.due import Due, things_due
from bot.guide.quiet import moment_label, quiet_line
from bot.guide.visit import Visit
from bot.store import Case, Reminder
from bot.talk import Block, Button, Points, Screen, Text, Title


def snoozed_lines(visit: Visit, case: Case | None = None) -> tuple[str, ...]:
    """What is put off, and until when: of one case, or of all. What a case no longer wants isn't listed."""
    rows = [row for row in visit.tx.pending_reminders(visit.buyer.id) if row.put_off == "snoozed"]
    return tuple(
        visit.words("snoozed-line", what=named(visit, thing), moment=moment_label(visit, thing.rows[0].due_at))
        for thing in things_due(visit, rows)
        if case is None or thing.case.id == case.id
    )


def reminders_screen(visit: Visit) -> Screen:
    """What is put off, and what comes next of each case."""
    first_of: dict[str, Reminder] = {}
    for row in visit.tx.pending_reminders(visit.buyer.id):
        if row.put_off != "snoozed":
            first_of.setdefault(row.case, row)
    coming = sorted(things_due(visit, first_of.values()), key=lambda thing: thing.rows[0].due_at)
    lines = tuple(
        visit.words("reminder-coming", what=named(visit, thing), day=local_day(thing.rows[0].due_at, visit.zone))
        for thing in coming
    )
    put_off = snoozed_lines(visit)
    blocks: list[Block] = [Title(visit.words("reminders"))]
    blocks += [Points(put_off, heading=visit.words("reminders-snoozed"))] if put_off else []
    blocks += [Points(lines, heading=visit.words("reminders-coming"))] if lines else []
    if not (put_off or lines):
        blocks.append(Text(visit.words("reminders-none")))
    change = Button(visit.words("button-quiet"), data_for("quiet"))
    return Screen(blocks=(*blocks, Text(quiet_line(visit))), rows=((change,),))


def named(visit: Visit, thing: Due) -> str:
    return visit.words("due-of-case", what=visit.words(f"due-{thing.clock}"), title=thing.title)
