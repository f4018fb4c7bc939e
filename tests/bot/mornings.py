"""A case whose reminders are known by heart, and how tests see reminders. By default the buyer's zone is UTC."""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.sandbox.telegram.faults import Fault, too_many
from tests.bot.faults.holding import called, calls, move_on
from tests.bot.paths import DAMAGED
from tests.chat import quiet

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


async def held_up(buyer, instant, seconds=30):
    """It is then, and Telegram holds up what the bot sends; how many calls were made before."""
    before = len(calls(buyer.sandbox))
    buyer.telegram.script(Fault("sendMessage", too_many(seconds), chat_id=buyer.id))
    await move_on(buyer.sandbox, instant - buyer.sandbox.clock.now())
    await called(buyer.sandbox, "sendmessage", before)
    return before


async def let_go(buyer, when, before):
    """Once `when` says of the stored cases that it is so, half a minute is over; the calls that were carried out for the
    buyer, but for taps' answers."""
    async with asyncio.timeout(20):
        while not when(await buyer.stored()):
            pass
    buyer.sandbox.clock.shift(timedelta(seconds=40))
    await quiet(buyer.sandbox)
    done = [call.method for call in calls(buyer.sandbox, before) if call.chat_id == buyer.id and call.took_effect]
    return [method for method in done if method != "answercallbackquery"]
