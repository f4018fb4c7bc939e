"""The bot is killed at random moments, again and again, while buyers talk to it; then what became of it is judged.

The bots are the real one (dialogue, texts, runtime, store with `synchronous=FULL`) in processes of their own, which
talk to the pretend Telegram over HTTP. They are forks of one process that has imported everything, so that most of a
life is work and not start-up. The seed says who talks how and how long each bot lives; what exactly a kill meets is
up to the machine.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from itertools import count
from pathlib import Path

import click

from bot.sandbox.telegram.server import PretendTelegram
from tests.bot import dialogue_child
from tests.bot.chaos.nursery import Bot, nursery
from tests.bot.chaos.place import reachable
from tests.bot.chaos.talks import SCRIPTS, Script, became, named
from tests.history import KEPT, Findings, Said, judge, rows, unmarked, unsettled

LONGEST_LIFE = 0.8
"""Seconds. A bot needs about a tenth of a second until it works, so that some die before, and most in the middle."""

LAST_SECONDS = 300.0
"""For the last bot, to bring all talks to their ends."""

OPEN = (
    "SELECT (SELECT COUNT(*) FROM updates WHERE state = 'pending'), "
    "(SELECT COUNT(*) FROM outgoing WHERE state = 'queued')"
)


@dataclass
class Crowd:
    """Buyers who come one after the other, `chats` at a time, until `closing`. Each talks by a script of their own."""

    telegram: PretendTelegram
    chance: random.Random
    scripts: dict[int, Script] = field(default_factory=dict)
    closing: bool = False
    _people: Iterator[int] = field(default_factory=lambda: count(1))

    async def come_and_go(self) -> None:
        while not self.closing:
            person, script = next(self._people), self.chance.choice(SCRIPTS)
            self.scripts[person] = script
            self.telegram.person(person, "Ana", "en")
            await script.play(self.telegram, person)


@dataclass
class Outcome:
    """What a run came to. `at_risk` has how often the bot died between sending a message and marking it as sent."""

    seconds: float = 0.0
    kills: int = 0
    updates: int = 0
    messages: int = 0
    talks: int = 0
    copies: int = 0
    at_risk: Counter[Said] = field(default_factory=Counter)
    findings: Findings = KEPT
    unsettled: int = 0

    @property
    def well(self) -> bool:
        return self.findings == KEPT and not self.unsettled


async def chaos(mode: str, kills: int, seed: int, chats: int) -> Outcome:
    """Kill so often; the last bot finishes what is open."""
    lives, talkers = random.Random(f"lives {seed}"), random.Random(f"talks {seed}")  # noqa: S311 - to be repeated
    outcome, began = Outcome(kills=kills), time.monotonic()
    with nursery(dialogue_child.live) as born, tempfile.TemporaryDirectory(prefix="chaos-") as folder:
        database = Path(folder) / "guide.db"
        async with reachable() as place:
            crowd = Crowd(place.telegram, talkers)
            talks = [asyncio.create_task(crowd.come_and_go()) for _ in range(chats)]
            for number in range(1, kills + 1):
                life = lives.uniform(0, LONGEST_LIFE)
                await _live_and_die(await born(place.orders(database, mode)), life)
                in_flight = _in_flight(place.telegram, database)
                click.echo(f"kill {number} of {kills}, {mode}, after {life:.3f} s; in flight: {in_flight}")
                outcome.at_risk.update(named(unmarked(database), crowd.scripts))
            crowd.closing = True
            await _finish(await born(place.orders(database, mode)), talks)
            _judge(outcome, place.telegram, database, crowd.scripts)
    outcome.seconds = time.monotonic() - began
    return outcome


async def _live_and_die(bot: Bot, life: float) -> None:
    await asyncio.sleep(life)
    bot.kill()
    await bot.ended()


async def _finish(bot: Bot, talks: list[asyncio.Task[None]]) -> None:
    """Where a talk doesn't come to its end, the judge tells what it lacks."""
    await asyncio.wait(talks, timeout=LAST_SECONDS)
    for talk in talks:
        talk.cancel()
    await asyncio.gather(*talks, return_exceptions=True)
    bot.stop()
    await bot.ended()


def _in_flight(telegram: PretendTelegram, database: Path) -> str:
    updates, calls = next(iter(rows(database, OPEN)), (0, 0))
    return f"{len(telegram.unconfirmed())} updates at Telegram, {updates} in the inbox, {calls} calls in the outbox"


def _judge(outcome: Outcome, telegram: PretendTelegram, database: Path, scripts: dict[int, Script]) -> None:
    meant = {person: script.meant for person, script in scripts.items()}
    talks = became(telegram, dialogue_child.decided(database), scripts)
    outcome.findings = judge(meant, talks, outcome.at_risk)
    outcome.unsettled = len(unsettled(database))
    outcome.talks = len(scripts)
    outcome.updates = sum(len(script.steps) for script in scripts.values())
    outcome.messages = sum(len(set(talk.answers)) for talk in talks.values())
    outcome.copies = sum(len(talk.answers) for talk in talks.values()) - outcome.messages


def report(mode: str, outcome: Outcome) -> str:
    """The figures of a run; after "broken" there should be nothing but zeros."""
    broken = ", ".join(f"{kind.name} {len(getattr(outcome.findings, kind.name))}" for kind in fields(Findings))
    return (
        f"{mode}: {outcome.kills} kills in {outcome.seconds:.0f} s; {outcome.talks} talks, {outcome.updates} updates, "
        f"{outcome.messages} messages\n"
        f"  broken: {broken}, unsettled {outcome.unsettled}\n"
        f"  copies: {outcome.copies}; killed between a message's sending and its mark at most "
        f"{outcome.at_risk.total()} times"
    )
