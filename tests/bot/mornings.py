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


async def clock_of(buyer, message):
    number = int(next(b for b in message.inline_keyboard[0])["callback_data"].rpartition(":")[2])
    return (await buyer.sandbox.store.write(lambda tx: tx.reminder(number, buyer.id))).clock
