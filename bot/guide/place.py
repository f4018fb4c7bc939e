"""Where the buyer lives: the country, and from it the time zone and the way dates are written."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from importlib import resources
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_time, get_timezone_location, get_timezone_name

from bot.guide.callbacks import data_for, number_in, read_press
from bot.guide.labels import plain
from bot.guide.quiet import quiet_line
from bot.guide.visit import Visit
from bot.talk import Button, Reply, Rows, Screen, Text, Title
from flows.words import locale_for, spoken

PAGE = 24
LIKELY = ("US", "GB", "ES", "BR", "FR", "DE", "IT", "PL")
"""The first page, after the country that the buyer's language names."""
COUNTRY_VERBS = ("country", "countries", "skip")
"""The buttons below the question for the country."""


@lru_cache(maxsize=1)
def zones_by_country() -> dict[str, tuple[str, ...]]:
    """The time zones of each country by its two letters, the main one first where tzdata has it first."""
    found: dict[str, tuple[str, ...]] = {}
    for country, _, zone in zone_lines():
        found[country] = (*found.get(country, ()), zone)
    return found


def zone_lines() -> list[tuple[str, str, str]]:
    """tzdata's table: a country's two letters, the coordinates of a city, and its zone."""
    table = (resources.files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8")
    lines = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    return [(country, coordinates, zone) for country, coordinates, zone, *_ in lines]


@lru_cache(maxsize=64)
def countries_in(locale: Locale) -> dict[str, str]:
    """Each country's letters and its name in a language, by name."""
    named = {code: locale.territories.get(code, code) for code in zones_by_country()}
    return dict(sorted(named.items(), key=lambda entry: plain(entry[1])))


def country_screen(visit: Visit, page: int = 0) -> Screen:
    """Page 0 has the likely countries, the others all of them by name. Typing the name works as well."""
    names = countries_in(visit.words.formats.locale)
    region = (visit.buyer.language or "").replace("_", "-").partition("-")[2].upper()
    codes = (
        [c for c in dict.fromkeys((region, *LIKELY)) if c in names]
        if page == 0
        else list(names)[(page - 1) * PAGE : page * PAGE]
    )
    buttons = [Button(names[code], data_for("country", code)) for code in codes]
    rows: Rows = tuple(tuple(buttons[n : n + 2]) for n in range(0, len(buttons), 2))
    skip = Button(visit.words("button-skip"), data_for("skip"), "say-skip")
    blocks = (Title(visit.words("country")), Text(visit.words("country-why")))
    return Screen(blocks=blocks, rows=(*rows, _turn(visit, page, len(names)), (skip,)))


def _turn(visit: Visit, page: int, countries: int) -> tuple[Button, ...]:
    last = -(-countries // PAGE)
    back = (Button(visit.words("button-page-back"), data_for("countries", str(page - 1))),) if page else ()
    label = "button-page-on" if page else "button-all-countries"
    return (*back, *((Button(visit.words(label), data_for("countries", str(page + 1))),) if page < last else ()))


def turn_countries(visit: Visit, page: str) -> Reply:
    number = number_in(page)
    if number is None or number > -(-len(zones_by_country()) // PAGE):
        return Reply(toast=visit.words("toast-old-button"))
    return Reply(change=country_screen(visit, number))


def country_typed(visit: Visit, text: str) -> str | None:
    """The country that a text names where one is asked for: in the buyer's language, in English, or by its letters."""
    if not any((press := read_press(button.data)) and press.verb == "country" for button in visit.buyer.offered):
        return None
    wanted = plain(text)
    for locale in (visit.words.formats.locale, locale_for(spoken(visit.buyer.language)), Locale("en")):
        for code, name in countries_in(locale).items():
            if wanted == plain(name) or text.strip() == code:
                return code
    return None


def choose_country(visit: Visit, code: str) -> Reply:
    """Keep the country; where its clocks differ, they are the next question."""
    zones = zones_by_country().get(code)
    if not zones:
        return Reply(toast=visit.words("toast-old-button"))
    visit.change_buyer(country=code, country_asked=True)
    visit.withdraw(*COUNTRY_VERBS)
    clocks = clocks_of(visit, zones)
    return choose_zone(visit, zones[0]) if len(clocks) == 1 else Reply(change=zone_screen(visit, clocks))


def skip_country(visit: Visit) -> Reply:
    visit.withdraw(*COUNTRY_VERBS)
    return Reply(change=Screen(blocks=(Text(visit.words("country-skipped")),)))


def clocks_of(visit: Visit, zones: tuple[str, ...]) -> list[list[str]]:
    """The zones of a country, those whose clocks go alike put together; each group's first one stands for it."""
    alike: dict[tuple[timedelta | None, timedelta | None], list[str]] = {}
    for zone in zones:
        alike.setdefault(_offsets(visit, zone), []).append(zone)
    return [sorted(group, key=lambda zone: "(" in _zone_name(visit, zone)) for group in alike.values()]


def zone_screen(visit: Visit, clocks: list[list[str]]) -> Screen:
    """One button for each clock of the country; it can be typed by its cities."""
    names = [_zone_name(visit, group[0]) for group in clocks]
    rows = []
    for name, group in zip(names, clocks, strict=True):
        label = zone_label(visit, group[0], with_city=names.count(name) > 1)
        cities = "|".join(_city(visit, zone) for zone in group)
        rows.append((Button(label, data_for("zone", group[0]), cities),))
    return Screen(blocks=(Title(visit.words("zone")), Text(visit.words("zone-hint"))), rows=tuple(rows))


def clocks_go_alike(visit: Visit, one: str, other: str) -> bool:
    return _offsets(visit, one) == _offsets(visit, other)


def _offsets(visit: Visit, zone: str) -> tuple[timedelta | None, timedelta | None]:
    """What its clocks show in winter and in summer."""
    year = visit.today.year
    winter, summer = (datetime(year, month, 1, tzinfo=ZoneInfo(zone)).utcoffset() for month in (1, 7))
    return winter, summer


def _zone_name(visit: Visit, zone: str) -> str:
    """As CLDR calls it; a host's default of no country, such as UTC, by its own name."""
    if not any(zone in zones for zones in zones_by_country().values()):
        return zone
    return get_timezone_name(ZoneInfo(zone), zone_variant="generic", locale=visit.words.formats.locale)


def _city(visit: Visit, zone: str) -> str:
    return get_timezone_location(zone, locale=visit.words.formats.locale, return_city=True)


def zone_label(visit: Visit, zone: str, *, with_city: bool = False) -> str:
    """The clock's name (a city in brackets is CLDR's way for zones without one), and what it shows now."""
    name = _zone_name(visit, zone)
    name = visit.words("zone-of-city", name=name, city=_city(visit, zone)) if with_city else name
    now = format_time(visit.now, "short", tzinfo=ZoneInfo(zone), locale=visit.words.formats.locale)
    return visit.words("zone-label", name=name, time=now)


def choose_zone(visit: Visit, zone: str) -> Reply:
    """One of the clocks of the buyer's country."""
    country = visit.buyer.country or ""
    if zone not in zones_by_country().get(country, ()):
        return Reply(toast=visit.words("toast-old-button"))
    keep_zone(visit, zone)
    visit.withdraw("zone")
    said = Text(visit.words("zone-noted", name=_zone_name(visit, zone)))
    return Reply(change=Screen(blocks=(said,)))


def keep_zone(visit: Visit, zone: str) -> None:
    """Keep the zone; reminders that lie ahead, and those that quiet hours hold up, move with it."""
    visit.change_buyer(zone=zone)
    for case in visit.tx.cases(visit.buyer.id):
        visit.keep(case)
    visit.tx.end_quiet(visit.buyer.id, visit.now)


def settings_screen(visit: Visit) -> Screen:
    locale = visit.words.formats.locale
    country = locale.territories.get(visit.buyer.country or "", visit.words("setting-unset"))
    lines = (
        Text(visit.words("setting-country", country=country)),
        Text(visit.words("setting-zone", zone=zone_label(visit, visit.zone.key))),
        Text(quiet_line(visit)),
    )
    country_button = Button(visit.words("button-country"), data_for("countries", "0"))
    quiet_button = Button(visit.words("button-quiet"), data_for("quiet"))
    return Screen(blocks=(Title(visit.words("settings")), *lines), rows=((country_button,), (quiet_button,)))
