"""The window for opening a dispute, day by day: the boundaries are written by hand, from the formulas of the readings."""

from datetime import date, timedelta

import pytest

from flows.answers import CaseEvent
from flows.window import Calendar, where_today_stands, window_for
from tests.flows import formulas


def day(text):
    return date.fromisoformat(text) if text[0].isdigit() else text


def arrived(delivered, protection):
    return {"delivered_on": day(delivered), "protection_ends_on": day(protection)}


def waiting(latest, protection):
    return {"latest_delivery_on": day(latest), "protection_ends_on": day(protection)}


def stands(book, answers, on, first_shown=None, events=()):
    today, t0 = date.fromisoformat(on), date.fromisoformat(first_shown or on)
    window = window_for(answers, t0, Calendar(book, today))
    return where_today_stands(window, answers, events, today)


# What the answers are -> on which days which window begins and ends: the first day and the last day of each.
SHOWN = "2026-11-22"
COURSES = {
    "delivered, protection ends later": (
        arrived("2026-11-18", "2026-12-20"),
        [
            ("2026-11-18", "open"), ("2026-12-01", "open"),
            ("2026-12-02", "last_days"), ("2026-12-03", "last_days"),
            ("2026-12-04", "try_button"), ("2027-01-05", "try_button"),
            ("2027-01-06", "closed"), ("2027-06-01", "closed"),
        ],
    ),
    "delivered, protection ends first": (
        arrived("2026-11-18", "2026-11-30"),
        [
            ("2026-11-27", "open"), ("2026-11-28", "open"),
            ("2026-11-29", "last_days"), ("2026-11-30", "last_days"),
            ("2026-12-01", "try_button"), ("2026-12-16", "try_button"),
            ("2026-12-17", "closed"),
        ],
    ),
    "delivered, protection was over by then": (
        arrived("2026-11-18", "2026-11-10"),
        [
            ("2026-11-18", "try_button"), ("2026-12-04", "try_button"),
            ("2026-12-05", "closed"),
        ],
    ),
    "delivered, protection unknown": (
        arrived("2026-11-18", "unknown"),
        [
            ("2026-12-01", "open"), ("2026-12-02", "last_days"), ("2026-12-03", "last_days"),
            ("2026-12-04", "try_button"), ("2027-12-04", "try_button"),
        ],
    ),
    "delivered unknown, protection known": (
        arrived("unknown", "2026-12-20"),
        [
            ("2026-12-18", "open"), ("2026-12-19", "last_days"), ("2026-12-20", "last_days"),
            ("2026-12-21", "try_button"), ("2027-12-21", "try_button"),
        ],
    ),
    "delivered and protection unknown": (
        arrived("unknown", "unknown"),
        [("2026-11-22", "unknown"), ("2027-11-22", "unknown")],
    ),
    "in hand but not marked, counted from the first verdict": (
        arrived("not_marked", "2027-02-01"),
        [
            ("2026-11-22", "open"), ("2026-12-05", "open"), ("2026-12-06", "last_days"), ("2026-12-07", "last_days"),
            ("2026-12-08", "try_button"), ("2027-12-08", "try_button"),
        ],
    ),
    "row A: the delivery window ends well before protection": (
        waiting("2026-11-25", "2027-01-20"),
        [
            ("2026-11-22", "early"), ("2026-11-25", "early"),
            ("2026-11-26", "open"), ("2026-12-08", "open"),
            ("2026-12-09", "last_days"), ("2026-12-10", "last_days"),
            ("2026-12-11", "try_button"), ("2027-02-05", "try_button"),
            ("2027-02-06", "closed"),
        ],
    ),
    "row A at its very edge: three days between": (
        waiting("2026-11-25", "2026-11-28"),
        [
            ("2026-11-25", "early"), ("2026-11-26", "open"),
            ("2026-11-27", "last_days"), ("2026-11-28", "last_days"),
            ("2026-11-29", "try_button"), ("2026-12-14", "try_button"),
            ("2026-12-15", "closed"),
        ],
    ),
    "row B at its very edge: two days between": (
        waiting("2026-11-25", "2026-11-27"),
        [
            ("2026-11-23", "early"), ("2026-11-24", "open"), ("2026-11-26", "open"),
            ("2026-11-27", "last_days"),
            ("2026-11-28", "try_button"), ("2026-12-13", "try_button"),
            ("2026-12-14", "closed"),
        ],
    ),
    "row B: protection ends long before the delivery window": (
        waiting("2026-12-31", "2026-12-05"),
        [
            ("2026-12-01", "early"), ("2026-12-02", "open"), ("2026-12-04", "open"),
            ("2026-12-05", "last_days"),
            ("2026-12-06", "try_button"), ("2027-01-16", "try_button"),
            ("2027-01-17", "closed"),
        ],
    ),
    "row C: protection unknown": (
        waiting("2026-11-25", "unknown"),
        [
            ("2026-11-25", "early"), ("2026-11-26", "open"), ("2026-12-08", "open"),
            ("2026-12-09", "last_days"), ("2026-12-10", "last_days"),
            ("2026-12-11", "try_button"), ("2027-12-11", "try_button"),
        ],
    ),
    "row D: the delivery window unknown": (
        waiting("unknown", "2026-12-05"),
        [
            ("2026-11-22", "open"), ("2026-12-03", "open"), ("2026-12-04", "last_days"), ("2026-12-05", "last_days"),
            ("2026-12-06", "try_button"), ("2027-12-06", "try_button"),
        ],
    ),
    "row E: both unknown": (
        waiting("unknown", "unknown"),
        [("2026-11-22", "unknown"), ("2027-11-22", "unknown")],
    ),
    "row A across a 29 February": (
        waiting("2028-02-20", "2028-05-01"),
        [
            ("2028-02-20", "early"), ("2028-02-21", "open"), ("2028-03-04", "open"),
            ("2028-03-05", "last_days"), ("2028-03-06", "last_days"), ("2028-03-07", "try_button"),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", COURSES)
def test_the_window_turns_on_the_very_days_of_the_formulas(book, name):
    answers, course = COURSES[name]
    assert [(on, stands(book, answers, on, SHOWN)) for on, _ in course] == course


NO_BUTTON = {
    # the answers, the day on which no button was found, today -> the window
    "on the earliest end itself, proves nothing": (
        arrived("2026-11-18", "2026-12-20"), "2026-12-03", "2026-12-10", "try_button",
    ),
    "the day after the earliest end, closes it": (
        arrived("2026-11-18", "2026-12-20"), "2026-12-04", "2026-12-04", "closed",
    ),
    "with protection unknown, closes it": (
        arrived("2026-11-18", "unknown"), "2026-12-04", "2026-12-10", "closed",
    ),
    "with the delivery day unknown, proves nothing": (
        arrived("unknown", "2026-12-20"), "2026-12-21", "2026-12-30", "try_button",
    ),
    "in hand but not marked, proves nothing": (
        arrived("not_marked", "2026-12-01"), "2026-12-02", "2026-12-10", "try_button",
    ),
    "nothing arrived: on the day after the delivery window, proves nothing": (
        waiting("2026-12-31", "2026-12-05"), "2027-01-01", "2027-01-02", "try_button",
    ),
    "nothing arrived: a day later, closes it": (
        waiting("2026-12-31", "2026-12-05"), "2027-01-02", "2027-01-02", "closed",
    ),
    "nothing arrived: before the delivery window has passed, proves nothing": (
        waiting("2026-12-31", "2026-12-05"), "2026-12-08", "2026-12-20", "try_button",
    ),
    "nothing arrived, protection unknown: after the earliest end, closes it": (
        waiting("2026-11-25", "unknown"), "2026-12-11", "2026-12-11", "closed",
    ),
    "nothing arrived, the delivery window unknown: proves nothing": (
        waiting("unknown", "2026-12-05"), "2026-12-20", "2026-12-30", "try_button",
    ),
    "while it is still early": (waiting("2026-11-25", "2027-01-20"), "2026-11-23", "2026-11-24", "early"),
    "while it is open": (arrived("2026-11-18", "2026-12-20"), "2026-11-25", "2026-11-26", "open"),
}  # fmt: skip


@pytest.mark.parametrize("name", NO_BUTTON)
def test_a_missing_button_proves_the_end_only_once_nothing_could_still_bring_it(book, name):
    answers, looked, today, window = NO_BUTTON[name]
    events = (CaseEvent("no_button", date.fromisoformat(looked)),)
    assert stands(book, answers, today, SHOWN, events) == window


def test_one_look_in_time_is_not_undone_by_an_earlier_one(book):
    events = [CaseEvent("no_button", date(2026, 11, 25)), CaseEvent("no_button", date(2026, 12, 4))]
    assert stands(book, arrived("2026-11-18", "2026-12-20"), "2026-12-05", SHOWN, events) == "closed"


def test_without_dates_on_the_path_there_is_no_window(book):
    assert window_for({"seller_policy": "none"}, date(2026, 11, 22), Calendar(book, date(2026, 11, 22))) is None
    assert where_today_stands(None, {}, (), date(2026, 11, 22)) == "none"


TODAY = date(2028, 3, 1)
NEAR = [TODAY + timedelta(days=n) for n in range(-40, 41)]


@pytest.mark.parametrize("first", ["delivered_on", "latest_delivery_on"])
def test_every_pair_of_dates_near_today_gives_the_window_of_the_formulas(book, first):
    """Exhaustively, and for a date left open too: some six thousand pairs each."""
    calendar, pairs = Calendar(book, TODAY), 0
    others = ["not_marked", "unknown"] if first == "delivered_on" else ["unknown"]
    for one in [*others, *NEAR]:
        for protection in ["unknown", *NEAR]:
            answers = {first: one, "protection_ends_on": protection}
            window, door = window_for(answers, TODAY, calendar), formulas.door(answers, TODAY)
            assert (window.not_before, window.look_from) == (door.not_before, door.look_from), answers
            assert (window.act_by, window.earliest_end) == (door.act_by, door.earliest_end), answers
            assert window.surely_over == door.surely_over, answers
            assert where_today_stands(window, answers, (), TODAY) == formulas.place(door, answers, (), TODAY), answers
            pairs += 1
    assert pairs > 6000


@pytest.mark.parametrize(
    ("approved", "tenth", "twentieth", "twenty_first"),
    [
        ("2026-11-02", "2026-11-16", "2026-11-30", "2026-12-01"),  # a Monday
        ("2026-11-06", "2026-11-20", "2026-12-04", "2026-12-07"),  # a Friday
        ("2026-11-07", "2026-11-20", "2026-12-04", "2026-12-07"),  # a Saturday
        ("2026-11-08", "2026-11-20", "2026-12-04", "2026-12-07"),  # a Sunday
    ],
)
def test_business_days_run_from_monday_to_friday_and_leave_out_the_first(
    book, approved, tenth, twentieth, twenty_first
):
    calendar, start = Calendar(book, TODAY), date.fromisoformat(approved)
    found = [calendar.business_days_after(start, count).isoformat() for count in (10, 20, 21)]
    assert found == [tenth, twentieth, twenty_first]
