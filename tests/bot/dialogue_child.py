"""The whole bot in a process of its own, which kills itself at the n-th visit of a checkpoint.

python -m tests.bot.dialogue_child API_URL DATABASE CHECKPOINT VISIT
"""

import asyncio
import sys
from pathlib import Path

from pydantic import SecretStr

from bot.assembly import application_for, assemble
from bot.clock import SystemClock
from bot.request import AiohttpRequest
from bot.settings import Settings
from bot.store.sqlite import SqliteStore
from tests.bot.runtime.crash_child import killer
from tests.bot.runtime.wire import TOKEN


async def run(api_url, database, checkpoint, visit):
    settings = Settings.model_construct(
        telegram_bot_token=SecretStr(TOKEN), telegram_api_url=api_url, send_chat_burst=1000
    )
    store = await SqliteStore.open(Path(database))
    application = application_for(settings, AiohttpRequest(), AiohttpRequest())
    runtime = assemble(application, store, SystemClock(), settings, checkpoint=killer(checkpoint, int(visit)))
    await runtime.run_until_stopped()
    await store.close()


if __name__ == "__main__":
    asyncio.run(run(*sys.argv[1:]))
