"""What a person typed, or a hostile hand sent, as a list of bare words. Bounded in time for any text."""

from __future__ import annotations

import re
import unicodedata

BEGINNING, END = 700, 400
"""Characters that are looked at. What a text is about stands at its beginning, and what it wants often at its end."""

LONGEST_WORD = 24
MOST_WORDS = 200

_LINK = re.compile(r"(?:https?://|www\.|t\.me/)\S*|@\w+")
_ARTICLE = re.compile(r"\b(l|d|qu)['\u2019](?=\w)")
_APOSTROPHE = re.compile(r"(?<=\w)['\u2019\u02bc\u0060\u00b4](?=\w)")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_REPEATED = re.compile(r"(.)\1+")
_FOLDED = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "\N{LATIN SMALL LETTER DOTLESS I}": "i"})
_UNSEEN = frozenset({"Cf", "Cs", "Mn", "Me"})


def words(text: str) -> list[str]:
    """The words of a text as they are compared: small, without accents, each run of a letter one letter ("soooo" is
    "so", "missing" is "mising": a letter doubled or not doubled by mistake changes nothing). Long numbers are "0".

    Links, names of chats, emoji, controls and marks of direction are no words. At most MOST_WORDS.
    """
    plain = _LINK.sub(" ", _folded(_shortened(text)))
    plain = _APOSTROPHE.sub("", _ARTICLE.sub(r"\1 ", plain))
    return [_bare(word) for word in _WORD.findall(plain)[:MOST_WORDS]]


def _shortened(text: str) -> str:
    return text if len(text) <= BEGINNING + END else f"{text[:BEGINNING]} {text[-END:]}"


def _bare(word: str) -> str:
    if word.isdigit():
        return word if len(word) <= 2 else "0"
    return _REPEATED.sub(r"\1", word[:LONGEST_WORD])


def _folded(text: str) -> str:
    """Without case and accents. What can't be seen goes first, or it would part the words it hides in. One sign may
    stand for eighteen (U+FDFA), so what comes out is shortened again."""
    visible = "".join(sign for sign in text if unicodedata.category(sign) not in _UNSEEN)
    wide = _shortened(unicodedata.normalize("NFKD", visible).casefold())
    bare = "".join(sign for sign in wide if not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", bare).translate(_FOLDED)
