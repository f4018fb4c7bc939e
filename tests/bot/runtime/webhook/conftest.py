"""A web hook on a clock that only the test moves, and Telegram's posts to it."""

import asyncio
import json
from functools import partial

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import unused_port

from bot.clock import SettableClock
from bot.inbox import Inbox
from bot.tasks import end
from bot.webhook import SECRET_HEADER, WebHook
from tests.bot.runtime.conftest import NOW
from tests.bot.runtime.webhook.hooked import JSON, SECRET, URL
from tests.bot.runtime.wire import into, until


@pytest.fixture
def clock():
    """One on which the web hook's checks come only when the test wants them to."""
    return SettableClock(NOW)


@pytest.fixture
async def web_hook(store, bot, clock, taken, vitals, metrics):
    """Build one without starting it; at the end all are stopped."""
    built = []

    def build(url=URL, listen=None):
        listen = listen or f"127.0.0.1:{unused_port()}"
        built.append(
            WebHook(
                bot, Inbox(store, clock), clock, into(taken),
                url=url, secret=SECRET, listen=listen, vitals=vitals, metrics=metrics,
            )
        )  # fmt: skip
        return built[-1], f"http://{listen}"

    yield build
    for hook in built:
        await hook.stop()


@pytest.fixture
async def start(web_hook, store, wire):
    """Start one and wait until it asks Telegram for posts: the web hook, its task and where it listens."""
    tasks = []

    async def start(url=URL):
        hook, address = web_hook(url)
        tasks.append(asyncio.create_task(hook.run()))
        await until(store, lambda: wire.called("setWebhook"))
        return hook, tasks[-1], address

    yield start
    await end(tasks)


@pytest.fixture
async def post_to():
    """Post as Telegram does: the answer's status, how long to wait, and its body."""
    async with ClientSession() as session:

        async def post_to(address, body, secret=SECRET, media_type=JSON, path="/hook", method="POST"):
            headers = {"Content-Type": media_type} | ({} if secret is None else {SECRET_HEADER: secret})
            data = body if isinstance(body, bytes) else json.dumps(body).encode()
            async with session.request(method, address + path, data=data, headers=headers) as response:
                return response.status, response.headers.get("Retry-After"), await response.read()

        yield post_to


@pytest.fixture
async def post(start, post_to):
    """Post to a web hook that runs."""
    _, _, address = await start()
    return partial(post_to, address)
