"""Looking something up with "@bot words", in a real browser."""

from playwright.async_api import expect

from tests.browser.buyer import Buyer
from tests.browser.conftest import chat_page
from tests.chromium import SHARED, opened

pytestmark = SHARED

QUESTION = "How long do I have to open a dispute?"


async def look_up(buyer, words):
    """Type the bot's name and the words; what is offered."""
    await buyer.page.get_by_role("textbox", name="Message", exact=True).fill(f"@dispute_guide_bot {words}")
    offers = buyer.page.get_by_role("group", name="What the bot offers")
    await expect(offers).to_be_visible()
    return offers


async def test_a_topic_is_looked_up_chosen_and_leads_to_the_bot(desk):
    await desk.begin()
    await desk.page.get_by_role("textbox", name="Message", exact=True).focus()
    offers = await look_up(desk, "how long do I have to open a dispute")
    await desk.keeps_picture("inline")
    await offers.get_by_role("button", name=QUESTION).click()
    await desk.sees("via @dispute_guide_bot")
    await desk.keeps_picture("inline-chosen")
    await desk.tap("Check my case")
    await desk.sees("/start faq_dispute_deadline")


async def test_everything_there_is_can_be_browsed_on_a_phone_at_night(browser, tmp_path):
    async with chat_page(tmp_path) as address, opened(browser, address, phone=True, dark=True) as page:
        buyer = Buyer(page)
        await buyer.begin()
        offers = await look_up(buyer, "")
        await buyer.keeps_picture("inline-phone-dark")
        await expect(offers.get_by_role("button")).to_have_count(21)
        await offers.evaluate("list => list.scrollTo(0, list.scrollHeight)")
        await expect(offers.get_by_role("button")).to_have_count(40)
        await buyer.never_scrolls_sideways()
        await offers.get_by_role("button", name="Ask me in a private chat").click()
        await buyer.sees("/start inline")
