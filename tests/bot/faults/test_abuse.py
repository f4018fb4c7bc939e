"""Too much of everything, and from whom nobody expected it: others are answered, nothing piles up, strangers get silence."""

import sqlite3
from collections import deque
from datetime import timedelta

import pytest

from bot.lanes import Lanes
from bot.poller import BATCH
from tests.bot.faults.holding import calls
from tests.chat import Buyer, bot_running, quiet

GROUP = -100123
ANONYMOUS_ADMIN = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
TELEGRAM_ITSELF = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
CHANNEL = {"id": -100999, "type": "channel", "title": "A channel"}
SUPERGROUP = {"id": GROUP, "type": "supergroup", "title": "A group"}
TO_THE_BOT = "/start@dispute_guide_bot"


def message(text, **more):
    return {"message_id": 9, "date": 1_795_000_000, "text": text} | more


async def deliver(sandbox, *updates):
    for update in updates:
        sandbox.telegram.raw(update)
    await quiet(sandbox)


def sent(sandbox, chat_id, since=0):
    """How often something was sent to a chat."""
    return sum(call.method == "sendmessage" and call.chat_id == chat_id for call in calls(sandbox, since))


async def rows(sandbox, table):
    return await sandbox.store.write(lambda tx: tx.value(f"SELECT COUNT(*) FROM {table}"))  # noqa: S608


async def test_a_thousand_messages_of_one_get_one_notice_and_twenty_others_are_answered_among_them(folder):
    async with bot_running(folder, flood_burst=40) as sandbox:
        ana, others = Buyer(sandbox), [Buyer(sandbox, 100 + n) for n in range(20)]
        sandbox.telegram.start(ana.id)
        for step in ("/start", "1", "2", "/resume", "/cases"):
            for other in others:
                for _ in range(10):
                    sandbox.telegram.say(ana.id, "hello?")
                assert await other.say(step)
                assert other.last.from_bot, "answered with all of hers before it"
        answers = [each.text for each in ana.history if each.from_bot]
        assert sum(text.startswith("That was more at once than I can read.") for text in answers) == 1
        assert sent(sandbox, ana.id) == 42, "forty read, the first of them with a greeting before it; one notice"
        assert await rows(sandbox, "updates WHERE state <> 'done'") == 0


def containers(thing, found=None, name="runtime"):
    """The sizes of all that the runtime's parts hold things in, by where it stands."""
    found = {} if found is None else found
    for key, part in vars(thing).items():
        place = f"{name}.{key}"
        if isinstance(part, (dict, set, list, deque)):
            found[place] = len(part)
        elif type(part).__module__.startswith("bot.") and hasattr(part, "__dict__") and place.count(".") < 8:
            containers(part, found, place)
    return found


async def test_of_hundreds_who_only_press_start_nothing_piles_up_and_nothing_stays(folder, monkeypatch):
    """The limits are made smaller here, so that hundreds show what holds for thousands."""
    monkeypatch.setattr("bot.budgets.MOST_BUCKETS", 50)
    monkeypatch.setattr("bot.lanes.MOST_WAITING", 60)
    waiting, count = [], Lanes._now_waiting

    def note(lanes, more):
        count(lanes, more)
        waiting.append(lanes._count_waiting)

    monkeypatch.setattr(Lanes, "_now_waiting", note)
    async with bot_running(folder) as sandbox:
        for hundred in range(1, 5):
            for number in range(100):
                sandbox.telegram.start(hundred * 1000 + number)
            await quiet(sandbox)
            sandbox.clock.shift(timedelta(minutes=1))
        await Buyer(sandbox).say("/start")
        left = containers(sandbox.runtime)
        assert await rows(sandbox, "buyers") == 401
    assert 60 <= max(waiting) < 60 + BATCH
    assert len(left) > 10
    assert {place: size for place, size in left.items() if size > 10} == {}


async def test_a_bot_that_is_added_to_a_thousand_groups_says_nothing_and_keeps_nothing(bot, folder):
    person = bot.telegram.person(7).user()
    for number in range(1, 1001):
        chat = {"id": -number, "type": "supergroup", "title": "A group"}
        change = {"chat": chat, "from": person, "date": 1, "old_chat_member": {}, "new_chat_member": {}}
        joined = {"message_id": 1, "date": 1, "chat": chat, "from": person, "new_chat_members": [person]}
        bot.telegram.raw({"my_chat_member": change} if number % 2 else {"message": joined})
    await quiet(bot)
    assert [await rows(bot, table) for table in ("buyers", "cases", "outgoing", "reminders")] == [0] * 4
    with sqlite3.connect(folder / "sandbox.db") as db:
        kept = db.execute("SELECT COUNT(*), raw, chat_id, sender_id, state FROM updates GROUP BY 2, 3, 4, 5").fetchall()
    assert kept == [(1000, "", None, None, "done")]


async def test_a_bot_that_was_made_an_admin_still_ignores_what_a_group_says(bot):
    person = bot.telegram.person(7).user()
    promoted = {"chat": SUPERGROUP, "from": person, "date": 1, "new_chat_member": {"status": "administrator"}}
    said = [
        {"message": message(text, chat=SUPERGROUP, **{"from": person})} for text in ("hello", "1", "yes", "/start@x")
    ]
    edited = {"edited_message": message("hello there", chat=SUPERGROUP, **{"from": person})}
    await deliver(bot, {"my_chat_member": promoted}, *said, edited)
    assert sent(bot, GROUP) == 0
    assert await rows(bot, "buyers") == 0


@pytest.mark.parametrize(
    "update",
    [
        {"channel_post": message(TO_THE_BOT, chat=CHANNEL, sender_chat=CHANNEL)},
        {"edited_channel_post": message(TO_THE_BOT, chat=CHANNEL, sender_chat=CHANNEL)},
        {"message": message(TO_THE_BOT, chat=CHANNEL, sender_chat=CHANNEL)},
        {"message": message(TO_THE_BOT, chat=SUPERGROUP, sender_chat=SUPERGROUP, **{"from": ANONYMOUS_ADMIN})},
        {"message": message(TO_THE_BOT, chat=SUPERGROUP, sender_chat=CHANNEL, **{"from": TELEGRAM_ITSELF})},
        {"message": message(TO_THE_BOT, chat=SUPERGROUP)},
        {"message": message("/start", chat={"id": 55, "type": "private"}, **{"from": {"id": 55, "is_bot": True}})},
        {"message": message("/start", chat={"id": 777000, "type": "private"}, **{"from": TELEGRAM_ITSELF})},
        {"message": message("/start", chat={"id": 7, "type": "private"}, **{"from": {"id": 8, "is_bot": False}})},
        {"message": message("/start", chat={"id": 7, "type": "private"})},
    ],
    ids=[
        "channel", "edited in a channel", "a channel's as a message", "anonymous admin", "a channel in its group",
        "nobody in a group", "another bot", "Telegram's own account", "somebody else's chat", "nobody",
    ],
)  # fmt: skip
async def test_who_is_no_person_gets_no_answer_and_leaves_no_trace(bot, update):
    await deliver(bot, update)
    assert [call.method for call in calls(bot) if call.method == "sendmessage"] == []
    assert [await rows(bot, table) for table in ("buyers", "cases", "outgoing")] == [0] * 3
