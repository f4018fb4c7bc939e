"""What the health page says in each state of the bot."""

import asyncio
import math
import re
import sqlite3
import threading
from contextlib import asynccontextmanager, closing
from datetime import timedelta

import aiohttp
import pytest
from aiohttp.test_utils import TestClient, TestServer, unused_port
from prometheus_client.parser import text_string_to_metric_families

from bot import health as module
from bot.health import Health, LoopLag
from bot.lease import lease_path, take_lease
from bot.metrics import Metrics
from bot.settings import SettingsError
from bot.store import Buyer, Case, RawUpdate, Wanted
from bot.store.sqlite import SqliteStore
from bot.vitals import Vitals
from tests.bot.ops.conftest import NOW
from tests.bot.runtime.wire import HurriedClock

FRESH = timedelta(seconds=100)


@pytest.fixture
def metrics():
    return Metrics()


@pytest.fixture
def vitals(clock):
    return Vitals(clock)


@pytest.fixture
def make(store, database, clock, vitals, metrics):
    lease = take_lease(database, clock)

    def make(**others):
        parts = {"store": store, "database": database, "lease": lease, "clock": clock} | others
        return Health(**parts, vitals=vitals, metrics=metrics, fresh_for=FRESH)

    yield make
    lease.free()


@pytest.fixture
async def page(make):
    async with TestClient(TestServer(make().application())) as client:
        yield client


async def asked(page, path):
    async with page.get(path) as answered:
        return answered.status, await answered.json()


async def scraped(page):
    """The samples by name and labels."""
    async with page.get("/metrics") as answered:
        assert answered.status == 200
        families = text_string_to_metric_families(await answered.text())
    return {(sample.name, *sample.labels.values()): sample.value for family in families for sample in family.samples}


@asynccontextmanager
async def writer_blocked(store):
    """The store's thread is busy and doesn't come back."""
    gate = threading.Event()
    blocked = asyncio.create_task(store.write(lambda _tx: gate.wait(20)))
    try:
        yield
    finally:
        gate.set()
        await blocked


async def test_a_bot_that_has_just_begun_lives_and_is_not_ready_yet(page):
    assert await asked(page, "/live") == (200, {"ok": True, "checks": {"loop": "ok", "ticks": "ok"}})
    status, told = await asked(page, "/ready")
    assert status == 503
    assert told == {
        "ok": False,
        "checks": {"intake": "Telegram was not reached yet", "token": "ok", "store": "ok", "clock": "ok", "lease": "ok", "schema": "ok"},
    }  # fmt: skip


async def test_a_bot_that_was_reached_is_ready(page, vitals):
    vitals.took_in()
    status, told = await asked(page, "/ready")
    assert (status, told["ok"]) == (200, True)
    assert set(told["checks"].values()) == {"ok"}


@pytest.mark.parametrize(("seconds", "status"), [(99, 200), (100, 200), (101, 503)])
async def test_readiness_ends_when_telegram_was_not_reached_for_too_long(page, vitals, clock, seconds, status):
    vitals.took_in()
    clock.shift(timedelta(seconds=seconds))
    answered, told = await asked(page, "/ready")
    assert answered == status
    assert told["checks"]["intake"] == ("ok" if status == 200 else "Telegram was last reached 101 s ago")


async def test_readiness_ends_while_another_process_uses_the_token(page, vitals):
    vitals.took_in()
    vitals.in_conflict = True
    status, told = await asked(page, "/ready")
    assert (status, told["checks"]["token"]) == (503, "another process uses this bot's token")
    vitals.in_conflict = False
    assert (await asked(page, "/ready"))[0] == 200


