"""Each statement that the storage is given fails, in each way: what was said is neither lost nor done twice."""

import sqlite3
from itertools import count

import pytest

from bot.assembly import assemble
from bot.store import sqlite
from tests.bot import dialogue_child
from tests.bot.chaos.talks import EFFECTS, PROBLEM, SITUATION, WELCOME, Script, Step, act, became
from tests.bot.chaos.trial import trial
from tests.bot.runtime import crash_child
from tests.history import KEPT, judge, unsettled

ANA = 7
WORDS = ("one", "two")
ECHOED = Script((Step(None, "one"), Step(None, "two")), WORDS, WORDS)
GUIDED = Script((Step(None, "/start"), Step(SITUATION, "2")), EFFECTS[:1], (WELCOME, SITUATION, PROBLEM))

FULL, BROKEN, BUSY = "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_BUSY"


class Outage:
    """From the `nth` statement on so many are refused. What SQLite says of it is the same as in earnest."""

    def __init__(self, code, nth, length):
        self.code, self.nth, self.length = code, nth, length
        self.seen = 0

    @property
    def struck(self):
        return self.seen >= self.nth

    def strikes(self):
        self.seen += 1
        return self.nth <= self.seen < self.nth + self.length

    def error(self):
        error = sqlite3.OperationalError(self.code)
        error.sqlite_errorcode, error.sqlite_errorname = getattr(sqlite3, self.code), self.code
        return error


class Unreliable:
    """A connection with an outage ahead. A full disk and a broken one end the transaction that meets them; taking one
    back needs nothing of the disk and always works."""

    def __init__(self, connection, outage):
        self._connection = connection
        self._outage = outage

    def __getattr__(self, name):
        return getattr(self._connection, name)

    def execute(self, sql, *parameters):
        if sql.startswith("ROLLBACK") or not self._outage.strikes():
            return self._connection.execute(sql, *parameters)
        if self._outage.code != BUSY and self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
        raise self._outage.error()


@pytest.mark.parametrize(("code", "length"), [(FULL, 1), (BROKEN, 4), (BUSY, 1)])
async def test_any_statement_of_a_short_talk_may_be_refused(tmp_path, monkeypatch, code, length):
    await sweep(tmp_path, monkeypatch, (crash_child.echoing, crash_child.heard, ECHOED), code, length, at_least=40)


async def test_any_statement_of_a_turn_of_the_dialogue_may_be_refused(tmp_path, monkeypatch):
    await sweep(tmp_path, monkeypatch, (assemble, dialogue_child.decided, GUIDED), FULL, 1, at_least=60)


async def sweep(folder, monkeypatch, bot, code, length, *, at_least):
    build, effects, script = bot
    connect = sqlite._connect
    for nth in count(1):
        outage, database = Outage(code, nth, length), folder / f"{nth}.db"
        monkeypatch.setattr(sqlite, "_connect", lambda path, outage=outage: Unreliable(connect(path), outage))
        telegram = await talked(build, script, database)
        found = judge({ANA: script.meant}, became(telegram, effects(database), {ANA: script}))
        assert (found, unsettled(database)) == (KEPT, []), nth
        if not outage.struck:
            break
    assert nth > at_least


async def talked(build, script, database):
    async with trial(build, database) as bot:
        for step, following in zip(script.steps, (*script.steps[1:], None), strict=True):
            act(bot.telegram, ANA, step.does)
            if following is None or following.after is not None:
                await bot.rest()
    return bot.telegram
