"""A bot that is killed again and again, at every point between an update and its answer, loses nothing."""

import asyncio
import json
import signal
import sqlite3
import sys
from collections import Counter
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

import bot
from bot.checkpoints import NAMES
from bot.clock import SystemClock
from bot.sandbox.telegram.http import routes
from bot.sandbox.telegram.server import PretendTelegram
from tests.bot.runtime.wire import TOKEN

PEOPLE = (7, 8, 9)
WORDS = [f"message {number}" for number in range(24)]
VISITS = {"update_stored": 2, "before_commit": 3, "after_commit": 1, "after_send": 2, "before_mark": 3}
ROOT = Path(bot.__file__).parents[1]


@pytest.fixture
async def telegram():
    telegram = PretendTelegram(SystemClock(), token=TOKEN)
    app = web.Application()
    app.add_routes(routes(telegram))
    server = TestServer(app)
    await server.start_server()
    telegram.url = str(server.make_url("")).rstrip("/")
    yield telegram
    await server.close()


@pytest.fixture
async def start(telegram, tmp_path):
    """Start a bot that dies at a checkpoint; no checkpoint, no death."""
    running = []

    async def start(checkpoint="", visit=0):
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.bot.runtime.crash_child",
            telegram.url, str(tmp_path / "guide.db"), checkpoint, str(visit), cwd=ROOT,
        )  # fmt: skip
        running.append(child)
        return child

    yield start
    for child in running:
        if child.returncode is None:
            child.kill()
            await child.wait()


async def talk(telegram, person):
    """Say everything, two messages at a time, and go on when the second one has been echoed."""
    changes = telegram.subscribe(person)
    for first, second in zip(WORDS[::2], WORDS[1::2], strict=True):
        telegram.say(person, first)
        telegram.say(person, second)
        while second not in echoes(telegram, person):
            await changes.get()


def echoes(telegram, person):
    return [message.text for message in telegram.history(person) if message.from_bot]


def perhaps_sent(database):
    """The calls that may have been made but not marked when the bot died: of each chat the first one still queued."""
    connection = sqlite3.connect(database)
    rows = connection.execute(
        "SELECT chat_id, parameters FROM outgoing WHERE state = 'queued' ORDER BY id DESC"
    ).fetchall()
    connection.close()
    return {chat_id: json.loads(parameters)["text"] for chat_id, parameters in rows}.items()


def heard(database):
    """What took effect, by person."""
    connection = sqlite3.connect(database)
    notes = dict(connection.execute("SELECT key, value FROM notes"))
    left = connection.execute("SELECT COUNT(*) FROM updates WHERE state <> 'done'").fetchone()
    connection.close()
    assert left == (0,)
    return {person: json.loads(notes[f"heard:{person}"]) for person in PEOPLE}


async def test_killed_at_every_checkpoint_it_loses_nothing_keeps_the_order_and_hardly_repeats(
    telegram, start, tmp_path
):
    assert set(VISITS) == set(NAMES)
    talks = [asyncio.create_task(talk(telegram, person)) for person in PEOPLE]
    allowed = Counter()
    for checkpoint, visit in VISITS.items():
        child = await start(checkpoint, visit)
        assert await asyncio.wait_for(child.wait(), 60) == -signal.SIGKILL
        allowed.update(perhaps_sent(tmp_path / "guide.db"))
    child = await start()
    await asyncio.wait_for(asyncio.gather(*talks), 60)
    child.terminate()
    assert await asyncio.wait_for(child.wait(), 8) == 0

    assert heard(tmp_path / "guide.db") == dict.fromkeys(PEOPLE, WORDS)
    copies = Counter((person, words) for person in PEOPLE for words in echoes(telegram, person))
    for person in PEOPLE:
        assert sorted(echoes(telegram, person), key=WORDS.index) == echoes(telegram, person)
        assert set(echoes(telegram, person)) == set(WORDS)
    assert {key: number for key, number in copies.items() if number > 1 + allowed[key]} == {}
    assert copies.total() >= len(PEOPLE) * len(WORDS) + 2, "killed after a send and before its mark, it repeats"
