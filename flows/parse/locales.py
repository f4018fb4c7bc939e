"""The locales that dates and amounts are read in."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale, UnknownLocaleError

ENGLISH = Locale("en")


@lru_cache(maxsize=512)
def known_locale(name: str) -> Locale | None:
    """The locale of a code such as "pt_BR" or "pt-br"; None for one that CLDR doesn't know."""
    try:
        return Locale.parse(name.strip().replace("-", "_"))
    except (UnknownLocaleError, ValueError, TypeError):
        return None
