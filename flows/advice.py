"""The variables of a verdict's texts: its dates, its sums and the figures that the facts name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from flows.assess import Assessment
from flows.load import Guidebook
from flows.model import Money
from flows.offer import EXAMPLE, example_part, sums, weighing_of
from flows.window import ONE_DAY


def variables(found: Assessment, book: Guidebook) -> Mapping[str, Any]:
    """All that the texts about this case may say. What isn't known is left out: its texts aren't shown."""
    said = {**figures(book, found.today)} | _dates(found) | _answered_dates(found) | _sums(found, book)
    return {name: value for name, value in said.items() if value is not None}


@lru_cache(maxsize=16)
def figures(book: Guidebook, today: date) -> Mapping[str, Any]:
    """Every figure by the variable that names its fact, and the guide's own assumptions by `assumed_<period>`."""
    known: dict[str, Any] = {figure: book.figure(figure, today) for figure in book.figure_ids}
    own = {f"assumed_{period.id}": period.value for period in book.periods.values() if period.assumed}
    return known | own


def _dates(found: Assessment) -> dict[str, date | None]:
    opening, wait = found.opening, found.wait
    dates: dict[str, date | None] = {"today": found.today, "tomorrow": found.today + ONE_DAY}
    if opening:
        dates |= {
            "act_by": opening.act_by,
            "earliest_end": opening.earliest_end,
            "surely_over": opening.surely_over,
            "not_before": opening.not_before,
            "not_before_next": opening.not_before + ONE_DAY if opening.not_before else None,
            "look_from": opening.look_from,
            "look_again": opening.look_again,
        }
    if wait:
        dates |= {"wait_until": wait.until, "may_file_from": wait.may_file_from}
    dates |= {f"{clock.id}_by": clock.act_by for clock in found.clocks}
    if looked := [event.on for event in found.used if event.event == "no_button"]:
        dates["no_button_on"] = looked[-1]
    if refund := found.clock("refund"):
        dates |= {"refund_look": refund.also[0], "refund_chase": refund.repeats[0].first}
    return dates


def _answered_dates(found: Assessment) -> dict[str, date]:
    return {question: value for question, value in found.path.items() if isinstance(value, date)}


def _sums(found: Assessment, book: Guidebook) -> dict[str, Any]:
    """`part` is the articles' example worked out for this price, `share` the offer in percent of it."""
    value = found.path.get("item_value")
    if not isinstance(value, Money):
        return {}
    part = example_part(value, book.figure(EXAMPLE, found.today))
    weighing = weighing_of(found, book)
    rest = Money(value.amount - part.amount, value.currency)
    return {"value": value, "part": part, "rest_after_part": rest, **(sums(weighing) if weighing else {})}
