"""What must hold for every case: random answers, dates, events and days, against the formulas as plain arithmetic."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from flows.answers import CaseEvent
from flows.assess import Assessor
from flows.dialogue import ANSWERED, every_path
from flows.lines import assess_record
from flows.load import ALIEXPRESS, load
from flows.model import Money
from flows.verdict import grounds, reminder_text, verdict
from flows.words import Library
from tests.flows import formulas

ASSESSOR = Assessor(load())
WORDS = Library(ALIEXPRESS / "words").words("en")
PATHS = list(every_path(ASSESSOR.book))
CLOCKS_FROM = ("delivered_on", "latest_delivery_on", "protection_ends_on")
CLOCKED = [path for path in PATHS if "protection_ends_on" in dict(path)]
WAITING = [path for path in CLOCKED if dict(path).get("latest_delivery_on") == ANSWERED]
SURE = [path for path in CLOCKED if all(t == ANSWERED for q, t in path if q in CLOCKS_FROM)]
DOUBTFUL = [path for path in CLOCKED if {"unknown", "not_marked"} & {t for q, t in path if q in CLOCKS_FROM}]
QUESTIONS = ASSESSOR.book.questions

BEFORE_A_DISPUTE = {"look_up", "seller_answer", "open_dispute", "look_again", "check_status"}
INSIDE_A_DISPUTE = {
    "look_at_dispute", "seller_reply", "decision", "appeal", "ship_back", "return_arrival", "refund",
}  # fmt: skip
FILES_TODAY = {"write_seller_and_file", "file_today", "file_by_now", "await_seller_or_file", "file_if_nothing_came"}
FILES_SOME_DAY = {"file_by", "file_by_dont_wait", "file_by_if_offered", "file_when_silent"}
BEFORE_THE_START = {"wait_for_the_parcel", "customs_wait"}
SAY_OVER = {"closed", "customs_closed"}

some = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
a_few = settings(max_examples=40, deadline=None)

CURRENCIES = ("EUR", "USD", "JPY", "KWD", "PLN")
FIRST_TODAY = date(2016, 1, 1)
ANY_EVENTS = ("verdict", "dispute_opened", "no_button")

numbers = st.tuples(
    st.integers(0, 10_000),  # the path
    st.integers(0, 10_000),  # a path whose answers lie beside it
    st.integers(0, 16_000),  # today, counted from FIRST_TODAY
    st.lists(st.integers(-50, 50), min_size=4, max_size=4),  # where the dates lie
    st.integers(1, 9_999_999_999),  # the price, in hundredths
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 70)), max_size=4),  # events, days ago
)
"""A case in plain numbers: drawn fast, and shrunk well."""


def answers_of(path, today, offsets, hundredths):
    """The answers of a path: its taps, and for what is typed a day near today or an amount."""
    price = Money(Decimal(hundredths) / 100, CURRENCIES[hundredths % 5])
    offer = Money(Decimal(hundredths % 977 + 1) / 100, price.currency)
    days = {"delivered_on": offsets[0], "latest_delivery_on": offsets[1], "protection_ends_on": offsets[2]}
    answers = {}
    for question, trigger in path:
        if trigger != ANSWERED:
            answers[question] = trigger
        elif QUESTIONS[question].kind == "money":
            answers[question] = price if question == "item_value" else offer
        else:
            ahead = days.get(question, offsets[3])
            answers[question] = today + timedelta(days=-abs(ahead) if QUESTIONS[question].tense == "past" else ahead)
    return answers


def events_of(drawn, today, kinds):
    """Events in order; the days of what happened never run backwards, `verdict` may stand anywhere."""
    told = [(kinds[kind % len(kinds)], today - timedelta(days=ago)) for kind, ago in drawn]
    happened = iter(sorted(on for kind, on in told if kind != "verdict"))
    return tuple(CaseEvent(kind, on if kind == "verdict" else next(happened)) for kind, on in told)


def cases(paths=PATHS, kinds=ANY_EVENTS):
    """(answers, events, today), with answers of another path beside them."""

    def case(drawn):
        path, beside, day, offsets, hundredths, told = drawn
        today = FIRST_TODAY + timedelta(days=day)
        answers = answers_of(PATHS[beside % len(PATHS)], today, offsets[::-1], hundredths)
        answers |= answers_of(paths[path % len(paths)], today, offsets, hundredths)
        return answers, events_of(told, today, kinds), today

    return numbers.map(case)


def t0_of(events, today):
    return next((event.on for event in reversed(events) if event.event == "verdict"), today)


def judge(case):
    answers, events, today = case
    return ASSESSOR.assess(answers, events, today)


def door_of(found, events):
    return formulas.door(found.walk.path, t0_of(events, found.today))


@some
@given(cases())
def test_every_case_gets_a_verdict_and_none_raises(case):
    found = judge(case)
    assert found.walk.at is None
    assert found.rule


@some
@given(cases(CLOCKED))
def test_the_window_is_the_one_of_the_formulas(case):
    _, events, today = case
    found = judge(case)
    door = door_of(found, events)
    assert found.window == formulas.place(door, found.walk.path, events, today)
    opening = found.opening
    if found.window == "none":
        assert opening is None
        return
    assert (opening.not_before, opening.look_from) == (door.not_before, door.look_from)
    assert (opening.act_by, opening.earliest_end) == (door.act_by, door.earliest_end)
    assert opening.surely_over == door.surely_over


@some
@given(cases(CLOCKED))
def test_no_act_by_lies_after_the_end_of_the_earliest_reading(case):
    found = judge(case)
    door = door_of(found, case[1])
    for clock in found.clocks:
        if clock.id in ("open_dispute", "seller_answer") and clock.act_by and door.earliest_end:
            assert clock.act_by <= door.earliest_end
            assert clock.id == "seller_answer" or clock.act_by < door.earliest_end


@some
@given(cases(WAITING, kinds=("verdict", "no_button")))
def test_nobody_is_told_to_file_before_it_is_allowed(case):
    found = judge(case)
    door = door_of(found, case[1])
    start = door.not_before or door.look_from
    assume(start is not None and found.today < start)
    steps = {step.id for step in found.steps}
    assert found.outcome.id in BEFORE_THE_START
    assert found.stage == "waiting_for_window"
    assert not steps & (FILES_TODAY | FILES_SOME_DAY)
    assert "seller_answer" not in {clock.id for clock in found.clocks}
    assert all(r.on >= start for r in found.reminders if r.deadline == "open_dispute")


def test_the_steps_that_say_file_are_there():
    """So that the sweep above can't pass for want of names."""
    assert set(ASSESSOR.book.steps) >= FILES_TODAY | FILES_SOME_DAY
    assert set(ASSESSOR.book.outcomes) >= BEFORE_THE_START | SAY_OVER
    assert set(ASSESSOR.book.clocks) == BEFORE_A_DISPUTE | INSIDE_A_DISPUTE


