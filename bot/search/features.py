"""What is compared of a text: its words and pairs of words, pieces of words, meanings and pairs of meanings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from bot.search.synonyms import Synonyms

SHORTEST_PIECE, LONGEST_PIECE = 3, 4

WORD = "="
"""How the features begin that are a whole word."""


def features(said: Sequence[str], synonyms: Synonyms) -> tuple[list[str], ...]:
    """The features of a text in three groups of equal weight, each in a fixed order and without repeats: who says
    "refund" thrice asks for one refund. No feature can be in two groups.
    """
    return (
        _once(_in_words(said)),
        _once(_in_pieces(said)),
        _once(_in_meanings(synonyms.meanings(said) | _counted(said))),
    )


def _once(found: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(found))


def _in_words(said: Sequence[str]) -> Iterator[str]:
    """Words, and words that stand side by side; a text's beginning and end count as words."""
    for word in said:
        yield WORD + word
    for first, second in zip(("", *said), (*said, ""), strict=True):
        yield f"{first} {second}"


def _in_pieces(said: Sequence[str]) -> Iterator[str]:
    """Runs of three or four letters, so that a typo costs only some of them: of "card" also "<ca" and "ard>"."""
    for word in said:
        marked = f"<{word}>"
        for size in range(SHORTEST_PIECE, LONGEST_PIECE + 1):
            for start in range(len(marked) - size + 1):
                yield marked[start : start + size]


def _counted(said: Sequence[str]) -> set[str]:
    """What a text means by its numbers, whichever these are: "ordered 3 got 2" says of two numbers that they differ."""
    numbers = sum(word.isdigit() for word in said)
    return {"number", "numbers"} if numbers > 1 else {"number"} if numbers else set()


def _in_meanings(meanings: set[str]) -> Iterator[str]:
    """Meanings, and any two of them: what tells "the seller refuses the refund" is that the three come together."""
    inside = sorted(meanings)
    for meaning in inside:
        yield f"@{meaning}"
    for first, second in combinations(inside, 2):
        yield f"@{first}&{second}"
