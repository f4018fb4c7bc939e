"""Old, double, forged and broken buttons: a friendly word, and nothing changes."""

import pytest

from bot import assembly
from bot.guide import Guide
from bot.guide.callbacks import VERBS
from bot.guide.days import REDATE
from bot.settings import Settings
from bot.talk import Person, Tap
from flows.load import load
from tests.bot.paths import CHEAPER, DAMAGED, stored, to_verdict
from tests.chat import NOON, Buyer, quiet

NO_SUCH_CASE = "AAAAAAAAAAA"
DAYS_ASKED = {event.id for event in load().events.values() if not event.mark} | {REDATE}
"""Verbs that bring the day of something that happened."""

GARBAGE = (
    "x", "-1", "999999999999999999", "0" * 40, "delivered_on.2026-13", "\u0663", "²", "2026-02-30", "0001-01-01",
    "9999-12-31", "None", "24.90 eur", "1e309 EUR", "0 EUR", "-5 EUR", "'; DROP TABLE cases", "../../etc/passwd",
    "\u202e\U0001f4a5\U0001f4a5", "::::", "yes:yes",
)  # fmt: skip
BROKEN = (
    "v1", "v1:", "v1::", "v1:::", "::::", "v0:{case}:problem:damaged", "v2:{case}:problem:damaged",
    "v1:{case}:problem", "v1:{case}", "{case}:problem:damaged", "V1:{case}:problem:damaged", "v1:{case}:nonsense:",
    "v1:-:nonsense:", "v1:-:problem:damaged", "v1:-:verdict:", "v1:-:close:yes", "\x00\x01\x02", "\u202e", " ",
    "\U0001f4a5" * 16, "a" * 64, "null", "{{}}", "[]", "0",
)  # fmt: skip


async def what_is_kept(buyer):
    """All that a button could have changed, apart from where the talk stands."""
    return [(case.id, dict(case.answers), case.events, case.closed_at, case.stopped) for case in await buyer.stored()]


async def press_all(buyer, presses):
    """Press a lot of buttons at once, and wait until all are answered."""
    message = buyer.last.id
    for data in presses:
        buyer.telegram.tap(buyer.id, message, data, forged=True)
    await quiet(buyer.sandbox)


async def test_a_double_tap_counts_once(ana):
    await ana.say("/start")
    await ana.pick("situation:arrived_wrong")
    message, data = ana.last.id, ana.data(ana.last, ":problem:damaged")
    before = len(ana.history)
    await press_all(ana, [data, data])
    assert ana.asked == "flaw"
    assert len(ana.history) == before + 1
    assert await ana.press(data, message) == "Already noted."


async def test_of_two_answers_at_once_the_first_counts_and_the_second_is_told(ana):
    await ana.say("/start")
    case = ana.case_id()
    await press_all(ana, [f"v1:{case}:situation:arrived_wrong", f"v1:{case}:situation:nothing_arrived"])
    assert (await ana.case()).answers == {"situation": "arrived_wrong"}
    assert "already" in await ana.press(f"v1:{case}:situation:nothing_arrived")


async def test_a_double_tap_on_show_me_the_verdict_asks_the_country_once(ana):
    await ana.say("/start")
    await ana.pick(*CHEAPER)
    data = ana.data(ana.last, ":verdict:")
    await press_all(ana, [data, data])
    assert sum(bool(ana.data(message, ":country:ES")) for message in ana.history) == 1
    assert [event.event for event in (await ana.case()).events] == ["verdict"]


@pytest.mark.parametrize("label", ["I looked: there is no button", "I opened the dispute"])
async def test_a_double_tap_on_a_report_reports_once(ana, label):
    await to_verdict(ana, *DAMAGED)
    verdict = next(m for m in reversed(ana.history) if ana.button(m, label))
    await press_all(ana, [ana.button(verdict, label)] * 2)
    if ana.button(ana.last, "Today"):
        await press_all(ana, [ana.button(ana.last, "Today")] * 2)
    assert len((await ana.case()).events) == 2


