"""A job in the middle of which the writer is held up."""

import asyncio
import threading


class Holding:
    """Hand it in as a job; wait until it has `begun`; it ends when told to `go_on`."""

    def __init__(self):
        self._begun, self._go_on = threading.Event(), threading.Event()

    def __call__(self, _tx):
        self._begun.set()
        self._go_on.wait(5)

    async def begun(self):
        await asyncio.to_thread(self._begun.wait, 5)

    def go_on(self):
        self._go_on.set()
