"""All that is kept of a person: everything, and nothing of anybody else."""

import json
from datetime import UTC, datetime

import pytest

from bot.store import Buyer, Case, Event, RawUpdate, Told, Upload, Wanted
from bot.store.held import HELD
from bot.store.sqlite import SqliteStore
from bot.takeaway.document import plain
from bot.takeaway.export import export_document, export_json
from tests.bot.takeaway import subjects
from tests.bot.takeaway.subjects import library

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
ANA, BEN = 987_001, 987_002


@pytest.fixture
async def store(tmp_path):
    store = await SqliteStore.open(tmp_path / "guide.db")
    yield store
    await store.close()


def fill(tx, person, mark):
    """A row in every table that can hold something of a person, each with their mark."""
    case = Case(
        id=f"case-{mark}", owner=person, opened_at=NOW, answers={"item_value": f"12.34 {mark}"},
        events=(Event(event="verdict", on=NOW.date(), note=f"note-{mark}"),),
    )  # fmt: skip
    tx.save_buyer(Buyer(id=person, language=f"lang-{mark}", case=case.id))
    tx.save_case(case)
    due = datetime(2026, 12, 1, 8, tzinfo=UTC)
    tx.align_reminders(case, [Wanted(clock=f"clock-{mark}", on=due.date(), due_at=due)], NOW)
    tx.tell(case, f"told-{mark}", Told(act_by=due.date(), basis="{}"))
    files = {"document": Upload(name=f"{mark}.txt", mime="text/plain", content=b"content")}
    tx.queue(person, "sendDocument", {"chat_id": person, "caption": f"caption-{mark}"}, NOW, files=files)
    tx.keep_updates(
        [RawUpdate(update_id=person, chat_id=person, sender_id=person, raw=f'{{"text": "raw-{mark}"}}')], NOW
    )


async def test_every_table_that_knows_a_person_is_among_what_is_held(store):
    """A column that names a person or a chat gives a table away."""

    def tables(tx):
        names = [row[0] for row in tx.run("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
        columns = {name: {row[1] for row in tx.run(f"PRAGMA table_info({name})").fetchall()} for name in names}
        return {name for name, has in columns.items() if has & {"owner", "chat_id", "sender_id", "case_id"}} | {
            "buyers"
        }

    assert await store.write(tables) == set(HELD)


async def test_everything_of_a_person_is_held_out_and_nothing_of_another(store):
    def job(tx):
        fill(tx, ANA, "ANA")
        fill(tx, BEN, "BEN")
        return tx.held(ANA)

    held = await store.write(job)
    assert {table: len(rows) for table, rows in held.items()} == dict.fromkeys(HELD, 1)
    text = export_json(held, NOW).decode()
    for sign in (
        "lang-ANA",
        "case-ANA",
        "12.34 ANA",
        "note-ANA",
        "clock-ANA",
        "told-ANA",
        "caption-ANA",
        "ANA.txt",
        "raw-ANA",
        str(ANA),
    ):
        assert sign in text
    assert "BEN" not in text
    assert str(BEN) not in text


async def test_the_json_can_be_read_by_programs(store):
    def job(tx):
        fill(tx, ANA, "ANA")
        return tx.held(ANA)

    whole = json.loads(export_json(await store.write(job), NOW))
    assert whole["exported_at"] == "2026-11-22T09:30:00+00:00"
    assert whole["cases"][0]["answers"] == {"item_value": "12.34 ANA"}
    assert whole["updates"][0]["raw"] == {"text": "raw-ANA"}
    assert whole["outgoing"][0]["files"] == {"document": {"name": "ANA.txt", "mime": "text/plain"}}


async def test_after_an_erasure_nothing_is_held(store):
    def job(tx):
        fill(tx, ANA, "ANA")
        tx.erase(ANA, NOW)
        return tx.held(ANA)

    assert all(rows == [] for rows in (await store.write(job)).values())


async def test_an_update_that_is_no_json_is_held_out_as_it_came(store):
    def job(tx):
        tx.keep_updates([RawUpdate(update_id=1, chat_id=ANA, sender_id=ANA, raw="no { json")], NOW)
        return tx.held(ANA)

    assert (await store.write(job))["updates"][0]["raw"] == "no { json"


async def test_the_text_tells_of_the_person_the_cases_and_what_waits(store):
    def job(tx):
        fill(tx, ANA, "ANA")
        return tx.held(ANA)

    held = await store.write(job)
    buyer = Buyer(id=ANA, language="en", country="DE", zone="Europe/Berlin")
    text = plain(export_document(buyer, held, [subjects.inside_a_dispute()], library().words("en"))).decode()
    assert "• Telegram number: 987001" in text
    assert "• Time zone: Europe/Berlin" in text
    assert "Open case abcdefghijk: Damaged · €24.90" in text
    assert "• Sun, Nov 22, 2026: dispute opened" in text
    assert "• 2026-12-01T08:00 UTC: clock-ANA, pending (case case-ANA)" in text
    assert "• told-ANA: Tue, Dec 1, 2026 (case case-ANA)" in text
    assert "from the bot to you, queued" in text
    assert "from you to the bot, pending" in text
