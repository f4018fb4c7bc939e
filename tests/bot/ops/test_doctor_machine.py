"""The doctor looks at the database, the zones, the texts and the files."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.commands.doctor import database as module
from bot.commands.doctor.database import file_system_of, look_at_database
from bot.commands.doctor.finding import ok, warn
from bot.commands.doctor.machine import look_at_modes, look_at_texts, look_at_zones, the_library
from bot.lease import take_lease
from bot.store.schema import STEPS
from bot.store.sqlite import SqliteStore
from flows.words import Library

MOUNTS = """\
/dev/vda / ext4 rw 0 0
server:/data /srv/data nfs4 rw 0 0
server:/a /srv/with\\040blank cifs rw 0 0
tmpfs /srv/data/fast tmpfs rw 0 0
"""


@pytest.fixture
async def filled(database):
    store = await SqliteStore.open(database)
    await store.close()
    return database


def told(path):
    return [str(finding) for finding in look_at_database(path)]


def with_steps(path, sql):
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(sql)


async def test_a_sound_database(filled):
    assert told(filled)[:2] == [
        "ok   database: whole, with the tables of this version",
        "ok   database: can be written",
    ]
    assert told(filled)[-1] == "ok   lease: free, no bot works with this database"


@pytest.mark.usefixtures("store")
async def test_a_database_in_use_is_looked_at_all_the_same(database, clock):
    with take_lease(database, clock):
        assert told(database)[:2] == [
            "ok   database: whole, with the tables of this version", "ok   database: can be written"
        ]  # fmt: skip
        assert told(database)[-1] == f"ok   lease: the bot runs as process {os.getpid()} since 2026-11-22 09:30:00 UTC"


def test_a_database_that_is_not_there_yet_is_not_made(database):
    assert told(database)[0] == f"ok   database: {database} is not there yet, the bot makes it at its first start"
    assert not database.exists()


async def test_tables_of_a_newer_version(filled):
    with_steps(
        filled, "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('guide', 'm999', '2030')"
    )
    assert told(filled)[0] == (
        "fail database: a newer version wrote its tables; install that version, or restore an older copy"
    )


async def test_tables_of_an_older_version(filled, monkeypatch):
    def m999_to_come(_db): ...

    monkeypatch.setattr("bot.store.standing.STEPS", (*STEPS, m999_to_come))
    assert told(filled)[0] == (
        "ok   database: whole; its tables are of an older version, the bot brings them up to date at its start"
    )


def test_somebody_elses_database(database):
    with_steps(database, "CREATE TABLE theirs (id)")
    assert told(database)[0] == f"fail DATABASE_URL: {database} is not a database of the guide; name another file"


def test_a_file_that_is_no_database(database):
    database.write_bytes(b"no database" * 1000)
    assert told(database)[0] == (
        f"fail database: {database} can't be read (file is not a database); put a copy back: dispute-guide restore FILE"
    )


async def test_a_damaged_database(filled):
    sound = filled.read_bytes()
    filled.write_bytes(sound[:4096] + os.urandom(4096 * 4) + sound[4096 * 5 :])
    assert told(filled)[0].startswith(f"fail database: {filled} ")
    assert told(filled)[0].endswith("; put a copy back: dispute-guide restore FILE")


async def test_a_locked_database(filled, monkeypatch):
    monkeypatch.setattr(module, "BUSY_SECONDS", 0.01)
    with closing(sqlite3.connect(filled, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert told(filled)[1].startswith(f"fail database: {filled} can't be written (database is locked); look at who")


@pytest.mark.parametrize(
    ("free", "line"),
    [
        (200 * 1024**2, "ok   disk: 200 MB free beside the database"),
        (200 * 1024**2 - 1, "warn disk: only 199 MB free beside the database; make room"),
    ],
)
def test_room_for_two_hundred_megabytes(database, monkeypatch, free, line):
    monkeypatch.setattr(module.shutil, "disk_usage", lambda _path: SimpleNamespace(free=free))
    assert told(database)[1] == line


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/guide.db", "ext4"),
        ("/srv/data/guide.db", "nfs4"),
        ("/srv/database/guide.db", "ext4"),
        ("/srv/data/fast/guide.db", "tmpfs"),
        ("/srv/with blank/guide.db", "cifs"),
    ],
)
def test_the_file_system_is_that_of_the_nearest_mount_point(tmp_path, path, kind):
    (tmp_path / "mounts").write_text(MOUNTS)
    assert file_system_of(Path(path), tmp_path / "mounts") == kind


def test_a_network_file_system_is_warned_of(tmp_path):
    (tmp_path / "mounts").write_text(MOUNTS)
    assert module._place(Path("/srv/data/guide.db"), tmp_path / "mounts") == [
        warn("disk: the database lies on a network file system (nfs4)", "put it on a local disk: locks may fail")
    ]
    assert module._place(Path("/srv/data/guide.db"), tmp_path / "no-such-table") == []


def test_every_zone_that_can_be_chosen_is_there():
    finding = look_at_zones()
    assert finding.level == "ok"
    assert int(finding.what.removeprefix("time zones: ")) > 400


def test_a_missing_zone_is_told(monkeypatch):
    monkeypatch.setattr("bot.commands.doctor.machine.zones_by_country", lambda: {"XX": ("Moon/Crater",)})
    assert str(look_at_zones()).startswith("fail time zones: ")
    assert str(look_at_zones()).endswith("Moon/Crater'; install tzdata anew")


def test_the_texts_of_every_language_load():
    finding = look_at_texts(the_library())
    assert finding.level == "ok"
    assert "en" in finding.what.removeprefix("texts: ").split(", ")


def test_a_broken_text_is_told(tmp_path):
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "talk.ftl").write_text("greeting = Hello { $name\n")
    assert str(look_at_texts(Library(tmp_path))).startswith(f"fail texts: {tmp_path}/xx/talk.ftl; install the bot anew")


@pytest.mark.parametrize(("mode", "level"), [(0o600, "ok"), (0o400, "ok"), (0o640, "warn"), (0o604, "warn")])
@pytest.mark.parametrize("name", [".env", "guide.db", "guide.db-wal", "guide.db.lease", "guide.db.before-restore"])
def test_files_that_others_may_read_are_warned_of(tmp_path, name, mode, level):
    (tmp_path / name).touch()
    (tmp_path / name).chmod(mode)
    (finding,) = look_at_modes(tmp_path / ".env", tmp_path / "guide.db")
    assert (
        finding
        == {
            "ok": ok("file modes: only their owner may read them"),
            "warn": warn(f"file modes: others may read {tmp_path / name}", f"chmod 600 {tmp_path / name}"),
        }[level]
    )
