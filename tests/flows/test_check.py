"""`flows check`: each kind of fault is put into a copy of the data, and named in one line."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from flows.check import faults
from flows.load import load
from flows.words import Library
from tests.flows.copies import Copy

ROOT = Path(__file__).parents[2]


def run_check(root):
    """`python -m flows check` on the flows package in `root`."""
    environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "flows", "check"]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=120, check=False)  # noqa: S603


def test_the_data_of_this_repository_is_sound():
    done = run_check(ROOT)
    assert done.stderr == ""
    assert done.stdout == "The data is sound.\n"
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('start = "start"', 'start = "begin"', "start: unknown line 'begin'\n"),
        ('id = "flaw"\n', 'id = "flaw"\ncolour = "red"\n', "questions.toml: question 'flaw': colour: "),
    ],
    ids=["a dead link", "an unknown key"],
)
def test_the_command_names_the_fault_and_fails(tmp_path, old, new, said):
    shutil.copytree(ROOT / "flows", tmp_path / "flows", ignore=shutil.ignore_patterns("__pycache__", "aliexpress"))
    Copy(tmp_path / "flows").change("questions.toml", old, new)
    done = run_check(tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith(said)
    assert done.stderr.count("\n") == 1
    assert done.stdout == "1 faults\n"


def test_a_line_that_leads_back_into_itself_is_told(copy):
    copy.change("questions.toml", '{ id = "minor", line = "to_keep" }', '{ id = "minor", line = "flawed" }')
    assert list(faults(load(copy.folder), Library(copy.folder / "words"))) == [
        "the dialogue never ends: a line leads back into itself"
    ]


def test_rules_that_leave_a_case_without_a_verdict_are_told(copy):
    last = 'id = "covered_and_time_enough"\nthen = "write_then_file"\n'
    copy.change("policy.toml", last, f'{last}when = {{ window = ["open"] }}\n')
    [fault] = faults(load(copy.folder), Library(copy.folder / "words"))
    assert fault.startswith("the data can't be judged any further: no rule matches")
