"""The whole bot in a process of its own; see `tests.bot.chaos.nursery`."""

import asyncio
import json

from bot.assembly import application_for, assemble
from bot.clock import SettableClock, SystemClock
from bot.request import HttpRequest
from bot.store.sqlite import SqliteStore
from tests.bot.chaos.nursery import Orders, killer
from tests.bot.runtime.crash_child import settings_for
from tests.history import rows


def decided(database):
    """What took effect, by chat and in order: "question:answer" of each case, then its events."""
    effects = {}
    for owner, answers, events in rows(database, "SELECT owner, answers, events FROM cases ORDER BY opened_at, id"):
        given = [f"{question}:{answer}" for question, answer in json.loads(answers).items()]
        effects.setdefault(owner, []).extend(given + [event["event"] for event in json.loads(events)])
    return effects


async def run(orders: Orders):
    settings = settings_for(orders)
    clock = SettableClock(orders.at, ticking=True) if orders.at else SystemClock()
    store = await SqliteStore.open(orders.database)
    application = application_for(settings, HttpRequest(), HttpRequest())
    runtime = assemble(application, store, clock, settings, checkpoint=killer(orders))
    await runtime.run_until_stopped()
    await store.close()


def live(orders: Orders):
    asyncio.run(run(orders))
