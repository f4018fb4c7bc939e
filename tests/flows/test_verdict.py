"""A verdict in words: which dates, sums and sources stand where. What the sentences say is the texts' own affair."""

from datetime import date

import pytest

from flows.advice import variables
from flows.answers import read_answers, read_events
from flows.verdict import grounds, remedy_text, reminder_id, reminder_text, verdict
from tests.flows.told import CUSTOMS, DAMAGED, MARKED_DELIVERED, NOT_RECEIVED, in_dispute, wrote

SQUEEZED = NOT_RECEIVED | {"latest_delivery_on": "2026-12-31", "protection_ends_on": "2026-12-05"}
OFFERED = in_dispute("seller_offered", opened_on="2026-11-20", item_value="24.90 EUR", offer_value="5.00 EUR")


@pytest.fixture
def found(assessor):
    """Assesses a case written as in the contract."""

    def judged(today, answers, *events):
        day = date.fromisoformat(today)
        told = [dict(zip(("on", "event"), event.split(), strict=True)) for event in events]
        return assessor.assess(read_answers(assessor.book, answers, day), read_events(assessor.book, told, day), day)

    return judged


@pytest.fixture
def told(found, book, words):
    return lambda today, answers, *events: verdict(found(today, answers, *events), book, words)


def test_the_answer_is_one_line_and_the_missing_date_is_the_first_step(told, words):
    said = told("2026-11-22", DAMAGED)
    assert "\n" not in said.answer
    assert said.steps[0] == words("step-look_up_protection_ends_on")


def test_the_dates_stand_with_their_weekdays(told):
    said = "\n".join(told("2026-11-22", DAMAGED).dates)
    assert "Fri, Nov 27, 2026" in said  # the seller's time
    assert "Tue, Dec 1, 2026" in said  # act by
    assert "Thu, Dec 3, 2026" in said  # the earliest end


def test_nobody_can_say_when_it_is_over_while_a_date_is_missing(told, words):
    without = told("2026-11-22", DAMAGED).dates
    assert words("date-surely_over-unknown") in without
    assert words("date-provisional") in without
    known = told("2026-11-22", DAMAGED | {"protection_ends_on": "2026-12-20"}).dates
    assert words("date-surely_over-unknown") not in known
    assert words("date-provisional") not in known
    assert any("Wed, Jan 6, 2027" in line for line in known)


def test_without_any_date_nobody_can_say_by_when_to_act(told, words):
    said = told("2026-11-22", DAMAGED | {"delivered_on": "unknown"}).dates
    assert words("date-act_by-unknown") in said
    assert words("date-surely_over-unknown") in said


def test_while_it_is_early_the_first_date_is_the_one_before_which_not_to_file(told):
    dates = told("2026-11-22", NOT_RECEIVED).dates
    assert "Thu, Nov 26, 2026" in dates[0]
    assert "Tue, Dec 8, 2026" in dates[1]
    assert "Thu, Nov 26, 2026" not in told("2026-11-26", NOT_RECEIVED).dates[0]


def test_in_a_squeeze_the_first_date_is_the_one_from_which_to_look(told):
    dates = told("2026-11-22", SQUEEZED).dates
    assert "Wed, Dec 2, 2026" in dates[0]
    assert "Fri, Dec 4, 2026" in dates[1]
    assert "Sat, Dec 5, 2026" in dates[1]
    assert any("Fri, Jan 1, 2027" in line for line in dates)


SUMS = {
    # what was paid -> the articles' example (20 %), and the postage from which it is the better deal
    "24.90 EUR": ("€4.98", "€19.92"),
    "50.00 USD": ("$10.00", "$40.00"),
    "0.01 EUR": ("€0.00", "€0.01"),
    "12.34 EUR": ("€2.47", "€9.87"),
    "999 JPY": ("¥200", "¥799"),
    "1.501 KWD": ("KWD0.300", "KWD1.201"),
}


@pytest.mark.parametrize("value", SUMS)
def test_the_example_is_worked_out_for_this_price_to_the_currencys_coin(found, book, words, value):
    known = variables(found("2026-11-22", DAMAGED | {"item_value": value}), book)
    written = [words.formats.money(known[name]).replace("\u00a0", "") for name in ("part", "rest_after_part")]
    assert tuple(written) == SUMS[value]


