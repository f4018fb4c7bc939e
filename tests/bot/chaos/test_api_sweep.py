"""Each call that the bot makes goes wrong once, in each way: nothing is lost, done twice or out of order."""

from dataclasses import replace
from itertools import count

import pytest

from bot.assembly import assemble
from bot.sandbox.telegram import faults
from bot.sandbox.telegram.faults import Fault
from tests.bot.chaos.talks import DELIVERED, EFFECTS, FLAW, PROBLEM, SITUATION, WELCOME, Script, Step, Tap, act, became
from tests.bot.chaos.trial import trial
from tests.bot.dialogue_child import decided
from tests.history import KEPT, judge, unsettled

pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")

ANA = 7

WANTED_OR_NOT = {
    "refused": faults.api_error(400, "Bad Request: that can't be"),
    "blocked": faults.api_error(403, "Forbidden: bot was blocked by the user"),
    "reset before": faults.reset_before(),
}
"""After these a reply stays away: Telegram wants none, or nobody knows whether it came. What was said is not lost."""

OVERCOME = {
    "conflict": faults.api_error(409, "Conflict: terminated by other getUpdates request"),
    "too many": faults.too_many(5),
    "trouble": faults.api_error(500, "Internal Server Error"),
    "a page": faults.html_page(),
    "cut": faults.cut_json(),
    "reset after": faults.reset_after(),
    "hangs": faults.accept_then_hang(),
}


TALK = Script(
    (Step(None, "/start"), Step(None, "2"), Step(PROBLEM, Tap(":problem:damaged")), Step(FLAW, Tap(":flaw:major"))),
    EFFECTS[:3],
    (WELCOME, SITUATION, PROBLEM, FLAW, DELIVERED),
)
TYPED_INSTEAD = {":problem:damaged": "1", ":flaw:major": "2"}
CALLS = 18
"""At the very least: getMe, getWebhookInfo, four for the menu, three polls that bring something, five messages, and
for each tap an edit and an answer."""


@pytest.mark.parametrize("name", [*WANTED_OR_NOT, *OVERCOME])
async def test_any_one_call_may_fail(tmp_path, name):
    for nth in count(1):
        database = tmp_path / f"{nth}.db"
        telegram, struck = await talked(database, Fault("*", (WANTED_OR_NOT | OVERCOME)[name], nth=nth))
        found = judge({ANA: TALK.meant}, became(telegram, decided(database), {ANA: TALK}))
        if name in WANTED_OR_NOT:
            assert found.unanswered <= not_carried_out(telegram), nth
            found = replace(found, unanswered=frozenset())
        assert (found, unsettled(database)) == (KEPT, []), nth
        if not struck:
            break
    assert nth > CALLS


async def talked(database, fault):
    """The pretend Telegram after the talk, and whether the fault struck."""
    async with trial(assemble, database, fault) as bot:
        for step, following in zip(TALK.steps, (*TALK.steps[1:], None), strict=True):
            try:
                act(bot.telegram, ANA, step.does)
            except LookupError:  # who got no buttons types
                act(bot.telegram, ANA, TYPED_INSTEAD[step.does.end])
            if following is None or following.after is not None:
                await bot.rest()
        return bot.telegram, not bot.telegram.scripted()


def not_carried_out(telegram):
    """The messages that Telegram never sent on."""
    undone = (call for call in telegram.journal if call.method == "sendmessage" and not call.took_effect)
    return {(call.chat_id, TALK.named(call.parameters["text"])) for call in undone}
