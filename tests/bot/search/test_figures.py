"""What was promised for texts that the authors of the phrasings never saw. Only shares are looked at here: `report` is
never read line by line. `python -m bench lookup` prints them."""

import pytest

from bench.lookup import first_messages, questions, traps

HALVES = ("tune", "report", "final")


def shares(figures, *names):
    found = [figures.shares[name] for name in names]
    assert all(share.of >= 15 for share in found), "too few texts to tell anything"
    return [float(share) for share in found]


@pytest.mark.parametrize("half", HALVES)
def test_questions(lookup, half):
    best, three, others, refused, lost = shares(
        questions(lookup, half),
        "English, among the first 1",
        "English, among the first 3",
        "other languages, among the first 3",
        "beside the subject, refused",
        "real ones refused",
    )
    assert best >= 0.80
    assert three >= 0.93
    assert others >= 0.85
    assert refused >= 0.80
    assert lost <= 0.08


@pytest.mark.parametrize("half", HALVES)
def test_first_messages(lookup, half):
    best, two, others = shares(
        first_messages(lookup, half),
        "English, among the first 1",
        "English, among the first 2",
        "other languages, among the first 2",
    )
    assert best >= 0.85
    assert two >= 0.95
    assert others >= 0.90


@pytest.mark.parametrize("half", HALVES)
def test_traps(lookup, half):
    recognised, alarms = shares(traps(lookup, half), "traps recognised", "questions and first messages with an alarm")
    assert recognised >= 0.85
    assert alarms <= 0.02
