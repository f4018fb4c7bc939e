"""A bot that is killed again and again, at every point between an update and its answer, loses nothing."""

import asyncio
import signal
from collections import Counter

import pytest

from bot.checkpoints import NAMES
from tests.bot.chaos.nursery import nursery
from tests.bot.chaos.place import reachable
from tests.bot.runtime import crash_child
from tests.history import KEPT, Talk, judge, shown, unmarked, unsettled

PEOPLE = (7, 8, 9)
WORDS = tuple(f"message {number}" for number in range(24))
KILLS = (  # at which visit of a checkpoint; the first one of a new bot often lies in the work that its predecessor left
    ("update_fetched", 2), ("update_stored", 2), ("before_commit", 1), ("before_commit", 3), ("after_commit", 1),
    ("after_commit", 2), ("after_send", 2), ("before_mark", 3), ("update_stored", 1), ("after_send", 1),
    ("before_mark", 1), ("update_fetched", 1),
)  # fmt: skip
REMINDING = {"reminder_claimed", "reminder_queued"}


@pytest.fixture(scope="module")
def born():
    with nursery(crash_child.live) as born:
        yield born


async def talk(telegram, person):
    """Say everything, two messages at a time, and go on when the second one has been echoed."""
    changes = telegram.subscribe(person)
    for first, second in zip(WORDS[::2], WORDS[1::2], strict=True):
        telegram.say(person, first)
        telegram.say(person, second)
        while second not in shown(telegram.journal).get(person, ()):
            await changes.get()


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_killed_at_every_checkpoint_it_loses_nothing_keeps_the_order_and_hardly_repeats(born, tmp_path, mode):
    assert {name for name, _ in KILLS} == set(NAMES) - REMINDING
    database, kills = tmp_path / "guide.db", Counter()
    async with reachable() as place:
        telegram, orders = place.telegram, place.orders(database, mode)
        talks = [asyncio.create_task(talk(telegram, person)) for person in PEOPLE]
        for checkpoint, visit in KILLS:
            bot = await born(orders.dying(checkpoint, visit))
            assert await bot.ended() == -signal.SIGKILL, checkpoint
            kills.update(unmarked(database))
        bot = await born(orders)
        await asyncio.wait_for(asyncio.gather(*talks), 30)
        bot.stop()
        assert await bot.ended(8) == 0

    meant = {person: Talk(WORDS, WORDS) for person in PEOPLE}
    messages, effects = shown(telegram.journal), crash_child.heard(database)
    became = {person: Talk(effects[person], tuple(messages[person])) for person in PEOPLE}
    assert judge(meant, became, kills) == KEPT
    assert unsettled(database) == []
    assert sum(map(len, messages.values())) > len(PEOPLE) * len(WORDS), "killed between a send and its mark, it repeats"
