"""The catalogue of faults is whole, and every test that it names is there."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "docs" / "faults.md"
SIZES = {"N": 30, "P": 22, "S": 18, "B": 10, "R": 12, "A": 10, "X": 20}
"""How many cases each group has. Of the group T (time) only those are listed that touch the runtime."""

NO_TEST = {
    "no test: PostgreSQL is not built yet": {"P17", "S10", "S11", "S12", "S13", "S14"},
    "no test: photos are not built yet": {"N24", "A4"},
    "no test: broadcasts are not built yet": {"R11", "X18"},
    "no test: flaws of dependencies are looked up on the network": {"X19"},
}
"""Why a case may have no test, and which may say so."""

TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def rows():
    """The cells of each case: its id, what goes wrong, what the guide does, what shows it."""
    lines = CATALOGUE.read_text("utf-8").splitlines()
    cases = [line for line in lines if re.match(r"\| [A-Z]\d+ \|", line)]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in cases]


@cache
def collected(path):
    """The names of the tests of a file, as pytest would collect them: at its top level."""
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))}


def test_every_case_is_there_once():
    ids = [row[0] for row in rows()]
    wanted = [f"{group}{number}" for group, size in SIZES.items() for number in range(1, size + 1)]
    assert [case for case in ids if not case.startswith("T")] == wanted
    assert len(set(ids)) == len(ids)
    assert len(ids) > len(wanted), "some cases of time are listed, too"


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_a_case_names_tests_that_are_there_or_says_why_there_is_none(row):
    case, wrong, does, shown = row
    assert wrong
    assert does
    named = TEST.findall(shown)
    if not named:
        assert case in NO_TEST.get(shown, ()), "no reason that counts"
        return
    assert "<br>".join(f"`{path}::{test}`" for path, test in named) == shown, "nothing but tests"
    for path, test in named:
        assert test in collected(path), f"{path} has no {test}"
