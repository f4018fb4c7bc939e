"""Reminders follow the case, are claimed by one, and never come back once sent."""

from datetime import date, timedelta

from bot.store import Case, Reminder, Wanted
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


async def test_a_claim_takes_no_more_than_its_limit(store):
    await store.write(align(*(wanted(days) for days in range(1, 6))))
    assert [reminder.on.day for reminder in await claim(store, NOW + 9 * DAY, limit=2)] == [23, 24]
    assert [reminder.on.day for reminder in await claim(store, NOW + 9 * DAY, limit=9)] == [25, 26, 27]


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
