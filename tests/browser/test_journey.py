"""The weeks after the verdict, lived through in the page by moving its clock: until the money is there."""

from tests.browser.test_chat import to_the_summary
from tests.chromium import SHARED

pytestmark = SHARED


async def next_reminder(buyer, says):
    await buyer.page.get_by_role("button", name="To the next reminder").click()
    await buyer.sees(says)


async def to_the_card(buyer):
    """The newest card, with all of its buttons; an older one may be losing its own at this moment."""
    await buyer.tap("Show the case")
    await buyer.log.get_by_role("article").last.get_by_text("If nothing happens").wait_for()


async def tells(buyer, event, follows, *then):
    """Report what happened, today, and see the stage that it leads to."""
    await to_the_card(buyer)
    await buyer.answers((event, "On which day"), ("Today", follows), *then)


async def test_a_whole_case_from_the_verdict_to_the_money(phone):
    await to_the_summary(phone)
    await phone.answers(("Show me the verdict", "Which country are you in?"), ("Spain", "Which of these is your time?"))
    await phone.answers(("Central European Time", "✓ Central European Time"))
    await phone.keeps_picture("journey-1-card")
    await next_reminder(phone, "The end of Buyer Protection is still missing.")
    await phone.answers(("Done", "On which day does Buyer Protection end?"))
    await phone.types("2026-12-20", then_sees="I understood Sun, 20 Dec 2026")
    await phone.answers(("Yes, Sun, 20 Dec 2026", "Act by: Fri, 4 Dec 2026"))
    await next_reminder(phone, "Fri, 27 Nov 2026")
    await phone.keeps_picture("journey-2-reminder")
    await tells(phone, "I opened the dispute", "Waiting for the seller’s answer in the dispute.")
    await next_reminder(phone, "Look at your dispute today")
    await tells(
        phone, "The seller made an offer", "How much does the seller offer?", ("Skip", "The seller has answered.")
    )
    await phone.types("/timeline", then_sees="seller made an offer")
    await phone.log.get_by_role("img").last.wait_for()
    await phone.keeps_picture("journey-3-timeline")
    await tells(phone, "AliExpress was asked to step in", "Waiting for AliExpress to decide")
    await next_reminder(phone, "Look at your dispute today")
    await tells(phone, "Decided: all of the money", "Waiting for the refund")
    await phone.keeps_picture("journey-4-approved")
    await next_reminder(phone, "refund")
    await to_the_card(phone)
    await phone.answers(
        ("The money is here", "On which day did the money arrive?"), ("Today", "I won’t remind you of it any more.")
    )
    await phone.keeps_picture("journey-5-closed")
    await phone.never_scrolls_sideways()
