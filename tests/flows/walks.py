"""Walking the journey, one event a day: every short sequence of the events that a case offers, and some long ones."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from flows.answers import CaseEvent, read_answers
from flows.model import Money
from tests.flows.told import CUSTOMS, DAMAGED, MARKED_DELIVERED, NOT_RECEIVED, in_dispute, wrote

FIRST = date(2026, 11, 22)
ONE_DAY = timedelta(days=1)

ONE_A_STAGE = {
    "talking_to_seller": DAMAGED,
    "waiting_for_window": NOT_RECEIVED,
    "filing": DAMAGED | wrote("refused", "2026-11-21"),
    "advised": {"situation": "dont_want_it", "problem": "cheaper_elsewhere"},
    "last_resort": DAMAGED | {"delivered_on": "2026-08-01", "protection_ends_on": "2026-09-01"},
    "seller_reviewing": in_dispute("waiting_for_seller", opened_on="2026-11-15"),
    "weighing_offer": in_dispute(
        "seller_offered", opened_on="2026-11-15", item_value="24.90 EUR", offer_value="5.00 EUR"
    ),
    "platform_deciding": in_dispute("platform_deciding", escalated_on="unknown"),
    "return_due": in_dispute(
        "decided_return", ship_by="2026-12-05", item_value="24.90 EUR", postage="large_part"
    ),
    "return_travelling": in_dispute("return_sent", shipped_on="2026-11-20"),
    "rejected": in_dispute("dispute_rejected", decided_on="unknown", item_value="24.90 EUR", paid_with="card"),
    "refund_due": in_dispute("refund_not_arrived", approved_on="2026-11-18"),
}  # fmt: skip
"""A case that begins at each stage where one can begin."""

BEGUN = ONE_A_STAGE | {
    "customs": CUSTOMS,
    "marked delivered": MARKED_DELIVERED,
    "in hand, not marked": DAMAGED | {"delivered_on": "not_marked"},
    "asked to cancel": {"situation": "nothing_arrived", "problem": "seller_asks_to_cancel"},
    "seller rejected": in_dispute("seller_rejected", opened_on="2026-11-15"),
    "seller asks to close": in_dispute("seller_asks_to_close", opened_on="2026-11-15"),
    "part decided": in_dispute(
        "decided_partial", decided_on="2026-11-21", item_value="24.90 EUR", offer_value="5.00 EUR"
    ),
}  # fmt: skip
"""A case for each way to begin that makes a difference."""


def begun(book, name):
    return read_answers(book, BEGUN[name], FIRST)


def event_of(book, event, on):
    """An event with all that it may carry."""
    kind = book.events[event]
    return CaseEvent(
        event, on, by=on + 5 * ONE_DAY if kind.by else None,
        amount=Money(Decimal("7.00"), "EUR") if kind.amount else None,
    )  # fmt: skip


def walk(assessor, answers, depth, events=(), today=FIRST):
    """Every case to which up to `depth` offered events lead, as (events, assessment); those before it come first."""
    found = assessor.assess(answers, events, today)
    yield events, found
    if depth:
        for event in found.offers:
            later = (*events, event_of(assessor.book, event, today + ONE_DAY))
            yield from walk(assessor, answers, depth - 1, later, today + ONE_DAY)


def wander(assessor, answers, length, seed):
    """The cases, as `walk` gives them, along one sequence of `length` offered events: chosen by chance, but none that
    closes the case as long as it offers anything else."""
    choose, events, today = Random(seed), (), FIRST  # noqa: S311 - nothing is kept secret by it
    found = assessor.assess(answers, events, today)
    yield events, found
    while found.offers and len(events) < length:
        leads = assessor.book.stages[found.stage].on
        today += ONE_DAY
        chosen = choose.choice([event for event in found.offers if leads[event] != "closed"] or found.offers)
        events = (*events, event_of(assessor.book, chosen, today))
        found = assessor.assess(answers, events, today)
        yield events, found
