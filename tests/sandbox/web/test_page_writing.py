"""The chat page in a real Chromium: writing to the bot."""

import pytest
from playwright.async_api import expect

from tests.chromium import SHARED
from tests.sandbox.web.chat_page import button, field, log, send, start
from tests.sandbox.web.conftest import ANNA
from tests.sandbox.web.test_actions import DOT

pytestmark = SHARED


@pytest.mark.usefixtures("bot")
async def test_enter_sends_and_shift_enter_makes_a_line(telegram, page):
    await start(page)
    await field(page).fill("one")
    await field(page).press("Shift+Enter")
    await field(page).type("two")
    await field(page).press("Enter")
    await expect(field(page)).to_have_value("")
    await expect(log(page).get_by_text("You sent: one\ntwo")).to_be_visible()
    assert [message.text for message in telegram.history(ANNA) if not message.from_bot] == ["/start", "one\ntwo"]


@pytest.mark.usefixtures("bot")
async def test_commands_are_listed_and_sent_with_a_click(page):
    await start(page)
    await button(page, "Menu").click()
    await expect(page.get_by_role("button", name="/help What I can do")).to_be_visible()
    await page.keyboard.press("Escape")
    await field(page).fill("/he")
    await expect(page.get_by_role("button", name="/start Begin")).to_have_count(0)
    await field(page).press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(log(page).get_by_text("You sent: /help")).to_be_visible()
    await expect(field(page)).to_have_value("")


@pytest.mark.usefixtures("bot")
async def test_photos_documents_stickers_and_voice_messages_can_be_sent(telegram, page):
    await start(page)
    await page.locator("#pick-photo").set_input_files({"name": "box.png", "mimeType": "image/png", "buffer": DOT})
    await page.get_by_label("Caption").fill("the box")
    await button(page, "Send").last.click()
    await expect(log(page).get_by_role("button", name="Photo, show it large")).to_be_visible()
    paper = {"name": "papier ü.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 paper"}
    await page.locator("#pick-document").set_input_files(paper)
    await page.get_by_label("Caption").press("Enter")
    async with page.expect_download() as download:
        await log(page).get_by_role("link", name="papier ü.pdf").click()
    assert (await download.value).suggested_filename == "papier ü.pdf"
    for what in ("Sticker 👍", "Voice message"):
        await button(page, "Attach").click()
        await button(page, what).click()
    await expect(log(page).get_by_text("Voice message")).to_be_visible()
    sent = [message for message in telegram.history(ANNA) if message.file]
    assert [message.file.kind for message in sent] == ["photo", "document", "sticker", "voice"]
    assert (sent[0].text, sent[0].file.data, sent[1].file.data) == ("the box", DOT, b"%PDF-1.7 paper")


@pytest.mark.usefixtures("bot")
async def test_a_photo_that_is_none_is_refused_in_its_window(page):
    await start(page)
    await page.locator("#pick-photo").set_input_files({"name": "box.png", "mimeType": "image/png", "buffer": b"no"})
    await button(page, "Send").last.click()
    await expect(page.get_by_role("alert")).to_contain_text("That is no picture")
    await button(page, "Cancel").last.click()
    await expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.usefixtures("bot")
async def test_an_own_message_can_be_edited_and_any_message_answered(telegram, page):
    await start(page)
    await send(page, "ten euro")
    await expect(log(page).get_by_text("You sent: ten euro")).to_be_visible()
    await field(page).press("ArrowUp")
    await field(page).fill("12 euro")
    await field(page).press("Enter")
    await expect(log(page).get_by_text("12 euro")).to_be_visible()
    await log(page).locator(".message", has_text="What went wrong?").get_by_role("button", name="Reply").focus()
    await page.keyboard.press("Enter")
    await send(page, "all of it")
    await expect(log(page).get_by_text("You sent: all of it")).to_be_visible()
    replied = next(message for message in telegram.history(ANNA) if message.text == "all of it")
    assert replied.reply_to == 2
