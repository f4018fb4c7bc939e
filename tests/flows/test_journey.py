"""The weeks after the verdict: every stage is reached, none is a dead end, and an event taken back leads back exactly."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from flows.answers import CaseEvent, read_answers
from flows.assess import Assessor
from flows.journey import STAY, journey_machine, moves
from tests.flows.told import DAMAGED, NOT_RECEIVED, in_dispute
from tests.flows.walks import BEGUN, FIRST, ONE_A_STAGE, begun, event_of, walk, wander

FEW = 6
"""Of so many events every sequence is walked; of one fewer where a case begins like another."""
MANY, WANDERINGS = 12, 32
"""Of so many events some sequences are walked, for each beginning."""

STAGES = {
    "talking_to_seller", "waiting_for_window", "filing", "seller_reviewing", "weighing_offer", "platform_deciding",
    "return_due", "return_travelling", "refund_due", "rejected", "appealing", "last_resort", "advised", "closed",
}  # fmt: skip
BEFORE = {"talking_to_seller", "waiting_for_window", "filing", "last_resort", "advised"}
CHANGES_ANSWERS = {"marked_delivered", "parcel_arrived"}

RULES = {
    "seller_reviewing": {"dispute_opened", "waiting_for_the_seller", "asked_to_close"},
    "weighing_offer": {
        "seller_offered_in_the_dispute", "seller_offered_what_isnt_known", "seller_rejected_the_dispute",
    },
    "platform_deciding": {"platform_decides"},
    "return_due": {"told_to_send_it_back"},
    "return_travelling": {"sent_back"},
    "refund_due": {"money_not_here"},
    "rejected": {"rejected", "part_of_the_money", "part_that_isnt_known"},
    "appealing": {"appeal_made"},
    "closed": {"case_over"},
}  # fmt: skip
"""What a verdict inside a dispute may say at each stage."""

CLOCKS = {
    "seller_reviewing": ["look_at_dispute", "seller_reply"],
    "weighing_offer": ["look_at_dispute", "seller_reply"],
    "platform_deciding": ["look_at_dispute", "decision"],
    "return_due": ["ship_back"],
    "return_travelling": ["return_arrival"],
    "refund_due": ["refund"],
    "rejected": ["appeal"],
    "appealing": ["look_at_dispute"],
    "closed": [],
}

STARTS = {
    "look_at_dispute": (), "seller_reply": ("dispute_opened",), "decision": ("escalated",),
    "appeal": ("decided_partial", "decided_rejected"), "ship_back": ("decided_return",),
    "return_arrival": ("shipped",), "refund": ("refund_approved", "decided_refund", "offer_accepted"),
}  # fmt: skip
"""The events that start each clock of a dispute; the looks start anew with every one."""


@dataclass
class Walked:
    """What all the sequences came to. `broken` holds the sequences that broke a promise, by the promise."""

    cases: int = 0
    long: int = 0
    undone: int = 0
    stages: set = field(default_factory=set)
    events: set = field(default_factory=set)
    broken: dict = field(default_factory=dict)

    def expect(self, kept, promise, where):
        if not kept:
            self.broken.setdefault(promise, []).append(where)


def walk_all(assessor):
    report = Walked()
    for name in BEGUN:
        answers = begun(assessor.book, name)
        _walk(report, name, assessor, answers, walk(assessor, answers, FEW if name in ONE_A_STAGE else FEW - 1))
        for seed in range(WANDERINGS):
            _walk(report, name, assessor, answers, wander(assessor, answers, MANY, seed))
    return report


def _walk(report, name, assessor, answers, cases):
    before = {}
    for events, found in cases:
        where = (name, [event.event for event in events])
        report.cases += 1
        report.long += len(events) > FEW
        _look(report, where, events, found)
        before[events] = found
        undone = before.pop(events[:-1], None)  # once for each case that events lead on from
        if undone is not None and events:
            report.undone += 1
            back = assessor.assess(answers, events[:-1], found.today - timedelta(days=1))
            report.expect(back == undone, "an event taken back leads back exactly", where)


def _look(report, where, events, found):
    report.events |= {event.event for event in found.used}
    if found.rule is None:
        changed = CHANGES_ANSWERS & {event.event for event in events}
        report.expect(changed, "a case is asked again only where an event changed its answers", where)
        return
    report.stages.add(found.stage)
    report.expect(bool(found.offers) != (found.stage == "closed"), "only the closed case offers nothing", where)
    report.expect(found.used == events, "whatever is offered counts when it is reported", where)
    report.expect(all(r.on >= found.today for r in found.reminders), "no reminder lies in the past", where)
    if found.since is not None or "dispute_stage" in found.walk.path:
        _look_inside(report, where, events, found)


def _look_inside(report, where, events, found):
    report.expect((found.window, found.opening) == ("none", None), "inside a dispute the window is none", where)
    if found.stage in RULES:
        own = found.rule.id in RULES[found.stage] and [clock.id for clock in found.clocks] == CLOCKS[found.stage]
        report.expect(own, "each stage of a dispute has its own rules and clocks", (where, found.rule.id))
        late = not any(_starts_early(clock, events) for clock in found.clocks)
        report.expect(late, "no date lies before the event that starts it", where)


def _starts_early(clock, events):
    """Whether a clock's date or start lies before the event that starts it."""
    starting = [event.on for event in events if event.event in STARTS[clock.id] or not STARTS[clock.id]]
    if not starting:
        return False
    return clock.act_by < starting[-1] or (clock.starts is not None and clock.starts < starting[-1])


