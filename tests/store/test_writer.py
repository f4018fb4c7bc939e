"""Each job is a transaction of its own, whatever becomes of the job or of whoever waits for it."""

import asyncio
import sqlite3
import threading

import pytest

from bot.store import StoreUnavailable
from bot.store.sqlite import SqliteStore
from bot.store.writer import MOST_TOGETHER
from tests.store.holding import Holding


def note(key, value):
    return lambda tx: tx.set_note(key, value)


def read(key):
    return lambda tx: tx.note(key)


async def test_a_job_returns_its_result(store):
    await store.write(note("name", "Guide"))
    assert await store.write(read("name")) == "Guide"


async def test_a_job_that_raises_changes_nothing_and_raises_to_its_caller(store):
    def job(tx):
        tx.set_note("name", "half done")
        raise LookupError("no such case")

    with pytest.raises(LookupError, match="no such case"):
        await store.write(job)
    assert await store.write(read("name")) is None


async def test_a_caller_who_gives_up_waiting_neither_stops_the_job_nor_the_writer(store):
    held = Holding()

    def slow(tx):
        held(tx)
        tx.set_note("slow", "done")

    waiting = asyncio.create_task(store.write(slow))
    await held.begun()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    held.go_on()
    assert await store.write(read("slow")) == "done"


async def test_jobs_run_in_the_order_in_which_they_were_handed_in(store):
    done = []
    await asyncio.gather(*(store.write(lambda _tx, number=number: done.append(number)) for number in range(50)))
    assert done == list(range(50))


@pytest.fixture
async def held_up(store):
    """The writer in the middle of a job: what is handed in meanwhile waits until this goes on."""
    held = Holding()
    waiting = asyncio.create_task(store.write(held))
    await held.begun()
    yield held
    held.go_on()
    await waiting


async def test_what_goes_ahead_is_done_before_what_waits(store, held_up):
    done = []
    jobs = [
        asyncio.create_task(store.write(lambda _tx, name=name: done.append(name), ahead=ahead))
        for name, ahead in (("one", False), ("two", True), ("three", False), ("four", True))
    ]
    await asyncio.sleep(0)
    held_up.go_on()
    await asyncio.gather(*jobs)
    assert done == ["two", "four", "one", "three"]


async def test_what_runs_alone_is_not_put_off_for_as_long_as_others_go_ahead(store, held_up):
    done, tasks, loop = [], [], asyncio.get_running_loop()

    def hand_in(handed, left):
        tasks.append(asyncio.create_task(store.write(lambda _tx: ahead(left), ahead=True)))
        loop.call_soon(handed.set)  # once it is handed in

    def ahead(left):
        done.append("ahead")
        if left:
            handed = threading.Event()
            loop.call_soon_threadsafe(hand_in, handed, left - 1)
            handed.wait(5)

    alone = asyncio.create_task(store._writer.idle(lambda _connection: done.append("alone")))
    hand_in(threading.Event(), 3 * MOST_TOGETHER)
    await asyncio.sleep(0)
    held_up.go_on()
    await alone
    while len(done) < 3 * MOST_TOGETHER + 2:
        await asyncio.gather(*tasks)
    assert done.index("alone") <= MOST_TOGETHER


async def test_what_comes_before_a_job_is_done_shares_its_commit(tmp_path):
    commits = []
    store = await SqliteStore.open(tmp_path / "guide.db", timed=commits.append)
    opened = len(commits)
    held = Holding()
    first = asyncio.create_task(store.write(held))
    await held.begun()
    second = asyncio.create_task(store.write(note("two", "2")))
    await asyncio.sleep(0)
    held.go_on()
    await asyncio.gather(first, second)
    assert len(commits) == opened + 1
    await store.close()


async def test_what_waits_when_the_store_is_closed_is_still_done(tmp_path):
    other = await SqliteStore.open(tmp_path / "other.db")
    jobs = [asyncio.create_task(other.write(note(str(number), "done"), ahead=number % 2 == 0)) for number in range(5)]
    await asyncio.sleep(0)
    await other.close()
    await asyncio.gather(*jobs)
    again = await SqliteStore.open(tmp_path / "other.db")
    assert [await again.write(read(str(number))) for number in range(5)] == ["done"] * 5
    await again.close()


async def test_a_job_runs_beside_the_event_loop(store):
    assert await store.write(lambda _tx: threading.current_thread().name) == "store-writer"


async def test_a_transaction_is_of_no_use_after_its_job(store):
    kept = await store.write(lambda tx: tx)
    with pytest.raises(RuntimeError, match="after its job"):
        kept.note("name")


async def test_a_job_sees_what_it_has_written_itself(store):
    def job(tx):
        tx.set_note("name", "Guide")
        return tx.note("name")

    assert await store.write(job) == "Guide"


