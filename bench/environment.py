"""What the bots run in, made when missing or out of date: bench/.venv and bench/peers/grammy/node_modules for the peers, and
bench/host/.venv for ours, with what a host installs and nothing else."""

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
HOST = HERE / "host" / ".venv"
LOCK = HERE.parent / "requirements.lock"
GRAMMY = HERE / "peers" / "grammy"
INSTALL_SECONDS = 600
NAMED = ("python-telegram-bot", "aiogram", "pyTelegramBotAPI", "grammy", "@grammyjs/runner", "uvloop", "redis")


def enter() -> None:
    """Go on in bench/.venv: its loop is quicker than asyncio's own, so that the server is not what is measured."""
    if Path(sys.prefix).resolve() == VENV.resolve():
        return
    _install_python("the Python peers", VENV, REQUIREMENTS)
    _install_node_peers()
    os.execv(PYTHON, [str(PYTHON), "-m", "bench", *sys.argv[1:]])  # noqa: S606 - our own command line


def bot_python() -> str:
    """The Python of an environment as a host has it: what only developers need would start along with the bot."""
    _install_python("what our bot needs", HOST, LOCK, "--require-hashes")
    return str(HOST / "bin" / "python")


def versions() -> str:
    """What is compared, as it is pinned."""
    pinned = dict(line.split("==") for line in REQUIREMENTS.read_text().splitlines() if "==" in line)
    pinned |= json.loads((GRAMMY / "package.json").read_text())["dependencies"]
    return ", ".join(f"{name} {pinned[name]}" for name in NAMED)


def _install_python(what: str, folder: Path, requirements: Path, *how: str) -> None:
    done = folder / ".installed"
    if _is_newer(done, requirements):
        return
    click.echo(f"installing {what} into {folder.relative_to(HERE.parent)} …", err=True)
    _run([sys.executable, "-m", "venv", str(folder)])
    python = str(folder / "bin" / "python")
    _run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *how, "-r", str(requirements)])
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
