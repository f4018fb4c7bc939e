"""A bot in a process of its own that echoes, and kills itself at the n-th visit of a checkpoint.

python -m tests.bot.runtime.crash_child API_URL DATABASE CHECKPOINT VISIT
"""

import asyncio
import json
import os
import signal
import sys
from itertools import count
from pathlib import Path

from pydantic import SecretStr
from telegram.ext import Application, TypeHandler

from bot.clock import SystemClock
from bot.incoming import Incoming
from bot.metrics import Metrics
from bot.request import AiohttpRequest
from bot.runtime import Runtime
from bot.settings import Settings
from bot.store.sqlite import SqliteStore
from bot.vitals import Vitals
from tests.bot.runtime.wire import TOKEN


def killer(checkpoint, visit):
    """A checkpoint at which the process dies as from a power cut."""
    visits = count(1)

    def pass_or_die(name):
        if name == checkpoint and next(visits) == visit:
            os.kill(os.getpid(), signal.SIGKILL)

    return pass_or_die


def echo(tx, update, now):
    """Note that it was heard, and queue the echo."""
    chat_id, text = update.chat.id, update.message.text
    heard = json.loads(tx.note(f"heard:{chat_id}") or "[]")
    tx.set_note(f"heard:{chat_id}", json.dumps([*heard, text]))
    tx.queue(chat_id, "sendMessage", {"chat_id": chat_id, "text": text}, now)


def sorry(_tx, chat_id, _error_id):
    return "sendMessage", {"chat_id": chat_id, "text": "Sorry"}


async def run(api_url, database, checkpoint, visit):
    request, clock = AiohttpRequest(), SystemClock()
    builder = Application.builder().token(TOKEN).base_url(f"{api_url}/bot").updater(None)
    application = builder.request(request).get_updates_request(request).build()
    settings = Settings.model_construct(
        telegram_bot_token=SecretStr(TOKEN), send_per_second=1000, send_chat_burst=1000, flood_burst=1000
    )
    store = await SqliteStore.open(Path(database))
    runtime = Runtime(
        application,
        store,
        clock,
        settings,
        apology=sorry,
        too_much=sorry,
        metrics=Metrics(),
        vitals=Vitals(clock),
        checkpoint=killer(checkpoint, int(visit)),
    )

    async def handle(update, _context):
        now = clock.now()
        await runtime.desk.settle(update.update_id, lambda tx: echo(tx, update, now))

    application.add_handler(TypeHandler(Incoming, handle))
    await runtime.run_until_stopped()
    await store.close()


if __name__ == "__main__":
    asyncio.run(run(*sys.argv[1:]))
