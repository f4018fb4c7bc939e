"""A gate before a step that can't be taken back, as short questions to be answered with yes or no.

What was said so far travels in the buttons: one letter for each condition of the gate, y, n or - (not asked)."""

from __future__ import annotations

import re

from bot.guide.callbacks import data_for
from bot.guide.card import event_buttons
from bot.guide.visit import Visit
from bot.store import Case
from bot.talk import Button, Reply, Rows, Screen, Text, Title
from flows.gates import Gate, gate, gate_text
from flows.model import GateKind

NEXT = {"closing": ("money_arrived",), "shipping": ("shipped",), "chargeback": ("bank_asked",)}
"""What is likely to be reported once a gate is passed."""
_SAID = re.compile("[yn-]{0,9}")


def gate_step(visit: Visit, case: Case, argument: str) -> Reply:
    """The next question of a gate, or what comes of it. The first one is a message of its own, the others turn it."""
    name, _, said = argument.partition(".")
    found = visit.assess(case)
    if not found.stage or name not in visit.book.stages[found.stage].gates or not _SAID.fullmatch(said):
        return Reply(toast=visit.words("toast-old-button"))
    kind = visit.book.gates[name]
    answers = {c.id: letter == "y" for c, letter in zip(kind.conditions, said, strict=False) if letter != "-"}
    stands = gate(name, found, answers, visit.book)
    screen = Screen(blocks=_blocks(visit, stands), rows=_rows(visit, case, kind, stands, said))
    return Reply(change=screen) if said else Reply(screens=(screen,))


def _blocks(visit: Visit, stands: Gate) -> tuple[Text | Title, ...]:
    heading, text = visit.words(f"gate-{stands.id}"), gate_text(stands, visit.words)
    return (Text(heading), Title(text)) if stands.asks else (Title(heading), Text(text))


def _rows(visit: Visit, case: Case, kind: GateKind, stands: Gate, said: str) -> Rows:
    show = (Button(visit.words("button-case"), data_for("open", "", case.id)),)
    if stands.asks:
        at = [condition.id for condition in kind.conditions].index(stands.asks)
        before = said[:at].ljust(at, "-")
        answers = tuple(
            Button(visit.words(label), data_for("gate", f"{kind.id}.{before}{letter}", case.id), says)
            for label, letter, says in (("button-yes-plain", "y", "say-yes"), ("button-no-plain", "n", "say-no"))
        )
        return (answers, show)
    return (*_onward(visit, case, kind, stands), show)


def _onward(visit: Visit, case: Case, kind: GateKind, stands: Gate) -> Rows:
    """What can be done now: report the step that was taken, or go through the questions once more."""
    if not stands.passed:
        return ((Button(visit.words("button-gate-again"), data_for("gate", f"{kind.id}.", case.id)),),)
    offered = visit.assess(case).offers
    events = [event for event in NEXT.get(kind.id, ()) if event in offered]
    return tuple((button,) for button in event_buttons(visit, case, events))
