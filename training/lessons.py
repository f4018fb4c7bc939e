"""What each phrasing teaches each head."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.search.lookup import BESIDE, INTENT
from flows.phrasings import DECOY, PROBLEM, TOPIC, TRAP, Phrasing

Lesson = tuple[int, str]
"""The number of a phrasing, and the class it belongs to."""

TELLS_OF_A_TRAP = frozenset(
    {"close_dispute_request", "cancel_false_reason", "seller_asks_to_close", "seller_asks_to_cancel"}
)
"""Topics and problems that are about a trap: whether a phrasing of theirs is one, it doesn't say."""


HARMLESS = "harmless"
"""Decoys that only say what is no trap: honest sentences with the words of one. Many tell of real trouble, so they teach
nothing about being beside the subject."""

TRAPS_COUNT = 4
"""How often each trap is taught: there are few among so much that is harmless, and one that is missed costs money."""


def lessons(phrasings: Sequence[Phrasing], intents: Mapping[str, str]) -> dict[str, list[Lesson]]:
    """By head, the phrasings that it learns from. `intents`: of topics that ask about a problem, which one it is."""
    numbered = list(enumerate(phrasings))
    return {
        TOPIC: [(n, _or_beside(one)) for n, one in numbered if one.kind == TOPIC or _is_beside(one)],
        PROBLEM: [
            *((n, _or_beside(one)) for n, one in numbered if one.kind == PROBLEM or _is_beside(one)),
            *((n, intents[one.id]) for n, one in numbered if one.kind == TOPIC and one.id in intents),
        ],
        INTENT: [(n, one.kind) for n, one in numbered if one.kind in (TOPIC, PROBLEM) or _is_beside(one)],
        TRAP: [
            *([(n, one.id) for n, one in numbered if one.kind == TRAP] * TRAPS_COUNT),
            *((n, BESIDE) for n, one in numbered if one.kind != TRAP and one.id not in TELLS_OF_A_TRAP),
        ],
    }


def _is_beside(one: Phrasing) -> bool:
    return one.kind == DECOY and one.id != HARMLESS


def _or_beside(one: Phrasing) -> str:
    return f"{BESIDE}{one.id}" if one.kind == DECOY else one.id
