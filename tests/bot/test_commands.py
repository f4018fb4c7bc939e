"""The commands, in every state of the conversation, and in groups."""

from datetime import UTC, datetime

import pytest

from bot import assembly
from bot.guide import Guide
from bot.guide.commands import COMMANDS
from bot.settings import Settings
from bot.store import Buyer as StoredBuyer
from bot.store import Case
from bot.talk import Command, Person, Tap
from flows.dialogue import ANSWERED, every_path
from flows.load import load
from tests.bot.paths import DAMAGED, stored, to_verdict
from tests.chat import NOON, Buyer

BEGUN = datetime(2026, 11, 22, 8, tzinfo=UTC)
TYPED = {"item_value": "24.90 EUR", "offer_value": "5 EUR"}


def every_question():
    """For each question of each line: the answers that lead there, and the question. The summaries as well."""
    found = {}
    for path in every_path(load()):
        answers = {q: TYPED.get(q, "2026-11-18") if trigger == ANSWERED else trigger for q, trigger in path}
        for place, question in enumerate([*answers, None]):
            before = tuple(answers.items())[:place]
            shape = (question, tuple(q for q, _ in before))
            found.setdefault(shape, (dict(before), question))
    return list(found.values())


async def put(buyer, answers):
    """A case with these answers in front of the buyer, as if they had given them."""
    case = Case(id=f"case{buyer.id:07}", owner=buyer.id, opened_at=BEGUN, answers=answers)

    def job(tx):
        tx.save_case(case)
        tx.save_buyer(StoredBuyer(id=buyer.id, language="en", case=case.id))

    await buyer.sandbox.store.write(job)
    return case


async def test_every_command_works_in_every_state_and_the_talk_goes_on(bot):
    """Each state with one command at the front door, the next command from state to state."""
    commands = [*COMMANDS, "nonsense"]
    for number, (answers, question) in enumerate(every_question()):
        buyer, command = Buyer(bot, 1000 + number), commands[number % len(commands)]
        case = await put(buyer, answers)
        await buyer.say(f"/{command}")
        assert buyer.last.from_bot, (command, answers)
        await buyer.press(f"v1:{case.id}:open:")
        assert buyer.asked == question, (command, answers)
        kept = next(each for each in await buyer.stored() if each.id == case.id)
        assert kept.answers == answers, command


async def test_the_guide_obeys_every_command_in_every_state(ana):
    """All of them, straight to the guide."""
    guide, person = Guide(assembly.knowledge_for(Settings.model_construct())), Person(id=ana.id)
    places = every_question()
    assert len(places) > 80
    assert {question for _, question in places} >= set(load().questions)

    def obey_all(tx, case, question):
        for command in [*COMMANDS, "nonsense"]:
            reply = guide.hear(tx, person, Command(command), NOON)
            assert reply.screens or reply.files, command
            kept = tx.case(case.id, ana.id)
            assert (kept.answers, kept.focus, kept.closed_at) == (case.answers, None, None), command
        opened = guide.hear(tx, person, Tap(f"v1:{case.id}:open:"), NOON).screens[-1]
        asked = [button.data for row in opened.rows for button in row if f":why:{question}" in button.data]
        assert asked or question is None

    for answers, question in places:
        case = await put(ana, answers)
        await ana.sandbox.store.write(lambda tx, case=case, question=question: obey_all(tx, case, question))
        await ana.sandbox.store.write(lambda tx: tx.erase(ana.id, ana.sandbox.clock.now()))


@pytest.mark.parametrize("command", [*COMMANDS, "nonsense"])
async def test_every_command_works_while_a_day_is_proposed_and_at_the_verdict_and_at_the_disputes_day(ana, command):
    await ana.say("/start")
    await ana.pick(*DAMAGED[:3])
    case = ana.case_id()
    await ana.say("yesterday")
    await ana.say(f"/{command}")
    assert ana.last.from_bot
    assert (await of_id(ana, case)).answers == stored(*DAMAGED[:3])
    await ana.press(f"v1:{case}:open:")
    await ana.pick(*DAMAGED[3:], "verdict:")
    await ana.say(f"/{command}")
    assert ana.last.from_bot
    await ana.press(f"v1:{case}:happened:dispute_opened")
    await ana.say(f"/{command}")
    assert ana.last.from_bot
    assert [event.event for event in (await of_id(ana, case)).events] == ["verdict"]
    await ana.press(f"v1:{case}:verdict:")
    assert ana.data(ana.last, f"{case}:because:")


