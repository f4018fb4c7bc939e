"""Gates before what can't be taken back: short questions, never a dead end."""

import itertools

import pytest

from flows.load import load
from tests.bot.cards import at_stage, card, kept, labels
from tests.bot.paths import DAMAGED, to_verdict

INSIDE = (DAMAGED, "dispute_opened")


async def test_closing_asks_first_whether_the_refund_can_be_seen(ana):
    await at_stage(ana, *INSIDE)
    await ana.tap("I want to close the dispute", await card(ana))
    assert "Is the refund visible in your account?" in ana.text
    assert ana.labels == ["Yes", "No", "Show the case"]
    await ana.tap("No", ana.last)
    assert "a closed dispute can’t be reopened" in ana.text
    assert ana.labels == ["Go through it again", "Show the case"]


async def test_closing_passes_where_all_of_the_money_is_there_and_leads_to_report_it(ana):
    await at_stage(ana, *INSIDE)
    await ana.tap("I want to close the dispute", await card(ana))
    messages = len(ana.history)
    await ana.tap("Yes", ana.last)
    assert "as much as was agreed" in ana.text
    await ana.tap("Yes", ana.last)
    assert "never Cancel" in ana.text
    assert len(ana.history) == messages  # it turns in place
    await ana.tap("The money is here", ana.last)
    assert "On which day did the money arrive?" in ana.text


async def test_what_the_case_knows_is_not_asked(ana):
    """Before the dispute nothing may be sent back, whatever the buyer says."""
    await to_verdict(ana, *DAMAGED)
    await ana.tap("I want to send it back", await card(ana))
    assert "Then send nothing." in ana.text
    await at_stage(ana, *INSIDE)
    await ana.tap("I want to send it back", await card(ana))
    assert "Does the dispute itself name a return address?" in ana.text


async def test_shipping_passes_and_leads_to_the_report(ana):
    await at_stage(ana, *INSIDE, "decided_return")
    await ana.tap("I want to send it back", await card(ana))
    for asked in ("return address", "by which day", "tracked"):
        assert asked in ana.text
        await ana.tap("Yes", ana.last)
    assert "enter the tracking number in the dispute" in ana.text
    await ana.tap("I sent it back", ana.last)
    assert "On which day did you post it?" in ana.text


async def test_a_chargeback_is_asked_about_only_with_its_cost(ana):
    await at_stage(ana, *INSIDE, "dispute_closed")
    await ana.tap("Enter: Paid with", await card(ana))
    await ana.pick("paid_with:card")
    await ana.tap("I want my bank or PayPal to step in", await card(ana))
    assert "Is it fraud" in ana.text  # the ways are used up, and the card is known
    await ana.tap("Yes", ana.last)
    assert "suspended or banned" in ana.text
    await ana.tap("Yes", ana.last)
    assert "ask your card’s bank or PayPal" in ana.text
    assert "I asked my bank or PayPal" in ana.labels


async def test_yes_and_no_can_be_typed(ana):
    await at_stage(ana, *INSIDE)
    await ana.say("I want to close the dispute")
    await ana.say("yes")
    assert "as much as was agreed" in ana.text
    await ana.say("no")
    assert "keep the dispute open" in ana.text


@pytest.mark.parametrize("gate", ["closing", "shipping"])
async def test_no_answers_lead_to_a_dead_end(ana, gate):
    await at_stage(ana, *INSIDE)
    case = (await ana.case()).id
    conditions = len(load().gates[gate].conditions)
    await ana.press(f"v1:{case}:gate:{gate}.")
    message = ana.last.id
    for length in range(1, conditions + 1):
        for said in itertools.product("yn-", repeat=length):
            await ana.press(f"v1:{case}:gate:{gate}.{''.join(said)}", message)
            assert "Show the case" in labels(ana.last), said
            assert ("Yes" in labels(ana.last)) is ana.text.endswith("?"), said


async def test_forged_gates_change_nothing(ana):
    await at_stage(ana, *INSIDE)
    before, messages, case = await kept(ana), len(ana.history), (await ana.case()).id
    for argument in ("", "closing.x", "nothing.y", "chargeback.y", "closing.yyyyyyyyyyyyy", "."):
        assert "older message" in await ana.press(f"v1:{case}:gate:{argument}"), argument
    assert await kept(ana) == before
    assert len(ana.history) == messages
