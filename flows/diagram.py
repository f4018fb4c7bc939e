"""The dialogue as a Mermaid state diagram, drawn by `transitions` from the same machine."""

from __future__ import annotations

from transitions.extensions import GraphMachine

from flows.dialogue import machine_for
from flows.load import Guidebook


class _Onlooker:
    """A model to draw: GraphMachine draws from a model's place."""

    get_graph: object


def mermaid(book: Guidebook) -> str:
    """The diagram's source."""
    machine = machine_for(
        book, GraphMachine, graph_engine="mermaid", title="title: The dialogue", show_conditions=False
    )
    onlooker = _Onlooker()
    machine.add_model(onlooker)
    return str(machine.get_combined_graph().source)
