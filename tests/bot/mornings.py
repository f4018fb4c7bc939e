"""A case whose reminders are known by heart, and how tests see reminders. By default the buyer's zone is UTC."""

from datetime import UTC, datetime

from tests.bot.paths import DAMAGED

KNOWN = tuple("protection_ends_on:2026-12-20" if a.startswith("protection") else a for a in DAMAGED)
"""Nothing to look up. To open the dispute: 24, 28, 30 November, 1 and 3 December; the seller's answer: 26, 27 November."""


def at(month, day, hour=9, minute=0, year=2026):
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


async def until(buyer, instant):
    await buyer.move(instant - buyer.sandbox.clock.now())


def reminders(buyer):
    """The messages that are reminders, or were until their button was tapped."""
    return [message for message in buyer.history if buyer.button(message, "Done")]


async def clocks_of(buyer, message):
    """What a message reminds of: (case, clock) in its order."""
    data = [b["callback_data"] for row in message.inline_keyboard for b in row]
    numbers = [int(each.rpartition(":")[2]) for each in data if each.split(":")[2] == "done"]
    found = [await buyer.sandbox.store.write(lambda tx, n=n: tx.reminder(n, buyer.id)) for n in numbers]
    return [(reminder.case, reminder.clock) for reminder in found]


async def clock_of(buyer, message):
    """The clock of a message that reminds of one thing."""
    ((_, clock),) = await clocks_of(buyer, message)
    return clock


async def clocks_reminded(buyer, since=0):
    """The clocks of all reminders so far, or since the first so many messages of theirs."""
    return [clock for message in reminders(buyer)[since:] for _, clock in await clocks_of(buyer, message)]
