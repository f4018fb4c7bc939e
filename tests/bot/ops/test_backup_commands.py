"""`backup`, `verify` and `restore` from the command line, without a token."""

import os

import pytest
from click.testing import CliRunner

from bot.lease import take_lease
from bot.program import main
from bot.store import Buyer
from bot.store.sqlite import SqliteStore

HOLDINGS = "1 buyers, 0 cases, 0 reminders ahead, 0 updates waiting, 0 set aside"


@pytest.fixture
async def filled(workplace):
    store = await SqliteStore.open(workplace / "guide.db")
    await store.write(lambda tx: tx.save_buyer(Buyer(id=7)))
    await store.close()
    return workplace / "guide.db"


def run(*arguments):
    result = CliRunner().invoke(main, list(map(str, arguments)))
    return result.exit_code, result.output


def test_a_copy_is_made_verified_and_put_back(filled, workplace):
    assert run("backup", "copy") == (0, f"copy is whole: {HOLDINGS}\n")
    assert run("verify", "copy") == (0, f"copy is whole: {HOLDINGS}\n")
    assert run("restore", "copy") == (
        0,
        f"{filled} is restored: {HOLDINGS}\n"
        f"the database that was there is kept as {workplace}/guide.db.before-restore\n",
    )


def test_a_database_in_use_is_not_replaced(filled, clock):
    run("backup", "copy")
    before = filled.read_bytes()
    with take_lease(filled, clock):
        status, told = run("restore", "copy")
    assert status == 75
    assert told.startswith(f"{filled} is in use by process {os.getpid()} since 2026-11-22 09:30:00 UTC; stop that one")
    assert filled.read_bytes() == before


def test_a_damaged_database_is_replaced_with_a_warning(filled):
    run("backup", "copy")
    filled.write_bytes(os.urandom(40960))
    status, told = run("restore", "copy")
    assert status == 0
    assert "whoever used /delete_me since the copy was made is back" in told


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("verify", "nothing"), "nothing can't be read: unable to open database file\n"),
        (("restore", "nothing"), "nothing can't be read: unable to open database file\n"),
        (("backup", "nowhere/copy"), "nowhere/copy can't be written: No such file or directory\n"),
        (("backup", "guide.db"), "guide.db is the database itself; name another file\n"),
    ],
)
def test_what_can_t_be_done_is_one_sentence(arguments, told):
    assert run(*arguments) == (1, told)
