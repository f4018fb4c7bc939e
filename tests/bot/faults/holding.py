"""Holding the bot up in the middle of something, so that the next thing meets it there."""

import asyncio
import threading
from contextlib import asynccontextmanager
from datetime import timedelta

from tests.bot.runtime.wire import until


@asynccontextmanager
async def writer_held(sandbox):
    """The store's thread is busy: what is handed in meanwhile is under way, and not yet done."""
    begun, go_on = threading.Event(), threading.Event()

    def hold(_tx):
        begun.set()
        go_on.wait(20)

    held = asyncio.create_task(sandbox.store.write(hold))
    await asyncio.to_thread(begun.wait, 20)
    try:
        yield
    finally:
        go_on.set()
        await held


async def move_on(sandbox, by):
    """Let time pass and the ticks run, without waiting for what they have queued."""
    sandbox.clock.shift(by)
    for tick in sandbox.runtime.ticks:
        await tick(sandbox.clock)


def calls(sandbox, since=0):
    """What Telegram was asked for, and what became of it, from the n-th call on."""
    return list(sandbox.telegram.journal)[since:]


async def called(sandbox, method, since=0):
    """Wait until Telegram is asked for this method (in lower case), from the n-th call on."""
    await until(sandbox.store, lambda: any(call.method == method for call in calls(sandbox, since)))


async def in_time(sandbox, condition, seconds=1):
    """Let time pass, a little at a time and everybody run in between, until it holds."""
    async with asyncio.timeout(20):
        while not condition():
            sandbox.clock.shift(timedelta(seconds=seconds))
            await breathe(sandbox)


async def breathe(sandbox, rounds=20):
    """Let others run for a moment. Each round waits for the store's thread to work off what it has."""
    for _ in range(rounds):
        await sandbox.store.write(lambda _tx: None)


async def toasts(sandbox, buyer, number):
    """Wait until so many taps of the buyer have been answered; the answers' texts."""

    def answers():
        hers = [call for call in calls(sandbox) if call.chat_id == buyer.id and call.took_effect]
        return [call for call in hers if call.method == "answercallbackquery"]

    await until(sandbox.store, lambda: len(answers()) >= number)
    return [answer.parameters.get("text", "") for answer in answers()]
