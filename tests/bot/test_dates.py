"""The day's own buttons: today, yesterday, and the month calendar in the chat."""

from datetime import timedelta

import pytest

from tests.bot.paths import DAMAGED, to_verdict

AT_DELIVERED, AT_PROTECTION = DAMAGED[:3], DAMAGED[:4]


def days_offered(buyer, question):
    data = [b["callback_data"] for row in buyer.last.inline_keyboard for b in row]
    return [each.split(":")[3] for each in data if each.split(":")[2] == question and each.split(":")[3][:1] == "2"]


def calendar(buyer):
    """The latest message that shows a month."""
    return next(m for m in reversed(buyer.history) if buyer.data(m, ":nothing:"))


@pytest.mark.parametrize(("label", "day"), [("Today", "2026-11-22"), ("Yesterday", "2026-11-21")])
async def test_today_and_yesterday_are_one_tap(ana, label, day):
    await ana.say("/start")
    await ana.pick(*AT_DELIVERED)
    await ana.tap(label)
    assert (await ana.case()).answers["delivered_on"] == day


async def test_the_day_of_a_button_is_the_day_it_was_shown_for(ana):
    """Shown on Sunday, tapped on Monday: "Today, Sun, Nov 22" still means Sunday."""
    await ana.say("/start")
    await ana.pick(*AT_DELIVERED)
    await ana.move(timedelta(hours=20))
    await ana.tap("Today, Sun, Nov 22")
    assert (await ana.case()).answers["delivered_on"] == "2026-11-22"


async def test_the_calendar_opens_in_the_chat_and_takes_a_day(ana):
    await ana.say("/start")
    await ana.pick(*AT_DELIVERED)
    messages = len(ana.history)
    await ana.tap("Pick a day")
    assert len(ana.history) == messages  # in place
    assert days_offered(ana, "delivered_on") == [f"2026-11-{day:02}" for day in range(1, 23)]  # none after today
    await ana.pick("delivered_on:2026-11-18")
    assert (await ana.case()).answers["delivered_on"] == "2026-11-18"
    assert ana.asked == "protection_ends_on"


async def test_the_calendar_turns_to_the_month_before_and_not_beyond_today(ana):
    await ana.say("/start")
    await ana.pick(*AT_DELIVERED)
    await ana.tap("Pick a day")
    assert not ana.data(ana.last, ":month:delivered_on.2026-12")
    await ana.press(ana.data(ana.last, ":month:delivered_on.2026-10"))
    assert days_offered(ana, "delivered_on") == [f"2026-10-{day:02}" for day in range(1, 32)]
    assert ana.data(ana.last, ":month:delivered_on.2026-09")
    await ana.press(ana.data(ana.last, ":month:delivered_on.2026-11"))
    assert days_offered(ana, "delivered_on")[-1] == "2026-11-22"


async def test_the_calendar_crosses_the_new_year_and_knows_leap_years(ana):
    await ana.say("/start")
    await ana.pick(*AT_DELIVERED)
    case = ana.case_id()
    await ana.press(f"v1:{case}:month:delivered_on.2026-01")
    assert ana.data(ana.last, ":month:delivered_on.2025-12")
    await ana.press(f"v1:{case}:month:delivered_on.2024-02")
    assert days_offered(ana, "delivered_on")[-1] == "2024-02-29"


async def test_the_calendar_offers_coming_days_where_they_make_sense(ana):
    await ana.say("/start")
    await ana.pick(*AT_PROTECTION)
    await ana.tap("Pick a day")
    assert days_offered(ana, "protection_ends_on")[-1] == "2026-11-30"
    await ana.press(ana.data(ana.last, ":month:protection_ends_on.2026-12"))
    await ana.pick("protection_ends_on:2026-12-24")
    assert (await ana.case()).answers["protection_ends_on"] == "2026-12-24"


async def test_the_calendar_ends_where_aliexpress_began(ana):
    await ana.say("/start")
    await ana.pick(*AT_DELIVERED)
    case = ana.case_id()
    await ana.press(f"v1:{case}:month:delivered_on.2010-04")
    assert not ana.data(ana.last, ":month:delivered_on.2010-03")
    assert days_offered(ana, "delivered_on")[0] == "2010-04-01"


async def test_the_calendar_goes_back_to_its_question(ana):
    await ana.say("/start")
    await ana.pick(*AT_DELIVERED)
    messages = len(ana.history)
    await ana.tap("Pick a day")
    await ana.tap("‹ Back", ana.last)
    assert len(ana.history) == messages
    assert ana.asked == "delivered_on"
    assert ana.button(ana.last, "Today")


async def test_an_empty_field_of_the_calendar_does_nothing(ana):
    await ana.say("/start")
    await ana.pick(*AT_DELIVERED)
    await ana.tap("Pick a day")
    before = ana.last.inline_keyboard
    assert await ana.pick("nothing:") == ""
    assert ana.last.inline_keyboard == before


IMPOSSIBLE_MONTHS = (
    "2026-13", "2026-00", "1000000000-01", "0001-01", "2009-12", "9999-12", "abc", "2026-1", "26-11", "2026-11-30",
    "-", "\u0662\u0660\u0662\u0666-\u0661\u0661", "+2026-1", "2026-W4", "2026-11.",
)  # fmt: skip


async def test_a_month_that_cant_be_is_refused(ana):
    await ana.say("/start")
    await ana.pick(*AT_DELIVERED)
    shown = ana.last.inline_keyboard
    for month in IMPOSSIBLE_MONTHS:
        assert await ana.press(f"v1:{ana.case_id()}:month:delivered_on.{month}"), month
        assert ana.last.inline_keyboard == shown, month


async def test_a_calendar_left_over_from_an_answered_question_stays_shut(ana):
    await ana.say("/start")
    await ana.pick(*AT_DELIVERED, "delivered_on:2026-11-18")
    shown = ana.last.inline_keyboard
    assert "already" in await ana.press(f"v1:{ana.case_id()}:month:delivered_on.2026-11")
    assert ana.last.inline_keyboard == shown


async def test_a_forged_coming_day_is_refused_where_only_the_past_can_be(ana):
    await ana.say("/start")
    await ana.pick(*AT_DELIVERED)
    for day in ("2026-11-23", "2027-01-01", "9999-12-31", "2010-03-31", "0001-01-01", "2026-02-30", "20261118"):
        await ana.press(f"v1:{ana.case_id()}:delivered_on:{day}")
        assert "delivered_on" not in (await ana.case()).answers, day


async def test_the_disputes_day_is_asked_and_never_lies_ahead_or_before_aliexpress(ana):
    await to_verdict(ana, *DAMAGED)
    await ana.tap("I opened the dispute")
    for day in ("2026-11-23", "9999-12-31", "0001-01-01", "2026-02-30", "2026-W47-1", "x"):
        await ana.press(f"v1:{ana.case_id()}:dispute_opened:{day}")
        assert [event.event for event in (await ana.case()).events] == ["verdict"], day
    await ana.tap("Pick a day")
    await ana.pick("dispute_opened:2026-11-20")
    assert f"{(await ana.case()).events[-1].on}" == "2026-11-20"
