import pytest

from bot.search import Lookup
from flows.load import ALIEXPRESS


@pytest.fixture(scope="session")
def lookup():
    return Lookup.load(ALIEXPRESS)
