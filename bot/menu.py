"""What Telegram shows around the chat: the commands, the bot's name and descriptions. Set only when changed."""

from __future__ import annotations

import hashlib
import json
from operator import methodcaller
from typing import Any

import structlog
from telegram.error import TelegramError

from bot.api import call
from bot.clock import Clock
from bot.guide.commands import COMMANDS
from bot.logs import describe
from bot.patience import write_when_possible
from bot.runtime import AnyApplication
from bot.store import Store
from flows.words import FALLBACK, Library, Words

SCOPE = {"type": "all_private_chats"}

log = structlog.get_logger(__name__)


class Menu:
    """A tick of the runtime: tries until Telegram has taken it, then does nothing more."""

    def __init__(self, application: AnyApplication, store: Store, library: Library) -> None:
        self._bot = application.bot
        self._store = store
        self._library = library
        self._done = False

    async def __call__(self, clock: Clock) -> None:
        if self._done:
            return
        try:
            for language in self._library.languages():
                await self._offer(language, clock)
        except TelegramError as error:
            log.warning("the menu could not be set and is tried again", error=describe(error))
            return
        self._done = True

    async def _offer(self, language: str, clock: Clock) -> None:
        """Each of the four is remembered by its digest, so that a restart sets nothing anew."""
        code = "" if language == FALLBACK else language
        for method, parameters in _settings(self._library.words(language)).items():
            key, digest = f"menu {method} {language}", _digest(parameters)
            if await write_when_possible(self._store, clock, methodcaller("note", key)) != digest:
                await call(self._bot, method, {**parameters, "language_code": code})
                await write_when_possible(self._store, clock, methodcaller("set_note", key, digest))


def _settings(words: Words) -> dict[str, dict[str, Any]]:
    commands = [{"command": name, "description": words(f"command-{name}")} for name in COMMANDS]
    return {
        "setMyCommands": {"commands": commands, "scope": SCOPE},
        "setMyName": {"name": words("bot-name")},
        "setMyShortDescription": {"short_description": words("bot-about")},
        "setMyDescription": {"description": words("bot-description")},
    }


def _digest(parameters: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(parameters, sort_keys=True).encode()).hexdigest()
