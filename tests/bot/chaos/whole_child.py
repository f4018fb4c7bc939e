"""`python -m bot` with its lease and its health page, in a process of its own; see `tests.bot.chaos.nursery`."""

import os
import sys

from bot.program import run
from bot.store import sqlite
from tests.bot.chaos.nursery import Orders
from tests.bot.runtime.crash_child import SECRET
from tests.bot.runtime.wire import TOKEN

BUSY_SECONDS = 0.2
"""In earnest it is longer: nobody is to wait for it here."""


def live(orders: Orders):
    settings = {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": orders.api_url,
        "DATABASE_URL": f"sqlite:///{orders.database}",
        "HEALTH_LISTEN": orders.health,
    }
    hook = {"WEBHOOK_URL": f"http://{orders.listen}/hook", "WEBHOOK_LISTEN": orders.listen, "WEBHOOK_SECRET": SECRET}
    os.environ.update(settings | (hook if orders.listen else {}))
    os.chdir(orders.database.parent)  # away from anybody's .env
    sqlite.BUSY_SECONDS = BUSY_SECONDS
    sys.exit(run())
