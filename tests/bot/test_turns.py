"""What is kept from turn to turn: never without a bound, never of another day, country or guidebook."""

import pkgutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from importlib import import_module
from zoneinfo import ZoneInfo

import pytest

import bot.guide
import flows
from bot.guide import Knowledge, Visit
from bot.search import Lookup
from bot.store import Case, Event
from flows.assess import Assessor
from flows.load import ALIEXPRESS, load
from flows.words import Library
from tests.bot.paths import CHEAPER, DAMAGED, stored, to_verdict
from tests.chat import Buyer
from tests.flows.copies import Copy

SUNDAY = date(2026, 11, 22)
CASE = Case(
    id="AbC-_123456",
    owner=7,
    opened_at=datetime(2026, 11, 22, 8, tzinfo=UTC),
    answers=stored(*DAMAGED),
    events=(Event(event="verdict", on=SUNDAY),),
)


def knowledge_of(book):
    return Knowledge(
        assessor=Assessor(book),
        library=Library(ALIEXPRESS / "words"),
        lookup=Lookup.load(ALIEXPRESS),
        default_zone=ZoneInfo("UTC"),
        retention_days=90,
        privacy_contact="",
    )


@pytest.fixture(scope="module")
def knowledge():
    return knowledge_of(load())


def act_by(knowledge, case, today):
    return knowledge.assess(case, today).clock("open_dispute").act_by


def kept_things():
    """Everything in flows and in the guide that keeps results, by name."""
    for package in (flows, bot.guide):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if module.name.endswith("__main__"):
                continue
            held = vars(import_module(module.name))
            classes = [one for one in held.values() if isinstance(one, type) and one.__module__ == module.name]
            for named in (held, *map(vars, classes)):
                yield from ((f"{module.name}.{n}", one) for n, one in named.items() if isinstance(one, KEEPER))


KEEPER = type(lru_cache(lambda: None))


def test_nothing_is_kept_without_a_bound():
    """What takes no arguments is one thing, and bound enough."""
    found = dict(kept_things())
    assert len(found) > 15
    takes_none = {name for name, keeper in found.items() if not keeper.__wrapped__.__code__.co_argcount}
    assert {name for name, keeper in found.items() if keeper.cache_info().maxsize is None} <= takes_none


def test_a_case_is_judged_anew_on_another_day(knowledge):
    assert knowledge.assess(CASE, SUNDAY).window == "open"
    assert knowledge.assess(CASE, SUNDAY + timedelta(days=10)).window == "last_days"
    assert knowledge.assess(CASE, SUNDAY).window == "open"


def test_a_case_is_judged_anew_after_another_answer(knowledge):
    later = replace(CASE, answers={**CASE.answers, "delivered_on": "2026-11-20"})
    assert act_by(knowledge, CASE, SUNDAY) == date(2026, 12, 1)
    assert act_by(knowledge, later, SUNDAY) == date(2026, 12, 3)


def test_a_case_is_judged_anew_after_something_was_reported(knowledge):
    opened = replace(CASE, events=(*CASE.events, Event(event="dispute_opened", on=SUNDAY)))
    assert knowledge.assess(CASE, SUNDAY).window == "open"
    assert knowledge.assess(opened, SUNDAY).window == "none"


def test_a_guidebook_that_is_read_anew_judges_by_its_own_figures(knowledge, tmp_path):
    copy = Copy(tmp_path)
    copy.change("policy.toml", 'id = "PF-013_days"\nvalue = 15', 'id = "PF-013_days"\nvalue = 9')
    changed = knowledge_of(load(copy.folder))
    assert act_by(knowledge, CASE, SUNDAY) == date(2026, 12, 1)
    assert act_by(changed, CASE, SUNDAY) == date(2026, 11, 25)


async def test_a_case_has_no_reminders_before_its_verdict_and_has_them_from_then_on(ana):
    async def clocks():
        case = (await ana.case()).id
        rows = await ana.sandbox.store.write(
            lambda tx: tx.run("SELECT clock FROM reminders WHERE case_id = ? AND state = 'pending'", (case,)).fetchall()
        )
        return {clock for (clock,) in rows}

    await ana.say("/start")
    await ana.pick(*DAMAGED)
    assert await clocks() == set()
    await ana.pick("verdict:")
    assert "open_dispute" in await clocks()


@pytest.mark.parametrize("language", ["xx", "qtq-latn", "-"])
async def test_a_country_can_be_typed_by_whoever_speaks_a_language_that_nobody_knows(bot, language):
    zoe = Buyer(bot, 9, language)
    await to_verdict(zoe, *CHEAPER)
    await zoe.say("Norway")
    known = await bot.store.write(lambda tx: tx.buyer(zoe.id))
    assert (known.country, known.zone) == ("NO", "Europe/Oslo")


async def test_the_day_is_that_of_the_zone_that_was_chosen_in_the_same_turn(ana, knowledge):
    late = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)

    def turn(tx):
        visit = Visit(tx, knowledge, tx.buyer(ana.id), late)
        return visit.today, visit.change_buyer(zone="Asia/Tokyo"), visit.today

    assert await ana.sandbox.store.write(turn) == (SUNDAY, None, date(2026, 11, 23))
