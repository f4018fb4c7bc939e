"""The dialogue of the design, line by line: what is asked, in which order, with which buttons."""

from datetime import date
from decimal import Decimal

import pytest

from flows.dialogue import ANSWERED, edges, every_path, line_of, machine_for, question_of
from flows.model import Money

DAY = date(2026, 11, 18)
PRICE, OFFER = Money(Decimal("24.90"), "EUR"), Money(Decimal("5.00"), "EUR")
TYPED = {"date": DAY, "money": PRICE}


def taps(text):
    """ "situation=nothing_arrived problem=customs" as answers."""
    return dict(pair.split("=") for pair in text.split())


def asked(assessor, chosen):
    """The questions in the order in which they come. Dates and amounts are typed, the rest is tapped as chosen."""
    answers, questions = {}, []
    while (at := assessor.dialogue.walk(answers).at) is not None:
        assert at not in questions, "asked twice"
        answers[at] = chosen[at] if at in chosen else TYPED[assessor.book.questions[at].kind]
        questions.append(at)
    return " ".join(questions)


ROUTES = {
    # nothing arrived
    "situation=nothing_arrived problem=not_received seller_contact=waiting": (
        "situation problem latest_delivery_on protection_ends_on item_value seller_contact contacted_on"
    ),
    "situation=nothing_arrived problem=customs seller_contact=waiting": (
        "situation problem latest_delivery_on protection_ends_on item_value seller_contact contacted_on"
    ),
    "situation=nothing_arrived problem=marked_delivered_not_received tracking=my_address seller_contact=waiting": (
        "situation problem tracking delivered_on protection_ends_on item_value seller_contact contacted_on"
    ),
    "situation=nothing_arrived problem=seller_asks_to_cancel": "situation problem",
    # it arrived, and is wrong
    "situation=arrived_wrong problem=wrong_item postage=free seller_contact=waiting": (
        "situation problem delivered_on protection_ends_on item_value postage seller_contact contacted_on"
    ),
    "situation=arrived_wrong problem=counterfeit postage=free seller_contact=waiting": (
        "situation problem delivered_on protection_ends_on item_value postage seller_contact contacted_on"
    ),
    "situation=arrived_wrong problem=partial_order seller_contact=waiting": (
        "situation problem delivered_on protection_ends_on item_value seller_contact contacted_on"
    ),
    # not wanted
    "situation=dont_want_it problem=wrong_size_fit sizing=off_chart postage=free seller_contact=waiting": (
        "situation problem sizing delivered_on protection_ends_on item_value postage seller_contact contacted_on"
    ),
    "situation=dont_want_it problem=wrong_size_fit sizing=as_charted seller_policy=none": (
        "situation problem sizing seller_policy"
    ),
    "situation=dont_want_it problem=wrong_size_fit sizing=as_charted seller_policy=unknown": (
        "situation problem sizing seller_policy"
    ),
    "situation=dont_want_it problem=wrong_size_fit sizing=as_charted seller_policy=no_questions_asked postage=free "
    "seller_contact=waiting": (
        "situation problem sizing seller_policy delivered_on protection_ends_on item_value postage seller_contact "
        "contacted_on"
    ),
    "situation=dont_want_it problem=wrong_size_fit sizing=as_charted seller_policy=free_return seller_contact=waiting": (
        "situation problem sizing seller_policy delivered_on protection_ends_on item_value seller_contact contacted_on"
    ),
    "situation=dont_want_it problem=cheaper_elsewhere": "situation problem",
    # inside a dispute
    "situation=in_dispute dispute_stage=waiting_for_seller disputed_problem=damaged": (
        "situation dispute_stage disputed_problem opened_on"
    ),
    "situation=in_dispute dispute_stage=seller_rejected disputed_problem=damaged": (
        "situation dispute_stage disputed_problem opened_on"
    ),
    "situation=in_dispute dispute_stage=seller_asks_to_close disputed_problem=damaged": (
        "situation dispute_stage disputed_problem opened_on"
    ),
    "situation=in_dispute dispute_stage=seller_offered disputed_problem=damaged": (
        "situation dispute_stage disputed_problem opened_on item_value offer_value"
    ),
    "situation=in_dispute dispute_stage=platform_deciding disputed_problem=damaged": (
        "situation dispute_stage disputed_problem escalated_on"
    ),
    "situation=in_dispute dispute_stage=decided_partial disputed_problem=damaged": (
        "situation dispute_stage disputed_problem decided_on item_value offer_value"
    ),
    "situation=in_dispute dispute_stage=decided_return disputed_problem=damaged postage=free": (
        "situation dispute_stage disputed_problem ship_by item_value postage"
    ),
    "situation=in_dispute dispute_stage=return_sent disputed_problem=damaged": (
        "situation dispute_stage disputed_problem shipped_on"
    ),
    "situation=in_dispute dispute_stage=dispute_rejected disputed_problem=damaged paid_with=card": (
        "situation dispute_stage disputed_problem decided_on item_value paid_with"
    ),
    "situation=in_dispute dispute_stage=refund_not_arrived disputed_problem=damaged": (
        "situation dispute_stage disputed_problem approved_on"
    ),
}


