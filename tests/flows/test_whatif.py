"""What if one waits: the case as of another day beside today's, in words."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.answers import CaseEvent, read_answers
from flows.whatif import difference_lines, what_if
from tests.flows.told import DAMAGED, NOT_RECEIVED, in_dispute
from tests.flows.walks import BEGUN, begun

TODAY = date(2026, 11, 22)
SURE = DAMAGED | {"protection_ends_on": "2026-12-30"}  # act by 1 December, the earliest end 3 December


@pytest.fixture
def waiting(assessor):
    """What waiting until a day changes: `waiting(answers, "2026-11-27", "2026-11-20 dispute_opened", …)`."""

    def difference(answers, until, *told, today=TODAY):
        events = [CaseEvent(event, date.fromisoformat(on)) for on, event in map(str.split, told)]
        return what_if(assessor, read_answers(assessor.book, answers, today), events, today, date.fromisoformat(until))

    return difference


def passed(difference):
    return [(passing.clock, str(passing.act_by)) for passing in difference.passed]


def test_waiting_until_today_changes_nothing(waiting, book, words):
    found = waiting(SURE, "2026-11-22")
    assert found.nothing
    assert difference_lines(found, book, words) == (
        "If you wait until Sun, Nov 22, 2026, nothing changes for this case that can be seen today."
        " What others do meanwhile can’t be known.",
    )


@pytest.mark.parametrize(
    ("until", "window"),
    [
        ("2026-12-01", ""),  # act by
        ("2026-12-02", "last_days"),
        ("2026-12-03", "last_days"),  # the earliest end
        ("2026-12-04", "try_button"),
        ("2027-01-15", "try_button"),
        ("2027-01-16", "closed"),  # protection and fifteen days, and two
    ],
)
def test_the_window_turns_on_its_days(waiting, until, window):
    assert waiting(SURE, until).window == window


@pytest.mark.parametrize(
    ("until", "gone"),
    [
        ("2026-11-27", []),  # the wait for the seller ends that day: still in time
        ("2026-11-28", [("seller_answer", "2026-11-27")]),
        ("2026-12-01", [("seller_answer", "2026-11-27")]),
        ("2026-12-02", [("seller_answer", "2026-11-27"), ("open_dispute", "2026-12-01")]),
    ],
)
def test_a_date_has_passed_on_the_day_after_it(waiting, until, gone):
    assert passed(waiting(SURE, until)) == gone


def test_without_a_verdict_the_days_still_count_from_today(waiting):
    """Else every day would count from itself, and waiting would cost nothing: in hand, and not marked delivered."""
    not_marked = SURE | {"delivered_on": "not_marked"}
    assert waiting(not_marked, "2026-12-20").window == "try_button"
    assert waiting(not_marked, "2026-12-20", "2026-11-22 verdict").window == "try_button"


def test_the_stage_and_the_first_step_turn_with_the_days(waiting, book, words):
    found = waiting(SURE, "2026-12-04")
    assert (found.stage, found.first_step) == ("filing", "look_today")
    said = difference_lines(found, book, words)
    assert said[0].startswith("By Fri, Dec 4, 2026 your time has ended by the most careful reading.")
    assert "The day to open the dispute, Tue, Dec 1, 2026, has passed then." in said
    assert any("Today: Talking to the seller. Then: Time to open the dispute." in line for line in said)
    assert said[-1].startswith("The next step on Fri, Dec 4, 2026 would be: Look today:")


def test_waiting_can_be_what_is_needed(waiting):
    """The delivery window ends on 25 November: from the day after it, "not received" may be filed."""
    assert waiting(NOT_RECEIVED, "2026-11-25").window == ""
    assert waiting(NOT_RECEIVED, "2026-11-26").window == "open"


@pytest.mark.parametrize(
    ("answers", "told", "until", "gone"),
    [
        (SURE, ["2026-11-10 dispute_opened"], "2026-11-25", []),
        (SURE, ["2026-11-10 dispute_opened"], "2026-11-26", [("seller_reply", "2026-11-25")]),
        (in_dispute("platform_deciding", escalated_on="2026-11-20"), [], "2026-12-01", [("decision", "2026-11-30")]),
        (
            in_dispute("dispute_rejected", decided_on="2026-11-21", item_value="24.90 EUR", paid_with="card"), [],
            "2026-11-24", [("appeal", "2026-11-23")],
        ),
        (
            in_dispute("decided_return", ship_by="2026-12-05", item_value="24.90 EUR", postage="free"), [],
            "2026-12-04", [("ship_back", "2026-12-03")],
        ),
        (in_dispute("refund_not_arrived", approved_on="2026-11-18"), [], "2026-12-17", [("refund", "2026-12-16")]),
        (in_dispute("return_sent", shipped_on="2026-11-18"), [], "2026-12-20", []),
    ],
)  # fmt: skip
def test_the_clocks_of_a_dispute_pass_too_but_a_look_that_is_repeated_never_does(waiting, answers, told, until, gone):
    assert passed(waiting(answers, until, *told)) == gone


def test_nobody_waits_until_yesterday(waiting):
    with pytest.raises(ValueError, match="2026-11-21 lies before 2026-11-22"):
        waiting(SURE, "2026-11-21")


def test_a_case_without_a_verdict_has_nothing_to_compare(waiting):
    with pytest.raises(ValueError, match="without a verdict"):
        waiting({"situation": "arrived_wrong"}, "2026-11-27")


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(sorted(BEGUN)), st.integers(0, 200), st.lists(st.integers(0, 11), max_size=4))
def test_every_difference_can_be_told(assessor, words, name, ahead, picks):
    answers, events = begun(assessor.book, name), []
    for pick in picks:
        offers = assessor.assess(answers, events, TODAY).offers
        if offers:
            events.append(CaseEvent(offers[pick % len(offers)], TODAY))
    if assessor.assess(answers, events, TODAY).rule is None:
        return
    found = what_if(assessor, answers, events, TODAY, TODAY + timedelta(days=ahead))
    said = difference_lines(found, assessor.book, words)
    assert said
    assert all(line.strip() for line in said)
    assert found.nothing == (len(said) == 1 and "nothing changes" in said[0])
