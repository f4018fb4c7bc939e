"""reply_markup: what Telegram takes as a keyboard, and how it sends it back."""

from __future__ import annotations

import json
from typing import Any

from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.links import checked_link, mentioned_user
from bot.sandbox.telegram.parameters import Call, optional_text, required_text

Json = dict[str, Any]

MAX_BUTTONS_IN_ROW = 12  # more are left out; 8 is what people can still read
MAX_BUTTONS = 300
MAX_INLINE_BUTTONS = 100
MAX_MARKUP_BYTES = 10_000
MAX_CALLBACK_BYTES = 64
MAX_COPIED = 256
STYLES = ("", "default", "primary", "danger", "success")
ACTIONS = ("url", "callback_data", "callback_game", "pay", "switch_inline_query", "switch_inline_query_chosen_chat",
           "switch_inline_query_current_chat", "login_url", "web_app", "copy_text")  # fmt: skip
BARE_ACTIONS = ("switch_inline_query", "switch_inline_query_current_chat")
TEXT_ACTIONS = ("url", "callback_data", *BARE_ACTIONS)


def reply_markup(call: Call) -> Json | None:
    """The markup of a call as far as its form goes; None where there is no keyboard in it."""
    markup = call.json("reply_markup", "Can't parse reply keyboard markup JSON object")
    if markup is None and not call.text("reply_markup"):
        return None
    return markup_of(markup)


def markup_of(markup: Any) -> Json | None:
    if not isinstance(markup, dict):
        raise bad_request("Object expected as reply markup")
    keyboard = rows_of(markup, "keyboard", 'Field "keyboard" must be an Array of Arrays')
    inline = rows_of(
        markup,
        "inline_keyboard",
        'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    )
    shown_keyboard = [[keyboard_button(button) for button in row] for row in keyboard]
    shown_inline = [[inline_button(button) for button in row] for row in inline]
    if shown_keyboard:
        return markup | {"keyboard": shown_keyboard}
    if shown_inline:
        return {"inline_keyboard": shown_inline}
    return markup if markup.get("remove_keyboard") or markup.get("force_reply") else None


def rows_of(markup: Json, name: str, broken: str) -> list[list[Any]]:
    rows = markup.get(name)
    if rows is None:
        return []
    if not isinstance(rows, list):
        raise bad_request(f'Field "{name}" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request(broken)
    return rows


def keyboard_button(button: Any) -> Json:
    if isinstance(button, str):
        return {"text": button}
    try:
        if not isinstance(button, dict):
            raise ValueError("KeyboardButton must be a String or an Object")
        required_text(button, "text")
        check_style(button)
    except ValueError as problem:
        raise bad_request(f"Can't parse keyboard button: {problem}") from problem
    return button


def inline_button(button: Any) -> Json:
    """Text, style and one action; the first action in Telegram's order counts."""
    try:
        if not isinstance(button, dict):
            raise ValueError("InlineKeyboardButton must be an Object")
        shown = {"text": required_text(button, "text")}
        check_style(button)
        return shown | looks(button) | action_of(button)
    except ValueError as problem:
        raise bad_request(f"Can't parse inline keyboard button: {problem}") from problem


def check_style(button: Json) -> None:
    if optional_text(button, "style").lower() not in STYLES:
        raise ValueError("invalid button style specified")


def looks(button: Json) -> Json:
    style = optional_text(button, "style").lower()
    icon = optional_text(button, "icon_custom_emoji_id")
    styled = {"style": style} if style not in ("", "default") else {}
    return styled | ({"icon_custom_emoji_id": icon} if icon else {})


def action_of(button: Json) -> Json:
    for name in ACTIONS:
        value = button.get(name)
        if value is None or (value == "" and name not in BARE_ACTIONS):
            continue
        if name in ("web_app", "login_url"):
            return {name: {"url": required_text(nested(button, name), "url")}}
        if name == "copy_text":
            return {name: {"text": required_text(nested(button, name), "text")}}
        return {name: optional_text(button, name) if name in TEXT_ACTIONS else value}
    raise ValueError("Text buttons are unallowed in the inline keyboard")


def nested(button: Json, name: str) -> Json:
    if not isinstance(button[name], dict):
        raise ValueError(f'Field "{name}" must be of type Object')
    return dict(button[name])


def usable(markup: Json | None, *, inline_only: bool = False) -> Json | None:
    """The markup once its texts, links and sizes are checked too; None where no button is left."""
    if markup is None:
        return None
    if "inline_keyboard" in markup:
        rows = drawn_rows(markup["inline_keyboard"])
        rows = [[usable_inline_button(button) for button in row] for row in rows]
        check_size(markup, rows, MAX_INLINE_BUTTONS)
        check_actions(rows)
        return {"inline_keyboard": rows} if rows else None
    if inline_only:
        raise bad_request("Inline keyboard expected")
    if "keyboard" not in markup:
        return markup
    rows = drawn_rows(markup["keyboard"])
    check_size(markup, rows, MAX_BUTTONS)
    return markup | {"keyboard": rows} if rows else None


def drawn_rows(rows: list[list[Json]]) -> list[list[Json]]:
    """Buttons without any label are left out, and so is what is beyond the row; then empty rows."""
    kept = [[b for b in row if b["text"] or b.get("icon_custom_emoji_id")][:MAX_BUTTONS_IN_ROW] for row in rows]
    return [row for row in kept if row]


def usable_inline_button(button: Json) -> Json:
    if not button["text"]:
        raise bad_request("Inline keyboard button text must be non-empty")
    if "url" in button and not mentioned_user(button["url"]):
        return button | {"url": button_link(button["url"], "URL")}
    if "web_app" in button:
        return button | {"web_app": {"url": button_link(button["web_app"]["url"], "Web App URL", https_only=True)}}
    return button


def button_link(link: str, kind: str, *, https_only: bool = False) -> str:
    try:
        return checked_link(link, https_only=https_only)
    except ValueError as problem:
        raise bad_request(f"Inline keyboard button {kind} '{link}' is invalid: {problem}") from problem


def check_size(markup: Json, rows: list[list[Json]], most: int) -> None:
    size = len(json.dumps(markup, ensure_ascii=False, separators=(",", ":")).encode())
    if sum(map(len, rows)) > most or size > MAX_MARKUP_BYTES:
        raise bad_request("reply markup is too long")


def check_actions(rows: list[list[Json]]) -> None:
    for button in (button for row in rows for button in row):
        data = button.get("callback_data")
        if data is not None and not 1 <= len(data.encode()) <= MAX_CALLBACK_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
        copied = button.get("copy_text")
        if copied is not None and not 1 <= len(copied["text"]) <= MAX_COPIED:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
