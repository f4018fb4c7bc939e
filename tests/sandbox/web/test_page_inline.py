"""The chat page in a real Chromium: looking something up with "@bot words", by mouse, finger and keyboard."""

import pytest
from playwright.async_api import expect

from tests.chromium import SHARED, opened
from tests.sandbox.web.chat_page import button, field, log, no_sideways_scrolling, send, start
from tests.sandbox.web.conftest import ANNA

pytestmark = SHARED

NAME = "@dispute_guide_bot"


def offers(page):
    return page.get_by_role("group", name="What the bot offers")


def offer(page, number):
    return offers(page).get_by_role("button", name=f"Topic {number} The answer to it.")


@pytest.mark.usefixtures("bot")
async def test_what_is_typed_after_the_bot_s_name_is_offered_and_chosen_with_a_click(telegram, page):
    await start(page)
    await field(page).fill(NAME)
    await expect(offers(page)).to_be_hidden()
    await field(page).press_sequentially(" ref")
    await offer(page, 3).click()
    said = log(page).locator(".message", has_text="Topic 3")
    await expect(said).to_contain_text(f"via {NAME}")
    await expect(said.get_by_role("button", name="Edit")).to_have_count(0)
    await expect(field(page)).to_have_value("")
    await expect(offers(page)).to_be_hidden()
    assert telegram.history(ANNA)[-1].via_bot


@pytest.mark.usefixtures("bot")
async def test_the_keyboard_alone_is_enough(telegram, page):
    await start(page)
    await field(page).press_sequentially(f"{NAME} ref")
    await expect(offer(page, 0)).to_be_visible()
    await field(page).press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Escape")
    await expect(offers(page)).to_be_hidden()
    await expect(field(page)).to_be_focused()
    await field(page).press_sequentially("u")
    await expect(offer(page, 0)).to_be_visible()
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "Enter"):  # the button on top is the first
        await page.keyboard.press(key)
    await expect(log(page).get_by_text("Topic 1")).to_be_visible()
    assert telegram.history(ANNA)[-1].text == "Topic 1\nIts answer."


@pytest.mark.usefixtures("bot")
async def test_the_button_on_top_and_the_link_below_an_article_lead_to_the_bot(page):
    await start(page)
    await field(page).fill(f"{NAME} nothing")
    await expect(offers(page).get_by_role("button")).to_have_count(1)
    await button(page, "Ask me in a private chat").click()
    await expect(log(page).get_by_text("You sent: /start inline")).to_be_visible()
    await field(page).fill(f"{NAME} ref")
    await offer(page, 2).click()
    await log(page).get_by_role("button", name="Check my case").click()
    await expect(log(page).get_by_text("You sent: /start topic_2")).to_be_visible()


async def test_what_only_mentions_the_bot_is_a_message_and_a_link_to_it_stays_in_the_page(bot, page):
    await start(page)
    await send(page, f"I asked {NAME} about it")
    await expect(log(page).get_by_text(f"You sent: I asked {NAME} about it")).to_be_visible()
    await bot.say(ANNA, "Share this: https://t.me/dispute_guide_bot?start=topic_9")
    await log(page).get_by_role("button", name="https://t.me/dispute_guide_bot?start=topic_9").click()
    await expect(log(page).get_by_text("You sent: /start topic_9")).to_be_visible()


@pytest.mark.usefixtures("bot")
async def test_on_a_phone_the_list_fits_and_the_next_page_comes_when_the_end_is_near(browser, address):
    async with opened(browser, f"{address}#{ANNA}", phone=True, dark=True) as page:
        await start(page)
        await field(page).fill(f"{NAME} ")
        await expect(offers(page).get_by_role("button")).to_have_count(16)
        await no_sideways_scrolling(page)
        list_box, field_box = await offers(page).bounding_box(), await field(page).bounding_box()
        assert list_box["y"] + list_box["height"] <= field_box["y"]
        assert list_box["y"] > 100, "the chat's head stays in sight"
        await offers(page).evaluate("list => list.scrollTo(0, list.scrollHeight)")
        await expect(offers(page).get_by_role("button")).to_have_count(31)
