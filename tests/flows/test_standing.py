"""Where a case stands, in words, and what it is told about a missing button or about dates that hardly fit."""

from datetime import date

import pytest

from flows.answers import read_answers, read_events
from flows.verdict import standing, verdict
from tests.flows.told import DAMAGED, NOT_RECEIVED


def steps_of(assessor, words, answers, today, *told):
    found = assessed(assessor, answers, today, *told)
    return [step.id for step in found.steps], verdict(found, assessor.book, words).steps


def assessed(assessor, answers, today, *told):
    day = date.fromisoformat(today)
    events = [dict(zip(("on", "event"), event.split(), strict=True)) for event in told]
    return assessor.assess(read_answers(assessor.book, answers, day), read_events(assessor.book, events, day), day)


SURE = DAMAGED | {"protection_ends_on": "2026-12-30"}


@pytest.mark.parametrize("today", ["2026-11-20", "2026-12-01", "2026-12-02", "2026-12-03"])
def test_a_button_looked_for_in_vain_while_there_is_time_is_answered_first_of_all(assessor, words, today):
    ids, said = steps_of(assessor, words, SURE, today, "2026-11-20 no_button")
    assert ids[0] == "no_button_found"
    assert said[0].startswith("You found no button on Fri, Nov 20, 2026. It may be called Returns & refunds")
    assert "no_button_found" not in steps_of(assessor, words, SURE, today)[0]


def test_a_button_looked_for_in_vain_while_the_parcel_is_awaited_may_come_yet(assessor, words):
    ids, said = steps_of(assessor, words, NOT_RECEIVED, "2026-11-23", "2026-11-22 no_button")
    assert ids[0] == "no_button_yet_found"
    assert "may still be on its way" in said[0]


def test_an_unknown_date_is_looked_up_before_the_button_is(assessor, words):
    ids, _ = steps_of(assessor, words, DAMAGED, "2026-11-20", "2026-11-20 no_button")
    assert ids[:2] == ["look_up_protection_ends_on", "no_button_found"]


def test_the_latest_look_for_the_button_is_the_one_told(assessor, words):
    _, said = steps_of(assessor, words, SURE, "2026-11-22", "2026-11-20 no_button", "2026-11-22 no_button")
    assert "Sun, Nov 22, 2026" in said[0]


def test_in_a_dispute_nobody_looks_for_the_button(assessor, words):
    told = ("2026-11-20 no_button", "2026-11-21 dispute_opened")
    assert "no_button_found" not in steps_of(assessor, words, SURE, "2026-11-22", *told)[0]


@pytest.mark.parametrize(("ends", "asked"), [("2026-11-17", True), ("2026-11-18", False), ("2026-11-19", False)])
def test_protection_that_ends_before_the_delivery_is_gently_asked_about(assessor, words, ends, asked):
    """Delivered on 18 November."""
    ids, said = steps_of(assessor, words, DAMAGED | {"protection_ends_on": ends}, "2026-11-22")
    assert (ids[0] == "check_dates") == asked
    if asked:
        assert "Tue, Nov 17, 2026" in said[0]
        assert "Wed, Nov 18, 2026" in said[0]
        assert "please check both" in said[0]


def test_an_unknown_end_of_protection_is_not_called_odd(assessor, words):
    assert "check_dates" not in steps_of(assessor, words, DAMAGED, "2026-11-22")[0]


STANDS = [
    # the events -> whom it waits for, a piece of what to do if nothing happens
    ((), "It is the seller’s move.", "open the dispute"),
    (("2026-11-20 dispute_opened",), "It is the seller’s move.", "from Sat, Dec 5, 2026 on"),
    (("2026-11-20 dispute_opened", "2026-11-20 seller_rejected"), "It is your move.", "ask AliExpress to step in"),
    (("2026-11-20 dispute_opened", "2026-11-20 escalated"), "It is AliExpress’s move.", "by Mon, Nov 30, 2026"),
    (("2026-11-20 dispute_opened", "2026-11-20 decided_return"), "It is your move.", "by Fri, Nov 20, 2026"),
    (("2026-11-20 dispute_opened", "2026-11-20 decided_refund"), "It waits for the money.", "by Mon, Dec 21, 2026"),
    (("2026-11-20 dispute_opened", "2026-11-20 decided_rejected"), "It is your move.", "Past Sun, Nov 22, 2026"),
    (("2026-11-20 money_arrived",), "It waits for nobody.", "Nothing more"),
]


@pytest.mark.parametrize(("told", "waits", "idle"), STANDS)
def test_where_a_case_stands_is_told_with_what_to_do_if_nothing_happens(assessor, words, told, waits, idle):
    found = standing(assessed(assessor, SURE, "2026-11-22", *told), assessor.book, words)
    assert found.waits == waits
    assert idle in found.idle


def test_the_traps_of_a_stage_are_told_with_it(assessor, words):
    found = standing(assessed(assessor, SURE, "2026-11-22", "2026-11-20 dispute_opened"), assessor.book, words)
    assert found.traps[0].startswith("Never close the dispute on a promise")


def test_nothing_is_asked_for_once_the_refund_is_on_its_way(assessor, words):
    before = assessed(assessor, SURE, "2026-11-22", "2026-11-20 dispute_opened")
    after = assessed(assessor, SURE, "2026-11-22", "2026-11-20 dispute_opened", "2026-11-21 decided_refund")
    assert verdict(before, assessor.book, words).ask_for
    assert verdict(after, assessor.book, words).ask_for == ""
    assert after.remedy == before.remedy == "refund_only"
