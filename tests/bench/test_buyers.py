"""A virtual buyer goes on when it has its answer, and only then; each wait is counted once."""

import json

import pytest

from bench.buyers import Buyers, Script

SCRIPT = Script(taps=(":one", ":two"), end=":three")
FIRST, SECOND = 10_000_000, 10_000_001


def keyboard(*data):
    return [[{"text": one, "callback_data": one}] for one in data]


class Watched:
    """Buyers on a clock of their own, with what they said."""

    def __init__(self, script=SCRIPT, count=1):
        self.now = 100.0
        self.said = []
        self.buyers = Buyers(script, lambda _id, _chat, raw: self.said.append(json.loads(raw)), lambda: self.now)
        self.buyers.start(count)

    def after(self, seconds):
        self.now += seconds
        return self.buyers

    def answer_tap(self):
        self.buyers.saw_tap_answered(self.said[-1]["callback_query"]["id"])

    @property
    def last(self):
        return self.said[-1]


@pytest.fixture
def watched():
    return Watched()


def test_a_buyer_begins_with_start(watched):
    assert watched.last["message"]["text"] == "/start"
    assert watched.last["message"]["chat"]["id"] == FIRST


def test_a_message_without_the_wanted_button_is_no_answer(watched):
    watched.buyers.saw_message(FIRST, 5, keyboard("q:other"))
    watched.buyers.saw_message(FIRST, 6, None)
    assert len(watched.said) == 1


def test_the_wanted_button_is_tapped_on_the_message_that_has_it(watched):
    watched.buyers.saw_message(FIRST, 5, keyboard("q:other", "q:one"))
    tap = watched.last["callback_query"]
    assert (tap["data"], tap["message"]["message_id"], tap["from"]["id"]) == ("q:one", 5, FIRST)


@pytest.mark.parametrize("tap_first", [True, False])
def test_after_a_tap_both_the_message_and_the_answer_to_the_tap_are_awaited(watched, tap_first):
    watched.buyers.saw_message(FIRST, 5, keyboard("q:one"))
    parts = [watched.answer_tap, lambda: watched.buyers.saw_message(FIRST, 6, keyboard("q:two"))]
    for part in parts if tap_first else reversed(parts):
        assert len(watched.said) == 2
        part()
    assert watched.last["callback_query"]["data"] == "q:two"


def test_the_wait_is_from_the_update_to_the_message(watched):
    watched.buyers.begin()
    watched.after(0.25).saw_message(FIRST, 5, keyboard("q:one"))
    watched.after(0.5).saw_message(FIRST, 6, keyboard("q:two"))
    watched.now += 3
    watched.answer_tap()
    assert watched.buyers.end().waits == [0.25, 0.5]
    assert watched.buyers.first_answer_at == 100.25


def test_when_a_buyer_is_through_another_one_comes(watched):
    watched.buyers.saw_message(FIRST, 5, keyboard("q:one"))
    for data in ("q:two", "q:three"):
        watched.buyers.saw_message(FIRST, 6, keyboard(data))
        watched.answer_tap()
    assert watched.buyers.finished == 1
    assert watched.last["message"]["chat"]["id"] == SECOND
    assert watched.last["message"]["text"] == "/start"


def test_a_script_without_an_end_takes_any_last_message():
    watched = Watched(Script(taps=()))
    watched.buyers.saw_message(FIRST, 5, None)
    assert watched.buyers.finished == 1


def test_a_script_cut_short_ends_with_the_button_that_would_come_next():
    assert SCRIPT.cut(2) == Script(taps=(":one",), end=":two")
    assert SCRIPT.cut(3) == SCRIPT


def test_an_update_that_is_open_for_more_than_five_seconds_is_late_and_has_waited_so_long():
    watched = Watched(count=3)
    watched.buyers.begin()
    watched.after(1).saw_message(FIRST, 5, keyboard("q:one"))
    watched.after(5).saw_message(SECOND, 6, keyboard("q:one"))
    tally = watched.buyers.end()
    assert tally.late == 2  # the second after six seconds, the third still open
    assert tally.waits == [1.0, 6.0, 6.0]


def test_what_was_before_the_beginning_is_not_counted(watched):
    watched.after(9).saw_message(FIRST, 5, keyboard("q:one"))
    watched.buyers.begin()
    assert watched.buyers.end().waits == []
    assert watched.buyers.end().late == 0
