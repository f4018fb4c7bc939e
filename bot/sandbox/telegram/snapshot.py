"""Keeping a pretend Telegram between runs: everything worth keeping as one JSON-able dict, and back."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import asdict
from typing import Any

from bot.sandbox.telegram.callbacks import Callbacks, Query
from bot.sandbox.telegram.chats import Chats
from bot.sandbox.telegram.commands import Commands
from bot.sandbox.telegram.files import Files
from bot.sandbox.telegram.profile import Profile
from bot.sandbox.telegram.records import Group, Json, Message, Person, StoredFile, Toast
from bot.sandbox.telegram.updates import Updates, Waiting

FORM = 1
MAX_KEPT_BYTES = 20 * (1 << 20)  # of files, the newest first


def saved_chats(chats: Chats) -> Json:
    return {
        "people": [asdict(person) for person in chats.people.values()],
        "groups": [asdict(group) for group in chats.groups.values()],
        "messages": [saved_message(message) for chat in chats.messages.values() for message in chat.values()],
        "last_message_id": chats.last_message_id,
    }


def restore_chats(chats: Chats, files: Files, saved: Json) -> None:
    chats.people = {each["id"]: Person(**each) for each in saved["people"]}
    chats.groups = {each["id"]: Group(**each) for each in saved["groups"]}
    chats.last_message_id = saved["last_message_id"]
    for each in saved["messages"]:
        file = files.stored[each["file"]] if each["file"] else None
        message = Message(**(each | {"file": file}))
        chats.messages.setdefault(message.chat_id, {})[message.id] = message


def saved_message(message: Message) -> Json:
    fields: dict[str, Any] = {name: value for name, value in vars(message).items() if name != "file"}
    return fields | {"file": message.file.file_id if message.file else None}


def saved_updates(updates: Updates) -> Json:
    waiting = [asdict(each) for each in updates.waiting]
    return {"waiting": waiting, "next_id": updates.next_id, "kinds": sorted(updates.kinds)}


def restore_updates(updates: Updates, saved: Json) -> None:
    updates.waiting = [Waiting(**each) for each in saved["waiting"]]
    updates.next_id = saved["next_id"]
    updates.kinds = frozenset(saved["kinds"])


def saved_files(files: Files) -> Json:
    """Files beyond the total keep their record and lose their bytes."""
    kept: list[Json] = []
    room = MAX_KEPT_BYTES
    for file in reversed(files.stored.values()):
        room -= len(file.data)
        data = b64encode(file.data).decode() if room >= 0 else ""
        kept.append(vars(file) | {"data": data})
    return {"stored": kept[::-1], "count": files.count}


def restore_files(files: Files, saved: Json) -> None:
    for each in saved["stored"]:
        files.stored[each["file_id"]] = StoredFile(**(each | {"data": b64decode(each["data"])}))
    files.count = saved["count"]


def saved_callbacks(callbacks: Callbacks) -> Json:
    toasts = [[user, [asdict(toast) for toast in seen]] for user, seen in callbacks.toasts.items()]
    return {"queries": [asdict(query) for query in callbacks.queries.values()], "toasts": toasts}


def restore_callbacks(callbacks: Callbacks, saved: Json) -> None:
    callbacks.queries = {each["id"]: Query(**each) for each in saved["queries"]}
    callbacks.toasts = {user: [Toast(**toast) for toast in seen] for user, seen in saved["toasts"]}


def saved_looks(commands: Commands, profile: Profile) -> Json:
    return {
        "commands": [[*place, listed] for place, listed in commands.lists.items()],
        "texts": [[*place, text] for place, text in profile.texts.items()],
        "menu_buttons": [[user, button] for user, button in profile.menu_buttons.items()],
    }


def restore_looks(commands: Commands, profile: Profile, saved: Json) -> None:
    commands.lists = {(scope, language): listed for scope, language, listed in saved["commands"]}
    profile.texts = {(what, language): text for what, language, text in saved["texts"]}
    profile.menu_buttons = dict(saved["menu_buttons"])
