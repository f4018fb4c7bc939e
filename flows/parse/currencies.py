"""Which currency a sign or a word means, and to whom."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.core import get_global
from babel.languages import get_official_languages
from babel.numbers import get_currency_name

from flows.parse.spellings import key

_PLURALS = (1, 2, 5, Decimal("1.5"))
"""Counts that bring out every plural form of a name."""
_DATA = Path(__file__).with_name("currencies.toml")


@dataclass(frozen=True)
class Sign:
    """What a sign may mean: `currencies`, of which `usual` where the buyer's country says nothing ("" if none).

    A `minor` sign means a hundredth ("cents"); `behind_only` ones count behind a number only ("won").
    """

    currencies: tuple[str, ...]
    usual: str = ""
    minor: bool = False
    behind_only: bool = False

    def choices(self, locale: Locale) -> tuple[str, ...]:
        """The currencies that it may mean in a locale: one if the country or custom decides."""
        at_home = [code for code in _at_home(locale) if code in self.currencies]
        if at_home:
            return (at_home[0],)
        spoken = tuple(code for code in self.currencies if locale.language in _spoken_with(code))
        several = len(spoken) > 1
        if self.usual and (locale.territory or not several):
            return (self.usual,)
        return tuple(dict.fromkeys((*filter(None, (self.usual,)), *spoken))) if several else self.currencies


@lru_cache(maxsize=128)
def signs(locale: Locale) -> Mapping[str, Sign]:
    """Every sign that somebody in a locale may type, by its folded spelling."""
    data = _data()
    behind = set(map(key, data["words"]["behind_only"]))
    found: dict[str, Sign] = {}
    for spelling, sign in (*_local(data, locale), *_listed(data), *_in_cldr(data, locale)):
        found.setdefault(key(spelling), sign)
    found.pop("", None)
    return {
        spelling: Sign(sign.currencies, sign.usual, sign.minor, behind_only=spelling in behind)
        for spelling, sign in found.items()
    }


def tender(territory: str) -> tuple[str, ...]:
    """The currencies in use in a country, the main one first. (Babel's own function asks the system's clock.)"""
    rows: Iterable[Any] = get_global("territory_currencies").get(territory, ())
    return tuple(code for code, _, until, is_tender in rows if until is None and is_tender)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(_DATA.read_text("utf-8"))


def _at_home(locale: Locale) -> tuple[str, ...]:
    """The currencies of the locale's country, or of the country where most people speak its language."""
    likely: str = get_global("likely_subtags").get(locale.language, "")
    return tender(locale.territory or likely.rpartition("_")[2])


def _spoken_with(currency: str) -> tuple[str, ...]:
    """The languages of the country that a code begins with: "MX" of "MXN"."""
    return get_official_languages(currency[:2], de_facto=True)


def _local(data: Mapping[str, Any], locale: Locale) -> Iterator[tuple[str, Sign]]:
    """Short forms of the locale's country."""
    for code in _at_home(locale):
        for spelling in data["local"].get(code, ()):
            yield spelling, Sign((code,))
        for spelling in data["local_minor"].get(code, ()):
            yield spelling, Sign((code,), minor=True)


def _listed(data: Mapping[str, Any]) -> Iterator[tuple[str, Sign]]:
    for code, spellings in data["signs"].items():
        yield from ((spelling, Sign((code,))) for spelling in spellings)
    for kind in ("shared", "minor"):
        for row in data[kind]:
            sign = Sign(tuple(row["currencies"]), row.get("usual", ""), minor=kind == "minor")
            yield from ((spelling, sign) for spelling in row["typed"])


def _in_cldr(data: Mapping[str, Any], locale: Locale) -> Iterator[tuple[str, Sign]]:
    """All codes, and for the locale's and the listed currencies the symbols and names that CLDR has for them."""
    in_use = {code for territory in get_global("territory_currencies") for code in tender(territory)}
    named = {*_at_home(locale), *data["signs"], *(code for row in data["shared"] for code in row["currencies"])}
    not_signs = {"", "$", "£", "¥", *data["words"]["not_codes"]}  # a lone "$" stands for several
    for code in sorted(in_use):
        names = {code} | ({locale.currency_symbols.get(code, ""), *_names(code, locale)} if code in named else set())
        yield from ((name, Sign((code,))) for name in sorted(names - not_signs))


def _names(code: str, locale: Locale) -> Iterator[str]:
    return (get_currency_name(code, count, locale) for count in _PLURALS)
