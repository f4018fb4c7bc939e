"""Before what can't be taken back: what must be so, what the case knows by itself, what follows if it isn't so."""

from datetime import date

import pytest

from flows.answers import CaseEvent, read_answers
from flows.gates import gate, gate_text
from tests.flows.told import DAMAGED, in_dispute

TODAY = date(2026, 11, 22)


@pytest.fixture
def stands(assessor, book):
    """How a gate stands: `stands("closing", answers, "dispute_opened", …, money_visible=True)`."""

    def checked(gate_id, answers, *events, by=None, **said):
        told = [CaseEvent(event, TODAY, by=by if event == "decided_return" else None) for event in events]
        return gate(gate_id, assessor.assess(read_answers(book, answers, TODAY), told, TODAY), said, book)

    return checked


def test_closing_asks_first_whether_the_refund_is_visible(stands, words):
    found = stands("closing", DAMAGED, "dispute_opened")
    assert (found.passed, found.asks, found.unmet) == (None, "money_visible", None)
    assert gate_text(found, words) == "Is the refund visible in your account?"


def test_closing_is_refused_while_the_refund_is_not_visible(stands, words):
    found = stands("closing", DAMAGED, "dispute_opened", money_visible=False)
    assert (found.passed, found.asks, found.unmet) == (False, None, "money_visible")
    assert "Accept" in gate_text(found, words)
    assert "don’t cancel" in gate_text(found, words)


def test_closing_a_dispute_over_part_of_what_was_agreed_is_refused(stands):
    found = stands("closing", DAMAGED, "dispute_opened", money_visible=True, all_of_it=False)
    assert (found.passed, found.unmet) == (False, "all_of_it")


def test_closing_is_free_once_all_of_the_money_is_visible(stands, words):
    found = stands("closing", DAMAGED, "dispute_opened", money_visible=True, all_of_it=True)
    assert (found.passed, found.asks, found.unmet) == (True, None, None)
    assert "never Cancel" in gate_text(found, words)


SHIPPED_WELL = {"address": True, "deadline": True, "postage": True, "tracked": True}


def test_nothing_is_sent_without_an_open_dispute_whatever_the_buyer_says(stands, words):
    found = stands("shipping", DAMAGED, dispute_open=True, **SHIPPED_WELL)
    assert (found.passed, found.unmet) == (False, "dispute_open")
    assert [condition.id for condition in found.conditions] == ["dispute_open"]
    assert "Open the dispute first" in gate_text(found, words)


def test_an_open_dispute_is_known_and_not_asked_about(stands):
    found = stands("shipping", DAMAGED, "dispute_opened")
    assert found.conditions[0].met is True
    assert found.asks == "address"


@pytest.mark.parametrize("missing", ["address", "tracked"])
def test_each_condition_of_a_return_can_stop_it(stands, missing):
    said = SHIPPED_WELL | {missing: False}
    assert stands("shipping", DAMAGED, "dispute_opened", **said).unmet == missing


def test_a_deadline_that_the_case_knows_is_not_asked_about(stands):
    known = stands("shipping", DAMAGED, "dispute_opened", "decided_return", by=date(2026, 12, 5), address=True)
    assert [c.met for c in known.conditions if c.id == "deadline"] == [True]
    unknown = stands("shipping", DAMAGED, "dispute_opened", "decided_return", address=True)
    assert unknown.asks == "deadline"


@pytest.mark.parametrize(("postage", "asked"), [("large_part", "tracked"), ("free", "tracked"), ("unknown", "postage")])
def test_who_pays_the_postage_is_asked_only_where_it_is_not_known(stands, postage, asked):
    answers = DAMAGED | {"postage": postage}
    found = stands("shipping", answers, "dispute_opened", "decided_return", by=date(2026, 12, 5), address=True)
    assert found.asks == asked


def test_a_return_with_all_that_it_needs_may_go(stands):
    assert stands("shipping", DAMAGED, "dispute_opened", **SHIPPED_WELL).passed is True


REJECTED = ("dispute_opened", "escalated", "decided_rejected")
GRAVE = {"way_of_paying": True, "grave": True, "ban_accepted": True}


def test_no_chargeback_before_the_appeal(stands, words):
    found = stands("chargeback", DAMAGED, *REJECTED, ways_used_up=True, **GRAVE)
    assert (found.passed, found.unmet) == (False, "ways_used_up")
    assert "the appeal" in gate_text(found, words)


def test_no_chargeback_while_the_appeal_runs(stands):
    assert stands("chargeback", DAMAGED, *REJECTED, "appealed", **GRAVE).passed is False


@pytest.mark.parametrize(
    "way", [(*REJECTED, "appealed", "decided_rejected"), (*REJECTED, "no_appeal"), ("dispute_opened", "dispute_closed")]
)
def test_a_chargeback_once_aliexpress_own_ways_are_used_up(stands, way):
    assert stands("chargeback", DAMAGED, *way, **GRAVE).passed is True


def test_a_chargeback_where_no_platform_route_is_left(stands):
    too_late = DAMAGED | {"delivered_on": "2026-08-01", "protection_ends_on": "2026-09-01"}
    assert stands("chargeback", too_late, **GRAVE).passed is True


@pytest.mark.parametrize(("paid_with", "asked"), [("card", "grave"), ("paypal", "grave")])
def test_a_way_of_paying_that_is_known_is_not_asked_about(stands, paid_with, asked):
    answers = in_dispute("dispute_rejected", decided_on="2026-11-20", item_value="24.90 EUR", paid_with=paid_with)
    assert stands("chargeback", answers, "no_appeal").asks == asked


def test_another_way_of_paying_has_no_chargeback(stands):
    answers = in_dispute("dispute_rejected", decided_on="2026-11-20", item_value="24.90 EUR", paid_with="other")
    assert stands("chargeback", answers, "no_appeal", **GRAVE).unmet == "way_of_paying"


@pytest.mark.parametrize("refused", ["grave", "ban_accepted"])
def test_a_chargeback_needs_a_grave_case_and_a_buyer_who_takes_the_risk(stands, refused):
    said = GRAVE | {refused: False}
    assert stands("chargeback", DAMAGED, *REJECTED, "no_appeal", **said).unmet == refused


def test_every_gate_is_offered_somewhere_and_its_conditions_rest_on_facts(book):
    assert set(book.gates) == {"closing", "shipping", "chargeback"}
    assert {gate for stage in book.stages.values() for gate in stage.gates} == set(book.gates)
    assert all(condition.facts for one in book.gates.values() for condition in one.conditions)


def test_the_risk_of_a_ban_is_named_before_a_chargeback(words):
    assert "banned" in words("condition-chargeback-ban_accepted")
