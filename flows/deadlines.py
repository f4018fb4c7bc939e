"""The clocks of a case: what is to be done by which day, before a dispute and inside it.

All dates are calendar days, compared with today in the buyer's zone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from flows.answers import CaseEvent
from flows.model import Value
from flows.window import ONE_DAY, Calendar, Window, day_in

CHASE_EVERY = 7

REPEATING = ("look_up", "check_status", "look_at_dispute", "return_arrival")
ONCE = ("seller_answer", "open_dispute", "look_again", "seller_reply", "decision", "appeal", "ship_back", "refund")
"""The clocks that this module makes: `policy.toml` says of each what it rests on and when it reminds."""


@dataclass(frozen=True, kw_only=True)
class Repeat:
    """Days that come again: `first`, then every `every` days, up to `until` where there is one."""

    first: date
    every: int
    until: date | None = None

    def days(self, since: date, horizon: date) -> Iterable[date]:
        """Those from `since` to `horizon`, both included."""
        late = max(0, (since - self.first).days)
        day = self.first + timedelta(days=-(-late // self.every) * self.every)
        last = min(horizon, self.until or horizon)
        while day <= last:
            yield day
            day += timedelta(days=self.every)


@dataclass(frozen=True, kw_only=True)
class Clock:
    """Something to do by a day. Reminders: the kind's days before `act_by`, `also`, and `repeats`, none before
    `starts`. `about` is the question whose date is to be looked up; `window` belongs to open_dispute."""

    id: str
    act_by: date | None
    starts: date | None = None
    also: tuple[date, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    about: str = ""
    window: Window | None = None


def first_shown(events: Iterable[CaseEvent], today: date) -> date:
    """T0: the day of the latest verdict; today where there is none yet."""
    shown = [event.on for event in events if event.event == "verdict"]
    return shown[-1] if shown else today


@dataclass(frozen=True, kw_only=True)
class SellerWait:
    """How long to wait for the seller: until `until`; from `may_file_from` on one may file."""

    since: date
    may_file_from: date
    until: date


def seller_wait(path: Mapping[str, Value], window: Window, t0: date, calendar: Calendar) -> SellerWait | None:
    """The wait for the seller (C3); None where he has answered, or needs no wait."""
    contact = path.get("seller_contact")
    if contact not in ("not_yet", "waiting", "no_answer"):
        return None
    since = day_in(path.get("contacted_on")) or t0
    patience = calendar.span("seller_silence" if contact == "no_answer" else "seller_patience")
    until = since + patience
    if window.act_by:
        until = max(since, min(until, window.act_by - ONE_DAY))
    return SellerWait(since=since, until=until, may_file_from=min(since + calendar.span("seller_silence"), until))


def clocks_before_dispute(
    path: Mapping[str, Value], window: Window, stands: str, t0: date, wait: SellerWait | None, calendar: Calendar
) -> list[Clock]:
    """The clocks of a case that has something to file: what to look up, the seller's time, the window."""
    clocks: list[Clock] = []
    if stands != "closed":
        clocks += [_look_up(question, t0, calendar) for question in window.unknown]
    if wait and stands in ("open", "unknown"):
        clocks.append(Clock(id="seller_answer", act_by=wait.until, starts=wait.since))
    clocks.append(_open_dispute(window, stands, t0))
    if window.look_again and stands != "closed":
        clocks.append(Clock(id="look_again", act_by=window.look_again))
    waits = window.kind == "nothing_arrived" or path.get("delivered_on") == "not_marked"
    if waits and stands != "closed":
        clocks.append(_check_status(t0, calendar))
    return clocks


def _look_up(question: str, t0: date, calendar: Calendar) -> Clock:
    kind = calendar.book.clocks["look_up"]
    return Clock(
        id="look_up", act_by=t0, starts=t0, about=question, repeats=_daily_then_weekly(t0, kind.daily_for, kind.every)
    )


def _check_status(t0: date, calendar: Calendar) -> Clock:
    every = calendar.book.clocks["check_status"].every
    return _repeating("check_status", Repeat(first=t0 + timedelta(days=every), every=every), calendar.today)