def test_a_small_flaw_names_the_example_in_the_buyers_money(told):
    said = told("2026-11-22", DAMAGED | {"flaw": "minor"})
    assert "€4.98" in said.answer
    assert "20" in said.ask_for
    assert "€24.90" in said.ask_for
    assert "€4.98" in said.ask_for


def test_return_or_not_names_the_break_even_in_the_buyers_money(told):
    said = told("2026-11-22", DAMAGED | {"postage": "large_part"})
    assert "€24.90" in said.ask_for
    assert "€19.92" in said.ask_for


OFFERS = {
    # the offer for 24.90 -> its share in percent, and what is missing
    "5.00 EUR": (20, "€19.90"),
    "12.45 EUR": (50, "€12.45"),
    "24.90 EUR": (100, "€0.00"),
    "0.10 EUR": (0, "€24.80"),
    "0.13 EUR": (1, "€24.77"),
}


@pytest.mark.parametrize("offer", OFFERS)
def test_an_offer_is_weighed_against_the_price(found, book, words, offer):
    known = variables(found("2026-11-22", OFFERED | {"offer_value": offer}), book)
    assert (known["share"], words.formats.money(known["missing"])) == OFFERS[offer]


def test_the_offer_stands_in_the_answer(told):
    answer = told("2026-11-22", OFFERED).answer
    assert [part for part in ("€5.00", "€24.90", "20") if part not in answer] == []


ASKED_FOR = {
    "nothing arrived: all of it, nothing to send back": (NOT_RECEIVED, "2026-11-26", "remedy-not_received"),
    "marked delivered": (MARKED_DELIVERED, "2026-11-22", "remedy-not_received"),
    "customs, open": (CUSTOMS, "2026-11-26", "remedy-not_received"),
    "customs, early: nothing yet": (CUSTOMS, "2026-11-22", "remedy-none"),
    "some of the items came": (DAMAGED | {"problem": "partial_order"}, "2026-11-22", "remedy-partial_order"),
    "a small flaw": (DAMAGED | {"flaw": "minor"}, "2026-11-22", "remedy-partial_refund"),
    "broken and dear to send": (DAMAGED, "2026-11-22", "remedy-refund_only"),
    "broken, cheap to send": (DAMAGED | {"postage": "free"}, "2026-11-22", "remedy-return_and_refund"),
    "broken, postage unknown": (DAMAGED | {"postage": "unknown"}, "2026-11-22", "remedy-compare"),
    "inside a dispute": (OFFERED, "2026-11-22", "remedy-none"),
}


@pytest.mark.parametrize("name", ASKED_FOR)
def test_what_to_ask_for_has_its_text(found, told, name):
    answers, today, text = ASKED_FOR[name]
    assert remedy_text(found(today, answers)) == text
    assert bool(told(today, answers).ask_for) == (text != "remedy-none")


def test_the_last_ways_are_told_without_dates_to_file(told, words):
    said = told("2027-01-06", DAMAGED | {"protection_ends_on": "2026-12-20"})
    assert said.answer == words("outcome-closed")
    assert said.evidence == ()
    assert said.ask_for == ""


def test_the_grounds_begin_with_the_rule_and_what_it_decided(found, book, words):
    first = grounds(found("2026-11-22", DAMAGED), book, words)[0]
    assert first.title == words("coverage-yes")
    assert first.said[:2] == (
        words("rule-covered_and_time_enough", **{"PF-026_days_short": 3, "PF-026_days_long": 5}),
        words("coverage-row-damaged"),
    )


def test_the_guides_own_assumptions_are_owned_where_it_counts_days(found, book, words):
    counted = grounds(found("2026-11-22", DAMAGED), book, words)[0].said
    assert {words("date-own_assumption"), words("date-pacific")} <= set(counted)
    not_counted = grounds(found("2026-11-22", OFFERED), book, words)[0].said
    assert not {words("date-own_assumption"), words("date-pacific")} & set(not_counted)


def test_each_conflict_names_what_each_article_says_and_what_the_guide_follows(found, book, words):
    case = found("2026-11-22", DAMAGED)
    assert case.readings == ("C1", "C3")
    shown = {ground.title: ground.said for ground in grounds(case, book, words)}
    ends, waits = shown[words("reading-C1")], shown[words("reading-C3")]
    assert [line.partition(":")[0] for line in ends[:-1]] == [
        words("article-dispute-playbook"), words("article-policy-guide"),
    ]  # fmt: skip
    assert ends[-1] == words("reading-C1-follow")
    assert len(waits) == 4
    assert waits[-1] == words("reading-C3-follow")


