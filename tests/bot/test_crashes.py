"""Buyers in the middle of the dialogue, and a bot that is killed at every point: no answer is lost or asked twice."""

import asyncio
import signal
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.checkpoints import NAMES
from tests.bot import dialogue_child
from tests.bot.chaos.nursery import nursery
from tests.bot.chaos.place import reachable
from tests.bot.chaos.talks import SCRIPTS, TYPED, became, named
from tests.history import KEPT, judge, rows, shown, unmarked, unsettled

BUYER = 7
SCRIPT_OF = dict(enumerate(SCRIPTS, start=BUYER))
KILLS = (
    ("update_fetched", 2), ("update_stored", 2), ("before_commit", 2), ("after_commit", 2), ("after_send", 3),
    ("before_mark", 2), ("before_commit", 5), ("after_send", 1), ("before_mark", 1),
)  # fmt: skip
REMINDER_KILLS = (("reminder_claimed", 1), ("reminder_queued", 1), ("after_send", 1), ("before_mark", 1))

MORNING = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
"""Of the day on which the buyer is to be reminded, for the first time, of what is still missing."""

EARLIER = datetime(2026, 11, 23, 8, tzinfo=UTC)
"""The same day before that: the card's days left are brought up to date, which is no part of what is told here."""


@pytest.fixture(scope="module")
def born():
    with nursery(dialogue_child.live) as born:
        yield born


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_killed_at_every_checkpoint_the_dialogue_goes_on_where_it_was(born, tmp_path, mode):
    assert {name for name, _ in KILLS + REMINDER_KILLS} == set(NAMES)
    database, kills = tmp_path / "guide.db", Counter()
    async with reachable() as place:
        telegram, orders = place.telegram, place.orders(database, mode)
        talks = [asyncio.create_task(script.play(telegram, person)) for person, script in SCRIPT_OF.items()]
        for checkpoint, visit in KILLS:
            bot = await born(orders.dying(checkpoint, visit))
            assert await bot.ended() == -signal.SIGKILL, checkpoint
            kills.update(named(unmarked(database), SCRIPT_OF))
        bot = await born(orders)
        await asyncio.wait_for(asyncio.gather(*talks), 30)
        bot.stop()
        assert await bot.ended(8) == 0

    meant = {person: script.meant for person, script in SCRIPT_OF.items()}
    assert judge(meant, became(telegram, dialogue_child.decided(database), SCRIPT_OF), kills) == KEPT
    assert unsettled(database) == []
    assert rows(database, "SELECT COUNT(*) FROM updates WHERE raw <> ''") == [(0,)]


async def test_killed_while_it_reminds_it_reminds_all_the_same_and_hardly_twice(born, tmp_path):
    database, kills = tmp_path / "guide.db", Counter()
    async with reachable() as place:
        telegram = place.telegram
        bot = await born(place.orders(database))
        await asyncio.wait_for(TYPED.play(telegram, BUYER), 30)
        bot.stop()
        assert await bot.ended(8) == 0
        talked = len(shown(telegram.journal)[BUYER])

        changes, orders = telegram.subscribe(BUYER), replace(place.orders(database), at=MORNING)
        bot = await born(replace(orders, at=EARLIER))
        async with asyncio.timeout(30):
            while (await changes.get())["type"] != "edit":
                pass
        bot.stop()
        assert await bot.ended(8) == 0
        for checkpoint, visit in REMINDER_KILLS:
            bot = await born(orders.dying(checkpoint, visit))
            assert await bot.ended() == -signal.SIGKILL, checkpoint
            kills.update(unmarked(database))
        bot = await born(orders)
        async with asyncio.timeout(30):
            while len(shown(telegram.journal)[BUYER]) < talked + 3:
                await changes.get()
        bot.stop()
        assert await bot.ended(8) == 0

    reminders = shown(telegram.journal)[BUYER][talked:]
    assert len(reminders) == 3, "once, and once for each kill between its sending and its mark"
    assert all("The end of Buyer Protection is still missing" in text for text in reminders)
    assert kills[BUYER, reminders[0]] >= 2
    assert rows(database, "SELECT state FROM reminders WHERE due_at <= '2026-11-23T09:30'") == [("sent",)]
