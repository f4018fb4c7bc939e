"""What a typed date means, and what is refused. Today is Wednesday, November 18, 2026, unless a test says otherwise."""

from datetime import date

import pytest

from flows.parse import Choose, Refused, Understood, read_date

TODAY = date(2026, 11, 18)


def read(text, locale="en_US", today=TODAY, **how):
    reading = read_date(text, locale=locale, today=today, **how)
    match reading:
        case Understood(day):
            return day.isoformat()
        case Choose(days):
            return [day.isoformat() for day in days]
        case Refused(reason):
            return reason


@pytest.mark.parametrize(
    ("text", "past", "future"),
    [
        ("december 20", "2025-12-20", "2026-12-20"),
        ("november 17", "2026-11-17", "2027-11-17"),
        ("november 18", "2026-11-18", "2026-11-18"),
        ("november 19", "2025-11-19", "2026-11-19"),
        ("february 29", "2024-02-29", "2028-02-29"),
        ("tuesday", "2026-11-17", "2026-11-24"),
        ("wednesday", "2026-11-18", "2026-11-18"),
        ("thursday", "2026-11-12", "2026-11-19"),
        ("the 17th", "2026-11-17", "2026-12-17"),
        ("the 18th", "2026-11-18", "2026-11-18"),
        ("the 19th", "2026-10-19", "2026-11-19"),
        ("the 31st", "2026-10-31", "2026-12-31"),
    ],
)
def test_what_has_no_year_is_the_latest_up_to_today_or_the_first_from_today_on(text, past, future):
    assert read(text) == past
    assert read(text, prefer="future") == future


@pytest.mark.parametrize("prefer", ["past", "future"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("november 20, 2025", "2025-11-20"),
        ("december 1, 2026", "2026-12-01"),
        ("yesterday", "2026-11-17"),
        ("tomorrow", "2026-11-19"),
        ("last wednesday", "2026-11-11"),
        ("next wednesday", "2026-11-25"),
        ("last friday", "2026-11-13"),
        ("next friday", "2026-11-20"),
        ("in 2 weeks", "2026-12-02"),
        ("3 days ago", "2026-11-15"),
    ],
)
def test_what_says_its_direction_or_its_year_means_the_same_either_way(text, expected, prefer):
    assert read(text, prefer=prefer) == expected


@pytest.mark.parametrize(
    ("text", "today", "expected"),
    [
        ("1 month ago", date(2026, 3, 31), "2026-02-28"),
        ("1 year ago", date(2024, 2, 29), "2023-02-28"),
        ("yesterday", date(2027, 1, 1), "2026-12-31"),
        ("last week on sunday", date(2026, 11, 15), "2026-11-08"),
        ("last week on monday", date(2026, 11, 16), "2026-11-09"),
        ("the 31st", date(2026, 3, 1), "2026-01-31"),
    ],
)
def test_months_and_weeks_are_counted_on_the_calendar(text, today, expected):
    assert read(text, today=today) == expected


def test_a_week_begins_on_monday():
    assert read("tuesday of last week") == "2026-11-10"
    assert read("sunday of last week") == "2026-11-15"
    assert read("monday of this week") == "2026-11-16"


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("03/04/2026", "en_US", "2026-03-04"),
        ("03/04/2026", "en_GB", "2026-04-03"),
        ("03/04/2026", "es_ES", "2026-04-03"),
        ("03/04", "pt_BR", "2026-04-03"),
        ("03/04", "es_PR", "2026-03-04"),
        ("3/4", "ja_JP", "2026-03-04"),
        ("26/03/04", "ja_JP", "2026-03-04"),
        ("11/04/26", "sv_SE", "2011-04-26"),
        ("13/04/2026", "en_US", "2026-04-13"),
        ("04/13/2026", "en_GB", "2026-04-13"),
        ("2026/03/04", "en_GB", "2026-03-04"),
        ("2026-03-04", "de_DE", "2026-03-04"),
    ],
)
def test_a_region_settles_the_order_of_day_and_month(text, locale, expected):
    assert read(text, locale) == expected


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("03/04", "en", ["2026-03-04", "2026-04-03"]),
        ("03/04/2026", "en", ["2026-03-04", "2026-04-03"]),
        ("03/04", "es", ["2026-03-04", "2026-04-03"]),
        ("03/04", "de", ["2026-03-04", "2026-04-03"]),
        ("11/12", "en", ["2025-12-11", "2026-11-12"]),
        ("04/04", "en", "2026-04-04"),
        ("13/04", "en", "2026-04-13"),
        ("03.04", "ru", "2026-04-03"),
        ("friday 03/04/2026", "en", "2026-04-03"),
        ("2026-04-03", "en", "2026-04-03"),
    ],
)
def test_without_a_region_two_readings_are_offered_unless_the_text_settles_it(text, locale, expected):
    assert read(text, locale) == expected


