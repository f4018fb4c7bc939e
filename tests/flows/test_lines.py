"""`python -m flows assess`: one JSON object a line in, one out, by the contract of the design."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.lines import answer_lines, assess_record
from tests.flows.told import DAMAGED, NOT_RECEIVED

ROOT = Path(__file__).parents[2]
EXAMPLE = {"today": "2026-11-22", "answers": DAMAGED}
BLANK_VERDICT = {
    "rule": None, "coverage": None, "outcome": None, "remedy": None, "window": None, "stage": None, "deadlines": [],
    "reminders": [], "evidence": [], "warnings": [], "facts": [], "readings": [],
}  # fmt: skip


def run(text, **environment):
    """The answers, the exit status and what was complained of, for the bytes or the text of standard input."""
    done = subprocess.run(
        [sys.executable, "-m", "flows", "assess"], cwd=ROOT, input=text if isinstance(text, bytes) else text.encode(),
        env={**os.environ, **environment}, capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    return [json.loads(line) for line in done.stdout.decode().splitlines()], done.returncode, done.stderr.decode()


@pytest.fixture(scope="module")
def examples():
    """The two examples of the design, asked in one run."""
    opened = {**EXAMPLE, "events": [{"event": "dispute_opened", "on": "2026-11-22"}]}
    return run(json.dumps(EXAMPLE) + "\n" + json.dumps(opened) + "\n")


def test_the_example_of_the_design_before_a_dispute(examples):
    (before, _), status, complaints = examples
    assert (status, complaints) == (0, "")
    assert before["coverage"] == "yes"
    assert before["remedy"] == "refund_only"
    assert before["window"] == "open"
    assert before["stage"] == "talking_to_seller"
    assert before["next_question"] is None
    assert before["deadlines"] == [
        {"id": "look_up", "act_by": "2026-11-22"},
        {"id": "seller_answer", "act_by": "2026-11-27"},
        {
            "id": "open_dispute", "not_before": None, "look_from": None, "act_by": "2026-12-01",
            "earliest_end": "2026-12-03", "surely_over": None, "provisional": True,
        },
    ]  # fmt: skip
    assert before["reminders"][:2] == [
        {"deadline": "look_up", "on": "2026-11-23"},
        {"deadline": "open_dispute", "on": "2026-11-24"},
    ]
    assert before["evidence"][0] == "unboxing_video"
    assert before["warnings"][0] == "never_close"
    assert before["readings"] == ["C1", "C3"]
    assert "PF-013" in before["facts"]


def test_the_example_of_the_design_once_the_dispute_is_opened(examples):
    (before, opened), _, _ = examples
    assert opened["window"] == "none"
    assert opened["stage"] == "seller_reviewing"
    assert opened["deadlines"] == [
        {"id": "look_at_dispute", "act_by": "2026-11-23"},
        {"id": "seller_reply", "act_by": "2026-12-07"},
    ]
    assert (opened["coverage"], opened["remedy"]) == (before["coverage"], before["remedy"])


def test_the_keys_stand_in_the_order_of_the_contract(examples):
    (before, _), _, _ = examples
    assert list(before) == [
        "rule", "coverage", "outcome", "remedy", "window", "stage", "next_question", "deadlines", "reminders",
        "evidence", "warnings", "facts", "readings",
    ]  # fmt: skip


BAD_LINES = [
    # the line -> where the fault is
    ("{", ""),
    ("nonsense", ""),
    ('{"today": "2026-11-22"', ""),
    ("[]", ""),
    ("[" * 100_000, ""),
    ("3", ""),
    ("9" * 5000, ""),
    ("null", ""),
    ("true", ""),
    ('"2026-11-22"', ""),
    ("{}", "today"),
    ('{"today": null}', "today"),
    ('{"today": 20261122}', "today"),
    ('{"today": NaN}', "today"),
    ('{"today": ["2026-11-22"]}', "today"),
    ('{"today": "2026-02-31"}', "today"),
    ('{"today": "22.11.2026"}', "today"),
    ('{"today": "0001-01-01"}', "today"),
    ('{"today": "9999-12-31"}', "today"),
    ('{"today": ""}', "today"),
    ('{"today": "2026-11-22", "answers": null}', "answers"),
    ('{"today": "2026-11-22", "answers": []}', "answers"),
    ('{"today": "2026-11-22", "answers": "situation"}', "answers"),
    ('{"today": "2026-11-22", "answers": {"colour": "red"}}', "answers.colour"),
    ('{"today": "2026-11-22", "answers": {"situation": "sunny"}}', "answers.situation"),
    ('{"today": "2026-11-22", "answers": {"situation": null}}', "answers.situation"),
    ('{"today": "2026-11-22", "answers": {"situation": ["arrived_wrong"]}}', "answers.situation"),
    ('{"today": "2026-11-22", "answers": {"delivered_on": 3}}', "answers.delivered_on"),
    ('{"today": "2026-11-22", "answers": {"delivered_on": "2026-02-31"}}', "answers.delivered_on"),
    ('{"today": "2026-11-22", "answers": {"delivered_on": "2026-11-23"}}', "answers.delivered_on"),
    ('{"today": "2026-11-22", "answers": {"delivered_on": "2009-12-31"}}', "answers.delivered_on"),
    ('{"today": "2026-11-22", "answers": {"contacted_on": "unknown"}}', "answers.contacted_on"),
    ('{"today": "2026-11-22", "answers": {"item_value": 24.9}}', "answers.item_value"),
    ('{"today": "2026-11-22", "answers": {"item_value": "0.00 EUR"}}', "answers.item_value"),
    ('{"today": "2026-11-22", "answers": {"item_value": "-1 EUR"}}', "answers.item_value"),
    ('{"today": "2026-11-22", "answers": {"item_value": "24.90"}}', "answers.item_value"),
    ('{"today": "2026-11-22", "answers": {"item_value": "NaN EUR"}}', "answers.item_value"),
    ('{"today": "2026-11-22", "answers": {"item_value": "' + "9" * 5000 + ' EUR"}}', "answers.item_value"),
    ('{"today": "2026-11-22", "answers": {"item_value": "٣ EUR"}}', "answers.item_value"),
    ('{"today": "2026-11-22", "events": null}', "events"),
    ('{"today": "2026-11-22", "events": {}}', "events"),
    ('{"today": "2026-11-22", "events": "verdict"}', "events"),
    ('{"today": "2026-11-22", "events": [3]}', "events.0"),
    ('{"today": "2026-11-22", "events": [{}]}', "events.0.event"),
    ('{"today": "2026-11-22", "events": [{"event": [], "on": "2026-11-20"}]}', "events.0.event"),
    ('{"today": "2026-11-22", "events": [{"event": "money_came", "on": "2026-11-20"}]}', "events.0.event"),
    ('{"today": "2026-11-22", "events": [{"event": "verdict"}]}', "events.0.on"),
    ('{"today": "2026-11-22", "events": [{"event": "verdict", "on": "2026-11-23"}]}', "events.0.on"),
    ('{"today": "2026-11-22", "events": [{"event": "verdict", "on": "unknown"}]}', "events.0.on"),
    (
        '{"today": "2026-11-22", "events": [{"event": "verdict", "on": "2026-11-20", "by": "2026-12-01"}]}',
        "events.0.by",
    ),
    (
        '{"today": "2026-11-22", "events": [{"event": "no_button", "on": "2026-11-20"}, '
        '{"event": "dispute_opened", "on": "2026-11-19"}]}',
        "events.1.on",
    ),
]


def test_each_bad_line_answers_with_its_error_and_the_rest_go_on():
    good = json.dumps(EXAMPLE)
    lines = [line for bad, _ in BAD_LINES for line in (bad, good)]
    answers, status, complaints = run("\n".join(lines))
    assert (status, complaints) == (1, "")
    assert len(answers) == len(lines)
    for (bad, at), answer in zip(BAD_LINES, answers[::2], strict=True):
        assert set(answer) == {"error", "at"}, bad[:200]
        assert answer["at"] == at, bad[:200]
        assert answer["error"].strip(), bad[:200]
    assert all(answer["rule"] for answer in answers[1::2])


def test_half_a_character_is_a_fault_of_its_line_alone():
    """JSON can name half of a surrogate pair, which no file can hold."""
    answers, status, complaints = run(
        '{"today": "2026-11-22", "answers": {"\\ud800": "x"}}\n'
        '{"today": "2026-11-22", "answers": {"situation": "\\udfff"}}\n'
        '{"today": "2026-11-22", "events": [{"event": "\\ud800", "on": "2026-11-20"}]}\n' + json.dumps(EXAMPLE)
    )
    assert (status, complaints) == (1, "")
    assert [bool(answer.get("error")) for answer in answers] == [True, True, True, False]


def test_the_answers_are_utf_8_whatever_the_terminal_is():
    answers, status, complaints = run('{"today": "2026-11-22", "answers": {"цвет": "x"}}', PYTHONIOENCODING="ascii")
    assert (status, complaints) == (1, "")
    assert answers[0]["at"] == "answers.цвет"


def test_bytes_that_are_no_text_are_a_fault_of_their_line_alone():
    answers, status, _ = run(b'{"today": "\xff\xfe"}\n' + json.dumps(EXAMPLE).encode())
    assert status == 1
    assert [answer.get("at") for answer in answers] == ["today", None]


def test_blank_lines_are_skipped_and_good_lines_exit_with_zero():
    answers, status, complaints = run(f"\n   \n{json.dumps(EXAMPLE)}\n\t\n\r\n{json.dumps(EXAMPLE)}\r\n\n")
    assert (len(answers), status, complaints) == (2, 0, "")


def test_nothing_in_is_nothing_out():
    assert run("") == ([], 0, "")


def test_what_was_typed_comes_back_as_it_was_and_not_escaped(assessor, words):
    [(line, is_error)] = answer_lines(
        ['{"today": "2026-11-22", "answers": {"цвет": "красный"}}'], lambda raw: assess_record(raw, assessor, words)
    )
    assert is_error
    assert "answers.цвет" in line


def test_ten_thousand_lines_are_answered_in_their_order():
    """Each third is a verdict, a question, an error; the error names its own line."""
    kinds = 10_000 // 3 + 1
    lines = []
    for number in range(kinds):
        lines.append(json.dumps(EXAMPLE))
        lines.append('{"today": "2026-11-22", "answers": {"situation": "dont_want_it"}}')
        lines.append(json.dumps({"today": "2026-11-22", "answers": {f"question{number}": "x"}}))
    answers, status, complaints = run("\n".join(lines[:10_000]))
    assert (len(answers), status, complaints) == (10_000, 1, "")
    assert all(answer["rule"] for answer in answers[0::3])
    assert all(answer["next_question"] == "problem" for answer in answers[1::3])
    assert [answer["at"] for answer in answers[2::3]] == [f"answers.question{n}" for n in range(3333)]


def test_an_incomplete_case_says_what_comes_next_and_nothing_else(assessor, words):
    record = assess_record({"today": "2026-11-22", "answers": {"situation": "arrived_wrong"}}, assessor, words)
    assert record == {**BLANK_VERDICT, "next_question": "problem"}


def test_answers_and_events_may_be_missing(assessor, words):
    assert assess_record({"today": "2026-11-22"}, assessor, words) == {**BLANK_VERDICT, "next_question": "situation"}


def test_an_event_before_the_case_is_complete_changes_nothing(assessor, words):
    raw = {
        "today": "2026-11-22",
        "answers": {"situation": "arrived_wrong"},
        "events": [{"event": "dispute_opened", "on": "2026-11-20"}],
    }
    assert assess_record(raw, assessor, words) == {**BLANK_VERDICT, "next_question": "problem"}


def test_the_first_and_the_last_day_that_can_be_today(assessor, words):
    judged = {
        day: "error" in assess_record({"today": day}, assessor, words)
        for day in ("2010-03-31", "2010-04-01", "2199-12-31", "2200-01-01")
    }
    assert judged == {"2010-03-31": True, "2010-04-01": False, "2199-12-31": False, "2200-01-01": True}


JOURNEY = [
    # the next event -> where the case stands then, and its dates
    ({"event": "verdict", "on": "2026-11-22"}, "talking_to_seller", None),
    ({"event": "dispute_opened", "on": "2026-11-02"}, "seller_reviewing", ["2026-11-23", "2026-11-17"]),
    (
        {"event": "seller_offered", "on": "2026-11-05", "amount": "5.00 EUR"},
        "weighing_offer",
        ["2026-11-22", "2026-11-17"],
    ),
    ({"event": "escalated", "on": "2026-11-05"}, "platform_deciding", ["2026-11-22", "2026-11-15"]),
    ({"event": "decided_return", "on": "2026-11-12", "by": "2026-12-01"}, "return_due", ["2026-11-29"]),
    ({"event": "shipped", "on": "2026-11-14"}, "return_travelling", ["2026-11-28"]),
    ({"event": "refund_approved", "on": "2026-11-20"}, "refund_due", ["2026-12-18"]),
    ({"event": "money_arrived", "on": "2026-11-22"}, "closed", []),
]


def test_a_whole_journey_told_line_by_line():
    events = [event for event, _, _ in JOURNEY]
    answers, status, complaints = run(
        "\n".join(json.dumps({**EXAMPLE, "events": events[: n + 1]}) for n in range(len(events)))
    )
    assert (status, complaints) == (0, "")
    for (_, stage, dates), answer in zip(JOURNEY, answers, strict=True):
        assert answer["stage"] == stage
        assert (answer["coverage"], answer["next_question"]) == ("yes", None)
        assert answer["window"] == ("open" if stage == "talking_to_seller" else "none")
        if dates is not None:
            assert [deadline["act_by"] for deadline in answer["deadlines"]] == dates
    assert answers[-1]["reminders"] == []


VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12), st.dates().map(date.isoformat),
        st.sampled_from(["unknown", "not_marked", "24.90 EUR", "verdict", "dispute_opened", "decided_return", "damaged", *DAMAGED]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from([*DAMAGED, "event", "on", "by", "amount", "x"]), inner, max_size=4)
    ),
    max_leaves=8,
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(
        VALUES,
        st.fixed_dictionaries({"today": st.just("2026-11-22")}, optional={"answers": VALUES, "events": VALUES}),
        st.builds(
            lambda key, value: {**EXAMPLE, "answers": {**DAMAGED, key: value}}, st.sampled_from(list(DAMAGED)), VALUES
        ),
        st.builds(lambda events: {"today": "2026-11-22", "answers": NOT_RECEIVED, "events": events}, VALUES),
    )
)
def test_whatever_a_line_holds_it_is_answered(assessor, words, raw):
    record = assess_record(raw, assessor, words)
    assert ("error" in record) != ("rule" in record)
    assert json.loads(json.dumps(record)) == record
