"""How the bot presents itself: name, description, short description (by language) and menu button."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.sandbox.telegram.chats import Chats
from bot.sandbox.telegram.commands import language_of
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.parameters import Call, required_text
from bot.sandbox.telegram.records import Json

LONGEST = {"name": 64, "description": 512, "short_description": 120}
DEFAULT_MENU_BUTTON: Json = {"type": "default"}


class Profile:
    """Texts by (what, language); a language "" is for everybody else. Menu buttons by person, 0 for everybody else."""

    def __init__(self, chats: Chats) -> None:
        self._chats = chats
        self.texts: dict[tuple[str, str], str] = {}
        self.menu_buttons: dict[int, Json] = {}

    def methods(self) -> dict[str, Callable[[Call], Any]]:
        return {
            "setmyname": lambda call: self._set(call, "name"),
            "getmyname": lambda call: self._get(call, "name"),
            "setmydescription": lambda call: self._set(call, "description"),
            "getmydescription": lambda call: self._get(call, "description"),
            "setmyshortdescription": lambda call: self._set(call, "short_description"),
            "getmyshortdescription": lambda call: self._get(call, "short_description"),
            "setchatmenubutton": self.set_menu_button,
            "getchatmenubutton": self.get_menu_button,
        }

    def text(self, what: str, language: str) -> str:
        """In this language, else for everybody; the name is the account's where none was set."""
        account = self._chats.bot["first_name"] if what == "name" else ""
        return self.texts.get((what, language), self.texts.get((what, ""), account))

    def shown_to(self, user_id: int, language: str) -> Json:
        shown: Json = {what: self.text(what, language[:2]) for what in LONGEST}
        return shown | {"username": self._chats.bot["username"], "menu_button": self._menu_button(user_id)}

    def set_menu_button(self, call: Call) -> bool:
        button = call.json("menu_button", "Can't parse menu button JSON object")
        checked = menu_button(button) if button is not None else DEFAULT_MENU_BUTTON
        self.menu_buttons[self._person(call)] = checked
        self._chats.publish_to_all({"type": "profile"})
        return True

    def get_menu_button(self, call: Call) -> Json:
        return self._menu_button(self._person(call))

    def _set(self, call: Call, what: str) -> bool:
        """An empty text takes it away."""
        language, text = language_of(call), call.text(what)
        if len(text) > LONGEST[what]:
            raise bad_request(f"BOT_{what.upper()}_TOO_LONG")
        self.texts.pop((what, language), None)
        if text:
            self.texts[what, language] = text
        self._chats.publish_to_all({"type": "profile"})
        return True

    def _get(self, call: Call, what: str) -> Json:
        return {what: self.text(what, language_of(call))}

    def _menu_button(self, user_id: int) -> Json:
        return self.menu_buttons.get(user_id, self.menu_buttons.get(0, DEFAULT_MENU_BUTTON))

    def _person(self, call: Call) -> int:
        return self._chats.chat(call.text("chat_id")).id if call.text("chat_id") else 0


def menu_button(button: Any) -> Json:
    try:
        if not isinstance(button, dict):
            raise ValueError("MenuButton must be an Object")
        kind = required_text(button, "type")
        if kind in ("default", "commands"):
            return {"type": kind}
        if kind != "web_app":
            raise ValueError("MenuButton has unsupported type")
        text, app = required_text(button, "text"), button.get("web_app")
        if not isinstance(app, dict):
            raise ValueError('Can\'t find field "web_app"')
        return {"type": kind, "text": text, "web_app": {"url": required_text(app, "url")}}
    except ValueError as problem:
        raise bad_request(f"Can't parse menu button: {problem}") from problem
