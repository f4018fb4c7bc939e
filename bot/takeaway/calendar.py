"""The dates ahead as a calendar file (iCalendar): days to act by are all-day entries, days to look are short ones in the
buyer's morning, each with alarms. An entry keeps its id, so importing the file again moves it instead of doubling it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event, Timezone, vText

from bot.takeaway.moments import Moment, time_line
from bot.takeaway.subject import Subject

PRODUCT = "-//dispute-guide//dates of a case//EN"
HOUR = 9
LOOK = timedelta(minutes=15)
ONE_DAY = timedelta(days=1)
MORNING = timedelta(hours=HOUR)
ALARMS = {
    "deadline": (MORNING - ONE_DAY, MORNING),
    "window": (MORNING,),
    "look": (timedelta(0),),
    "known": (),
}
"""When an entry rings, counted from its start: an all-day entry starts at midnight."""
ZONE_YEARS = 3
"""How many years of changes between summer and winter time are written down."""


def calendar_file(subject: Subject) -> bytes | None:
    """The file's content; None where no dates lie ahead."""
    ahead = time_line(subject).ahead
    if not ahead:
        return None
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", vText(subject.words("calendar-name", title=subject.title)))
    calendar.add("x-wr-timezone", subject.zone.key)
    if subject.zone.key != "UTC":
        calendar.add_component(_zone(subject))
    for moment in ahead:
        calendar.add_component(_entry(moment, subject))
    content: bytes = calendar.to_ical()
    return content


def _zone(subject: Subject) -> Timezone:
    """Only the years that matter: the whole history of a zone is longer than the rest of the file."""
    today = subject.found.today
    first, last = today.replace(year=today.year - 1, day=1), today.replace(year=today.year + ZONE_YEARS, day=1)
    return Timezone.from_tzid(subject.zone.key, first_date=first, last_date=last)


def _entry(moment: Moment, subject: Subject) -> Event:
    entry = Event()
    entry.add("uid", f"{subject.case.id}.{moment.id}@dispute-guide")
    entry.add("dtstamp", subject.now.astimezone(UTC))
    entry.add("sequence", _sequence(subject))
    entry.add("summary", subject.words("calendar-entry", text=moment.text))
    entry.add("description", subject.words("calendar-about", title=subject.title))
    if moment.kind == "look":
        begins = datetime.combine(moment.day, time(HOUR), tzinfo=subject.zone)
        entry.add("dtstart", begins)
        entry.add("dtend", begins + LOOK)
    else:
        entry.add("dtstart", moment.day)
        entry.add("dtend", moment.day + ONE_DAY)
    entry.add("transp", "TRANSPARENT")
    for after in ALARMS[moment.kind]:
        entry.add_component(_alarm(after, moment, subject))
    return entry


def _sequence(subject: Subject) -> int:
    """A later file counts higher, without anything being stored: the minutes since the case was begun."""
    return max(0, int((subject.now - subject.case.opened_at).total_seconds() // 60))


def _alarm(after: timedelta, moment: Moment, subject: Subject) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", after)
    alarm.add("description", subject.words("calendar-entry", text=moment.text))
    return alarm