@pytest.mark.parametrize("chosen", ROUTES)
def test_each_problem_and_stage_asks_its_line_of_the_design(assessor, chosen):
    assert asked(assessor, taps(chosen)) == ROUTES[chosen]


@pytest.mark.parametrize("problem", ["damaged", "defective", "not_as_described", "missing_parts"])
@pytest.mark.parametrize(
    ("flaw", "line"),
    [
        ("unusable", "flaw delivered_on protection_ends_on item_value postage seller_contact contacted_on"),
        ("major", "flaw delivered_on protection_ends_on item_value postage seller_contact contacted_on"),
        ("minor", "flaw delivered_on protection_ends_on item_value seller_contact contacted_on"),
        ("shown_in_listing", "flaw"),
    ],
)
def test_a_minor_flaw_skips_the_postage_and_one_that_the_listing_showed_ends_at_once(assessor, problem, flaw, line):
    chosen = taps(f"situation=arrived_wrong problem={problem} flaw={flaw} postage=unknown seller_contact=refused")
    assert asked(assessor, chosen) == f"situation problem {line}"


@pytest.mark.parametrize("problem", ["changed_mind", "disappointed"])
@pytest.mark.parametrize(
    ("policy", "line"),
    [
        ("none", "seller_policy"),
        ("unknown", "seller_policy"),
        ("free_return", "seller_policy delivered_on protection_ends_on item_value seller_contact contacted_on"),
        (
            "no_questions_asked",
            "seller_policy delivered_on protection_ends_on item_value postage seller_contact contacted_on",
        ),
    ],
)
def test_a_change_of_mind_asks_no_further_than_the_seller_promises(assessor, problem, policy, line):
    chosen = taps(
        f"situation=dont_want_it problem={problem} seller_policy={policy} postage=free seller_contact=offered"
    )
    assert asked(assessor, chosen) == f"situation problem {line}"


@pytest.mark.parametrize("contact", ["waiting", "no_answer", "refused", "offered"])
def test_whoever_has_written_to_the_seller_is_asked_when(assessor, contact):
    chosen = taps(f"situation=arrived_wrong problem=partial_order seller_contact={contact}")
    assert asked(assessor, chosen).endswith("seller_contact contacted_on")


def test_whoever_has_not_written_yet_is_not_asked_when(assessor):
    chosen = taps("situation=arrived_wrong problem=partial_order seller_contact=not_yet")
    assert asked(assessor, chosen) == "situation problem delivered_on protection_ends_on item_value seller_contact"


@pytest.mark.parametrize(
    "question",
    [
        "latest_delivery_on",
        "protection_ends_on",
        "delivered_on",
        "escalated_on",
        "decided_on",
        "approved_on",
        "ship_by",
    ],
)
def test_an_unknown_date_asks_the_same_questions_as_a_known_one(assessor, question):
    places = [chosen for chosen, line in ROUTES.items() if question in line.split()]
    assert places
    for chosen in places:
        assert asked(assessor, taps(chosen) | {question: "unknown"}) == ROUTES[chosen]


OPTIONS = {
    ("start", "situation"): "nothing_arrived arrived_wrong dont_want_it in_dispute",
    ("nothing_arrived", "problem"): "not_received marked_delivered_not_received customs seller_asks_to_cancel",
    ("arrived_wrong", "problem"): (
        "damaged defective wrong_item not_as_described missing_parts partial_order counterfeit"
    ),
    ("dont_want_it", "problem"): "wrong_size_fit changed_mind disappointed cheaper_elsewhere",
    ("in_dispute", "dispute_stage"): (
        "waiting_for_seller seller_offered seller_rejected seller_asks_to_close platform_deciding decided_partial "
        "decided_return return_sent dispute_rejected refund_not_arrived"
    ),
    ("marked_delivered", "delivered_on"): "unknown",
}
OPTIONS_EVERYWHERE = {
    "flaw": "unusable major minor shown_in_listing",
    "sizing": "off_chart as_charted",
    "tracking": "my_address other_address unknown",
    "seller_policy": "free_return no_questions_asked none unknown",
    "delivered_on": "not_marked unknown",
    "latest_delivery_on": "unknown",
    "protection_ends_on": "unknown",
    "escalated_on": "unknown",
    "decided_on": "unknown",
    "approved_on": "unknown",
    "ship_by": "unknown",
    "opened_on": "",
    "contacted_on": "",
    "shipped_on": "",
    "item_value": "",
    "offer_value": "",
    "postage": "free small_part large_part as_much_or_more unknown",
    "seller_contact": "not_yet waiting no_answer refused offered",
    "disputed_problem": (
        "not_received marked_delivered_not_received customs damaged defective wrong_item not_as_described "
        "missing_parts partial_order counterfeit other"
    ),
    "paid_with": "card paypal other",
}


