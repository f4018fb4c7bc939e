"""A buyer in the middle of the dialogue, and a bot that is killed at every point: no answer is lost or asked twice."""

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

ROOT = Path(bot.__file__).parents[1]
BUYER = 7
VISITS = {"update_stored": 2, "before_commit": 2, "after_commit": 2, "after_send": 3, "before_mark": 2}

TALK = [  # what the bot must have asked, and what the buyer then types
    (None, "/start"),
    ("What happened with your order?", "2"),
    ("Which of these fits best?", "1"),
    ("How bad is it?", "2"),
    ("turn Delivered", "yesterday"),
    ("I understood", "yes"),
    ("Buyer Protection end", "i dont know"),
    ("What did you pay", "24.90 EUR"),
    ("I understood €24.90", "yes"),
    ("cost you to send it back", "4"),
    ("Have you written to the seller", "1"),
    ("Is this right?", "show me the verdict"),
    ("Which country are you in?", None),
]

ANSWERS = {
    "situation": "arrived_wrong",
    "problem": "damaged",
    "flaw": "major",
    "protection_ends_on": "unknown",
    "item_value": "24.90 EUR",
    "postage": "as_much_or_more",
    "seller_contact": "not_yet",
}


@pytest.fixture
async def telegram():
    telegram = PretendTelegram(SystemClock(), token=TOKEN)
    app = web.Application()
    app.add_routes(routes(telegram))
    server = TestServer(app, handler_cancellation=True)
    await server.start_server()
    telegram.url = str(server.make_url("")).rstrip("/")
    telegram.person(BUYER, "Ana", "en")
    yield telegram
    await server.close()


async def start(telegram, database, checkpoint="", visit=0):
    command = ("-m", "tests.bot.dialogue_child", telegram.url, str(database), checkpoint, str(visit))
    return await asyncio.create_subprocess_exec(sys.executable, *command, cwd=ROOT)


async def talk(telegram):
    """Answer each question once it has been asked, however often the bot has died in between."""
    changes, seen = telegram.subscribe(BUYER), 0
    for asked, answer in TALK:
        while asked and not any(asked in text for text in said(telegram)[seen:]):
            await changes.get()
        if asked:
            seen = next(n for n, text in enumerate(said(telegram)) if n >= seen and asked in text) + 1
        if answer:
            telegram.say(BUYER, answer)


def said(telegram):
    return [message.text for message in telegram.history(BUYER) if message.from_bot]


def rows(database, query):
    connection = sqlite3.connect(database)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


async def test_killed_at_every_checkpoint_the_dialogue_goes_on_where_it_was(telegram, tmp_path):
    assert set(VISITS) == set(NAMES)
    database = tmp_path / "guide.db"
    talking, kills_before_mark = asyncio.create_task(talk(telegram)), 0
    for checkpoint, visit in VISITS.items():
        child = await start(telegram, database, checkpoint, visit)
        assert await asyncio.wait_for(child.wait(), 30) == -signal.SIGKILL
        kills_before_mark += checkpoint in ("after_send", "before_mark")
    child = await start(telegram, database)
    await asyncio.wait_for(talking, 30)
    child.terminate()
    assert await asyncio.wait_for(child.wait(), 8) == 0

    [(answers, events)] = rows(database, "SELECT answers, events FROM cases")
    stored = json.loads(answers)
    assert stored.pop("delivered_on")
    assert stored == ANSWERS
    assert [event["event"] for event in json.loads(events)] == ["verdict"]
    assert rows(database, "SELECT COUNT(*) FROM updates WHERE state <> 'done' OR raw <> ''") == [(0,)]
    copies = Counter(said(telegram))
    assert sum(number - 1 for number in copies.values()) <= kills_before_mark
