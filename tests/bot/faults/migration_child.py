"""Opens databases in forks that are killed before the n-th statement, for every n; tells what each left behind.

python -m tests.bot.faults.migration_child BASE FOLDER -> one JSON line a kill: the tables left, and those after it.
"""

import json
import os
import shutil
import signal
import sqlite3
import sys
from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path

from bot.store.sqlite import _connect


class Doomed(sqlite3.Connection):
    """Dies, as from a power cut, before its n-th statement."""

    def __init__(self, *given, last, **named):
        super().__init__(*given, **named)
        statements = count(1)
        self.set_trace_callback(lambda _: next(statements) == last and os.kill(os.getpid(), signal.SIGKILL))


def open_in_a_fork(path, last):
    """Whether the fork was killed."""
    child = os.fork()
    if child == 0:
        sqlite3.connect = partial(sqlite3.connect, factory=partial(Doomed, last=last))
        _connect(path).close()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def tables(path):
    """How all tables and indexes are made."""
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return sorted(sql for (sql,) in db.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"))


def main(base, folder):
    for last in count(1):
        path = folder / f"{last}.db"
        if base.exists():
            shutil.copy(base, path)
        killed = open_in_a_fork(path, last)
        left = tables(path)
        _connect(path).close()
        print(json.dumps([left, tables(path)]))
        if not killed:
            return


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
