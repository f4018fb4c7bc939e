"""The formulas of the readings once more, as plain arithmetic: what the code under test is held against."""

from dataclasses import dataclass
from datetime import date, timedelta


def days(number):
    return timedelta(days=number)


@dataclass(frozen=True)
class Door:
    """When the time for a dispute begins and ends. None = not known, or not so."""

    not_before: date | None = None
    look_from: date | None = None
    act_by: date | None = None
    earliest_end: date | None = None
    latest_end: date | None = None

    @property
    def surely_over(self):
        return self.latest_end + days(2) if self.latest_end else None


def door(answers, t0):
    """The door of a path that asks for dates; None for one that doesn't."""
    if "delivered_on" in answers:
        return _after_delivery(answers["delivered_on"], _day(answers["protection_ends_on"]), t0)
    if "latest_delivery_on" in answers:
        return _nothing_arrived(_day(answers["latest_delivery_on"]), _day(answers["protection_ends_on"]), t0)
    return None


def _after_delivery(delivered, protection, t0):
    start = t0 if delivered == "not_marked" else _day(delivered)
    ends = [end for end in (start and start + days(15), protection) if end]
    earliest = min(ends) if ends else None
    both = _day(delivered) and protection
    return Door(
        act_by=earliest - days(2) if earliest else None,
        earliest_end=earliest,
        latest_end=max(start + days(15), protection, protection + days(15)) if both else None,
    )


def _nothing_arrived(latest, protection, t0):
    over = max(latest + days(15), protection, protection + days(15)) if latest and protection else None
    if latest and protection and protection >= latest + days(3):  # A
        end = min(latest + days(15), protection)
        return Door(not_before=latest + days(1), act_by=end - days(2), earliest_end=end, latest_end=over)
    if latest and protection:  # B
        start, by = protection - days(3), protection - days(1)
        return Door(look_from=start, act_by=by, earliest_end=protection, latest_end=over)
    if latest:  # C
        return Door(not_before=latest + days(1), act_by=latest + days(13), earliest_end=latest + days(15))
    if protection:  # D
        return Door(look_from=t0, act_by=protection - days(2), earliest_end=protection)
    return Door()  # E


def place(found, answers, events, today):
    """Where today stands, by the table: the first line that matches."""
    if found is None or any(event.event == "dispute_opened" for event in events):
        return "none"
    if found.act_by is None:
        return "unknown"
    if any(start and today < start for start in (found.not_before, found.look_from)):
        return "early"
    if today <= found.act_by:
        return "open"
    if today <= found.earliest_end:
        return "last_days"
    return "closed" if _closed(found, answers, events, today) else "try_button"


def _closed(found, answers, events, today):
    if found.surely_over and today >= found.surely_over:
        return True
    looked = [event.on for event in events if event.event == "no_button" and event.on > found.earliest_end]
    if _day(answers.get("delivered_on")):
        return bool(looked)
    latest = _day(answers.get("latest_delivery_on"))
    return latest is not None and any(day > latest + days(1) for day in looked)


def wait_until(answers, act_by, t0):
    """How long to wait for the seller; None where he has answered."""
    patience = {"not_yet": 5, "waiting": 5, "no_answer": 3}.get(answers["seller_contact"])
    if patience is None:
        return None
    since = _day(answers.get("contacted_on")) or t0
    until = since + days(patience)
    return max(since, min(until, act_by - days(1))) if act_by else until


def _day(value):
    return value if isinstance(value, date) else None
