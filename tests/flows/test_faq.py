"""The answers on the way: what each rests on, the figures and days that it says, the traps, what a first message means."""

from dataclasses import replace
from datetime import date

import pytest

from flows.answers import CaseEvent, read_answers
from flows.faq import alarm, answer, intent_label, sources, topics_of
from flows.load import ALIEXPRESS, load
from flows.phrasings import phrased_languages
from flows.words import TextError
from tests.flows.told import DAMAGED, NOT_RECEIVED, in_dispute

TODAY = date(2026, 11, 22)

RESTS_ON = {
    # topic -> the facts (PF-…) that its answer must rest on, the conflicts that it must mention
    "dispute_deadline": ("004 006 013 014 015", "C1"),
    "buyer_protection_what": ("001 002 003 005 010", "C1"),
    "not_received_when": ("017 018 019 021 041 015", "C2"),
    "marked_delivered_not_received": ("042 013 078 024", "C10"),
    "contact_seller_first": ("024 025 026 055 056 020", "C3"),
    "how_to_open_dispute": ("059 060 061 067 034", ""),
    "truthful_reason": ("062", ""),
    "covered_reasons": ("036 037 038 039 040 041 042 043 122", ""),
    "not_covered_reasons": ("047 048 049 051 052 053", ""),
    "change_of_mind": ("047 008 090 009 089", "C9"),
    "size_fit": ("049 050", ""),
    "cheaper_elsewhere": ("051", ""),
    "as_described_disappointed": ("048 052", ""),
    "not_as_described_meaning": ("007 039 040", ""),
    "evidence_overview": ("070 072 073 074 075 076 077 079 080 082 125", ""),
    "unboxing_video": ("070 071", ""),
    "evidence_non_delivery": ("077 078", ""),
    "claim_description": ("063 064 065 066 112", "C12"),
    "refund_only_vs_return": ("061 083 084 085 086 088 089", ""),
    "full_or_partial_refund": ("045 087 086", ""),
    "after_filing": ("100 101 035 104 107", ""),
    "dispute_duration": ("027 028 029 030", "C4"),
    "seller_silent_or_refuses": ("046 103 104 035", "C3 C14"),
    "counter_offer": ("100 101 107", ""),
    "mediation": ("103 104 105 106 081 124", "C14 C6"),
    "close_dispute_request": ("108 109 110 102", "C5b"),
    "cancel_false_reason": ("111", ""),
    "return_shipping_cost": ("090 091 092 093 094 089 096", "C7"),
    "ship_back_safely": ("095 096 097 031 098 099", "C7 C13"),
    "return_for_refund_meaning": ("092 097 098", "C7"),
    "free_return_tag": ("089", ""),
    "refund_timing": ("033 114", "C8"),
    "refund_status": ("115", ""),
    "appeal_rejected": ("032 116 106", "C6"),
    "chargeback": ("117 118 119 120", "C15"),
    "customs": ("053 054", "C11"),
    "missed_deadline": ("004 006 016 117 118 119", "C1"),
    "partial_order_missing": ("043 044 070", ""),
    "replacement": ("056 057 068 069 109", "C5"),
}


def test_there_is_an_answer_to_every_topic_that_was_promised(book):
    assert len(RESTS_ON) == 39
    assert set(RESTS_ON) <= set(book.topics)


@pytest.mark.parametrize("topic", RESTS_ON)
def test_an_answer_rests_on_the_facts_and_mentions_the_conflicts_of_its_topic(book, topic):
    facts, readings = RESTS_ON[topic]
    assert {f"PF-{number}" for number in facts.split()} <= set(book.topics[topic].facts)
    assert set(readings.split()) <= set(book.topics[topic].readings)


def test_every_topic_is_found_under_one_of_eight_themes(book):
    assert list(book.themes) == [
        "time", "not_here", "covered", "filing", "seller", "decision", "money", "sending_back",
    ]  # fmt: skip
    shown = [topic.id for theme in book.themes for topic in topics_of(theme, book)]
    assert sorted(shown) == sorted(book.topics)
    assert [topic.id for topic in topics_of("not_here", book)] == [
        "not_received_when", "marked_delivered_not_received", "customs", "evidence_non_delivery",
    ]  # fmt: skip


def test_every_topic_leads_on_to_something_to_do(book):
    assert {topic.action for topic in book.topics.values()} == {"check_case", "evidence", "deadlines"}


SHORT = {
    "dispute_deadline": "15 days from the day the order shows Delivered, or 15 from Confirm Receipt if you tapped that "
    "first. If the order page shows an earlier end of Buyer Protection, keep to that. Act 2 days early; that margin is "
    "the guide’s own.",
    "dispute_duration": "One article says up to 15 days for the seller, and up to 10 more for AliExpress once it is asked "
    "to step in: up to 25 in all. The other articles give no figure.",
    "refund_timing": "Within 3 to 20 business days after the refund is approved, depending on your bank or payment "
    "service. It goes back to the card or account you paid with.",
    "close_dispute_request": "No. A closed dispute can’t be reopened. Keep it open until the refund is visible in your "
    "account; a genuine seller can refund inside the platform while it stays open.",
}


