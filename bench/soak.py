"""A simulated year of many buyers, and then the history checker: see tests/bot/soak."""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path

from bot.logs import set_up_logging
from tests.bot.soak.judge import Findings, Judge
from tests.bot.soak.year import Chances, Run, Year

RAM_DISK = Path("/dev/shm")  # noqa: S108 - in a folder of its own
"""Where there is one, commits cost nothing. Power is not what fails here."""
MOST_SHOWN = 50


def soak(buyers: int, days: int, seed: int) -> tuple[str, bool]:
    """Live through it and judge it: a report, and whether every promise was kept."""
    set_up_logging("CRITICAL")  # refusals and restarts by the thousand are what this is about
    with tempfile.TemporaryDirectory(prefix="soak-", dir=RAM_DISK if RAM_DISK.is_dir() else None) as folder:
        began = time.monotonic()
        year = asyncio.run(Run(Path(folder), buyers, seed, Chances()).live(days))
        seconds = time.monotonic() - began
        found = Judge(year).judge()
    return _report(year, found, seconds), not found.broken


def _report(year: Year, found: Findings, seconds: float) -> str:
    """The figures of a run, and what was broken: at most so many lines of it."""
    figures = ", ".join(f"{name} {number}" for name, number in sorted(found.figures.items()))
    shown = [f"  {line}" for line in sorted(found.broken)[:MOST_SHOWN]]
    return "\n".join((
        f"{seconds:.0f} s; {len(year.rounds)} rounds, {year.restarts} restarts, down for {year.down}, {year.jumps} jumps "
        f"of the clock, {year.faults} faults",
        f"  {figures}",
        f"  broken: {len(found.broken)}",
        *shown,
    ))  # fmt: skip
