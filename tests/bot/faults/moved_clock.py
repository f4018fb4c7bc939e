"""A clock for a bot in a process of its own, moved from outside: the file named by MOVED_CLOCK holds what it adds."""

import asyncio
import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

STEP = 0.02
MAIN = """
import bot.program as it
from tests.bot.faults.moved_clock import MovedClock
it.SystemClock = MovedClock
it.main()
"""
"""Runs the bot by such a clock."""


class MovedClock:
    """As the machine's; moving it on counts as time slept."""

    def __init__(self):
        self._file = Path(os.environ["MOVED_CLOCK"])

    def now(self):
        return datetime.fromtimestamp(time.time(), UTC) + timedelta(seconds=float(self._file.read_text()))

    async def sleep(self, seconds):
        until = self.now() + timedelta(seconds=seconds)
        await asyncio.sleep(0)
        while (left := (until - self.now()).total_seconds()) > 0:  # noqa: ASYNC110 - the file is another process's
            await asyncio.sleep(min(left, STEP))


def set_clock(file, instant):
    """Make it that instant now for whoever goes by this file."""
    file.with_suffix(".new").write_text(str(instant.timestamp() - time.time()))
    file.with_suffix(".new").replace(file)
