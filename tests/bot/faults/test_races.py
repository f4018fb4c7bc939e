"""Two things at once: each order of them ends in a state that one of them alone could have led to, and nobody is lied to."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta

import pytest

from bot import assembly
from bot.sandbox.telegram.faults import Fault, late
from bot.settings import Settings
from bot.store import Case, Wanted
from bot.store.sqlite import SqliteStore
from flows.load import ALIEXPRESS
from flows.words import Library
from tests.bot.faults.holding import called, calls, toasts, writer_held
from tests.bot.mornings import KNOWN, at, clock_of, held_up, let_go, reminders, until
from tests.bot.paths import DAMAGED, stored, to_verdict
from tests.chat import NOON, Buyer, bot_running, quiet

pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")


async def test_the_same_tap_from_a_second_device_while_the_first_is_worked_on_is_one_step(ana):
    await ana.say("/start")
    await ana.pick("situation:arrived_wrong")
    message, data, before = ana.last.id, ana.data(ana.last, ":problem:damaged"), len(ana.history)
    answered = len(await toasts(ana.sandbox, ana, 0))
    async with writer_held(ana.sandbox):
        ana.telegram.tap(ana.id, message, data, forged=True)
        ana.telegram.tap(ana.id, message, data, forged=True)
    first, second = (await toasts(ana.sandbox, ana, answered + 2))[answered:]
    await quiet(ana.sandbox)
    assert (first, second) == ("", "Already noted.")
    assert len(ana.history) == before + 1
    assert (await ana.case()).answers == stored(*DAMAGED[:2])


async def test_yes_and_no_at_once_close_a_case_or_keep_it_and_both_taps_are_answered(ana):
    await to_verdict(ana, *DAMAGED)
    case = (await ana.case()).id
    await ana.tap("Close this case")
    answered = len(await toasts(ana.sandbox, ana, 0))
    async with writer_held(ana.sandbox):
        for verb in ("close:yes", "open:"):
            ana.telegram.tap(ana.id, ana.last.id, f"v1:{case}:{verb}", forged=True)
    first, second = (await toasts(ana.sandbox, ana, answered + 2))[answered:]
    await quiet(ana.sandbox)
    assert (first, bool(second)) == ("", True)
    assert (await ana.case()).closed_at == NOON


async def test_a_text_just_before_a_tap_is_only_a_proposal_and_the_tap_is_the_answer(ana):
    await ana.say("/start")
    await ana.pick(*DAMAGED[:3])
    question, today = ana.last.id, ana.data(ana.last, ":delivered_on:2026-11-22")
    async with writer_held(ana.sandbox):
        ana.telegram.say(ana.id, "yesterday")
        ana.telegram.tap(ana.id, question, today, forged=True)
    await quiet(ana.sandbox)
    assert (await ana.case()).answers == stored(*DAMAGED[:3], "delivered_on:2026-11-22")
    assert ana.asked == "protection_ends_on"


async def test_a_text_just_after_a_tap_is_never_taken_for_the_next_answer_unasked(ana):
    await ana.say("/start")
    await ana.pick(*DAMAGED[:3])
    question, today = ana.last.id, ana.data(ana.last, ":delivered_on:2026-11-22")
    async with writer_held(ana.sandbox):
        ana.telegram.tap(ana.id, question, today, forged=True)
        ana.telegram.say(ana.id, "tomorrow")
    await quiet(ana.sandbox)
    assert (await ana.case()).answers == stored(*DAMAGED[:3], "delivered_on:2026-11-22")
    assert ana.data(ana.last, ":protection_ends_on:2026-11-23")  # understood, and shown for a yes


@pytest.mark.parametrize("command", ["/cancel", "/newcase", "/start"])
async def test_a_command_behind_an_answer_finds_the_answer_kept(ana, command):
    await ana.say("/start")
    await ana.pick("situation:arrived_wrong")
    question, case, data = ana.last.id, ana.case_id(), ana.data(ana.last, ":problem:damaged")
    async with writer_held(ana.sandbox):
        ana.telegram.tap(ana.id, question, data, forged=True)
        ana.telegram.say(ana.id, command)
    await quiet(ana.sandbox)
    assert dict(next(each for each in await ana.stored() if each.id == case).answers) == stored(*DAMAGED[:2])
    asked = [ana.data(message, ":flaw:major") is not None for message in ana.history if message.from_bot]
    assert asked.index(True) < len(asked) - 1, "the next question comes first, then what the command says"


async def test_a_command_before_an_answer_leaves_the_buttons_case_its_own(ana):
    await ana.say("/start")
    await ana.pick("situation:arrived_wrong")
    question, case, data = ana.last.id, ana.case_id(), ana.data(ana.last, ":problem:damaged")
    async with writer_held(ana.sandbox):
        ana.telegram.say(ana.id, "/newcase")
        ana.telegram.tap(ana.id, question, data, forged=True)
    await quiet(ana.sandbox)
    answers = {each.id: dict(each.answers) for each in await ana.stored()}
    assert answers.pop(case) == stored(*DAMAGED[:2])
    assert list(answers.values()) == [{}]


async def test_who_erases_everything_while_a_reminder_is_held_up_hears_nothing_after_the_confirmation(ana):
    """Two are due, of two clocks. Telegram holds up the first."""
    await to_verdict(ana, *KNOWN)
    await ana.say("/delete_me")
    question, erase = ana.last, ana.data(ana.last, ":erase:yes")
    before = await held_up(ana, at(11, 28))
    ana.telegram.tap(ana.id, question.id, erase, forged=True)
    made = await let_go(ana, lambda cases: not cases, before)
    assert made.count("sendmessage") <= 1, "at most the one that was under way"
    assert made[-1] == "editmessagetext"
    messages = len(ana.history)
    await until(ana, at(12, 3))
    assert len(ana.history) == messages


async def test_who_closes_a_case_while_its_reminder_is_held_up_hears_nothing_after_the_confirmation(ana):
    await to_verdict(ana, *KNOWN)
    case = (await ana.case()).id
    before = await held_up(ana, at(11, 24))
    ana.telegram.tap(ana.id, ana.last.id, f"v1:{case}:close:yes", forged=True)
    made = await let_go(ana, lambda cases: cases[0].closed_at, before)
    assert made[-1] == "editmessagetext"
    messages = len(ana.history)
    await until(ana, at(12, 3))
    assert len(ana.history) == messages


async def test_a_reminder_that_was_claimed_by_a_process_that_died_is_withdrawn_where_its_case_closed_meanwhile(ana):
    await to_verdict(ana, *KNOWN)
    case = (await ana.case()).id
    claimed = await ana.sandbox.store.write(lambda tx: tx.claim_due(at(11, 24)))
    assert [(reminder.case, reminder.clock) for reminder in claimed] == [(case, "open_dispute")]
    await ana.press(f"v1:{case}:close:yes")
    await until(ana, at(11, 25))
    assert reminders(ana) == []
    row = await ana.sandbox.store.write(lambda tx: tx.reminder(claimed[0].id, ana.id))
    assert row.state == "withdrawn"


async def test_of_two_processes_that_claim_at_once_each_reminder_goes_to_one(tmp_path):
    async with AsyncExitStack() as stack:
        stores = [await SqliteStore.open(tmp_path / "guide.db") for _ in range(2)]
        for store in stores:
            stack.push_async_callback(store.close)

        def fill(tx):
            case = Case(id="abcdefghijk", owner=7, opened_at=NOON)
            tx.save_case(case)
            days = [NOON + timedelta(days=n) for n in range(1, 201)]
            tx.align_reminders(case, [Wanted(clock="look_up", on=day.date(), due_at=day) for day in days], NOON)

        await stores[0].write(fill)
        late_enough = NOON + timedelta(days=300)
        claims = await asyncio.gather(
            *(store.write(lambda tx: tx.claim_due(late_enough, 10)) for _ in range(20) for store in stores)
        )
    ids = [reminder.id for claimed in claims for reminder in claimed]
    assert len(ids) == len(set(ids)) == 200


async def test_who_comes_back_while_reminders_go_out_gets_no_heap_of_what_was_missed(tmp_path):
    async with bot_running(tmp_path) as sandbox:
        ana = Buyer(sandbox)
        await to_verdict(ana, *KNOWN)
        ana.telegram.block(ana.id)
        for day in (24, 26, 27):
            await until(ana, at(11, day))
        messages = len(ana.history)
        async with writer_held(sandbox):
            sandbox.clock.set(at(11, 28))
            ana.telegram.unblock(ana.id)
            ana.telegram.say(ana.id, "/resume")
        await until(ana, at(11, 28, 10))
        heard = [message for message in ana.history[messages:] if message.from_bot]
        assert len(heard) <= 3, "where the case stands, one summary of what was missed, and today's reminder"
        reminded = [await clock_of(ana, message) for message in heard if ana.button(message, "Done")]
        assert reminded in ([], ["open_dispute"]), "whether today's comes depends on which was first"
        await until(ana, at(11, 30))
        assert await clock_of(ana, ana.last) == "open_dispute"


@pytest.fixture
def german(tmp_path_factory, monkeypatch):
    """The guide speaks a few words of German, too."""
    texts = tmp_path_factory.mktemp("words")
    (texts / "de").mkdir()
    (texts / "de" / "talk.ftl").write_text("cases = Deine Fälle\n", "utf-8")
    library = Library(ALIEXPRESS / "words", assembly.WORDS, texts)
    known = replace(assembly.knowledge_for(Settings.model_construct()), library=library)
    monkeypatch.setattr(assembly, "knowledge_for", lambda _settings: known)


@pytest.mark.usefixtures("german")
async def test_whoever_changes_the_language_while_a_message_is_on_its_way_reads_the_next_one_in_it(folder):
    async with bot_running(folder) as sandbox:
        ana = Buyer(sandbox)
        await ana.say("/start")
        await ana.pick(*DAMAGED[:6])
        ana.telegram.script(Fault("sendMessage", late(5)))
        before = len(calls(sandbox))
        ana.telegram.say(ana.id, "/cases")
        await called(sandbox, "sendmessage", before)
        ana.telegram.person(ana.id, language_code="de")
        ana.telegram.say(ana.id, "/cases")
        sandbox.clock.shift(timedelta(seconds=5))
        await quiet(sandbox)
        english, german = (message.text for message in ana.history[-3:] if message.from_bot)
    assert english.startswith("Your cases\n")
    assert german.startswith("Deine Fälle\n")
    assert ("€24.90" in english, "24,90\u00a0€" in german) == (True, True)
