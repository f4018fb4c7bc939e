"""The running bot: intake, lanes and outbox around a python-telegram-bot application."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from telegram import Bot
from telegram.ext import Application

from bot.budgets import Budgets, Rate
from bot.checkpoints import Checkpoint, pass_by
from bot.clock import Clock
from bot.desk import Desk
from bot.inbox import Inbox
from bot.inline import InlineQueries, Offer, nothing
from bot.intake import Intake, insist, tell_failure
from bot.lanes import Lanes, Say
from bot.logs import describe
from bot.metrics import Metrics
from bot.outbox import Outbox, Parameters, Renewal, as_it_is, unchanged
from bot.patience import write_when_possible
from bot.poller import HOLD, Poller
from bot.retention import Retention
from bot.settings import Settings
from bot.store import RawUpdate, Store, Transaction
from bot.tasks import end
from bot.vitals import Vitals
from bot.webhook import WebHook

AnyApplication = Application[Any, Any, Any, Any, Any, Any]

Tick = Callable[[Clock], Awaitable[None]]
"""One round of something that is looked after all the time, such as due reminders."""

TICK_SECONDS = 20.0

LANES_SECONDS = 4.0
OUTBOX_SECONDS = 2.0
"""How long a stop waits for what is under way; together well under the eight seconds that a host can count on."""

SIGNALS = (signal.SIGTERM, signal.SIGINT)

log = structlog.get_logger(__name__)


class Runtime:
    """Starts, runs and stops a bot. The store belongs to whoever opened it, and is closed by them after `stop`.

    The application has no updater (`updater(None)`); its handlers settle each update at `desk` and answer taps through
    `outbox`. Whoever queues outside a handler pokes `outbox` afterwards. `ticks` may be added to before `start`: they
    run one after the other, at once and then every `TICK_SECONDS` of the clock; one that fails runs again next time.
    Updates come by web hook where the settings name one, else by polling, each poll held open for `hold` seconds.
    """

    def __init__(
        self,
        application: AnyApplication,
        store: Store,
        clock: Clock,
        settings: Settings,
        *,
        apology: Say,
        too_much: Say,
        metrics: Metrics,
        vitals: Vitals,
        repeated: Callable[[Parameters], Parameters] = unchanged,
        renewed: Renewal = as_it_is,
        offer: Offer = nothing,
        checkpoint: Checkpoint = pass_by,
        hold: int = HOLD,
    ) -> None:
        bot = application.bot
        self.outbox = Outbox(
            store,
            bot,
            clock,
            budgets=_budgets(settings, clock),
            metrics=metrics,
            checkpoint=checkpoint,
            repeated=repeated,
            renewed=renewed,
        )
        self.desk = Desk(store, clock, self.outbox.poke, checkpoint)
        self.ticks: list[Tick] = [Retention(store, settings.retention_days)]
        self._application = application
        self._store = store
        self._clock = clock
        self._vitals = vitals
        self._lanes = Lanes(
            store, clock, self.desk, process=application.process_update, apology=apology, too_much=too_much,
            flood=Rate(settings.flood_burst, 1.0), metrics=metrics, poke=self.outbox.poke,
        )  # fmt: skip
        self._inline = InlineQueries(bot, clock, offer, metrics)
        inbox = Inbox(store, clock, checkpoint, beside=self._inline.take)
        self._intake = _intake(settings, bot, inbox, clock, self._lanes, metrics, vitals, hold)
        self.ticks.append(self._lanes.pick_up)
        self._loops: list[asyncio.Task[None]] = []
        application.add_error_handler(self.desk.note_error)

    async def start(self) -> None:
        """Reach Telegram, however long that takes; go on with what an earlier run left; begin to poll.

        Raises `TokenRefused`.
        """
        await insist(self._application.initialize, self._clock, tell_failure)
        await self.outbox.resume()
        self._lanes.push(await write_when_possible(self._store, self._clock, _left_over))
        self._loops = [
            asyncio.create_task(self._intake.run(), name="intake"),
            asyncio.create_task(self._tick(), name="ticks"),
        ]
        log.info("the bot runs")

    async def stop(self) -> None:
        """Take nothing more, finish what is under way, leave the rest in the store; within eight seconds."""
        await end(self._loops)
        await self._intake.stop()
        await self._inline.stop()
        await self._lanes.stop(LANES_SECONDS)
        await self.outbox.stop(OUTBOX_SECONDS)
        await self._application.shutdown()
        await self._application.bot.shutdown()  # where the start came no further than to the bot
        log.info("the bot has stopped")

    async def run_until_stopped(self) -> None:
        """Start, run until SIGTERM or SIGINT, stop. A second signal ends the process at once, and loses nothing.

        Raises what ended it otherwise: `TokenRefused`, or a defect.
        """
        asked = asyncio.Event()
        running = asyncio.create_task(self._run())
        waiting = asyncio.create_task(_wait(asked))
        with _on_first_signal(asked.set):
            try:
                await asyncio.wait({running, waiting}, return_when=asyncio.FIRST_COMPLETED)
                if running.done():
                    await running
            finally:
                await end((running, waiting))
                await self.stop()

    async def _run(self) -> None:
        await self.start()
        await asyncio.gather(*self._loops)

    async def _tick(self) -> None:
        while True:
            for tick in self.ticks:
                try:
                    await tick(self._clock)
                except Exception as error:  # noqa: BLE001 - one round that fails must not end all later ones
                    log.error("a tick failed", error=describe(error))
            self._vitals.ticked()
            await self._clock.sleep(TICK_SECONDS)


def _left_over(tx: Transaction) -> list[RawUpdate]:
    """What an earlier run took in and didn't work off; what the host put back is among it."""
    tx.returned_updates()
    return tx.pending_updates()


def _budgets(settings: Settings, clock: Clock) -> Budgets:
    return Budgets(
        clock,
        together=Rate(settings.send_per_second, 1 / settings.send_per_second),
        private=Rate(settings.send_chat_burst, 1 / settings.send_chat_per_second),
        group=Rate(settings.send_group_per_minute, 60 / settings.send_group_per_minute),
    )


def _intake(
    settings: Settings, bot: Bot, inbox: Inbox, clock: Clock, lanes: Lanes, metrics: Metrics, vitals: Vitals, hold: int
) -> Intake:
    if not settings.webhook_url:
        return Poller(bot, inbox, clock, lanes.take, vitals=vitals, metrics=metrics, hold=hold)
    secret = settings.webhook_secret.get_secret_value()
    return WebHook(
        bot, inbox, clock, lanes.take, url=settings.webhook_url, secret=secret, listen=settings.webhook_listen,
        vitals=vitals, metrics=metrics,
    )  # fmt: skip


async def _wait(event: asyncio.Event) -> None:
    await event.wait()


@contextmanager
def _on_first_signal(act: Callable[[], None]) -> Iterator[None]:
    """Call `act` on the first of the signals; from then on they do what they do by default."""
    loop = asyncio.get_running_loop()

    def let_go() -> None:
        for number in SIGNALS:
            loop.remove_signal_handler(number)

    def once() -> None:
        let_go()
        act()

    for number in SIGNALS:
        loop.add_signal_handler(number, once)
    try:
        yield
    finally:
        let_go()
