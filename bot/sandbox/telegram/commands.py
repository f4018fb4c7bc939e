"""The command list: setMyCommands, getMyCommands, deleteMyCommands, by scope and language."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from bot.sandbox.telegram.chats import Chats
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.parameters import Call, required_text
from bot.sandbox.telegram.records import Json

MAX_COMMAND = 32
MAX_DESCRIPTION = 256
MAX_COMMANDS = 100
MAX_BYTES_IN_ALL = 7_800
PLAIN_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
CHAT_SCOPES = ("chat", "chat_administrators", "chat_member")


class Commands:
    """Command lists by (scope, language); a scope is written "chat:5", a language "" is for everybody else."""

    def __init__(self, chats: Chats) -> None:
        self._chats = chats
        self.lists: dict[tuple[str, str], list[Json]] = {}

    def methods(self) -> dict[str, Callable[[Call], Any]]:
        return {"setmycommands": self.set, "getmycommands": self.get, "deletemycommands": self.delete}

    def set(self, call: Call) -> bool:
        given = given_commands(call)
        place = self._scope(call), language_of(call)
        commands = [checked_command(command) for command in given]
        check_together(commands)
        return self._replace(place, commands)

    def get(self, call: Call) -> list[Json]:
        return self.lists.get((self._scope(call), language_of(call)), [])

    def delete(self, call: Call) -> bool:
        return self._replace((self._scope(call), language_of(call)), [])

    def shown_to(self, user_id: int, language: str) -> list[Json]:
        """The menu in a private chat: the narrowest scope first, in it the person's language."""
        scopes = (f"chat:{user_id}", "all_private_chats", "default")
        places = ((scope, tongue) for scope in scopes for tongue in (language[:2], ""))
        return next((self.lists[place] for place in places if place in self.lists), [])

    def _replace(self, place: tuple[str, str], commands: list[Json]) -> bool:
        self.lists.pop(place, None)
        if commands:
            self.lists[place] = commands
        self._chats.publish_to_all({"type": "commands"})
        return True

    def _scope(self, call: Call) -> str:
        scope = call.json("scope", "Can't parse BotCommandScope JSON object")
        if scope is None:
            return "default"
        try:
            name, chat_id, user_id = scope_parts(scope)
        except ValueError as problem:
            raise bad_request(f"Can't parse BotCommandScope: {problem}") from problem
        if not chat_id:
            return name
        chat = self._chats.chat(chat_id)
        if chat.id > 0 and name != "chat":
            raise bad_request("Can't use specified scope in private chats")
        return f"{name}:{chat.id}" + (f":{user_id}" if user_id else "")


def scope_parts(scope: Any) -> tuple[str, str, str]:
    """Type, chat id and user id; the ids are "" where the type has none."""
    if not isinstance(scope, dict):
        raise ValueError("BotCommandScope must be an Object")
    name = required_text(scope, "type")
    if name in PLAIN_SCOPES:
        return name, "", ""
    if name not in CHAT_SCOPES:
        raise ValueError("Unsupported type specified")
    chat_id = required_text(scope, "chat_id")
    if not chat_id:
        raise ValueError("Empty chat_id specified")
    return name, chat_id, required_text(scope, "user_id") if name == "chat_member" else ""


def given_commands(call: Call) -> list[Json]:
    commands = call.json("commands", "Can't parse commands JSON object")
    if commands is None:
        return []
    if not isinstance(commands, list):
        raise bad_request("Expected an Array of BotCommand")
    return [given_command(command) for command in commands]


def given_command(command: Any) -> Json:
    try:
        if not isinstance(command, dict):
            raise ValueError("expected an Object")
        return {name: required_text(command, name) for name in ("command", "description")}
    except ValueError as problem:
        raise bad_request(f"Can't parse BotCommand: {problem}") from problem


def language_of(call: Call) -> str:
    """Two small letters, or "" for everybody else."""
    language = call.text("language_code")
    if language and not re.fullmatch("[a-z]{2}", language):
        raise bad_request("Invalid language code specified")
    return language


def checked_command(command: Json) -> Json:
    name = command["command"].strip().removeprefix("/")
    description = command["description"].strip()
    if not name:
        raise bad_request("Command must be non-empty")
    if len(name) > MAX_COMMAND:
        raise bad_request(f"Command length must not exceed {MAX_COMMAND}")
    if not description:
        raise bad_request("Command description must be non-empty")
    if len(description) > MAX_DESCRIPTION:
        raise bad_request(f"Command description length must not exceed {MAX_DESCRIPTION}")
    return {"command": name, "description": description}


def check_together(commands: list[Json]) -> None:
    if not all(re.fullmatch("[a-z0-9_]+", command["command"]) for command in commands):
        raise bad_request("BOT_COMMAND_INVALID")
    size = sum(len((command["command"] + command["description"]).encode()) for command in commands)
    if len(commands) > MAX_COMMANDS or size > MAX_BYTES_IN_ALL:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
