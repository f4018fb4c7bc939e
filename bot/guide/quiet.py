"""The hours in which a buyer wants no reminders: when they end, what they must not hold up, and how they are set."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_time

from bot.clock import local_day, local_instant
from bot.guide.callbacks import data_for, number_in
from bot.guide.visit import Visit
from bot.store import Buyer
from bot.talk import Button, Reply, Screen, Text, Title

ONE_DAY = timedelta(days=1)
HOURS = range(24)
HOURS_A_ROW = 4


def quiet_end(at: datetime, buyer: Buyer, zone: ZoneInfo) -> datetime | None:
    """When the quiet hours end that an instant lies in; None where it lies in none."""
    lasting = (buyer.quiet_until - buyer.quiet_from) % 24
    if (at.astimezone(zone).hour - buyer.quiet_from) % 24 >= lasting:
        return None
    day = local_day(at, zone)
    ends = (local_instant(day + n * ONE_DAY, buyer.quiet_until, zone) for n in range(3))
    return next(end for end in ends if end > at)


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The first instant that no longer belongs to a day: too late for what is to be done by it."""
    return local_instant(day + ONE_DAY, 0, zone)


def waits_until(at: datetime, act_by: date | None, buyer: Buyer, zone: ZoneInfo) -> datetime | None:
    """Until when a reminder waits that is due at an instant; None where it goes out then.

    It doesn't wait where the day to act by ends before the quiet hours do."""
    end = quiet_end(at, buyer, zone)
    if end and act_by and at < end_of_day(act_by, zone) <= end:
        return None
    return end


def nearest(days: Iterable[date | None], today: date) -> date | None:
    """The next of some deadlines that can still be met; None where there is none."""
    return min((day for day in days if day and day >= today), default=None)


def hour_label(visit: Visit, hour: int) -> str:
    """A full hour as it is written where the buyer lives: "22:00", "10:00 PM"."""
    return format_time(time(hour), "short", locale=visit.words.formats.locale)


def moment_label(visit: Visit, instant: datetime) -> str:
    """A day and a time of day on the buyer's clock."""
    local = instant.astimezone(visit.zone)
    written = format_time(local.time(), "short", locale=visit.words.formats.locale)
    return visit.words("moment", day=local.date(), time=written)


def quiet_line(visit: Visit) -> str:
    """The quiet hours in words."""
    hours = visit.buyer.quiet_from, visit.buyer.quiet_until
    if hours[0] == hours[1]:
        return visit.words("setting-quiet-none")
    return visit.words("setting-quiet", begin=hour_label(visit, hours[0]), end=hour_label(visit, hours[1]))


def change_quiet(visit: Visit, argument: str) -> Reply:
    """From when, then until when: "" asks for the first hour, "22" for the last, "22-8" keeps both, "0-0" none."""
    begin, _, end = argument.partition("-")
    hours = [number_in(part) for part in (begin, end) if part]
    if any(hour not in HOURS for hour in hours):
        return Reply(toast=visit.words("toast-old-button"))
    match hours:
        case []:
            return Reply(change=_first_hour_screen(visit))
        case [int(first)]:
            return Reply(change=_last_hour_screen(visit, first))
        case [int(first), int(last)]:
            return _keep_quiet(visit, first, last)
    return Reply(toast=visit.words("toast-old-button"))


def _keep_quiet(visit: Visit, first: int, last: int) -> Reply:
    visit.change_buyer(quiet_from=first, quiet_until=last)
    visit.tx.end_quiet(visit.buyer.id, visit.now)
    visit.withdraw("quiet")
    return Reply(change=Screen(blocks=(Text(visit.words("quiet-noted", hours=quiet_line(visit))),)))


def _first_hour_screen(visit: Visit) -> Screen:
    none = Button(visit.words("button-quiet-none"), data_for("quiet", "0-0"))
    blocks = (Title(visit.words("quiet-from")), Text(visit.words("quiet-why")))
    return Screen(blocks=blocks, rows=(*_hour_rows(visit, ""), (none,)))


def _last_hour_screen(visit: Visit, first: int) -> Screen:
    back = Button(visit.words("button-back"), data_for("quiet"))
    title = Title(visit.words("quiet-until", begin=hour_label(visit, first)))
    return Screen(blocks=(title,), rows=(*_hour_rows(visit, f"{first}-", but=first), (back,)))


def _hour_rows(visit: Visit, begun: str, but: int | None = None) -> list[tuple[Button, ...]]:
    buttons = [Button(hour_label(visit, h), data_for("quiet", f"{begun}{h}")) for h in HOURS if h != but]
    return [tuple(buttons[n : n + HOURS_A_ROW]) for n in range(0, len(buttons), HOURS_A_ROW)]
