"""How a button's label and what somebody typed for it are compared."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHE = re.compile("['\u2019`]")


def plain(text: str) -> str:
    """Without case, accents, punctuation and pictures, but with currency signs: "I don't know." is "i dont know"."""
    folded = unicodedata.normalize("NFKD", _APOSTROPHE.sub("", text.casefold()))
    return " ".join("".join(c if _counts(c) else " " for c in folded if not unicodedata.combining(c)).split())


def _counts(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character) == "Sc"


def ways(text: str) -> frozenset[str]:
    """The ways to say one thing, as a text of words/ lists them: "yes|y|ok"."""
    return frozenset(plain(way) for way in text.split("|")) - {""}
