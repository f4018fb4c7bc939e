"""A store on a real file, and the instants that the tests speak of."""

from datetime import UTC, datetime

import pytest

from bot.store.sqlite import SqliteStore

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture
async def store(tmp_path):
    store = await SqliteStore.open(tmp_path / "guide.db")
    yield store
    await store.close()
