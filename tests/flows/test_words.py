"""The texts: each can be written in each language; days with their weekday, money and order as the reader's country does."""

from datetime import date
from decimal import Decimal

import pytest
from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

from flows.load import ALIEXPRESS
from flows.model import Money
from flows.words import Formats, Library, TextError, locale_for, messages, spoken

TUESDAY = date(2026, 12, 1)
LIBRARY = Library(ALIEXPRESS / "words")
LANGUAGES = LIBRARY.languages()


class Named(Visitor):
    """The variables that a message names, and the messages that it refers to."""

    def __init__(self):
        self.variables, self.texts = set(), set()

    def visit_VariableReference(self, node):  # noqa: N802 - the visitor's own naming
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node):  # noqa: N802
        self.texts.add(node.id.name)


def entries(language):
    return [entry for path in LIBRARY.files(language) for entry in messages(path)]


def named_in(message, by_name):
    """The variables of a message and of all that it refers to."""
    seen = Named()
    seen.visit(message)
    return seen.variables.union(*(named_in(by_name[text], by_name) for text in seen.texts))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", [0, 1, 2, 5], ids="n={}".format)
def test_every_message_can_be_written(language, number):
    by_name = {entry.id.name: entry for entry in entries(language)}
    assert len(by_name) > 400
    words = LIBRARY.words(language)
    for name, message in by_name.items():
        text = words(name, **dict.fromkeys(named_in(message, by_name), number))
        assert text.strip(), name
        assert "{" not in text, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_broken_and_none_is_told_twice(language):
    found = entries(language)
    assert [entry.content for entry in found if isinstance(entry, ast.Junk)] == []
    names = [entry.id.name for entry in found]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_has_attributes(language):
    """A text is what is shown; nothing reads attributes, so nothing may hide there."""
    assert [entry.id.name for entry in entries(language) if entry.attributes] == []


def test_english_is_there():
    assert "en" in LANGUAGES


@pytest.mark.parametrize("code", ["xx", "", None, "tlh-x", "zz-ZZ", "../en", "en_US", "EN"])
def test_an_unknown_language_is_spoken_to_in_english(code):
    assert LIBRARY.words(code)("option-unknown") == "I don’t know"


@pytest.mark.parametrize(
    ("code", "language"),
    [("pt-br", "pt"), ("zh-hans", "zh"), ("en_GB", "en"), ("DE", "de"), ("", "en"), (None, "en"), ("-br", "en")],
)
def test_the_language_is_read_from_telegrams_code(code, language):
    assert spoken(code) == language


@pytest.fixture
def german(tmp_path):
    """A folder of texts in English, of which one is in German too."""
    for language, text in {
        "en": "greeting = Hello\nfarewell = Goodbye on { $day }\n",
        "de": "greeting = Hallo\n",
    }.items():
        folder = tmp_path / language
        folder.mkdir()
        (folder / "all.ftl").write_text(text, "utf-8")
    return Library(tmp_path)


def test_a_text_that_a_language_lacks_is_said_in_english(german):
    words = german.words("de")
    assert words("greeting") == "Hallo"
    assert words("farewell", day="Monday") == "Goodbye on Monday"


def test_days_inside_a_text_that_fell_back_are_written_as_the_readers_language_does(german):
    assert german.words("de", "DE")("farewell", day=TUESDAY) == "Goodbye on Di., 1. Dez. 2026"


def test_a_country_changes_how_days_are_written_and_not_the_language(german):
    assert german.words("en", "GB")("farewell", day=TUESDAY) == "Goodbye on Tue, 1 Dec 2026"
    assert german.words("en", "us")("farewell", day=TUESDAY) == "Goodbye on Tue, Dec 1, 2026"
    assert german.words("en", "QQ")("farewell", day=TUESDAY) == "Goodbye on Tue, Dec 1, 2026"


DAYS = {
    ("en", ""): "Tue, Dec 1, 2026",
    ("en", "US"): "Tue, Dec 1, 2026",
    ("en", "GB"): "Tue, 1 Dec 2026",
    ("de", "DE"): "Di., 1. Dez. 2026",
    ("es", "ES"): "mar, 1 dic 2026",
    ("fr", "FR"): "mar. 1 déc. 2026",
    ("ja", "JP"): "2026年12月1日(火)",
    ("ko", "KR"): "2026년 12월 1일 (화)",
}


@pytest.mark.parametrize("place", DAYS, ids="-".join)
def test_a_day_is_written_with_its_weekday_in_the_order_of_its_place(place):
    assert Formats(locale_for(*place)).day(TUESDAY) == DAYS[place]


WEEK = [date(2026, 11, 30 - n) for n in range(7)]


@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "pt", "ru", "ar", "ja", "zh", "tr", "pl", "it"])
def test_seven_days_of_a_week_show_seven_weekdays(language):
    formats = Formats(locale_for(language))
    for written in (formats.day, formats.short_day):
        bare = {"".join(sign for sign in written(day) if not sign.isdecimal()) for day in WEEK}
        assert len(bare) == 7


