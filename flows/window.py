"""The window for opening a dispute: when it opens, when to act, when it is over, and where today stands in it.

Where the articles differ, the earliest reading gives "act by" and the latest gives "over", so that no reading makes
a buyer late or gives up too soon. All dates are calendar days, compared with today in the buyer's zone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from flows.answers import CaseEvent
from flows.load import Guidebook
from flows.model import Value

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """The periods of a guide as they hold on a day, for the formulas."""

    book: Guidebook
    today: date

    def span(self, period: str) -> timedelta:
        return timedelta(days=self.book.period(period, self.today))

    def business_days_after(self, start: date, count: int) -> date:
        """The count-th day from Monday to Friday after `start`."""
        day = start
        while count:
            day += ONE_DAY
            count -= day.weekday() < 5
        return day


@dataclass(frozen=True, kw_only=True)
class Window:
    """The time for opening a dispute. `kind` names how it is reckoned ("arrived", "nothing_arrived"), `row` the
    case of nothing arrived ("A" to "E", else ""). None = not known, or not so."""

    kind: str
    row: str = ""
    not_before: date | None = None
    look_from: date | None = None
    act_by: date | None = None
    earliest_end: date | None = None
    surely_over: date | None = None
    look_again: date | None = None
    unknown: tuple[str, ...] = ()

    @property
    def starts(self) -> date | None:
        return self.not_before or self.look_from


def window_for(path: Mapping[str, Value], t0: date, calendar: Calendar) -> Window | None:
    """The window that the dates on a path give; None where the path asks for none."""
    if "delivered_on" in path:
        return _after_delivery(path, t0, calendar)
    if "latest_delivery_on" in path:
        return _nothing_arrived(path, t0, calendar)
    return None


def _after_delivery(path: Mapping[str, Value], t0: date, calendar: Calendar) -> Window:
    delivered, protection = path["delivered_on"], day_in(path.get("protection_ends_on"))
    counted_from = t0 if delivered == "not_marked" else day_in(delivered)
    by_delivery = counted_from + calendar.span("after_delivered") if counted_from else None
    known = [day for day in (by_delivery, protection) if day]
    earliest = min(known, default=None)
    over = None
    if isinstance(delivered, date) and by_delivery and protection:
        over = max(by_delivery, protection + calendar.span("after_protection")) + calendar.span("margin")
    return Window(
        kind="arrived",
        act_by=earliest - calendar.span("margin") if earliest else None,
        earliest_end=earliest,
        surely_over=over,
        unknown=_unknown(path, "delivered_on", "protection_ends_on"),
    )


def _nothing_arrived(path: Mapping[str, Value], t0: date, calendar: Calendar) -> Window:
    latest, protection = day_in(path["latest_delivery_on"]), day_in(path.get("protection_ends_on"))
    after, margin = calendar.span("after_delivery_window"), calendar.span("margin")
    unknown = _unknown(path, "latest_delivery_on", "protection_ends_on")
    over = None
    if latest and protection:
        over = max(latest + after, protection + calendar.span("after_protection")) + margin
    if latest and protection and protection < latest + calendar.span("squeeze"):
        return Window(
            kind="nothing_arrived", row="B", look_from=protection - calendar.span("squeeze"),
            act_by=protection - calendar.span("squeeze_margin"), earliest_end=protection, surely_over=over,
            look_again=latest + ONE_DAY, unknown=unknown,
        )  # fmt: skip
    if latest:
        end = min(latest + after, protection) if protection else latest + after
        return Window(
            kind="nothing_arrived", row="A" if protection else "C", not_before=latest + ONE_DAY,
            act_by=end - margin, earliest_end=end, surely_over=over, unknown=unknown,
        )  # fmt: skip
    if protection:
        return Window(
            kind="nothing_arrived", row="D", look_from=t0, act_by=protection - margin, earliest_end=protection,
            unknown=unknown,
        )  # fmt: skip
    return Window(kind="nothing_arrived", row="E", unknown=unknown)


def where_today_stands(
    window: Window | None, path: Mapping[str, Value], events: Iterable[CaseEvent], today: date
) -> str:
    """none, unknown, early, open, last_days, closed or try_button. A `window` of None is none."""
    if window is None:
        return "none"
    if window.act_by is None or window.earliest_end is None:
        return "unknown"
    if window.starts and today < window.starts:
        return "early"
    if today <= window.act_by:
        return "open"
    if today <= window.earliest_end:
        return "last_days"
    if window.surely_over and today >= window.surely_over:
        return "closed"
    return "closed" if _button_gone(window.earliest_end, path, events) else "try_button"


def _button_gone(earliest_end: date, path: Mapping[str, Value], events: Iterable[CaseEvent]) -> bool:
    """A missing button proves the end only after every date that could still bring it."""
    latest = day_in(path.get("latest_delivery_on"))
    if not latest and not day_in(path.get("delivered_on")):
        return False
    looked = [event.on for event in events if event.event == "no_button" and event.on > earliest_end]
    return any(not latest or day > latest + ONE_DAY for day in looked)


def _unknown(path: Mapping[str, Value], *questions: str) -> tuple[str, ...]:
    return tuple(question for question in questions if path.get(question) == "unknown")


def day_in(value: Value | None) -> date | None:
    """The answer's date; None for "unknown", "not_marked" or no answer."""
    return value if isinstance(value, date) else None
