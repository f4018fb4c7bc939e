"""The health page: whether the bot lives, whether it is ready, and its metrics. For this machine's own eyes."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import NoReturn, TypeVar

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot.clock import Clock
from bot.lease import Lease
from bot.metrics import Metrics
from bot.settings import SettingsError, host_and_port
from bot.store import Store
from bot.store.rows import to_text
from bot.store.standing import UNKNOWN, Schema, read_only, schema_of, standing
from bot.tasks import end
from bot.vitals import Vitals

Result = TypeVar("Result")

STORE_SECONDS = 2.0
"""How long the store may take for a test write, or for telling how things stand."""

LARGEST_LAG = 5.0
TICK_PATIENCE = timedelta(minutes=5)
"""A round of the ticks takes milliseconds; once in a long while it sets the menu or brings all cases in line."""

LAG_EVERY = 1.0
LAGS_KEPT = 60
KEEP_ALIVE_SECONDS = 5.0
CLOSING_SECONDS = 0.5


class LoopLag:
    """How much later than asked for the event loop wakes somebody up. `time` is the loop's own."""

    def __init__(self, clock: Clock, metrics: Metrics, time: Callable[[], float]) -> None:
        self.seconds = 0.0
        self._clock = clock
        self._gauge = metrics.loop_lag_seconds
        self._time = time
        self._recent: deque[float] = deque(maxlen=LAGS_KEPT)

    async def run(self) -> NoReturn:
        while True:
            await self.probe()

    async def probe(self) -> None:
        asleep = self._time()
        await self._clock.sleep(LAG_EVERY)
        self.seconds = max(self._time() - asleep - LAG_EVERY, 0.0)
        self._recent.append(self.seconds)
        self._gauge.set(max(self._recent))


class Health:
    """Looks at a running bot from inside its process. `fresh_for` is how old the last intake may be."""

    def __init__(
        self,
        store: Store,
        database: Path,
        lease: Lease,
        clock: Clock,
        *,
        vitals: Vitals,
        metrics: Metrics,
        fresh_for: timedelta,
    ) -> None:
        self._store = store
        self._database = database
        self._lease = lease
        self._clock = clock
        self._vitals = vitals
        self._metrics = metrics
        self._fresh_for = fresh_for
        self._lag = LoopLag(clock, metrics, asyncio.get_running_loop().time)
        self._trial: asyncio.Task[None] | None = None
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="health")

    def application(self) -> web.Application:
        """`/live` and `/ready`: 200 or 503, with each check by name in JSON. `/metrics`: Prometheus' text format."""
        application = web.Application()
        for path, handler in (("/live", self._live), ("/ready", self._ready), ("/metrics", self._scrape)):
            application.router.add_get(path, handler, allow_head=False)
        return application

    @asynccontextmanager
    async def serving(self, listen: str) -> AsyncIterator[None]:
        """Serve on `listen` (host:port). Raises `SettingsError` where that can't be listened on."""
        runner = web.AppRunner(
            self.application(), access_log=None, keepalive_timeout=KEEP_ALIVE_SECONDS, shutdown_timeout=CLOSING_SECONDS
        )
        await runner.setup()
        lag = asyncio.create_task(self._lag.run(), name="loop lag")
        try:
            await _listen(runner, listen)
            yield
        finally:
            await end((lag,))
            await runner.cleanup()
            self._reader.shutdown(wait=False, cancel_futures=True)

    async def _live(self, _request: web.Request) -> web.Response:
        return _report({"loop": self._loop_problem(), "ticks": await self._tick_problem()})

    async def _ready(self, _request: web.Request) -> web.Response:
        return _report(
            {
                "intake": self._intake_problem(),
                "token": "another process uses this bot's token" if self._vitals.in_conflict else None,
                "store": await self._store_problem(),
                "clock": "the clock jumped: reminders are held until it is right"
                if self._vitals.clock_jumped
                else None,
                "lease": None if self._lease.held() else "the lease file beside the database was removed or replaced",
                "schema": await self._schema_problem(),
            }
        )

    async def _scrape(self, _request: web.Request) -> web.Response:
        await self._refresh()
        return web.Response(body=generate_latest(self._metrics.registry), headers={"Content-Type": CONTENT_TYPE_LATEST})

    def _loop_problem(self) -> str | None:
        lag = self._lag.seconds
        return f"the event loop was held up for {lag:.1f} s" if lag > LARGEST_LAG else None

    async def _tick_problem(self) -> str | None:
        """A tick waits for as long as the storage refuses, and a restart would not mend that."""
        last = self._vitals.last_ticked
        if last is None or (age := self._clock.now() - last) <= TICK_PATIENCE or await self._store_problem():
            return None
        return f"the ticks last went round {age.total_seconds():.0f} s ago"

    def _intake_problem(self) -> str | None:
        last = self._vitals.last_took_in
        if last is None:
            return "Telegram was not reached yet"
        age = self._clock.now() - last
        return f"Telegram was last reached {age.total_seconds():.0f} s ago" if age > self._fresh_for else None

    async def _store_problem(self) -> str | None:
        """Write something, one trial at a time: behind a store that hangs no more of them pile up."""
        if self._trial is None or self._trial.done():
            self._trial = asyncio.create_task(self._write(), name="trial write")
        done, _ = await asyncio.wait({self._trial}, timeout=STORE_SECONDS)
        if not done:
            return f"the database takes more than {STORE_SECONDS:.0f} s for a write"
        error = self._trial.exception()
        return None if error is None else f"the database can't be written: {error}"

    async def _write(self) -> None:
        now = to_text(self._clock.now())
        await self._store.write(lambda tx: tx.set_note("health", now))

    async def _schema_problem(self) -> str | None:
        try:
            schema = await self._read(partial(_schema, self._database))
        except (sqlite3.Error, TimeoutError) as error:
            return f"the database can't be read: {error or type(error).__name__}"
        return None if schema is Schema.CURRENT else f"the database has the tables of another version ({schema.value})"

    async def _refresh(self) -> None:
        """Bring the gauges of what waits up to date; where the store can't tell they are no numbers."""
        now = self._clock.now()
        try:
            found = await self._read(partial(standing, self._database, now))
        except (sqlite3.Error, TimeoutError):
            found = UNKNOWN
        self._metrics.inbox_open.set(found.inbox_open)
        self._metrics.inbox_oldest_seconds.set(found.inbox_oldest_seconds)
        self._metrics.outbox_open.set(found.outbox_open)
        self._metrics.reminders_due.set(found.reminders_due)
        self._metrics.reminders_late.set(found.reminders_late)

    async def _read(self, question: Callable[[], Result]) -> Result:
        """Ask the database on a thread of our own. Raises `TimeoutError` besides what `question` raises."""
        async with asyncio.timeout(STORE_SECONDS):
            return await asyncio.get_running_loop().run_in_executor(self._reader, question)


def _schema(database: Path) -> Schema:
    with read_only(database) as connection:
        return schema_of(connection)


def _report(problems: Mapping[str, str | None]) -> web.Response:
    well = not any(problems.values())
    checks = {name: problem or "ok" for name, problem in problems.items()}
    return web.json_response({"ok": well, "checks": checks}, status=200 if well else 503)


async def _listen(runner: web.AppRunner, listen: str) -> None:
    host, port = host_and_port(listen)
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        problem = (
            f"HEALTH_LISTEN can't be listened on ({listen}: {error.strerror}); name a free address of this machine"
        )
        raise SettingsError([problem]) from None