@pytest.mark.parametrize("topic", SHORT)
def test_the_answer_comes_first_with_the_figures_of_its_facts(book, words, topic):
    assert answer(book.topics[topic], book, words, TODAY).short == SHORT[topic]


def test_an_answer_says_where_the_articles_differ_and_only_there(book, words):
    told = {topic: answer(book.topics[topic], book, words, TODAY).differ for topic in book.topics}
    assert {topic for topic, differ in told.items() if differ} == {t for t, r in book.topics.items() if r.readings}
    assert told["dispute_deadline"].startswith("The articles differ on where the time starts.")
    assert told["evidence_overview"] == ""


def test_an_answer_says_the_figure_that_holds_on_the_buyers_day(copy, words):
    copy.add("policy.toml", '[[figure]]\nid = "PF-033_days_long"\nvalue = 14\nsince = 2027-03-01')
    changed = load(copy.folder)
    before, after = (
        answer(changed.topics["refund_status"], changed, words, day).more
        for day in (date(2027, 2, 28), date(2027, 3, 1))
    )
    assert "3 to 20 business days" in before
    assert "3 to 14 business days" in after


def test_an_answer_cannot_say_a_figure_of_a_fact_that_it_does_not_rest_on(book, words):
    groundless = replace(book.topics["refund_timing"], facts=("PF-114",))
    with pytest.raises(TextError, match="faq-refund_timing-short: Unknown external: PF-033_days"):
        answer(groundless, book, words, TODAY)


PROMISES = ("guarantee", "always win", "you will win", "you win ", "certainly", "for sure", "without fail")


def test_no_answer_promises_what_nobody_can(book, words):
    told = [text for t in book.topics.values() for text in vars(answer(t, book, words, TODAY)).values() if text]
    told += [text for t in book.traps.values() for text in vars(alarm(t, book, words, TODAY)).values()]
    assert len(told) > 150
    found = {(promise, text) for text in told for promise in PROMISES if promise in text.lower()}
    assert {promise for promise, _ in found} <= {"you win "}
    assert all("No article says that you win" in text for _, text in found)


def assessed(assessor, answers, *events):
    return assessor.assess(read_answers(assessor.book, answers, TODAY), events, TODAY)


def own_days(assessor, words, topic, found):
    return answer(assessor.book.topics[topic], assessor.book, words, TODAY, found).own


# Delivered on Nov 18: the 15 days end on Dec 3, and the guide acts two days before.
def test_an_answer_is_about_the_buyers_own_days_where_a_case_is_open(assessor, words):
    found = assessed(assessor, DAMAGED)
    assert own_days(assessor, words, "dispute_deadline", found)[0] == (
        "Act by: Tue, Dec 1, 2026. That leaves 2 days before Thu, Dec 3, 2026, the earliest day on which your time may end."
    )
    assert own_days(assessor, words, "contact_seller_first", found)[0] == (
        "Wait for the seller’s answer until Fri, Nov 27, 2026"
    )


# The delivery window ends on Nov 25.
def test_a_parcel_that_has_not_come_may_be_claimed_from_the_buyers_own_day_on(assessor, words):
    first, *_ = own_days(assessor, words, "not_received_when", assessed(assessor, NOT_RECEIVED))
    assert first.startswith("Not before: Thu, Nov 26, 2026, the day after the delivery window.")


# Approved on Monday, Nov 2: the 20th business day after it is Monday, Nov 30.
def test_a_refund_is_due_on_the_buyers_own_day(assessor, words):
    found = assessed(assessor, in_dispute("refund_not_arrived", approved_on="2026-11-02"))
    assert own_days(assessor, words, "refund_timing", found) == ("The refund may take until Mon, Nov 30, 2026",)


def test_a_day_that_an_event_has_ended_is_no_longer_told(assessor, words):
    found = assessed(assessor, DAMAGED, CaseEvent("dispute_opened", TODAY))
    assert own_days(assessor, words, "dispute_deadline", found) == ()
    assert "The seller’s time to answer runs until Mon, Dec 7, 2026" in own_days(
        assessor, words, "dispute_duration", found
    )


@pytest.mark.parametrize("answers", [{}, {"situation": "arrived_wrong"}, DAMAGED | {"delivered_on": "unknown"}])
def test_an_answer_has_no_days_where_nobody_can_know_them(assessor, words, answers):
    days = own_days(assessor, words, "dispute_deadline", assessed(assessor, answers))
    assert not [line for line in days if "202" in line]