@some
@given(cases(CLOCKED))
def test_nothing_is_called_over_while_a_reading_leaves_the_door_open(case):
    _, events, today = case
    found = judge(case)
    door = door_of(found, events)
    looked = [event.on for event in events if event.event == "no_button"]
    looked_in_vain = door.earliest_end is not None and any(on > door.earliest_end for on in looked)
    over = door.latest_end is not None and today >= door.latest_end + timedelta(days=2)
    if found.window == "closed" or found.outcome.id in SAY_OVER:
        assert over or looked_in_vain
    if found.opening and found.opening.surely_over:
        assert found.opening.surely_over > door.latest_end
    if door.latest_end and today <= door.latest_end and not looked_in_vain:
        assert found.window != "closed"


@some
@given(cases(CLOCKED))
def test_over_is_said_only_of_a_closed_window(case):
    found = judge(case)
    assert (found.outcome.id in SAY_OVER) == (found.window == "closed")


@some
@given(cases(DOUBTFUL))
def test_an_unknown_date_never_gives_a_sure_end(case):
    found = judge(case)
    path = found.walk.path
    assert found.opening is None or found.opening.surely_over is None
    assert found.opening is None or found.opening.unknown == tuple(q for q in CLOCKS_FROM if path.get(q) == "unknown")


@some
@given(cases(CLOCKED, kinds=("verdict", "no_button")))
def test_the_wait_for_the_seller_is_the_one_of_the_formulas(case):
    found = judge(case)
    assume(found.coverage != "usually_not")
    until = formulas.wait_until(found.walk.path, found.opening.act_by, found.t0)
    assert (found.wait.until if found.wait else None) == until
    clock = found.clock("seller_answer")
    if clock:
        assert clock.act_by == until
    assert bool(clock) == (until is not None and found.window in ("open", "unknown"))


@some
@given(cases())
def test_reminders_lie_today_or_later_in_order_one_a_day_and_clock(case):
    found = judge(case)
    listed = [(reminder.deadline, reminder.on) for reminder in found.reminders]
    assert all(on >= found.today for _, on in listed)
    assert len(listed) == len(set(listed))
    assert [on for _, on in listed] == sorted(on for _, on in listed)
    assert {deadline for deadline, _ in listed} <= {clock.id for clock in found.clocks}


