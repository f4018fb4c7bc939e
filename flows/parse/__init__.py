"""Dates and amounts as people type them, made into values, or into the reason why not."""

from flows.parse.dates import read_date
from flows.parse.money import read_money
from flows.parse.reading import Choose, DateReading, MoneyReading, Price, Refused, Understood
from flows.parse.record import parse_record

__all__ = [
    "Choose",
    "DateReading",
    "MoneyReading",
    "Price",
    "Refused",
    "Understood",
    "parse_record",
    "read_date",
    "read_money",
]
