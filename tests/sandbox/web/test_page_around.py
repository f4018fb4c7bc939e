"""The chat page in a real Chromium: people, time, a phone, and a server that goes away."""

from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from aiohttp import web
from playwright.async_api import expect

from bot.sandbox.web import application
from tests.chromium import SHARED, opened
from tests.sandbox.web.chat_page import button, field, log, no_sideways_scrolling, start
from tests.sandbox.web.conftest import ANNA, BORIS

pytestmark = SHARED


@pytest.mark.usefixtures("bot")
async def test_everybody_has_a_chat_of_their_own(telegram, page):
    await start(page)
    await field(page).fill("a draft")
    telegram.start(BORIS)
    await button(page, "Chat of Boris, 1 unread").click()
    await expect(log(page).get_by_text("What went wrong?")).to_be_visible()
    await expect(field(page)).to_have_value("")
    await button(page, "Add a person").click()
    await page.get_by_label("First name").fill("Chloé")
    await page.get_by_label("Language of their Telegram").select_option("fr")
    await button(page, "Add").click()
    await expect(button(page, "Start")).to_be_visible()
    assert [(person.first_name, person.language_code) for person in telegram.people()][-1] == ("Chloé", "fr")
    await button(page, "Chat of Anna").click()
    await expect(field(page)).to_have_value("a draft")
    assert page.url.endswith(f"#{ANNA}")


@pytest.mark.usefixtures("bot")
async def test_the_bot_can_be_blocked_and_unblocked(telegram, page):
    await start(page)
    await button(page, "More").click()
    await button(page, "Block the bot").click()
    await expect(field(page)).to_be_hidden()
    assert telegram.person(ANNA).blocked
    await button(page, "Unblock").click()
    await expect(field(page)).to_be_visible()
    assert not telegram.person(ANNA).blocked


async def test_time_moves_at_a_click_and_days_are_told_apart(bot, reminders, page):
    await start(page)
    await expect(page.get_by_text("Sun, 22 Nov 2026, 10:00")).to_be_visible()
    await button(page, "To the next reminder").click()
    await expect(page.get_by_role("status")).to_contain_text("No reminder is planned yet")
    await button(page, "+1 day").click()
    await expect(page.get_by_text("Mon, 23 Nov 2026, 10:00")).to_be_visible()
    await button(page, "+1 hour").click()
    reminders.due = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
    await button(page, "To the next reminder").click()
    await expect(page.get_by_text("Wed, 25 Nov 2026, 09:00")).to_be_visible()
    await bot.say(ANNA, "It is Wednesday")
    await expect(log(page).get_by_role("heading")).to_have_text(["22 November", "25 November"])


@pytest.mark.parametrize("dark", [False, True])
async def test_a_phone_shows_the_chat_alone_and_nothing_sticks_out(bot, browser, address, dark):
    async with opened(browser, f"{address}#{ANNA}", phone=True, dark=dark) as page:
        await no_sideways_scrolling(page)
        await start(page)
        await bot.say(
            ANNA, "Long" * 200 + " https://example.com/" + "path" * 50, [[("x" * 120, "a"), ("y" * 120, "b")]]
        )
        await bot.say(ANNA, "<pre>" + "code" * 80 + "</pre>", parse_mode="HTML")
        await page.get_by_role("button", name="To the newest message").click()
        await expect(log(page).locator("pre")).to_be_in_viewport()
        await no_sideways_scrolling(page)
        await expect(button(page, "Chat of Boris")).to_be_hidden()
        await button(page, "People").click()
        await button(page, "Chat of Boris").click()
        await expect(button(page, "Start")).to_be_in_viewport()
        await no_sideways_scrolling(page)


async def test_nothing_is_lost_while_the_server_is_away(browser, telegram, clock, reminders, bot):
    async with (
        serving(telegram, clock, reminders) as (address, restarted),
        opened(browser, f"{address}#{ANNA}") as page,
    ):
        await start(page)
        async with restarted():
            await expect(page.get_by_text("connecting…")).to_be_visible()
            await bot.say(ANNA, "Said meanwhile")
            await bot.edit(ANNA, 2, "Changed meanwhile")
        await expect(log(page).get_by_text("Said meanwhile")).to_be_visible()
        await expect(log(page).locator(".message")).to_have_count(3)
        await expect(log(page).get_by_text("Changed meanwhile")).to_be_visible()
        await expect(page.get_by_text("connecting…")).to_be_hidden()


@asynccontextmanager
async def serving(telegram, clock, reminders):
    """The page's server; its address, and a context in which it is down."""

    async def start(port):
        runner = web.AppRunner(application(telegram, clock, reminders.next_due), shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        return runner

    runner = await start(0)
    port = runner.addresses[0][1]

    @asynccontextmanager
    async def restarted():
        nonlocal runner
        await runner.cleanup()
        yield
        runner = await start(port)

    yield f"http://127.0.0.1:{port}/", restarted
    await runner.cleanup()
