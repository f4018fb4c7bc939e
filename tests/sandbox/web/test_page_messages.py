"""The chat page in a real Chromium: what the bot says, and how it is shown."""

import pytest
from playwright.async_api import expect

from tests.chromium import SHARED
from tests.sandbox.web.chat_page import button, log, send, start
from tests.sandbox.web.conftest import ANNA
from tests.sandbox.web.test_actions import DOT

pytestmark = SHARED

FORMATTED = (
    "<b>Covered</b>: <i>yes</i> <code>12.50</code> <tg-spoiler>secret</tg-spoiler> /help "
    '<a href="https://example.com/policy">the policy</a>\n<pre>copy this</pre>\n'
    "<blockquote expandable>" + "A long reason, told at length. " * 20 + "</blockquote>"
)


@pytest.mark.usefixtures("bot")
async def test_a_newcomer_sees_what_the_bot_does_starts_it_and_taps(page):
    await expect(page.get_by_text("I stand beside you.")).to_be_visible()
    await expect(page.get_by_text("From trouble to money.")).to_be_visible()
    await start(page)
    await expect(page.get_by_text("I stand beside you.")).to_be_hidden()
    await button(page, "Nothing arrived").click()
    await expect(page.get_by_role("status")).to_have_text("Noted")
    answer = log(page).locator(".message", has_text="Nothing arrived, then.")
    await expect(answer).to_contain_text("edited")
    await expect(log(page).get_by_role("button", name="It is damaged")).to_have_count(0)


@pytest.mark.usefixtures("bot")
async def test_a_button_turns_until_the_bot_answers_and_an_alert_waits_for_ok(page):
    await start(page)
    await button(page, "It is damaged").click()
    await expect(button(page, "It is damaged")).to_have_attribute("aria-busy", "true")
    await button(page, "Why do you ask?").click()
    alert = page.get_by_role("alertdialog", name="It decides about the dates.")
    await expect(alert).to_be_visible()
    await expect(button(page, "Why do you ask?")).not_to_have_attribute("aria-busy", "true")
    await alert.get_by_role("button", name="OK").click()
    await expect(alert).to_be_hidden()


async def test_formatting_looks_and_works_as_in_telegram(bot, page):
    await start(page)
    await bot.say(ANNA, FORMATTED, parse_mode="HTML")
    shown = log(page).locator(".message", has_text="Covered")
    await expect(shown.locator("b")).to_have_text("Covered")
    await expect(shown.get_by_role("link", name="the policy")).to_have_attribute("href", "https://example.com/policy")
    quote = shown.locator("blockquote")
    folded = (await quote.bounding_box())["height"]
    await shown.get_by_role("button", name="Show all").click()
    await expect(shown.get_by_role("button", name="Show less")).to_have_attribute("aria-expanded", "true")
    assert (await quote.bounding_box())["height"] > 2 * folded
    await shown.get_by_role("button", name="/help").click()
    await expect(log(page).get_by_text("You sent: /help")).to_be_visible()


async def test_code_is_copied_with_a_click(bot, page):
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await start(page)
    await bot.say(ANNA, FORMATTED, parse_mode="HTML")
    await log(page).get_by_text("copy this").click()
    await expect(page.get_by_role("status")).to_have_text("Copied to the clipboard.")
    assert await page.evaluate("navigator.clipboard.readText()") == "copy this"


@pytest.mark.usefixtures("bot")
async def test_links_and_copy_buttons_work_and_others_are_shown_as_unusable(telegram, page):
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await start(page)
    keyboard = [[{"text": "Policy", "url": "https://example.com/"}, {"text": "Copy it", "copy_text": {"text": "words"}},
                 {"text": "Share", "switch_inline_query": "x"}]]  # fmt: skip
    await telegram.call("sendMessage", {"chat_id": ANNA, "text": "Here", "reply_markup": {"inline_keyboard": keyboard}})
    policy = log(page).get_by_role("link", name="Policy")
    await expect(policy).to_have_attribute("rel", "noopener noreferrer")
    await button(page, "Copy it").click()
    await expect(page.get_by_role("status")).to_have_text("Copied to the clipboard.")
    assert await page.evaluate("navigator.clipboard.readText()") == "words"
    await expect(button(page, "Share")).to_be_disabled()


