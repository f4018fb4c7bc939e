"""Every text that a person reads: Fluent messages, with dates, money and numbers written as the reader's locale does.

The only module that formats for people. Texts are plain: markup and escaping are the renderer's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_currency, format_decimal
from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from flows.model import Money

GENERAL = Path(__file__).parent / "words"
FALLBACK = "en"
KEPT_TEXTS = 8192
"""How many texts are kept as they were written, of all languages together: most buyers are told the same."""
KEPT_VALUES = 1024
PLAIN = (str, int)
"""What stands in a text as it is; most variables are such."""
KEPT_FILES = 128


class TextError(Exception):
    """A text that is missing or can't be written with the given variables; the message names it."""


class Formats:
    """How a locale writes days, amounts and numbers."""

    def __init__(self, locale: Locale) -> None:
        self.locale = locale

    @lru_cache(maxsize=KEPT_VALUES)  # noqa: B019 - formats live as long as their words, and these as their library
    def day(self, day: date) -> str:
        """Always with its weekday: "Tue, Dec 1, 2026"."""
        return format_skeleton("yMMMEd", day, locale=self.locale)

    @lru_cache(maxsize=KEPT_VALUES)  # noqa: B019
    def short_day(self, day: date) -> str:
        """For buttons, where the year goes without saying: "Tue, Dec 1"."""
        return format_skeleton("MMMEd", day, locale=self.locale)

    def month(self, day: date) -> str:
        return format_skeleton("yMMMM", day, locale=self.locale)

    def weekday_letters(self) -> tuple[str, ...]:
        """Monday to Sunday in two letters or so, for the head of a calendar."""
        names = self.locale.days["stand-alone"]["short"]
        return tuple(names[n] for n in range(7))

    @lru_cache(maxsize=KEPT_VALUES)  # noqa: B019
    def typed_day(self, day: date) -> str:
        """As a person would type it, for examples."""
        return format_date(day, "long", locale=self.locale)

    @lru_cache(maxsize=KEPT_VALUES)  # noqa: B019
    def money(self, money: Money) -> str:
        return format_currency(money.amount, money.currency, locale=self.locale)

    def number(self, number: int | Decimal) -> str:
        return format_decimal(number, locale=self.locale)

    def write(self, value: Any) -> Any:
        """A variable as it stands in a text."""
        if type(value) in PLAIN:
            return value
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, Money):
            return self.money(value)
        if isinstance(value, Decimal):
            return self.number(value)
        return value


class Words:
    """The texts of one language, with English behind it where one is missing."""

    def __init__(self, locale: Locale, bundles: tuple[FluentBundle, ...]) -> None:
        self.formats = Formats(locale)
        self._bundles = bundles
        self._fixed: dict[str, str] = {}
        """Texts that name no variable, once they were asked for: most labels are such."""

    def __call__(self, message: str, /, **variables: Any) -> str:
        """The text called `message`. Raises TextError where it is missing or a variable is."""
        return self._fixed.get(message) or self.filled(message, variables)

    def filled(self, message: str, variables: Mapping[str, Any]) -> str:
        """As a call, where there are many variables to choose from."""
        named = self.variables(message)
        if not named:
            text = self._fixed[message] = self._written(message, ())
            return text
        write = self.formats.write
        return self._written(message, tuple([(name, write(variables[name])) for name in named if name in variables]))

    def has(self, message: str) -> bool:
        return any(bundle.has_message(message) for bundle in self._bundles)

    @lru_cache(maxsize=KEPT_TEXTS)  # noqa: B019
    def _written(self, message: str, variables: tuple[tuple[str, Any], ...]) -> str:
        bundle = self._bundle_of(message)
        pattern = bundle.get_message(message).value
        if pattern is None:
            raise TextError(f"the text {message!r} is empty")
        text, errors = bundle.format_pattern(pattern, dict(variables))
        if errors:
            raise TextError(f"{message}: {'; '.join(map(str, errors))}")
        return str(text)

    @lru_cache(maxsize=KEPT_TEXTS)  # noqa: B019
    def variables(self, message: str) -> tuple[str, ...]:
        """The variables that a text names, a few of the many that it may be given. Raises TextError."""
        bundle = self._bundle_of(message)
        named = _Named(bundle)
        named.visit(bundle.get_message(message))
        return tuple(named.variables)

    def _bundle_of(self, message: str) -> FluentBundle:
        bundle = next((b for b in self._bundles if b.has_message(message)), None)
        if bundle is None:
            raise TextError(f"no text called {message!r}")
        return bundle


class _Named(Visitor):
    """The variables that a message names, itself or in the messages that it refers to."""

    def __init__(self, bundle: FluentBundle) -> None:
        self.variables: set[str] = set()
        self._bundle = bundle
        self._seen: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - the visitor's own naming
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        name = node.id.name
        if name not in self._seen and self._bundle.has_message(name):
            self._seen.add(name)
            self.visit(self._bundle.get_message(name))


class Library:
    """The texts of all languages in some folders (each with one subfolder a language), read when first needed."""

    def __init__(self, *folders: Path) -> None:
        self.folders = (GENERAL, *folders)

    def languages(self) -> list[str]:
        return sorted({path.name for folder in self.folders for path in folder.iterdir() if path.is_dir()})

    @lru_cache(maxsize=512)  # noqa: B019 - a library lives as long as the process
    def words(self, language: str | None, country: str | None = None) -> Words:
        """The texts for a language as Telegram names it ("pt-br"), written as its country does."""
        return self._words(spoken(language), (country or "").upper())

    @lru_cache(maxsize=256)  # noqa: B019
    def _words(self, language: str, country: str) -> Words:
        known = language if language in self.languages() else FALLBACK
        names = dict.fromkeys((known, FALLBACK))
        return Words(locale_for(known, country), tuple(self._bundle(name) for name in names))

    @lru_cache(maxsize=32)  # noqa: B019
    def _bundle(self, language: str) -> FluentBundle:
        locale = Locale.parse(language)
        bundle = FluentBundle([language], use_isolating=locale.text_direction == "rtl")
        for path in self.files(language):
            bundle.add_resource(_parsed(path.read_text("utf-8")))
        return bundle

    def files(self, language: str) -> list[Path]:
        return [path for folder in self.folders for path in sorted((folder / language).glob("*.ftl"))]


def spoken(language: str | None) -> str:
    """The language of a code such as "pt-br"; English where there is none."""
    return (language or FALLBACK).replace("_", "-").partition("-")[0].lower() or FALLBACK


@lru_cache(maxsize=512)
def locale_for(language: str, country: str = "") -> Locale:
    """A Babel locale; the language alone where the pair is unknown, English where the language is."""
    for name in (f"{language}_{country}", language, FALLBACK) if country else (language, FALLBACK):
        try:
            return Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale(FALLBACK)


def messages(path: Path) -> Iterable[ast.Message | ast.Junk]:
    """The messages of a Fluent file, for checks; broken ones as Junk, which the runtime drops in silence."""
    return [entry for entry in _parsed(path.read_text("utf-8")).body if isinstance(entry, (ast.Message, ast.Junk))]


@lru_cache(maxsize=KEPT_FILES)
def _parsed(text: str) -> ast.Resource:
    """What a Fluent file says. Parsing is slow, and a check looks at each file several times."""
    return FluentParser().parse(text)
