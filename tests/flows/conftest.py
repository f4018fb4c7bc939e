"""What all tests of flows share: the real guide, read once."""

import pytest

from flows.assess import Assessor
from flows.lines import assess_record
from flows.load import ALIEXPRESS, load
from flows.words import Library
from tests.flows.copies import Copy


@pytest.fixture(scope="session")
def assessor():
    return Assessor(load())


@pytest.fixture(scope="session")
def book(assessor):
    return assessor.book


@pytest.fixture(scope="session")
def library():
    return Library(ALIEXPRESS / "words")


@pytest.fixture(scope="session")
def words(library):
    return library.words("en")


@pytest.fixture(scope="session")
def judge(assessor, words):
    """Judges a case written as in the contract: `judge("2026-11-22", {...}, "2026-11-20 dispute_opened")`."""

    def judged(today, answers, *events):
        told = [dict(zip(("on", "event"), event.split(), strict=True)) for event in events]
        record = assess_record({"today": today, "answers": answers, "events": told}, assessor, words)
        assert "error" not in record, record
        return record

    return judged


@pytest.fixture
def copy(tmp_path):
    return Copy(tmp_path)
