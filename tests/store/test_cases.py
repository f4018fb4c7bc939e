"""Buyers and cases come back as they were saved, to their owner only, and go when they should."""

import sqlite3
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from bot.store import Buyer, Case, Event, ForeignCase, RawUpdate, Wanted
from bot.store.records import changed
from tests.store.conftest import NOW

CASE = Case(
    id="abcdefghijk",
    owner=7,
    opened_at=NOW,
    answers={"situation": "arrived_wrong", "item_value": "24.90 EUR"},
    events=(Event(event="verdict", on=date(2026, 11, 22), note="damaged_covered"),),
    focus="delivered_on",
    stopped=frozenset({"look_up"}),
)
BUYER = Buyer(
    id=7, language="es", country="ES", zone="Europe/Madrid", country_asked=True, case="abcdefghijk", blocked_at=NOW
)


def save(*cases):
    return lambda tx: [tx.save_case(case) for case in cases]


def other(case_id, owner=7, opened_at=NOW, closed_at=None):
    return Case(id=case_id, owner=owner, opened_at=opened_at, closed_at=closed_at)


async def test_a_buyer_nobody_knows_is_a_fresh_record(store):
    assert await store.write(lambda tx: tx.buyer(7)) == Buyer(id=7)


async def test_a_buyer_comes_back_as_saved(store):
    await store.write(lambda tx: tx.save_buyer(Buyer(id=7)))
    await store.write(lambda tx: tx.save_buyer(BUYER))
    assert await store.write(lambda tx: tx.buyer(7)) == BUYER


async def test_who_blocks_the_bot_is_noted(store):
    await store.write(lambda tx: tx.save_buyer(Buyer(id=7)))
    await store.write(lambda tx: tx.mark_blocked(7, NOW))
    assert (await store.write(lambda tx: tx.buyer(7))).blocked_at == NOW


async def test_a_stranger_who_blocks_the_bot_stays_a_stranger(store):
    await store.write(lambda tx: tx.mark_blocked(7, NOW))
    assert await store.write(lambda tx: tx.value("SELECT COUNT(*) FROM buyers")) == 0


async def test_a_case_comes_back_as_saved(store):
    await store.write(save(CASE))
    assert await store.write(lambda tx: tx.case("abcdefghijk", 7)) == CASE


async def test_a_case_saved_again_replaces_what_was_there(store):
    closed = Case(id="abcdefghijk", owner=7, opened_at=NOW, closed_at=NOW)
    await store.write(save(CASE, closed))
    assert await store.write(lambda tx: tx.case("abcdefghijk", 7)) == closed


async def test_a_case_is_not_there_for_anybody_else(store):
    await store.write(save(CASE))
    assert await store.write(lambda tx: tx.case("abcdefghijk", 8)) is None
    assert await store.write(lambda tx: tx.cases(8, closed=True)) == []


async def test_a_case_of_somebody_else_is_never_overwritten(store):
    await store.write(save(CASE))
    with pytest.raises(ForeignCase):
        await store.write(save(other("abcdefghijk", owner=8)))
    assert await store.write(lambda tx: tx.case("abcdefghijk", 7)) == CASE


async def test_cases_come_oldest_first_and_closed_ones_only_on_request(store):
    older = other("b", opened_at=NOW - timedelta(days=1))
    closed = other("c", opened_at=NOW - timedelta(days=2), closed_at=NOW)
    newer = other("a")
    await store.write(save(newer, closed, older))
    assert await store.write(lambda tx: tx.cases(7)) == [older, newer]
    assert await store.write(lambda tx: tx.cases(7, closed=True)) == [closed, older, newer]


async def test_open_cases_of_everybody_come_in_pages(store):
    await store.write(
        save(*(other(name, owner=number) for number, name in enumerate("abcde")), other("cc", closed_at=NOW))
    )
    first = await store.write(lambda tx: tx.open_cases(limit=2))
    second = await store.write(lambda tx: tx.open_cases(after="b", limit=2))
    assert [case.id for case in (*first, *second)] == ["a", "b", "c", "d"]


async def test_instants_are_kept_in_utc_whatever_zone_they_came_in(store):
    noon_in_tokyo = datetime(2026, 11, 22, 12, 0, tzinfo=timezone(timedelta(hours=9)))
    await store.write(save(other("a", opened_at=noon_in_tokyo)))
    assert await store.write(lambda tx: tx.value("SELECT opened_at FROM cases")) == "2026-11-22T03:00:00.000000+00:00"
    assert (await store.write(lambda tx: tx.case("a", 7))).opened_at == datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


async def test_an_instant_without_a_zone_is_refused(store):
    with pytest.raises(ValueError, match="time zone"):
        await store.write(save(other("a", opened_at=datetime(2026, 11, 22))))  # noqa: DTZ001


