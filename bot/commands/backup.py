"""`backup`, `verify` and `restore`: copies of the database, also while the bot runs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from bot.clock import SystemClock
from bot.commands.settings import database_path, end_with
from bot.lease import EXIT_STATUS, LeaseHeld, LeaseUnusable, take_lease
from bot.store.backup import BackupFailed, back_up
from bot.store.backup import verify as verified
from bot.store.restore import Restored
from bot.store.restore import restore as put_back

FILE = click.argument("file", type=click.Path(path_type=Path))


@click.command()
@FILE
def backup(file: Path) -> None:
    """Copy the database to FILE, as it is at this moment. The bot may run."""
    with _failure_told():
        click.echo(f"{file} is whole: {back_up(database_path(), file)}")


@click.command()
@FILE
def verify(file: Path) -> None:
    """Read every page of a copy of the database, and count what it holds."""
    with _failure_told():
        click.echo(f"{file} is whole: {verified(file)}")


@click.command()
@FILE
def restore(file: Path) -> None:
    """Put a copy in the place of the database. The bot must not run.

    People who had themselves erased since the copy was made are erased again.
    """
    database = database_path()
    with _failure_told(), take_lease(database, SystemClock()):
        restored = put_back(database, file)
    click.echo(f"{database} is restored: {restored.holdings}")
    _tell_the_rest(restored)


def _tell_the_rest(restored: Restored) -> None:
    if restored.erased_again:
        click.echo(f"erased again, as they asked since the copy was made: {restored.erased_again} people")
    if restored.kept:
        click.echo(f"the database that was there is kept as {restored.kept}")
    if not restored.remembered:
        click.echo(
            "the database that was there could not be read: whoever used /delete_me since the copy was made "
            "is back, and has to be erased by themselves once more",
            err=True,
        )


@contextmanager
def _failure_told() -> Iterator[None]:
    try:
        yield
    except BackupFailed as failed:
        click.echo(failed, err=True)
        sys.exit(1)
    except LeaseHeld as held:
        click.echo(held, err=True)
        sys.exit(EXIT_STATUS)
    except LeaseUnusable as error:
        end_with([f"DATABASE_URL: {error}"])
