"""The clock under load: looking for what is due among a million rows, and thousands that are due at once."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import click

from bot.clock import SettableClock
from bot.sandbox.run import TOKEN, Sandbox, running
from bot.sandbox.telegram.server import PretendTelegram
from bot.store import Buyer, Case, Event, Store, Transaction, Wanted
from bot.store.sqlite import SqliteStore

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DUE = datetime(2026, 11, 24, 9, tzinfo=UTC)
ROWS_A_CASE = 10
POLLS = 1000
TAPPER = 7
ANSWERS = {
    "situation": "arrived_wrong", "problem": "damaged", "flaw": "unusable", "delivered_on": "2026-11-18",
    "protection_ends_on": "2026-12-20", "item_value": "24.90 EUR", "postage": "free", "seller_contact": "not_yet",
}  # fmt: skip

MANY_CASES = (
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
    "INSERT INTO cases (id, owner, opened_at, answers, events, stopped) "
    "SELECT printf('bench%06d', i), i, '2026-11-22', '{}', '[]', '[]' FROM n"
)
MANY_REMINDERS = (
    "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ? - 1) "
    "INSERT INTO reminders (case_id, owner, clock, on_day, due_at, act_by) "
    "SELECT cases.id, owner, 'open_dispute', 'day ' || i, "
    "strftime('%Y-%m-%dT%H:%M:%S.000000+00:00', '2026-11-24 09:00', (owner % 100000) || ' seconds', i || ' days'), "
    "'2026-12-01' FROM cases, n"
)


async def polls(pending: int) -> None:
    """How long a look for what is due takes while nothing is, with so many pending rows."""
    with tempfile.TemporaryDirectory() as folder:
        store = await SqliteStore.open(Path(folder) / "guide.db")
        await store.write(lambda tx: _fill(tx, pending // ROWS_A_CASE))
        before = resident_mb()
        looked = sorted([seconds async for seconds in _timed(store)])
        grown = resident_mb() - before
        await store.close()
    click.echo(
        f"{pending:>9,} pending: a poll takes {median(looked) * 1000:.2f} ms, the slowest of a hundred "
        f"{looked[-len(looked) // 100] * 1000:.2f} ms; {POLLS} polls grew the memory by {grown:.1f} MB"
    )


def _fill(tx: Transaction, cases: int) -> None:
    tx.run(MANY_CASES, (cases,))  # type: ignore[attr-defined]  # a bench may look behind the protocol
    tx.run(MANY_REMINDERS, (ROWS_A_CASE,))  # type: ignore[attr-defined]


async def _timed(store: Store):
    for _ in range(POLLS):
        yield await store.write(_one_poll)


def _one_poll(tx: Transaction) -> float:
    begun = time.perf_counter()
    assert not tx.claim_due(NOW, 20)
    tx.next_due()
    return time.perf_counter() - begun


async def drain(buyers: int, seconds: float) -> None:
    """So many buyers have a reminder due at once: how fast they go out, and how long a tap waits meanwhile."""
    with tempfile.TemporaryDirectory() as folder:
        await _all_due(Path(folder), buyers)
        clock = SettableClock(DUE, ticking=True)
        async with running(Path(folder), clock, _known_to_telegram(clock, buyers)) as sandbox:
            before = resident_mb()
            waits = [wait async for wait in _taps(sandbox, seconds)]
            sent = len([call for call in sandbox.telegram.journal if call.method == "sendmessage" and call.took_effect])
            grown = resident_mb() - before
    waits.sort()
    click.echo(
        f"{buyers:>9,} due at once: {sent / seconds:.1f} messages a second over {seconds:.0f} s, {grown:+.1f} MB; a "
        f"tap is answered in {median(waits) * 1000:.0f} ms, the slowest of {len(waits)} in {waits[-1] * 1000:.0f} ms"
    )


def _known_to_telegram(clock: SettableClock, buyers: int) -> dict[str, Any]:
    """A Telegram where all of them have pressed Start once, which the bot has long worked off."""
    telegram = PretendTelegram(clock, token=TOKEN)
    fresh = telegram.snapshot()
    for owner in (TAPPER, *_owners(buyers)):
        telegram.person(owner, "Ana")
        telegram.start(owner)
    return {**telegram.snapshot(), "updates": fresh["updates"]}


async def _all_due(folder: Path, buyers: int) -> None:
    store = await SqliteStore.open(folder / "sandbox.db")
    await store.write(lambda tx: [_one_due(tx, owner) for owner in _owners(buyers)])
    await store.close()


def _owners(buyers: int) -> Iterator[int]:
    return iter(range(1000, 1000 + buyers))


def _one_due(tx: Transaction, owner: int) -> None:
    tx.save_buyer(Buyer(id=owner, language="en", country_asked=True))
    verdict = Event(event="verdict", on=NOW.date(), note="arrived_wrong/damaged")
    case = Case(id=f"bench{owner:06}", owner=owner, opened_at=NOW, answers=ANSWERS, events=(verdict,))
    tx.save_case(case)
    wanted = Wanted(clock="open_dispute", on=DUE.date(), due_at=DUE, act_by=DUE.date() + timedelta(days=7))
    tx.align_reminders(case, [wanted], NOW)


async def _taps(sandbox: Sandbox, seconds: float):
    """One buyer taps all the while, and waits for the answer each time; yields the waits in seconds."""
    until = time.perf_counter() + seconds
    message = sandbox.telegram.say(TAPPER, "/start")
    while time.perf_counter() < until:
        changes = sandbox.telegram.subscribe(TAPPER)
        begun = time.perf_counter()
        sandbox.telegram.tap(TAPPER, message, "v1:-:resume:", forged=True)
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while (await changes.get())["type"] != "toast":
                    pass
        yield time.perf_counter() - begun
        sandbox.telegram.unsubscribe(TAPPER, changes)
        await asyncio.sleep(0.5)


def resident_mb() -> float:
    """The memory of this process that is in RAM."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 2**20
