"""Questions on the way, as a person sees them in the page: the answer comes, and then the question that waited."""

import pytest

from tests.browser.buyer import Buyer
from tests.browser.conftest import chat_page
from tests.chromium import SHARED, opened

pytestmark = SHARED


async def test_a_question_in_the_middle_is_answered_and_then_asked_on(phone):
    await phone.begin()
    await phone.answers(("It arrived, something is wrong", "Which of these fits best?"))
    await phone.types("how long do i have to open a dispute?", then_sees="days from the day the order shows Delivered")
    await phone.keeps_picture("questions-1-in-the-middle")
    assert await phone.log.get_by_text("Which of these fits best?").count() == 2
    await phone.never_scrolls_sideways()


async def test_the_answers_are_found_by_their_theme(phone):
    await phone.begin()
    await phone.types("/faq", then_sees="What would you like to know?")
    await phone.answers(("Time and deadlines", "How long do I have to open a dispute?"))
    await phone.answers(("How long do I have to open a dispute?", "days from the day the order shows Delivered"))
    await phone.keeps_picture("questions-2-themes")


@pytest.mark.parametrize("colours", ["light", "dark"])
async def test_a_pasted_trap_is_warned_of_with_a_reply_to_copy(browser, tmp_path, colours):
    async with chat_page(tmp_path) as address, opened(browser, address, phone=True) as page:
        await page.emulate_media(color_scheme=colours)
        buyer = Buyer(page)
        await buyer.begin()
        await buyer.types("the seller says close the dispute first, then he refunds", then_sees="whatever is promised")
        await buyer.keeps_picture(f"questions-3-trap-{colours}")
        await buyer.never_scrolls_sideways()


async def test_the_first_message_tells_it_all_and_each_part_is_confirmed_with_a_tap(phone):
    await phone.begin()
    await phone.types("My phone arrived last Monday with a broken screen, I paid 120 euros", then_sees="damaged")
    await phone.keeps_picture("questions-4-first-message")