@pytest.mark.usefixtures("bot")
async def test_markup_that_somebody_types_stays_text(page):
    await start(page)
    evil = "<img src=x onerror=alert(1)><script>alert(2)</script> &lt;b&gt;"
    await send(page, evil)
    await expect(log(page).get_by_text(f"You sent: {evil}")).to_be_visible()
    await expect(log(page).locator("img, script")).to_have_count(0)


async def test_text_from_right_to_left_stands_at_the_right(bot, page):
    await start(page)
    await bot.say(ANNA, "שלום\n" + "left to right " * 8)
    text = log(page).locator(".text", has_text="left to right")
    left, right = await text.evaluate(
        """text => { const line = document.createRange(); line.setStart(text.firstChild, 0); line.setEnd(text.firstChild, 4);
           const [box, own] = [line.getBoundingClientRect(), text.getBoundingClientRect()];
           return [box.left - own.left, own.right - box.right]; }"""
    )
    assert right < 5 < left


async def test_messages_of_the_bot_can_be_deleted_pinned_and_announced(bot, telegram, page):
    await start(page)
    await bot.type(ANNA)
    await expect(page.get_by_text("typing…")).to_be_visible()
    message_id = await bot.say(ANNA, "The deadline is Friday")
    await expect(page.get_by_text("typing…")).to_be_hidden()
    await expect(page.locator("[aria-live=polite]")).to_have_text("Dispute guide: The deadline is Friday")
    await telegram.call("pinChatMessage", {"chat_id": ANNA, "message_id": message_id})
    await expect(page.get_by_role("button", name="Pinned message The deadline is Friday")).to_be_visible()
    await telegram.call("deleteMessage", {"chat_id": ANNA, "message_id": message_id})
    await expect(page.get_by_role("button", name="Pinned message")).to_be_hidden()
    await expect(log(page).get_by_text("The deadline is Friday")).to_have_count(0)


async def test_who_reads_above_is_left_there_and_told_of_new_messages(bot, page):
    await start(page)
    ids = [await bot.say(ANNA, f"Message {number}\n" + "line\n" * 5 + ".") for number in range(12)]
    await expect(log(page).get_by_text("Message 11")).to_be_in_viewport()
    await log(page).evaluate("log => log.scrollTop = 300")
    await expect(page.get_by_role("button", name="To the newest message")).to_be_visible()
    await bot.say(ANNA, "Something new")
    await bot.edit(ANNA, ids[9], "Changed")
    await expect(page.get_by_role("button", name="To the newest message")).to_have_text("1")
    await expect(log(page).get_by_text("Changed")).to_have_count(1)
    assert await log(page).evaluate("log => log.scrollTop") == 300
    await page.get_by_role("button", name="To the newest message").click()
    await expect(log(page).get_by_text("Something new")).to_be_in_viewport()


async def test_who_is_at_the_bottom_stays_there(bot, telegram, page):
    await start(page)
    for number in range(12):
        await bot.say(ANNA, f"Message {number}\n" + "line\n" * 5 + ".")
        telegram.send_photo(ANNA, DOT)
    await bot.say(ANNA, "The last")
    await expect(log(page).get_by_text("The last")).to_be_in_viewport()


async def test_a_message_higher_than_the_window_is_read_from_its_beginning(bot, page):
    await start(page)
    await bot.say(ANNA, "The answer\n" + "line\n" * 60 + ".")
    await bot.say(ANNA, "Something else")
    await expect(page.get_by_role("button", name="To the newest message")).to_have_text("1")
    top = await log(page).locator(".message", has_text="The answer").bounding_box()
    frame = await log(page).bounding_box()
    assert 0 <= top["y"] - frame["y"] < 30
