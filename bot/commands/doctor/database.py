"""The database as the doctor sees it. It is looked at from beside, also while the bot runs, and never changed."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.commands.doctor.finding import Finding, fail, ok, warn
from bot.lease import holder_of
from bot.store.standing import Schema, read_only, schema_of

ROOM = 200 * 1024**2
"""Free bytes below which a host should make room."""

BUSY_SECONDS = 5.0
REMOTE = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "ceph", "fuse.glusterfs"})
RESTORE = "put a copy back: dispute-guide restore FILE"


def look_at_database(path: Path) -> list[Finding]:
    """Everything about the file; only about its place where there is none yet."""
    around = [*_room(path), *_place(path, Path("/proc/mounts"))]
    if not path.exists():
        return [ok(f"database: {path} is not there yet, the bot makes it at its first start"), *around]
    holder = holder_of(path)
    use = ok(f"lease: the bot runs as {holder}" if holder else "lease: free, no bot works with this database")
    return [*_inside(path), *around, use]


def _inside(path: Path) -> list[Finding]:
    try:
        with read_only(path) as connection:
            found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            schema = schema_of(connection)
    except sqlite3.Error as error:
        return [fail(f"database: {path} can't be read ({error})", RESTORE)]
    if found != "ok":
        return [fail(f"database: {path} is damaged", RESTORE)]
    return [_tables(path, schema), _writing(path)]


def _tables(path: Path, schema: Schema) -> Finding:
    if schema is Schema.FOREIGN:
        return fail(f"DATABASE_URL: {path} is not a database of the guide", "name another file")
    if schema is Schema.NEWER:
        return fail("database: a newer version wrote its tables", "install that version, or restore an older copy")
    if schema is Schema.OLDER:
        return ok("database: whole; its tables are of an older version, the bot brings them up to date at its start")
    return ok("database: whole, with the tables of this version")


def _writing(path: Path) -> Finding:
    """Ask for the right to write and give it back."""
    uri = f"{path.resolve().as_uri()}?mode=rw"
    try:
        with closing(sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
    except sqlite3.Error as error:
        todo = "look at who owns the file and its folder, and for another program that keeps it locked"
        return fail(f"database: {path} can't be written ({error})", todo)
    return ok("database: can be written")


def _room(path: Path) -> list[Finding]:
    try:
        free = shutil.disk_usage(path.resolve().parent).free
    except OSError:
        return []  # the check of DATABASE_URL has said that there is no such folder
    megabytes = f"{free // 1024**2} MB free beside the database"
    return [ok(f"disk: {megabytes}") if free >= ROOM else warn(f"disk: only {megabytes}", "make room")]


def _place(path: Path, mounts: Path) -> list[Finding]:
    kind = file_system_of(path.resolve(), mounts)
    if kind not in REMOTE:
        return []
    return [
        warn(f"disk: the database lies on a network file system ({kind})", "put it on a local disk: locks may fail")
    ]


def file_system_of(path: Path, mounts: Path) -> str:
    """The kind of the file system by the kernel's table (device, mount point, kind …); "" where there is no table."""
    try:
        rows = [line.split(" ") for line in mounts.read_text("utf-8", "replace").splitlines()]
    except OSError:
        return ""
    # the kernel writes blanks as \040
    around = [(row[1].replace("\\040", " "), row[2]) for row in rows if len(row) > 2]
    fitting = [(point, kind) for point, kind in around if path.is_relative_to(point)]
    return max(fitting, key=lambda mount: len(mount[0]), default=("", ""))[1]
