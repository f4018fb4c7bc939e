"""A rule or a period is corrected, and a buyer's date moves: he is told the old one, the new one, and why."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.assembly import WORDS
from bot.guide import Guide, Knowledge
from bot.reminders import Reminders
from bot.search import Lookup
from bot.settings import Settings
from bot.vitals import Vitals
from flows.assess import Assessor
from flows.load import ALIEXPRESS, load
from flows.words import Library
from tests.bot.mornings import KNOWN, at, until
from tests.bot.paths import to_verdict


def corrected(**values):
    """The guidebook with other lengths: of figures by their id, of the guide's own periods by theirs."""
    book = load()
    figures = tuple(replace(f, value=values.get(f.id.replace("-", "_"), f.value)) for f in book.figures)
    periods = {p.id: replace(p, value=values.get(p.id, p.value)) for p in book.periods.values()}
    return replace(book, figures=figures, periods=periods)


def rounds(sandbox, book):
    """The reminders' part of a bot that was started with this guidebook."""
    settings = Settings.model_construct(default_time_zone="UTC")
    knowledge = Knowledge(
        assessor=Assessor(book), library=Library(ALIEXPRESS / "words", WORDS), lookup=Lookup.load(ALIEXPRESS),
        default_zone=settings.zone, retention_days=365, privacy_contact="",
    )  # fmt: skip
    return Reminders(Guide(knowledge), sandbox.store, sandbox.runtime.outbox, Vitals(sandbox.clock))


async def after_the_correction(buyer, book):
    before = len(buyer.history)
    await rounds(buyer.sandbox, book).align(buyer.sandbox.clock)
    await buyer.move(timedelta(0))
    return buyer.history[before:]


async def test_he_is_told_the_old_date_the_new_one_and_why(ana):
    await to_verdict(ana, *KNOWN)
    (said,) = await after_the_correction(ana, corrected(PF_013_days=13))
    assert "Open the dispute: Sun, Nov 29, 2026, until now Tue, Dec 1, 2026" in said.text
    assert "from 15 to 13" in said.text
    assert "13 days to open a dispute" in said.text
    assert ana.data(said, ":open:")


async def test_it_is_told_once_and_the_reminders_follow(ana):
    await to_verdict(ana, *KNOWN)
    book = corrected(PF_013_days=13)
    assert len(await after_the_correction(ana, book)) == 1
    assert await after_the_correction(ana, book) == []
    ahead = await ana.sandbox.store.write(lambda tx: tx.pending_reminders(ana.id))
    assert [f"{row.on:%d}" for row in ahead if row.clock == "open_dispute"] == ["26", "28", "29", "01"]


async def test_what_a_buyer_says_moves_dates_without_that(ana):
    await to_verdict(ana, *KNOWN)
    await ana.tap("My answers")
    await ana.pick("change:delivered_on", "delivered_on:2026-11-20")
    assert await after_the_correction(ana, load()) == []


async def test_an_answer_given_between_the_correction_and_the_round_hides_nothing(ana):
    """The old process' last answers, or a new one's first, before its first round is over."""
    await to_verdict(ana, *KNOWN)
    visit = rounds(ana.sandbox, corrected(PF_013_days=13))._guide
    case = await ana.case()
    now = ana.sandbox.clock.now()
    await ana.sandbox.store.write(lambda tx: visit.visit(tx, ana.id, now).keep(case))
    assert len(await after_the_correction(ana, corrected(PF_013_days=13))) == 1


async def test_the_guides_own_margin_is_named_as_such(ana):
    await to_verdict(ana, *KNOWN)
    (said,) = await after_the_correction(ana, corrected(margin=3))
    assert "the margin that I add myself was corrected from 2 to 3" in said.text


async def test_nobody_is_told_whose_dates_stay(ana):
    await to_verdict(ana, *KNOWN)
    assert await after_the_correction(ana, corrected(PF_029_days=99)) == []


@pytest.mark.parametrize("how", ["closed", "blocked"])
async def test_who_closed_the_case_or_blocked_the_bot_is_not_told(ana, how):
    await to_verdict(ana, *KNOWN)
    if how == "closed":
        await ana.press(f"v1:{(await ana.case()).id}:close:yes")
    else:
        await ana.sandbox.store.write(lambda tx: tx.mark_blocked(ana.id, at(11, 22)))
    assert await after_the_correction(ana, corrected(PF_013_days=13)) == []


async def test_at_night_it_waits_for_the_morning(ana):
    await to_verdict(ana, *KNOWN)
    await until(ana, at(11, 22, 23))
    assert await after_the_correction(ana, corrected(PF_013_days=13)) == []
    await until(ana, at(11, 23, 8))
    assert len(await after_the_correction(ana, corrected(PF_013_days=13))) == 1