@some
@given(cases())
def test_no_reminder_comes_before_its_clock_starts(case):
    found = judge(case)
    starts = {}
    for clock in found.clocks:
        starts[clock.id] = min(clock.starts or date.min, starts.get(clock.id, date.max))
    assert all(reminder.on >= starts[reminder.deadline] for reminder in found.reminders)


@some
@given(cases(SURE, kinds=("verdict", "no_button")))
def test_no_reminder_to_file_comes_when_it_is_surely_over(case):
    found = judge(case)
    door = door_of(found, case[1])
    assert all(r.on < door.surely_over for r in found.reminders if r.deadline == "open_dispute")


@some
@given(cases(CLOCKED))
def test_a_dispute_opened_ends_every_clock_from_before_it(case):
    answers, events, today = case
    found = ASSESSOR.assess(answers, (*events, CaseEvent("dispute_opened", today)), today)
    assert found.window == "none"
    assert {clock.id for clock in found.clocks} == {"look_at_dispute", "seller_reply"}
    assert {r.deadline for r in found.reminders} <= {"look_at_dispute", "seller_reply"}


@some
@given(cases())
def test_clocks_of_before_and_of_inside_a_dispute_never_run_together(case):
    running = {clock.id for clock in judge(case).clocks}
    assert running <= BEFORE_A_DISPUTE or running <= INSIDE_A_DISPUTE


@some
@given(cases(CLOCKED, kinds=("verdict", "no_button")), st.lists(st.integers(0, 120), min_size=1, max_size=4))
def test_nothing_slides_from_day_to_day_once_a_verdict_was_shown(case, later):
    answers, events, today = case
    shown = (*events, CaseEvent("verdict", today))
    first = ASSESSOR.assess(answers, shown, today).clock("open_dispute")
    for ahead in later:
        then = ASSESSOR.assess(answers, shown, today + timedelta(days=ahead)).clock("open_dispute")
        assert (then.act_by, then.window) == (first.act_by, first.window)


@some
@given(cases(CLOCKED, kinds=("verdict", "no_button")), st.integers(1, 120))
def test_a_window_moves_only_onwards_as_days_go_by(case, ahead):
    answers, events, today = case
    shown = (*events, CaseEvent("verdict", today))
    order = ["unknown", "early", "open", "last_days", "try_button", "closed"]
    now = ASSESSOR.assess(answers, shown, today).window
    then = ASSESSOR.assess(answers, shown, today + timedelta(days=ahead)).window
    assert order.index(then) >= order.index(now)
    assert (then == "unknown") == (now == "unknown")


@some
@given(cases(CLOCKED, kinds=("verdict",)))
def test_a_reminder_comes_again_on_each_day_that_was_promised(case):
    """What was listed as a reminder today still stands on its day: nobody waits for one that never comes. It may
    have turned into another clock's only where the day itself changes the case (the wait ends, a window turns)."""
    answers, events, today = case
    shown = (*events, CaseEvent("verdict", today))
    promised = [r for r in ASSESSOR.assess(answers, shown, today).reminders if r.deadline == "open_dispute"]
    for reminder in promised:
        on_its_day = ASSESSOR.assess(answers, shown, reminder.on).reminders
        assert reminder in on_its_day


@some
@given(cases())
def test_the_json_record_of_a_case_is_its_assessment(case):
    answers, events, today = case
    raw = {
        "today": today.isoformat(),
        "answers": {q: value.isoformat() if isinstance(value, date) else str(value) for q, value in answers.items()},
        "events": [{"event": event.event, "on": event.on.isoformat()} for event in events],
    }
    found, record = judge(case), assess_record(raw, ASSESSOR, WORDS)
    assert record["rule"] == found.rule.id
    assert record["window"] == found.window
    assert [(r["deadline"], r["on"]) for r in record["reminders"]] == [
        (r.deadline, r.on.isoformat()) for r in found.reminders
    ]


@a_few
@given(cases())
def test_every_verdict_and_its_grounds_can_be_written(case):
    found = judge(case)
    told = verdict(found, ASSESSOR.book, WORDS)
    assert told.answer
    assert all(line.strip() for line in (*told.steps, *told.dates, *told.evidence, *told.never))
    assert all(ground.said for ground in grounds(found, ASSESSOR.book, WORDS))


@a_few
@given(cases(kinds=("verdict", "no_button")))
def test_every_reminder_can_be_written_on_its_day(case):
    answers, events, today = case
    shown = (*events, CaseEvent("verdict", today))
    for reminder in ASSESSOR.assess(answers, shown, today).reminders[:12]:
        then = ASSESSOR.assess(answers, shown, reminder.on)
        for clock in then.clocks:
            if clock.id == reminder.deadline:
                assert reminder_text(clock, then, ASSESSOR.book, WORDS).strip()
