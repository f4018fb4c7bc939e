"""What is said in passing, and answers a question to come."""

from dataclasses import replace

import pytest

from flows.load import DataError, load
from flows.said import options_said, read_sayings


@pytest.fixture(scope="module")
def sayings():
    return read_sayings(load())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("it came broken, and the order is STILL in transit!", {"delivered_on": "not_marked"}),
        ("The seller doesn’t answer, help", {"seller_contact": "no_answer"}),
        ("El vendedor no responde y sigue en tránsito", {"seller_contact": "no_answer", "delivered_on": "not_marked"}),
        ("продавец не отвечает", {"seller_contact": "no_answer"}),
        ("Verkäufer antwortet nicht", {"seller_contact": "no_answer"}),
        ("seller ignores me, and before that the seller refused", {}),  # one or the other
        ("instill in transition", {}),
        ("", {}),
    ],
)
def test_what_a_text_says_in_passing(sayings, text, said):
    assert options_said(text, sayings) == said


def test_every_language_has_sayings():
    languages = {path.parent.name for path in (load().folder / "phrases").glob("*/said.toml")}
    assert languages >= {"en", "es", "pt", "fr", "de", "ru"}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[banana]\nyes = ["so"]', "banana.yes is no option"),
        ('[postage]\nbanana = ["so"]', "postage.banana is no option"),
        ("[postage", "said.toml: "),
        ('[postage]\nfree = ["!"]', "postage.free .* no words"),
    ],
)
def test_a_fault_in_the_data_is_named(tmp_path, text, fault):
    (tmp_path / "phrases" / "en").mkdir(parents=True)
    (tmp_path / "phrases" / "en" / "said.toml").write_text(text)
    with pytest.raises(DataError, match=fault):
        read_sayings(replace(load(), folder=tmp_path))
