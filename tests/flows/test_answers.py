"""Stored answers, events and button data: what is taken as it stands, and what is refused or asked again."""

from datetime import date
from decimal import Decimal

import pytest

from flows.answers import BadInput, CaseEvent, day_problem, kept_answers, read_answers, read_events
from flows.callbacks import answer_data, fits
from flows.model import Money

TODAY = date(2026, 11, 22)


def refused(book, question, value):
    """Why an answer is refused; None where it is taken."""
    try:
        read_answers(book, {question: value}, TODAY)
    except BadInput as bad:
        return bad.reason if bad.at == f"answers.{question}" else f"told of {bad.at}"
    return None


DAYS = {
    # question, day -> why not
    ("delivered_on", "2026-11-22"): None,
    ("delivered_on", "2026-11-23"): "parse-in-future",
    ("delivered_on", "2010-04-01"): None,
    ("delivered_on", "2010-03-31"): "parse-before-aliexpress",
    ("protection_ends_on", "2026-11-23"): None,
    ("protection_ends_on", "2028-11-21"): None,
    ("protection_ends_on", "2028-11-22"): "parse-too-far",
    ("protection_ends_on", "2010-03-31"): "parse-before-aliexpress",
    ("ship_by", "2026-12-10"): None,
    ("contacted_on", "2026-11-23"): "parse-in-future",
    ("delivered_on", "2026-02-31"): "parse-no-such-day",
    ("delivered_on", "2026-11-8"): "input-not-a-day",
    ("delivered_on", "20261118"): "input-not-a-day",
    ("delivered_on", "2026-W47-3"): "input-not-a-day",
    ("delivered_on", "2026-11-18T00:00"): "input-not-a-day",
    ("delivered_on", " 2026-11-18"): "input-not-a-day",
    ("delivered_on", "٢٠٢٦-١١-١٨"): "input-not-a-day",
    ("delivered_on", "unknown"): None,
    ("delivered_on", "not_marked"): None,
    ("protection_ends_on", "not_marked"): "input-not-a-day",
}


@pytest.mark.parametrize("case", DAYS, ids=" ".join)
def test_a_stored_day_is_taken_only_where_it_can_be(book, case):
    assert refused(book, *case) == DAYS[case]


AMOUNTS = {
    "24.90 EUR": None,
    "0.01 EUR": None,
    "0.0001 BHD": None,
    "100000000 IDR": None,
    "100000000.01 IDR": "parse-too-large",
    "999999999 IDR": "parse-too-large",
    "1000000000 IDR": "input-not-money",
    "0 EUR": "parse-zero",
    "0.00 EUR": "parse-zero",
    "-5 EUR": "input-not-money",
    "1e5 EUR": "input-not-money",
    "Infinity EUR": "input-not-money",
    "24,90 EUR": "input-not-money",
    "24.90EUR": "input-not-money",
    "24.90 eur": "input-not-money",
    "24.90 EURO": "input-not-money",
    "24.90": "input-not-money",
    "€24.90": "input-not-money",
    "unknown": "input-not-money",
}


@pytest.mark.parametrize("amount", AMOUNTS)
def test_a_stored_amount_is_taken_only_as_it_is_stored(book, amount):
    assert refused(book, "item_value", amount) == AMOUNTS[amount]


def test_amounts_are_exact(book):
    read = read_answers(book, {"item_value": "0.10 EUR"}, TODAY)["item_value"]
    assert read == Money(Decimal("0.10"), "EUR")
    assert str(read) == "0.10 EUR"


def test_the_last_days_that_an_answer_can_name():
    assert day_problem(date(2028, 11, 21), TODAY, "any") is None
    assert day_problem(date(2028, 11, 22), TODAY, "any") == "parse-too-far"
    assert day_problem(date(2026, 11, 23), TODAY, "past") == "parse-in-future"


def test_answers_that_no_longer_stand_are_left_out_and_asked_again(book):
    stored = {
        "situation": "arrived_wrong",
        "problem": "an option of last year",
        "a question of last year": "yes",
        "delivered_on": "2026-11-18",
        "item_value": "free",
    }
    assert kept_answers(book, stored, TODAY) == {"situation": "arrived_wrong", "delivered_on": date(2026, 11, 18)}


@pytest.mark.parametrize(("day", "kept"), [("2026-11-22", True), ("2026-11-23", True), ("2026-11-24", False)])
def test_who_moves_to_a_zone_behind_keeps_what_they_answered(book, day, kept):
    assert ("delivered_on" in kept_answers(book, {"delivered_on": day}, TODAY)) == kept


def events(*told):
    return [dict(zip(("on", "event"), one.split(), strict=True)) for one in told]


def test_events_keep_their_order(book):
    read = read_events(book, events("2026-11-20 no_button", "2026-11-20 dispute_opened"), TODAY)
    assert read == (CaseEvent("no_button", date(2026, 11, 20)), CaseEvent("dispute_opened", date(2026, 11, 20)))


def test_the_days_of_what_happened_never_run_backwards(book):
    with pytest.raises(BadInput) as raised:
        read_events(book, events("2026-11-20 no_button", "2026-11-21 verdict", "2026-11-19 dispute_opened"), TODAY)
    assert (raised.value.at, raised.value.reason) == ("events.2.on", "input-runs-backwards")


def test_the_guides_own_mark_may_stand_on_any_day(book):
    told = events("2026-11-20 no_button", "2026-11-10 verdict", "2026-11-20 dispute_opened", "2026-11-15 verdict")
    assert len(read_events(book, told, TODAY)) == 4


def test_button_data_is_versioned_and_ends_in_question_and_option():
    assert answer_data("q83vEjRWeJA", "situation", "arrived_wrong") == "v1:q83vEjRWeJA:situation:arrived_wrong"


def test_every_answer_that_can_be_tapped_fits_into_64_bytes(book):
    case, longest = "q83vEjRWeJA", {"date": "2026-11-18", "money": "100000000.9999 EUR"}
    taps = [(q.id, option.id) for q in book.questions.values() for option in q.options]
    taps += [(q.id, longest[q.kind]) for q in book.questions.values() if q.kind != "choice"]
    assert len(taps) > 80
    assert [tap for tap in taps if not fits(answer_data(case, *tap))] == []


@pytest.mark.parametrize(
    ("data", "good"), [("", False), ("x", True), ("x" * 64, True), ("x" * 65, False), ("ж" * 33, False)]
)
def test_telegram_counts_bytes_from_1_to_64(data, good):
    assert fits(data) == good
