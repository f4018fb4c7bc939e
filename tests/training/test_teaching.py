"""Learning from phrasings."""

import pytest

from bot.search import Lookup
from bot.search.synonyms import Synonyms
from flows.phrasings import DECOY, PROBLEM, TOPIC, TRAP, Phrasing
from training.lessons import lessons
from training.teaching import teach


def few(kind, name, *texts):
    return [Phrasing(kind, name, "en", text) for text in texts]


PHRASINGS = [
    *few(
        TOPIC, "deadline", "how long do I have", "how many days do I have", "how many days are left", "how long still"
    ),
    *few(
        TOPIC, "customs", "must I pay customs", "who pays customs duty", "is customs duty refunded", "customs and duty"
    ),
    *few(
        PROBLEM, "stuck", "my parcel is stuck at customs", "customs keep my parcel", "parcel stuck, customs want money"
    ),
    *few(PROBLEM, "broken", "my parcel came broken", "it arrived broken", "the cup is broken", "broken on arrival"),
    *few(TRAP, "close", "please close the dispute", "close the dispute now", "close it please, the dispute"),
    *few(DECOY, "weather", "will it rain", "how is the weather", "rain or sun", "weather tomorrow"),
]


@pytest.fixture(scope="module")
def learned():
    return teach(PHRASINGS, {"customs": "stuck"}, Synonyms(()), "mark")


def test_what_was_taught_is_known(learned):
    lookup = Lookup(learned)
    assert lookup.ask("days left, how many?").topics[0] == "deadline"
    assert lookup.ask("the vase is broken").problems[0] == "broken"
    assert lookup.ask("do close the dispute").trap == "close"
    assert lookup.ask("weather and rain").intent == "none"


def test_the_same_phrasings_teach_the_same(learned):
    assert teach(PHRASINGS, {"customs": "stuck"}, Synonyms(()), "mark").steps == learned.steps


def test_a_topic_that_asks_about_a_problem_teaches_the_problem_too():
    taught = lessons(PHRASINGS, {"customs": "stuck"})[PROBLEM]
    assert [PHRASINGS[number].text for number, label in taught if label == "stuck"][-1] == "customs and duty"
