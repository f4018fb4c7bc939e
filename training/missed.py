"""Phrasings that don't find what they stand for, all of them looked up at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.search.cleaning import words
from bot.search.features import features
from bot.search.lookup import BESIDE, PROBLEM_BESIDE, TOPIC_BESIDE
from bot.search.weights import Weights
from flows.phrasings import PROBLEM, TOPIC, Phrasing

BESIDE_FROM = {TOPIC: TOPIC_BESIDE, PROBLEM: PROBLEM_BESIDE}


def missed(weights: Weights, phrasings: Iterable[Phrasing]) -> Iterator[Phrasing]:
    """Those of topics and problems that count as beside the subject, or for which another one comes first. How sure
    `Lookup.ask` wants to be besides is not looked at: this tells what was learned wrongly."""
    learned, places = _dense(weights), _places(weights)
    for one in phrasings:
        if one.kind in BESIDE_FROM:
            vector = weights.vector(features(words(one.text), weights.synonyms))
            rows, values = [number for number, _ in vector], np.array([value for _, value in vector])
            sums = (values @ learned[rows])[places[one.kind]]
            if not _is_found(one, weights.heads[one.kind], sums):
                yield one


def _is_found(one: Phrasing, classes: Sequence[str], sums: NDArray[np.float32]) -> bool:
    """The classes that are beside the subject come after all others: "~" does in ASCII, and they are in its order."""
    chances = np.exp(sums - sums.max())
    fitting = sum(not name.startswith(BESIDE) for name in classes)
    refused = chances[fitting:].sum() >= BESIDE_FROM[one.kind] * chances.sum()
    return not refused and classes[int(chances[:fitting].argmax())] == one.id


def _places(weights: Weights) -> dict[str, slice]:
    """By head, where its classes stand among all."""
    ends = np.cumsum([len(classes) for classes in weights.heads.values()]).tolist()
    return {
        name: slice(end - len(classes), end) for (name, classes), end in zip(weights.heads.items(), ends, strict=True)
    }


def _dense(weights: Weights) -> NDArray[np.float32]:
    """The weights as a table, features by classes."""
    table = np.zeros((len(weights.numbers), sum(map(len, weights.heads.values()))), np.float32)
    rows = np.repeat(np.arange(len(weights.numbers)), np.diff(np.array(weights.starts)))
    table[rows, np.frombuffer(weights.places, np.uint8)] = np.array(weights.steps) * weights.step
    return table
