"""What Telegram shows around the chat: set once, and again only when it changed."""

import pytest

from bot.guide.commands import COMMANDS
from bot.sandbox.telegram.server import PretendTelegram
from tests.chat import Buyer, bot_running

LOOKS = {"setMyCommands", "setMyName", "setMyDescription", "setMyShortDescription"}


@pytest.fixture
def calls(monkeypatch):
    """The names of all Bot API calls, in order."""
    made = []
    call = PretendTelegram.exchange

    async def noted(self, method, *arguments, **named):
        made.append(method)
        return await call(self, method, *arguments, **named)

    monkeypatch.setattr(PretendTelegram, "exchange", noted)
    return made


async def settled(sandbox):
    """The menu is set by the runtime's ticks; run them once by hand, to be sure that they have run."""
    for tick in sandbox.runtime.ticks:
        await tick(sandbox.clock)


def looks(calls):
    return sorted(method for method in calls if method in LOOKS)


async def test_commands_name_and_descriptions_are_set_at_the_first_start(folder, calls):
    async with bot_running(folder) as sandbox:
        await settled(sandbox)
        ana = Buyer(sandbox)
        offered = [command["command"] for command in ana.telegram.commands_for(ana.id)]
        profile = ana.telegram.profile_for(ana.id)
    assert offered == list(COMMANDS)
    assert set(looks(calls)) == LOOKS
    assert profile["name"]
    assert 0 < len(profile["description"]) <= 512
    assert 0 < len(profile["short_description"]) <= 120


async def test_a_restart_sets_none_of_them_again(folder, calls):
    async with bot_running(folder) as first:
        await settled(first)
    calls.clear()
    async with bot_running(folder, saved=first.telegram.snapshot()) as sandbox:
        await settled(sandbox)
    assert looks(calls) == []


async def test_what_changed_alone_is_set_again(folder, calls):
    async with bot_running(folder) as first:
        await settled(first)
        await first.store.write(lambda tx: tx.set_note("menu setMyName en", "of an older release"))
    calls.clear()
    async with bot_running(folder, saved=first.telegram.snapshot()) as sandbox:
        await settled(sandbox)
    assert set(looks(calls)) == {"setMyName"}


async def test_a_refusal_at_the_start_keeps_nobody_waiting_and_is_tried_again(folder, calls):
    async with bot_running(folder) as sandbox:
        await settled(sandbox)
        saved = sandbox.telegram.snapshot()
        await sandbox.store.write(lambda tx: tx.set_note("menu setMyCommands en", "of an older release"))
    exchange = PretendTelegram.exchange
    trouble = iter([True])

    async def refusing(self, method, *arguments, **named):
        if method == "setMyCommands" and next(trouble, False):
            self.fail_next(method, 429, "Too Many Requests: retry after 5", {"retry_after": 5})
        return await exchange(self, method, *arguments, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PretendTelegram, "exchange", refusing)
        async with bot_running(folder, saved=saved) as sandbox:
            ana = Buyer(sandbox)
            await ana.say("/start")
            assert ana.asked == "situation"
            await settled(sandbox)
            calls.clear()
            await settled(sandbox)
            assert await sandbox.store.write(lambda tx: tx.note("menu setMyCommands en")) != "of an older release"


async def test_the_command_menu_offers_what_the_bot_obeys(ana):
    await settled(ana.sandbox)
    offered = [command["command"] for command in ana.telegram.commands_for(ana.id)]
    assert offered
    for command in offered:
        await ana.say(f"/{command}")
        assert not ana.text.startswith("I don’t know that command"), command
