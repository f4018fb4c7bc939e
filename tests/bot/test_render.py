"""Every screen as Telegram takes it: lengths, buttons, markup."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from bot import assembly
from bot.clock import SettableClock
from bot.guide import Visit
from bot.guide.callbacks import data_for
from bot.guide.card import card_screen, closed_screen, told_screen
from bot.guide.casebook import erase_ask
from bot.guide.conversation import present_screen
from bot.guide.days import day_screen
from bot.guide.due import thing_due
from bot.guide.month import calendar_screen
from bot.guide.place import clocks_of, country_screen, settings_screen, zone_screen, zones_by_country
from bot.guide.questions import proposal_screen, summary_screen
from bot.guide.reminding import reminder_screen
from bot.guide.titles import case_title
from bot.guide.typing import CURRENCIES
from bot.guide.verdicts import verdict_screen, why_screen
from bot.handlers import clean, is_written
from bot.render import LONGEST, calls_for, html_of
from bot.sandbox.telegram.server import PretendTelegram
from bot.settings import Settings
from bot.store import Buyer, Case, Event, Reminder
from bot.talk import Button, Fold, Paste, Points, Reply, Screen, Text, Title
from flows.model import Money
from flows.samples import TODAY, samples
from tests.bot.test_commands import every_question

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
OWNER, CASE_ID = 7, "AbC-_123456"
MOST_BUTTONS = 100
TOAST = 200


@pytest.fixture(scope="module")
def knowledge():
    return assembly.knowledge_for(Settings.model_construct())


@pytest.fixture(scope="module")
def visit(knowledge):
    """A look at a buyer with nothing stored: screens only read."""
    return Visit(None, knowledge, Buyer(id=OWNER), NOW)


@pytest.fixture
async def shown():
    """Renders a screen and has the pretend Telegram take it; returns the texts as they are seen."""
    telegram = PretendTelegram(SettableClock(NOW), token="1:x")
    telegram.start(OWNER)

    async def show(screen):
        texts = []
        for method, parameters, *_ in calls_for(Reply(screens=(screen,)), OWNER):
            status, body = await telegram.call(method, parameters)
            assert status == 200, (body, parameters["text"])
            texts.append(body["result"]["text"])
        buttons = [button for row in screen.rows for button in row]
        assert len(buttons) <= MOST_BUTTONS
        assert all(1 <= len(button.data.encode()) <= 64 for button in buttons), screen.rows
        assert all(button.label.strip() or button.data.endswith(":nothing:") for button in buttons)
        assert all(0 < len(text.encode("utf-16-le")) // 2 <= LONGEST for text in texts)
        assert not any("\u2068" in text or "{" in text for text in texts)
        return texts

    return show


@pytest.fixture(scope="module")
def verdicts(knowledge):
    """Assessments of each path, the spreads of dates taking turns: one for each combination of rule, window, clocks
    and remedy, with the case that it is about."""
    found = {
        (one.rule.id, one.window, one.circumstances.get("row"), one.remedy, *(c.id for c in one.clocks)): one
        for one in samples(knowledge.assessor)
    }
    assert len(found) > 100
    assert len({one.rule.id for one in found.values()}) == len(knowledge.book.tables.rules)
    return [(one, case_of(one)) for one in found.values()]


def case_of(found):
    happened = [Event(event=e.event, on=e.on, by=e.by, amount=str(e.amount or "")) for e in found.used]
    events = [Event(event="verdict", on=TODAY, note="x/y"), *happened]
    answers = {question: str(value) for question, value in found.walk.path.items()}
    return Case(id=CASE_ID, owner=OWNER, opened_at=NOW, answers=answers, events=tuple(events))


@pytest.fixture(scope="module")
def verdict_screens(verdicts, visit):
    return [(found.rule.id, verdict_screen(visit, case, found)) for found, case in verdicts]


async def test_every_kind_of_verdict_fits_into_one_message(verdict_screens, shown):
    for rule, screen in verdict_screens:
        assert len(await shown(screen)) == 1, rule
        assert isinstance(screen.blocks[0], Title)  # first the answer in one line
        assert len(screen.blocks[0].text) < 160, screen.blocks[0].text
        assert "\n" not in screen.blocks[0].text


async def test_the_open_part_of_a_verdict_is_short_enough_for_a_phone(verdict_screens):
    """What isn't folded away: the answer, the next step, the dates, what to ask for."""
    for rule, screen in verdict_screens:
        assert sum(len(html_of(block)) for block in screen.blocks if not isinstance(block, Fold)) < 1600, rule