def test_an_answer_without_a_case_has_no_days_and_neither_has_a_topic_without_clocks(assessor, words):
    assert own_days(assessor, words, "dispute_deadline", None) == ()
    assert own_days(assessor, words, "unboxing_video", assessed(assessor, DAMAGED)) == ()


def test_behind_an_answer_stand_the_conflicts_and_its_facts_with_their_articles(book, words):
    conflict, *facts = sources(book.topics["refund_timing"], book, words, TODAY)
    assert conflict.title == "How long a refund takes has a wide span."
    lines = [line for ground in facts for line in ground.said]
    assert (
        "PF-033 Approved refunds take 3 to 20 business days to reach the account, by bank or payment service. "
        "(Return policy guide (a third party’s article))"
    ) in lines
    assert len(lines) == len(book.topics["refund_timing"].facts)


TRAPS = {
    "close_dispute": "108 109 110", "cancel_false_reason": "111", "confirm_early": "014", "wait_past_window": "006 016",
    "outside_platform": "110 114", "ship_without_address": "096", "one_cent": "101 108", "fake_claim": "062",
}  # fmt: skip


def test_the_traps_are_all_there_with_their_facts(book):
    assert list(book.traps) == list(TRAPS)
    for trap, facts in TRAPS.items():
        assert {f"PF-{number}" for number in facts.split()} <= set(book.traps[trap].facts), trap


def test_a_trap_warns_first_says_why_and_gives_a_polite_reply(book, words):
    told = alarm(book.traps["close_dispute"], book, words, TODAY)
    assert told.warning == "Don’t close the dispute, whatever is promised. A closed dispute can’t be reopened."
    assert "visible in your account" in told.why
    assert told.reply == (
        "Hello, thank you for your message. I will keep the dispute open until the refund is visible in my account. You "
        "can refund me inside the dispute, and nothing has to be closed for that. Thank you."
    )


def test_every_reply_greets_and_thanks_and_only_a_fake_claim_has_none(book, words):
    replies = {trap.id: alarm(trap, book, words, TODAY).reply for trap in book.traps.values()}
    assert replies.pop("fake_claim") == ""
    assert len(replies) == 7
    assert [r for r in replies.values() if not r.startswith("Hello, ") or "hank you" not in r] == []


def test_a_fake_claim_is_declined_with_the_rule_of_the_true_reason(book, words):
    told = alarm(book.traps["fake_claim"], book, words, TODAY)
    assert "Choose the true reason: a wrong one can sink even a strong claim." in told.warning


BEGINS = {
    "not_received": "nothing_arrived problem not_received", "customs": "nothing_arrived problem customs",
    "marked_delivered_not_received": "nothing_arrived problem marked_delivered_not_received",
    "seller_asks_to_cancel": "nothing_arrived problem seller_asks_to_cancel",
    "damaged": "arrived_wrong problem damaged", "defective": "arrived_wrong problem defective",
    "wrong_item": "arrived_wrong problem wrong_item", "not_as_described": "arrived_wrong problem not_as_described",
    "missing_parts": "arrived_wrong problem missing_parts", "partial_order": "arrived_wrong problem partial_order",
    "counterfeit": "arrived_wrong problem counterfeit", "wrong_size_fit": "dont_want_it problem wrong_size_fit",
    "changed_mind": "dont_want_it problem changed_mind", "disappointed": "dont_want_it problem disappointed",
    "cheaper_elsewhere": "dont_want_it problem cheaper_elsewhere",
    "seller_asks_to_close": "in_dispute dispute_stage seller_asks_to_close",
    "dispute_rejected": "in_dispute dispute_stage dispute_rejected",
    "refund_not_arrived": "in_dispute dispute_stage refund_not_arrived",
}  # fmt: skip


def test_what_a_first_message_means_begins_a_case_with_its_answers(book):
    assert set(book.intents) == {*BEGINS, "return_shipping_cost", "other"}
    for intent, told in BEGINS.items():
        situation, question, option = told.split()
        assert dict(book.intents[intent].answers) == {"situation": situation, question: option}, intent


def test_what_begins_no_case_leads_to_a_topic_or_to_every_question(book):
    assert book.intents["return_shipping_cost"].topic == "return_shipping_cost"
    other = book.intents["other"]
    assert (dict(other.answers), other.topic) == ({}, "")


@pytest.mark.parametrize(
    ("intent", "label"),
    [
        ("damaged", "It arrived damaged"),
        ("dispute_rejected", "Decided: no refund"),
        ("return_shipping_cost", "Who pays return shipping?"),
        ("other", "Something else"),
    ],
)
def test_the_button_of_an_intent_says_what_the_dialogue_says(book, words, intent, label):
    assert words(intent_label(book.intents[intent])) == label


def test_the_guide_is_asked_in_six_languages_at_least():
    assert {"de", "en", "es", "fr", "pt", "ru"} <= set(phrased_languages(ALIEXPRESS))
