"""Asking for the time line, the calendar, the case file and the export, as a buyer does."""

import json
from dataclasses import replace
from datetime import date

import pytest
from icalendar import Calendar

from bot.store import Event
from tests.bot.paths import DAMAGED, NOTHING_ARRIVED, to_verdict
from tests.chat import Buyer


def files(buyer):
    """The files that the bot has sent so far."""
    return [message.file for message in buyer.history if message.from_bot and message.file]


@pytest.fixture
async def decided(ana):
    """Ana, with the verdict on a damaged item before her."""
    await to_verdict(ana, *DAMAGED)
    return ana


async def test_the_time_line_comes_as_a_picture_with_the_same_in_words(decided):
    await decided.say("/timeline")
    (picture,) = files(decided)
    assert picture.kind == "photo"
    assert picture.data.startswith(b"\x89PNG")
    assert len(picture.data) <= 200_000
    assert "Today, Sun, Nov 22, 2026: Talking to the seller" in decided.text
    assert "Tue, Dec 1, 2026: Open the dispute by this day" in decided.text
    assert "After Thu, Dec 3, 2026 it may be open or not" in decided.text
    assert len(decided.text) <= 1024


async def test_words_that_are_too_many_for_a_caption_come_as_a_message_before_the_picture(decided):
    case = await decided.case()
    for day in range(1, 23):
        await decided.sandbox.store.write(lambda tx, day=day: offered(tx, tx.case(case.id, case.owner), day))
    await decided.say("/timeline")
    words, picture = decided.history[-2:]
    assert words.text.startswith("The time line in words")
    assert words.text.count("Seller made an offer") == 22
    assert picture.file.kind == "photo"
    assert picture.text == "It arrived damaged · €24.90"


def offered(tx, case, day):
    opened = () if len(case.events) > 1 else (Event(event="dispute_opened", on=date(2026, 10, 31)),)
    offer = Event(event="seller_offered", on=date(2026, 11, day), amount=f"{day}.00 EUR")
    tx.save_case(replace(case, events=(*case.events, *opened, offer)))


async def test_the_calendar_comes_as_a_file_that_can_be_read(decided):
    await decided.say("/calendar")
    (file,) = files(decided)
    assert (file.name, file.mime_type) == ("case.ics", "text/calendar")
    told = [str(event["summary"]) for event in Calendar.from_ical(file.data).walk("VEVENT")]
    assert "AliExpress: Open the dispute by this day" in told


async def test_a_case_without_dates_has_no_calendar_and_says_so(ana):
    await ana.say("/newcase")
    await ana.say("/calendar")
    assert ana.text == "No dates lie ahead, so there is nothing to put into a calendar."
    assert files(ana) == []


async def test_the_case_file_comes_twice_with_marks_and_without(decided):
    await decided.say("/casefile")
    marked, plain = files(decided)
    assert (marked.name, plain.name) == ("case.md", "case.txt")
    assert "## Evidence, strongest first" in marked.data.decode()
    assert "• Price: €24.90" in plain.data.decode()


async def test_the_export_holds_everything_and_nothing_of_others(decided):
    ben = Buyer(decided.sandbox, 8)
    await to_verdict(ben, *NOTHING_ARRIVED)
    theirs = await ben.case()
    await decided.say("/export")
    mine, text = files(decided)
    assert (mine.name, text.name) == ("about-me.json", "about-me.txt")
    held = json.loads(mine.data)
    assert held["cases"][0]["answers"]["problem"] == "damaged"
    assert [event["event"] for event in held["cases"][0]["events"]] == ["verdict"]
    assert held["reminders"]
    for file in (mine, text):
        assert theirs.id.encode() not in file.data
        assert b"not_received" not in file.data
    assert "Telegram number: 7" in text.data.decode()
    assert (await decided.case()).id in text.data.decode()


async def test_an_export_after_an_erasure_has_no_case(decided):
    await decided.say("/delete_me")
    await decided.press("v1:-:erase:yes")
    await decided.say("/export")
    held = json.loads(files(decided)[-2].data)
    assert held["cases"] == held["reminders"] == held["updates"] == []
    assert b"damaged" not in files(decided)[-2].data


async def test_the_buttons_of_a_case_bring_the_same_as_the_commands(decided):
    case = await decided.case()
    for verb in ("timeline", "ics", "casefile"):
        await decided.press(f"v1:{case.id}:{verb}:")
    assert [file.name for file in files(decided)] == ["timeline.png", "case.ics", "case.md", "case.txt"]


async def test_nobody_gets_the_files_of_anothers_case(decided):
    ben = Buyer(decided.sandbox, 8)
    await ben.say("/start")
    case = await decided.case()
    for verb in ("timeline", "ics", "casefile"):
        assert await ben.press(f"v1:{case.id}:{verb}:") == "This case no longer exists."
    assert files(ben) == []


@pytest.mark.parametrize("command", ["timeline", "calendar", "casefile"])
async def test_before_any_case_the_commands_offer_to_begin_one(ana, command):
    await ana.say(f"/{command}")
    assert ana.labels == ["Start a new case"]


async def test_in_the_middle_of_the_questions_the_time_line_shows_what_is_there(ana):
    await ana.say("/newcase")
    await ana.pick(*DAMAGED[:4])
    await ana.say("/timeline")
    assert "Wed, Nov 18, 2026: Delivered" in ana.text
    assert files(ana)[-1].kind == "photo"
    assert (await ana.case()).answers["delivered_on"] == "2026-11-18"