async def of_id(buyer, case):
    return next(each for each in await buyer.stored() if each.id == case)


async def test_start_greets_and_asks_the_first_question(ana):
    await ana.say("/start")
    greeting = ana.history[1].text
    assert "not part of AliExpress" in greeting
    assert "passwords" in greeting
    assert ana.asked == "situation"


async def test_start_in_the_middle_offers_to_go_on(ana):
    await ana.say("/start")
    await ana.pick(*DAMAGED[:3])
    await ana.say("/start")
    assert len(await ana.stored()) == 1
    await ana.tap("Go on with it")
    assert ana.asked == "delivered_on"


async def test_start_twice_before_any_answer_makes_one_case(ana):
    await ana.say("/start")
    await ana.say("/start")
    assert len(await ana.stored()) == 1


async def test_newcase_twice_before_any_answer_makes_one_case(ana):
    await ana.say("/newcase")
    await ana.say("/newcase")
    await ana.say("/newcase")
    assert len(await ana.stored()) == 1
    assert ana.asked == "situation"


async def test_start_takes_a_payload_and_ignores_it(ana):
    for payload in ("abc", "x" * 64, "../..", "<b>", "v1:x:erase:yes"):
        await ana.say(f"/start {payload}")
        assert ana.asked == "situation"


async def test_cancel_leaves_the_case_and_resume_comes_back_to_the_very_question(ana):
    await ana.say("/start")
    await ana.pick(*DAMAGED[:4])
    await ana.say("/cancel")
    assert ana.asked is None
    assert (await ana.case()).answers == stored(*DAMAGED[:4])
    await ana.say("/cancel")  # nothing to leave
    await ana.say("/resume")
    assert ana.asked == "protection_ends_on"


async def test_cancel_drops_a_proposal(ana):
    await ana.say("/start")
    await ana.pick(*DAMAGED[:3])
    await ana.say("yesterday")
    await ana.say("/cancel")
    await ana.say("/resume")
    await ana.say("yes")
    assert "delivered_on" not in (await ana.case()).answers


async def test_resume_after_the_verdict_shows_the_verdict(ana):
    await to_verdict(ana, *DAMAGED)
    await ana.say("/cancel")
    await ana.say("/resume")
    assert ana.data(ana.last, ":because:")


@pytest.mark.parametrize("command", ["resume", "cancel", "cases", "help", "settings", "privacy"])
async def test_commands_come_before_any_case_as_well(ana, command):
    await ana.say(f"/{command}")
    assert ana.last.from_bot
    assert await ana.stored() == []


async def test_help_names_every_command_but_start(ana):
    await ana.say("/help")
    for command in COMMANDS:
        assert f"/{command}" in ana.text or command in ("start", "help"), command


async def test_an_unknown_command_lists_those_there_are(ana):
    await ana.say("/banana")
    assert "/newcase" in ana.text
    assert await ana.stored() == []


@pytest.mark.parametrize(
    "text", ["/START", "/start@dispute_guide_bot", "/start@Dispute_Guide_Bot", "/start\n", "/Start now"]
)
async def test_a_command_may_be_written_in_several_ways(ana, text):
    await ana.say(text)
    assert ana.asked == "situation"


async def test_a_command_for_another_bot_gets_no_answer(ana):
    await ana.say("/start@another_bot")
    assert not ana.last.from_bot


async def test_a_command_inside_a_text_is_not_one(ana):
    await ana.say("/start")
    await ana.pick(*DAMAGED[:2])
    for command in ("/newcase", "/cancel", "/delete_me"):
        await ana.say(f"hmm {command} hmm")
        assert ana.asked == "flaw"
    assert len(await ana.stored()) == 1


async def test_help_in_the_middle_keeps_a_proposal_waiting(ana):
    await ana.say("/start")
    await ana.pick(*DAMAGED[:3])
    await ana.say("yesterday")
    await ana.say("/help")
    await ana.say("yes")
    assert (await ana.case()).answers["delivered_on"] == "2026-11-21"


async def test_whose_app_names_no_language_is_talked_to_in_english(bot):
    somebody = Buyer(bot, 9, None)
    await somebody.say("/start")
    assert somebody.asked == "situation"
    assert "What happened" in somebody.text