def test_a_reading_in_the_future_falls_away_where_only_the_past_can_be():
    assert read("03/12/2026", "en") == ["2026-03-12", "2026-12-03"]
    assert read("03/12/2026", "en", only_past=True) == "2026-03-12"
    assert read("09/12/2026", "en", today=date(2026, 1, 5), only_past=True) == "parse-in-future"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("31/02/2026", "parse-no-such-day"),
        ("29/02/2023", "parse-no-such-day"),
        ("32/13/2026", "parse-no-such-day"),
        ("31/11", "parse-no-such-day"),
        ("november 31", "parse-no-such-day"),
        ("01/01/0001", "parse-before-aliexpress"),
        ("march 31, 2010", "parse-before-aliexpress"),
        ("50 years ago", "parse-before-aliexpress"),
        ("100000000 days ago", "parse-before-aliexpress"),
        ("1 january 99999", "parse-too-far"),
        ("31.12.9999", "parse-too-far"),
        ("in 100000000 days", "parse-too-far"),
        ("21/08/1405", "parse-other-calendar"),
        ("12 november 2569", "parse-other-calendar"),
        ("12", "parse-needs-month"),
        ("november 2026", "parse-needs-day"),
        ("last week", "parse-needs-day"),
        ("nov 3 and nov 5", "parse-two-dates"),
        ("nov 3-5", "parse-two-dates"),
        ("today or yesterday", "parse-two-dates"),
        ("monday, november 17 2026", "parse-other-weekday"),
        ("half a week ago", "parse-unclear-date"),
        ("before friday", "parse-unclear-date"),
        ("not yesterday", "parse-unclear-date"),
        ("a few days ago", "parse-unclear-date"),
        ("12:30", "parse-not-a-date"),
        ("23:59:60", "parse-not-a-date"),
        ("may be broken", "parse-not-a-date"),
        ("order 8123456789012345", "parse-not-a-date"),
        ("½", "parse-not-a-date"),
        ("", "parse-empty"),
        ("\u200b\u2800 \u202e", "parse-empty"),
        ("i " * 40, "parse-too-long"),
    ],
)
def test_what_is_no_single_possible_day_is_refused_with_its_own_reason(text, reason):
    assert read(text, "en_GB") == reason


def test_the_first_day_of_aliexpress_and_the_farthest_day_ahead_are_still_taken():
    assert read("april 1, 2010") == "2010-04-01"
    assert read("november 17, 2028") == "2028-11-17"
    assert read("november 18, 2028") == "parse-too-far"


def test_only_the_past_is_taken_where_only_the_past_can_be():
    assert read("today", only_past=True) == "2026-11-18"
    assert read("tomorrow", only_past=True) == "parse-in-future"
    assert read("tomorrow") == "2026-11-19"


@pytest.mark.parametrize(
    "text",
    ["yesterday, nov 17", "tuesday, november 17th", "17.11.2026 (tuesday)", "it came yesterday evening at 5 pm",
     "november 17, 2026 14:22", "2026-11-17T18:30:00+03:00", "1795000000", "20261117", "17 Nov '26", "<b>yesterday</b>"],
)  # fmt: skip
def test_one_day_said_twice_or_with_a_time_is_one_day(text):
    assert read(text, "en_GB") == ("2026-11-18" if text == "1795000000" else "2026-11-17")


@pytest.mark.parametrize(
    "text", ["١٢/١١/٢٠٢٦", "१२/११/२०२६", "１２／１１／２０２６", "12\u200f/11\u200f/2026", "1\u200b2/11/2026\x00"]
)
def test_digits_of_all_scripts_count_and_invisible_signs_do_not(text):
    assert read(text, "en_GB") == "2026-11-12"


def test_an_english_date_is_read_in_every_locale():
    assert read("3 days ago", "ja_JP") == "2026-11-15"
    assert read("last friday", "pl_PL") == "2026-11-13"


def test_an_unknown_locale_reads_english_and_leaves_the_order_open():
    assert read("yesterday", "xx_YY") == "2026-11-17"
    assert read("03/04", "") == ["2026-03-04", "2026-04-03"]


def test_a_day_that_cannot_be_today_is_a_fault_of_the_program():
    with pytest.raises(ValueError, match="today is 1999-01-01"):
        read_date("yesterday", locale="en", today=date(1999, 1, 1))
