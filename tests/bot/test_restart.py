"""The bot is stopped and started again on the same database, in the middle of a conversation."""

from contextlib import asynccontextmanager
from datetime import timedelta

from tests.bot.paths import DAMAGED, stored, to_verdict
from tests.chat import NOON, Buyer, bot_running


@asynccontextmanager
async def restarted(folder, telegram, at=NOON):
    """The same people and chats before a new process."""
    async with bot_running(folder, at, telegram.snapshot()) as sandbox:
        yield Buyer(sandbox)


async def test_the_conversation_goes_on_after_a_restart(folder):
    async with bot_running(folder) as sandbox:
        ana = Buyer(sandbox)
        await ana.say("/start")
        await ana.pick(*DAMAGED[:4])
    async with restarted(folder, sandbox.telegram) as ana:
        assert ana.asked == "protection_ends_on"
        await ana.pick(*DAMAGED[4:], "verdict:")
        assert (await ana.case()).answers == stored(*DAMAGED)


async def test_what_waits_for_a_yes_survives_a_restart(folder):
    async with bot_running(folder) as sandbox:
        ana = Buyer(sandbox)
        await ana.say("/start")
        await ana.pick(*DAMAGED[:3])
        await ana.say("yesterday")
    async with restarted(folder, sandbox.telegram, NOON + timedelta(days=2)) as ana:
        await ana.say("yes")
        assert (await ana.case()).answers["delivered_on"] == "2026-11-21"  # as it was meant when it was typed


async def test_the_day_that_was_being_asked_survives_a_restart(folder):
    async with bot_running(folder) as sandbox:
        ana = Buyer(sandbox)
        await to_verdict(ana, *DAMAGED)
        await ana.tap("I opened the dispute")
    async with restarted(folder, sandbox.telegram) as ana:
        await ana.pick("dispute_opened:2026-11-21")
        assert [event.event for event in (await ana.case()).events] == ["verdict", "dispute_opened"]


async def test_buttons_from_before_a_restart_still_work(folder):
    async with bot_running(folder) as sandbox:
        ana = Buyer(sandbox)
        await to_verdict(ana, *DAMAGED)
    async with restarted(folder, sandbox.telegram) as ana:
        await ana.tap("Why?")
        assert "PF-" in ana.text
        await ana.tap("My answers")
        await ana.pick("change:problem")
        assert ana.asked == "problem"


async def test_what_was_said_while_the_bot_was_down_is_answered_on_its_return_and_in_order(folder):
    async with bot_running(folder) as sandbox:
        ana = Buyer(sandbox)
        await ana.say("/start")
        await ana.pick("situation:arrived_wrong")
        data, message = ana.data(ana.last, ":problem:damaged"), ana.last.id
    ana.telegram.tap(ana.id, message, data)
    ana.telegram.say(ana.id, "1")
    ana.telegram.say(ana.id, "yesterday")
    ana.telegram.say(ana.id, "yes")
    async with restarted(folder, sandbox.telegram, NOON + timedelta(seconds=60)) as ana:
        assert (await ana.case()).answers == stored(*DAMAGED[:3], "delivered_on:2026-11-21")
        assert ana.asked == "protection_ends_on"


async def test_a_message_of_hours_ago_is_answered_as_well(folder):
    async with bot_running(folder) as sandbox:
        ana = Buyer(sandbox)
        await ana.say("/start")
    ana.telegram.say(ana.id, "It arrived, something is wrong")
    async with restarted(folder, sandbox.telegram, NOON + timedelta(hours=20)) as ana:
        assert ana.asked == "problem"


async def test_an_update_that_is_delivered_again_takes_effect_once(folder):
    async with bot_running(folder) as sandbox:
        ana = Buyer(sandbox)
        await ana.say("/start")
        await ana.pick("situation:arrived_wrong")
    again = {
        "update_id": 100_000_001, "message": {
            "message_id": 1, "date": 1, "text": "/start", "chat": {"id": 7, "type": "private", "first_name": "Ana"},
            "from": ana.telegram.person(7).user(),
        },
    }  # fmt: skip
    ana.telegram.raw(again)
    async with restarted(folder, sandbox.telegram) as ana:
        messages = len(ana.history)
        assert ana.asked == "problem"  # nothing was said on its account
        await ana.say("/resume")
        assert len(ana.history) == messages + 2


async def test_each_persons_case_is_their_own_after_a_restart(folder):
    async with bot_running(folder) as sandbox:
        ana, bea = Buyer(sandbox), Buyer(sandbox, 8)
        await ana.say("/start")
        await bea.say("/start")
        await bea.pick("situation:in_dispute")
    async with restarted(folder, sandbox.telegram) as ana:
        await ana.say("1")
        assert (await ana.case()).answers == {"situation": "nothing_arrived"}
        assert [case.answers for case in await Buyer(ana.sandbox, 8).stored()] == [{"situation": "in_dispute"}]
