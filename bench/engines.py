"""Ways to find the topic of a question, side by side on the same phrasings. Needs numpy, as `training` does.

Each way is given labelled texts and makes a function: a text in, all labels out, best first. Labels are topics and,
beginning with "~", what decoys are about: a text whose best label is one of these is refused.
"""

from __future__ import annotations

import random
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from math import log, sqrt

from bench.lookup import ENGLISH, Share, read
from bot.search.cleaning import words
from bot.search.features import features
from bot.search.lookup import BESIDE
from bot.search.synonyms import Synonyms, read_synonyms
from bot.search.weights import scaled
from flows.load import ALIEXPRESS
from flows.phrasings import DECOY, TOPIC, read_phrasings
from training.softmax import learn

Example = tuple[str, str, str]
"""A text, its label, its language."""
Ranked = Callable[[str], Sequence[str]]
Engine = Callable[[Sequence[Example]], Ranked]

NEAREST = 3
ASKED = 1000
WITHOUT = Synonyms(())


def full_text(examples: Sequence[Example]) -> Ranked:
    """SQLite's FTS5, stemmed by porter, ranked by bm25; the best phrasing speaks for its label."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE said USING fts5(text, label UNINDEXED, tokenize = 'porter')")
    database.executemany(
        "INSERT INTO said VALUES (?, ?)", ((" ".join(words(text)), label) for text, label, _ in examples)
    )

    def ranked(text: str) -> Sequence[str]:
        query = " OR ".join(f'"{word}"' for word in words(text))
        rows = database.execute(
            "SELECT label FROM said WHERE said MATCH ? ORDER BY bm25(said) LIMIT 200", (query or '""',)
        )
        return list(dict.fromkeys(label for (label,) in rows))

    return ranked


class Space:
    """Texts as vectors of rarities, of length one in each group of features."""

    def __init__(self, examples: Sequence[Example], groups: Sequence[int], synonyms: Synonyms = WITHOUT) -> None:
        self._groups, self._synonyms = groups, synonyms
        found = [self._features(text) for text, _, _ in examples]
        seen = Counter(feature for text in found for group in text for feature in group)
        self.numbers = {feature: number for number, feature in enumerate(sorted(seen))}
        self._rarity = [log((len(examples) + 1) / (seen[feature] + 0.5)) for feature in self.numbers]
        self.vectors = [self._vector(text) for text in found]

    def vector(self, text: str) -> list[tuple[int, float]]:
        return self._vector(self._features(text))

    def _features(self, text: str) -> list[list[str]]:
        found = features(words(text), self._synonyms)
        return [found[number] for number in self._groups]

    def _vector(self, found: list[list[str]]) -> list[tuple[int, float]]:
        return [entry for group in found for entry in scaled(group, self.numbers, self._rarity)]


def nearest(examples: Sequence[Example]) -> Ranked:
    """Pieces of words, tf-idf: of each label the nearest phrasing and the mean of the nearest few."""
    space = Space(examples, [1])
    index: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for place, vector in enumerate(space.vectors):
        for number, value in vector:
            index[number].append((place, value))

    def ranked(text: str) -> Sequence[str]:
        alike: dict[int, float] = defaultdict(float)
        for number, value in space.vector(text):
            for place, other in index[number]:
                alike[place] += value * other
        by_label: dict[str, list[float]] = defaultdict(list)
        for place, likeness in alike.items():
            by_label[examples[place][1]].append(likeness)
        return _sorted({label: max(all_) + sum(sorted(all_)[-NEAREST:]) / NEAREST for label, all_ in by_label.items()})

    return ranked


def centroids(examples: Sequence[Example]) -> Ranked:
    """Pieces of words, tf-idf: the mean of all phrasings of a label."""
    space = Space(examples, [1])
    sums: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for (_, label, _), vector in zip(examples, space.vectors, strict=True):
        for number, value in vector:
            sums[label][number] += value
    lengths = {label: sqrt(sum(value**2 for value in centre.values())) for label, centre in sums.items()}

    def ranked(text: str) -> Sequence[str]:
        vector = space.vector(text)
        return _sorted(
            {
                label: sum(value * centre.get(number, 0.0) for number, value in vector) / lengths[label]
                for label, centre in sums.items()
            }
        )

    return ranked


def complement_bayes(examples: Sequence[Example]) -> Ranked:
    """Complement naive Bayes over words, their pairs and their pieces (Rennie and others, 2003)."""
    space = Space(examples, [0, 1])
    whole: dict[int, float] = defaultdict(float)
    own: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for (_, label, _), vector in zip(examples, space.vectors, strict=True):
        for number, value in vector:
            whole[number] += value
            own[label][number] += value
    smoothing = 0.3
    total = sum(whole.values()) + smoothing * len(space.numbers)
    rest = {label: total - sum(counts.values()) for label, counts in own.items()}

    def ranked(text: str) -> Sequence[str]:
        vector = space.vector(text)
        return _sorted(
            {
                label: -sum(
                    value * log((whole[number] - counts.get(number, 0.0) + smoothing) / rest[label])
                    for number, value in vector
                )
                for label, counts in own.items()
            }
        )

    return ranked


def linear(groups: Sequence[int], *, with_synonyms: bool) -> Engine:
    """Logistic regression over some of the groups of features: 0 words, 1 pieces, 2 meanings."""

    def engine(examples: Sequence[Example]) -> Ranked:
        space = Space(examples, groups, read_synonyms(ALIEXPRESS) if with_synonyms else WITHOUT)
        labels = sorted({label for _, label, _ in examples})
        weights = learn(
            space.vectors, [labels.index(label) for _, label, _ in examples], len(labels), len(space.numbers)
        )

        def ranked(text: str) -> Sequence[str]:
            sums = sum((value * weights[number] for number, value in space.vector(text)), start=0 * weights[0])
            return _sorted(dict(zip(labels, sums.tolist(), strict=True)))

        return ranked

    return engine


ENGINES: dict[str, Engine] = {
    "FTS5, porter, bm25": full_text,
    "nearest phrasings by pieces": nearest,
    "centroids of pieces": centroids,
    "complement naive Bayes": complement_bayes,
    "linear: words": linear([0], with_synonyms=False),
    "linear: words, pieces": linear([0, 1], with_synonyms=False),
    "linear: words, meanings": linear([0, 2], with_synonyms=True),
    "linear: words, pieces, meanings": linear([0, 1, 2], with_synonyms=True),
}


def compared() -> Iterator[str]:
    """The engines as rows of a table: on ASKED phrasings of a fifth after learning the others, then on `tune`."""
    examples = [
        (one.text, BESIDE + one.id if one.kind == DECOY else one.id, one.language)
        for one in read_phrasings(ALIEXPRESS)
        if one.kind in (TOPIC, DECOY)
    ]
    random.Random(0).shuffle(examples)  # noqa: S311 - a split, no secret
    fifth = len(examples) // 5
    tune = [(text["text"], text["faq"], text["language"]) for text in read("tune", "faq")]
    asked = [
        (text, [] if label.startswith(BESIDE) else [label], language) for text, label, language in examples[:ASKED]
    ]
    yield f"| {' | '.join(['engine', *COLUMNS, *COLUMNS])} |"
    for name, engine in ENGINES.items():
        ranked = engine(examples[fifth:])
        yield f"| {' | '.join([name, *_row(ranked, asked), *_row(ranked, tune)])} |"


COLUMNS = ("English, first", "among three", "others, first", "among three", "beside refused", "real refused")


def _row(ranked: Ranked, asked: Sequence[tuple[str, Sequence[str], str]]) -> list[str]:
    shares = [Share() for _ in COLUMNS]
    for text, wanted, language in asked:
        found = ranked(text)
        refused = not found or found[0].startswith(BESIDE)
        shares[5 if wanted else 4].count(refused)
        if wanted:
            topics = [label for label in found if not label.startswith(BESIDE)]
            for column, among in enumerate((1, 3)):
                share = shares[column if language == ENGLISH else column + 2]
                share.count(bool(set(wanted) & set(topics[:among])))
    return [f"{100 * float(share):.1f}" for share in shares]


def _sorted(scores: dict[str, float]) -> list[str]:
    return sorted(scores, key=lambda label: (-scores[label], label))
