"""Reminders: when they come, what their buttons do, and when none comes. By default the buyer's zone is UTC."""

from datetime import UTC, datetime, timedelta

from tests.bot.mornings import KNOWN, at, clock_of, clocks_of, clocks_reminded, held_up, let_go, reminders, until
from tests.bot.paths import CHEAPER, DAMAGED, to_verdict
from tests.chat import NOON, Buyer, bot_running, quiet


async def test_a_reminder_comes_at_nine_and_not_before(ana):
    await to_verdict(ana, *KNOWN)
    await until(ana, at(11, 24, 8, 59))
    assert reminders(ana) == []
    await until(ana, at(11, 24, 9, 0))
    (reminder,) = reminders(ana)
    assert "Dec 1, 2026" in reminder.text
    assert "offline" not in reminder.text


async def test_a_reminder_says_what_to_do_and_for_which_case_and_leads_to_it(ana):
    await to_verdict(ana, *KNOWN)
    await until(ana, at(11, 24))
    (reminder,) = reminders(ana)
    assert "damaged" in reminder.text
    assert "€24.90" in reminder.text
    assert ana.labels == ["Done", "Snooze", "Show the case", "Stop these reminders"]
    await ana.tap("Show the case")
    assert ana.data(ana.last, ":because:")


async def test_each_clock_reminds_once_on_each_of_its_days(ana):
    await to_verdict(ana, *KNOWN)
    seen = {}
    for day in range(1, 13):
        before = len(reminders(ana))
        await until(ana, at(11, 22) + timedelta(days=day))
        await until(ana, at(11, 22, 9, 30) + timedelta(days=day))
        for clock in await clocks_reminded(ana, since=before):
            seen.setdefault(clock, []).append(22 + day)
    # 31 is 1 December; from the 4th on (34) the button is looked for every day
    assert seen == {"open_dispute": [24, 28, 30, 31, 33, 34], "seller_answer": [26, 27]}


async def test_no_reminder_comes_before_the_verdict_was_shown(ana):
    await ana.say("/start")
    await ana.pick(*KNOWN)
    await until(ana, at(11, 24))
    assert reminders(ana) == []


async def test_done_is_ticked_off_and_asks_for_the_day_of_the_dispute(ana):
    await to_verdict(ana, *KNOWN)
    await until(ana, at(11, 24))
    reminder, data = ana.last, ana.button(ana.last, "Done")
    first = await ana.press(data)
    assert reminder.inline_keyboard == []
    await ana.tap("Yesterday")
    assert [(e.event, f"{e.on}") for e in (await ana.case()).events][1:] == [("dispute_opened", "2026-11-23")]
    await ana.move(timedelta(days=3))
    messages = len(ana.history)
    second = await ana.press(data, reminder.id)
    assert second
    assert second != first
    assert len(ana.history) == messages


async def test_done_can_be_typed_where_nothing_else_is_asked(ana):
    await to_verdict(ana, *KNOWN)
    await until(ana, at(11, 24))
    await ana.say("done")
    assert (await ana.case()).focus == "dispute_opened"


async def test_a_reminder_in_the_middle_of_another_case_does_not_take_its_answer(ana):
    await to_verdict(ana, *KNOWN)
    await ana.say("/newcase")
    await ana.pick(*KNOWN[:3])
    await ana.say("yesterday")
    await until(ana, at(11, 24))
    assert len(reminders(ana)) == 1
    await ana.say("yes")
    assert (await ana.case()).answers["delivered_on"] == "2026-11-21"


async def test_done_asks_for_the_date_that_was_to_be_looked_up(ana):
    await to_verdict(ana, *DAMAGED)
    await until(ana, at(11, 23))
    assert await clock_of(ana, ana.last) == "look_up"
    await ana.tap("Done")
    assert ana.asked == "protection_ends_on"
    await ana.pick("protection_ends_on:2026-12-20")
    before = len(reminders(ana))
    await until(ana, at(11, 25))
    assert [await clock_of(ana, message) for message in reminders(ana)[before:]] == [
        "open_dispute"
    ]  # of the 24th, late


async def test_stop_ends_the_reminders_of_its_clock_and_of_no_other(ana):
    await to_verdict(ana, *KNOWN)
    await until(ana, at(11, 24))
    data, reminder = ana.button(ana.last, "Stop"), ana.last.id
    first = await ana.press(data)
    assert (await ana.case()).stopped == {"open_dispute"}
    assert await ana.press(data, reminder) != first
    for day in (26, 27, 28, 30):
        await until(ana, at(11, day))
    assert [await clock_of(ana, message) for message in reminders(ana)] == ["seller_answer", "seller_answer"]


