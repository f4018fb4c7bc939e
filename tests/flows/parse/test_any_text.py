"""Promises for texts that nobody thought of: no exception, nothing out of bounds, and what we write we can read."""

import re
import subprocess
import sys
import time
from datetime import date, timedelta
from decimal import Decimal

import pytest
from babel import Locale
from babel.dates import format_date, format_skeleton, format_timedelta
from babel.numbers import format_currency, get_currency_precision
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.parse import Choose, Price, Understood, read_date, read_money
from flows.parse.spellings import LANGUAGES, words_of

LOCALES = [
    "en_US", "en_GB", "en_IN", "de_DE", "de_CH", "fr_FR", "fr_CA", "es_ES", "es_MX", "pt_BR", "pt_PT", "ru_RU", "uk_UA",
    "pl_PL", "it_IT", "tr_TR", "ar_EG", "ar_SA", "he_IL", "ja_JP", "ko_KR", "zh_CN", "zh_TW", "nl_NL",
]  # fmt: skip
TODAY = date(2026, 11, 18)
a_locale = st.sampled_from([*LOCALES, "en", "es", "cs_CZ", "xx", ""])
a_word = st.sampled_from(
    ["12", "3", "31", "2026", "0", "-", "/", ".", ",", " ", "$", "€", "kr", "k", "last", "friday", "ago", "days", "nov",
     "may", "hace", "vor", "前", "日", "月", "天", "3일", "قبل", "万", "cents", "or", "half", "next", "week", "of", "\u202e"]
)  # fmt: skip
a_text = st.one_of(st.text(max_size=70), st.lists(a_word, max_size=12).map(" ".join), st.lists(a_word).map("".join))
a_day = st.dates(date(2010, 4, 1), date(2028, 11, 17))


@given(text=a_text, locale=a_locale, today=st.dates(date(2010, 4, 1), date(2999, 12, 31)), past=st.booleans())
@settings(max_examples=400, deadline=None)
def test_no_text_raises_and_no_date_lies_out_of_bounds(text, locale, today, past):
    prefer = "past" if past else "future"
    reading = read_date(text, locale=locale, today=today, prefer=prefer, only_past=past)
    days = (
        reading.options if isinstance(reading, Choose) else [reading.value] if isinstance(reading, Understood) else []
    )
    for day in days:
        assert date(2010, 4, 1) <= day <= today + timedelta(days=0 if past else 730)


@given(text=a_text, locale=a_locale)
@settings(max_examples=400, deadline=None)
def test_no_text_raises_and_no_amount_lies_out_of_bounds(text, locale):
    reading = read_money(text, locale=locale)
    prices = (
        reading.options if isinstance(reading, Choose) else [reading.value] if isinstance(reading, Understood) else []
    )
    for price in prices:
        assert 0 < price.amount <= 100_000_000
        assert price.currency is None or re.fullmatch("[A-Z]{3}", price.currency)


def written(day, locale):
    """A day in the forms that a locale writes, all with four figures for the year."""
    short = re.sub("y+", "yyyy", Locale.parse(locale).date_formats["short"].pattern)
    yield from (format_date(day, form, locale=locale) for form in ("full", "long", "medium", short))
    yield from (format_skeleton(form, day, locale=locale) for form in ("yMMMEd", "yMd", "yMMMd"))


@pytest.mark.parametrize("locale", LOCALES)
@given(day=a_day)
@settings(max_examples=8, deadline=None)
def test_a_date_as_a_locale_writes_it_reads_as_the_same_day(day, locale):
    for text in written(day, locale):
        assert read_date(text, locale=locale, today=TODAY) == Understood(day), text


@pytest.mark.parametrize("locale", LOCALES)
@given(count=st.integers(1, 40), unit=st.sampled_from(["day", "week"]), sign=st.sampled_from([-1, 1]))
@settings(max_examples=12, deadline=None)
def test_days_and_weeks_as_a_locale_counts_them_read_as_that_far_away(count, unit, sign, locale):
    distance = sign * timedelta(**{f"{unit}s": count})
    text = format_timedelta(distance, unit, threshold=1000, add_direction=True, locale=locale)
    prefer = "past" if sign < 0 else "future"
    assert read_date(text, locale=locale, today=TODAY, prefer=prefer) == Understood(TODAY + distance), text


@pytest.mark.parametrize("locale", LOCALES)
@given(
    hundredths=st.integers(1, 9_999_999),
    currency=st.sampled_from(["USD", "EUR", "GBP", "BRL", "RUB", "CNY", "JPY", "PLN"]),
    form=st.sampled_from(["standard", "name"]),
)
@settings(max_examples=20, deadline=None)
def test_money_as_a_locale_writes_it_reads_as_the_same_price(hundredths, currency, form, locale):
    amount = round(Decimal(hundredths) / 100 + 1, get_currency_precision(currency))
    text = format_currency(amount, currency, locale=locale, format_type=form)
    reading = read_money(text, locale=locale)
    meant = reading.options if isinstance(reading, Choose) else (reading.value,)
    assert Price(amount, currency) in meant, text
    assert len(meant) == 1 or "¥" in text, text


@pytest.mark.parametrize("text", ["9" * 1_000_000, "a " * 2048, " " * 1_000_000, "\u200b" * 4096, "e\u0301" * 2000])
def test_a_flood_of_text_is_refused_at_once(text):
    before = time.perf_counter()
    read_date(text, locale="en_US", today=TODAY)
    read_money(text, locale="en_US")
    assert time.perf_counter() - before < 0.5


def test_reading_the_package_does_not_load_dateparser():
    code = "import sys, flows.parse; sys.exit(any(name.startswith('dateparser') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 - our own line


def test_every_language_with_a_list_is_among_the_locales():
    listed = {path.stem for path in LANGUAGES.glob("*.toml")}
    assert len(listed) >= 15
    assert listed == {locale[:2] for locale in LOCALES}
    assert not words_of("xx")