async def test_a_tap_on_an_answered_question_changes_nothing_and_points_to_change(ana):
    await ana.say("/start")
    await ana.pick(*DAMAGED[:3])
    toast = await ana.press(f"v1:{ana.case_id()}:problem:defective")
    assert "Change" in toast
    assert (await ana.case()).answers == stored(*DAMAGED[:3])
    assert ana.asked == "delivered_on"


async def test_the_open_questions_own_buttons_work_even_after_a_step_back(ana):
    """Two messages with buttons stand in the chat then: the question before, and the one that was left open."""
    await ana.say("/start")
    await ana.pick(*DAMAGED[:2])
    left_open = ana.last
    await ana.tap("‹ Back")
    assert ana.asked == "problem"
    await ana.press(ana.data(left_open, ":flaw:major"), left_open.id)
    assert (await ana.case()).answers == stored(*DAMAGED[:2], "flaw:major")
    assert ana.asked == "delivered_on"


async def test_a_double_tap_on_start_a_new_case_starts_one(ana):
    await to_verdict(ana, *CHEAPER)
    await ana.say("/cases")
    await press_all(ana, [ana.button(ana.last, "Start a new case")] * 2)
    assert len(await ana.stored()) == 2


async def test_an_answer_that_this_line_does_not_offer_is_refused(ana):
    await ana.say("/start")
    await ana.pick("situation:nothing_arrived")
    assert await ana.press(f"v1:{ana.case_id()}:problem:counterfeit")
    assert (await ana.case()).answers == {"situation": "nothing_arrived"}
    assert ana.asked == "problem"


async def test_each_button_speaks_for_its_own_case(ana):
    await ana.say("/start")
    first = ana.case_id()
    await ana.pick("situation:arrived_wrong")
    old = ana.last.id
    await to_verdict(ana, *CHEAPER)
    await ana.press(f"v1:{first}:problem:damaged", old)
    cases = {case.id: dict(case.answers) for case in await ana.stored()}
    assert cases.pop(first) == stored("situation:arrived_wrong", "problem:damaged")
    assert list(cases.values()) == [stored(*CHEAPER)]
    assert ana.asked == "flaw"  # the tapped case is the one in front now


async def test_another_persons_button_looks_like_one_of_no_case_and_changes_neither(ana):
    await to_verdict(ana, *DAMAGED)
    case = (await ana.case()).id
    bea = Buyer(ana.sandbox, 8)
    await bea.say("/start")
    anas, beas = await what_is_kept(ana), await what_is_kept(bea)
    messages = len(ana.history), len(bea.history)
    for verb in sorted(VERBS | set(load().questions) | DAYS_ASKED):
        theirs = await bea.press(f"v1:{case}:{verb}:yes")
        nobodys = await bea.press(f"v1:{NO_SUCH_CASE}:{verb}:yes")
        assert theirs, verb
        assert theirs == nobodys, verb
    assert (await what_is_kept(ana), await what_is_kept(bea)) == (anas, beas)
    assert (len(ana.history), len(bea.history)) == messages


async def test_another_persons_reminder_cant_be_ticked_off(ana):
    await to_verdict(ana, *DAMAGED)
    bea = Buyer(ana.sandbox, 8)
    await to_verdict(bea, *DAMAGED)
    case = (await bea.case()).id
    rows = await ana.sandbox.store.write(lambda tx: [tx.reminder(n, ana.id) for n in range(1, 60)])
    of_ana = next(row for row in rows if row)
    for verb in ("done", "stop"):
        assert await bea.press(f"v1:{case}:{verb}:{of_ana.id}")
    assert (await ana.case()).stopped == (await bea.case()).stopped == frozenset()
    assert (await ana.sandbox.store.write(lambda tx: tx.reminder(of_ana.id, ana.id))).state == "pending"


async def test_a_button_of_a_closed_case_offers_to_open_it_again(ana):
    await to_verdict(ana, *DAMAGED)
    case = (await ana.case()).id
    await ana.tap("Close this case")
    await ana.tap("Yes, close it")
    assert (await ana.case()).closed_at
    assert await ana.press(f"v1:{case}:because:")
    assert (await ana.case()).closed_at
    await ana.tap("Open it again")
    assert (await ana.case()).closed_at is None
    assert ana.data(ana.last, ":because:")


