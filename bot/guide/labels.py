"""How a button's label and what somebody typed for it are compared."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHE = re.compile("['\u2019`]")
_NOT_A_WORD = re.compile(r"[^\w\s]+")


def plain(text: str) -> str:
    """Without case, accents, punctuation and pictures: "I don't know." is "i dont know"."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    return " ".join(_NOT_A_WORD.sub(" ", _APOSTROPHE.sub("", bare)).split())


def ways(text: str) -> frozenset[str]:
    """The ways to say one thing, as a text of words/ lists them: "yes|y|ok"."""
    return frozenset(plain(way) for way in text.split("|"))
