"""An offer weighed with the buyer's own numbers: sums beside each other, and no threshold that says what is enough."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from babel.numbers import get_currency_precision

from flows.assess import Assessment
from flows.load import Guidebook
from flows.model import Money
from flows.words import Words

HUNDRED = Decimal(100)
EXAMPLE = "PF-087_percent"
NOTHING_TO_SEND = ("not_received", "customs", "marked_delivered_not_received", "partial_order")
"""The problems without a return."""


@dataclass(frozen=True, kw_only=True)
class Weighing:
    """An offer beside the price, the articles' example and a return. All amounts are in the price's currency.

    `share` is in percent of the price, in whole ones, `missing` what the offer leaves (negative where it is above the
    price), `part` the example worked out for this price and `percent` its share. `postage` is the answer to that
    question, "" where a return isn't in question.
    """

    price: Money
    offer: Money
    percent: int
    postage: str = ""

    @property
    def share(self) -> Decimal:
        return (self.offer.amount * HUNDRED / self.price.amount).quantize(Decimal(1), ROUND_HALF_UP)

    @property
    def missing(self) -> Money:
        return Money(self.price.amount - self.offer.amount, self.price.currency)

    @property
    def part(self) -> Money:
        return example_part(self.price, self.percent)

    @property
    def beyond_example(self) -> Money:
        """How much more than the example the offer is; negative where it is less."""
        return Money(self.offer.amount - self.part.amount, self.price.currency)


def example_part(price: Money, percent: int) -> Money:
    """A share of a price, to the currency's smallest coin."""
    coin = Decimal(1).scaleb(-get_currency_precision(price.currency))
    return Money((price.amount * percent / HUNDRED).quantize(coin, ROUND_HALF_UP), price.currency)


def weigh(price: Money, offer: Money, postage: str, book: Guidebook, today: date) -> Weighing:
    """Weigh an offer. Raises ValueError where it is in another currency than the price."""
    if price.currency != offer.currency:
        raise ValueError(f"an offer in {offer.currency} can't be weighed against a price in {price.currency}")
    return Weighing(price=price, offer=offer, percent=book.figure(EXAMPLE, today), postage=postage)


def weighing_of(found: Assessment, book: Guidebook) -> Weighing | None:
    """The weighing of a case's offer; None where the price or the offer isn't known."""
    price, offer = found.path.get("item_value"), found.path.get("offer_value")
    if not isinstance(price, Money) or not isinstance(offer, Money):
        return None
    return weigh(price, offer, _postage(found), book, found.today)


def _postage(found: Assessment) -> str:
    """What is known of a return's postage; "" where there is nothing to send back."""
    if found.circumstances["complaint"] in NOTHING_TO_SEND:
        return ""
    return "free" if found.path.get("seller_policy") == "free_return" else str(found.path.get("postage", "unknown"))


def weighing_lines(weighing: Weighing, words: Words) -> tuple[str, ...]:
    """The weighing in words: the share first."""
    known = sums(weighing)
    return tuple(words(text, **known) for text in _texts(weighing))


def sums(weighing: Weighing) -> dict[str, Any]:
    """The variables of the texts about an offer. What is missing is never less than nothing."""
    missing, beyond = weighing.missing, weighing.beyond_example
    return {
        "value": weighing.price,
        "offer": weighing.offer,
        "share": weighing.share,
        "missing": Money(max(missing.amount, Decimal(0)), missing.currency),
        "part": weighing.part,
        "difference": Money(abs(beyond.amount), beyond.currency),
        EXAMPLE: weighing.percent,
    }


def _texts(weighing: Weighing) -> Iterator[str]:
    missing, beyond = weighing.missing.amount, weighing.beyond_example.amount
    if missing <= 0:
        yield "offer-all" if missing == 0 else "offer-above"
        return
    yield "offer-share"
    yield "offer-example-" + ("less" if beyond < 0 else "more" if beyond > 0 else "same")
    if weighing.postage:
        yield f"offer-return-{weighing.postage}"


TEXTS = (
    "offer-share", "offer-all", "offer-above", "offer-example-less", "offer-example-same", "offer-example-more",
)  # fmt: skip
"""The texts of a weighing, beside offer-return-<answer> for each answer to the question of postage."""
