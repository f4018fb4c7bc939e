"""This machine as the doctor sees it: time zones, texts, and who may read the bot's files."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from fluent.syntax import ast

from bot.assembly import WORDS
from bot.commands.doctor.finding import Finding, fail, ok, warn
from bot.guide.place import zones_by_country
from bot.lease import lease_path
from flows.load import ALIEXPRESS, DataError, load
from flows.words import Library, messages

REINSTALL = "install the bot anew: a part of it is missing or broken"
PRIVATE_ENDINGS = ("", "-wal", "-shm", ".before-restore")
FOR_OTHERS = 0o077


def look_at_zones() -> Finding:
    """Every zone that a buyer can choose."""
    try:
        names = [name for zones in zones_by_country().values() for name in zones]
        for name in names:
            ZoneInfo(name)
    except (OSError, ValueError, LookupError, ModuleNotFoundError) as error:
        return fail(f"time zones: {error}", "install tzdata anew")
    return ok(f"time zones: {len(names)}")


def look_at_texts(library: Library) -> Finding:
    """Every file of every language, and the guide's data."""
    try:
        load()
        paths = [path for language in library.languages() for path in library.files(language)]
        broken = [path for path in paths if any(isinstance(entry, ast.Junk) for entry in messages(path))]
    except (OSError, ValueError, DataError) as error:
        return fail(f"texts: {error}", REINSTALL)
    if broken or not paths:
        return fail(f"texts: {broken[0] if broken else 'there are none'}", REINSTALL)
    return ok(f"texts: {', '.join(library.languages())}")


def the_library() -> Library:
    return Library(ALIEXPRESS / "words", WORDS)


def look_at_modes(env_file: Path, database: Path | None) -> list[Finding]:
    """Who but their owner may open the files with the token and with what people wrote."""
    files = [env_file]
    if database is not None:
        files += [database.with_name(database.name + ending) for ending in PRIVATE_ENDINGS]
        files.append(lease_path(database))
    open_ones = [file for file in files if file.exists() and file.stat().st_mode & FOR_OTHERS]
    if not open_ones:
        return [ok("file modes: only their owner may read them")]
    return [warn(f"file modes: others may read {file}", f"chmod 600 {file}") for file in open_ones]
