"""The whole bot, through its front door: the real Application, a real database, the pretend Telegram around them."""

import io
import logging
import sqlite3
import sys
from functools import cache

import pytest
import structlog

from bot import assembly
from bot.logs import set_up_logging
from bot.search import Looked, Lookup
from bot.settings import Settings
from bot.store.sqlite import PRAGMAS
from tests.chat import Buyer, bot_running


@pytest.fixture(autouse=True, scope="session")
def knowledge_read_once():
    """The guidebook and the texts never change while the bot runs, so all these bots read them once."""
    read = assembly.knowledge_for
    known = cache(lambda zone, days, contact: read(_settings(zone, days, contact)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assembly, "knowledge_for", lambda s: known(s.zone.key, s.retention_days, s.privacy_contact))
        yield


@pytest.fixture(autouse=True)
def unhurried_disk(monkeypatch):
    """Without waiting for the disk: no test cuts the power, and a process that is killed loses nothing by it."""
    waiting = "PRAGMA synchronous = FULL"
    assert waiting in PRAGMAS
    pragmas = (*(pragma for pragma in PRAGMAS if pragma != waiting), "PRAGMA synchronous = OFF")
    monkeypatch.setattr("bot.store.sqlite.PRAGMAS", pragmas)


def _settings(zone, days, contact):
    return Settings.model_construct(default_time_zone=zone, retention_days=days, privacy_contact=contact)


@pytest.fixture
def folder(tmp_path):
    """Where the bot keeps its database. At the end nothing may have failed on the way, unseen by the buyer."""
    yield tmp_path
    if (tmp_path / "sandbox.db").exists():
        with sqlite3.connect(tmp_path / "sandbox.db") as db:
            assert db.execute("SELECT error FROM updates WHERE tries > 0 OR state = 'dead'").fetchall() == []
            assert db.execute("SELECT method, error FROM outgoing WHERE state = 'failed'").fetchall() == []


@pytest.fixture
async def bot(folder):
    async with bot_running(folder) as sandbox:
        yield sandbox


@pytest.fixture
def ana(bot):
    return Buyer(bot)


@pytest.fixture
def asked(monkeypatch):
    """What texts are found to ask for, said in advance; any other asks for nothing. Finding it has tests of its own."""
    told = {}
    monkeypatch.setattr(Lookup, "ask", lambda _, text, *__: told.get(text, Looked("none")))
    return told


@pytest.fixture
def stream():
    """The log of a process at its most talkative; afterwards everything is as before."""
    root = logging.getLogger()
    kept = root.handlers[:], root.level, sys.excepthook
    stream = io.StringIO()
    set_up_logging("DEBUG", stream)
    yield stream
    root.handlers[:], root.level, sys.excepthook = kept
    structlog.reset_defaults()
