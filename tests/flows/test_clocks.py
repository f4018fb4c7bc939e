"""The clocks of a case: when each runs, and its date. Every date is written by hand from the readings."""

from datetime import date

import pytest

from flows.answers import read_answers
from tests.flows.told import CUSTOMS, DAMAGED, MARKED_DELIVERED, NOT_RECEIVED, in_dispute, wrote


def clocks(record):
    return [(clock["id"], clock["act_by"]) for clock in record["deadlines"]]


# Delivered on 18 November: act by 1 December, one day before that the seller's time ends at the latest.
WAITS = {
    # what is told of the seller, today -> until when he is waited for
    "nobody wrote yet: five days from today": ({}, "2026-11-22", "2026-11-27"),
    "nobody wrote yet, less time: up to a day before acting": ({}, "2026-11-27", "2026-11-30"),
    "nobody wrote yet, a day before acting: today": ({}, "2026-11-30", "2026-11-30"),
    "nobody wrote yet, on the day to act: today": ({}, "2026-12-01", "2026-12-01"),
    "waiting: five days from the message": (wrote("waiting", "2026-11-20"), "2026-11-22", "2026-11-25"),
    "waiting, over": (wrote("waiting", "2026-11-20"), "2026-11-28", "2026-11-25"),
    "waiting, little time": (wrote("waiting", "2026-11-28"), "2026-11-28", "2026-11-30"),
    "waiting since the day to act": (wrote("waiting", "2026-12-01"), "2026-12-01", "2026-12-01"),
    "no answer: three days from the message": (wrote("no_answer", "2026-11-21"), "2026-11-22", "2026-11-24"),
    "refused: no wait": (wrote("refused", "2026-11-21"), "2026-11-22", None),
    "offered: no wait": (wrote("offered", "2026-11-21"), "2026-11-22", None),
    "the last days: no wait": ({}, "2026-12-02", None),
    "perhaps over: no wait": ({}, "2026-12-04", None),
}


@pytest.mark.parametrize("name", WAITS)
def test_the_wait_for_the_seller_shrinks_with_the_time_that_is_left(judge, name):
    told, today, until = WAITS[name]
    assert dict(clocks(judge(today, DAMAGED | told))).get("seller_answer") == until


def test_without_an_end_the_seller_has_his_full_days(judge):
    unknown = DAMAGED | {"delivered_on": "unknown"}
    assert dict(clocks(judge("2026-11-22", unknown)))["seller_answer"] == "2026-11-27"
    assert (
        dict(clocks(judge("2026-11-22", unknown | wrote("no_answer", "2026-11-20"))))["seller_answer"] == "2026-11-23"
    )


@pytest.mark.parametrize(
    ("today", "rule", "stage"),
    [
        ("2026-11-24", "covered_and_time_enough", "talking_to_seller"),
        ("2026-11-25", "covered_and_short_of_time", "filing"),
        ("2026-11-26", "covered_and_short_of_time", "filing"),
    ],
)
def test_he_files_on_the_day_on_which_the_sellers_time_ends(judge, today, rule, stage):
    record = judge(today, DAMAGED | wrote("waiting", "2026-11-20"))
    assert (record["rule"], record["stage"]) == (rule, stage)


@pytest.mark.parametrize(
    ("today", "may_file"), [("2026-11-22", "await_seller"), ("2026-11-23", "await_seller_or_file")]
)
def test_after_three_days_without_an_acceptable_offer_he_may_file(assessor, today, may_file):
    day = date.fromisoformat(today)
    answers = read_answers(assessor.book, DAMAGED | wrote("waiting", "2026-11-20"), day)
    shown = {step.id for step in assessor.assess(answers, (), day).steps}
    assert shown & {"await_seller", "await_seller_or_file"} == {may_file}


def test_a_refusal_needs_no_wait(judge):
    assert judge("2026-11-22", DAMAGED | wrote("refused", "2026-11-22"))["outcome"] == "file_today"


def test_an_offer_is_weighed_now(judge):
    assert judge("2026-11-22", DAMAGED | wrote("offered", "2026-11-22"))["outcome"] == "weigh_sellers_offer"


