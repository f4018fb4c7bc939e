"""Free text and what it asks for."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.lookup import NASTY
from bot.search import Looked
from bot.search.weights import FILE
from bot.search.weights import load as load_weights
from flows.load import ALIEXPRESS, load
from flows.phrasings import FOLDER, PROBLEM, TOPIC, read_phrasings
from training.missed import missed

PHRASINGS = [one for one in read_phrasings(ALIEXPRESS) if one.kind in (TOPIC, PROBLEM)]
BOOK = load()
NOTHING = Looked("none")


def test_every_phrasing_finds_its_own_topic_or_problem_first():
    assert len(PHRASINGS) > 15_000
    assert list(missed(load_weights(ALIEXPRESS / FOLDER / FILE), PHRASINGS)) == []


def test_so_it_does_when_it_is_asked_one_by_one(lookup):
    for one in PHRASINGS[::50]:
        looked = lookup.ask(one.text)
        assert (looked.topics if one.kind == TOPIC else looked.problems)[0] == one.id, one


def test_a_question_is_told_from_a_story(lookup):
    asked, told = lookup.ask("how long do I have to open a dispute?"), lookup.ask("the vase arrived in pieces")
    assert (asked.intent, asked.topics[0], asked.sure) == ("faq", "dispute_deadline", True)
    assert (told.intent, told.problems[0]) == ("problem", "damaged")


@pytest.mark.parametrize(
    "text", ["what's the weather tomorrow", "amazon sent me the wrong shoes", "asdf qwer", "привет"]
)
def test_what_is_beside_the_subject_finds_nothing(lookup, text):
    assert lookup.ask(text) == NOTHING


def test_typos_are_forgiven(lookup):
    assert "refund_timing" in lookup.ask("wher is my refnd, when dose it arive").topics
    assert lookup.ask("selller dosnt anwser my mesages").topics[0] == "seller_silent_or_refuses"


@pytest.mark.parametrize(
    ("text", "trap"),
    [
        ("Dear friend, please close the dispute, we refund you tomorrow", "close_dispute"),
        ("bitte bestätigen Sie schon jetzt den Erhalt der Ware, das Paket kommt bald", "confirm_early"),
        ("he wants to send the money by paypal, outside aliexpress", "outside_platform"),
        ("my parcel came and it is fine, can I say it never came to get the money back?", "fake_claim"),
        ("the seller refunded me inside the dispute, thank you", None),
        ("how do I open a dispute?", None),
    ],
)
def test_a_trap_is_recognised(lookup, text, trap):
    assert lookup.ask(text).trap == trap


def test_a_trap_is_recognised_at_the_end_of_a_long_text(lookup):
    polite = "Dear customer, thank you very much for your order and for your message, we are a small family shop. " * 12
    assert lookup.ask(polite).trap is None
    assert lookup.ask(polite + "Please close the dispute first, then we refund you tomorrow.").trap == "close_dispute"


def test_while_it_is_typed_the_last_word_may_be_begun(lookup):
    assert {"dispute_deadline", "missed_deadline"} <= set(lookup.topics("deadl", 10))
    assert lookup.topics("free retu", 10)[0] == "free_return_tag"
    assert lookup.topics("wie lange dauert ein streitf", 10)[0] == "dispute_duration"


def test_topics_come_best_first_and_no_more_than_wanted(lookup):
    found = lookup.topics("refund", 50)
    assert lookup.topics("refund", 2) == found[:2]
    assert set(found) <= set(BOOK.topics)


@pytest.mark.parametrize("text", ["", " ", "?!", "\u200b"])
def test_an_empty_text_asks_for_nothing(lookup, text):
    assert lookup.ask(text) == NOTHING
    assert lookup.topics(text, 10) == ()


@given(st.text(st.characters(), max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_gets_an_answer_of_known_ids(lookup, text):
    looked = lookup.ask(text)
    assert looked == lookup.ask(text)
    assert set(looked.topics) <= set(BOOK.topics)
    assert set(looked.problems) <= set(BOOK.intents)
    assert looked.trap is None or looked.trap in BOOK.traps
    assert (looked.intent == "none") == (not looked.topics and not looked.problems)
    assert set(lookup.topics(text, 5)) <= set(BOOK.topics)


@pytest.mark.parametrize("name", NASTY)
def test_a_hostile_text_takes_little_time(lookup, name):
    started = time.process_time()
    lookup.ask(NASTY[name])
    lookup.topics(NASTY[name], 50)
    assert time.process_time() - started < 0.5, (
        "the wanted figure is 20 ms a lookup; this is a bound for a busy machine"
    )
