"""The whole process: what it answers while it runs, and what it ends with."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from bot.clock import SystemClock
from bot.lease import take_lease
from bot.sandbox.telegram.http import routes
from bot.sandbox.telegram.server import PretendTelegram
from tests.bot.runtime.wire import TOKEN
from tests.bot.whole_process import process

IMPATIENT = """
from functools import partial
import bot.program as it
it.wait_for_lease = partial(it.wait_for_lease, patience=0)
it.main()
"""
ANA = 7
ROOT = Path(__file__).parents[3]


@pytest.fixture
async def telegram():
    telegram = PretendTelegram(SystemClock(), token=TOKEN)
    app = web.Application()
    app.add_routes(routes(telegram))
    async with TestServer(app, handler_cancellation=True) as server:
        telegram.url = str(server.make_url("")).rstrip("/")
        yield telegram


async def answered(happenings):
    """Wait for the bot's next message."""
    async with asyncio.timeout(60):
        while not (happening := await happenings.get()).get("message", {}).get("from_bot"):
            pass
    return happening["message"]


async def ended(child):
    """The exit status, and the last line on standard error."""
    async with asyncio.timeout(60):
        _, told = await child.communicate()
    return child.returncode, told.decode().splitlines()[-1]


async def test_a_bot_that_runs_tells_so_and_stops_when_asked(workplace, telegram):
    address = f"127.0.0.1:{unused_port()}"
    telegram.start(ANA)
    happenings = telegram.subscribe(ANA)
    async with process(workplace, telegram.url, HEALTH_LISTEN=address) as child, aiohttp.ClientSession() as session:
        await answered(happenings)  # so a poll was completed
        for path in ("/live", "/ready"):
            async with session.get(f"http://{address}{path}") as page:
                assert (page.status, (await page.json())["ok"]) == (200, True)
        async with session.get(f"http://{address}/metrics") as page:
            assert "dispute_guide_updates_in_total 1.0\n" in await page.text()
        child.send_signal(signal.SIGTERM)
        assert (await ended(child))[0] == 0


async def test_a_second_bot_on_the_same_database_ends_with_75(workplace, telegram):
    with take_lease(workplace / "guide.db", SystemClock()):
        async with process(workplace, telegram.url, "-c", IMPATIENT) as child:
            status, told = await ended(child)
    assert status == 75
    assert told.startswith(f"{workplace}/guide.db is in use by process {os.getpid()} since ")


async def test_a_bot_that_was_killed_can_be_started_again_at_once(workplace, telegram):
    for message in ("/start", "/help"):
        happenings = telegram.subscribe(ANA)
        telegram.say(ANA, message)
        async with process(workplace, telegram.url) as child:
            await answered(happenings)
            child.kill()


async def test_a_taken_port_ends_it_with_78_and_the_settings_name(workplace, telegram):
    async with TestServer(web.Application()) as taken:
        address = f"127.0.0.1:{taken.port}"
        async with process(workplace, telegram.url, HEALTH_LISTEN=address) as child:
            status, told = await ended(child)
    assert status == 78
    assert told.startswith(f"HEALTH_LISTEN can't be listened on ({address}: ")


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (
            {"TELEGRAM_BOT_TOKEN": "1234567:another-token-of-no-bot-at-all-01234567"},
            "TELEGRAM_BOT_TOKEN: Telegram does",
        ),
        ({"TELEGRAM_BOT_TOKEN": "", "RETENTION_DAYS": "soon"}, "RETENTION_DAYS is not a whole number"),
    ],
)
async def test_a_wrong_setting_ends_it_with_78(workplace, telegram, settings, told):
    async with process(workplace, telegram.url, **settings) as child:
        status, last = await ended(child)
    assert (status, last[: len(told)]) == (78, told)


async def test_a_file_that_is_no_database_ends_it_with_78_and_stays(workplace, telegram):
    (workplace / "guide.db").write_bytes(b"no database" * 1000)
    async with process(workplace, telegram.url) as child:
        status, told = await ended(child)
    assert (status, told) == (78, f"DATABASE_URL: {workplace}/guide.db: file is not a database")
    assert (workplace / "guide.db").read_bytes() == b"no database" * 1000


def test_garbage_is_looked_for_again_once_everything_is_loaded():
    look = "import gc, bot.__main__; print(gc.isenabled(), gc.get_freeze_count() > 0)"
    command = [sys.executable, "-c", look]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)  # noqa: S603
    assert told.stdout == "True True\n"
