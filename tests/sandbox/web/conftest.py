"""The chat page's server on a pretend Telegram, with a clock that stands still and people who are known."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient, TestServer

from bot.clock import SettableClock
from bot.sandbox.telegram.server import PretendTelegram
from bot.sandbox.web import application
from tests.chromium import browser, opened  # noqa: F401 - browser is a fixture
from tests.sandbox.web.chat_page import EchoBot

ANNA, BORIS = 1001, 1002
TEN_OCLOCK = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


class Reminders:
    """Stands for the bot's: when the next one is due."""

    due: datetime | None = None

    async def next_due(self) -> datetime | None:
        return self.due


class Events:
    """The stream as the page reads it."""

    def __init__(self, response: ClientResponse) -> None:
        self._response = response

    async def next(self) -> dict[str, Any]:
        """The next change; fails where none comes."""
        async with asyncio.timeout(5):
            while True:
                line = await self._response.content.readline()
                assert line, "the stream has ended"
                if line.startswith(b"data: "):
                    return json.loads(line.removeprefix(b"data: "))

    async def ended(self) -> bool:
        async with asyncio.timeout(5):
            return await self._response.content.read() is not None and self._response.content.at_eof()


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock(TEN_OCLOCK)


@pytest.fixture
def telegram(clock):
    telegram = PretendTelegram(clock, token="42:made-up")
    telegram.person(ANNA, "Anna", "en")
    telegram.person(BORIS, "Boris", "ru")
    return telegram


@pytest.fixture
def reminders() -> Reminders:
    return Reminders()


@pytest.fixture
async def client(telegram, clock, reminders) -> AsyncIterator[TestClient]:
    async with TestClient(TestServer(application(telegram, clock, reminders.next_due))) as client:
        yield client


@pytest.fixture
async def events(client) -> AsyncIterator[Events]:
    async with client.get("/events") as response:
        assert response.content_type == "text/event-stream"
        yield Events(response)


@pytest_asyncio.fixture(loop_scope="session")
async def bot(telegram):
    await telegram.call("setMyDescription", {"description": "I stand beside you."})
    await telegram.call("setMyShortDescription", {"short_description": "From trouble to money."})
    commands = [{"command": "start", "description": "Begin"}, {"command": "help", "description": "What I can do"}]
    await telegram.call("setMyCommands", {"commands": commands})
    bot = EchoBot(telegram)
    task = asyncio.create_task(bot.listen())
    yield bot
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


@pytest_asyncio.fixture(loop_scope="session")
async def address(telegram, clock, reminders):
    async with TestServer(application(telegram, clock, reminders.next_due)) as server:
        yield f"http://127.0.0.1:{server.port}/"


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser, address):  # noqa: F811 - the fixture above
    async with opened(browser, f"{address}#{ANNA}") as page:
        yield page
