"""What the peers run in: bench/.venv and bench/peers/grammy/node_modules, made when missing or out of date."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import click

HERE = Path(__file__).parent
VENV = HERE / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = HERE / "requirements-peers.txt"
GRAMMY = HERE / "peers" / "grammy"
BOT_PYTHON = "BENCH_BOT_PYTHON"
"""Tells the bench, once it runs in its own environment, with which Python our bot runs."""
INSTALL_SECONDS = 600
NAMED = ("python-telegram-bot", "aiogram", "pyTelegramBotAPI", "grammy", "@grammyjs/runner", "uvloop", "redis")


def enter() -> None:
    """Go on in bench/.venv: its loop is quicker than asyncio's own, so that the server is not what is measured."""
    if Path(sys.prefix).resolve() == VENV.resolve():
        return
    _install_python_peers()
    _install_node_peers()
    os.environ[BOT_PYTHON] = sys.executable
    os.execv(PYTHON, [str(PYTHON), "-m", "bench", *sys.argv[1:]])  # noqa: S606 - our own command line


def bot_python() -> str:
    return os.environ.get(BOT_PYTHON, sys.executable)


def versions() -> str:
    """What is compared, as it is pinned."""
    pinned = dict(line.split("==") for line in REQUIREMENTS.read_text().splitlines() if "==" in line)
    pinned |= json.loads((GRAMMY / "package.json").read_text())["dependencies"]
    return ", ".join(f"{name} {pinned[name]}" for name in NAMED)


def _install_python_peers() -> None:
    done = VENV / ".installed"
    if _is_newer(done, REQUIREMENTS):
        return
    click.echo("installing the Python peers into bench/.venv …", err=True)
    _run([sys.executable, "-m", "venv", str(VENV)])
    _run([str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check", "-r", str(REQUIREMENTS)])
    done.touch()


def _install_node_peers() -> None:
    done = GRAMMY / "node_modules" / ".installed"
    if _is_newer(done, GRAMMY / "package-lock.json") or not has_node():
        return
    click.echo("installing grammY into bench/peers/grammy/node_modules …", err=True)
    _run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], GRAMMY)
    done.touch()


def has_node() -> bool:
    return bool(shutil.which("node") and shutil.which("npm"))


def _is_newer(done: Path, source: Path) -> bool:
    return done.exists() and done.stat().st_mtime >= source.stat().st_mtime


def _run(command: list[str], folder: Path = HERE) -> None:
    try:
        subprocess.run(command, cwd=folder, check=True, timeout=INSTALL_SECONDS, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command lines
    except (subprocess.SubprocessError, OSError) as error:
        raise click.ClickException(f"the peers could not be installed: {error}") from None