async def test_a_reminder_that_goes_out_late_says_so(ana):
    await to_verdict(ana, *KNOWN)
    await until(ana, at(11, 24, 15))
    (reminder,) = reminders(ana)
    assert "Nov 24, 2026" in reminder.text.partition("\n")[0]


async def test_what_fell_due_while_the_bot_was_down_comes_on_its_return_once_in_one_message(folder):
    async with bot_running(folder) as sandbox:
        ana = Buyer(sandbox)
        await to_verdict(ana, *KNOWN)
    async with bot_running(folder, at(12, 1, 20), sandbox.telegram.snapshot()) as sandbox:
        ana = Buyer(sandbox)
        await ana.move(timedelta(0))
        (message,) = reminders(ana)
        assert [clock for _, clock in await clocks_of(ana, message)] == ["open_dispute", "seller_answer"]
        dispute, seller = message.text.splitlines()[-2:]
        assert "due on Tue, Nov 24, 2026" in dispute  # the first of the four that were missed
        assert "due on Thu, Nov 26, 2026" in seller
        await ana.move(timedelta(minutes=5))
        assert len(reminders(ana)) == 1


async def test_a_restart_sends_nothing_twice_and_forgets_nothing(folder):
    async with bot_running(folder) as sandbox:
        ana = Buyer(sandbox)
        await to_verdict(ana, *KNOWN)
        await until(ana, at(11, 24))
    async with bot_running(folder, at(11, 24, 9, 1), sandbox.telegram.snapshot()) as sandbox:
        ana = Buyer(sandbox)
        await ana.move(timedelta(minutes=10))
        assert len(reminders(ana)) == 1
        await until(ana, at(11, 26))
        assert len(reminders(ana)) == 2


async def test_a_dispute_that_is_opened_ends_the_reminders_to_open_it(ana):
    await to_verdict(ana, *KNOWN)
    await ana.tap("I opened the dispute")
    await ana.tap("Today")
    for day in range(23, 31):
        await until(ana, at(11, day))
    clocks = [await clock_of(ana, message) for message in reminders(ana)]
    assert set(clocks) == {"look_at_dispute"}
    assert len(clocks) == 4  # 24, 26, 28, 30


async def test_taking_the_dispute_back_brings_the_reminders_back(ana):
    await to_verdict(ana, *KNOWN)
    await ana.tap("I opened the dispute")
    await ana.tap("Today")
    await ana.tap("Take back")
    await until(ana, at(11, 24))
    assert [await clock_of(ana, message) for message in reminders(ana)] == ["open_dispute"]


async def test_a_closed_case_reminds_of_nothing_and_one_opened_again_does(ana):
    await to_verdict(ana, *KNOWN)
    await ana.press(f"v1:{(await ana.case()).id}:close:yes")
    await until(ana, at(11, 24))
    assert reminders(ana) == []
    await ana.press(f"v1:{(await ana.case()).id}:reopen:")
    await until(ana, at(11, 26))
    assert [await clock_of(ana, message) for message in reminders(ana)] == ["seller_answer"]


async def test_after_delete_me_no_reminder_comes(ana):
    await to_verdict(ana, *KNOWN)
    await ana.say("/delete_me")
    await ana.tap("Yes, erase")
    messages = len(ana.history)
    await until(ana, at(12, 3))
    assert len(ana.history) == messages


async def test_a_changed_date_moves_the_reminders(ana):
    await to_verdict(ana, *KNOWN)
    await ana.tap("My answers")
    await ana.pick("change:delivered_on", "delivered_on:2026-11-20")  # act by 3 December: first on 26 November
    await until(ana, at(11, 25))
    assert reminders(ana) == []
    await until(ana, at(11, 26))
    (message,) = reminders(ana)
    assert [clock for _, clock in await clocks_of(ana, message)] == ["seller_answer", "open_dispute"]


LATER = tuple("delivered_on:2026-11-20" if a.startswith("delivered_on") else a for a in KNOWN)
"""To open the dispute by 3 December: first on the 26th, as is the seller's answer."""


