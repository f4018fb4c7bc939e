"""The calendar file, read back by a library and compared with what stands on paper."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from bot.takeaway.calendar import calendar_file
from tests.bot.takeaway import subjects
from tests.bot.takeaway.subjects import ALL


def read(subject):
    return Calendar.from_ical(calendar_file(subject))


def entries(subject):
    return {str(event["uid"]): event for event in read(subject).walk("VEVENT")}


def test_the_dates_ahead_stand_in_it_and_nothing_else():
    told = [(str(e["summary"]), e.decoded("dtstart")) for e in read(subjects.open_window()).walk("VEVENT")]
    assert told == [
        ("AliExpress: Wait for the seller until here", date(2026, 11, 27)),
        ("AliExpress: Open the dispute by this day", date(2026, 12, 1)),
        ("AliExpress: Your time may end here", date(2026, 12, 3)),
        ("AliExpress: Buyer Protection ends", date(2026, 12, 20)),
        ("AliExpress: Surely over from here on", date(2027, 1, 6)),
    ]


def test_a_deadline_is_an_all_day_entry_that_rings_the_morning_before_and_that_morning():
    entry = entries(subjects.open_window())["abcdefghijk.open_dispute-act_by@dispute-guide"]
    assert (entry.decoded("dtstart"), entry.decoded("dtend")) == (date(2026, 12, 1), date(2026, 12, 2))
    rings = [alarm.decoded("trigger") for alarm in entry.walk("VALARM")]
    assert rings == [timedelta(hours=-15), timedelta(hours=9)]
    assert {str(alarm["action"]) for alarm in entry.walk("VALARM")} == {"DISPLAY"}
    assert str(entry["transp"]) == "TRANSPARENT"


def test_a_day_to_look_is_a_quarter_of_an_hour_in_the_buyers_morning():
    entry = entries(subjects.inside_a_dispute())["abcdefghijk.look_at_dispute@dispute-guide"]
    assert entry.decoded("dtstart").astimezone(UTC) == datetime(2026, 11, 25, 8, tzinfo=UTC)
    assert entry.decoded("dtend").astimezone(UTC) == datetime(2026, 11, 25, 8, 15, tzinfo=UTC)
    assert entry["dtstart"].params["TZID"] == "Europe/Berlin"
    assert [alarm.decoded("trigger") for alarm in entry.walk("VALARM")] == [timedelta(0)]


def test_the_buyers_zone_stands_in_it_with_its_summer_time():
    (zone,) = read(subjects.open_window()).walk("VTIMEZONE")
    assert str(zone["tzid"]) == "Europe/Berlin"
    known = zone.to_tz()
    assert datetime(2027, 1, 15, 9, tzinfo=known).utcoffset() == timedelta(hours=1)
    assert datetime(2027, 7, 15, 9, tzinfo=known).utcoffset() == timedelta(hours=2)


@pytest.mark.parametrize(
    "zone", ["UTC", "Asia/Kolkata", "America/Sao_Paulo", "Africa/Casablanca", "Australia/Lord_Howe"]
)
def test_any_zone_can_be_written(zone):
    subject = replace(subjects.inside_a_dispute(), zone=ZoneInfo(zone))
    entry = entries(subject)["abcdefghijk.look_at_dispute@dispute-guide"]
    wanted = datetime(2026, 11, 25, 9, tzinfo=ZoneInfo(zone))
    assert entry.decoded("dtstart").astimezone(UTC) == wanted.astimezone(UTC)


def test_a_second_file_moves_the_same_entries():
    first = subjects.inside_a_dispute()
    later = subjects.subject_for(
        first.case.answers, *first.case.events, subjects.happened("seller_rejected", date(2026, 11, 27)),
        today=date(2026, 11, 28),
    )  # fmt: skip
    before, after = entries(first), entries(later)
    same = "abcdefghijk.look_at_dispute@dispute-guide"
    assert after[same].decoded("dtstart") != before[same].decoded("dtstart")
    assert after[same]["sequence"] > before[same]["sequence"]
    assert after[same].decoded("dtstamp") > before[same].decoded("dtstamp")


def test_two_cases_never_share_an_entry():
    subject = subjects.open_window()
    other = replace(subject, case=replace(subject.case, id="zyxwvutsrqp"))
    assert not set(entries(subject)) & set(entries(other))


def test_a_case_without_dates_ahead_has_no_calendar():
    assert calendar_file(subjects.closed()) is None
    assert calendar_file(subjects.unfinished()) is None


def test_the_file_has_the_form_that_calendars_insist_on():
    """CRLF at the end of each line, none longer than 75 octets, every component closed (RFC 5545)."""
    text = calendar_file(subjects.open_window())
    assert text.startswith(b"BEGIN:VCALENDAR\r\n")
    assert text.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in text.replace(b"\r\n", b"")
    assert max(map(len, text.split(b"\r\n"))) <= 75
    assert len(re.findall(b"BEGIN:", text)) == len(re.findall(b"END:", text))
    for needed in (b"VERSION:2.0", b"PRODID:", b"DTSTAMP:20261122T100000Z", b"DTSTART;VALUE=DATE:20261201"):
        assert needed in text


def test_hostile_titles_stay_inside_their_field():
    subject = replace(subjects.open_window(), title="a\r\nEND:VEVENT\r\nBEGIN:VEVENT;,\\" + "ü" * 500)
    assert len(read(subject).walk("VEVENT")) == 5


@pytest.mark.parametrize("case", ALL.values(), ids=ALL)
def test_every_case_can_be_read_back_with_all_its_entries(case):
    subject = case()
    if calendar_file(subject) is not None:
        events = read(subject).walk("VEVENT")
        assert events
        assert len({str(event["uid"]) for event in events}) == len(events)
        assert all(not event.errors for event in events)