async def test_the_sweep_takes_cases_closed_long_ago_with_their_reminders(store):
    old, recent, still_open = (
        other("old", closed_at=NOW - timedelta(days=400)),
        other("recent", closed_at=NOW),
        other("open"),
    )

    def job(tx):
        save(old, recent, still_open)(tx)
        tx.align_reminders(old, [Wanted(clock="look_up", on=date(2026, 12, 1), due_at=NOW + timedelta(days=9))], NOW)
        tx.save_buyer(Buyer(id=7, case="old"))
        tx.sweep(NOW - timedelta(days=365), NOW - timedelta(days=2))

    await store.write(job)
    assert {case.id for case in await store.write(lambda tx: tx.cases(7, closed=True))} == {"recent", "open"}
    assert (await store.write(lambda tx: tx.buyer(7))).case is None
    assert await store.write(lambda tx: tx.next_due()) is None


SECRET = "Elm Street 12"


def fill(tx, owner):
    """Something of a person in every table that can hold it."""
    case = Case(id=f"case{owner}", owner=owner, opened_at=NOW, answers={"note": SECRET})
    tx.save_buyer(Buyer(id=owner, country="ES", case=case.id))
    tx.save_case(case)
    tx.align_reminders(case, [Wanted(clock="look_up", on=date(2026, 12, 1), due_at=NOW + timedelta(days=9))], NOW)
    group = -100
    updates = [
        RawUpdate(update_id=owner * 10 + number, chat_id=chat, sender_id=owner, raw=f'{{"text": "{SECRET}"}}')
        for number, chat in enumerate((owner, owner, group, owner))
    ]
    tx.keep_updates(updates, NOW)
    tx.set_aside(owner * 10 + 1, SECRET, NOW)
    tx.set_aside(owner * 10 + 2, SECRET, NOW)
    tx.finish_update(owner * 10 + 3, NOW)
    tx.queue(owner, "sendMessage", {"chat_id": owner, "text": SECRET}, NOW)
    tx.queue(owner, "sendMessage", {"chat_id": owner, "text": SECRET}, NOW)
    tx.mark_failed(tx.next_outgoing(owner)[0].id, SECRET, NOW)


def everything(path):
    """Every row of every table, as text."""
    connection = sqlite3.connect(path)
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = [repr(row) for table in tables for row in connection.execute(f"SELECT * FROM {table}")]  # noqa: S608
    connection.close()
    return rows


async def test_erasing_a_person_leaves_no_row_that_names_them(store, tmp_path):
    await store.write(lambda tx: fill(tx, 7531))
    before = [row for row in everything(tmp_path / "guide.db") if "7531" in row or SECRET in row]
    await store.write(lambda tx: tx.erase(7531, NOW))
    after = [
        row for row in everything(tmp_path / "guide.db") if "'case7531'" in row or ", 7531," in row or SECRET in row
    ]
    assert len(before) > 5
    assert after == []


async def test_erasing_a_person_leaves_none_of_their_words_in_the_files(store, tmp_path):
    await store.write(lambda tx: fill(tx, 7))
    assert any(SECRET.encode() in path.read_bytes() for path in tmp_path.iterdir())
    await store.write(lambda tx: tx.erase(7, NOW))
    assert not any(SECRET.encode() in path.read_bytes() for path in tmp_path.iterdir())


async def test_erasing_a_person_touches_nobody_else(store, tmp_path):
    await store.write(lambda tx: fill(tx, 8))
    before = everything(tmp_path / "guide.db")
    await store.write(lambda tx: fill(tx, 7))
    await store.write(lambda tx: tx.erase(7, NOW))
    kept = [row for row in everything(tmp_path / "guide.db") if row in before]
    assert len([row for row in kept if SECRET in row]) == len([row for row in before if SECRET in row]) > 5


async def test_an_erased_persons_updates_are_still_known_when_delivered_again(store):
    await store.write(lambda tx: fill(tx, 7))
    await store.write(lambda tx: tx.erase(7, NOW))
    again = [RawUpdate(update_id=update_id, chat_id=7, raw="{}") for update_id in (70, 71, 72, 73)]
    assert await store.write(lambda tx: tx.keep_updates(again, NOW)) == []
    assert await store.write(lambda tx: tx.pending_updates()) == []


def test_a_changed_record_is_a_new_one_and_has_the_same_fields():
    buyer = Buyer(id=7, zone="Europe/Madrid")
    assert changed(buyer, country="ES") == Buyer(id=7, zone="Europe/Madrid", country="ES")
    assert buyer.country is None
    with pytest.raises(TypeError, match="Buyer has no town"):
        changed(buyer, town="Madrid")