def test_each_question_offers_its_options_in_order_wherever_it_is_asked(book):
    found = {}
    for edge in edges(book):
        buttons = found.setdefault((line_of(edge.source), question_of(edge.source)), [])
        buttons += [edge.trigger] if edge.trigger != ANSWERED else []
    assert len(found) > 50
    for (line, question), buttons in found.items():
        expected = OPTIONS.get((line, question)) or OPTIONS_EVERYWHERE.get(question, "")
        assert " ".join(buttons) == expected, (line, question)


def test_the_questions_have_the_kinds_of_the_design(book):
    kinds = {kind: {q.id for q in book.questions.values() if q.kind == kind} for kind in ("choice", "date", "money")}
    assert kinds["date"] == {
        "delivered_on", "latest_delivery_on", "protection_ends_on", "escalated_on", "decided_on", "approved_on",
        "ship_by", "opened_on", "contacted_on", "shipped_on",
    }  # fmt: skip
    assert kinds["money"] == {"item_value", "offer_value"}
    assert kinds["choice"] == {
        "situation", "problem", "flaw", "sizing", "tracking", "seller_policy", "postage", "seller_contact",
        "dispute_stage", "disputed_problem", "paid_with",
    }  # fmt: skip


DONE = taps("situation=arrived_wrong problem=damaged flaw=unusable postage=free seller_contact=waiting") | {
    "delivered_on": DAY,
    "protection_ends_on": DAY,
    "item_value": PRICE,
    "contacted_on": DAY,
}
DONE_IN_ORDER = [
    "situation",
    "problem",
    "flaw",
    "delivered_on",
    "protection_ends_on",
    "item_value",
    "postage",
    "seller_contact",
    "contacted_on",
]


@pytest.mark.parametrize(
    ("forged", "at"),
    [
        ({"situation": "damaged"}, "situation"),
        ({"situation": "verdict"}, "situation"),
        ({"situation": "arrived_wrong__problem"}, "situation"),
        ({"situation": ""}, "situation"),
        ({"problem": "customs"}, "problem"),
        ({"problem": "cheaper_elsewhere"}, "problem"),
        ({"problem": ANSWERED}, "problem"),
        ({"flaw": "unknown"}, "flaw"),
        ({"flaw": DAY}, "flaw"),
        ({"flaw": PRICE}, "flaw"),
        ({"delivered_on": ANSWERED}, "delivered_on"),
        ({"delivered_on": "2026-11-18"}, "delivered_on"),
        ({"delivered_on": PRICE}, "delivered_on"),
        ({"protection_ends_on": "not_marked"}, "protection_ends_on"),
        ({"item_value": "unknown"}, "item_value"),
        ({"item_value": DAY}, "item_value"),
        ({"seller_contact": "to_seller"}, "seller_contact"),
        ({"contacted_on": "unknown"}, "contacted_on"),
    ],
)
def test_a_forged_answer_stops_at_its_question_and_jumps_nowhere(assessor, forged, at):
    walk = assessor.dialogue.walk(DONE | forged)
    assert walk.at == at
    assert list(walk.path) == DONE_IN_ORDER[: DONE_IN_ORDER.index(at)]


def test_no_question_takes_an_option_of_another_one(assessor):
    """Every option of every question, put to every question of a path."""
    every = {option.id for question in assessor.book.questions.values() for option in question.options}
    assert len(every) > 50
    for place, question in enumerate(DONE_IN_ORDER):
        before = {q: DONE[q] for q in DONE_IN_ORDER[:place]}
        offers = assessor.dialogue.walk(before).offers
        for option in every - set(offers):
            assert assessor.dialogue.walk(before | {question: option}).at == question


def test_in_hand_but_not_marked_is_no_answer_to_a_parcel_marked_delivered(assessor):
    chosen = taps("situation=nothing_arrived problem=marked_delivered_not_received tracking=my_address")
    walk = assessor.dialogue.walk(chosen | {"delivered_on": "not_marked"})
    assert walk.at == "delivered_on"
    assert walk.offers == ("unknown",)


