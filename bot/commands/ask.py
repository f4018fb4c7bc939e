"""`ask`: what typed texts ask for, one JSON object a line in, one out. Needs no settings and no token."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from bot.search import Lookup
from flows.lines import answer_standard_input
from flows.load import ALIEXPRESS


@click.command()
def ask() -> None:
    """Look up typed texts: {"text", "language"} a line in, {"intent", "faq", "problem", "trap"} a line out."""
    lookup = Lookup.load(ALIEXPRESS)
    answer_standard_input(lambda raw: asked(raw, lookup))


def asked(raw: Any, lookup: Lookup) -> dict[str, Any]:
    """One line of `ask`. Its language may be missing or wrong: all are searched, whatever it says."""
    if not isinstance(raw, Mapping) or not isinstance(raw.get("text"), str):
        return {"error": 'not an object with a text: {"text": "how long do I have", "language": "en"}'}
    looked = lookup.ask(raw["text"])
    return {
        "intent": looked.intent,
        "faq": list(looked.topics),
        "problem": list(looked.problems),
        "trap": looked.trap,
    }