def test_every_sequence_of_events_keeps_every_promise(assessor, book):
    """One test, so that no second process walks all of them again."""
    walked = walk_all(assessor)
    assert walked.cases > 50_000
    assert walked.long > 3000
    assert walked.undone > 10_000
    assert walked.stages == STAGES == set(book.stages)
    assert walked.events == {event.id for event in book.events.values() if not event.mark}
    assert walked.broken == {}


@pytest.mark.parametrize("stage", sorted(ONE_A_STAGE))
def test_each_case_of_the_walk_begins_at_its_stage(assessor, book, stage):
    assert assessor.assess(begun(book, stage), (), FIRST).stage == stage


@pytest.mark.parametrize("stage", sorted(STAGES - {"closed"}))
def test_no_stage_is_a_dead_end(book, stage):
    always = [e for e in book.stages[stage].on if not book.events[e].when and not book.events[e].changes]
    assert [e for e in always if book.stages[stage].on[e] not in (STAY, stage)]


@pytest.mark.parametrize("stage", sorted(STAGES))
def test_each_stage_says_what_it_waits_for_and_what_its_traps_are(book, stage):
    record = book.stages[stage]
    assert record.waits_for
    if stage != "closed":
        assert record.warnings
        assert record.facts
        assert record.on


def test_the_machine_moves_as_the_replay_says(book, assessor):
    machine = journey_machine(book)
    assert set(machine.states) == STAGES

    class Model:
        pass

    told = list(moves(book))
    assert len(told) > 100
    for move in told:
        model = Model()
        machine.add_model(model, initial=move.source)
        model.trigger(move.event)
        assert model.state == move.dest
        assert assessor.journey.destination(move.source, move.event) == move.dest
        machine.remove_model(model)


def test_a_forged_jump_is_no_event(book):
    machine = journey_machine(book)
    assert not [event for event in machine.events if event.startswith("to_")]


def test_where_only_the_days_tell_stages_apart_an_event_leads_one_way(book):
    assert set(book.by_the_days) == BEFORE
    shared = [set(book.stages[stage].on) for stage in book.by_the_days]
    both = set.intersection(*shared)
    assert {"dispute_opened", "money_arrived", "gave_up"} <= both
    for event in set.union(*shared):
        assert len({book.stages[s].on[event] for s in book.by_the_days if event in book.stages[s].on}) == 1


def assessed(assessor, answers, *told, today="2026-11-22"):
    """`told` are events as "2026-11-20 shipped"."""
    day = FIRST.fromisoformat(today)
    events = tuple(event_of(assessor.book, event, FIRST.fromisoformat(on)) for on, event in map(str.split, told))
    return assessor.assess(read_answers(assessor.book, answers, day), events, day)


