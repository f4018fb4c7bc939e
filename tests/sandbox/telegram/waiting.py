"""Waiting for what happens elsewhere on the event loop."""

import asyncio


async def until(condition):
    """Let others run until it holds."""
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - nobody is told when it does
            await asyncio.sleep(0)
