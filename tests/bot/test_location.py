"""A shared location gives the clock of the nearest city, says which, and is not kept."""

import pytest

from bot.guide.nearby import cities, nearest_zones
from bot.guide.place import zones_by_country
from tests.bot.mornings import KNOWN, at, reminders, until
from tests.bot.paths import to_verdict
from tests.bot.test_media import send_raw


async def share(buyer, latitude, longitude):
    if not buyer.history:
        await buyer.say("/start")
    await send_raw(buyer, location={"latitude": latitude, "longitude": longitude})


async def zone_of(buyer):
    return (await buyer.sandbox.store.write(lambda tx: tx.buyer(buyer.id))).zone


def test_every_zone_has_a_city_and_is_nearest_to_it():
    assert len(cities()) > 400
    assert {city.zone for city in cities()} == {zone for zones in zones_by_country().values() for zone in zones}


@pytest.mark.parametrize(
    ("where", "zone"),
    [
        ((40.42, -3.70), "Europe/Madrid"),
        ((41.39, 2.17), "Europe/Andorra"),  # Barcelona: the nearest city that tzdata names; its clock goes alike
        ((-23.55, -46.63), "America/Sao_Paulo"),
        ((22.57, 88.36), "Asia/Kolkata"),
        ((27.72, 85.32), "Asia/Kathmandu"),
        ((37.77, -122.42), "America/Los_Angeles"),
        ((-36.85, 174.76), "Pacific/Auckland"),
        ((-17.8, -179.9), "Pacific/Fiji"),  # across the date line
    ],
)
def test_the_nearest_city_is_found(where, zone):
    assert nearest_zones(*where)[0] == zone


async def test_a_shared_location_sets_the_clock_says_which_and_can_be_corrected(ana):
    await share(ana, 35.68, 139.69)
    assert await zone_of(ana) == "Asia/Tokyo"
    assert "Tokyo" in ana.text
    assert "9:00" in ana.text  # at noon in UTC it is nine in the evening there
    await ana.tap("Change country")
    await ana.tap("Poland")
    assert await zone_of(ana) == "Europe/Warsaw"


async def test_in_a_large_country_the_right_clock_is_a_tap_away(ana):
    await share(ana, 28.61, 77.21)  # Delhi: Kathmandu is nearer than Kolkata
    assert await zone_of(ana) == "Asia/Kathmandu"
    await ana.tap("India")
    assert await zone_of(ana) == "Asia/Kolkata"


@pytest.mark.parametrize(("country", "where", "zone"), [
    ("IN", (28.61, 77.21), "Asia/Kolkata"),
    ("PL", (35.68, 139.69), "Asia/Tokyo"),  # on a journey
])  # fmt: skip
async def test_the_countrys_own_clock_is_taken_where_it_is_near(ana, country, where, zone):
    await ana.say("/start")
    await ana.press(f"v1:-:country:{country}")
    await share(ana, *where)
    assert await zone_of(ana) == zone


@pytest.mark.parametrize("forged", ["", "Mars/Olympus", "../../etc/passwd"])
async def test_a_forged_clock_changes_nothing(ana, forged):
    await ana.say("/start")
    await ana.press(f"v1:-:clock:{forged}")
    assert await zone_of(ana) is None


async def test_reminders_move_with_it(ana):
    await to_verdict(ana, *KNOWN)
    await share(ana, 35.68, 139.69)
    await until(ana, at(11, 23, 23, 59))
    assert reminders(ana) == []
    await until(ana, at(11, 24, 0))
    assert len(reminders(ana)) == 1


@pytest.mark.parametrize("degrees", [(91, 0), (0, 181), ("40", "3"), (None, None), (float("nan"), 0)])
async def test_a_place_that_is_not_on_earth_changes_nothing(ana, degrees):
    await share(ana, *degrees)
    assert await zone_of(ana) is None


async def test_the_location_is_not_kept(ana, folder):
    await share(ana, 35.6812, 139.6912)
    await ana.say("/settings")
    assert b"139.6912" not in (folder / "sandbox.db").read_bytes()