async def test_every_card_fits_into_one_message_and_a_phones_screen(verdicts, visit, shown):
    for found, case in verdicts:
        for screen in (card_screen(visit, case), card_screen(visit, case, page=1), told_screen(visit, case)):
            assert len(await shown(screen)) == 1, found.rule.id
            labels = [button.label for row in screen.rows for button in row]
            assert len(labels) == len(set(labels)), (found.stage, labels)  # each can be typed
            assert len(screen.rows) <= 18, (found.stage, labels)
        first = card_screen(visit, case)
        assert sum(len(html_of(block)) for block in first.blocks if not isinstance(block, Fold)) < 1500, found.rule.id
        assert len(first.rows) <= 12, (found.stage, [b.label for row in first.rows for b in row])


async def test_every_page_of_why_fits_and_leads_to_the_next(verdicts, visit, shown):
    rules = {found.rule.id: case for found, case in verdicts}
    assert len(rules) > 20
    for case in rules.values():
        page = 0
        while screen := why_screen(visit, case, page):
            assert len(await shown(screen)) == 1
            page += 1
        assert page >= 1


async def test_every_question_in_every_place_fits(visit, shown):
    for answers, _ in every_question():
        await shown(present_screen(visit, Case(id=CASE_ID, owner=OWNER, opened_at=NOW, answers=answers)))


async def test_every_reason_for_asking_fits_into_a_dialog(visit):
    questions = visit.book.questions
    assert len(questions) > 20
    for question in questions:
        assert len(visit.words(f"question-{question}-why", **visit.figures)) <= TOAST, question


async def test_every_toast_fits(visit):
    for name in ("old-button", "no-such-case", "case-closed", "already-same", "already-answered", "first-question",
                 "not-finished", "done", "already-done", "stopped", "already-stopped"):  # fmt: skip
        assert 0 < len(visit.words(f"toast-{name}")) <= TOAST


async def test_every_reminder_fits_and_first_says_what_to_do(verdicts, knowledge, shown):
    """On the first and on the last day of each clock that reminds, as it is then."""
    seen = set()
    for found, case in verdicts:
        days = {}
        for reminder in found.reminders:
            days.setdefault(reminder.deadline, []).append(reminder.on)
        for clock, on in ((clock, day) for clock, several in days.items() for day in {several[0], several[-1]}):
            now = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
            due = Reminder(id=10**15, case=CASE_ID, owner=OWNER, clock=clock, on=on, due_at=now, state="claimed")
            at_nine = Visit(None, knowledge, Buyer(id=OWNER), now)
            thing = thing_due(at_nine, case, [due])
            screen = reminder_screen(at_nine, [thing]) if thing else None
            if screen is not None and (clock, on, found.window) not in seen:
                seen.add((clock, on, found.window))
                assert isinstance(screen.blocks[0], Title)
                (text,) = await shown(screen)
                assert len(text) < 700
    assert {clock for clock, *_ in seen} >= {
        "look_up", "open_dispute", "seller_answer", "look_at_dispute", "appeal", "ship_back", "refund", "check_status",
        "look_again", "seller_reply", "decision", "return_arrival",
    }  # fmt: skip


async def test_calendars_proposals_summaries_and_lists_fit(visit, verdicts, shown):
    found, case = verdicts[0]
    for month in (2, 11, 12):
        await shown(calendar_screen(visit, case, "protection_ends_on", TODAY.replace(month=month, day=1)))
    amounts = [Money(Decimal(100_000_000), code) for code in CURRENCIES]
    await shown(proposal_screen(visit, case, "item_value", amounts))
    await shown(summary_screen(visit, case, found))
    await shown(day_screen(visit, case, found, "dispute_opened"))
    await shown(closed_screen(visit, case))
    await shown(erase_ask(visit))
    await shown(settings_screen(visit))


