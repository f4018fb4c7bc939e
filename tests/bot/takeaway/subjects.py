"""Cases to tell of. Today is Sunday, 22 November 2026, unless a day is given."""

from datetime import UTC, date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from bot.assembly import WORDS
from bot.store import Case, Event
from bot.takeaway.subject import Subject
from flows.answers import kept_answers, read_events
from flows.assess import Assessor
from flows.load import ALIEXPRESS, load
from flows.words import Library
from tests.bot.paths import DAMAGED, NOTHING_ARRIVED, stored

TODAY = date(2026, 11, 22)
BEGUN = datetime(2026, 11, 20, 9, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
PROTECTED = stored(*DAMAGED) | {"protection_ends_on": "2026-12-20"}
"""Delivered on 18 November: act by 1 December, earliest end 3 December, surely over on 6 January."""


@cache
def library(*more):
    return Library(ALIEXPRESS / "words", WORDS, *more)


@cache
def assessor():
    return Assessor(load())


def happened(event, on, **more):
    return Event(event=event, on=on, **more)


def subject_for(answers, *events, today=TODAY, words=None, title="Damaged · €24.90", zone=BERLIN):
    case = Case(id="abcdefghijk", owner=7, opened_at=BEGUN, answers=answers, events=events)
    book = assessor().book
    found = assessor().assess(kept_answers(book, answers, today), read_events(book, raw(events), today), today)
    now = datetime(today.year, today.month, today.day, 10, tzinfo=UTC)
    words = words or library().words("en")
    return Subject(title=title, case=case, found=found, book=book, words=words, zone=zone, now=now)


def raw(events):
    """Events as the contract reads them: without what they don't carry."""
    said = ({"event": e.event, "on": f"{e.on}", "by": e.by and f"{e.by}", "amount": e.amount} for e in events)
    return [{key: value for key, value in event.items() if value} for event in said]


def early():
    return subject_for(stored(*NOTHING_ARRIVED), happened("verdict", TODAY))


def open_window():
    return subject_for(PROTECTED, happened("verdict", TODAY))


def open_without_an_end():
    return subject_for(stored(*DAMAGED), happened("verdict", TODAY))


def last_days():
    return subject_for(PROTECTED, happened("verdict", TODAY), today=date(2026, 12, 2))


def perhaps_over():
    return subject_for(PROTECTED, happened("verdict", TODAY), today=date(2026, 12, 10))


def surely_over():
    return subject_for(PROTECTED, happened("verdict", TODAY), today=date(2027, 1, 20))


def inside_a_dispute():
    return subject_for(
        stored(*DAMAGED), happened("verdict", TODAY), happened("dispute_opened", TODAY), today=date(2026, 11, 25)
    )


def many_events():
    """Fourteen things that happened, on as many days."""
    offers = [happened("seller_offered", date(2026, 11, day), amount=f"{day - 18}.00 EUR") for day in range(23, 31)]
    return subject_for(
        stored(*DAMAGED), happened("verdict", TODAY), happened("dispute_opened", TODAY), *offers,
        happened("escalated", date(2026, 12, 1)), happened("decided_return", date(2026, 12, 7), by=date(2026, 12, 22)),
        happened("shipped", date(2026, 12, 10)), happened("refund_approved", date(2026, 12, 17)),
        today=date(2026, 12, 19),
    )  # fmt: skip


def closed():
    return subject_for(
        stored(*DAMAGED), happened("verdict", TODAY), happened("dispute_opened", TODAY),
        happened("decided_refund", date(2026, 12, 1)), happened("money_arrived", date(2026, 12, 12)),
        today=date(2026, 12, 13),
    )  # fmt: skip


def unfinished():
    return subject_for(dict(list(stored(*DAMAGED).items())[:4]))


ALL = {
    "early": early, "open": open_window, "open without an end": open_without_an_end, "last days": last_days,
    "perhaps over": perhaps_over, "surely over": surely_over, "inside a dispute": inside_a_dispute,
    "many events": many_events, "closed": closed, "unfinished": unfinished,
}  # fmt: skip
