"""What a phone or a hostile hand sends, made into plain short text. Nothing here knows dates or money."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 64
"""Characters. A date or an amount needs fewer, and dateparser takes long on much more."""

_ROOM_FOR_INVISIBLES = 4 * LONGEST
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
_ODD_NUMBERS = {"No", "Nl"}
_BRAILLE_BLANK = "\u2800"
_SPACES = re.compile(r"\s+")
_TRANSLATION = str.maketrans(
    {
        **dict.fromkeys("\u2019\u2018\u02bc\u02bb\u00b4\u0060\u2032\u05f3", "'"),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2e3a\ufe58\uff0d", "-"),
        "\u066b": ".",  # Arabic decimal mark
        "\u066c": ",",  # Arabic mark of thousands
        "\u060c": ",",
        "\u061b": ";",
        "\u3002": ".",
        "\u3001": ",",
        "\u301c": "~",
        "\u2044": "/",
        _BRAILLE_BLANK: " ",
    }
)
_FOLDED = str.maketrans(
    {
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
        "ł": "l",
        "đ": "d",
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "\u0629": "\u0647",
        "\u0649": "\u064a",
    }
)


class TooLong(Exception):
    """More text than a date or an amount needs."""


def clean(text: str) -> str:
    """`text` in one line of common signs: compatibility forms, digits of all scripts, dashes and apostrophes made
    plain, controls, marks of direction and lone surrogates gone. "" where nothing is left. Raises TooLong.
    """
    if len(text) > _ROOM_FOR_INVISIBLES:
        raise TooLong
    visible = "".join(map(_visible, text))
    plain = unicodedata.normalize("NFKC", visible).translate(_TRANSLATION)
    plain = _SPACES.sub(" ", "".join(map(_western_digit, plain))).strip()
    if len(plain) > LONGEST:
        raise TooLong
    return plain


def has_odd_numbers(text: str) -> bool:
    """Whether a sign stands for a number without being a digit: "½", "²", "Ⅻ". NFKC would make digits of them."""
    return any(unicodedata.category(sign) in _ODD_NUMBERS for sign in text[:_ROOM_FOR_INVISIBLES])


def fold(text: str) -> str:
    """`text` without case and accents, as words are compared: "Há três dias" is "ha tres dias"."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", bare).translate(_FOLDED)


def _visible(sign: str) -> str:
    if sign.isspace():
        return " "
    return "" if unicodedata.category(sign) in _INVISIBLE else sign


def _western_digit(sign: str) -> str:
    return str(unicodedata.decimal(sign)) if unicodedata.category(sign) == "Nd" else sign
