"""What a typed amount means, and what is refused."""

from decimal import Decimal

import pytest

from flows.model import Money
from flows.parse import Choose, Refused, Understood, read_money


def read(text, locale="en_US"):
    reading = read_money(text, locale=locale)
    match reading:
        case Understood(price):
            return str(price)
        case Choose(prices):
            return [str(price) for price in prices]
        case Refused(reason):
            return reason


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("1,299", "en_US", "1299"),
        ("1.299", "de_DE", "1299"),
        ("1 299,50", "fr_FR", "1299.50"),
        ("1.299,50", "en_US", "1299.50"),
        ("1,299.50", "de_DE", "1299.50"),
        ("1'299.50", "de_CH", "1299.50"),
        ("1,29,900", "en_IN", "129900"),
        ("12,5", "en_US", "12.5"),
        ("12.50", "es_ES", "12.50"),
        ("12.345", "de_DE", "12345"),
        ("12.345", "en_US", "parse-three-decimals"),
        ("12,345", "de_DE", "parse-three-decimals"),
        ("12.345 KWD", "en_US", "12.345 KWD"),
        ("¥12.345", "ja_JP", "12345 JPY"),
        ("0.999", "en_US", "parse-three-decimals"),
        ("1.2345", "en_US", "parse-three-decimals"),
        ("12.11.2026", "de_DE", "parse-not-money"),
        ("1,23,45", "en_IN", "parse-not-money"),
    ],
)
def test_marks_of_thousands_and_decimals_are_told_apart_or_asked_for(text, locale, expected):
    assert read(text, locale) == expected


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("$12", "en_US", "12 USD"),
        ("$12", "en_AU", "12 AUD"),
        ("$12", "en_CA", "12 CAD"),
        ("$12", "es_MX", "12 MXN"),
        ("12 dólares", "es_MX", "12 USD"),
        ("$12", "de_DE", "12 USD"),
        ("$12", "en", "12 USD"),
        ("US$12", "es_MX", "12 USD"),
        ("$12 CAD", "en_US", "12 CAD"),
        ("$12 pesos", "es_CL", "12 CLP"),
        ("12 kr", "sv_SE", "12 SEK"),
        ("12 kr", "nb_NO", "12 NOK"),
        ("12 kr", "da", "12 DKK"),
        ("¥12", "zh_CN", "12 CNY"),
        ("￥12", "ja_JP", "12 JPY"),
        ("12 руб", "ru_BY", "12 BYN"),
        ("£12", "ar_EG", "12 EGP"),
        ("12", "en_US", "12"),
    ],
)
def test_a_shared_sign_means_the_currency_of_the_country(text, locale, expected):
    assert read(text, locale) == expected


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("12 kr", "en_GB", ["12 SEK", "12 NOK", "12 DKK", "12 ISK"]),
        ("¥12", "fr_FR", ["12 JPY", "12 CNY"]),
        ("$12", "es", ["12 USD", "12 MXN", "12 CLP", "12 COP", "12 ARS", "12 UYU"]),
        ("12 pesos", "es", ["12 MXN", "12 COP", "12 CLP", "12 ARS", "12 UYU", "12 DOP"]),
    ],
)
def test_a_sign_that_nothing_decides_is_offered_in_its_meanings(text, locale, expected):
    assert read(text, locale) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("-5", "parse-negative"),
        ("$-5", "parse-negative"),
        ("minus 5 dollars", "parse-negative"),
        ("0.00", "parse-zero"),
        ("$0", "parse-zero"),
        ("100000001", "parse-too-large"),
        ("99999999999", "parse-too-large"),
        ("8123456789012345", "parse-order-number"),
        ("8123 4567 8901 2345", "parse-order-number"),
        ("order #12345", "parse-order-number"),
        ("12 usd or eur", "parse-two-currencies"),
        ("$12 = €11", "parse-two-currencies"),
        ("12 15", "parse-two-amounts"),
        ("5 or 6 dollars", "parse-two-amounts"),
        ("$12 + $3 shipping", "parse-two-amounts"),
        ("3 pieces", "parse-not-money"),
        ("12 november", "parse-not-money"),
        ("12/11/2026", "parse-not-money"),
        ("2026-11-12", "parse-not-money"),
        ("12:30", "parse-not-money"),
        ("1e309", "parse-not-money"),
        ("inf", "parse-not-money"),
        ("nan", "parse-not-money"),
        ("1_000", "parse-not-money"),
        ("0x10", "parse-not-money"),
        ("²", "parse-not-money"),
        ("½", "parse-not-money"),
        ("20%", "parse-not-money"),
        ("free", "parse-not-money"),
        ("iphone 12", "parse-not-money"),
        ("nineteen ninety nine", "parse-not-money"),
        ("\u2800", "parse-empty"),
        ("9" * 5000, "parse-too-long"),
    ],
)
def test_what_is_no_single_possible_price_is_refused_with_its_own_reason(text, reason):
    assert read(text) == reason


def test_the_largest_amount_is_still_taken():
    assert read("100,000,000") == "100000000"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$5-6", "5 USD"),
        ("5 - 6 dollars", "5 USD"),
        ("~12", "12"),
        ("$12 - two pieces", "12 USD"),
        ("I paid $12.40 for 3 pieces", "12.40 USD"),
        ("2x $15", "15 USD"),
        ("order 2: 12 usd", "12 USD"),
        ("free shipping, 12 usd", "12 USD"),
    ],
)
def test_the_price_is_found_beside_other_numbers_and_of_a_range_the_lower_end(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("12.5k", "en_US", "12500"),
        ("5 тыс. руб.", "ru_RU", "5000 RUB"),
        ("2万円", "ja_JP", "20000 JPY"),
        ("1만 5천원", "ko_KR", "15000 KRW"),
        ("만오천원", "ko_KR", "15000 KRW"),
        ("two hundred and fifty dollars", "en_US", "250 USD"),
        ("quatre-vingt-dix euros", "fr_FR", "90 EUR"),
        ("99p", "en_GB", "0.99 GBP"),
        ("5 euros 20 cents", "en_IE", "5.20 EUR"),
        ("12€50", "fr_FR", "12.50 EUR"),
    ],
)
def test_scales_words_and_hundredths_are_counted(text, locale, expected):
    assert read(text, locale) == expected


def test_a_refusal_shows_an_amount_in_the_currency_of_the_country():
    assert read_money("free", locale="pt_BR").arguments == {"example": Money(Decimal("24.90"), "BRL")}
    assert read_money("free", locale="en").arguments == {"example": Money(Decimal("24.90"), "EUR")}