async def test_a_full_disk_is_told_apart_and_passes(store):
    pages = await store.write(lambda tx: tx.value("PRAGMA page_count"))
    await store.write(lambda tx: tx.value(f"PRAGMA max_page_count = {pages}"))
    with pytest.raises(StoreUnavailable, match="full"):
        await store.write(note("much", "x" * 100_000))
    await store.write(lambda tx: tx.value("PRAGMA max_page_count = 100000"))
    await store.write(note("much", "x" * 100_000))
    assert len(await store.write(read("much"))) == 100_000


async def test_a_database_locked_by_another_process_is_told_apart_and_passes(tmp_path, monkeypatch):
    monkeypatch.setattr("bot.store.sqlite.BUSY_SECONDS", 0.01)
    store = await SqliteStore.open(tmp_path / "guide.db")
    other = sqlite3.connect(tmp_path / "guide.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailable, match="locked"):
        await store.write(note("name", "Guide"))
    other.execute("COMMIT")
    other.close()
    await store.write(note("name", "Guide"))
    await store.close()


async def test_a_mistake_in_a_job_is_not_taken_for_a_fault_of_the_storage(store):
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        await store.write(lambda tx: tx.run("SELECT * FROM nowhere"))


async def test_closing_finishes_what_was_handed_in(tmp_path):
    store = await SqliteStore.open(tmp_path / "guide.db")
    writing = asyncio.create_task(store.write(note("last", "word")))
    await asyncio.sleep(0)
    await store.close()
    await writing
    again = await SqliteStore.open(tmp_path / "guide.db")
    assert await again.write(read("last")) == "word"
    await again.close()


async def test_a_closed_store_says_so(tmp_path):
    store = await SqliteStore.open(tmp_path / "guide.db")
    await store.close()
    await store.close()
    with pytest.raises(RuntimeError, match="closed"):
        await store.write(read("name"))


async def together(store, *jobs):
    """Hand jobs in while the thread is busy, so that they share a commit; what each returned or raised."""
    begun, go_on = threading.Event(), threading.Event()

    def busy(_tx):
        begun.set()
        go_on.wait(5)

    first = asyncio.create_task(store.write(busy))
    await asyncio.to_thread(begun.wait, 5)
    waiting = asyncio.gather(*(store.write(job) for job in jobs), return_exceptions=True)
    await asyncio.sleep(0)
    go_on.set()
    await first
    return await waiting


async def test_jobs_that_wait_together_share_a_commit(store, tmp_path):
    seen = []

    def look(_tx):
        seen.append(other.execute("SELECT COUNT(*) FROM notes").fetchone()[0])

    other = sqlite3.connect(tmp_path / "guide.db", check_same_thread=False)
    assert await together(store, note("one", "1"), look, note("two", "2"), look) == [None] * 4
    assert seen == [0, 0]
    assert other.execute("SELECT COUNT(*) FROM notes").fetchone() == (2,)
    other.close()


async def test_a_job_that_raises_takes_only_its_own_changes_back(store):
    def half(tx):
        tx.set_note("half", "done")
        raise LookupError("no such case")

    outcomes = await together(store, note("one", "1"), half, note("two", "2"))
    assert [type(outcome) for outcome in outcomes] == [type(None), LookupError, type(None)]
    assert await store.write(lambda tx: (tx.note("one"), tx.note("half"), tx.note("two"))) == ("1", None, "2")


async def test_a_job_that_the_disk_is_too_small_for_does_not_take_the_others_with_it(store):
    pages = await store.write(lambda tx: tx.value("PRAGMA page_count"))
    await store.write(lambda tx: tx.value(f"PRAGMA max_page_count = {pages + 2}"))
    outcomes = await together(store, note("one", "1"), note("much", "x" * 100_000), note("two", "2"))
    assert [type(outcome) for outcome in outcomes] == [type(None), StoreUnavailable, type(None)]
    assert await store.write(lambda tx: (tx.note("one"), tx.note("much"), tx.note("two"))) == ("1", None, "2")


async def test_nobody_is_told_of_success_before_the_commit(store):
    """A deferred constraint is only looked at when the commit comes."""

    def orphan(tx):
        tx.run("PRAGMA defer_foreign_keys = ON")
        tx.run(
            "INSERT INTO reminders (case_id, owner, clock, on_day, due_at) VALUES ('none', 1, 'look_up', '2026-11-22', '')"
        )

    outcomes = await together(store, note("one", "1"), orphan)
    assert [type(outcome) for outcome in outcomes] == [type(None), sqlite3.IntegrityError]
    assert await store.write(lambda tx: tx.note("one")) == "1"


async def test_how_long_each_commit_took_is_told(tmp_path):
    seconds = []
    store = await SqliteStore.open(tmp_path / "guide.db", timed=seconds.append)
    opened = len(seconds)
    await store.write(note("one", "1"))
    await store.write(note("two", "2"))
    await store.close()
    assert len(seconds) == opened + 2
    assert all(0 <= each < 10 for each in seconds)