RUNNING = {
    # answers, today -> all clocks in order
    "the example of the design": (
        DAMAGED, "2026-11-22",
        [("look_up", "2026-11-22"), ("seller_answer", "2026-11-27"), ("open_dispute", "2026-12-01")],
    ),
    "in hand but not marked": (
        DAMAGED | {"delivered_on": "not_marked", "protection_ends_on": "2027-02-01"}, "2026-11-22",
        [("seller_answer", "2026-11-27"), ("open_dispute", "2026-12-05"), ("check_status", "2026-11-29")],
    ),
    "both dates unknown": (
        DAMAGED | {"delivered_on": "unknown"}, "2026-11-22",
        [("look_up", "2026-11-22"), ("look_up", "2026-11-22"), ("seller_answer", "2026-11-27"), ("open_dispute", None)],
    ),
    "row A, early": (
        NOT_RECEIVED, "2026-11-22",
        [("open_dispute", "2026-12-08"), ("check_status", "2026-11-29")],
    ),
    "row A, open": (
        NOT_RECEIVED, "2026-11-26",
        [("seller_answer", "2026-12-01"), ("open_dispute", "2026-12-08"), ("check_status", "2026-12-03")],
    ),
    "row B": (
        NOT_RECEIVED | {"latest_delivery_on": "2026-12-31", "protection_ends_on": "2026-12-05"}, "2026-11-22",
        [("open_dispute", "2026-12-04"), ("look_again", "2027-01-01"), ("check_status", "2026-11-29")],
    ),
    "row C": (
        NOT_RECEIVED | {"protection_ends_on": "unknown"}, "2026-11-22",
        [("look_up", "2026-11-22"), ("open_dispute", "2026-12-08"), ("check_status", "2026-11-29")],
    ),
    "row D": (
        NOT_RECEIVED | {"latest_delivery_on": "unknown"}, "2026-11-22",
        [("look_up", "2026-11-22"), ("seller_answer", "2026-11-27"), ("open_dispute", "2027-01-18"),
         ("check_status", "2026-11-29")],
    ),
    "row E": (
        NOT_RECEIVED | {"latest_delivery_on": "unknown", "protection_ends_on": "unknown"}, "2026-11-22",
        [("look_up", "2026-11-22"), ("look_up", "2026-11-22"), ("seller_answer", "2026-11-27"), ("open_dispute", None),
         ("check_status", "2026-11-29")],
    ),
    "marked delivered: the same clock as in hand": (
        MARKED_DELIVERED, "2026-11-22",
        [("seller_answer", "2026-11-27"), ("open_dispute", "2026-12-01")],
    ),
    "customs: no seller's time, the dates of nothing arrived": (
        CUSTOMS, "2026-11-26",
        [("open_dispute", "2026-12-08"), ("check_status", "2026-12-03")],
    ),
    "over": (
        DAMAGED | {"protection_ends_on": "2026-12-20"}, "2027-01-06",
        [("open_dispute", "2026-12-01")],
    ),
    "a seller who promises nothing": (
        {"situation": "dont_want_it", "problem": "changed_mind", "seller_policy": "none"}, "2026-11-22", [],
    ),
    "a flaw that the listing showed": (
        DAMAGED | {"flaw": "shown_in_listing"}, "2026-11-22", [],
    ),
    "asked to cancel": (
        {"situation": "nothing_arrived", "problem": "seller_asks_to_cancel"}, "2026-11-22", [],
    ),
    # inside a dispute
    "waiting for the seller": (
        in_dispute("waiting_for_seller", opened_on="2026-11-20"), "2026-11-22",
        [("look_at_dispute", "2026-11-23"), ("seller_reply", "2026-12-05")],
    ),
    "a rejection": (
        in_dispute("seller_rejected", opened_on="2026-11-20"), "2026-11-23",
        [("look_at_dispute", "2026-11-23"), ("seller_reply", "2026-12-05")],
    ),
    "asked to close": (
        in_dispute("seller_asks_to_close", opened_on="2026-11-20"), "2026-11-24",
        [("look_at_dispute", "2026-11-25"), ("seller_reply", "2026-12-05")],
    ),
    "an offer, the seller's time long past": (
        in_dispute("seller_offered", opened_on="2026-10-01", item_value="24.90 EUR", offer_value="5.00 EUR"),
        "2026-11-22", [("look_at_dispute", "2026-11-23"), ("seller_reply", "2026-10-16")],
    ),
    "AliExpress decides": (
        in_dispute("platform_deciding", escalated_on="2026-11-20"), "2026-11-22",
        [("look_at_dispute", "2026-11-23"), ("decision", "2026-11-30")],
    ),
    "AliExpress decides, since when unknown": (
        in_dispute("platform_deciding", escalated_on="unknown"), "2026-11-22",
        [("look_at_dispute", "2026-11-23"), ("decision", "2026-12-02")],
    ),
    "a part": (
        in_dispute("decided_partial", decided_on="2026-11-21", item_value="24.90 EUR", offer_value="5.00 EUR"),
        "2026-11-22", [("appeal", "2026-11-23")],
    ),
    "rejected, long ago": (
        in_dispute("dispute_rejected", decided_on="2026-11-01", item_value="24.90 EUR", paid_with="card"),
        "2026-11-22", [("appeal", "2026-11-03")],
    ),
    "rejected, when unknown": (
        in_dispute("dispute_rejected", decided_on="unknown", item_value="24.90 EUR", paid_with="card"),
        "2026-11-22", [("appeal", "2026-11-22")],
    ),
    "a return": (
        in_dispute("decided_return", ship_by="2026-12-10", item_value="24.90 EUR", postage="free"),
        "2026-11-22", [("ship_back", "2026-12-08")],
    ),
    "a return due in a day: not before today": (
        in_dispute("decided_return", ship_by="2026-11-23", item_value="24.90 EUR", postage="free"),
        "2026-11-22", [("ship_back", "2026-11-22")],
    ),
    "a return, by when unknown": (
        in_dispute("decided_return", ship_by="unknown", item_value="24.90 EUR", postage="free"),
        "2026-11-22", [("ship_back", "2026-11-22")],
    ),
    "a return under way": (
        in_dispute("return_sent", shipped_on="2026-11-10"), "2026-11-22", [("return_arrival", "2026-11-24")],
    ),
    "a refund: the twentieth business day": (
        in_dispute("refund_not_arrived", approved_on="2026-11-20"), "2026-11-22", [("refund", "2026-12-18")],
    ),
    "a refund, approved when unknown": (
        in_dispute("refund_not_arrived", approved_on="unknown"), "2026-11-23", [("refund", "2026-12-21")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", RUNNING)
def test_these_clocks_run_with_these_dates_and_no_other(judge, name):
    answers, today, expected = RUNNING[name]
    assert clocks(judge(today, answers)) == expected


def test_the_day_of_the_first_verdict_keeps_the_dates_in_their_place(judge):
    not_marked = DAMAGED | {"delivered_on": "not_marked"}
    for today in ("2026-11-22", "2026-11-25", "2026-12-01"):
        assert dict(clocks(judge(today, not_marked, "2026-11-22 verdict")))["open_dispute"] == "2026-12-05"


def test_a_later_verdict_counts_anew(judge):
    not_marked = DAMAGED | {"delivered_on": "not_marked"}
    record = judge("2026-12-01", not_marked, "2026-11-22 verdict", "2026-11-24 verdict")
    assert dict(clocks(record))["open_dispute"] == "2026-12-07"


def test_the_latest_verdict_is_the_one_told_last_whatever_its_day(judge):
    """Who crosses zones may be shown a second verdict on the day before the first."""
    not_marked = DAMAGED | {"delivered_on": "not_marked"}
    record = judge("2026-12-01", not_marked, "2026-11-22 verdict", "2026-11-21 verdict")
    assert dict(clocks(record))["open_dispute"] == "2026-12-04"


def test_a_missing_date_is_due_since_the_first_verdict(judge):
    assert dict(clocks(judge("2026-11-25", DAMAGED, "2026-11-22 verdict")))["look_up"] == "2026-11-22"


def test_a_dispute_opened_leaves_two_clocks_alone(judge):
    record = judge("2026-11-25", DAMAGED, "2026-11-22 verdict", "2026-11-22 dispute_opened")
    assert clocks(record) == [("look_at_dispute", "2026-11-25"), ("seller_reply", "2026-12-07")]


def test_only_a_date_that_is_missing_makes_the_dates_provisional(judge):
    def provisional(answers):
        return [c["provisional"] for c in judge("2026-11-22", answers)["deadlines"] if c["id"] == "open_dispute"]

    assert provisional(DAMAGED) == [True]
    assert provisional(DAMAGED | {"protection_ends_on": "2026-12-20"}) == [False]
    assert provisional(DAMAGED | {"delivered_on": "unknown", "protection_ends_on": "2026-12-20"}) == [True]
    assert provisional(DAMAGED | {"delivered_on": "not_marked", "protection_ends_on": "2026-12-20"}) == [False]
    assert provisional(NOT_RECEIVED) == [False]
    assert provisional(NOT_RECEIVED | {"latest_delivery_on": "unknown"}) == [True]
