"""The file of what was learned."""

import math

import pytest

from bot.search.synonyms import Synonyms
from bot.search.weights import Weights, WeightsUnusable, dump, load

LEARNED = Weights(
    source="mark",
    synonyms=Synonyms([("refund", "money back")]),
    numbers={"=late": 0, "=refund": 1, "=the": 2},
    rarity=[3.0, 4.0, 0.5],
    heads={"topics": ["deadline", "money"], "traps": ["~", "one_cent"]},
    step=0.5,
    starts=[0, 1, 3, 3],
    places=bytes([0, 1, 3]),
    steps=[6, 10, -4],
)


def test_what_was_written_is_read_again(tmp_path):
    (tmp_path / "lookup.bin").write_bytes(dump(LEARNED))
    read = load(tmp_path / "lookup.bin")
    assert (read.source, read.synonyms.entries, read.numbers) == ("mark", (["refund", "money back"],), LEARNED.numbers)
    assert (read.heads, read.step, list(read.rarity)) == (LEARNED.heads, 0.5, LEARNED.rarity)
    assert (list(read.starts), read.places, list(read.steps)) == ([0, 1, 3, 3], LEARNED.places, [6, 10, -4])


def test_a_group_of_features_has_length_one_and_unknown_ones_don_t_count():
    assert LEARNED.vector([["=late", "=refund", "=zebra"], []]) == [(0, 0.6), (1, 0.8)]


def test_the_chances_of_each_head_are_the_softmax_of_its_sums():
    chances = LEARNED.chances([(0, 1.0), (1, 0.5)])
    assert chances["topics"]["deadline"] == pytest.approx(math.exp(3) / (math.exp(3) + math.exp(2.5)))
    assert chances["traps"]["one_cent"] == pytest.approx(math.exp(-1) / (math.exp(-1) + 1))


@pytest.mark.parametrize("raw", [b"", b"something else", b"lookup 1\nnot compressed", dump(LEARNED)[:-9]])
def test_a_file_that_is_broken_says_what_to_do(tmp_path, raw):
    (tmp_path / "lookup.bin").write_bytes(raw)
    with pytest.raises(WeightsUnusable, match=r"lookup\.bin: .*`make lookup` writes it anew"):
        load(tmp_path / "lookup.bin")


def test_a_file_that_is_missing_says_what_to_do(tmp_path):
    with pytest.raises(WeightsUnusable, match="No such file"):
        load(tmp_path / "lookup.bin")
