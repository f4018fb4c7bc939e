"""Phrasings and synonyms in, weights out."""

from __future__ import annotations

import hashlib
import inspect
import math
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from types import ModuleType

import numpy as np
from numpy.typing import NDArray

from bot.search import cleaning, features
from bot.search import synonyms as synonyms_module
from bot.search.cleaning import words
from bot.search.synonyms import Synonyms
from bot.search.weights import RARITY_STEP, Weights, scaled
from flows.load import Guidebook
from flows.phrasings import FOLDER, KINDS, Phrasing, phrased_languages
from training import lessons, softmax

FEWEST = 2
"""Phrasings that must share a feature for it to count: one alone teaches nothing of how others ask."""

STRONGEST = 127
NEGLIGIBLE = 3
"""Steps: weaker weights are left out."""


def teach(phrasings: Sequence[Phrasing], intents: Mapping[str, str], synonyms: Synonyms, source: str) -> Weights:
    """What the phrasings teach. `intents`: of topics that ask about a problem, which one it is."""
    texts = [features.features(words(one.text), synonyms) for one in phrasings]
    seen = Counter(feature for groups in texts for group in groups for feature in group)
    numbers = {
        feature: number for number, feature in enumerate(sorted(f for f, count in seen.items() if count >= FEWEST))
    }
    rarity = array("f", (_rarity(seen[feature], len(texts)) for feature in numbers))
    vectors = [[entry for group in groups for entry in scaled(group, numbers, rarity)] for groups in texts]
    heads, learned = {}, []
    for name, taught in lessons.lessons(phrasings, intents).items():
        classes = sorted({label for _, label in taught})
        labels = [classes.index(label) for _, label in taught]
        heads[name] = classes
        learned.append(softmax.learn([vectors[number] for number, _ in taught], labels, len(classes), len(numbers)))
    step, starts, places, steps = _pressed(np.hstack(learned))
    return Weights(source, synonyms, numbers, rarity, heads, step, starts, places, steps)


def intents_of(book: Guidebook) -> dict[str, str]:
    return {topic.id: topic.intent for topic in book.topics.values() if topic.intent}


def source(book: Guidebook) -> str:
    """A mark of all that the weights depend on: the guide's phrasings, intents and synonyms, and the code that learns."""
    folder = book.folder
    names = sorted((*(f"{kind}.toml" for kind in KINDS), synonyms_module.FILE))
    texts = (folder / FOLDER / language / name for language in phrased_languages(folder) for name in names)
    modules: tuple[ModuleType, ...] = (cleaning, features, synonyms_module, lessons, softmax)
    mark = hashlib.sha256(repr(intents_of(book)).encode())
    for path in (*texts, *(Path(inspect.getfile(module)) for module in modules), Path(__file__)):
        mark.update(path.read_bytes())
    return mark.hexdigest()


def _rarity(count: int, texts: int) -> float:
    """The logarithm of how few texts have a feature, as it will be kept in the file."""
    return round(math.log((texts + 1) / (count + 0.5)) / RARITY_STEP) * RARITY_STEP


def _pressed(learned: NDArray[np.float32]) -> tuple[float, array[int], bytes, array[int]]:
    """The step, starts, places and steps of the weights: each weight in a byte, without the negligible ones."""
    step = float(np.abs(learned).max()) / STRONGEST
    steps = np.rint(learned / step).astype(np.int8)
    steps[np.abs(steps) < NEGLIGIBLE] = 0
    rows, places = np.nonzero(steps)
    counts = np.bincount(rows, minlength=len(steps)).tolist()
    starts = array("I", accumulate(counts, initial=0))
    return step, starts, places.astype(np.uint8).tobytes(), array("b", steps[rows, places].tobytes())
