"""An offer weighed: sums with the buyer's own numbers, the articles' example beside them, and no threshold."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.answers import CaseEvent, read_answers
from flows.model import Money
from flows.offer import sums, weigh, weighing_lines, weighing_of
from tests.flows.told import DAMAGED, NOT_RECEIVED

TODAY = date(2026, 11, 22)


def money(told):
    amount, currency = told.split()
    return Money(Decimal(amount), currency)


@pytest.fixture
def weighed(book):
    return lambda price, offer, postage="": weigh(money(price), money(offer), postage, book, TODAY)


@pytest.mark.parametrize(
    ("price", "offer", "share", "missing", "part", "beyond"),
    [
        ("50.00 USD", "10.00 USD", 20, "40.00 USD", "10.00 USD", "0.00 USD"),
        ("50.00 USD", "5.00 USD", 10, "45.00 USD", "10.00 USD", "-5.00 USD"),
        ("24.90 EUR", "12.45 EUR", 50, "12.45 EUR", "4.98 EUR", "7.47 EUR"),
        ("24.90 EUR", "24.90 EUR", 100, "0.00 EUR", "4.98 EUR", "19.92 EUR"),
        ("24.90 EUR", "30.00 EUR", 120, "-5.10 EUR", "4.98 EUR", "25.02 EUR"),
        ("999 JPY", "333 JPY", 33, "666 JPY", "200 JPY", "133 JPY"),
        ("0.01 EUR", "0.01 EUR", 100, "0.00 EUR", "0.00 EUR", "0.01 EUR"),
        ("3.00 EUR", "0.01 EUR", 0, "2.99 EUR", "0.60 EUR", "-0.59 EUR"),
        ("200.00 EUR", "1.00 EUR", 1, "199.00 EUR", "40.00 EUR", "-39.00 EUR"),
    ],
)
def test_the_sums_of_an_offer(weighed, price, offer, share, missing, part, beyond):
    found = weighed(price, offer)
    assert found.share == share
    assert (found.missing, found.part, found.beyond_example) == (money(missing), money(part), money(beyond))


def test_an_offer_in_another_currency_is_not_weighed(weighed):
    with pytest.raises(ValueError, match="USD can't be weighed against a price in EUR"):
        weighed("24.90 EUR", "5.00 USD")


def test_a_small_offer_stands_beside_the_example_and_a_return(weighed, words):
    said = weighing_lines(weighed("50.00 USD", "5.00 USD", "small_part"), words)
    assert said == (
        "$5.00 is 10 % of the $50.00 you paid. $45.00 is missing.",
        "The articles’ example of 20 % for a small flaw would be $10.00: the offer is $5.00 less."
        " That is an example and no rule.",
        "A return would bring $50.00 less its postage, which you called a small part of the price."
        " It is worth more than the offer as long as that postage stays below $45.00.",
    )


@pytest.mark.parametrize(("offer", "than"), [("9.99 USD", "less"), ("10.00 USD", "the same"), ("10.01 USD", "more")])
def test_the_example_is_compared_to_the_cent(weighed, words, offer, than):
    assert than in weighing_lines(weighed("50.00 USD", offer), words)[1]


@pytest.mark.parametrize("offer", ["50.00 USD", "50.01 USD", "5000.00 USD"])
def test_an_offer_of_all_or_more_is_compared_with_nothing(weighed, words, offer):
    [said] = weighing_lines(weighed("50.00 USD", offer, "large_part"), words)
    assert ("more than" in said) == (offer != "50.00 USD")


@pytest.mark.parametrize(
    ("postage", "piece"),
    [
        ("free", "costs you nothing: $45.00 more"),
        ("small_part", "stays below $45.00"),
        ("large_part", "only if that postage stays below $45.00"),
        ("as_much_or_more", "would bring nothing"),
        ("unknown", "only if that postage stays below $45.00"),
    ],
)
def test_a_return_is_weighed_by_what_is_known_of_its_postage(weighed, words, postage, piece):
    assert piece in weighing_lines(weighed("50.00 USD", "5.00 USD", postage), words)[2]


def offered(assessor, answers, amount):
    told = [CaseEvent("dispute_opened", TODAY), CaseEvent("seller_offered", TODAY, amount=amount and money(amount))]
    return assessor.assess(read_answers(assessor.book, answers, TODAY), told, TODAY)


def test_a_case_is_weighed_with_its_own_price_and_postage(assessor, book):
    found = weighing_of(offered(assessor, DAMAGED, "5.00 EUR"), book)
    assert (found.price, found.offer, found.postage) == (money("24.90 EUR"), money("5.00 EUR"), "as_much_or_more")


def test_no_return_stands_beside_an_offer_where_nothing_arrived(assessor, book):
    assert weighing_of(offered(assessor, NOT_RECEIVED, "5.00 EUR"), book).postage == ""


def test_a_sellers_free_return_costs_no_postage(assessor, book):
    answers = DAMAGED | {"situation": "dont_want_it", "problem": "changed_mind", "seller_policy": "free_return"}
    answers = {q: value for q, value in answers.items() if q not in ("flaw", "postage")}
    assert weighing_of(offered(assessor, answers, "5.00 EUR"), book).postage == "free"


@pytest.mark.parametrize("amount", [None, "5.00 USD"])
def test_what_is_not_known_or_in_another_currency_is_not_weighed(assessor, book, amount):
    assert weighing_of(offered(assessor, DAMAGED, amount), book) is None


AMOUNTS = st.integers(1, 10_000_000_000).map(lambda cents: Decimal(cents) / 100)


@given(AMOUNTS, AMOUNTS, st.sampled_from(["", "free", "small_part", "large_part", "as_much_or_more", "unknown"]))
def test_whatever_is_offered_the_sums_are_sane_and_can_be_told(book, words, price, offer, postage):
    found = weigh(Money(price, "EUR"), Money(offer, "EUR"), postage, book, TODAY)
    assert found.missing.amount == price - offer
    assert abs(found.share - offer * 100 / price) <= Decimal("0.5")
    assert sums(found)["missing"].amount >= 0
    assert all(weighing_lines(found, words))
