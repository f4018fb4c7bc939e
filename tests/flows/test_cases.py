"""The policy, case by case: hand-written literals under cases/, one sentence each."""

import tomllib
from pathlib import Path

import pytest

from flows.assess import Assessor
from flows.lines import assess_record
from flows.load import ALIEXPRESS, load
from flows.words import Library

FOLDER = Path(__file__).parent / "cases"
CASES = [case for path in sorted(FOLDER.glob("*.toml")) for case in tomllib.loads(path.read_text("utf-8"))["case"]]
ASSESSOR, WORDS = Assessor(load()), Library(ALIEXPRESS / "words").words("en")


def plain(value):
    """TOML has no null: "" stands for it. Its own dates are written as ISO text."""
    return None if value == "" else value


def judged(case):
    raw = {"today": str(case["today"]), "answers": case.get("answers", {}), "events": case.get("events", [])}
    return assess_record(raw, ASSESSOR, WORDS)


def test_the_cases_were_found_and_have_names_of_their_own():
    names = [case["name"] for case in CASES]
    assert len(names) > 450
    assert len(names) == len(set(names))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case):
    found = judged(case)
    if "error_at" in case:
        assert found.get("at") == case["error_at"], found
        assert found["error"]
        return
    assert "error" not in found, found
    for key, expected in case["expect"].items():
        assert found[key] == plain(expected), key
    check_clocks(case, {clock["id"]: clock for clock in found["deadlines"]})
    check_reminders(case, found["reminders"])
    assert set(case.get("readings_include", ())) <= set(found["readings"])
    if "readings" in case:
        assert found["readings"] == case["readings"]


def check_clocks(case, clocks):
    for clock, fields in case.get("clocks", {}).items():
        for field, expected in fields.items():
            assert clocks[clock].get(field, False if expected is False else None) == plain(expected), (clock, field)
    assert not set(case.get("absent_clocks", ())) & set(clocks)
    if "all_clocks" in case:
        assert set(clocks) == set(case["all_clocks"])


def check_reminders(case, reminders):
    wanted = dict(case.get("reminders", {}))
    until = str(wanted.pop("until", "9999"))
    for clock, days in wanted.items():
        assert [r["on"] for r in reminders if r["deadline"] == clock and r["on"] <= until] == days, clock
