"""The word lists: everything in them is of a known kind and can be found again, and every refusal has its text."""

import re
from datetime import date
from pathlib import Path

import pytest
from babel import Locale
from babel.numbers import list_currencies

import flows.parse
from flows.model import Money
from flows.parse.currencies import signs
from flows.parse.english import read_english
from flows.parse.phrases import codes
from flows.parse.spellings import LANGUAGES, key, words_of
from flows.parse.tokens import tokens
from flows.parse.vocabulary import MONTHS, WEEKDAYS, vocabulary_for
from flows.words import messages

SECTIONS = {"days", "periods", "spans", "units", "plural_units", "numbers", "ordinals", "words", "amounts", "months",
            "weekdays", "rewrite", "proclitics"}  # fmt: skip
UNITS = {"day", "week", "month", "year", "hour", "minute"}
WORDS = {"ago", "ahead", "in", "last", "next", "this", "join", "article", "after_number", "clock", "ordinal", "skip",
         "doubt", "noise"}  # fmt: skip
AMOUNTS = {"hundred", "thousand", "myriad", "million", "lakh", "crore", "minus", "count", "order_number", "or", "and",
           "price"}  # fmt: skip
LISTED = sorted(path.stem for path in LANGUAGES.glob("*.toml"))
PARSE = Path(flows.parse.__file__).parent


def test_there_are_lists():
    assert {"en", "es", "pt", "ru", "uk", "fr", "de", "it", "pl", "tr", "ar", "ja", "ko", "zh"} <= set(LISTED)


@pytest.mark.parametrize("language", LISTED)
def test_a_list_has_only_known_sections_and_keys(language):
    words = words_of(language)
    assert set(words) <= SECTIONS
    assert set(words["words"]) <= WORDS
    assert set(words["amounts"]) <= AMOUNTS
    assert set(words.get("units", {})) | set(words["plural_units"]) <= UNITS
    assert set(words.get("months", {})) <= set(MONTHS)
    assert set(words.get("weekdays", {})) <= set(WEEKDAYS)


@pytest.mark.parametrize("language", LISTED)
def test_plain_english_in_a_list_is_understood(language):
    words = words_of(language)
    phrases = [*words["days"], *words.get("periods", {}), *(f"{span} ago" for span in words.get("spans", {}))]
    assert phrases
    for phrase in phrases:
        near = "5 " + phrase if "month" in phrase else phrase
        assert read_english(near, date(2026, 11, 18), "past"), phrase


@pytest.mark.parametrize("language", LISTED)
def test_every_day_unit_and_month_of_a_list_is_found_in_a_text(language):
    locale = Locale.parse(language)
    sections = (words_of(language).get(section, {}) for section in ("days", "units", "months"))
    wanted = [spelling for section in sections for spellings in section.values() for spelling in spellings]
    assert wanted
    for spelling in wanted:
        assert key(spelling) in vocabulary_for(locale).meanings
        assert "Z" not in codes(tokens(spelling, locale, locale)), spelling


def test_every_sign_means_currencies_that_exist():
    every = {code for locale in ("en_US", "pl_PL", "ar_EG", "zh_CN") for s in signs(Locale.parse(locale)).values()
             for code in s.currencies}  # fmt: skip
    assert len(every) > 100
    assert every <= list_currencies()


def test_every_reason_has_a_text_and_every_text_is_used():
    named = {
        reason for path in (*PARSE.glob("*.py"), PARSE.parent / "answers.py")
        for reason in re.findall(r'"(parse-[a-z-]+)"', path.read_text("utf-8"))
    }  # fmt: skip
    texts = {message.id.name for message in messages(PARSE.parent / "words" / "en" / "parse.ftl")}
    assert len(named) > 20
    assert named == texts


def test_every_refusal_can_be_said_with_its_variables(words):
    for message in messages(PARSE.parent / "words" / "en" / "parse.ftl"):
        said = words(message.id.name, example=Money(amount=24, currency="EUR"), date=date(2026, 11, 18))
        assert "€24.00" in said
        assert said.endswith(".")
