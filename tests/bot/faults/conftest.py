"""The whole bot behind a real network: HTTP to the pretend Telegram, which can be cut, slowed and broken."""

from contextlib import asynccontextmanager

import pytest
from pydantic import SecretStr

from bot.assembly import application_for, assemble
from bot.clock import SettableClock
from bot.request import HttpRequest
from bot.sandbox.run import Sandbox
from bot.sandbox.telegram import http
from bot.sandbox.telegram.server import PretendTelegram
from bot.settings import Settings
from bot.store.sqlite import SqliteStore
from tests.bot.runtime.wire import TOKEN
from tests.chat import NOON, UNLIMITED

IMPATIENT = {"connect_timeout": 0.3, "read_timeout": 0.2, "write_timeout": 0.1}
"""For a client that soon gives up what hangs. Together they are its limit for a call, in seconds."""


def settings_for(address, **choices):
    return Settings.model_construct(
        telegram_bot_token=SecretStr(TOKEN), telegram_api_url=address, **{**UNLIMITED, **choices}
    )


@asynccontextmanager
async def bot_on_the_line(folder, **limits):
    """A bot on a clock that runs and can be moved. `limits` are those of its HTTP client, such as `IMPATIENT`."""
    clock = SettableClock(NOON, ticking=True)
    telegram = PretendTelegram(clock, token=TOKEN)
    async with http.served(telegram) as address:
        settings = settings_for(address)
        store = await SqliteStore.open(folder / "sandbox.db")
        request = HttpRequest(**limits)
        runtime = assemble(application_for(settings, request, request), store, clock, settings)
        try:
            await runtime.start()
            yield Sandbox(telegram, clock, store, runtime)
        finally:
            telegram.mend()
            await runtime.stop()
            await store.close()


@pytest.fixture
def line(tmp_path):
    """`async with line(**limits) as sandbox`: as `bot_on_the_line`, in a folder of its own."""
    return lambda **limits: bot_on_the_line(tmp_path, **limits)
