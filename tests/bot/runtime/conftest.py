"""A bot between a real store and the pretend Telegram, and a clock that doesn't wait."""

from datetime import UTC, datetime

import pytest
from telegram import Bot

from bot.metrics import Metrics
from bot.sandbox.telegram.server import PretendTelegram
from bot.store import Buyer
from bot.store.sqlite import SqliteStore
from bot.vitals import Vitals
from tests.bot.runtime.wire import TOKEN, HurriedClock, Wire

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture
def clock():
    return HurriedClock(NOW)


@pytest.fixture
async def store(tmp_path):
    store = await SqliteStore.open(tmp_path / "guide.db")
    for person in (7, 8):
        await store.write(lambda tx, person=person: tx.save_buyer(Buyer(id=person)))
    yield store
    await store.close()


@pytest.fixture
def vitals(clock):
    return Vitals(clock)


@pytest.fixture
def metrics():
    return Metrics()


@pytest.fixture
def taken():
    """The updates that an intake has handed on."""
    return []


@pytest.fixture
def passed():
    """The checkpoints that were passed, in order."""
    return []


@pytest.fixture
def telegram(clock):
    return PretendTelegram(clock, token=TOKEN)


@pytest.fixture
def wire(telegram):
    return Wire(telegram)


@pytest.fixture
async def bot(wire):
    async with Bot(TOKEN, request=wire, get_updates_request=wire) as bot:
        yield bot
