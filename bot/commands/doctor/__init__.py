"""`doctor`: looks at everything that the bot needs, and says what to do about what is wrong."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import click

from bot.clock import SystemClock
from bot.commands.doctor.database import look_at_database
from bot.commands.doctor.finding import Finding, warn
from bot.commands.doctor.machine import look_at_modes, look_at_texts, look_at_zones, the_library
from bot.commands.doctor.telegram import look_at_telegram
from bot.commands.settings import settings_but_for_the_token
from bot.settings import EXIT_STATUS, Settings, SettingsError

ENV_FILE = Path(".env")


@click.command()
def doctor() -> None:
    """Look at everything that the bot needs; exit 1 where something is wrong, 78 where a setting is."""
    settings, problems = _settings()
    findings = [Finding("fail", problem) for problem in problems]
    findings += _look(settings, has_token=not problems)
    for finding in findings:
        click.echo(finding)
    failed = any(finding.level == "fail" for finding in findings)
    sys.exit(EXIT_STATUS if problems else 1 if failed else 0)


def _settings() -> tuple[Settings | None, list[str]]:
    try:
        return settings_but_for_the_token()
    except SettingsError as wrong:
        return None, wrong.problems


def _look(settings: Settings | None, *, has_token: bool) -> list[Finding]:
    """As much as the settings allow."""
    findings: list[Finding] = []
    if settings and has_token:
        findings += asyncio.run(look_at_telegram(settings, SystemClock()))
    else:
        findings.append(warn("Telegram: not asked", "mend the settings first"))
    if settings:
        findings += look_at_database(settings.database_path)
    findings += [look_at_zones(), look_at_texts(the_library())]
    return findings + look_at_modes(ENV_FILE, settings.database_path if settings else None)
