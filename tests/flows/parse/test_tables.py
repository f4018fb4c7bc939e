"""The tables of typed dates and amounts, line by line, as `python -m flows parse` answers them.

`dates` and `money` came with the project. `heldout_*` were written before the reader, to try it on;
`further_*` grew while it was mended. What it can't read stands below by name.
"""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from flows.parse import parse_record

FOLDER = Path(__file__).parent
TABLES = sorted(FOLDER.glob("*.jsonl"))
NOT_READ = {
    ("en_US", "the august one"): "a spelled number beside a month may be its day",
    ("en_US", "nov 12, 13"): "two figures behind a day may be a year",
    ("en_GB", "Sunday week"): "the Sunday after next has no word of its own",
    ("ro_RO", "acum o săptămână"): "Romanian is left to dateparser, which doesn't know it",
    ("en_US", "a dollar"): "an article is no number",
    ("en_US", "$20ish"): "letters that hang on figures are refused",
    ("fr_FR", "cent euros"): "a cent or a hundred",
}


def rows():
    for table in TABLES:
        for line in table.read_text("utf-8").splitlines():
            row = json.loads(line)
            yield pytest.param(row, id=f"{table.stem}: {row['text']} [{row['locale']}]")


def answered(row, words):
    """Whether the record is answered as the row expects: amounts as decimals, refusals with a sentence."""
    answer = parse_record(row, words)
    expected = row.get("choose") or row["expect"]
    if isinstance(expected, list):
        return answer == {"choose": expected}
    if expected is None:
        return answer.get("value", "") is None and bool(answer["error"])
    if row["kind"] == "date":
        return answer == {"value": expected}
    return Decimal(answer.get("value") or "NaN") == Decimal(expected) and answer["currency"] == row["currency"]


@pytest.mark.parametrize("row", list(rows()))
def test_every_row_is_read_as_expected_but_those_listed_by_name(row, words):
    assert answered(row, words) == ((row["locale"], row["text"]) not in NOT_READ), parse_record(row, words)


def test_the_tables_are_there_and_every_listed_row_stands_in_one():
    found = [json.loads(line) for table in TABLES for line in table.read_text("utf-8").splitlines()]
    assert {table.stem for table in TABLES} == {
        "dates", "money", "heldout_dates", "heldout_money", "further_dates", "further_money",
    }  # fmt: skip
    assert len(found) > 2000
    assert set(NOT_READ) <= {(row["locale"], row["text"]) for row in found}