def test_a_short_day_leaves_out_the_year():
    assert Formats(locale_for("en")).short_day(TUESDAY) == "Tue, Dec 1"
    assert Formats(locale_for("en", "GB")).short_day(TUESDAY) == "Tue 1 Dec"


def test_the_head_of_a_calendar_runs_from_monday_to_sunday():
    assert Formats(locale_for("en")).weekday_letters() == ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
    assert Formats(locale_for("en")).month(TUESDAY) == "December 2026"


def test_an_example_day_is_written_as_a_person_types_it():
    assert Formats(locale_for("en")).typed_day(TUESDAY) == "December 1, 2026"
    assert Formats(locale_for("en", "GB")).typed_day(TUESDAY) == "1 December 2026"


MONEY = {
    ("en", "US", "1234.50", "EUR"): "€1,234.50",
    ("en", "US", "24.9", "USD"): "$24.90",
    ("de", "DE", "1234.50", "EUR"): "1.234,50\u00a0€",
    ("fr", "FR", "1234.50", "EUR"): "1\u202f234,50\u00a0€",
    ("de", "CH", "1234.50", "EUR"): "EUR\u00a01’234.50",
    ("en", "US", "2490", "JPY"): "¥2,490",
    ("ja", "JP", "2490", "JPY"): "￥2,490",
    ("en", "US", "1.5", "KWD"): "KWD1.500",
}


@pytest.mark.parametrize("case", MONEY, ids=" ".join)
def test_money_is_written_as_its_place_does_with_the_currencys_coins(case):
    language, country, amount, currency = case
    written = Formats(locale_for(language, country)).money(Money(Decimal(amount), currency))
    assert written.replace("KWD\u00a0", "KWD") == MONEY[case]


def test_money_inside_a_text_is_written_out(german):
    assert german.words("de", "DE")("farewell", day=Money(Decimal("24.90"), "EUR")) == "Goodbye on 24,90\u00a0€"


def test_numbers_are_written_as_their_place_does():
    assert Formats(locale_for("de")).number(Decimal("1234.5")) == "1.234,5"
    assert Formats(locale_for("en")).number(1234) == "1,234"


@pytest.mark.parametrize(
    ("language", "country", "name"),
    [("de", "AT", "de_AT"), ("de", "US", "de"), ("xx", "US", "en"), ("", "", "en"), ("en", "??", "en")],
)
def test_a_pair_that_nobody_knows_falls_back_to_the_language_then_to_english(language, country, name):
    assert str(locale_for(language, country)) == name


def test_a_text_that_is_missing_is_an_error_that_names_it(words):
    with pytest.raises(TextError, match="no text called 'nobody'"):
        words("nobody")


def test_a_variable_that_is_missing_is_an_error_that_names_it(words):
    with pytest.raises(TextError, match="clock-appeal: Unknown external: date"):
        words("clock-appeal")


def test_braces_that_were_typed_stay_as_they_are(german):
    assert german.words("en")("farewell", day="{ $other }") == "Goodbye on { $other }"


def test_has_says_whether_a_text_is_there(words):
    assert words.has("option-unknown")
    assert not words.has("option-nobody")


@pytest.fixture
def referring(tmp_path):
    """Texts that refer to each other: one to another's variable, two in a circle."""
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "all.ftl").write_text(
        "due = Due on { $day }\nreminder = { due }, { $name }\nround = See { about }\nabout = See { round }\n", "utf-8"
    )
    return Library(tmp_path)


def test_a_text_says_the_variables_of_the_texts_that_it_refers_to(referring):
    assert referring.words("en")("reminder", day=TUESDAY, name="Ana") == "Due on Tue, Dec 1, 2026, Ana"


def test_a_text_that_leads_back_into_itself_is_an_error_that_names_it(referring):
    with pytest.raises(TextError, match="round: Cyclic reference"):
        referring.words("en")("round")


def test_a_text_is_written_anew_for_other_variables(referring):
    said = [referring.words("en")("due", day=day) for day in (TUESDAY, date(2026, 12, 2), TUESDAY)]
    assert said == ["Due on Tue, Dec 1, 2026", "Due on Wed, Dec 2, 2026", "Due on Tue, Dec 1, 2026"]


def test_what_a_text_does_not_name_makes_no_difference(referring):
    assert referring.words("en")("due", day=TUESDAY, name=object()) == "Due on Tue, Dec 1, 2026"


def test_texts_that_were_changed_are_read_by_the_next_library(referring):
    assert referring.words("en")("due", day=TUESDAY) == "Due on Tue, Dec 1, 2026"
    (referring.folders[-1] / "en" / "all.ftl").write_text("due = By { $day }\n", "utf-8")
    assert Library(referring.folders[-1]).words("en")("due", day=TUESDAY) == "By Tue, Dec 1, 2026"
