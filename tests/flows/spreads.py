"""Cases made by walking every path with dates around a day, so that every window arises by itself."""

from datetime import date, timedelta
from decimal import Decimal

from flows.dialogue import ANSWERED
from flows.model import Money

TODAY = date(2028, 3, 1)  # the day after a 29 February
PRICE, OFFER = Money(Decimal("24.90"), "EUR"), Money(Decimal("5.00"), "EUR")
CLOCKED = {"delivered_on", "latest_delivery_on", "protection_ends_on"}

# How many days from today each date lies. What isn't named lies where the message to the seller does.
SPREADS = {
    "time enough": {"delivered_on": -3, "latest_delivery_on": -2, "protection_ends_on": 40, "contacted_on": -1},
    "the seller had his time": {
        "delivered_on": -6, "latest_delivery_on": -6, "protection_ends_on": 40, "contacted_on": -6,
    },
    "the last days": {"delivered_on": -14, "latest_delivery_on": -14, "protection_ends_on": 40, "contacted_on": -2},
    "perhaps over": {"delivered_on": -17, "latest_delivery_on": -17, "protection_ends_on": -1, "contacted_on": -9},
    "over": {"delivered_on": -70, "latest_delivery_on": -70, "protection_ends_on": -50, "contacted_on": -40},
    "the parcel may still come": {
        "delivered_on": -1, "latest_delivery_on": 12, "protection_ends_on": 30, "contacted_on": 0,
    },
    "protection ends first, later": {
        "delivered_on": -1, "latest_delivery_on": 20, "protection_ends_on": 9, "contacted_on": -4,
    },
    "protection ends first, now": {
        "delivered_on": -1, "latest_delivery_on": 1, "protection_ends_on": 2, "contacted_on": -3,
    },
}  # fmt: skip


def answers_on(path, spread):
    """The answers of a path, with its typed dates lying as the spread says."""
    return {q: _typed(q, spread) if trigger == ANSWERED else trigger for q, trigger in path}


def _typed(question, spread):
    if question in ("item_value", "offer_value"):
        return PRICE if question == "item_value" else OFFER
    return TODAY + timedelta(days=8 if question == "ship_by" else spread.get(question, spread["contacted_on"]))


def spreads_for(path):
    """All spreads where a date of the path starts a clock of the window, else one."""
    typed = {question for question, trigger in path if trigger == ANSWERED}
    return SPREADS.values() if typed & CLOCKED else [SPREADS["time enough"]]
