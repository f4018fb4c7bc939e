"""The sandbox: the real bot, a pretend Telegram and the chat page in one process, on this machine only."""

from __future__ import annotations

import asyncio
import json
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from aiohttp import web
from pydantic import SecretStr

from bot.assembly import application_for, assemble
from bot.clock import SettableClock, SystemClock
from bot.logs import set_up_logging
from bot.runtime import Runtime
from bot.sandbox.telegram.request import InProcessRequest
from bot.sandbox.telegram.server import PretendTelegram
from bot.sandbox.web import application as page
from bot.settings import Settings
from bot.store import Store
from bot.store.sqlite import SqliteStore

HOST = "127.0.0.1"
TOKEN = "1:sandbox"  # noqa: S105 - nobody's: only the pretend Telegram takes it


@dataclass(frozen=True)
class Sandbox:
    """What is running: the pretend Telegram with its clock, and the bot behind it."""

    telegram: PretendTelegram
    clock: SettableClock
    store: Store
    runtime: Runtime

    async def next_due(self) -> datetime | None:
        """When the next reminder of anybody is due."""
        return await self.store.write(lambda tx: tx.next_due())


@asynccontextmanager
async def running(
    folder: Path, clock: SettableClock, saved: dict[str, Any] | None = None, **choices: Any
) -> AsyncIterator[Sandbox]:
    """The bot, started, with its database in `folder`; stopped at the end. `choices` are settings by field."""
    telegram = PretendTelegram(clock, token=TOKEN)
    if saved:
        telegram.restore(saved)
    settings = Settings.model_construct(
        telegram_bot_token=SecretStr(TOKEN), telegram_api_url="http://sandbox", **choices
    )
    store = await SqliteStore.open(folder / "sandbox.db")
    application = application_for(settings, InProcessRequest(telegram), InProcessRequest(telegram))
    runtime = assemble(application, store, clock, settings)
    try:
        await runtime.start()
        yield Sandbox(telegram, clock, store, runtime)
    finally:
        await runtime.stop()
        await store.close()


async def serve(port: int, data: Path | None) -> None:
    """Serve the page until interrupted. Without `data` everything is forgotten at the end."""
    set_up_logging("WARNING")
    with tempfile.TemporaryDirectory() as forgotten:
        folder = data or Path(forgotten)
        folder.mkdir(parents=True, exist_ok=True)
        kept = folder / "telegram.json"
        saved = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
        async with running(folder, _clock(saved), saved.get("telegram")) as sandbox:
            try:
                await _serve_page(sandbox, port)
            finally:
                now = sandbox.clock.now().isoformat()
                kept.write_text(json.dumps({"now": now, "telegram": sandbox.telegram.snapshot()}), "utf-8")


def _clock(saved: dict[str, Any]) -> SettableClock:
    """From now on; where the last run had moved ahead, from there: what is kept must not lie in the future."""
    now = SystemClock().now()
    return SettableClock(max(now, datetime.fromisoformat(saved["now"])) if saved else now, ticking=True)


async def _serve_page(sandbox: Sandbox, port: int) -> None:
    runner = web.AppRunner(
        page(sandbox.telegram, sandbox.clock, sandbox.next_due), access_log=None, shutdown_timeout=1.0
    )
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, port).start()
    except OSError as error:
        await runner.cleanup()
        raise click.ClickException(f"port {port} is taken ({error.strerror}); try --port {port + 1}") from None
    click.echo(f"The chat is at http://{HOST}:{port} - stop it with Ctrl+C.")
    with suppress(asyncio.CancelledError):
        await asyncio.Event().wait()
    await runner.cleanup()
