"""The days of a case, in order and in words."""

from datetime import date

import pytest

from bot.takeaway.moments import Span, time_line
from bot.takeaway.told import distance, timeline_lines
from tests.bot.takeaway import subjects
from tests.bot.takeaway.subjects import ALL, happened, library, subject_for


def told(subject):
    return [(f"{m.day:%m-%d}", m.kind, m.text) for m in time_line(subject).moments]


def test_an_open_window_has_its_past_today_its_deadlines_and_its_edges():
    assert told(subjects.open_window()) == [
        ("11-18", "happened", "Delivered"),
        ("11-20", "happened", "Case begun"),
        ("11-22", "today", "Talking to the seller"),
        ("11-27", "deadline", "Wait for the seller until here"),
        ("12-01", "deadline", "Open the dispute by this day"),
        ("12-03", "window", "Your time may end here"),
        ("12-20", "known", "Buyer Protection ends"),
        ("01-06", "window", "Surely over from here on"),
    ]


def test_the_window_may_be_open_or_not_from_its_earliest_end_to_the_day_it_is_surely_over():
    assert time_line(subjects.open_window()).maybe_open == Span(start=date(2026, 12, 3), end=date(2027, 1, 6))


def test_nobody_can_say_for_how_long_while_a_date_is_unknown():
    assert time_line(subjects.open_without_an_end()).maybe_open == Span(start=date(2026, 12, 3), end=None)


@pytest.mark.parametrize(
    "case", [subjects.surely_over, subjects.inside_a_dispute, subjects.closed, subjects.unfinished]
)
def test_no_window_is_in_doubt_once_it_is_over_or_a_dispute_is_open(case):
    assert time_line(case()).maybe_open is None


def test_an_early_case_says_from_when_to_look():
    assert ("12-01", "window", "From here on: look for Open Dispute") in told(subjects.early())


def test_a_dispute_ends_the_dates_from_before_it():
    assert told(subjects.inside_a_dispute()) == [
        ("11-18", "happened", "Delivered"),
        ("11-20", "happened", "Case begun"),
        ("11-22", "happened", "Dispute opened"),
        ("11-25", "today", "Waiting for the seller’s answer in the dispute"),
        ("11-25", "look", "Look at the dispute"),
        ("12-07", "deadline", "The seller’s time to answer ends"),
    ]


def test_an_offer_is_told_with_its_sum():
    assert ("11-23", "happened", "Seller made an offer (€5.00)") in told(subjects.many_events())


def test_a_closed_case_has_nothing_ahead():
    line = time_line(subjects.closed())
    assert line.ahead == ()
    assert line.moments[-1].text == "Closed"


def test_an_unfinished_case_tells_what_is_there():
    assert told(subjects.unfinished()) == [
        ("11-18", "happened", "Delivered"),
        ("11-20", "happened", "Case begun"),
        ("11-22", "today", "some answers are missing"),
    ]


def test_an_event_that_never_counted_is_not_told():
    stray = subject_for(subjects.PROTECTED, happened("verdict", subjects.TODAY), happened("shipped", subjects.TODAY))
    assert "Sent back" not in [text for _, _, text in told(stray)]


@pytest.mark.parametrize("case", ALL.values(), ids=ALL)
def test_days_never_run_backwards_and_today_is_there_once(case):
    moments = time_line(case()).moments
    assert [m.day for m in moments] == sorted(m.day for m in moments)
    assert [m.kind for m in moments].count("today") == 1


@pytest.mark.parametrize("case", ALL.values(), ids=ALL)
def test_no_two_moments_have_one_id(case):
    ids = [m.id for m in time_line(case()).moments]
    assert len(set(ids)) == len(ids)


def test_the_words_say_all_that_the_picture_shows():
    assert timeline_lines(time_line(subjects.last_days()), library().words("en")) == (
        "Wed, Nov 18, 2026: Delivered",
        "Fri, Nov 20, 2026: Case begun",
        "Tue, Dec 1, 2026: Open the dispute by this day",
        "Today, Wed, Dec 2, 2026: Time to open the dispute",
        "Thu, Dec 3, 2026: Your time may end here",
        "Sun, Dec 20, 2026: Buyer Protection ends",
        "Wed, Jan 6, 2027: Surely over from here on",
        "Between Thu, Dec 3, 2026 and Wed, Jan 6, 2027 it may be open or not: look for the button.",
    )


@pytest.mark.parametrize(
    ("day", "said"),
    [(24, "in 2 days"), (23, "in 1 day"), (22, ""), (21, "1 day ago"), (12, "10 days ago")],
)
def test_how_far_a_day_lies_from_today(day, said):
    assert distance(date(2026, 11, day), subjects.TODAY, library().words("en")) == said


def test_every_clock_and_every_day_that_is_asked_for_has_its_short_text():
    book, words = subjects.assessor().book, library().words("en")
    days = [q.id for q in book.questions.values() if q.kind == "date"]
    clocks = [clock for clock in book.clocks if clock not in ("look_up", "open_dispute")]
    assert days
    assert clocks
    for name in (*days, *clocks):
        assert words(f"moment-{name}")
