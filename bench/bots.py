"""The bots that are measured: how each is started, and the buttons its buyers tap."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.buyers import Script
from bench.environment import HERE, bot_python, has_node
from bench.process import free_port
from bench.telegram import TOKEN

SECRET = "benchmark-secret"
POLLING, WEBHOOK = "polling", "webhook"
NO_LIMIT = {"SEND_PER_SECOND": "99999", "SEND_CHAT_BURST": "1000", "SEND_CHAT_PER_SECOND": "1000"}

OURS = "dispute-guide"
PTB = "ptb"
AIOGRAM = "aiogram"

OUR_SCRIPT = Script(
    taps=(
        ":situation:arrived_wrong",
        ":problem:damaged",
        ":flaw:unusable",
        ":delivered_on:unknown",
        ":protection_ends_on:unknown",
    ),
    end=":why:item_value",
)
PEERS_SCRIPT = Script(taps=("q1:a", "q2:a", "q3:a", "q4:a", "q5:a"))


@dataclass(frozen=True)
class Place:
    """Where a bot runs: the Bot API's address, the mode, an empty folder, and Redis where there is one."""

    api: str
    mode: str
    folder: Path
    redis: str = ""


@dataclass(frozen=True)
class Bot:
    name: str
    title: str
    script: Script
    command: Callable[[], list[str]]
    env: Callable[[Place], Mapping[str, str]]
    missing: Callable[[], str] = lambda: ""
    """What this machine lacks for it; "" where nothing."""
    wants_redis: bool = False


def _our_env(place: Place) -> dict[str, str]:
    """Its real settings; only the limits that Telegram sets are lifted, since the server here sets none."""
    env = {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": place.api,
        "DATABASE_URL": f"sqlite:///{place.folder / 'guide.db'}",
        "HEALTH_LISTEN": f"127.0.0.1:{free_port()}",
        "LOG_LEVEL": "WARNING",
        "PYTHONPATH": str(HERE.parent),
        **NO_LIMIT,
    }
    if place.mode == WEBHOOK:
        listen = f"127.0.0.1:{free_port()}"
        env |= {"WEBHOOK_URL": f"http://{listen}/hook", "WEBHOOK_LISTEN": listen, "WEBHOOK_SECRET": SECRET}
    return env


def _peer_env(place: Place) -> dict[str, str]:
    env = {"BOT_TOKEN": TOKEN, "API_URL": place.api, "BOT_FOLDER": str(place.folder)}
    if place.mode == WEBHOOK:
        env |= {"HOOK_PORT": str(free_port()), "HOOK_SECRET": SECRET}
    return env | ({"REDIS_URL": place.redis} if place.redis else {})


def _python_peer(file: str) -> Callable[[], list[str]]:
    return lambda: [sys.executable, str(HERE / "peers" / file)]


BOTS = {
    bot.name: bot
    for bot in (
        Bot(OURS, "dispute-guide", OUR_SCRIPT, lambda: [bot_python(), "-m", "bot"], _our_env),
        Bot(PTB, "python-telegram-bot, pickled", PEERS_SCRIPT, _python_peer("ptb.py"), _peer_env),
        Bot(AIOGRAM, "aiogram 3, memory", PEERS_SCRIPT, _python_peer("aiogram3.py"), _peer_env),
        Bot(
            "aiogram-redis", "aiogram 3, Redis", PEERS_SCRIPT, _python_peer("aiogram3.py"), _peer_env,
            lambda: "" if shutil.which("redis-server") else "redis-server", wants_redis=True,
        ),
        Bot("telebot", "pyTelegramBotAPI async", PEERS_SCRIPT, _python_peer("telebot_async.py"), _peer_env),
        Bot(
            "grammy", "grammY (Node)", PEERS_SCRIPT, lambda: ["node", str(HERE / "peers" / "grammy" / "bot.js")],
            _peer_env, lambda: "" if has_node() else "node and npm",
        ),
    )
}  # fmt: skip
