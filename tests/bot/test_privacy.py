"""What is kept of a person, what goes at /delete_me, and what never reaches the log."""

import io
import json
import logging
import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest
import structlog

from bot.guide import Guide
from bot.logs import set_up_logging
from tests.bot.paths import CHEAPER, DAMAGED, to_verdict
from tests.bot.test_media import PIXEL
from tests.chat import Buyer, bot_running, quiet

ANA = 987_654_321_123
CANARY = "kanarienvogel"
PRICE = "1234.56 EUR"


def tables(folder):
    """All rows of all tables as one text."""
    with sqlite3.connect(folder / "sandbox.db") as db:
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        assert {"updates", "outgoing", "buyers", "cases", "reminders", "notes"} <= set(names)
        return "\n".join(json.dumps(db.execute(f"SELECT * FROM {name}").fetchall()) for name in names)  # noqa: S608


def files(folder):
    """The bytes of the database and of all that lies beside it."""
    found = [path.read_bytes() for path in folder.iterdir() if path.is_file()]
    assert found
    return b"".join(found)


async def talk(buyer):
    """A conversation with a mark in everything that a person can put in."""
    buyer.telegram.person(buyer.id, CANARY)
    await buyer.say("/start")
    await buyer.say(f"{CANARY} broke my parcel")
    await buyer.say(f"/{CANARY}")
    await buyer.say(f"/start {CANARY}")
    buyer.telegram.send_photo(buyer.id, PIXEL, CANARY)
    mine = buyer.telegram.say(buyer.id, CANARY)
    buyer.telegram.edit(buyer.id, mine, f"{CANARY} {CANARY}")
    await quiet(buyer.sandbox)
    await buyer.press(f"v1:{CANARY}:{CANARY}:{CANARY}")
    await buyer.press(f"v1:{buyer.case_id()}:{CANARY}:{CANARY}")
    await buyer.press(f"v1:{buyer.case_id()}:situation:{CANARY}")
    await buyer.say("/resume")
    await buyer.pick(*(f"item_value:{PRICE}" if a.startswith("item_value") else a for a in DAMAGED), "verdict:")
    await buyer.say("Spain")


async def erase(buyer):
    await buyer.say("/delete_me")
    await buyer.tap("Yes, erase")


async def test_what_was_typed_is_not_kept_once_it_is_worked_off(bot, folder):
    await talk(Buyer(bot, ANA))
    assert CANARY not in tables(folder)
    with sqlite3.connect(folder / "sandbox.db") as db:
        assert db.execute("SELECT COUNT(*) FROM updates").fetchone()[0] > 10
        assert db.execute("SELECT DISTINCT raw, chat_id, sender_id FROM updates").fetchall() == [("", None, None)]
        assert db.execute("SELECT DISTINCT parameters FROM outgoing").fetchall() == [("",)]


async def test_delete_me_leaves_nothing_of_the_person(bot, folder):
    ana = Buyer(bot, ANA)
    await talk(ana)
    case = (await ana.case()).id
    before = tables(folder)
    assert all(mark in before for mark in (str(ANA), "1234.56", case))
    await ana.move(timedelta(days=1))  # with a reminder sent
    await erase(ana)
    after = tables(folder)
    for mark in (str(ANA), CANARY, "1234.56", case, "damaged", "look_up", "Madrid"):
        assert mark not in after, mark


async def test_delete_me_leaves_nothing_in_the_files_either(folder):
    async with bot_running(folder) as sandbox:
        ana = Buyer(sandbox, ANA)
        await talk(ana)
        case = (await ana.case()).id
        await erase(ana)
    for mark in (CANARY, "1234.56", case, "as_much_or_more"):
        assert mark.encode() not in files(folder), mark


async def test_delete_me_asks_first_and_no_keeps_everything(ana):
    await to_verdict(ana, *DAMAGED)
    await ana.say("/delete_me")
    before = await ana.stored()
    assert len(before) == 1
    await ana.tap("No, keep it")
    assert [replace(case, card=None) for case in await ana.stored()] == [replace(case, card=None) for case in before]
    assert ana.data(ana.last, ":because:")  # its card, which has moved down


async def test_delete_me_can_be_confirmed_by_typing_the_buttons_words(ana):
    await to_verdict(ana, *DAMAGED)
    await ana.say("/delete_me")
    await ana.say("Yes, erase everything")
    assert await ana.stored() == []


async def test_delete_me_touches_nobody_else(bot):
    ana, bea = Buyer(bot, ANA), Buyer(bot, 8)
    await to_verdict(ana, *DAMAGED)
    await to_verdict(bea, *DAMAGED)
    before = await bea.stored()
    await erase(ana)
    assert await bea.stored() == before
    await bea.move(timedelta(days=1))
    assert any(bea.button(message, "Done") for message in bea.history)


async def test_after_delete_me_everything_begins_anew(bot):
    ana = Buyer(bot, ANA)
    await to_verdict(ana, *CHEAPER)
    await erase(ana)
    await to_verdict(ana, *CHEAPER, command="/start")
    assert len(await ana.stored()) == 1
    assert ana.data(ana.last, ":country:ES")  # asked again: nobody remembers


async def test_a_closed_case_leaves_nothing_behind_after_its_term(bot, folder):
    ana = Buyer(bot, ANA)
    await talk(ana)
    case = (await ana.case()).id
    await ana.press(f"v1:{case}:close:yes")
    await ana.say("/cases")  # its title stands on a button
    await ana.move(timedelta(days=366))
    after = tables(folder)
    for mark in (case, "1234.56", "1.234,56", "1,234.56", "damaged"):
        assert mark not in after, mark


async def test_the_privacy_page_says_what_is_kept_and_how_long(ana):
    await ana.say("/privacy")
    assert "365 days" in ana.text
    assert "/delete_me" in ana.text


@pytest.fixture
def log():
    """All that is logged at DEBUG, by everybody."""
    root = logging.getLogger()
    handlers, level, stream = root.handlers[:], root.level, io.StringIO()
    set_up_logging("DEBUG", stream)
    yield stream
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)


async def test_nothing_that_was_typed_and_no_token_reaches_the_log(log, folder):
    async with bot_running(folder) as sandbox:
        ana = Buyer(sandbox, ANA)
        await talk(ana)
        await ana.move(timedelta(days=2))
        await erase(ana)
    written = log.getvalue()
    assert "the bot runs" in written
    for mark in (CANARY, sandbox.telegram.token, "1234.56", "1,234.56", "broke my parcel"):
        assert mark not in written, mark


async def test_a_failing_handler_apologises_and_logs_nothing_that_was_typed(log, tmp_path, monkeypatch):
    def fail(_guide, _tx, _person, turn, _now):
        raise ValueError(f"can't cope with {turn}")

    async with bot_running(tmp_path) as sandbox:
        ana, bea = Buyer(sandbox, ANA), Buyer(sandbox, 8)
        await bea.say("/start")
        with monkeypatch.context() as patch:
            patch.setattr(Guide, "hear", fail)
            sandbox.telegram.say(ana.id, f"my secret is {CANARY}")
            while "an update is set aside" not in log.getvalue():
                sandbox.clock.shift(timedelta(seconds=1))
                await ana.sandbox.store.write(lambda tx: tx.pending_updates())
            await quiet(sandbox)
        assert "Something went wrong on my side" in ana.text
        await ana.say("/start")
        assert ana.asked == "situation"
    assert "ValueError" in log.getvalue()
    assert CANARY not in log.getvalue()
