"""The clock of a shared location: that of the nearest city that tzdata names. The location itself is not kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from heapq import nlargest
from math import cos, radians, sin
from typing import NamedTuple

from bot.guide.callbacks import data_for
from bot.guide.place import clocks_go_alike, keep_zone, zone_label, zone_lines, zones_by_country
from bot.guide.visit import Visit
from bot.talk import Button, Located, Reply, Screen, Text

NEARBY = 8
"""So many cities around a place are looked at."""

_COORDINATES = re.compile(r"([+-])(\d{2})(\d{2})(\d{2})?([+-])(\d{3})(\d{2})(\d{2})?")
"""ISO 6709, as in "+4230+00131": degrees, minutes and perhaps seconds, north and east."""


class City(NamedTuple):
    """A zone's city, as a point on a ball of radius one."""

    zone: str
    x: float
    y: float
    z: float


@lru_cache(maxsize=1)
def cities() -> tuple[City, ...]:
    return tuple(City(zone, *_point(*_degrees(where))) for _, where, zone in zone_lines())


def nearest_zones(latitude: float, longitude: float, most: int = NEARBY) -> list[str]:
    """The zones of the cities that are nearest to a place, the nearest first."""
    x, y, z = _point(latitude, longitude)
    near = nlargest(most, cities(), key=lambda city: city.x * x + city.y * y + city.z * z)
    return [city.zone for city in near]


def locate(visit: Visit, place: Located) -> Reply:
    """Take the clock of the nearest city, one in the buyer's country before others, and say which it is. In a large
    country the nearest may be abroad: the other clocks around are a tap away."""
    near = nearest_zones(place.latitude, place.longitude)
    own = zones_by_country().get(visit.buyer.country or "", ())
    taken = next((zone for zone in near if zone in own), near[0])
    keep_zone(visit, taken)
    return Reply(screens=(_taken_screen(visit, [zone for zone in near if not clocks_go_alike(visit, zone, taken)]),))


def _taken_screen(visit: Visit, others: Iterable[str]) -> Screen:
    clocks: list[str] = []
    for zone in others:
        if not any(clocks_go_alike(visit, zone, listed) for listed in clocks):
            clocks.append(zone)
    said = Text(visit.words("zone-located", zone=zone_label(visit, visit.zone.key, with_city=True)))
    rows = tuple((Button(zone_label(visit, zone, with_city=True), data_for("clock", zone)),) for zone in clocks)
    country = Button(visit.words("button-country"), data_for("countries", "0"))
    return Screen(blocks=(said,), rows=(*rows, (country,)), besides=True, silent=True)


def choose_clock(visit: Visit, zone: str) -> Reply:
    """Another of the clocks around."""
    if zone not in {city.zone for city in cities()}:
        return Reply(toast=visit.words("toast-old-button"))
    keep_zone(visit, zone)
    return Reply(change=Screen(blocks=(Text(visit.words("zone-noted", name=zone_label(visit, zone, with_city=True))),)))


def _point(latitude: float, longitude: float) -> tuple[float, float, float]:
    north, east = radians(latitude), radians(longitude)
    return cos(north) * cos(east), cos(north) * sin(east), sin(north)


def _degrees(coordinates: str) -> tuple[float, float]:
    found = _COORDINATES.fullmatch(coordinates)
    if found is None:
        raise ValueError(f"tzdata has coordinates of another kind: {coordinates}")
    return _angle(*found.groups()[:4]), _angle(*found.groups()[4:])


def _angle(sign: str, degrees: str, minutes: str, seconds: str | None) -> float:
    size = int(degrees) + int(minutes) / 60 + int(seconds or 0) / 3600
    return -size if sign == "-" else size
