"""What is left of a text: bare words, whatever stood between and inside them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.cleaning import LONGEST_WORD, MOST_WORDS, words


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Where is my REFUND??", "where is my refund"),
        ("sooooo angry!!!", "so angry"),
        ("I don't / dont / don’t want it", "i dont dont dont want it"),
        ("j'attends l'argent, c'est long", "jatends l argent cest long"),
        ("Devolução já não é possível", "devolucao ja nao e posivel"),
        ("Rückerstattung für Größe", "ruckerstatung fur grose"),
        ("Всё ещё жду посылку", "все еще жду посылку"),
        ("ｒｅｆｕｎｄ ﬁle", "refund file"),
        ("re\u200bfund re\u00adfund \u202erefund\u202c", "refund refund refund"),
        ("see https://a.example/x?refund=1 or t.me/seller @shop_bot ok", "se or ok"),
        ("box 😡😡 broken 📦", "box broken"),
        ("order 8123456789 of 15 pieces, 0,01 USD", "order 0 of 15 pieces 0 01 usd"),
        ("a_b\x00c", "a b c"),
        ("\ud800", ""),
        ("   \n\t", ""),
    ],
)
def test_the_words_of_a_text(text, left):
    assert " ".join(words(text)) == left


def test_the_end_of_a_long_text_is_kept_and_its_middle_is_not():
    found = words("first " + "filling " * 400 + "middle " + "filling " * 400 + "last")
    assert found[0] == "first"
    assert found[-1] == "last"
    assert "middle" not in found


@given(st.text(st.characters()))
def test_any_text_becomes_few_short_words(text):
    found = words(text)
    assert len(found) <= MOST_WORDS
    assert all(0 < len(word) <= LONGEST_WORD and not set(word) & set(" \n=<>@&") for word in found)
