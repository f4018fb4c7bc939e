"""Records of `python -m flows parse`: the forms of the contract, and plain errors for what is no record."""

import pytest

from flows.parse import parse_record

DATE = {"kind": "date", "text": "last friday", "locale": "en_US", "today": "2026-11-18"}
MONEY = {"kind": "money", "text": "€12,50", "locale": "es_ES"}


def test_the_answers_have_the_forms_of_the_contract(words):
    assert parse_record(DATE, words) == {"value": "2026-11-13"}
    assert parse_record(MONEY, words) == {"value": "12.50", "currency": "EUR"}
    assert parse_record(MONEY | {"text": "12"}, words) == {"value": "12", "currency": None}
    assert parse_record(DATE | {"text": "03/04", "locale": "en"}, words) == {"choose": ["2026-03-04", "2026-04-03"]}
    assert parse_record(DATE | {"text": "banana"}, words) == {
        "value": None,
        "error": "I can’t read a date in that: please write a day, for example Wed, Nov 18, 2026.",
    }


def test_the_past_is_meant_unless_the_future_is_asked_for(words):
    assert parse_record(DATE | {"text": "friday"}, words) == {"value": "2026-11-13"}
    assert parse_record(DATE | {"text": "friday", "prefer": "future"}, words) == {"value": "2026-11-20"}
    assert parse_record(DATE | {"text": "2026-11-01", "prefer": "future"}, words) == {"value": "2026-11-01"}
    assert parse_record(DATE | {"text": "tomorrow"}, words)["value"] is None
    assert parse_record(DATE | {"text": "tomorrow", "prefer": "future"}, words) == {"value": "2026-11-19"}


def test_an_amount_is_a_plain_decimal(words):
    assert parse_record(MONEY | {"text": "100 million IRR", "locale": "en_US"}, words)["value"] == "100000000"


@pytest.mark.parametrize(
    ("record", "named"),
    [
        (None, "A record is a JSON object"),
        ([DATE], "A record is a JSON object"),
        ("last friday", "A record is a JSON object"),
        ({}, "“kind”"),
        (DATE | {"kind": "time"}, "“kind”"),
        (DATE | {"kind": ["date"]}, "“kind”"),
        (DATE | {"text": None}, "“text”"),
        (MONEY | {"text": 12}, "“text”"),
        (DATE | {"locale": "xx"}, "“locale”"),
        (DATE | {"locale": ""}, "“locale”"),
        (MONEY | {"locale": None}, "“locale”"),
        (DATE | {"today": None}, "“today”"),
        (DATE | {"today": "18.11.2026"}, "“today”"),
        (DATE | {"today": "2026-02-30"}, "“today”"),
        (DATE | {"today": "9999-12-31"}, "“today”"),
        (DATE | {"today": "0001-01-01"}, "“today”"),
        (DATE | {"prefer": "present"}, "“prefer”"),
        (DATE | {"prefer": []}, "“prefer”"),
    ],
)
def test_what_is_no_record_is_a_plain_error_that_says_why(record, named, words):
    answer = parse_record(record, words)
    assert answer["value"] is None
    assert named in answer["error"]
