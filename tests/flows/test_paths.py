"""Every path of the dialogue, with several spreads of dates: it ends in a verdict, and no part of the policy is dead."""

from dataclasses import dataclass, field

import pytest

from flows.answers import CaseEvent, read_answers
from flows.circumstances import matches
from flows.dialogue import every_path
from flows.verdict import grounds
from tests.flows.spreads import TODAY, answers_on, spreads_for
from tests.flows.told import DAMAGED
from tests.flows.walks import BEGUN, FIRST, begun, walk

OPENED = CaseEvent("dispute_opened", TODAY)


@pytest.fixture(scope="module")
def paths(assessor):
    return list(every_path(assessor.book))


@dataclass
class Sweep:
    """What the verdicts of all paths came to: seen once, asked about by many tests."""

    verdicts: list = field(default_factory=list)
    opened: list = field(default_factory=list)
    journeys: list = field(default_factory=list)

    @property
    def all(self):
        return self.verdicts + self.opened

    @property
    def everything(self):
        return self.all + self.journeys


@pytest.fixture(scope="module")
def sweep(assessor, paths):
    swept = Sweep()
    for path in paths:
        for spread in spreads_for(path):
            answers = answers_on(path, spread)
            swept.verdicts.append(assessor.assess(answers, (), TODAY))
        if dict(path)["situation"] != "in_dispute":
            swept.opened.append(assessor.assess(answers, (OPENED,), TODAY))
    swept.journeys = [found for found in _journeys(assessor) if found.rule]
    return swept


def _journeys(assessor):
    """What events lead to, with and without what they may carry; and dates that can hardly both be right."""
    for name in BEGUN:
        answers = begun(assessor.book, name)
        for events, found in walk(assessor, answers, 3):
            yield found
            if any(event.by or event.amount for event in events):
                yield assessor.assess(answers, [CaseEvent(event.event, event.on) for event in events], found.today)
    odd = read_answers(assessor.book, DAMAGED | {"protection_ends_on": "2026-11-10"}, FIRST)
    yield assessor.assess(odd, (), FIRST)


def test_more_than_two_thousand_paths_are_walked(paths, sweep):
    assert len(paths) > 2000
    assert len(sweep.verdicts) > 12_000
    assert len(sweep.opened) > 2000


def test_no_path_is_longer_than_ten_answers(paths):
    assert max(len(path) for path in paths) == 10


def test_no_path_asks_a_question_twice(paths):
    assert all(len(dict(path)) == len(path) for path in paths)


def test_every_path_ends_in_a_verdict_that_says_something(sweep):
    for found in sweep.all:
        assert found.walk.at is None
        assert found.rule is not None
        assert found.outcome.id == found.rule.then
        assert found.coverage
        assert found.remedy
        assert found.window
        assert found.stage
        assert found.steps, found.rule.id
        assert found.warnings, found.rule.id
        assert found.facts


def test_all_seven_places_in_the_window_arise_from_the_dates(sweep):
    windows = {found.window for found in sweep.verdicts}
    assert windows == {"none", "unknown", "early", "open", "last_days", "try_button", "closed"}


def test_all_five_rows_of_nothing_arrived_arise_from_the_dates(sweep):
    assert {found.circumstances["row"] for found in sweep.verdicts} == {"A", "B", "C", "D", "E", "none"}


@pytest.mark.parametrize(("table", "place"), [("rules", 0), ("coverage", 1), ("remedy", 2)])
def test_each_row_of_the_tables_is_reached(sweep, book, table, place):
    rows = [row.id for row in getattr(book.tables, table)]
    assert len(rows) > 9
    reached = {found.basis[place].id for found in sweep.everything}
    assert [row for row in rows if row not in reached] == []


def test_each_row_of_the_stages_is_reached(sweep, book):
    reached = set()
    for found in sweep.all:
        reached.add(next(row.id for row in book.tables.stage if matches(row.when, found.circumstances)))
    assert [row.id for row in book.tables.stage if row.id not in reached] == []


def test_each_stage_of_before_the_journey_is_reached(sweep):
    assert {found.stage for found in sweep.all} == {
        "talking_to_seller", "waiting_for_window", "filing", "seller_reviewing", "weighing_offer",
        "platform_deciding", "return_due", "return_travelling", "refund_due", "rejected", "last_resort", "advised",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("outcomes", lambda found: [found.outcome.id]),
        ("steps", lambda found: [step.id for step in found.steps]),
        ("warnings", lambda found: [warning.id for warning in found.warnings]),
        ("evidence", lambda found: [proof.id for proof in found.evidence]),
        ("clocks", lambda found: [clock.id for clock in found.clocks]),
        ("windows", lambda found: [clock.window.kind for clock in found.clocks if clock.window]),
        ("readings", lambda found: found.readings),
    ],
)
def test_every_record_is_shown_in_some_verdict(sweep, book, kind, shown):
    known = list(getattr(book, kind))
    assert known
    seen = {name for found in sweep.everything for name in shown(found)}
    unshown = [name for name in known if name not in seen]
    assert unshown == ([] if kind != "readings" else UNTOUCHED)


UNTOUCHED = ["C12"]
"""Long or short text: no verdict turns on it, only how a step is done."""


