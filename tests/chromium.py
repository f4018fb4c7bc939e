"""A real Chromium for tests that drive a page; they are skipped where there is none."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio
from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
NONE_HERE = "no Chromium here: install one, or name it in CHROMIUM"
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run")  # fmt: skip
PATIENCE_MS = 10_000.0
SHARED = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


def chromium_path() -> str | None:
    """The Chromium to drive: what CHROMIUM names, else the first known name in PATH; None where there is none."""
    named = os.environ.get("CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, NAMES)), None)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """A Chromium without a window, the same for all tests of a run, as starting one takes longer than most of them.

    Import it into the conftest.py beside the tests that need it. It lives in the session's event loop, so they and their
    async fixtures do too: `pytestmark = SHARED`, and `@pytest_asyncio.fixture(loop_scope="session")`."""
    path = chromium_path()
    if path is None:
        (pytest.fail if os.environ.get("BROWSER_TESTS") == "required" else pytest.skip)(NONE_HERE)
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=path, args=QUIET)
        yield chromium
        await chromium.close()


@asynccontextmanager
async def opened(browser: Browser, address: str, *, phone: bool = False, dark: bool = False) -> AsyncIterator[Page]:
    """A page in a window of its own, its time zone UTC. At the end nothing must have gone wrong in it, and nothing
    been asked of any other address."""
    size = {"width": 390, "height": 844} if phone else {"width": 1280, "height": 800}
    context = await browser.new_context(
        viewport=size, color_scheme="dark" if dark else "light", timezone_id="UTC", reduced_motion="reduce"
    )
    page = await context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if is_problem(message) else None)
    page.on("request", lambda request: problems.append(request.url) if is_foreign(request.url, address) else None)
    await page.goto(address)
    yield page
    await context.close()
    assert problems == []


def is_problem(message: ConsoleMessage) -> bool:
    """Refused requests are part of what is tested; everything else that the console calls an error is not."""
    return message.type == "error" and not message.text.startswith("Failed to load resource")


def is_foreign(url: str, address: str) -> bool:
    return not url.startswith((address.partition("#")[0], "blob:"))
