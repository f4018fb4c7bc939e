"""The measuring server and a client that speaks to it as a bot would."""

import asyncio
import json
from contextlib import asynccontextmanager

import aiohttp
import pytest

from bench.buyers import Script
from bench.telegram import TOKEN, Telegram

SCRIPT = Script(taps=(":one", ":two"), end=":three")
WITHIN = 5
"""Seconds after which a test that waits has failed."""


class Bot:
    """A bot's side: calls made one by one."""

    def __init__(self, session, telegram):
        self._session = session
        self.telegram = telegram

    async def call(self, method, **fields):
        """A call with a JSON body; the whole answer."""
        return await self.post(method, json=fields)

    async def post(self, method, **body):
        async with self._session.post(f"{self.telegram.url}/bot{TOKEN}/{method}", **body) as response:
            return await response.json()

    async def updates(self, offset=0, limit=100, hold=WITHIN):
        answer = await self.call("getUpdates", offset=offset, limit=limit, timeout=hold)
        return answer["result"]

    async def show(self, chat_id, *data):
        """Send a message with a button for each of `data`."""
        rows = [[{"text": one, "callback_data": one}] for one in data]
        answer = await self.call("sendMessage", chat_id=chat_id, text="?", reply_markup={"inline_keyboard": rows})
        return answer["result"]["message_id"]


async def until(condition):
    """Wait for what happens on the other side of a connection, or in another process."""
    async with asyncio.timeout(WITHIN):
        while not condition():  # noqa: ASYNC110 - seen from outside, there is nothing else to wait for
            await asyncio.sleep(0.001)


@asynccontextmanager
async def serving(script=SCRIPT, delay=0.0):
    telegram = Telegram(script, delay)
    await telegram.start()
    try:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=WITHIN)) as session:
            yield Bot(session, telegram)
    finally:
        telegram.stop()


@pytest.fixture
async def bot():
    async with serving() as bot:
        yield bot


def form_of(fields):
    """Fields as a form has them: what is an object in JSON is text."""
    return {name: value if isinstance(value, str) else json.dumps(value) for name, value in fields.items()}