async def test_readiness_ends_while_the_storage_refuses_and_returns_with_it(make, database, vitals, monkeypatch):
    monkeypatch.setattr("bot.store.sqlite.BUSY_SECONDS", 0.01)
    vitals.took_in()
    hasty = await SqliteStore.open(database)
    async with TestClient(TestServer(make(store=hasty).application())) as page:
        with closing(sqlite3.connect(database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            status, told = await asked(page, "/ready")
            assert (status, told["checks"]["store"]) == (503, "the database can't be written: database is locked")
        assert (await asked(page, "/ready"))[0] == 200
    await hasty.close()


async def test_a_store_that_hangs_is_told_in_time_and_not_asked_again_meanwhile(page, store, vitals, monkeypatch):
    monkeypatch.setattr(module, "STORE_SECONDS", 0.05)
    vitals.took_in()
    async with writer_blocked(store):
        for _ in range(3):
            status, told = await asked(page, "/ready")
            assert (status, told["checks"]["store"]) == (503, "the database takes more than 0 s for a write")
        trials = [task for task in asyncio.all_tasks() if task.get_name() == "trial write"]
        assert len(trials) == 1
    await asyncio.wait(trials)
    monkeypatch.setattr(module, "STORE_SECONDS", 20)
    assert (await asked(page, "/ready"))[0] == 200


async def test_readiness_ends_when_the_lease_file_is_removed(page, database, vitals):
    vitals.took_in()
    lease_path(database).unlink()
    status, told = await asked(page, "/ready")
    assert status == 503
    assert told["checks"]["lease"] == "the lease file beside the database was removed or replaced"


async def test_readiness_ends_when_a_newer_version_has_changed_the_tables(page, database, vitals):
    vitals.took_in()
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('guide', 'm999_later', '2030')"
        )
    status, told = await asked(page, "/ready")
    assert (status, told["checks"]["schema"]) == (503, "the database has the tables of another version (newer)")


@pytest.mark.parametrize(("seconds", "status"), [(300, 200), (301, 503)])
async def test_ticks_that_stand_still_end_the_life(page, vitals, clock, seconds, status):
    vitals.ticked()
    clock.shift(timedelta(seconds=seconds))
    answered, told = await asked(page, "/live")
    assert answered == status
    assert told["checks"]["ticks"] == ("ok" if status == 200 else "the ticks last went round 301 s ago")


async def test_ticks_that_wait_for_the_storage_don_t_end_the_life(page, store, vitals, clock, monkeypatch):
    monkeypatch.setattr(module, "STORE_SECONDS", 0.05)
    vitals.ticked()
    clock.shift(timedelta(hours=1))
    async with writer_blocked(store):
        assert (await asked(page, "/live"))[0] == 200
    monkeypatch.setattr(module, "STORE_SECONDS", 20)
    assert (await asked(page, "/live"))[0] == 503


async def test_a_loop_that_is_held_up_ends_the_life_until_it_is_in_time_again(make):
    health = make()
    health._lag.seconds = 5.1
    async with TestClient(TestServer(health.application())) as page:
        assert await asked(page, "/live") == (
            503, {"ok": False, "checks": {"loop": "the event loop was held up for 5.1 s", "ticks": "ok"}}
        )  # fmt: skip
        health._lag.seconds = 5.0
        assert (await asked(page, "/live"))[0] == 200


async def test_the_lag_is_how_much_later_than_asked_for_the_loop_comes_round(metrics):
    times = iter([10.0, 11.0, 11.0, 12.25, 12.25, 13.0])
    lag = LoopLag(HurriedClock(NOW), metrics, lambda: next(times))
    told = []
    for _ in range(3):
        await lag.probe()
        told.append(lag.seconds)
    assert told == [0.0, 0.25, 0.0]
    assert metrics.registry.get_sample_value("dispute_guide_loop_lag_seconds") == 0.25  # the worst of the last minute


async def test_a_lag_is_forgotten_after_a_minute(metrics):
    times = iter([0.0, 4.0, *(0.0, 1.0) * 60])
    lag = LoopLag(HurriedClock(NOW), metrics, lambda: next(times))
    for _ in range(60):
        await lag.probe()
    assert metrics.registry.get_sample_value("dispute_guide_loop_lag_seconds") == 3.0
    await lag.probe()
    assert metrics.registry.get_sample_value("dispute_guide_loop_lag_seconds") == 0.0


async def test_a_scrape_tells_how_things_stand_in_the_store(page, store):
    case = Case(id="abcdefghijk", owner=7, opened_at=NOW - timedelta(days=2))
    due = [timedelta(hours=1), timedelta(seconds=61), timedelta(seconds=59), timedelta(hours=-1)]

    def fill(tx):
        tx.keep_updates([RawUpdate(update_id=1, chat_id=7, raw="{}")], NOW - timedelta(seconds=90))
        tx.keep_updates([RawUpdate(update_id=n, chat_id=7, raw="{}") for n in (2, 3, 4)], NOW - timedelta(seconds=30))
        tx.finish_update(3, NOW)
        tx.set_aside(4, "no use", NOW)
        for text in ("one", "two", "three"):
            tx.queue(7, "sendMessage", {"text": text}, NOW)
        tx.mark_sent(1, NOW)
        tx.save_buyer(Buyer(id=7))
        tx.save_case(case)
        wants = [Wanted(clock=f"clock{n}", on=NOW.date(), due_at=NOW - ago) for n, ago in enumerate(due)]
        tx.align_reminders(case, wants, NOW - timedelta(days=1))

    await store.write(fill)
    samples = await scraped(page)
    told = {name: samples[f"dispute_guide_{name}",] for name in (
        "inbox_open", "inbox_oldest_seconds", "outbox_open", "reminders_due", "reminders_late"
    )}  # fmt: skip
    assert told == {
        "inbox_open": 2, "inbox_oldest_seconds": 90, "outbox_open": 2, "reminders_due": 3, "reminders_late": 2
    }  # fmt: skip


async def test_a_scrape_does_not_wait_for_the_writer(page, store):
    async with writer_blocked(store):
        assert (await scraped(page))["dispute_guide_inbox_open",] == 0


async def test_a_store_that_can_t_tell_gives_no_numbers_and_the_counters_stay(make, tmp_path, metrics):
    metrics.updates_in.inc(5)
    async with TestClient(TestServer(make(database=tmp_path / "gone.db").application())) as page:
        samples = await scraped(page)
    assert math.isnan(samples["dispute_guide_inbox_open",])
    assert samples["dispute_guide_updates_in_total",] == 5


async def test_the_metrics_have_the_names_that_dashboards_know(page, metrics):
    metrics.sent["reply"].inc()
    metrics.refused.labels(status="429").inc()
    samples = await scraped(page)
    assert samples["dispute_guide_sent_total", "reply"] == 1
    assert samples["dispute_guide_sent_total", "tap"] == 0
    assert samples["dispute_guide_refused_total", "429"] == 1
    names = {name.removeprefix("dispute_guide_") for name, *_ in samples}
    assert names >= {
        "updates_in_total", "updates_done_total", "updates_set_aside_total", "updates_dropped_total", "sent_total",
        "refused_total", "unknown_outcomes_total", "plain_resends_total", "conflicts_total", "tap_seconds_bucket",
        "store_seconds_bucket", "loop_lag_seconds", "inbox_open", "inbox_oldest_seconds", "outbox_open",
        "reminders_due", "reminders_late", "process_resident_memory_bytes",
    }  # fmt: skip
    assert samples["process_resident_memory_bytes",] > 1_000_000


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 404),
        ("GET", "/live/", 404),
        ("GET", "/metricsx", 404),
        ("POST", "/ready", 405),
        ("HEAD", "/live", 405),
    ],
)
async def test_nothing_else_is_answered(page, method, path, status):
    async with page.request(method, path) as answered:
        assert answered.status == status


async def test_it_is_served_where_the_setting_says(make):
    address = f"127.0.0.1:{unused_port()}"
    async with aiohttp.ClientSession() as session:
        async with make().serving(address), session.get(f"http://{address}/live") as answered:
            assert answered.status == 200
        with pytest.raises(aiohttp.ClientConnectorError):
            await session.get(f"http://{address}/live")


async def test_a_taken_port_is_named_with_its_setting(make):
    address = f"127.0.0.1:{unused_port()}"
    async with make().serving(address):
        with pytest.raises(SettingsError) as refused:
            async with make().serving(address):
                pass
    (problem,) = refused.value.problems
    assert re.fullmatch(
        rf"HEALTH_LISTEN can't be listened on \({address}: .*in use.*\); name a free address of this machine", problem
    )
