"""`queue list | retry | drop`: the updates that were set aside because they could not be handled."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

from bot.clock import SystemClock
from bot.commands.settings import database_path, end_with
from bot.store import StoreUnusable
from bot.store.aside import Aside, SetAside, set_aside

Result = TypeVar("Result")
Command = TypeVar("Command", bound=Callable[..., Any])


def which(command: Command) -> Command:
    """The argument and the option that say which updates are meant."""
    command = click.argument("update_ids", nargs=-1, type=int)(command)
    return click.option("--all", "everything", is_flag=True, help="All that were set aside.")(command)


@click.group()
def queue() -> None:
    """Updates that were set aside because they could not be handled."""


@queue.command("list")
@click.option("--raw", type=int, metavar="UPDATE_ID", help="Show this update as it came. It holds what people wrote.")
def show(raw: int | None) -> None:
    """What was set aside, when, and why; never what anybody wrote."""
    if raw is not None:
        _show_raw(raw)
        return
    found = _with_the_queue(Aside.listed)
    for update in found:
        click.echo(_line(update))
    if not found:
        click.echo("Nothing was set aside.")


@queue.command()
@which
def retry(update_ids: tuple[int, ...], everything: bool) -> None:
    """Try again. A bot that runs takes them up within a minute, another one when it starts."""
    chosen = _chosen(update_ids, everything)
    _tell("brought back", _with_the_queue(lambda aside: aside.retry(chosen)), chosen)


@queue.command()
@which
@click.option("--yes", is_flag=True, help="Don't ask.")
def drop(update_ids: tuple[int, ...], everything: bool, yes: bool) -> None:
    """Give up for good: what people wrote in them is erased."""
    chosen = _chosen(update_ids, everything)
    if not yes:
        click.confirm(f"Erase {'all that was set aside' if chosen is None else _numbers(chosen)}?", abort=True)
    now = SystemClock().now()
    _tell("dropped", _with_the_queue(lambda aside: aside.drop(chosen, now)), chosen)


def _show_raw(update_id: int) -> None:
    text = _with_the_queue(lambda aside: aside.raw(update_id))
    if text is None:
        raise click.ClickException(f"nothing is set aside under the id {update_id}")
    click.echo(text)


def _with_the_queue(question: Callable[[Aside], Result]) -> Result:
    try:
        with set_aside(database_path()) as aside:
            return question(aside)
    except StoreUnusable as error:
        end_with([f"DATABASE_URL: {error}"])


def _chosen(update_ids: tuple[int, ...], everything: bool) -> list[int] | None:
    if everything == bool(update_ids):
        raise click.UsageError("name the updates by their ids, or say --all")
    return None if everything else list(update_ids)


def _tell(done: str, found: list[int], chosen: list[int] | None) -> None:
    click.echo(f"{done}: {_numbers(found) or 'none'}")
    if missing := set(chosen or ()) - set(found):
        click.echo(f"not set aside: {_numbers(sorted(missing))}", err=True)
        sys.exit(1)


def _line(update: SetAside) -> str:
    return f"{update.update_id}  {update.at:%Y-%m-%d %H:%M:%S} UTC  {update.tries} tries  {update.error}"


def _numbers(update_ids: list[int]) -> str:
    return ", ".join(map(str, update_ids))
