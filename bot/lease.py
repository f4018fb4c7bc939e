"""The lease: one process at a time works with a database. The kernel frees it when its process ends, however it ends."""

from __future__ import annotations

import contextlib
import fcntl
import os
from pathlib import Path
from types import TracebackType

import structlog

from bot.clock import Clock

EXIT_STATUS = 75
"""What the process ends with where another one holds the lease (EX_TEMPFAIL)."""

PATIENCE = 10.0
"""Seconds that a second process waits: the first may be stopping just now."""

PAUSE = 0.2

log = structlog.get_logger(__name__)


class LeaseHeld(Exception):
    """Another process works with this database. The message says which, since when, and what to do."""


class LeaseUnusable(Exception):
    """No lease can be taken at this place at all. The message says why."""


class Lease:
    """A locked file beside the database, which tells who holds it. Used with `with`; freed at the end."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor: int | None = descriptor

    def held(self) -> bool:
        """Whether it still protects anything: somebody may have removed the file, and locked a new one."""
        try:
            return self._descriptor is not None and os.path.samestat(os.fstat(self._descriptor), self._path.stat())
        except OSError:
            return False

    def free(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)  # the file stays: to remove it could remove a successor's
            self._descriptor = None

    def __enter__(self) -> Lease:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self.free()


async def wait_for_lease(database: Path, clock: Clock, patience: float = PATIENCE) -> Lease:
    """Take the lease of a database, waiting up to `patience` seconds. Raises `LeaseHeld` and `LeaseUnusable`."""
    waited = 0.0
    while True:
        try:
            return take_lease(database, clock)
        except LeaseHeld as held:
            if waited >= patience:
                raise
            if not waited:
                log.warning("waiting for another process to end", holder=str(held))
        await clock.sleep(PAUSE)
        waited += PAUSE


def take_lease(database: Path, clock: Clock) -> Lease:
    """Take it now or not at all. Raises `LeaseHeld` and `LeaseUnusable`."""
    path = lease_path(database)
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise LeaseUnusable(f"{path} can't be made ({error.strerror}); give the folder to the bot's user") from None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise LeaseHeld(_complaint(database, path)) from None
    except OSError as error:
        os.close(descriptor)
        raise LeaseUnusable(f"{path} can't be locked ({error.strerror}); put the database on a local disk") from None
    _sign(descriptor, f"process {os.getpid()} since {clock.now():%Y-%m-%d %H:%M:%S} UTC")
    return Lease(path, descriptor)


def holder_of(database: Path) -> str | None:
    """Who holds the lease just now ("process 123 since …"); None where nobody does. Takes nothing, makes no file."""
    path = lease_path(database)
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _holder(path)
    finally:
        os.close(descriptor)
    return None


def lease_path(database: Path) -> Path:
    """Beside the file itself, by whatever links it is named: two names of a database must not make two leases."""
    file = database.resolve()
    return file.with_name(f"{file.name}.lease")


def _sign(descriptor: int, text: str) -> None:
    with contextlib.suppress(OSError):  # a full disk: the lock holds all the same
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, text.encode(), 0)


def _complaint(database: Path, path: Path) -> str:
    return f"{database} is in use by {_holder(path)}; stop that one first, or give this one another DATABASE_URL"


def _holder(path: Path) -> str:
    try:
        return path.read_text("ascii") or "another process"
    except (OSError, UnicodeDecodeError):
        return "another process"
