"""What if I wait until Friday? The case on another day, in words; nothing is changed by asking."""

from tests.bot.cards import at_stage, card, kept, labels
from tests.bot.paths import DAMAGED, to_verdict


async def asked(buyer):
    await buyer.tap("More…", await card(buyer))
    await buyer.tap("What if I wait?", await card(buyer))


async def test_waiting_past_the_day_to_act_by_is_told(ana):
    await to_verdict(ana, *DAMAGED)
    before = await kept(ana)
    await asked(ana)
    assert [label.partition(",")[0] for label in ana.labels] == [
        "Until tomorrow", "Until Wed", "Until the next date", "Pick a day", "Show the case",
    ]  # fmt: skip
    await ana.say("December 5, 2026")
    await ana.say("yes")
    assert "The day to open the dispute, Tue, Dec 1, 2026, has passed then." in ana.text
    assert await kept(ana) == before


async def test_friday_is_the_next_one(ana):
    await to_verdict(ana, *DAMAGED)
    await asked(ana)
    await ana.say("Friday")
    assert "Fri, Nov 27, 2026" in ana.text
    await ana.say("yes")
    assert ana.text.startswith("If you wait until Fri, Nov 27, 2026")


async def test_days_can_be_compared_one_after_the_other_in_place(ana):
    await to_verdict(ana, *DAMAGED)
    await asked(ana)
    messages = len(ana.history)
    await ana.tap("Until tomorrow", ana.last)
    assert "nothing changes" in ana.text
    await ana.tap("Until the next date", ana.last)
    assert "Fri, Nov 27, 2026" in ana.text
    assert len(ana.history) == messages


async def test_a_day_can_be_picked_and_only_one_ahead(ana):
    await to_verdict(ana, *DAMAGED)
    await asked(ana)
    await ana.tap("Pick a day", ana.last)
    days = [b["callback_data"].rpartition(":")[2] for row in ana.last.inline_keyboard for b in row]
    ahead = [day for day in days if day.startswith("2026-11-")]
    assert (ahead[0], ahead[-1]) == ("2026-11-23", "2026-11-30")
    await ana.pick("whatif:2026-11-30")
    assert ana.text.startswith("If you wait until Mon, Nov 30, 2026")


async def test_a_day_that_does_not_lie_ahead_is_refused_and_asked_for_again(ana):
    await to_verdict(ana, *DAMAGED)
    await asked(ana)
    await ana.say("yesterday")
    await ana.say("yes")
    assert ana.text.startswith("That day doesn’t lie ahead.")
    assert "Until which day would you wait?" in ana.text


async def test_leaving_it_shows_the_case_and_no_day_is_expected_any_more(ana):
    await at_stage(ana, DAMAGED, "dispute_opened")
    before = await kept(ana)
    await asked(ana)
    await ana.tap("Show the case", ana.last)
    assert (await card(ana)).id == ana.last.id
    assert await kept(ana) == before
    assert "More…" in labels(ana.last)


async def test_forged_days_change_nothing(ana):
    await to_verdict(ana, *DAMAGED)
    before, case = await kept(ana), (await ana.case()).id
    for day in ("2026-02-30", "x", "9999-12-31", "2026-11-22", "2020-01-01"):
        await ana.press(f"v1:{case}:whatif:{day}")
        assert await kept(ana) == before
