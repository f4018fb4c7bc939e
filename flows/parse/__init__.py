"""Dates and amounts as people type them, made into values, or into the reason why not.

A date goes from typed.py (plain text) over tokens.py (words, by languages/*.toml and CLDR) and phrases.py (which words
make a date) to english.py, where dateparser reads the plain English that came of it; numeric.py knows dates in
figures. An amount goes over price_words.py and prices.py to amounts.py, where price-parser reads the figures, and
currencies.py says what a sign means where. A language without a list of ours is left to dateparser alone. What a longer
text names among other words is found by sentences.py.
"""

from flows.parse.dates import read_date
from flows.parse.money import read_money
from flows.parse.reading import Choose, DateReading, MoneyReading, Price, Refused, Understood
from flows.parse.record import parse_record
from flows.parse.sentences import days_named, prices_named

__all__ = [
    "Choose",
    "DateReading",
    "MoneyReading",
    "Price",
    "Refused",
    "Understood",
    "days_named",
    "parse_record",
    "prices_named",
    "read_date",
    "read_money",
]
