"""What the trials share."""

import pytest

from bot.store.sqlite import PRAGMAS


@pytest.fixture
def unhurried_disk(monkeypatch):
    """Without waiting for the disk: nothing in this process cuts the power."""
    assert "PRAGMA synchronous = FULL" in PRAGMAS
    pragmas = [pragma.replace("synchronous = FULL", "synchronous = OFF") for pragma in PRAGMAS]
    monkeypatch.setattr("bot.store.sqlite.PRAGMAS", pragmas)
