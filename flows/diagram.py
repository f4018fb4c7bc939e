"""The dialogue and the journey as Mermaid state diagrams, drawn by `transitions` from the same machines."""

from __future__ import annotations

from transitions import Machine
from transitions.extensions import GraphMachine

from flows.dialogue import machine_for
from flows.journey import journey_machine
from flows.load import Guidebook

LOOKS = {"graph_engine": "mermaid", "show_conditions": False}


class _Onlooker:
    """A model to draw: GraphMachine draws from a model's place."""

    get_graph: object


def mermaid(book: Guidebook) -> str:
    """The source of the dialogue's diagram."""
    return _drawn(machine_for(book, GraphMachine, title="title: The dialogue", **LOOKS))


def journey_mermaid(book: Guidebook) -> str:
    """The source of the diagram of the weeks after the verdict."""
    return _drawn(journey_machine(book, GraphMachine, title="title: The journey", **LOOKS))


def _drawn(machine: Machine) -> str:
    onlooker = _Onlooker()
    machine.add_model(onlooker)
    return str(machine.get_combined_graph().source)
