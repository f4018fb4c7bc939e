"""A bot that echoes and notes what it heard, in a process of its own; see `tests.bot.chaos.nursery`."""

import asyncio
import json

from pydantic import SecretStr
from telegram.ext import TypeHandler

from bot.assembly import application_for
from bot.clock import SystemClock
from bot.incoming import Incoming
from bot.metrics import Metrics
from bot.request import HttpRequest
from bot.runtime import Runtime
from bot.settings import Settings
from bot.store.sqlite import SqliteStore
from bot.vitals import Vitals
from tests.bot.chaos.nursery import Orders, killer
from tests.bot.runtime.wire import TOKEN
from tests.history import rows

SECRET = "secret-of-a-crash-test"
UNLIMITED = {"send_per_second": 10**5, "send_chat_burst": 1000, "flood_burst": 10**4}


def settings_for(orders: Orders) -> Settings:
    hook = {"webhook_url": f"http://{orders.listen}/hook", "webhook_listen": orders.listen} if orders.listen else {}
    return Settings.model_construct(
        telegram_bot_token=SecretStr(TOKEN), telegram_api_url=orders.api_url, webhook_secret=SecretStr(SECRET),
        **UNLIMITED, **hook,
    )  # fmt: skip


def echo(tx, update, now):
    """Note that it was heard, and queue the echo."""
    chat_id, text = update.chat.id, update.message.text
    heard = json.loads(tx.note(f"heard:{chat_id}") or "[]")
    tx.set_note(f"heard:{chat_id}", json.dumps([*heard, text]))
    tx.queue(chat_id, "sendMessage", {"chat_id": chat_id, "text": text}, now)


def heard(database):
    """What took effect, by chat and in order."""
    notes = rows(database, "SELECT key, value FROM notes WHERE key LIKE 'heard:%'")
    return {int(key.partition(":")[2]): tuple(json.loads(value)) for key, value in notes}


def sorry(_tx, chat_id, _error_id):
    return "sendMessage", {"chat_id": chat_id, "text": "Sorry"}


def echoing(application, store, clock, settings, **named):
    """The runtime around the echo."""
    runtime = Runtime(
        application, store, clock, settings, apology=sorry, too_much=sorry, metrics=Metrics(), vitals=Vitals(clock),
        **named,
    )  # fmt: skip

    async def handle(update, _context):
        await runtime.desk.settle(update.update_id, lambda tx, now: echo(tx, update, now))

    application.add_handler(TypeHandler(Incoming, handle))
    return runtime


async def run(orders: Orders):
    settings = settings_for(orders)
    store = await SqliteStore.open(orders.database)
    application = application_for(settings, HttpRequest(), HttpRequest())
    await echoing(application, store, SystemClock(), settings, checkpoint=killer(orders)).run_until_stopped()
    await store.close()


def live(orders: Orders):
    asyncio.run(run(orders))
