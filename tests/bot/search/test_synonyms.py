"""Words of one meaning."""

import pytest

from bot.search.cleaning import words
from bot.search.synonyms import Synonyms, read_synonyms
from flows.load import ALIEXPRESS, DataError

KNOWN = Synonyms([("refund", "money back"), ("refund", "refund*"), ("seller", "shop"), ("refund", "devol* dinero")])


@pytest.mark.parametrize(
    ("text", "meanings"),
    [
        ("money back please", {"refund"}),
        ("money is back", set()),
        ("refunding the shops", {"refund"}),
        ("the shop refunds", {"seller", "refund"}),
        ("devolver dinero", {"refund"}),
        ("at the end: devolver", set()),
    ],
)
def test_the_meanings_of_a_text(text, meanings):
    assert KNOWN.meanings(words(text)) == meanings


def test_one_meaning_is_said_in_every_language():
    known = read_synonyms(ALIEXPRESS)
    for said in ("refund", "reembolso", "remboursement", "Erstattung", "возмещение"):
        assert "refund" in known.meanings(words(said))


def test_an_entry_without_words_is_named(tmp_path):
    (tmp_path / "phrases" / "en").mkdir(parents=True)
    (tmp_path / "phrases" / "en" / "synonyms.toml").write_text('refund = ["money back", "!!"]')
    with pytest.raises(DataError, match=r"en/synonyms\.toml: refund: '!!' has no words"):
        read_synonyms(tmp_path)
