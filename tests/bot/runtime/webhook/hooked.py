"""What is posted to a web hook, and how time passes for it."""

import asyncio
from datetime import timedelta

ANN = 7
URL = "https://example.org/hook"
SECRET = "right-and_Proper-1"
JSON = "application/json"


async def while_time_passes(store, clock, condition):
    """Let time pass until it holds."""
    async with asyncio.timeout(20):
        while not condition():
            clock.shift(timedelta(seconds=5))
            for _ in range(5):  # the sleepers wake, act, and lie down again
                await store.write(lambda _tx: None)


def update(update_id, text="hello"):
    return {"update_id": update_id, "message": {"chat": {"id": ANN}, "from": {"id": ANN}, "text": text}}
