"""What `python -m bot` runs: the bot; with `sandbox` the bot in a chat page, without a token; and the host's commands.

The exit status: 0 stopped as asked, 75 another process works with this database, 78 a setting is wrong.
"""

from __future__ import annotations

import asyncio
import gc
import sys
from datetime import timedelta
from pathlib import Path

import click

from bot import lease, poller, webhook
from bot.assembly import application_for, assemble
from bot.clock import SystemClock
from bot.commands.ask import ask
from bot.commands.backup import backup, restore, verify
from bot.commands.doctor import doctor
from bot.commands.queue import queue
from bot.commands.settings import checked_settings
from bot.health import Health
from bot.intake import TokenRefused
from bot.lease import Lease, LeaseHeld, LeaseUnusable, wait_for_lease
from bot.logs import set_up_logging
from bot.metrics import Metrics
from bot.request import HttpRequest, proxy_for
from bot.settings import EXIT_STATUS, Settings, SettingsError
from bot.store import StoreUnusable
from bot.store.sqlite import SqliteStore
from bot.vitals import Vitals

if sys.platform == "win32":
    from asyncio import run as run_loop
else:
    from uvloop import run as run_loop

YOUNG_OBJECTS = 20_000
"""So many new objects set off a look for what is garbage. Python's own 700 are no more than a few taps under way at once,
which are looked through again and again: 8 % of the processor time at 50 chats."""


@click.group(invoke_without_command=True)
@click.pass_context
def main(context: click.Context) -> None:
    """A Telegram bot that stands beside somebody whose AliExpress order went wrong."""
    if context.invoked_subcommand is None:
        sys.exit(run())


for command in (ask, doctor, queue, backup, verify, restore):
    main.add_command(command)


def run() -> int:
    """Run the bot until it is stopped; the exit status."""
    settings = checked_settings()
    set_up_logging(settings.log_level, key=settings.telegram_bot_token.get_secret_value())
    try:
        run_loop(_serve(settings))
    except LeaseHeld as held:
        click.echo(held, err=True)
        return lease.EXIT_STATUS
    except TokenRefused:
        problems = ["TELEGRAM_BOT_TOKEN: Telegram does not know this token; ask @BotFather for the right one"]
    except (StoreUnusable, LeaseUnusable) as error:
        problems = [f"DATABASE_URL: {error}"]
    except SettingsError as wrong:
        problems = wrong.problems
    else:
        return 0
    click.echo("\n".join(problems), err=True)
    return EXIT_STATUS


async def _serve(settings: Settings) -> None:
    with await wait_for_lease(settings.database_path, SystemClock()) as held:
        metrics = Metrics()
        store = await SqliteStore.open(settings.database_path, timed=metrics.store_seconds.observe)
        try:
            await _run_bot(settings, store, held, metrics)
        finally:
            await store.close()


async def _run_bot(settings: Settings, store: SqliteStore, held: Lease, metrics: Metrics) -> None:
    clock = SystemClock()
    vitals = Vitals(clock)
    health = Health(
        store, settings.database_path, held, clock, vitals=vitals, metrics=metrics, fresh_for=_freshness(settings)
    )
    proxy = proxy_for(settings.telegram_api_url)
    application = application_for(settings, HttpRequest(proxy=proxy), HttpRequest(proxy=proxy))
    runtime = assemble(application, store, clock, settings, metrics=metrics, vitals=vitals)
    gc.freeze()  # what is loaded by now stays: looking through it again took a tap 70 ms every now and then
    gc.set_threshold(YOUNG_OBJECTS)
    async with health.serving(settings.health_listen):
        await runtime.run_until_stopped()


def _freshness(settings: Settings) -> timedelta:
    """How long nothing may be heard from Telegram: three polls, or three looks at the web hook, that fail."""
    period = webhook.CHECK_SECONDS if settings.webhook_url else poller.HOLD
    return timedelta(seconds=3 * period + poller.GRACE)


@main.command()
@click.option("--port", default=8080, show_default=True, help="On 127.0.0.1 only.")
@click.option(
    "--data", type=click.Path(path_type=Path), default=None, help="A folder that keeps the chats between runs."
)
def sandbox(port: int, data: Path | None) -> None:
    """Talk to the bot in a chat page on this machine: no token, no network."""
    from bot.sandbox.run import serve  # the page and the pretend Telegram are loaded only where they are wanted

    asyncio.run(serve(port, data))