async def test_several_things_of_one_morning_come_in_one_message_the_nearest_deadline_first(ana):
    await to_verdict(ana, *LATER)
    await to_verdict(ana, *KNOWN)
    known, later = [case.id for case in sorted(await ana.stored(), key=lambda case: case.answers["delivered_on"])]
    await until(ana, at(11, 25))
    before = len(reminders(ana))
    await until(ana, at(11, 26))
    (message,) = reminders(ana)[before:]
    together = await clocks_of(ana, message)
    assert set(together[:2]) == {(later, "seller_answer"), (known, "seller_answer")}  # by the 27th
    assert together[2:] == [(later, "open_dispute")]
    assert message.text.splitlines()[0] == "3 things are due, the nearest date first"
    assert "open the dispute by Thu, Dec 3, 2026" in message.text.splitlines()[-1]
    for number, (case, _) in enumerate(together, 1):
        assert ana.button(message, f"Case {number}") == f"v1:{case}:open:"


async def test_done_in_a_message_of_several_ticks_off_one_and_leaves_the_others(ana):
    await to_verdict(ana, *LATER)
    await to_verdict(ana, *KNOWN)
    await until(ana, at(11, 25))
    await until(ana, at(11, 26))
    message = reminders(ana)[-1]
    _, second, third = await clocks_of(ana, message)
    await ana.tap("Done: 1", message)
    assert await clocks_of(ana, message) == [second, third]
    assert message.text.splitlines()[0].startswith("✓ Done: The seller’s answer")
    await ana.tap("Done: 2", message)
    assert await clocks_of(ana, message) == [second]
    await ana.tap("Done", message)
    assert message.inline_keyboard == []
    assert message.text.count("✓") == 3


async def test_stop_in_a_message_of_several_leaves_the_others(ana):
    await to_verdict(ana, *LATER)
    await to_verdict(ana, *KNOWN)
    await until(ana, at(11, 26))
    message = reminders(ana)[-1]
    first, *others = await clocks_of(ana, message)
    await ana.tap("Stop 1", message)
    assert await clocks_of(ana, message) == others
    await ana.tap("Remind me again")
    stopped = {case.id: case.stopped for case in await ana.stored()}
    assert stopped[first[0]] == frozenset()


async def test_a_message_of_many_things_is_split_into_several_that_fit(ana):
    for _ in range(12):
        await to_verdict(ana, *KNOWN)
    await until(ana, at(11, 24))
    assert [len(await clocks_of(ana, message)) for message in reminders(ana)] == [10, 2]


async def test_a_case_that_is_closed_while_its_reminder_waits_in_the_outbox_is_left_out_of_it(ana):
    await to_verdict(ana, *LATER)
    await to_verdict(ana, *KNOWN)
    later, known = [case.id for case in await ana.stored()]
    before = await held_up(ana, at(11, 26))
    ana.telegram.tap(ana.id, ana.last.id, f"v1:{later}:close:yes", forged=True)
    await let_go(ana, lambda cases: cases[0].closed_at, before)
    (message,) = reminders(ana)
    assert {case for case, _ in await clocks_of(ana, message)} == {known}


async def test_a_reminder_that_waited_long_for_telegram_is_made_anew_and_sent_once(ana):
    await to_verdict(ana, *KNOWN)
    await held_up(ana, at(11, 24), 3 * 3600)
    ana.sandbox.clock.shift(timedelta(hours=4))
    await ana.move(timedelta(minutes=1))
    await ana.move(timedelta(minutes=1))
    (message,) = reminders(ana)
    assert "offline" in message.text


async def test_what_a_case_came_to_want_while_the_bot_was_down_comes_with_its_return(folder):
    """From 4 December on the button may be gone any day, so there is a reminder every day; before, nobody asked for one."""
    async with bot_running(folder, at(12, 3, 12)) as sandbox:
        ana = Buyer(sandbox)
        await to_verdict(ana, *DAMAGED)
        before = len(reminders(ana))
    async with bot_running(folder, at(12, 6, 8, 30), sandbox.telegram.snapshot()) as sandbox:
        ana = Buyer(sandbox)
        await ana.move(timedelta(0))
        (message,) = reminders(ana)[before:]
        assert "open_dispute" in [clock for _, clock in await clocks_of(ana, message)]
        assert "offline" in message.text