def test_how_long_the_text_should_be_is_told_where_a_dispute_is_to_be_filed(sweep, book, words):
    """Behind "Why?", beside the conflicts that touch the verdict."""
    said = words("reading-C12")
    filing = next(found for found in sweep.verdicts if "how_to_file" in {step.id for step in found.steps})
    asked = next(found for found in sweep.verdicts if found.rule.id == "seller_promises_nothing")
    assert said in [ground.title for ground in grounds(filing, book, words)]
    assert said not in [ground.title for ground in grounds(asked, book, words)]


def test_remedies_and_coverages_of_the_contract_all_arise(sweep):
    assert {found.coverage for found in sweep.all} == {"yes", "depends", "usually_not", "procedure"}
    assert {found.remedy for found in sweep.all} == {
        "refund_only", "partial_refund", "return_and_refund", "compare", "none",
    }  # fmt: skip


NEVER_COVERED = ("cheaper_elsewhere", "customs")


def expected_coverage(tapped):
    """The table "what is covered" of the readings, written out."""
    problem, flaw = tapped.get("problem"), tapped.get("flaw")
    if tapped["situation"] == "in_dispute" or problem == "seller_asks_to_cancel":
        return "procedure"
    if problem in NEVER_COVERED or flaw == "shown_in_listing":
        return "usually_not"
    if tapped.get("sizing") == "off_chart":
        return "depends"
    if problem in ("wrong_size_fit", "changed_mind", "disappointed"):
        return "depends" if tapped["seller_policy"] in ("free_return", "no_questions_asked") else "usually_not"
    if problem == "marked_delivered_not_received" or flaw == "minor":
        return "depends"
    return "yes"


def expected_remedy(tapped, coverage, window):
    """The table "remedy, first match wins" of the readings, written out."""
    customs_window_opened = tapped.get("problem") == "customs" and window not in ("early", "unknown")
    if coverage == "procedure" or window == "closed":
        return "none"
    if coverage == "usually_not" and not customs_window_opened:
        return "none"
    if tapped["situation"] == "nothing_arrived":
        return "refund_only"
    if tapped.get("flaw") == "minor" or tapped.get("problem") == "partial_order":
        return "partial_refund"
    if tapped.get("postage") in ("free", "small_part") or tapped.get("seller_policy") == "free_return":
        return "return_and_refund"
    at_fault = coverage == "yes" or tapped.get("sizing") == "off_chart"
    return "refund_only" if tapped.get("postage") == "as_much_or_more" and at_fault else "compare"


def test_coverage_and_remedy_follow_the_two_tables_on_every_path(sweep):
    for found in sweep.all:
        tapped = {question: str(value) for question, value in found.walk.path.items()}
        assert found.coverage == expected_coverage(tapped), tapped
        assert found.remedy == expected_remedy(tapped, found.coverage, found.window), (tapped, found.window)


def test_evidence_stands_in_order_of_power(sweep):
    for found in sweep.all:
        ranks = [proof.rank for proof in found.evidence]
        assert ranks == sorted(ranks)


def test_the_photo_and_video_rank_as_the_playbook_ranks_them(book):
    ranks = {proof.id: proof.rank for proof in book.evidence.values()}
    assert ranks["unboxing_video"] < ranks["clear_photos"] < ranks["listing_screenshots"] < ranks["tracking_status"]


def test_an_unknown_date_is_the_first_thing_to_look_up(sweep):
    """It comes first of all steps; only what is for today (the carrier, the button, customs) may stand before it."""
    before_it = {"carrier_today", "look_today", "ask_customs"}
    asked = 0
    for found in sweep.all:
        steps = [step.id for step in found.steps]
        look_ups = [n for n, step in enumerate(steps) if step.startswith("look_up_") and step.endswith(("_on", "_by"))]
        if look_ups:
            asked += 1
            assert set(steps[: look_ups[0]]) <= before_it, steps
    assert asked > 500


def test_an_unknown_date_that_matters_is_always_asked_for_again(sweep):
    """Wherever something can be filed and the window isn't over, the verdict has a step for each unknown date."""
    for found in sweep.verdicts:
        if found.opening is None or found.window == "closed":
            continue
        steps = {step.id for step in found.steps}
        missing = [q for q in found.opening.unknown if f"look_up_{q}" not in steps]
        assert missing == [], (found.rule.id, found.circumstances)


def test_a_dispute_once_opened_stops_the_clocks_from_before_it(sweep):
    before = {"look_up", "seller_answer", "open_dispute", "look_again", "check_status"}
    for found in sweep.opened:
        assert {clock.id for clock in found.clocks} == {"look_at_dispute", "seller_reply"}
        assert not before & {reminder.deadline for reminder in found.reminders}
        assert (found.window, found.stage) == ("none", "seller_reviewing")


def test_coverage_stays_the_problems_after_the_dispute_was_opened(assessor, paths):
    compared = 0
    for path in paths:
        if dict(path)["situation"] == "in_dispute":
            continue
        answers = answers_on(
            path, {"delivered_on": -3, "latest_delivery_on": -2, "protection_ends_on": 40, "contacted_on": -1}
        )
        before, after = assessor.assess(answers, (), TODAY), assessor.assess(answers, (OPENED,), TODAY)
        assert before.coverage == after.coverage
        compared += 1
    assert compared > 2000