def _open_dispute(window: Window, stands: str, t0: date) -> Clock:
    also: list[date] = [window.earliest_end] if window.earliest_end else []
    repeats: tuple[Repeat, ...] = ()
    if window.not_before and window.not_before > t0:
        also += [window.not_before, window.not_before + ONE_DAY]
    if window.look_from and window.row == "B":
        repeats = (Repeat(first=window.look_from, every=1, until=window.earliest_end),)
    if stands == "try_button" and window.earliest_end:
        repeats += _daily_then_weekly(window.earliest_end, CHASE_EVERY, CHASE_EVERY)
    if stands == "closed":
        also, repeats = [], ()
    return Clock(
        id="open_dispute", act_by=window.act_by, starts=window.starts, also=tuple(also), repeats=repeats, window=window
    )


@dataclass(frozen=True, kw_only=True)
class Dispute:
    """What the clocks of a dispute count from. `path` is what the case knows, `since` the day of its latest event."""

    path: Mapping[str, Value]
    since: date | None
    t0: date
    calendar: Calendar

    def day(self, question: str) -> date | None:
        return day_in(self.path.get(question))

    def span(self, period: str) -> timedelta:
        return self.calendar.span(period)

    def every(self, clock: str) -> int:
        return self.calendar.book.clocks[clock].every


def clocks_inside_dispute(kinds: Iterable[str], dispute: Dispute) -> list[Clock]:
    """Those of a stage's clocks that run inside a dispute, in its order."""
    return [INSIDE[kind](dispute) for kind in kinds if kind in INSIDE]


def _look_at_dispute(dispute: Dispute) -> Clock:
    since = dispute.since or dispute.day("opened_on") or dispute.day("escalated_on") or dispute.t0
    repeat = Repeat(first=since + ONE_DAY, every=dispute.every("look_at_dispute"))
    return _repeating("look_at_dispute", repeat, dispute.calendar.today)


def _seller_reply(dispute: Dispute) -> Clock:
    opened = dispute.day("opened_on") or dispute.t0
    return Clock(id="seller_reply", act_by=opened + dispute.span("seller_reply"), starts=opened)


def _decision(dispute: Dispute) -> Clock:
    asked = dispute.day("escalated_on") or dispute.t0
    return Clock(id="decision", act_by=asked + dispute.span("platform_decision"), starts=asked)


def _appeal(dispute: Dispute) -> Clock:
    decided = dispute.day("decided_on")
    act_by = decided + dispute.span("appeal") if decided else dispute.t0
    return Clock(id="appeal", act_by=act_by, starts=decided or dispute.t0)


def _ship_back(dispute: Dispute) -> Clock:
    """Some days before the deadline, but never before the decision, or the verdict where its day isn't told."""
    decided, ship_by = dispute.day("decided_on") or dispute.t0, dispute.day("ship_by")
    return Clock(id="ship_back", act_by=max(ship_by - dispute.span("margin"), decided) if ship_by else decided)


def _return_arrival(dispute: Dispute) -> Clock:
    every, shipped = dispute.every("return_arrival"), dispute.day("shipped_on") or dispute.t0
    repeat = Repeat(first=shipped + timedelta(days=every), every=every)
    return _repeating("return_arrival", repeat, dispute.calendar.today)


def _refund(dispute: Dispute) -> Clock:
    calendar, approved = dispute.calendar, dispute.day("approved_on") or dispute.t0
    full = calendar.book.period("refund", calendar.today)
    first_look = calendar.business_days_after(approved, calendar.book.period("refund_first_look", calendar.today))
    chase = calendar.business_days_after(approved, full + 1)
    return Clock(
        id="refund",
        act_by=calendar.business_days_after(approved, full),
        starts=approved,
        also=(first_look,),
        repeats=(Repeat(first=chase, every=CHASE_EVERY),),
    )


INSIDE: Mapping[str, Callable[[Dispute], Clock]] = {
    "look_at_dispute": _look_at_dispute,
    "seller_reply": _seller_reply,
    "decision": _decision,
    "appeal": _appeal,
    "ship_back": _ship_back,
    "return_arrival": _return_arrival,
    "refund": _refund,
}
"""The clocks that run inside a dispute, each by what makes it."""


def _repeating(clock: str, repeat: Repeat, today: date) -> Clock:
    """A clock without an end: its date is the next of its days."""
    following = next(iter(repeat.days(today, max(today, repeat.first) + timedelta(days=repeat.every))))
    return Clock(id=clock, act_by=following, starts=repeat.first, repeats=(repeat,))


def _daily_then_weekly(after: date, days: int, weekly: int) -> tuple[Repeat, ...]:
    last_daily = after + timedelta(days=days)
    return (
        Repeat(first=after + ONE_DAY, every=1, until=last_daily),
        Repeat(first=last_daily + timedelta(days=weekly), every=weekly),
    )
