"""`python -m bot` runs the bot; `python -m bot sandbox` shows it in a chat page, without a token."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import click

from bot.assembly import application_for, assemble
from bot.clock import SystemClock
from bot.logs import set_up_logging
from bot.poller import TokenRefused
from bot.request import AiohttpRequest
from bot.settings import EXIT_STATUS, Settings, SettingsError, read_settings
from bot.store import StoreUnusable
from bot.store.sqlite import SqliteStore


@click.group(invoke_without_command=True)
@click.pass_context
def main(context: click.Context) -> None:
    """A Telegram bot that stands beside somebody whose AliExpress order went wrong."""
    if context.invoked_subcommand is None:
        sys.exit(run())


def run() -> int:
    """Run the bot until it is stopped; the exit status."""
    try:
        settings = read_settings()
    except SettingsError as wrong:
        for problem in wrong.problems:
            click.echo(problem, err=True)
        return EXIT_STATUS
    set_up_logging(settings.log_level)
    try:
        asyncio.run(_serve(settings))
    except TokenRefused:
        click.echo("TELEGRAM_BOT_TOKEN: Telegram does not know this token; ask @BotFather for the right one", err=True)
        return EXIT_STATUS
    except StoreUnusable as error:
        click.echo(f"DATABASE_URL: {error}", err=True)
        return EXIT_STATUS
    return 0


async def _serve(settings: Settings) -> None:
    store = await SqliteStore.open(settings.database_path)
    try:
        application = application_for(settings, AiohttpRequest(), AiohttpRequest())
        await assemble(application, store, SystemClock(), settings).run_until_stopped()
    finally:
        await store.close()


@main.command()
@click.option("--port", default=8080, show_default=True, help="On 127.0.0.1 only.")
@click.option(
    "--data", type=click.Path(path_type=Path), default=None, help="A folder that keeps the chats between runs."
)
def sandbox(port: int, data: Path | None) -> None:
    """Talk to the bot in a chat page on this machine: no token, no network."""
    from bot.sandbox.run import serve  # the page and the pretend Telegram are loaded only where they are wanted

    asyncio.run(serve(port, data))


if __name__ == "__main__":
    main()