async def test_every_page_of_countries_and_every_countrys_clocks_fit(visit, shown):
    pages = -(-len(zones_by_country()) // 24)
    for page in range(pages + 1):
        await shown(country_screen(visit, page))
    clocks = {country: clocks_of(visit, zones) for country, zones in zones_by_country().items()}
    several = {country: groups for country, groups in clocks.items() if len(groups) > 1}
    assert len(several) > 20
    for country, groups in several.items():
        screen = zone_screen(visit, groups)
        labels = [button.label for row in screen.rows for button in row]
        assert len(labels) == len(set(labels)), (country, labels)  # nobody can choose between two alike
        assert len(labels) <= 14, country
        await shown(screen)


async def test_every_case_has_a_title_that_fits_a_button(verdicts, visit):
    for found, case in verdicts:
        assert 0 < len(case_title(visit, case)) < 80, found.rule.id


def screen_of(*blocks, rows=()):
    return Screen(blocks=blocks, rows=rows)


async def test_markup_in_a_text_is_shown_as_it_stands():
    nasty = "<b>&amp;</b> </blockquote> \"><a href='x'> & < > {0} %s \U0001f469\u200d\U0001f4bb"
    for block in (
        Title(nasty), Text(nasty), Points((nasty, nasty), heading=nasty), Fold(nasty, heading=nasty), Paste(nasty, heading=nasty),
    ):  # fmt: skip
        telegram = PretendTelegram(SettableClock(NOW), token="1:x")
        telegram.start(OWNER)
        ((method, parameters, *_),) = calls_for(Reply(screens=(screen_of(block),)), OWNER)
        status, body = await telegram.call(method, parameters)
        assert status == 200
        assert nasty in body["result"]["text"]


@pytest.mark.parametrize("letter", ["x", "&", "\U0001f4a5", "é"])
async def test_a_screen_that_is_too_long_becomes_several_messages_with_the_buttons_below_the_last(letter):
    telegram = PretendTelegram(SettableClock(NOW), token="1:x")
    telegram.start(OWNER)
    rows = ((Button("Go on", data_for("resume")),),)
    screen = screen_of(Title("Title"), Text(letter * 9000), Points((letter * 3000,) * 3, heading="List"), rows=rows)
    calls = calls_for(Reply(screens=(screen,)), OWNER)
    assert len(calls) > 4
    said = ""
    for method, parameters, *_ in calls:
        status, body = await telegram.call(method, parameters)
        assert status == 200, body
        said += body["result"]["text"]
    assert said.count(letter) >= 18000
    assert ["reply_markup" in parameters for _, parameters, *_ in calls] == [False] * (len(calls) - 1) + [True]


def test_a_long_numbered_list_keeps_counting_over_its_parts():
    steps = tuple(f"step {n} " + "x" * 900 for n in range(1, 10))
    calls = calls_for(Reply(screens=(screen_of(Points(steps, heading="Steps", numbered=True)),)), OWNER)
    text = "\n".join(parameters["text"] for _, parameters, *_ in calls)
    assert len(calls) > 1
    assert all(f"{n}. step {n} " in text for n in range(1, 10))


def test_a_change_of_the_tapped_message_comes_before_the_new_ones():
    calls = calls_for(Reply(change=screen_of(Text("changed")), screens=(screen_of(Text("new")),)), OWNER, 33)
    assert [method for method, *_ in calls] == ["editMessageText", "sendMessage"]
    assert calls[0][1]["message_id"] == 33
    assert all(parameters["link_preview_options"] == {"is_disabled": True} for _, parameters, *_ in calls)


def test_where_the_tapped_message_is_gone_the_change_becomes_a_message():
    calls = calls_for(Reply(change=screen_of(Text("changed"))), OWNER, None)
    assert [method for method, *_ in calls] == ["sendMessage"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b\x1b[31m", "ab[31m"),
        ("\ud800x", "x"),
        ("\u202eevil\u202c", "evil"),
        ("\u2066x\u2069", "x"),
        ("e\u0301", "é"),
        ("  spaced \n", "spaced"),
        ("مرحبا", "مرحبا"),
        ("two\nlines", "two\nlines"),
        ("\U0001f469\u200d\U0001f4bb", "\U0001f469\u200d\U0001f4bb"),
    ],
)
def test_typed_text_is_cleaned_of_what_breaks_lines_and_stores(typed, kept):
    assert clean(typed) == kept


@pytest.mark.parametrize(
    ("text", "seen"),
    [("x", True), ("\U0001f600", True), ("?", True), ("", False), ("\u200b\u2800\u3164 \u00a0", False)],
)
def test_what_cant_be_seen_counts_as_nothing(text, seen):
    assert is_written(text) is seen
