"""The whole bot in the sandbox's chat page, driven by a real Chromium."""

from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest_asyncio
from aiohttp.test_utils import TestServer

from bot.clock import SettableClock
from bot.sandbox.run import running
from bot.sandbox.web import application
from tests.browser.buyer import Buyer
from tests.chat import UNLIMITED
from tests.chromium import browser, opened  # noqa: F401 - browser is a fixture

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)  # a Sunday


@asynccontextmanager
async def chat_page(folder):
    """The sandbox served on a free port; its address. Its clock stands still, so budgets would never be refilled."""
    async with running(folder, SettableClock(NOON), **UNLIMITED) as sandbox:
        server = TestServer(application(sandbox.telegram, sandbox.clock, sandbox.next_due))
        await server.start_server()
        try:
            yield str(server.make_url("/"))
        finally:
            await server.close()


@pytest_asyncio.fixture(loop_scope="session")
async def desk(browser, tmp_path):  # noqa: F811 - the fixture imported above
    async with chat_page(tmp_path) as address, opened(browser, address) as page:
        yield Buyer(page)


@pytest_asyncio.fixture(loop_scope="session")
async def phone(browser, tmp_path):  # noqa: F811
    async with chat_page(tmp_path) as address, opened(browser, address, phone=True) as page:
        yield Buyer(page)
