"""Days and amounts among other words: what a first message names, and what only looks like it."""

from datetime import date
from decimal import Decimal

import pytest

from flows.parse import Price, days_named, prices_named

SUNDAY = date(2026, 11, 22)


def days(text, locale="en"):
    return [f"{day}" for day in days_named(text, locale=locale, today=SUNDAY)]


def prices(text, locale="en"):
    return [str(price) for price in prices_named(text, locale=locale)]


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("hello, it arrived broken on 18 november and the order is still in transit", "en", ["2026-11-18"]),
        ("ordered on october 1st, it came last friday", "en", ["2026-10-01", "2026-11-20"]),
        ("It came yesterday. The screen is cracked!", "en", ["2026-11-21"]),
        ("well i was away for a long while so that i only opened the parcel of theirs on november 18, 2026", "en", ["2026-11-18"]),
        ("came on 03/04/2026, broken", "en", ["2026-03-04", "2026-04-03"]),
        ("Das Paket kam am 18. November kaputt an", "de_DE", ["2026-11-18"]),
        ("me llegó roto el 18 de noviembre", "es_ES", ["2026-11-18"]),
        ("chegou quebrado ontem", "pt_BR", ["2026-11-21"]),
        ("il est arrivé cassé hier", "fr_FR", ["2026-11-21"]),
        ("пришло разбитое вчера", "ru_RU", ["2026-11-21"]),
        ("it arrived broken on 18 november", "vi", ["2026-11-18"]),  # no list of ours: as English
    ],
)  # fmt: skip
def test_the_days_that_a_sentence_names(text, locale, expected):
    assert days(text, locale) == expected


@pytest.mark.parametrize(
    "text",
    ["my 2nd order may be broken", "I waited 15 days", "since 12", "at 5 pm he wrote", "3 of 5 pieces", "november",
     "order 3012345678901234", "32 november", "not yesterday", "1 or 2 december", "½ november", "", "???"],
)  # fmt: skip
def test_what_names_no_day(text):
    assert days(text) == []


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("hello, paid 24.90 eur, and it came broken", "en", ["24.90 EUR"]),
        ("I paid $25 for it", "en_US", ["25 USD"]),
        ("pagué 24,90 € por él", "es_ES", ["24.90 EUR"]),
        ("заплатил 1500 руб, пришло разбитое", "ru_RU", ["1500 RUB"]),
    ],
)
def test_the_amounts_that_a_sentence_names(text, locale, expected):
    assert prices(text, locale) == expected


@pytest.mark.parametrize("text", ["paid 25 for it", "2 of 3 came", "5 dollars of 50 euros", "free", "0 eur", ""])
def test_what_names_no_amount(text):
    assert prices(text) == []


def test_an_amount_is_a_price():
    assert prices_named("24.90 eur", locale="en") == (Price(Decimal("24.90"), "EUR"),)


def test_no_text_is_too_much():
    for piece in ("x ", "1 ", "1/", "18 november, ", "\n", "\U0001f9e8", "½"):
        text = piece * (4096 // len(piece))
        for locale in ("en", "vi", "??"):
            assert len(days_named(text, locale=locale, today=SUNDAY)) <= 1, (piece, locale)
            assert prices_named(text, locale=locale) == (), (piece, locale)