def test_the_machine_knows_no_move_that_the_data_does_not_name(book):
    machine = machine_for(book)
    assert machine.events
    assert {name for name in machine.events if name.startswith("to_")} == set()
    moves = {(source, name) for name, event in machine.events.items() for source in event.transitions}
    assert moves == {(edge.source, edge.trigger) for edge in edges(book)}


def test_answers_off_the_path_are_set_aside_and_come_back_with_it(assessor):
    assert list(assessor.dialogue.walk(DONE).path) == DONE_IN_ORDER
    changed = assessor.dialogue.walk(DONE | {"problem": "partial_order"})
    assert changed.at is None
    assert set(DONE) - set(changed.path) == {"flaw", "postage"}
    again = assessor.dialogue.walk(DONE | {"problem": "damaged"})
    assert dict(again.path) == DONE


def test_answers_set_aside_are_never_used(assessor):
    alone = {q: DONE[q] for q in DONE_IN_ORDER if q not in ("flaw", "postage")} | {"problem": "partial_order"}
    beside = alone | {"flaw": "minor", "postage": "free", "sizing": "off_chart", "seller_policy": "none"}
    today = date(2026, 11, 22)
    assert assessor.assess(beside, (), today) == assessor.assess(alone, (), today)


def test_a_change_asks_only_for_what_is_missing(assessor):
    from_partial = {q: DONE[q] for q in DONE_IN_ORDER if q not in ("flaw", "postage")} | {"problem": "damaged"}
    assert assessor.dialogue.walk(from_partial).at == "flaw"
    assert assessor.dialogue.walk(from_partial | {"flaw": "major"}).at == "postage"
    assert assessor.dialogue.walk(from_partial | {"flaw": "major", "postage": "unknown"}).at is None


OFFERED = taps("situation=in_dispute dispute_stage=seller_offered disputed_problem=damaged") | {
    "opened_on": DAY,
    "item_value": PRICE,
    "offer_value": OFFER,
}


def test_an_offer_in_another_currency_is_asked_again(assessor):
    assert assessor.dialogue.walk(OFFERED).at is None
    in_dollars = assessor.dialogue.walk(OFFERED | {"offer_value": Money(Decimal("5.00"), "USD")})
    assert in_dollars.at == "offer_value"
    assert "offer_value" not in in_dollars.path


def test_a_price_changed_to_another_currency_asks_for_the_offer_again_until_it_is_changed_back(assessor):
    changed = OFFERED | {"item_value": Money(Decimal("27.00"), "USD")}
    assert assessor.dialogue.walk(changed).at == "offer_value"
    assert assessor.dialogue.walk(changed | {"item_value": PRICE}).at is None


def test_back_is_free_from_every_question_of_every_path(assessor):
    """Leaving out an answer and those after it stands at that question, with its options."""
    paths = list(every_path(assessor.book))
    assert len(paths) > 2000
    seen = set()
    for path in paths:
        answers = {q: typed(assessor, q) if trigger == ANSWERED else trigger for q, trigger in path}
        for place, (question, trigger) in enumerate(path):
            key = path[: place + 1]
            if key in seen:
                continue
            seen.add(key)
            walk = assessor.dialogue.walk({q: answers[q] for q, _ in path[:place]})
            assert walk.at == question
            assert trigger in walk.offers or trigger == ANSWERED
            assert walk.fewest <= len(path) - place <= walk.most


def typed(assessor, question):
    return TYPED[assessor.book.questions[question].kind]


def test_the_options_of_an_answered_question_are_those_of_its_place(assessor):
    assert assessor.dialogue.offers_at("flaw", DONE) == ("unusable", "major", "minor", "shown_in_listing")
    assert assessor.dialogue.offers_at("tracking", DONE) == ()
    assert assessor.dialogue.offers_at("contacted_on", DONE) == ()


def test_the_way_ahead_is_counted(assessor):
    at_start = assessor.dialogue.walk({})
    assert (at_start.fewest, at_start.most) == (2, 10)
    not_wanted = assessor.dialogue.walk({"situation": "dont_want_it"})
    assert (not_wanted.fewest, not_wanted.most) == (1, 9)
    last = assessor.dialogue.walk({q: DONE[q] for q in DONE_IN_ORDER[:-1]})
    assert (last.at, last.fewest, last.most) == ("contacted_on", 1, 1)
    assert (assessor.dialogue.walk(DONE).fewest, assessor.dialogue.walk(DONE).most) == (0, 0)
