"""A database on a disk, with a clock that is moved by hand."""

import asyncio
import sys
from datetime import UTC, datetime

import pytest

from bot.clock import SettableClock
from bot.store.sqlite import SqliteStore

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


async def run_python(code, *arguments):
    """Run code in a process of its own; the exit status, and what it wrote."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, *map(str, arguments), stdout=asyncio.subprocess.PIPE
    )
    async with asyncio.timeout(60):
        told, _ = await child.communicate()
    return child.returncode, told.decode()


@pytest.fixture
def clock():
    return SettableClock(NOW)


@pytest.fixture
def database(tmp_path):
    return tmp_path / "guide.db"


@pytest.fixture
async def store(database):
    store = await SqliteStore.open(database)
    yield store
    await store.close()


@pytest.fixture
def workplace(tmp_path, monkeypatch):
    """A working directory without an .env, and an environment without anything of ours."""
    for name in ("TELEGRAM_BOT_TOKEN", "TELEGRAM_API_URL", "WEBHOOK_URL", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/guide.db")
    monkeypatch.chdir(tmp_path)
    return tmp_path
