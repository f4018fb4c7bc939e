"""Putting a reminder off: until when is said, it comes then and once, and a deadline on the way is named."""

from datetime import timedelta

import pytest

from tests.bot.mornings import KNOWN, at, clock_of, clocks_of, reminders, until
from tests.bot.paths import to_verdict


async def reminded(buyer, day=24, month=11):
    await to_verdict(buyer, *KNOWN)
    await until(buyer, at(month, day))
    return reminders(buyer)[-1]


@pytest.mark.parametrize(
    ("choice", "said", "comes"),
    [
        ("In an hour", "Tue, Nov 24, 2026, 10:00", at(11, 24, 10)),
        ("Tonight, 8:00", "Tue, Nov 24, 2026, 8:00", at(11, 24, 20)),
        ("Tomorrow, 9:00", "Wed, Nov 25, 2026, 9:00", at(11, 25)),
    ],
)
async def test_it_says_until_when_and_comes_then_and_once(ana, choice, said, comes):
    message = await reminded(ana)
    await ana.tap("Snooze")
    assert "open the dispute by" in message.text  # it is still there to be read while the choice is made
    await ana.tap(choice)
    assert f"Put off until {said}" in message.text
    assert not ana.button(message, "Snooze")
    before = len(ana.history)
    await until(ana, comes - timedelta(minutes=1))
    assert len(ana.history) == before
    await until(ana, comes)
    again = ana.history[before:]
    assert [await clock_of(ana, each) for each in again] == ["open_dispute"]
    assert "You asked to be reminded of this again" in again[0].text
    await until(ana, comes + timedelta(hours=2))
    assert len(ana.history) == before + 1


async def test_a_day_is_picked(ana):
    message = await reminded(ana)
    await ana.tap("Snooze")
    await ana.tap("Pick a day")
    await ana.tap("Fri, Nov 27")
    assert "Put off until Fri, Nov 27, 2026, 9:00" in message.text
    await until(ana, at(11, 26))  # the seller's answer comes on its own day all the same
    await until(ana, at(11, 27))
    assert {clock for _, clock in await clocks_of(ana, reminders(ana)[-1])} == {"open_dispute", "seller_answer"}


async def test_tonight_is_not_offered_in_the_evening(ana):
    await to_verdict(ana, *KNOWN)
    await until(ana, at(11, 24, 20, 30))
    await ana.tap("Snooze")
    assert not any(label.startswith("Tonight") for label in ana.labels)
    message = ana.last
    await ana.press(ana.button(message, "In an hour").replace(".hour", ".tonight"), message.id)
    assert "Put off" not in message.text


async def test_back_shows_the_reminder_as_it_was(ana):
    message = await reminded(ana)
    was = message.text, ana.labels
    await ana.tap("Snooze")
    await ana.tap("‹ Back")
    assert (message.text, ana.labels) == was


async def test_a_deadline_is_never_passed_in_silence(ana):
    await to_verdict(ana, *KNOWN)
    await until(ana, at(11, 30, 12))
    await until(ana, at(12, 1))
    await ana.tap("Snooze")
    await ana.tap("Tomorrow")
    assert "later than the day to act by, Tue, Dec 1, 2026" in ana.last.text


async def test_quiet_hours_move_it_and_that_is_said(ana):
    await to_verdict(ana, *KNOWN)
    await ana.press("v1:-:quiet:10-12")
    await until(ana, at(11, 24))
    message = ana.last
    await ana.tap("Snooze")
    await ana.tap("In an hour")
    assert "Put off until Tue, Nov 24, 2026, 12:00" in message.text
    assert "quiet hours" in message.text


async def test_what_is_put_off_is_listed_until_it_comes(ana):
    await reminded(ana)
    await ana.tap("Snooze")
    await ana.tap("Tomorrow")
    await ana.say("/reminders")
    assert "Open the dispute (" in ana.text
    assert "put off until Wed, Nov 25, 2026, 9:00" in ana.text
    assert "Thu, Nov 26, 2026" in ana.text  # what comes next by itself
    await until(ana, at(11, 25))
    await ana.say("/reminders")
    assert "put off" not in ana.text


@pytest.mark.parametrize("how", ["closed", "opened", "erased"])
async def test_what_its_case_no_longer_wants_neither_is_listed_nor_comes(ana, how):
    await reminded(ana)
    await ana.tap("Snooze")
    await ana.tap("In an hour")
    case = (await ana.case()).id
    if how == "opened":
        await ana.press(f"v1:{case}:happened:dispute_opened")
        await ana.tap("Today")
    else:
        await ana.press(f"v1:{case}:close:yes" if how == "closed" else "v1:-:erase:yes")
    if how != "erased":
        await ana.say("/reminders")
        assert "put off until" not in ana.text
    before = len(ana.history)
    await until(ana, at(11, 24, 10))
    assert len(ana.history) == before


async def test_it_survives_a_restart_and_the_round_over_all_cases(ana):
    await reminded(ana)
    await ana.tap("Snooze")
    await ana.tap("Tonight")
    await until(ana, at(11, 24, 16))  # the round is made every six hours
    before = len(ana.history)
    await until(ana, at(11, 24, 20))
    assert len(ana.history) == before + 1


async def test_several_are_put_off_together_and_come_together(ana):
    await to_verdict(ana, *KNOWN)
    await to_verdict(ana, *KNOWN)
    message = await reminded(ana)
    together = await clocks_of(ana, message)
    assert len(together) == 3
    await ana.tap("Snooze all")
    await ana.tap("In an hour")
    assert message.text.count("Open the dispute (") == 3
    await until(ana, at(11, 24, 10))
    assert await clocks_of(ana, ana.last) == together


async def test_another_time_can_be_chosen_and_it_can_be_ticked_off_meanwhile(ana):
    message = await reminded(ana)
    await ana.tap("Snooze")
    await ana.tap("In an hour")
    await ana.tap("Another time")
    await ana.tap("Tonight")
    assert "8:00" in message.text
    await ana.tap("Done", message)
    before = len(ana.history)
    await until(ana, at(11, 24, 21))
    assert len(ana.history) == before


@pytest.mark.parametrize("forged", ["", "x", "99", "1.never", "1.2026-11-23", "1.2031-01-01", "1.tonight.x", "0.hour"])
async def test_forged_and_strangers_buttons_put_nothing_off(ana, forged):
    message = await reminded(ana)
    was = message.text
    await ana.press(f"v1:-:snooze:{forged}", message.id)
    assert message.text == was
    await until(ana, at(11, 25, 12))
    assert len(reminders(ana)) == 1
