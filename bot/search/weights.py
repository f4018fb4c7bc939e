"""What was learned from the phrasings: how much each feature speaks for each class. Written by `training`."""

from __future__ import annotations

import json
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate, pairwise
from math import exp, sqrt
from pathlib import Path

from bot.search.synonyms import Synonyms

FILE = "lookup.bin"
_HEAD = b"lookup 1\n"
"""Of the file: what follows is compressed, and of this form."""

RARITY_STEP = 1 / 16
"""Rarities are kept in a byte each, as multiples of this."""

Vector = list[tuple[int, float]]
"""A text: the numbers of the features that it has, and how much each weighs in it."""

Chances = dict[str, dict[str, float]]
"""By head, how likely each of its classes is; those of one head are one together."""


class WeightsUnusable(Exception):
    """The file of weights is missing or of another form; the message says what to do."""


@dataclass(frozen=True)
class Weights:
    """Heads, each a question put to a text ("which topic?") with its possible answers, its classes; the features that
    they know with their rarity; and the synonyms that some features are made with. `source` tells what all this was
    learned from.

    The weights of feature n are those from `starts[n]` to `starts[n + 1]`: of class number `places[i]`, counted through
    all heads in their order, `steps[i]` times `step`. Classes that a feature says nothing about are left out.
    """

    source: str
    synonyms: Synonyms
    numbers: Mapping[str, int]
    rarity: Sequence[float]
    heads: Mapping[str, Sequence[str]]
    step: float
    starts: Sequence[int]
    places: bytes
    steps: Sequence[int]

    def vector(self, groups: Iterable[Sequence[str]]) -> Vector:
        """A text of so many groups of features. Each group has length one, however many features are in it."""
        return [entry for group in groups for entry in scaled(group, self.numbers, self.rarity)]

    def chances(self, vector: Vector) -> Chances:
        sums = [0.0] * sum(map(len, self.heads.values()))
        for number, value in vector:
            start, end = self.starts[number], self.starts[number + 1]
            for place, steps in zip(self.places[start:end], self.steps[start:end], strict=True):
                sums[place] += value * steps
        left = iter(sums)
        return {name: self._shared(classes, [next(left) for _ in classes]) for name, classes in self.heads.items()}

    def _shared(self, classes: Sequence[str], sums: Sequence[float]) -> dict[str, float]:
        highest = max(sums)
        shares = [exp((each - highest) * self.step) for each in sums]
        whole = sum(shares)
        return {name: share / whole for name, share in zip(classes, shares, strict=True)}


def scaled(group: Sequence[str], numbers: Mapping[str, int], rarity: Sequence[float]) -> Vector:
    """The known features of a group, each as long as it is rare, together of length one."""
    known = [number for feature in group if (number := numbers.get(feature)) is not None]
    length = sqrt(sum(rarity[number] ** 2 for number in known))
    return [(number, rarity[number] / length) for number in known]


def load(path: Path) -> Weights:
    """Read what `dump` wrote. Raises WeightsUnusable."""
    try:
        return _loaded(path.read_bytes())
    except (OSError, ValueError, LookupError, TypeError, zlib.error) as error:
        raise WeightsUnusable(f"{path.name}: {error}; `make lookup` writes it anew") from None


def dump(weights: Weights) -> bytes:
    """The weights as a file: a line of JSON, the features a line each, then for each feature a byte with its rarity and
    one with how many weights it has, and for each weight a byte with its place and one with its steps; all compressed.
    """
    about = {
        "source": weights.source,
        "features": len(weights.numbers),
        "heads": {name: list(classes) for name, classes in weights.heads.items()},
        "step": weights.step,
        "synonyms": weights.synonyms.entries,
    }
    lines = "\n".join([json.dumps(about), *weights.numbers, ""])
    rarity = bytes(round(each / RARITY_STEP) for each in weights.rarity)
    counts = bytes(after - before for before, after in pairwise(weights.starts))
    steps = array("b", weights.steps).tobytes()
    return _HEAD + zlib.compress(b"".join([lines.encode(), rarity, counts, weights.places, steps]), 9)


def _loaded(raw: bytes) -> Weights:
    if not raw.startswith(_HEAD):
        raise ValueError("no file of weights")
    file = BytesIO(zlib.decompress(raw[len(_HEAD) :]))
    about = json.loads(file.readline())
    numbers = {file.readline()[:-1].decode(): number for number in range(about["features"])}
    rarity = array("f", (steps * RARITY_STEP for steps in file.read(len(numbers))))
    starts = array("I", accumulate(file.read(len(numbers)), initial=0))
    return Weights(
        source=about["source"],
        synonyms=Synonyms(about["synonyms"]),
        numbers=numbers,
        rarity=rarity,
        heads=about["heads"],
        step=about["step"],
        starts=starts,
        places=file.read(starts[-1]),
        steps=array("b", file.read(starts[-1])),
    )
