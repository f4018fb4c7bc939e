"""Alternating rounds: every bot once in every setting, then all over again, so that a slow hour strikes all alike."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Coroutine, Iterator, Sequence
from itertools import product

import click

from bench.bots import BOTS, OURS
from bench.environment import versions
from bench.process import cores, stay_on
from bench.run import Figures, RunFailed, Setting, measure
from bench.table import report

QUIET_LOAD = 0.7
"""Processes that want to run, on average over the last minute, above which a measurement is not worth much."""


async def play(bots: Sequence[str], settings: Sequence[Setting], rounds: int, seconds: float) -> None:
    """Measure, a line on stderr after each run; at the end, or when it is broken off, the tables on stdout."""
    stay_on(cores()[0])
    _warn_of_company()
    results: dict[tuple[str, Setting], list[Figures]] = {(bot, one): [] for one in settings for bot in bots}
    try:
        for number, setting, bot in _turns(bots, settings, rounds):
            click.echo(f"round {number}/{rounds}, {setting}: {bot} … ", nl=False, err=True)
            try:
                figures = await measure(BOTS[bot], setting, seconds)
            except RunFailed as failure:
                click.echo(f"failed: {failure}", err=True)
                continue
            results[bot, setting].append(figures)
            click.echo(f"{figures.updates_per_second:.0f}/s, p99 {figures.p99_ms:.0f} ms", err=True)
    finally:
        click.echo(f"Medians of {rounds} alternating runs of {seconds:.0f} s; {versions()}.")
        for line in report(results):
            click.echo(line)


def _warn_of_company() -> None:
    load = os.getloadavg()[0]
    if load > QUIET_LOAD:
        click.echo(f"this machine is busy with something else (load {load:.1f}): the figures will be off", err=True)


def present(bots: Sequence[str]) -> list[str]:
    """Those that can run on this machine, ours first; the others are named."""
    kept = []
    for bot in bots:
        if lacking := BOTS[bot].missing():
            click.echo(f"{BOTS[bot].title} is left out: this machine has no {lacking}", err=True)
        else:
            kept.append(bot)
    return sorted(kept, key=lambda bot: bot != OURS)


def _turns(bots: Sequence[str], settings: Sequence[Setting], rounds: int) -> Iterator[tuple[int, Setting, str]]:
    for number, setting in product(range(1, rounds + 1), settings):
        yield from ((number, setting, bot) for bot in bots)


def run_in_loop(work: Coroutine[None, None, None]) -> None:
    """Run it to its end, or until SIGTERM or Ctrl+C, on the quickest loop there is. Raises `click.Abort` when stopped."""
    try:
        from uvloop import new_event_loop
    except ImportError:  # in the project's own environment
        from asyncio import new_event_loop
    with asyncio.Runner(loop_factory=new_event_loop) as runner:
        try:
            runner.run(_until_stopped(work))
        except asyncio.CancelledError:
            raise click.Abort from None


async def _until_stopped(work: Coroutine[None, None, None]) -> None:
    task = asyncio.ensure_future(work)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    await task
