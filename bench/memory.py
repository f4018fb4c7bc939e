"""The memory of our bot while different people come and go: it must not grow with how many it has ever met."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import replace

import click

from bench.bots import BOTS, OURS, POLLING
from bench.process import LOOK_SECONDS, cores, stay_on
from bench.run import RunFailed, Running, Setting, running

PARTS = 10
STALLED_SECONDS = 30.0


async def watch(chats: int, buyers: int, steps: int) -> None:
    """Ten lines, one for each tenth of the buyers; then by how much the memory grew after the first of them."""
    stay_on(cores()[0])
    bot = replace(BOTS[OURS], script=BOTS[OURS].script.cut(steps))
    sizes = []
    try:
        async with running(bot, Setting(POLLING, chats, 0.0)) as under_way:
            under_way.telegram.buyers.start(chats - 1)
            for mark in _marks(buyers):
                seconds = await _until_finished(under_way, mark)
                sizes.append(under_way.process.rss_mb())
                click.echo(f"{mark:>9,} buyers: {sizes[-1]:6.1f} MB, {seconds:6.1f} s")
    except RunFailed as failure:
        raise click.ClickException(str(failure)) from None
    click.echo(f"from the first tenth to the last, with {chats} at a time: {sizes[-1] - sizes[0]:+.1f} MB")


def _marks(buyers: int) -> Iterator[int]:
    return (buyers * part // PARTS for part in range(1, PARTS + 1))


async def _until_finished(under_way: Running, mark: int) -> float:
    """Until so many buyers are through; the seconds that took."""
    buyers, began = under_way.telegram.buyers, time.monotonic()
    answered, moved_at = buyers.answered, began
    while buyers.finished < mark:
        await asyncio.sleep(LOOK_SECONDS)
        if buyers.answered != answered:
            answered, moved_at = buyers.answered, time.monotonic()
        elif under_way.process.has_ended or time.monotonic() - moved_at > STALLED_SECONDS:
            raise RunFailed(f"nothing is answered any more; the bot printed:\n{under_way.process.last_words()}")
    return time.monotonic() - began