async def test_a_button_of_an_erased_case_says_that_it_is_gone(ana):
    await to_verdict(ana, *DAMAGED)
    case = (await ana.case()).id
    await ana.say("/delete_me")
    await ana.tap("Yes, erase")
    gone = await ana.press(f"v1:{case}:because:")
    assert gone == await ana.press(f"v1:{NO_SUCH_CASE}:because:")
    assert await ana.stored() == []


async def test_a_tap_on_a_message_that_is_gone_is_answered_all_the_same(ana):
    await ana.say("/start")
    data = ana.data(ana.last, ":situation:arrived_wrong")
    await ana.press(data, 10**6)
    assert ana.asked == "problem"
    await ana.press(f"v1:{ana.case_id()}:month:delivered_on.2026-11", 10**6)
    await ana.pick("problem:damaged", "flaw:major")
    await ana.press(f"v1:{ana.case_id()}:month:delivered_on.2026-11", 10**6)
    assert ana.data(ana.last, ":delivered_on:2026-11-18")  # as a new message


async def test_broken_data_is_answered_kindly_and_changes_nothing(ana):
    await to_verdict(ana, *DAMAGED)
    case = (await ana.case()).id
    before, messages = await what_is_kept(ana), len(ana.history)
    for data in BROKEN:
        assert await ana.press(data.format(case=case)), data
    assert await what_is_kept(ana) == before
    assert len(ana.history) == messages


async def test_a_button_of_an_older_version_says_where_to_go_on(ana):
    await ana.say("/start")
    assert "/resume" in await ana.press(f"v0:{ana.case_id()}:situation:arrived_wrong")


WITHOUT_ARGUMENT = {"new", "verdict"}
"""Verbs that mean the same whatever stands behind them, and that do change something."""


def forged_verbs():
    verbs = sorted(VERBS - WITHOUT_ARGUMENT | set(load().questions) | DAYS_ASKED)
    assert len(verbs) > 40
    return verbs


async def tell_guide(buyer, presses):
    """Straight to the guide, in one transaction: for sweeps."""
    guide, person = Guide(assembly.knowledge_for(Settings.model_construct())), Person(id=buyer.id)
    await buyer.sandbox.store.write(lambda tx: [guide.hear(tx, person, Tap(data), NOON) for data in presses])


@pytest.mark.parametrize("length", [0, 3, 5, 8, 9], ids=["fresh", "day", "amount", "summary", "verdict"])
async def test_no_garbage_upsets_the_guide_or_changes_a_case(ana, length):
    await ana.say("/start")
    await ana.pick(*DAMAGED[:length], *(["verdict:"] if length == 9 else []))
    before, case = await what_is_kept(ana), (await ana.case()).id
    for verb in forged_verbs():
        await tell_guide(ana, [f"v1:{whose}:{verb}:{junk}" for junk in GARBAGE for whose in (case, "-")])
        assert await what_is_kept(ana) == before, verb


async def test_very_long_data_does_no_harm(ana):
    await ana.say("/start")
    before = await what_is_kept(ana)
    for verb in forged_verbs():
        await tell_guide(ana, [f"v1:{whose}:{verb}:{'0' * 5000}" for whose in (ana.case_id(), "-")])
        assert await what_is_kept(ana) == before, verb


async def test_every_verb_with_garbage_is_answered_at_the_front_door(ana):
    await to_verdict(ana, *DAMAGED)
    before, case, message = await what_is_kept(ana), (await ana.case()).id, ana.last.id
    changes = ana.telegram.subscribe(ana.id)
    for verb in forged_verbs():
        ana.telegram.tap(ana.id, message, f"v1:{case}:{verb}:\u202e\U0001f4a5", forged=True)
    await quiet(ana.sandbox)
    assert await what_is_kept(ana) == before
    answered = [changes.get_nowait()["type"] for _ in range(changes.qsize())].count("toast")
    assert answered >= len(forged_verbs()) - 1  # the last one may still be on its way


async def test_only_yes_erases(ana):
    await ana.say("/start")
    for argument in ("", "no", "ask", "YES"):
        await ana.press(f"v1:-:erase:{argument}")
        assert len(await ana.stored()) == 1, argument
    await ana.press("v1:-:erase:yes")
    assert await ana.stored() == []
