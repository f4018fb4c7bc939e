"""On which days a case reminds. Every list is written by hand from the table of the readings."""

import pytest

from tests.flows.told import CUSTOMS, DAMAGED, NOT_RECEIVED, in_dispute, wrote


def days(record, clock, count=99):
    return [reminder["on"] for reminder in record["reminders"] if reminder["deadline"] == clock][:count]


OPEN_DISPUTE = {
    # answers, the day of the first verdict, today -> the days
    "seven, three and one day before, on the day, and on the earliest end": (
        DAMAGED, "2026-11-18", "2026-11-18",
        ["2026-11-24", "2026-11-28", "2026-11-30", "2026-12-01", "2026-12-03"],
    ),
    "those of today count, those before it are gone": (
        DAMAGED, "2026-11-18", "2026-11-28", ["2026-11-28", "2026-11-30", "2026-12-01", "2026-12-03"],
    ),
    "on the day to act": (DAMAGED, "2026-11-18", "2026-12-01", ["2026-12-01", "2026-12-03"]),
    "in the last days": (DAMAGED, "2026-11-18", "2026-12-02", ["2026-12-03"]),
    "row A, not yet open: also on its first day and the next": (
        NOT_RECEIVED, "2026-11-22", "2026-11-22",
        ["2026-11-26", "2026-11-27", "2026-12-01", "2026-12-05", "2026-12-07", "2026-12-08", "2026-12-10"],
    ),
    "row A, the day before it opens": (
        NOT_RECEIVED, "2026-11-22", "2026-11-25",
        ["2026-11-26", "2026-11-27", "2026-12-01", "2026-12-05", "2026-12-07", "2026-12-08", "2026-12-10"],
    ),
    "row A, open since before the verdict: no first day": (
        NOT_RECEIVED, "2026-11-26", "2026-11-26", ["2026-12-01", "2026-12-05", "2026-12-07", "2026-12-08", "2026-12-10"],
    ),
    "row A, a short door: nothing before it opens": (
        NOT_RECEIVED | {"protection_ends_on": "2026-11-28"}, "2026-11-18", "2026-11-18",
        ["2026-11-26", "2026-11-27", "2026-11-28"],
    ),
    "row B: every day from the first look": (
        NOT_RECEIVED | {"latest_delivery_on": "2026-12-31", "protection_ends_on": "2026-12-05"},
        "2026-11-22", "2026-11-22", ["2026-12-02", "2026-12-03", "2026-12-04", "2026-12-05"],
    ),
    "row C": (
        NOT_RECEIVED | {"protection_ends_on": "unknown"}, "2026-11-22", "2026-11-30",
        ["2026-12-01", "2026-12-05", "2026-12-07", "2026-12-08", "2026-12-10"],
    ),
    "row D": (
        NOT_RECEIVED | {"latest_delivery_on": "unknown", "protection_ends_on": "2026-12-10"}, "2026-11-22", "2026-11-22",
        ["2026-12-01", "2026-12-05", "2026-12-07", "2026-12-08", "2026-12-10"],
    ),
    "row E: no day is known": (
        NOT_RECEIVED | {"latest_delivery_on": "unknown", "protection_ends_on": "unknown"}, "2026-11-22", "2026-11-22", [],
    ),
    "perhaps over: daily for a week, then weekly, up to the day before it is surely over": (
        DAMAGED | {"protection_ends_on": "2026-12-20"}, "2026-11-18", "2026-12-04",
        ["2026-12-04", "2026-12-05", "2026-12-06", "2026-12-07", "2026-12-08", "2026-12-09", "2026-12-10",
         "2026-12-17", "2026-12-24", "2026-12-31"],
    ),
    "perhaps over, later": (
        DAMAGED | {"protection_ends_on": "2026-12-20"}, "2026-11-18", "2026-12-11",
        ["2026-12-17", "2026-12-24", "2026-12-31"],
    ),
    "surely over": (DAMAGED | {"protection_ends_on": "2026-12-20"}, "2026-11-18", "2027-01-06", []),
    "customs reminds of the same days": (
        CUSTOMS, "2026-11-22", "2026-11-22",
        ["2026-11-26", "2026-11-27", "2026-12-01", "2026-12-05", "2026-12-07", "2026-12-08", "2026-12-10"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", OPEN_DISPUTE)
def test_opening_the_dispute_reminds_on_these_days_and_no_other(judge, name):
    answers, shown, today, expected = OPEN_DISPUTE[name]
    assert days(judge(today, answers, f"{shown} verdict"), "open_dispute") == expected


OTHERS = {
    # answers, today, clock -> its first days (all of them where fewer than six)
    "the seller's time: the day before and the day": (
        DAMAGED, "2026-11-22", "seller_answer", ["2026-11-26", "2026-11-27"],
    ),
    "the seller's time that ends today": (
        DAMAGED | wrote("waiting", "2026-11-20"), "2026-11-25", "seller_answer", ["2026-11-25"],
    ),
    "the seller's time that ended": (DAMAGED | wrote("waiting", "2026-11-20"), "2026-11-26", "seller_answer", []),
    "a message written and due on one day: not on the day before": (
        DAMAGED, "2026-11-30", "seller_answer", ["2026-11-30"],
    ),
    "look again: its day": (
        NOT_RECEIVED | {"latest_delivery_on": "2026-12-31", "protection_ends_on": "2026-12-05"},
        "2026-11-22", "look_again", ["2027-01-01"],
    ),
    "has it turned Delivered: every week": (
        NOT_RECEIVED, "2026-11-22", "check_status",
        ["2026-11-29", "2026-12-06", "2026-12-13", "2026-12-20", "2026-12-27", "2027-01-03"],
    ),
    "look at the dispute: every second day": (
        in_dispute("waiting_for_seller", opened_on="2026-11-22"), "2026-11-22", "look_at_dispute",
        ["2026-11-23", "2026-11-25", "2026-11-27", "2026-11-29", "2026-12-01", "2026-12-03"],
    ),
    "look at the dispute: the same days when asked later": (
        in_dispute("waiting_for_seller", opened_on="2026-11-22"), "2026-11-26", "look_at_dispute",
        ["2026-11-27", "2026-11-29", "2026-12-01", "2026-12-03", "2026-12-05", "2026-12-07"],
    ),
    "the seller's answer in the dispute: its day": (
        in_dispute("waiting_for_seller", opened_on="2026-11-22"), "2026-11-22", "seller_reply", ["2026-12-07"],
    ),
    "the decision: its day": (
        in_dispute("platform_deciding", escalated_on="2026-11-20"), "2026-11-22", "decision", ["2026-11-30"],
    ),
    "the appeal: the day before and the day": (
        in_dispute("dispute_rejected", decided_on="2026-11-22", item_value="24.90 EUR", paid_with="card"),
        "2026-11-22", "appeal", ["2026-11-23", "2026-11-24"],
    ),
    "the appeal, past its day": (
        in_dispute("dispute_rejected", decided_on="2026-11-01", item_value="24.90 EUR", paid_with="card"),
        "2026-11-22", "appeal", [],
    ),
    "the return: three days and one before, and the day": (
        in_dispute("decided_return", ship_by="2026-12-10", item_value="24.90 EUR", postage="free"),
        "2026-11-22", "ship_back", ["2026-12-05", "2026-12-07", "2026-12-08"],
    ),
    "the return under way: every week": (
        in_dispute("return_sent", shipped_on="2026-11-22"), "2026-11-22", "return_arrival",
        ["2026-11-29", "2026-12-06", "2026-12-13", "2026-12-20", "2026-12-27", "2027-01-03"],
    ),
    "the refund: after ten business days, on the twentieth, on the twenty-first, then weekly": (
        in_dispute("refund_not_arrived", approved_on="2026-11-20"), "2026-11-22", "refund",
        ["2026-12-04", "2026-12-18", "2026-12-21", "2026-12-28", "2027-01-04", "2027-01-11"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_each_clock_reminds_on_its_days(judge, name):
    answers, today, clock, expected = OTHERS[name]
    assert days(judge(today, answers), clock, 6) == expected


def test_a_missing_date_reminds_daily_for_a_week_then_weekly(judge):
    record = judge("2026-11-22", DAMAGED, "2026-11-22 verdict")
    assert days(record, "look_up", 10) == [
        "2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-28", "2026-11-29",
        "2026-12-06", "2026-12-13", "2026-12-20",
    ]  # fmt: skip


def test_two_missing_dates_remind_once_a_day(judge):
    record = judge("2026-11-22", DAMAGED | {"delivered_on": "unknown"}, "2026-11-22 verdict")
    assert days(record, "look_up", 3) == ["2026-11-23", "2026-11-24", "2026-11-25"]


def test_of_several_reminders_of_a_morning_the_one_that_can_be_missed_comes_first(judge):
    record = judge("2026-11-22", DAMAGED | wrote("waiting", "2026-11-20"), "2026-11-22 verdict")
    morning = [reminder["deadline"] for reminder in record["reminders"] if reminder["on"] == "2026-11-24"]
    assert morning == ["open_dispute", "seller_answer", "look_up"]


def test_what_is_usually_not_covered_reminds_of_nothing(judge):
    for answers in (
        {"situation": "dont_want_it", "problem": "cheaper_elsewhere"},
        {"situation": "dont_want_it", "problem": "changed_mind", "seller_policy": "unknown"},
        DAMAGED | {"flaw": "shown_in_listing"},
    ):
        assert judge("2026-11-22", answers)["reminders"] == []


def test_a_dispute_opened_silences_all_that_came_before_it(judge):
    before = judge("2026-11-22", DAMAGED, "2026-11-22 verdict")
    assert {r["deadline"] for r in before["reminders"]} == {"look_up", "seller_answer", "open_dispute"}
    after = judge("2026-11-22", DAMAGED, "2026-11-22 verdict", "2026-11-22 dispute_opened")
    assert {r["deadline"] for r in after["reminders"]} == {"look_at_dispute", "seller_reply"}


def test_a_missing_button_in_time_silences_the_search(judge):
    answers = DAMAGED | {"protection_ends_on": "2026-12-20"}
    assert days(judge("2026-12-05", answers, "2026-11-18 verdict"), "open_dispute")
    assert judge("2026-12-05", answers, "2026-11-18 verdict", "2026-12-05 no_button")["reminders"] == []
