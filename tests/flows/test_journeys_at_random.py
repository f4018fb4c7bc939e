"""Longer journeys: random events on random days, offered or not, against the formulas as plain arithmetic."""

from datetime import timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.answers import CaseEvent
from flows.assess import Assessor
from flows.lines import assess_record
from flows.load import ALIEXPRESS, load
from flows.model import Money
from flows.verdict import grounds, reminder_text, standing, verdict
from flows.words import Library
from tests.flows.walks import BEGUN, FIRST, begun

ASSESSOR = Assessor(load())
BOOK = ASSESSOR.book
WORDS = Library(ALIEXPRESS / "words").words("en")
EVENTS = list(BOOK.events)
NAMES = sorted(BEGUN)

some = settings(max_examples=300, deadline=None)
a_few = settings(max_examples=60, deadline=None)


def days(number):
    return timedelta(days=number)


def _sum(told):
    return Money(Decimal(told) / 100, "USD" if told % 7 == 0 else "EUR") if told else None


@st.composite
def journeys(draw):
    """(answers, events, today): up to a dozen events, weeks apart at most, in order of their days."""
    drawn = draw(
        st.lists(st.tuples(st.sampled_from(EVENTS), st.integers(0, 25), st.integers(-9, 40), st.integers(0, 9999)),
                 max_size=12)
    )  # fmt: skip
    on, events = FIRST, []
    for event, later, by, amount in drawn:
        kind, on = BOOK.events[event], on + days(later)
        events.append(
            CaseEvent(
                event, on, by=on + days(by) if kind.by and by else None, amount=_sum(amount) if kind.amount else None
            )
        )
    return begun(BOOK, draw(st.sampled_from(NAMES))), tuple(events), on + days(draw(st.integers(0, 60)))


def judged(case):
    return ASSESSOR.assess(*case)


def last(found, *events):
    """The day of the latest used event among some; None where none was used."""
    return next((event.on for event in reversed(found.used) if event.event in events), None)


def business_day(start, count):
    """The count-th Monday-to-Friday after a day, walked day by day."""
    day = start
    for _ in range(count):
        day += days(1)
        while day.weekday() >= 5:
            day += days(1)
    return day


@some
@given(journeys())
def test_every_journey_is_judged_and_stands_somewhere(case):
    found = judged(case)
    if found.rule is None:
        assert {event.event for event in found.used} & {"parcel_arrived", "marked_delivered"}
        return
    assert found.stage in BOOK.stages
    assert bool(found.offers) == (found.stage != "closed")
    assert {clock.id for clock in found.clocks} <= set(BOOK.stages[found.stage].clocks)


@some
@given(journeys())
def test_no_reminder_lies_in_the_past_or_before_its_clock_starts(case):
    found = judged(case)
    starts = {clock.id: clock.starts for clock in found.clocks}
    assert all(reminder.on >= found.today for reminder in found.reminders)
    assert all(reminder.on >= (starts[reminder.deadline] or reminder.on) for reminder in found.reminders)
    assert len(found.reminders) == len(set(found.reminders))


@some
@given(journeys())
def test_what_is_not_used_makes_no_difference(case):
    """Events that a stage doesn't offer are kept, and change nothing: without them the verdict is the same."""
    answers, events, today = case
    found = judged(case)
    counted = [event for event in events if event.event == "verdict" or event in found.used]
    if len([event for event in counted if event.event != "verdict"]) == len(found.used):
        assert ASSESSOR.assess(answers, counted, today) == found


@some
@given(journeys())
def test_undo_leads_back_exactly(case):
    answers, events, today = case
    for kept in range(len(events)):
        before = ASSESSOR.assess(answers, events[:kept], today)
        judged(case)
        assert ASSESSOR.assess(answers, events[:kept], today) == before


@some
@given(journeys())
def test_whatever_is_offered_counts_when_it_is_reported(case):
    answers, events, today = case
    found = judged(case)
    for event in found.offers:
        then = ASSESSOR.assess(answers, (*events, CaseEvent(event, today)), today)
        assert then.used == (*found.used, CaseEvent(event, today))


@some
@given(journeys())
def test_each_clock_of_a_dispute_is_the_one_of_its_formula(case):
    found = judged(case)
    clocks = {clock.id: clock.act_by for clock in found.clocks}
    opened, asked = last(found, "dispute_opened"), last(found, "escalated")
    if "seller_reply" in clocks and opened:
        assert clocks["seller_reply"] == opened + days(15)
    if "decision" in clocks and asked:
        assert clocks["decision"] == asked + days(10)
    if "appeal" in clocks and (decided := last(found, "decided_partial", "decided_rejected")):
        assert clocks["appeal"] == decided + days(2)
    if "ship_back" in clocks and (decided := last(found, "decided_return")):
        by = next(event.by for event in reversed(found.used) if event.event == "decided_return")
        assert clocks["ship_back"] == (max(by - days(2), decided) if by else decided)
    if "refund" in clocks and (approved := last(found, "refund_approved", "decided_refund", "offer_accepted")):
        assert clocks["refund"] == business_day(approved, 20)


@some
@given(journeys())
def test_the_looks_are_every_second_day_from_the_day_after_the_latest_event(case):
    found = judged(case)
    look = found.clock("look_at_dispute")
    if look and found.since:
        assert look.act_by >= max(found.today, found.since + days(1))
        assert look.act_by <= max(found.today, found.since) + days(2)
        assert (look.act_by - found.since).days % 2 == 1


@some
@given(journeys())
def test_the_return_is_looked_for_every_seven_days_after_it_was_posted(case):
    found = judged(case)
    look, posted = found.clock("return_arrival"), last(found, "shipped")
    if look and posted:
        assert (look.act_by - posted).days % 7 == 0
        assert found.today <= look.act_by
        assert look.act_by - found.today <= days(7)


@some
@given(journeys())
def test_the_problems_coverage_stays_whatever_happens(case):
    answers, _, today = case
    before, found = ASSESSOR.assess(answers, (), today), judged(case)
    if found.rule and not {"parcel_arrived", "marked_delivered"} & {event.event for event in found.used}:
        assert found.coverage == before.coverage
        if found.since:
            assert found.window == "none"


@some
@given(journeys())
def test_the_record_of_a_journey_is_its_assessment(case):
    answers, events, today = case
    told = []
    for event in events:
        carried = {"by": event.by, "amount": event.amount}
        told.append({"event": event.event, "on": str(event.on), **{k: str(v) for k, v in carried.items() if v}})
    raw = {"today": str(today), "answers": {q: str(value) for q, value in answers.items()}, "events": told}
    found, record = judged(case), assess_record(raw, ASSESSOR, WORDS)
    assert record["stage"] == (found.stage or None)
    assert record["rule"] == (found.rule.id if found.rule else None)
    assert [deadline["act_by"] for deadline in record["deadlines"]] == [
        clock.act_by.isoformat() if clock.act_by else None for clock in found.clocks
    ]


@a_few
@given(journeys())
def test_every_journey_can_be_told_in_words(case):
    found = judged(case)
    if found.rule is None:
        return
    where = standing(found, BOOK, WORDS)
    assert all((where.stage, where.waits, where.idle))
    assert verdict(found, BOOK, WORDS).steps
    assert grounds(found, BOOK, WORDS)
    reminding = {reminder.deadline for reminder in found.reminders}
    assert all(reminder_text(clock, found, BOOK, WORDS) for clock in found.clocks if clock.id in reminding)
