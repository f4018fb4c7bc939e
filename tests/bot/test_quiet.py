"""Quiet hours: a reminder waits until they end, and is never lost to them; nor does a deadline pass in them unsaid."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.guide.quiet import nearest, waits_until
from bot.store import Buyer
from tests.bot.mornings import KNOWN, at, reminders, until
from tests.bot.paths import to_verdict

MADRID = ZoneInfo("Europe/Madrid")
TODAY = date(2026, 11, 24)
TOMORROW = date(2026, 11, 25)


def local(hour, minute=0, day=TODAY):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=MADRID)


def waits(instant, act_by=None, quiet=(22, 8)):
    end = waits_until(instant, act_by, Buyer(id=7, quiet_from=quiet[0], quiet_until=quiet[1]), MADRID)
    return end and end.astimezone(MADRID)


@pytest.mark.parametrize(
    ("instant", "end"),
    [
        (local(21, 59), None),
        (local(22, 0), local(8, day=TOMORROW)),
        (local(23, 59), local(8, day=TOMORROW)),
        (local(0, 0), local(8)),
        (local(7, 59), local(8)),
        (local(8, 0), None),
    ],
)
def test_quiet_hours_begin_and_end_to_the_minute(instant, end):
    assert waits(instant) == end


@pytest.mark.parametrize("hour", range(24))
def test_no_hour_is_quiet_where_none_is_wanted(hour):
    assert waits(local(hour), quiet=(0, 0)) is None


def test_quiet_hours_may_lie_within_a_day():
    assert waits(local(8, 59), quiet=(9, 17)) is None
    assert waits(local(9), quiet=(9, 17)) == local(17)
    assert waits(local(17), quiet=(9, 17)) is None


@pytest.mark.parametrize(
    ("instant", "act_by", "end"),
    [
        (local(22, 30), TODAY, None),  # its day ends at midnight, before the quiet hours do
        (local(22, 30), TOMORROW, local(8, day=TOMORROW)),
        (local(0, 30), TODAY, local(8)),  # the whole day is left at eight
        (local(22, 30), date(2026, 11, 23), local(8, day=TOMORROW)),  # nothing to be late for any more
    ],
)
def test_only_what_would_be_too_late_afterwards_breaks_the_quiet(instant, act_by, end):
    assert waits(instant, act_by) == end


def test_the_nearest_deadline_is_the_next_that_can_be_met():
    assert nearest([None, date(2026, 11, 23), TOMORROW, date(2026, 12, 1)], TODAY) == TOMORROW
    assert nearest([None, date(2026, 11, 23)], TODAY) is None


async def test_a_reminder_waits_for_the_end_of_quiet_hours_and_comes_once(ana):
    await to_verdict(ana, *KNOWN)
    await ana.press("v1:-:quiet:20-11")
    await until(ana, at(11, 24, 9))
    await until(ana, at(11, 24, 10, 59))
    assert reminders(ana) == []
    await until(ana, at(11, 24, 11))
    (reminder,) = reminders(ana)
    assert "offline" not in reminder.text
    await until(ana, at(11, 24, 12))
    assert len(reminders(ana)) == 1


async def test_a_held_reminder_outlives_the_round_over_all_cases_on_the_next_day(ana):
    """It is of the 24th, and comes on the 25th: by then no case wants a reminder of the 24th any more."""
    await to_verdict(ana, *KNOWN)
    await ana.press("v1:-:quiet:8-2")
    await until(ana, at(11, 24, 9))
    await until(ana, at(11, 25, 1))
    assert reminders(ana) == []
    await until(ana, at(11, 25, 2))
    (reminder,) = reminders(ana)
    assert "Tue, Nov 24, 2026" in reminder.text
    assert "quiet hours" in reminder.text


async def test_on_the_last_day_quiet_hours_hold_nothing_up(ana):
    await to_verdict(ana, *KNOWN)
    await until(ana, at(11, 30, 12))
    await ana.press("v1:-:quiet:8-2")
    before = len(reminders(ana))
    await until(ana, at(12, 1, 9))  # the day to act by ends at midnight, within the quiet hours
    assert len(reminders(ana)) == before + 1


async def test_a_closed_case_does_not_remind_at_the_end_of_quiet_hours(ana):
    await to_verdict(ana, *KNOWN)
    await ana.press("v1:-:quiet:20-11")
    await until(ana, at(11, 24, 9))
    await ana.press(f"v1:{(await ana.case()).id}:close:yes")
    await until(ana, at(11, 24, 11))
    assert reminders(ana) == []


async def test_quiet_hours_that_are_given_up_let_go_of_what_they_held(ana):
    await to_verdict(ana, *KNOWN)
    await ana.press("v1:-:quiet:20-11")
    await until(ana, at(11, 24, 9))
    await ana.press("v1:-:quiet:0-0")
    await ana.move(timedelta(seconds=20))
    assert len(reminders(ana)) == 1


async def test_quiet_hours_are_chosen_by_buttons(ana):
    await ana.say("/settings")
    assert "10:00" in ana.text
    await ana.tap("Change quiet hours")
    await ana.tap("11:00\u202fPM")
    await ana.tap("6:00\u202fAM")
    assert "11:00\u202fPM to 6:00\u202fAM" in ana.text
    buyer = await ana.sandbox.store.write(lambda tx: tx.buyer(ana.id))
    assert (buyer.quiet_from, buyer.quiet_until) == (23, 6)


@pytest.mark.parametrize("forged", ["24", "-", "22-", "22-24", "x", "1-2-3", "22-8-"])
async def test_forged_quiet_hours_change_nothing(ana, forged):
    await ana.say("/settings")
    await ana.press(f"v1:-:quiet:{forged}")
    buyer = await ana.sandbox.store.write(lambda tx: tx.buyer(ana.id))
    assert (buyer.quiet_from, buyer.quiet_until) == (22, 8)