def test_an_event_reported_in_time_still_counts_when_the_days_have_moved_the_case_on(assessor):
    """Marked delivered was offered while the parcel was awaited; by now the window is long over."""
    later = assessed(
        assessor, NOT_RECEIVED | {"tracking": "unknown"}, "2026-11-20 marked_delivered", today="2027-06-01"
    )
    assert [event.event for event in later.used] == ["marked_delivered"]
    assert later.walk.path["problem"] == "marked_delivered_not_received"


def test_the_answers_that_an_event_changed_come_back_with_it_taken_back(assessor):
    before, after = assessed(assessor, NOT_RECEIVED), assessed(assessor, NOT_RECEIVED, "2026-11-20 parcel_arrived")
    assert after.walk.at == "problem"
    assert after.walk.path == {"situation": "arrived_wrong"}
    assert before.walk.path["problem"] == "not_received"


def test_after_the_parcel_came_its_new_problem_takes_the_place_of_the_old(assessor):
    answers = NOT_RECEIVED | {"problem": "damaged", "flaw": "major", "delivered_on": "2026-11-18", "postage": "free"}
    found = assessed(assessor, answers, "2026-11-20 parcel_arrived")
    assert (found.coverage, found.remedy) == ("yes", "return_and_refund")
    assert found.walk.path["situation"] == "arrived_wrong"
    assert "parcel_arrived" not in found.offers


def test_what_an_event_says_stands_for_the_answer(assessor):
    found = assessed(assessor, DAMAGED, "2026-11-18 dispute_opened", "2026-11-19 decided_return")
    assert found.path["opened_on"] == FIRST.fromisoformat("2026-11-18")
    assert found.path["decided_on"] == FIRST.fromisoformat("2026-11-19")
    assert found.path["ship_by"] == FIRST.fromisoformat("2026-11-24")
    assert found.path["dispute_stage"] == "decided_return"
    assert "dispute_stage" not in found.walk.path


def test_an_answer_that_an_event_has_overtaken_is_no_longer_known(assessor):
    rejected = in_dispute("dispute_rejected", decided_on="2026-11-20", item_value="24.90 EUR", paid_with="card")
    assert assessed(assessor, rejected).path["dispute_stage"] == "dispute_rejected"
    assert "dispute_stage" not in assessed(assessor, rejected, "2026-11-21 appealed").path


def test_a_return_without_a_deadline_is_one_to_look_up(assessor):
    day = FIRST
    events = (CaseEvent("dispute_opened", day), CaseEvent("decided_return", day))
    found = assessor.assess(read_answers(assessor.book, DAMAGED, day), events, day)
    assert found.path["ship_by"] == "unknown"
    assert found.steps[0].id == "look_up_ship_by"


@pytest.mark.parametrize(
    ("told", "wants"),
    [
        (("2026-11-20 seller_offered",), ("item_value",)),
        (("2026-11-20 decided_return",), ("item_value", "postage")),
        (("2026-11-20 decided_rejected",), ("paid_with",)),
        (("2026-11-20 decided_return", "2026-11-21 money_arrived"), ()),
        ((), ()),
    ],
)
def test_a_case_says_what_else_it_would_like_to_know(assessor, told, wants):
    assert assessed(assessor, in_dispute("waiting_for_seller", opened_on="2026-11-15"), *told).wants == wants


def test_what_is_answered_then_is_no_longer_wanted(assessor):
    answers = in_dispute("waiting_for_seller", opened_on="2026-11-15", item_value="24.90 EUR")
    found = assessed(assessor, answers, "2026-11-20 decided_return")
    assert found.wants == ("postage",)
    assert "worth_it" in {step.id for step in found.steps}


def test_the_bank_may_be_asked_without_moving_the_refund(assessor):
    before = assessed(assessor, DAMAGED, "2026-11-18 refund_approved")
    after = assessed(assessor, DAMAGED, "2026-11-18 refund_approved", "2026-11-20 bank_asked")
    assert (after.stage, after.clocks, after.rule) == (before.stage, before.clocks, before.rule)


def test_two_journeys_of_one_assessor_do_not_touch(assessor):
    fresh = Assessor(assessor.book)
    told = ("2026-11-18 dispute_opened", "2026-11-19 seller_rejected", "2026-11-20 escalated")
    assert assessed(assessor, DAMAGED, *told) == assessed(fresh, DAMAGED, *told)
