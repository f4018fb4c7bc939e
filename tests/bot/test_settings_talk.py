"""Where the buyer lives: asked once, chosen by tap or by typing, changed in /settings."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.bot.paths import CHEAPER, DAMAGED, to_verdict
from tests.chat import Buyer, bot_running


async def place(buyer):
    """(country, zone) as stored."""
    known = await buyer.sandbox.store.write(lambda tx: tx.buyer(buyer.id))
    return known.country, known.zone


async def test_a_country_of_one_zone_is_one_tap(ana):
    await to_verdict(ana, *CHEAPER)
    await ana.tap("Poland")
    assert await place(ana) == ("PL", "Europe/Warsaw")


async def test_a_country_of_several_zones_asks_for_the_zone(ana):
    await to_verdict(ana, *CHEAPER)
    await ana.tap("Brazil")
    assert await place(ana) == ("BR", None)
    hours = [int(re.search(r"(\d+):00", label)[1]) for label in ana.labels]
    assert sorted(hours) == [7, 8, 9, 10]  # each of its clocks once, at noon in UTC
    await ana.tap(ana.labels[hours.index(9)])
    country, zone = await place(ana)
    assert country == "BR"
    assert ana.sandbox.clock.now().astimezone(ZoneInfo(zone)).hour == 9


async def test_spain_offers_madrid_and_keeps_it(ana):
    await to_verdict(ana, *CHEAPER)
    await ana.tap("Spain")
    await ana.pick("zone:Europe/Madrid")
    assert await place(ana) == ("ES", "Europe/Madrid")


async def test_zones_that_always_show_the_same_time_are_not_asked_about(ana):
    await to_verdict(ana, *CHEAPER)
    await ana.tap("Germany")  # Berlin, and Büsingen with the very same clock
    assert await place(ana) == ("DE", "Europe/Berlin")


@pytest.mark.parametrize(
    ("typed", "country"), [("Poland", "PL"), ("poland", "PL"), (" POLAND. ", "PL"), ("PL", "PL"), ("Türkiye", "TR")]
)
async def test_the_country_can_be_typed(ana, typed, country):
    await to_verdict(ana, *CHEAPER)
    await ana.say(typed)
    assert (await place(ana))[0] == country


async def test_the_country_can_be_typed_in_the_buyers_own_language(bot):
    kurt = Buyer(bot, 9, "de")
    await to_verdict(kurt, *CHEAPER)
    await kurt.say("Österreich")
    assert (await place(kurt))[0] == "AT"


async def test_the_zone_can_be_typed(ana):
    await to_verdict(ana, *CHEAPER)
    await ana.say("Spain")
    await ana.say("Madrid")
    assert await place(ana) == ("ES", "Europe/Madrid")


async def test_a_slip_does_not_take_the_zones_away(ana):
    await to_verdict(ana, *CHEAPER)
    await ana.say("Spain")
    await ana.say("Madird")
    await ana.say("Madrid")
    assert await place(ana) == ("ES", "Europe/Madrid")


async def test_the_hosts_default_clock_has_a_plain_name(ana):
    await ana.say("/settings")
    assert "UTC" in ana.text
    assert "Unknown" not in ana.text


async def test_the_country_can_be_skipped(ana):
    await to_verdict(ana, *CHEAPER)
    assert ana.button(ana.last, "Skip")
    await ana.tap("Skip")
    assert await place(ana) == (None, None)
    await ana.say("/resume")
    assert ana.data(ana.last, ":because:")


async def test_skipping_can_be_typed_and_does_not_bring_the_verdict_again(ana):
    await to_verdict(ana, *CHEAPER)
    await ana.say("skip")
    assert await place(ana) == (None, None)
    assert not ana.data(ana.last, ":because:")


async def test_all_countries_can_be_leafed_through_in_place(ana):
    await to_verdict(ana, *CHEAPER)
    messages, found = len(ana.history), []
    page = 1
    while ana.data(ana.last, f":countries:{page}"):
        await ana.pick(f"countries:{page}")
        data = [b["callback_data"] for row in ana.last.inline_keyboard for b in row]
        found += [each.rpartition(":")[2] for each in data if ":country:" in each]
        page += 1
    assert len(ana.history) == messages
    assert len(found) == len(set(found)) > 200
    assert {"ES", "BR", "JP", "NG", "NZ"} <= set(found)
    await ana.pick(f"countries:{page - 2}")
    assert ana.data(ana.last, f":countries:{page - 3}")
    assert ana.data(ana.last, f":countries:{page - 1}")


FORGED_PLACES = (
    "country:XX", "country:", "country:es", "country:../..", "zone:Europe/Madrid", "zone:../../etc/passwd", "zone:",
    "zone:UTC", "countries:99", "countries:-1", "countries:x", "countries:\u0661", "countries:00009999",
)  # fmt: skip


async def test_forged_places_are_refused(ana):
    await ana.say("/settings")
    shown = ana.last.inline_keyboard
    for data in FORGED_PLACES:
        assert await ana.press(f"v1:-:{data}"), data
        assert await place(ana) == (None, None), data
        assert ana.last.inline_keyboard == shown, data


async def test_a_zone_of_another_country_is_refused(ana):
    await ana.press("v1:-:country:BR", (await started(ana)))
    assert await ana.press("v1:-:zone:Asia/Tokyo")
    assert await place(ana) == ("BR", None)


async def started(buyer):
    await buyer.say("/start")
    return buyer.last.id


async def test_settings_show_and_change_the_country(ana):
    await ana.say("/settings")
    assert "not chosen" in ana.text
    await ana.tap("Change country")
    await ana.tap("Poland")
    await ana.say("/settings")
    assert "Poland" in ana.text
    assert "13:00" in ana.text
    await ana.tap("Change country")
    await ana.tap("Spain")
    await ana.pick("zone:Atlantic/Canary")
    assert await place(ana) == ("ES", "Atlantic/Canary")


async def test_whoever_chose_a_country_in_the_settings_is_not_asked_again(ana):
    await ana.say("/settings")
    await ana.tap("Change country")
    await ana.tap("Poland")
    await to_verdict(ana, *CHEAPER)
    assert ana.data(ana.last, ":because:")


async def test_a_country_typed_before_it_was_asked_for_is_no_country(ana):
    await ana.say("/start")
    await ana.say("Spain")
    assert await place(ana) == (None, None)
    assert ana.asked == "situation"


async def test_a_country_chosen_in_the_middle_of_a_case_leaves_the_question_open(ana):
    await ana.say("/start")
    await ana.pick(*DAMAGED[:3])
    await ana.press("v1:-:country:PL")
    await ana.say("yesterday")
    await ana.say("yes")
    assert (await ana.case()).answers["delivered_on"] == "2026-11-21"


async def test_today_is_the_buyers_today(folder):
    async with bot_running(folder, datetime(2026, 11, 22, 23, 30, tzinfo=UTC)) as sandbox:
        ana = Buyer(sandbox)
        await ana.say("/start")
        await ana.press("v1:-:country:JP")
        await ana.say("/resume")
        await ana.pick(*DAMAGED[:3])
        assert ana.button(ana.last, "Today, Mon, Nov 23") or ana.button(ana.last, "Today, Mon, 23 Nov")
        await ana.say("today")
        assert ana.data(ana.last, ":delivered_on:2026-11-23")


async def test_a_day_answered_in_the_east_is_kept_after_a_move_to_the_west(folder):
    async with bot_running(folder, datetime(2026, 11, 22, 23, 30, tzinfo=UTC)) as sandbox:
        ana = Buyer(sandbox)
        await ana.say("/start")
        await ana.press("v1:-:country:JP")
        await ana.say("/resume")
        await ana.pick(*DAMAGED[:3], "delivered_on:2026-11-23")
        await ana.press("v1:-:country:PL")
        await ana.say("/resume")
        assert ana.asked == "protection_ends_on"


async def test_amounts_and_days_are_written_as_in_the_buyers_country(ana):
    await ana.say("/start")
    await ana.press("v1:-:country:GB")
    await ana.say("/resume")
    await ana.pick(*DAMAGED)
    assert "18 Nov 2026" in ana.text
