"""`python -m bot` in a process of its own."""

import asyncio
import os
import sys
from contextlib import asynccontextmanager

from aiohttp.test_utils import unused_port

from tests.bot.runtime.wire import TOKEN


@asynccontextmanager
async def process(folder, api_url, *command, **settings):
    """A bot at work in `folder`, on `guide.db` there; killed at the end where it still lives.

    `command` are Python's arguments where it is not to be `-m bot`, `settings` are what the environment says besides.
    """
    environment = os.environ | {
        "TELEGRAM_API_URL": api_url, "TELEGRAM_BOT_TOKEN": TOKEN, "DATABASE_URL": f"sqlite:///{folder}/guide.db",
        "HEALTH_LISTEN": f"127.0.0.1:{unused_port()}", "FLOOD_BURST": "1000", "PYTHONPATH": os.pathsep.join(sys.path),
    } | settings  # fmt: skip
    child = await asyncio.create_subprocess_exec(
        sys.executable, *(command or ("-m", "bot")), env=environment, cwd=folder, stderr=asyncio.subprocess.PIPE
    )
    try:
        yield child
    finally:
        if child.returncode is None:
            child.kill()
            await child.communicate()
