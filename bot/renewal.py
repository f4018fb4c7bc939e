"""A reminder looked at once more, right before it is sent: it may have waited in the outbox while things changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.guide import Guide
from bot.guide.due import in_order
from bot.guide.reminding import reminder_screen
from bot.reminders import reminder_call, rows_of, wanted_things
from bot.store import Outgoing, Reminder, Transaction

STALE = timedelta(hours=1)
"""A message that waited for longer, because Telegram could not be reached, is made anew."""


def renewed(guide: Guide, tx: Transaction, row: Outgoing, now: datetime) -> Outgoing | None:
    """A message as it is to be sent now: without what its cases no longer want. None where nothing is left of it, where
    it was erased, or is made anew in the next round because it has waited for so long."""
    if not tx.is_queued(row.id):
        return None
    together = tx.reminders_in(row.id, row.chat_id)
    if not together:  # an edit of a card, or news of a date that moved
        return row
    reminders = [each for each in together if each.state == "sent"]  # who ticked one off has seen the message
    if not row.attempts and _is_stale(reminders, now):
        tx.make_anew(row.id)
        tx.drop(row.id)
        return None
    visit = guide.visit(tx, row.chat_id, now)
    things = in_order(wanted_things(visit, reminders), visit.today)
    if not things:
        tx.drop(row.id)
        return None
    if len(rows_of(things)) == len(together):
        return row
    call = reminder_call(visit, reminder_screen(visit, things))
    tx.rewrite(row.id, call.parameters)
    return row._replace(parameters=call.parameters)


def _is_stale(reminders: Iterable[Reminder], now: datetime) -> bool:
    return any(each.settled_at and now - each.settled_at > STALE for each in reminders)