async def test_when_the_time_was_over_before_the_bot_came_back_it_says_what_is_left_to_do(folder):
    async with bot_running(folder) as sandbox:
        ana = Buyer(sandbox)
        await to_verdict(ana, *KNOWN)
    async with bot_running(folder, at(2, 20, year=2027), sandbox.telegram.snapshot()) as sandbox:
        ana = Buyer(sandbox)
        await ana.move(timedelta(0))
        (message,) = reminders(ana)
        assert "surely ended on Wed, Jan 6, 2027" in message.text
        assert "what is left to do" in message.text


async def test_what_is_usually_not_covered_reminds_of_nothing(ana):
    await to_verdict(ana, *CHEAPER)
    await until(ana, at(12, 22))
    assert reminders(ana) == []


async def test_a_date_that_is_taken_back_just_before_the_reminder_goes_out_stops_nobody_elses(ana):
    """The row is due already, and its clock has no day any more: what then can't be said must not be in the way."""
    bea = Buyer(ana.sandbox, 8)
    await to_verdict(ana, *DAMAGED)
    await to_verdict(bea, *KNOWN)
    await until(ana, at(11, 24, 8, 59) + timedelta(seconds=50))
    ana.sandbox.clock.shift(timedelta(seconds=12))  # nine o'clock; the bot looks again at ten seconds past
    await ana.press(f"v1:{(await ana.case()).id}:change:delivered_on")
    await ana.pick("delivered_on:unknown")
    assert reminders(bea) == []
    await ana.move(timedelta(minutes=1))
    assert len(reminders(bea)) == 1


async def test_done_leads_to_where_the_answer_can_be_given(ana):
    """ "Does it show Delivered now? If it does, enter the day here." """
    await ana.say("/start")
    await ana.pick("situation:arrived_wrong", "problem:damaged", "flaw:unusable", "delivered_on:not_marked")
    await ana.pick("protection_ends_on:2026-12-30", "item_value:24.90 EUR", "postage:free", "seller_contact:refused")
    await ana.pick("contacted_on:2026-11-20", "verdict:")
    await until(ana, at(11, 29))
    clocks = [clock for _, clock in await clocks_of(ana, reminders(ana)[-1])]
    await ana.tap(f"Done: {clocks.index('check_status') + 1}")
    assert ana.asked == "delivered_on"


async def test_many_buyers_each_get_their_own(bot):
    buyers = [Buyer(bot, 100 + n) for n in range(5)]
    for buyer in buyers:
        await to_verdict(buyer, *KNOWN)
    await until(buyers[0], at(11, 24))
    await quiet(bot)
    assert [len(reminders(buyer)) for buyer in buyers] == [1] * 5


async def test_a_buyer_who_blocked_the_bot_is_left_in_peace(tmp_path):
    async with bot_running(tmp_path) as sandbox:
        ana, bea = Buyer(sandbox), Buyer(sandbox, 8)
        await to_verdict(ana, *KNOWN)
        await to_verdict(bea, *KNOWN)
        sandbox.telegram.block(ana.id)
        await until(bea, at(11, 24))
        assert len(reminders(bea)) == 1
        messages = len(ana.history)
        await until(bea, at(11, 26))
        assert len(ana.history) == messages
        await ana.say("/resume")  # who speaks again is there again
        await until(bea, at(11, 27))
        assert [await clock_of(ana, message) for message in reminders(ana)] == ["seller_answer"]


async def test_the_next_reminder_is_known_to_the_clock_in_the_page(ana):
    await to_verdict(ana, *KNOWN)
    assert await ana.sandbox.next_due() == at(11, 24)
    assert ana.sandbox.clock.now() == NOON


async def test_what_a_case_came_to_want_as_the_day_turned_while_the_bot_was_down_is_sent_on_its_return(folder):
    """The fifteenth day is over on the 24th: from the 25th on the button is looked for every day."""
    late = ("delivered_on:2026-11-09", "protection_ends_on:unknown", "item_value:24.90 EUR", "postage:as_much_or_more")
    async with bot_running(folder) as first:
        await to_verdict(Buyer(first), *DAMAGED[:3], *late, "seller_contact:not_yet")
    saved = first.telegram.snapshot()
    async with bot_running(folder, datetime(2026, 11, 25, 9, 14, tzinfo=UTC), saved) as sandbox:
        ana = Buyer(sandbox)
        await ana.move(timedelta(minutes=1))
        states = await sandbox.store.write(
            lambda tx: tx.run("SELECT clock, state FROM reminders WHERE on_day = '2026-11-25'").fetchall()
        )
    assert ("open_dispute", "sent") in [tuple(row) for row in states]
