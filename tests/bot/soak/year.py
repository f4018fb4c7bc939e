"""A simulated year: the real bot on a clock that is moved by hand, with all that comes between.

It goes in steps of an hour; after each the ticks have gone round and everything that was said is worked off. What
Telegram refused for a while is waited for on the simulated clock.
"""

import asyncio
import random
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from pydantic import SecretStr

from bot import assembly
from bot.clock import SettableClock
from bot.sandbox.run import TOKEN
from bot.sandbox.telegram.faults import Fault, api_error, reset_after, reset_before, too_many
from bot.sandbox.telegram.request import InProcessRequest
from bot.sandbox.telegram.server import PretendTelegram
from bot.settings import Settings
from bot.store.sqlite import SqliteStore
from tests.bot.soak import chronicle
from tests.bot.soak.crowd import Crowd
from tests.chat import A_MOMENT, NOON, UNLIMITED

STEP = timedelta(hours=1)
TALK = timedelta(minutes=7)
"""Buyers act so long after a round of the ticks: what came first is plain afterwards."""
PATIENCE = 0.04
"""Seconds of real time; where nothing happens for longer, something waits for the clock."""
RETRIES = [timedelta(seconds=31)] * 3 + [timedelta(minutes=4)] * 30
"""How the clock is moved on for those who wait for it."""


OPEN_CALLS = "SELECT COUNT(*) FROM outgoing WHERE state = 'queued'"


@dataclass
class Chances:
    """How often something happens: in an hour, or per buyer and hour."""

    talk: float = 0.012
    down: float = 0.004
    restart: float = 0.008
    jump: float = 0.01
    fault: float = 0.05


@dataclass
class Year:
    """What is left of it for the judge. `rounds` are the instants at which the ticks had gone round, `unknown` how many
    sendings to each chat were carried out without an answer."""

    database: object
    knowledge: object
    telegram: PretendTelegram
    clock: SettableClock
    rounds: list = field(default_factory=list)
    unknown: dict = field(default_factory=dict)
    restarts: int = 0
    down: timedelta = timedelta(0)
    jumps: int = 0
    faults: int = 0


class Stuck(Exception):
    """The bot doesn't come to rest, however long one waits."""


class Run:
    """Lives through it. `folder` is best on a RAM disk: the store waits for the disk at every commit."""

    def __init__(self, folder, buyers, seed, chances):
        self._chance, self._chances = random.Random(f"soak {seed}"), chances  # noqa: S311 - to be repeated
        self._settings = Settings.model_construct(
            telegram_bot_token=SecretStr(TOKEN), telegram_api_url="http://sandbox", **UNLIMITED
        )
        clock = SettableClock(NOON)
        telegram = PretendTelegram(clock, token=TOKEN)
        telegram.journal = chronicle.Stamped(clock)
        knowledge = assembly.knowledge_for(self._settings)
        self.year = Year(folder / "soak.db", knowledge, telegram, clock)
        self._crowd = Crowd(telegram, knowledge, self._chance, buyers)
        self._store = None
        self._watched = False
        self._turned = asyncio.Event()

    async def live(self, days):
        end = self.year.clock.now() + timedelta(days=days)
        await self._say_hello()
        while self.year.clock.now() < end:
            async with self._up():
                while self.year.clock.now() < end and not self._goes_down():
                    await self._hour()
            self._be_down()
        async with self._up():  # what came due in the last down time
            for _ in range(3):
                await self._pass(STEP)
        return self.year

    async def _say_hello(self):
        async with self._up():
            for person in self._crowd.people:
                self.year.telegram.say(person, "/newcase")
            await self._settle()

    async def _hour(self):
        if self._happens(self._chances.fault):
            self._script_fault()
        if self._happens(self._chances.jump):
            self.year.jumps += 1
            await self._pass(timedelta(minutes=self._chance.randrange(2, 50)))
        await self._pass(STEP - TALK)
        await self._pass(TALK)
        await self._crowd.act(self._store, self.year.clock.now(), self._chances.talk)
        await self._settle()

    def _goes_down(self):
        return self._happens(self._chances.down + self._chances.restart)

    def _be_down(self):
        """A mere restart, or hours to days without a bot, in which people turn away unseen."""
        self.year.restarts += 1
        if not self._happens(self._chances.down / (self._chances.down + self._chances.restart)):
            return
        gone = timedelta(hours=self._chance.choice((2, 5, 11, 20, 30, 50, 90, 130)))
        self.year.down += gone
        if self._happens(0.5):
            self._crowd.block_somebody()
        self.year.clock.shift(gone)

    def _script_fault(self):
        person = self._chance.choice(self._crowd.people)
        trouble = self._chance.choice(
            (too_many(5), too_many(40), too_many(600), api_error(502, "Bad Gateway"), reset_before(), reset_after())
        )
        self.year.faults += 1
        if trouble == reset_after():
            self.year.unknown[person] = self.year.unknown.get(person, 0) + 1
        self.year.telegram.script(Fault("sendMessage", trouble, chat_id=person))

    def _happens(self, chance):
        return self._chance.random() < chance

    async def _pass(self, by):
        """Let time pass, the ticks go round, and everything be sent."""
        await self._shift(by)
        await self._settle()

    async def _shift(self, by):
        clock = self.year.clock
        await self._store.write(lambda tx: chronicle.set_clock(tx, clock.now() + by))
        self._turned.clear()
        clock.shift(by)
        async with asyncio.timeout(60):
            await self._turned.wait()

    async def _settle(self):
        for retry in RETRIES:
            if await self._comes_to_rest():
                return
            await self._shift(retry)
        raise Stuck

    async def _comes_to_rest(self):
        """Whether everything is worked off and sent; not where nothing happens any more before the clock moves."""
        left, since = None, time.monotonic()
        while time.monotonic() - since < PATIENCE:
            before, left = left, (self.year.telegram.unconfirmed(), await self._store.write(open_work))
            if not any((left[0], *left[1])):
                return True
            since = since if left == before else time.monotonic()
            await asyncio.sleep(A_MOMENT)
        return False

    async def _turn(self, clock):
        """The last of the ticks."""
        self.year.rounds.append(clock.now())
        self._turned.set()

    @asynccontextmanager
    async def _up(self):
        """The bot, started, until it is stopped."""
        year, asked = self.year, InProcessRequest(self.year.telegram)
        self._store = await SqliteStore.open(year.database)
        if not self._watched:
            chronicle.watch(year.database, year.clock.now())
            self._watched = True
        await self._store.write(lambda tx: chronicle.set_clock(tx, year.clock.now()))
        application = assembly.application_for(self._settings, asked, InProcessRequest(year.telegram))
        runtime = assembly.assemble(application, self._store, year.clock, self._settings)
        runtime.ticks.append(self._turn)
        self._turned.clear()
        try:
            await runtime.start()
            await self._turned.wait()
            await self._settle()
            yield
        finally:
            await runtime.stop()
            await self._store.close()


def open_work(tx):
    """The updates that aren't worked off, and the newest calls that aren't made."""
    return [each.update_id for each in tx.pending_updates()], tx.value(OPEN_CALLS)
