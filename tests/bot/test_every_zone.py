"""Every zone that tzdata knows, on the days around every change of its clocks from 2026 to 2028."""

from bisect import bisect
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot.clock import local_instant
from bot.guide.quiet import quiet_end
from bot.store import Buyer

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
FIRST, LAST = date(2026, 1, 1), date(2028, 12, 31)
NEAR = [timedelta(days=n) for n in range(-2, 3)]


def offset(zone, instant):
    return instant.astimezone(zone).utcoffset()


@cache
def changes():
    """(zone, the local day on which its clocks change), for the zones whose clocks do, with all other names of theirs."""
    noon = datetime(FIRST.year, FIRST.month, FIRST.day, 12, tzinfo=UTC)
    noons = [noon + n * DAY for n in range((LAST - FIRST).days + 2)]
    found = []
    for name in sorted(available_timezones() - {"localtime", "Factory"}):
        zone = ZoneInfo(name)
        offsets = [offset(zone, noon) for noon in noons]
        changed = [noon for noon, before, after in zip(noons, offsets, offsets[1:], strict=False) if before != after]
        found += [(name, _day_of_change(zone, noon)) for noon in changed]
    return found


def _day_of_change(zone, before):
    """The local day on which the clocks change within a day from `before`."""
    was = offset(zone, before)
    minutes = bisect(range(24 * 60 + 1), False, key=lambda minute: offset(zone, before + minute * MINUTE) != was)
    return (before + minutes * MINUTE).astimezone(zone).date()


def days_around():
    return [(ZoneInfo(name), day + near) for name, day in changes() for near in NEAR]


def test_there_are_changes_to_look_at():
    zones = {name for name, _ in changes()}
    assert len(zones) > 150
    assert {"Europe/Madrid", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Gaza"} <= zones
    assert len(changes()) > 900


def test_nine_in_the_morning_is_nine_and_comes_once_a_day():
    for zone, day in days_around():
        local = local_instant(day, 9, zone).astimezone(zone)
        assert (local.date(), local.hour, local.minute) == (day, 9, 0), zone
        assert 20 * HOUR < local_instant(day + DAY, 9, zone) - local_instant(day, 9, zone) < 28 * HOUR, zone


@pytest.mark.parametrize("hour", range(24))
def test_every_hour_comes_once_a_day_and_one_that_is_skipped_moves_on(hour):
    for zone, day in days_around():
        instant = local_instant(day, hour, zone)
        local = instant.astimezone(zone)
        if (local.date(), local.hour, local.minute) == (day, hour, 0):
            assert not local.fold, (zone, "an hour that comes twice counts the first time")
        else:  # the clocks skip the hour: it is not before the skip, and no longer after it than the skip is long
            skipped = offset(zone, instant) - offset(zone, instant - 2 * HOUR)
            wished = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
            assert timedelta(0) < local.replace(tzinfo=UTC) - wished <= skipped, (zone, day)


def test_quiet_hours_end_when_they_are_said_to():
    buyer = Buyer(id=7)
    for zone, day in days_around():
        end = local_instant(day, 8, zone)
        for before in (timedelta(microseconds=1), HOUR, 6 * HOUR):
            assert quiet_end(end - before, buyer, zone) == end, (zone, day)
        assert quiet_end(end, buyer, zone) is None
