"""What must be so before a step that can't be taken back: closing the dispute, shipping back, a chargeback."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flows.assess import Assessment
from flows.circumstances import matches
from flows.load import Guidebook
from flows.model import Condition
from flows.words import Words

UNDECIDED = (None, "", "unknown")


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A condition and whether it is met: None where the buyer has to be asked."""

    id: str
    met: bool | None
    facts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Gate:
    """A gate as it stands for a case. `conditions` are in order of asking, up to the first that isn't met: what comes
    after it no longer matters."""

    id: str
    conditions: tuple[Checked, ...]

    @property
    def passed(self) -> bool | None:
        """False as soon as a condition isn't met; None while one has to be asked."""
        if any(condition.met is False for condition in self.conditions):
            return False
        return None if self.asks else True

    @property
    def asks(self) -> str | None:
        """The condition to ask the buyer about next."""
        if any(condition.met is False for condition in self.conditions):
            return None
        return next((condition.id for condition in self.conditions if condition.met is None), None)

    @property
    def unmet(self) -> str | None:
        return next((condition.id for condition in self.conditions if condition.met is False), None)


def gate(gate_id: str, found: Assessment, said: Mapping[str, bool], book: Guidebook) -> Gate:
    """How a gate stands. `said` are the buyer's own answers, by condition. KeyError for an unknown gate.

    What the case knows for sure isn't asked, nor taken from the buyer: a closed dispute can't be answered open."""
    return Gate(id=gate_id, conditions=tuple(_checked(gate_id, found, said, book)))


def _checked(gate_id: str, found: Assessment, said: Mapping[str, bool], book: Guidebook) -> Iterator[Checked]:
    for condition in book.gates[gate_id].conditions:
        known = _known(condition, found)
        met = said.get(condition.id) if known is None else known
        yield Checked(id=condition.id, met=met, facts=condition.facts)
        if met is False:
            return


def _known(condition: Condition, found: Assessment) -> bool | None:
    """Whether the case itself says that the condition is met; None where it says nothing."""
    if not condition.when or any(found.circumstances.get(name) in UNDECIDED for name in condition.when):
        return None
    return matches(condition.when, found.circumstances)


def gate_text(checked: Gate, words: Words) -> str:
    """What to say now: the next question, what follows from a condition that isn't met, or that nothing stands in
    the way."""
    if checked.unmet:
        return words(f"condition-{checked.id}-{checked.unmet}-unmet")
    return words(f"condition-{checked.id}-{checked.asks}" if checked.asks else f"gate-{checked.id}-passed")