def test_every_fact_that_a_verdict_rests_on_is_shown_once_with_its_articles(found, book, words):
    case = found("2026-11-22", DAMAGED)
    lines = [line for ground in grounds(case, book, words) for line in ground.said if line.startswith("PF-")]
    assert sorted(line.partition(" ")[0] for line in lines) == list(case.facts)
    articles = [words(f"article-{article}") for article in book.articles]
    assert all(any(article in line for article in articles) for line in lines)


REMINDED = {
    # answers, the day of the verdict, the reminder's day, the clock -> its text
    "a date to look up": (DAMAGED, "2026-11-22", "2026-11-23", "look_up", "look_up-protection_ends_on"),
    "the dispute, days ahead": (DAMAGED, "2026-11-18", "2026-11-24", "open_dispute", "open_dispute"),
    "the dispute, on the day": (DAMAGED, "2026-11-18", "2026-12-01", "open_dispute", "open_dispute"),
    "the dispute, in the last days": (DAMAGED, "2026-11-18", "2026-12-03", "open_dispute", "open_dispute-last_days"),
    "the dispute, perhaps over": (DAMAGED, "2026-11-18", "2026-12-04", "open_dispute", "open_dispute-try_button"),
    "nothing arrived, the first day": (NOT_RECEIVED, "2026-11-22", "2026-11-26", "open_dispute", "open_dispute-early"),
    "nothing arrived, the second day": (NOT_RECEIVED, "2026-11-22", "2026-11-27", "open_dispute", "open_dispute-early"),
    "nothing arrived, days later": (NOT_RECEIVED, "2026-11-22", "2026-12-05", "open_dispute", "open_dispute"),
    "a squeeze, the first look": (SQUEEZED, "2026-11-22", "2026-12-02", "open_dispute", "open_dispute-early"),
    "a squeeze, its last day": (SQUEEZED, "2026-11-22", "2026-12-05", "open_dispute", "open_dispute-last_days"),
    "a squeeze, once more": (SQUEEZED, "2026-11-22", "2027-01-01", "look_again", "look_again"),
    "the seller's time": (DAMAGED, "2026-11-22", "2026-11-26", "seller_answer", "seller_answer"),
    "has it turned Delivered": (NOT_RECEIVED, "2026-11-22", "2026-11-29", "check_status", "check_status"),
    "the refund, after it was due": (
        in_dispute("refund_not_arrived", approved_on="2026-11-20"), "2026-11-22", "2026-12-21", "refund", "refund-past",
    ),
    "the refund, a first look": (
        in_dispute("refund_not_arrived", approved_on="2026-11-20"), "2026-11-22", "2026-12-04", "refund", "refund",
    ),
    "the return": (
        in_dispute("decided_return", ship_by="2026-12-10", item_value="24.90 EUR", postage="free"),
        "2026-11-22", "2026-12-07", "ship_back", "ship_back",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REMINDED)
def test_a_reminder_says_what_is_due_on_its_day(found, book, words, name):
    answers, shown, on, clock_id, text = REMINDED[name]
    case = found(on, answers, f"{shown} verdict")
    assert clock_id in {reminder.deadline for reminder in case.reminders if reminder.on == date.fromisoformat(on)}
    clock = case.clock(clock_id)
    assert reminder_id(clock, case) == f"remind-{text}"
    assert reminder_text(clock, case, book, words).strip()


def test_a_reminder_counts_the_days_that_are_left(found, book, words):
    def said(on):
        case = found(on, DAMAGED, "2026-11-18 verdict")
        return reminder_text(case.clock("open_dispute"), case, book, words)

    assert "7" in said("2026-11-24")
    assert "3" in said("2026-11-28")
    assert "Tue, Dec 1, 2026" in said("2026-11-30")
    assert len({said(on) for on in ("2026-11-24", "2026-11-28", "2026-11-30", "2026-12-01")}) == 4


def test_a_reminder_of_a_passed_day_does_not_call_it_to_come(found, book, words):
    late = found("2026-11-26", DAMAGED | wrote("waiting", "2026-11-20"), "2026-11-20 verdict")
    clock = late.clock("seller_answer")
    assert reminder_id(clock, late) == "remind-seller_answer-past"
    assert "Wed, Nov 25, 2026" in reminder_text(clock, late, book, words)
