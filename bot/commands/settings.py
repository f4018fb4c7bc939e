"""The settings, for commands: what is wrong with them is said on standard error and ends the process with 78."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import click
from pydantic import SecretStr

from bot.settings import EXIT_STATUS, Settings, SettingsError, read_settings

NO_TOKEN = SecretStr(f"1:{'x' * 30}")
"""Stands in its place for commands that never talk to Telegram."""


def checked_settings() -> Settings:
    """All of them, or the end."""
    try:
        return read_settings()
    except SettingsError as wrong:
        end_with(wrong.problems)


def database_path() -> Path:
    """Where the database is, or the end. A copy of the database is made and put back without a token, too."""
    try:
        return settings_but_for_the_token()[0].database_path
    except SettingsError as wrong:
        end_with(wrong.problems)


def settings_but_for_the_token() -> tuple[Settings, list[str]]:
    """The settings, and what is wrong with the token. Raises `SettingsError` where anything else is wrong."""
    try:
        return read_settings(), []
    except SettingsError as wrong:
        if not all(problem.startswith("TELEGRAM_BOT_TOKEN ") for problem in wrong.problems):
            raise
        return Settings(telegram_bot_token=NO_TOKEN), wrong.problems


def end_with(problems: list[str]) -> NoReturn:
    for problem in problems:
        click.echo(problem, err=True)
    sys.exit(EXIT_STATUS)
