"""An amount as a person types it, in the language of a locale or in English."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from babel import Locale
from babel.numbers import get_currency_precision

from flows.answers import LARGEST_AMOUNT
from flows.model import Money
from flows.parse.amounts import NotAnAmount, ThreeDecimals, amount
from flows.parse.currencies import Sign, tender
from flows.parse.locales import ENGLISH, known_locale
from flows.parse.prices import Heard, Said, heard
from flows.parse.reading import Choose, MoneyReading, Price, Refused, Understood
from flows.parse.typed import TooLong, clean, has_odd_numbers

_EXAMPLE = Decimal("24.90")
_ORDER_NUMBER = re.compile(r"(?:\d[ -]?){13,}")
_FRACTION_OR_TIME = re.compile(r"\d[:\\^]\d|\d\s?/\s?\d|\d-\d+-\d")
_NOT_MONEY = "parse-not-money"
_HUNDREDTH = Decimal("0.01")


def read_money(text: str, *, locale: str) -> MoneyReading:
    """What price a text names to somebody in `locale` ("pt_BR", "en"). Never raises for any text or locale.

    The currency is None where none was typed; `Choose` where a sign means several that nothing decides between.
    Of a range ("$5-6") it is the lower end.
    """
    where = known_locale(locale) or ENGLISH
    try:
        typed = clean(text)
    except TooLong:
        return _refused("parse-too-long", where)
    if not typed:
        return _refused("parse-empty", where)
    if has_odd_numbers(text) or _FRACTION_OR_TIME.search(typed):
        return _refused(_NOT_MONEY, where)
    if _ORDER_NUMBER.search(typed):
        return _refused("parse-order-number", where)
    reading = _read(heard(typed, where, where), where)
    in_words = not any(sign.isdigit() for sign in typed)
    if in_words and isinstance(reading, Refused) and where.language != ENGLISH.language:
        return _read(heard(typed, ENGLISH, where), where)
    return reading


def _refused(reason: str, where: Locale) -> Refused:
    currency = next(iter(tender(where.territory or "")), "EUR")
    return Refused(reason, {"example": Money(_EXAMPLE, currency)})


class _Unusable(Exception):
    """A price that can't be taken; the argument is the id of the text that says why."""


def _read(said: Heard, where: Locale) -> MoneyReading:
    try:
        prices = _meant(said)
        values = {_value(price, said, where) for price in prices}
        sign = _one_sign([*(one for price in prices for one in price.signs), *said.loose])
        if len(values) > 1 or said.either:
            raise _Unusable("parse-two-amounts")
    except _Unusable as refusal:
        return _refused(str(refusal), where)
    value = values.pop()
    if sign is None:
        return Understood(Price(value, None))
    options = tuple(Price(value, currency) for currency in sign.choices(where))
    return Understood(options[0]) if len(options) == 1 else Choose(options)


def _meant(said: Heard) -> Sequence[Said]:
    """The numbers that are prices: those with a sign, else those that neither count things nor stand among other words."""
    signed = [price for price in said.prices if price.signs]
    if signed:
        return signed
    if any(price.is_order for price in said.prices):
        raise _Unusable("parse-order-number")
    plain = [price for price in said.prices if not price.is_count]
    if not plain or (said.unknown and not said.loose):
        raise _Unusable(_NOT_MONEY)
    return plain


def _one_sign(signs: Sequence[Sign]) -> Sign | None:
    """What all signs of a text can mean together: "$15 CAD" are Canadian dollars, "12 usd or eur" are two currencies."""
    if not signs:
        return None
    common = [code for code in signs[0].currencies if all(code in sign.currencies for sign in signs)]
    if not common:
        raise _Unusable("parse-two-currencies")
    usual = next((sign.usual for sign in signs if sign.usual in common), "")
    return Sign(tuple(common), usual, minor=any(sign.minor for sign in signs))


def _value(price: Said, said: Heard, where: Locale) -> Decimal:
    sign = _one_sign(price.signs or said.loose)
    codes = sign.choices(where) if sign else ()
    decimals = get_currency_precision(codes[0]) if len(codes) == 1 else 2
    value = _sum(price.parts, where, decimals)
    if price.cents:
        value += int(price.cents.ljust(2, "0")) * _HUNDREDTH
    if sign and sign.minor:
        value = (value * _HUNDREDTH).quantize(_HUNDREDTH)
    if price.upto and value >= _sum(price.upto, where, decimals):
        raise _Unusable(_NOT_MONEY)
    if price.is_negative:
        raise _Unusable("parse-negative")
    if not value:
        raise _Unusable("parse-zero")
    if value > LARGEST_AMOUNT:
        raise _Unusable("parse-too-large")
    return value


def _sum(parts: Sequence[tuple[str, int]], where: Locale, decimals: int) -> Decimal:
    """The figures times their scales, added up: ("1", 10000) and ("5", 1000) are 15000."""
    total = Decimal(0)
    for figures, scale in parts:
        try:
            number = amount(figures, where, decimals)
        except NotAnAmount:
            raise _Unusable(_NOT_MONEY) from None
        except ThreeDecimals:
            raise _Unusable("parse-three-decimals") from None
        total += number if scale == 1 else Decimal(int(number * scale))
    return total
