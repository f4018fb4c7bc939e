"""From Start to the reminder, in a real browser: what a newcomer does in the first two minutes."""

from tests.chromium import SHARED

pytestmark = SHARED

DAMAGED = (
    ("It arrived, something is wrong", "Which of these fits best?"),
    ("It arrived damaged", "How bad is it?"),
    ("I can’t use it at all", "turn Delivered"),
    ("Yesterday", "Buyer Protection end"),
    ("I don’t know", "What did you pay"),
)


async def to_the_summary(buyer):
    await buyer.begin()
    await buyer.answers(*DAMAGED)
    await buyer.types("24.90 EUR", then_sees="I understood €24.90")
    await buyer.answers(
        ("Yes, €24.90", "cost you to send it back"),
        ("As much as the price", "Have you written to the seller"),
        ("Not yet", "Is this right?"),
    )


async def test_the_damaged_item_by_taps_to_the_verdict_and_its_reasons(desk):
    await to_the_summary(desk)
    await desk.keeps_picture("summary")
    await desk.tap("Show me the verdict")
    await desk.sees("Likely covered with good evidence")
    await desk.sees("Act by: Fri, Dec 4, 2026")  # delivered on the 21st: the 6th is the earliest end, two days before
    await desk.sees("Which country are you in?")
    await desk.keeps_picture("verdict")
    await desk.tap("Why?")
    await desk.sees("The articles disagree on the day from which the time for a dispute counts")
    await desk.keeps_picture("why")


async def test_nothing_arrived_by_typing_only(phone):
    await phone.begin()
    await phone.types("nothing has arrived", then_sees="Which of these fits best?")
    await phone.types("1", then_sees="last day of the delivery window")
    await phone.types("10 december", then_sees="I understood Thu, Dec 10, 2026")
    await phone.types("yes", then_sees="Buyer Protection end")
    await phone.types("2026-12-31", then_sees="I understood Thu, Dec 31, 2026")
    await phone.types("yes", then_sees="What did you pay")
    await phone.types("12,50 €", then_sees="I understood €12.50")
    await phone.types("yes", then_sees="Have you written to the seller")
    await phone.types("not yet", then_sees="Is this right?")
    await phone.types("show me the verdict", then_sees="Not before: Fri, Dec 11, 2026")
    await phone.sees("Act by: Wed, Dec 23, 2026")  # the 10th + 15 = the 25th, two days before
    await phone.never_scrolls_sideways()
    await phone.keeps_picture("phone-nothing-arrived")


async def test_back_and_change_keep_what_still_applies(desk):
    await desk.begin()
    await desk.answers(DAMAGED[0], DAMAGED[1])
    await desk.answers(("Back", "✓ It arrived damaged"))
    await desk.answers(("✓ It arrived damaged", "How bad is it?"))
    await desk.answers(*DAMAGED[2:])
    await desk.types("24.90 EUR", then_sees="I understood €24.90")
    await desk.answers(
        ("Yes, €24.90", "cost you to send it back"),
        ("As much as the price", "Have you written to the seller"),
        ("Not yet", "Is this right?"),
        ("Change: How bad", "You are changing this answer"),
        ("A small flaw, I could keep it", "was set aside: Return postage"),
    )
    await desk.sees("How bad: A small flaw, I could keep it")
    await desk.keeps_picture("set-aside")


async def test_the_reminder_comes_when_the_clock_moves(phone):
    await to_the_summary(phone)
    await phone.tap("Show me the verdict")
    await phone.sees("Which country are you in?")
    await phone.types("Spain", then_sees="Which of these is your time?")
    await phone.answers(("Central European Time", "✓ Central European Time"))
    await phone.keeps_picture("phone-verdict")
    await phone.page.get_by_role("button", name="To the next reminder").click()
    await phone.sees("The end of Buyer Protection is still missing.")
    await phone.never_scrolls_sideways()
    await phone.keeps_picture("phone-reminder")
    await phone.answers(("Done", "On which day does Buyer Protection end?"))


async def test_the_calendar_turns_in_place_and_takes_a_day(phone):
    await phone.begin()
    await phone.answers(*DAMAGED[:3])
    await phone.answers(("Pick a day", "Tap the day."))
    await phone.keeps_picture("phone-calendar")
    await phone.log.get_by_role("button", name="12", exact=True).click()
    await phone.sees("✓ Thu, Nov 12, 2026")
