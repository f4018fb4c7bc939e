"""Free text -> what of the guide's knowledge it asks for."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from math import exp
from pathlib import Path
from typing import Literal

from bot.search.cleaning import words
from bot.search.features import WORD, features
from bot.search.weights import FILE, Chances, Weights, load
from flows.phrasings import FOLDER, PROBLEM, TOPIC, TRAP

Intent = Literal["faq", "problem", "none"]

INTENT = "intent"
"""The head that tells questions from told stories; its classes are the kinds of phrasings."""
BESIDE = "~"
"""How the classes begin that are about something else; alone it is the class of what is no trap."""

MOST_TOPICS, MOST_PROBLEMS = 3, 2
MOST_WORDS = 60
"""Of a text as a whole. In a longer one what it is about drowns; traps are looked for in all of it, by passages."""
PASSAGE, STRIDE = 40, 32
"""Words of a passage, and from one's beginning to the next one's."""

TOPIC_BESIDE, PROBLEM_BESIDE, TYPED_BESIDE = 0.5, 0.5, 0.8
"""From this chance on, a text is about something else: why these, docs/lookup.md says. Of a text that is still being
typed less is known, and a list that is offered beside it disturbs nobody."""
TOPIC_FROM, PROBLEM_FROM = 0.1, 0.2
"""Where not even the best one is so likely, the text says nothing that tells one from another."""
TRAP_FROM = 0.15
"""A trap that is missed costs money, a warning too many only a look."""
SHORTEST_TRAP = 4
"""Words that aren't numbers. Nobody is talked into anything with fewer."""
SURE_FROM = 0.6

MOST_COMPLETIONS = 8
WORTH_OFFERING = 0.05
"""Of a text that is still being typed: topics at least so likely as this share of the best one."""


@dataclass(frozen=True)
class Looked:
    """What a text asks for. Ids, best first; nothing where nothing fits.

    `topics` are at most three, `problems` at most two. `sure`: the first topic is likely enough to be answered at once.
    `trap` is what somebody tries to talk the buyer into, or what the buyer should not try.
    """

    intent: Intent
    topics: tuple[str, ...] = ()
    sure: bool = False
    problems: tuple[str, ...] = ()
    trap: str | None = None


NOTHING = Looked("none")


class Lookup:
    """Finds topics, problems and traps. Its answers depend on what was learned and on the text alone."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights

    @classmethod
    def load(cls, folder: Path) -> Lookup:
        """Read what was learned from the phrasings of the guide in `folder`. Raises WeightsUnusable."""
        return cls(load(folder / FOLDER / FILE))

    def ask(self, text: str) -> Looked:
        """What a text asks for, whatever text it is and in whatever language."""
        said = words(text)
        found = self._chances(said[:MOST_WORDS])
        if not found or not any(_is_telling(word) for word in said):
            return NOTHING
        topics = _fitting(found[TOPIC], TOPIC_BESIDE, TOPIC_FROM)
        problems = _fitting(found[PROBLEM], PROBLEM_BESIDE, PROBLEM_FROM)
        return Looked(
            intent=_intent(found[INTENT], bool(topics), bool(problems)),
            topics=tuple(topics)[:MOST_TOPICS],
            sure=max(topics.values(), default=0.0) >= SURE_FROM,
            problems=tuple(problems)[:MOST_PROBLEMS],
            trap=_trap([found, *map(self._chances, _passages(said))]) if _says_enough(said) else None,
        )

    def topics(self, text: str, limit: int) -> tuple[str, ...]:
        """The topics that a text may be about, best first, while it is still being typed: it may stop in the middle of
        a word. None for an empty text, and for one that is about something else however it goes on.
        """
        *said, last = words(text)[:MOST_WORDS] or [""]
        together: dict[str, float] = defaultdict(float)
        for completed in self._completions(last):
            found = self._chances([*said, completed]).get(TOPIC, {})
            for name, chance in _fitting(found, TYPED_BESIDE).items():
                together[name] += chance * exp(-self._rarity(completed))
        offered = sorted(together.items(), key=_best_first)
        return tuple(name for name, chance in offered if chance >= WORTH_OFFERING * offered[0][1])[:limit]

    def _completions(self, begun: str) -> list[str]:
        """The known words that begin so, the commonest ones; the word itself where none does."""
        if not begun:
            return []
        place = bisect_left(self._known_words, begun)
        found = takewhile(lambda word: word.startswith(begun), self._known_words[place:])
        return sorted(found, key=lambda word: (self._rarity(word), word))[:MOST_COMPLETIONS] or [begun]

    @cached_property
    def _known_words(self) -> list[str]:
        return sorted(feature.removeprefix(WORD) for feature in self._weights.numbers if feature.startswith(WORD))

    def _rarity(self, word: str) -> float:
        """The logarithm of how few phrasings have a word; nothing for a word that none has."""
        number = self._weights.numbers.get(WORD + word)
        return 0.0 if number is None else self._weights.rarity[number]

    def _chances(self, said: Sequence[str]) -> Chances:
        """By head, how likely each of its classes is; nothing where no feature is known."""
        vector = self._weights.vector(features(said, self._weights.synonyms))
        return self._weights.chances(vector) if vector else {}


def _fitting(chances: Mapping[str, float], beside_from: float, best_from: float = 0.0) -> dict[str, float]:
    """The classes with their chances, best first; none where the text is rather about something else, or where the best
    is less likely than `best_from`."""
    if sum(chance for name, chance in chances.items() if name.startswith(BESIDE)) >= beside_from:
        return {}
    fitting = [(name, chance) for name, chance in chances.items() if not name.startswith(BESIDE)]
    found = dict(sorted(fitting, key=_best_first))
    return found if max(found.values(), default=0.0) >= best_from else {}


def _intent(chances: Mapping[str, float], is_topic: bool, is_problem: bool) -> Intent:
    if is_topic and is_problem:
        return "problem" if chances[PROBLEM] > chances[TOPIC] else "faq"
    return "faq" if is_topic else "problem" if is_problem else "none"


def _passages(said: Sequence[str]) -> Iterator[Sequence[str]]:
    """The parts of a text that is longer than one; each shares some words with the next, so that none is cut in two."""
    if len(said) > PASSAGE:
        yield from (said[start : start + PASSAGE] for start in range(0, len(said) - PASSAGE + STRIDE, STRIDE))


def _is_telling(word: str) -> bool:
    """Whether a word may tell what a text is about: numbers and single letters don't."""
    return len(word) > 1 and not word.isdigit()


def _says_enough(said: Sequence[str]) -> bool:
    return sum(not word.isdigit() for word in said) >= SHORTEST_TRAP


def _trap(found: Iterable[Chances]) -> str | None:
    """The likeliest trap of a text and its passages."""
    traps = (one for chances in found if chances for one in chances[TRAP].items() if one[0] != BESIDE)
    name, chance = min(traps, key=_best_first)
    return name if chance >= TRAP_FROM else None


def _best_first(found: tuple[str, float]) -> tuple[float, str]:
    """How to sort what was found: the likeliest first, of two as likely the one whose id comes first."""
    name, chance = found
    return -chance, name
