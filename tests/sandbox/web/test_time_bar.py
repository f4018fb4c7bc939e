"""Moving the sandbox's time."""

from datetime import UTC, datetime

import pytest


async def move(client, to):
    response = await client.post("/clock", json={"to": to})
    return response.status, await response.json()


@pytest.mark.parametrize(("to", "seconds", "then"), [
    ("hour", 1_795_345_200, datetime(2026, 11, 22, 11, tzinfo=UTC)),
    ("day", 1_795_428_000, datetime(2026, 11, 23, 10, tzinfo=UTC)),
])  # fmt: skip
async def test_a_step_moves_the_clock_and_shows_at_once(client, clock, events, to, seconds, then):
    await events.next()
    assert await move(client, to) == (200, {"now": seconds})
    assert clock.now() == then
    assert await events.next() == {"type": "clock", "now": seconds}


async def test_the_next_reminder_is_gone_to_exactly(client, clock, reminders):
    reminders.due = datetime(2026, 11, 24, 9, tzinfo=UTC)
    assert await move(client, "next_reminder") == (200, {"now": 1_795_510_800})
    assert clock.now() == datetime(2026, 11, 24, 9, tzinfo=UTC)


async def test_without_a_reminder_time_stands_and_a_sentence_says_why(client, clock):
    sentence = "No reminder is planned yet: one comes with a verdict that has a date."
    assert await move(client, "next_reminder") == (409, {"error": sentence})
    assert clock.now() == datetime(2026, 11, 22, 10, tzinfo=UTC)


@pytest.mark.parametrize("due", [datetime(2026, 11, 22, 10, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)])
async def test_time_never_goes_back_to_a_reminder(client, clock, reminders, due):
    reminders.due = due
    assert await move(client, "next_reminder") == (409, {"error": "The next reminder is due already and on its way."})
    assert clock.now() == datetime(2026, 11, 22, 10, tzinfo=UTC)


@pytest.mark.parametrize("to", ["", "year", None, 5, "day " * 20])
async def test_other_steps_are_refused(client, clock, to):
    status, answer = await move(client, to)
    assert status == 400
    assert answer["error"].endswith(".")
    assert clock.now() == datetime(2026, 11, 22, 10, tzinfo=UTC)
