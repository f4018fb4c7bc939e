"""Reminders follow the case, are claimed by one, and never come back once sent."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.store import Case, Reminder, Told, Wanted
from bot.store.reminders import CLAIMABLE, NEXT_DUE
from tests.store.conftest import NOW

CASE = Case(id="abcdefghijk", owner=7, opened_at=NOW)
DAY = timedelta(days=1)


def wanted(days, clock="open_dispute", hours=0):
    due_at = NOW + timedelta(days=days, hours=hours)
    return Wanted(clock=clock, on=date(2026, 11, 22) + timedelta(days=days), due_at=due_at)


def align(*wants, now=NOW, case=CASE):
    def job(tx):
        tx.save_case(case)
        tx.align_reminders(case, wants, now)

    return job


async def states(store):
    rows = await store.write(
        lambda tx: [tuple(row) for row in tx.run("SELECT on_day, state FROM reminders ORDER BY on_day, id")]
    )
    return [(day[-2:], state) for day, state in rows]


async def claim(store, now, limit=50):
    return await store.write(lambda tx: tx.claim_due(now, limit))


async def test_what_is_wanted_is_added_once(store):
    await store.write(align(wanted(1), wanted(3)))
    await store.write(align(wanted(1), wanted(3)))
    assert await states(store) == [("23", "pending"), ("25", "pending")]


async def test_what_is_wanted_no_more_is_withdrawn_and_comes_back_when_wanted_again(store):
    await store.write(align(wanted(1), wanted(3)))
    await store.write(align(wanted(3)))
    assert await states(store) == [("23", "withdrawn"), ("25", "pending")]
    await store.write(align(wanted(1)))
    assert await states(store) == [("23", "pending"), ("25", "withdrawn")]


async def test_a_new_hour_replaces_the_old_one(store):
    await store.write(align(wanted(1)))
    await store.write(align(wanted(1, hours=5)))
    assert await store.write(lambda tx: tx.next_due()) == NOW + timedelta(days=1, hours=5)


async def test_nothing_is_wanted_for_the_past(store):
    await store.write(align(wanted(-1), wanted(0), wanted(1)))
    assert await states(store) == [("23", "pending")]


async def test_a_row_already_due_stays_whatever_is_wanted(store):
    await store.write(align(wanted(1)))
    await store.write(align(now=NOW + 2 * DAY))
    assert await states(store) == [("23", "pending")]


async def test_what_was_sent_never_comes_back(store):
    await store.write(align(wanted(1)))
    [due] = await claim(store, NOW + DAY)
    for state in ("sent", "done"):
        await store.write(lambda tx, state=state: tx.settle_reminder(due.id, state, NOW + DAY))
        await store.write(align(wanted(1), now=NOW - DAY))
        assert await states(store) == [("23", state)]


async def test_a_claimed_one_is_whole(store):
    await store.write(align(wanted(1)))
    assert await claim(store, NOW + DAY) == [
        Reminder(
            id=1,
            case="abcdefghijk",
            owner=7,
            clock="open_dispute",
            on=date(2026, 11, 23),
            due_at=NOW + DAY,
            state="claimed",
        )
    ]


async def test_nothing_is_claimed_early_and_it_is_claimed_to_the_moment(store):
    await store.write(align(wanted(1)))
    assert await claim(store, NOW + DAY - timedelta(microseconds=1)) == []
    assert len(await claim(store, NOW + DAY)) == 1


async def test_what_fell_due_weeks_ago_is_still_claimed_oldest_first(store):
    await store.write(align(wanted(5), wanted(1), wanted(3)))
    assert [reminder.on.day for reminder in await claim(store, NOW + 21 * DAY)] == [23, 25, 27]


async def test_a_claim_takes_all_that_is_due_of_each_buyer_and_no_more_buyers_than_its_limit(store):
    for owner in (1, 2, 3):
        case = Case(id=f"case of {owner}", owner=owner, opened_at=NOW)
        await store.write(align(wanted(owner), wanted(7), wanted(30), case=case))
    assert [(each.owner, each.on.day) for each in await claim(store, NOW + 9 * DAY, limit=2)] == [
        (1, 23), (1, 29), (2, 24), (2, 29)
    ]  # fmt: skip
    assert [(each.owner, each.on.day) for each in await claim(store, NOW + 9 * DAY, limit=2)] == [(3, 25), (3, 29)]


async def test_the_nearest_deadline_is_claimed_first_then_what_has_none_or_has_passed(store):
    deadlines = {1: None, 2: date(2026, 11, 20), 3: date(2026, 12, 5), 4: date(2026, 11, 24)}
    for owner, act_by in deadlines.items():
        case = Case(id=f"case of {owner}", owner=owner, opened_at=NOW)
        await store.write(align(replace(wanted(1), act_by=act_by), case=case))
    assert [each.owner for each in await claim(store, NOW + DAY)] == [4, 3, 2, 1]


async def test_what_is_put_off_survives_being_brought_in_line(store):
    await store.write(align(wanted(1), wanted(3)))
    await store.write(lambda tx: tx.put_off(1, NOW + 2 * DAY, "snoozed"))
    await store.write(align(wanted(1, hours=5)))
    await store.write(align())
    assert await states(store) == [("23", "pending"), ("25", "withdrawn")]
    assert await store.write(lambda tx: tx.next_due()) == NOW + 2 * DAY
    [due] = await claim(store, NOW + 2 * DAY)
    assert (due.on.day, due.put_off) == (23, "snoozed")


async def test_what_waits_for_the_end_of_quiet_hours_is_due_when_they_change(store):
    await store.write(align(wanted(1), wanted(3)))
    await store.write(lambda tx: tx.put_off(1, NOW + 2 * DAY, "quiet"))
    await store.write(lambda tx: tx.end_quiet(8, NOW))
    assert await store.write(lambda tx: tx.next_due()) == NOW + 2 * DAY
    await store.write(lambda tx: tx.end_quiet(7, NOW))
    assert await store.write(lambda tx: tx.next_due()) == NOW


async def test_a_message_that_is_made_anew_makes_only_what_was_sent_in_it_pending(store):
    await store.write(align(wanted(1), wanted(2), wanted(3)))
    for number, (state, message) in enumerate([("sent", 5), ("done", 5), ("sent", 6)], 1):
        await store.write(lambda tx, row=(number, state, NOW, message): tx.settle_reminder(*row))
    await store.write(lambda tx: tx.make_anew(5))
    assert await states(store) == [("23", "pending"), ("24", "done"), ("25", "sent")]
    assert [row.id for row in await store.write(lambda tx: tx.reminders_in(6, 7))] == [3]
    assert await store.write(lambda tx: tx.reminders_in(6, 8)) == []


async def test_what_was_missed_is_told_once_and_to_its_owner(store):
    await store.write(align(wanted(1), wanted(2), wanted(3)))
    await store.write(lambda tx: tx.miss(1, NOW))
    await store.write(lambda tx: tx.settle_reminder(2, "sent", NOW, 5))
    await store.write(lambda tx: tx.miss_message(5))
    assert await store.write(lambda tx: tx.take_missed(8)) == []
    assert [row.id for row in await store.write(lambda tx: tx.take_missed(7))] == [1, 2]
    assert await store.write(lambda tx: tx.take_missed(7)) == []


async def test_the_dates_that_were_told_go_with_their_case(store):
    await store.write(align(wanted(1)))
    for day in (1, 2):
        told = Told(act_by=date(2026, 12, day), basis='{"margin":2}')
        await store.write(lambda tx, told=told: tx.tell(CASE, "open_dispute", told))
    assert await store.write(lambda tx: tx.told(CASE)) == {"open_dispute": told}
    await store.write(lambda tx: tx.erase(7, NOW))
    assert await store.write(lambda tx: tx.told(CASE)) == {}


@pytest.mark.parametrize("asked", ["claim", "next"])
async def test_what_is_due_is_found_by_the_index_of_due_rows(store, asked):
    questions = {
        "claim": f"SELECT owner FROM reminders WHERE {CLAIMABLE} ORDER BY act_by LIMIT 20",  # noqa: S608 - a constant
        "next": NEXT_DUE,
    }
    plan = await store.write(
        lambda tx: tx.run(f"EXPLAIN QUERY PLAN {questions[asked]}", ["", ""] if asked == "claim" else []).fetchall()
    )
    assert "USING INDEX reminders_due" in plan[0]["detail"]


async def test_a_claimed_one_is_free_again_only_after_five_minutes(store):
    await store.write(align(wanted(1)))
    await claim(store, NOW + DAY)
    assert await claim(store, NOW + DAY + timedelta(minutes=5)) == []
    assert len(await claim(store, NOW + DAY + timedelta(minutes=5, seconds=1))) == 1


async def test_a_reminder_is_there_for_its_owner_only(store):
    await store.write(align(wanted(1)))
    assert (await store.write(lambda tx: tx.reminder(1, 7))).clock == "open_dispute"
    assert await store.write(lambda tx: tx.reminder(1, 8)) is None


async def test_the_next_one_due_is_the_earliest_pending(store):
    assert await store.write(lambda tx: tx.next_due()) is None
    await store.write(align(wanted(3), wanted(1)))
    await claim(store, NOW + DAY)
    assert await store.write(lambda tx: tx.next_due()) == NOW + 3 * DAY


async def test_cases_keep_their_reminders_apart(store):
    twin = Case(id="other", owner=7, opened_at=NOW)
    await store.write(align(wanted(1)))
    await store.write(align(wanted(1), wanted(2), case=twin))
    await store.write(align())
    assert await states(store) == [("23", "withdrawn"), ("23", "pending"), ("24", "pending")]
