"""What the rounds gave, as Markdown: medians, the spread, and the ratios that the claims are about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from statistics import median

from bench.bots import AIOGRAM, BOTS, OURS, PTB
from bench.run import Figures, Setting

Results = Mapping[tuple[str, Setting], list[Figures]]
"""(bot, setting) -> the figures of its rounds"""

HEAD = (
    "| bot | updates/s (spread) | p50 / p99 ms | over 5 s | CPU ms | RSS MB | start s | server busy |\n"
    "|---|---|---|---|---|---|---|---|"
)


def report(results: Results) -> Iterator[str]:
    """A table for each setting that was measured, each with its ratios below."""
    for setting in dict.fromkeys(setting for _, setting in results):
        rounds = {bot: figures for (bot, of), figures in results.items() if of == setting and figures}
        if not rounds:
            continue
        yield f"\n### {setting}\n"
        yield HEAD
        most = max(map(len, rounds.values()))
        yield from (_row(bot, figures, most) for bot, figures in rounds.items())
        if OURS in rounds and len(rounds) > 1:
            yield ""
            yield from _ratios(rounds)


def _row(bot: str, figures: list[Figures], most: int) -> str:
    """`most` is how many runs the others have: where some of this bot's failed, the row says so."""

    def middle(name: str) -> float:
        return median(getattr(one, name) for one in figures)

    rates = [one.updates_per_second for one in figures]
    runs = f" ({len(figures)} of {most} runs)" if len(figures) < most else ""
    return (
        f"| {BOTS[bot].title}{runs} | **{median(rates):.0f}** ({min(rates):.0f}-{max(rates):.0f}) "
        f"| {middle('p50_ms'):.0f} / {middle('p99_ms'):.0f} | {middle('late'):.0f} | {middle('cpu_ms'):.2f} "
        f"| {middle('rss_mb'):.0f} | {middle('start_seconds'):.2f} | {middle('server_busy'):.0%} |"
    )


def _ratios(rounds: Mapping[str, list[Figures]]) -> Iterator[str]:
    """Ours against PTB's way, aiogram in memory, and the fastest of all that were measured."""
    rates = {bot: median(one.updates_per_second for one in figures) for bot, figures in rounds.items()}
    peers = {bot: rate for bot, rate in rates.items() if bot != OURS}
    fastest = max(peers, key=lambda bot: peers[bot])
    compared = dict.fromkeys(bot for bot in (PTB, AIOGRAM, fastest) if bot in peers)
    for bot in compared:
        name = f"{BOTS[bot].title}{' (the fastest peer)' if bot == fastest else ''}"
        p99 = median(one.p99_ms for one in rounds[bot]) / median(one.p99_ms for one in rounds[OURS])
        yield f"- {rates[OURS] / rates[bot]:.1f} times the updates/s of {name}; its p99 is {p99:.1f} times ours"
