"""Who is there and what was said: people, groups, their messages, and everybody who watches a chat."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.clock import Clock
from bot.sandbox.telegram.errors import bad_request, forbidden
from bot.sandbox.telegram.objects import chat_object, message_object
from bot.sandbox.telegram.parameters import leading_number
from bot.sandbox.telegram.records import Group, Message, Person

Json = dict[str, Any]


class Chats:
    """The chats of one bot. In a private chat the chat id is the person's id; a group's is negative."""

    def __init__(self, clock: Clock, bot: Json) -> None:
        self._clock = clock
        self.bot = bot
        self.people: dict[int, Person] = {}
        self.groups: dict[int, Group] = {}
        self.messages: dict[int, dict[int, Message]] = {}
        self.last_message_id = 0
        self._watchers: dict[int, list[asyncio.Queue[Json]]] = {}

    def now(self) -> int:
        """Unix seconds."""
        return int(self._clock.now().timestamp())

    # changes

    def watch(self, chat_id: int) -> asyncio.Queue[Json]:
        queue: asyncio.Queue[Json] = asyncio.Queue()
        self._watchers.setdefault(chat_id, []).append(queue)
        return queue

    def unwatch(self, chat_id: int, queue: asyncio.Queue[Json]) -> None:
        if queue in self._watchers.get(chat_id, []):
            self._watchers[chat_id].remove(queue)

    def publish(self, chat_id: int, change: Json) -> None:
        for queue in self._watchers.get(chat_id, []):
            queue.put_nowait(change)

    def _show(self, change: str, message: Message) -> None:
        if self._watchers.get(message.chat_id):
            self.publish(message.chat_id, {"type": change, "message": message.view()})

    def publish_to_all(self, change: Json) -> None:
        for chat_id in list(self._watchers):
            self.publish(chat_id, change)

    # messages

    def add(self, chat_id: int, sender_id: int, **content: Any) -> Message:
        """A new message, shown at once. `content` are fields of Message."""
        self.last_message_id += 1
        message = Message(self.last_message_id, chat_id, sender_id, self.now(), **content)
        self.messages.setdefault(chat_id, {})[message.id] = message
        self._show("message", message)
        return message

    def changed(self, message: Message) -> None:
        self._show("edit", message)

    def remove(self, message: Message) -> None:
        del self.messages[message.chat_id][message.id]
        self.publish(message.chat_id, {"type": "delete", "message_id": message.id})

    def message(self, chat_id: int, message_id: int) -> Message | None:
        return self.messages.get(chat_id, {}).get(message_id)

    def history(self, chat_id: int) -> list[Message]:
        return list(self.messages.get(chat_id, {}).values())

    # what the bot may touch

    def chat(self, written_id: str) -> Person | Group:
        """The chat that a call names, as far as the bot knows it."""
        if not written_id:
            raise bad_request("chat_id is empty")
        chat_id = leading_number(written_id)
        person = self.people.get(chat_id)
        if person and person.met:
            return person
        if chat_id in self.groups:
            return self.groups[chat_id]
        raise bad_request("chat not found")

    def editable(self, written_id: str) -> Person | Group:
        """A chat whose messages the bot may change."""
        chat = self.chat(written_id)
        if isinstance(chat, Group) and chat.kicked:
            raise forbidden("bot was kicked from the supergroup chat")
        if isinstance(chat, Person) and chat.deactivated:
            raise forbidden("user is deactivated")
        return chat

    def check_reachable(self, chat: Person | Group) -> None:
        """New messages need a person who started the bot and didn't block it."""
        if isinstance(chat, Person) and not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        if isinstance(chat, Person) and chat.blocked:
            raise forbidden("bot was blocked by the user")

    def existing(self, chat: Person | Group, message_id: int, role: str) -> Message:
        """The message; else 400 with its role in the call: "message to edit not found"."""
        found = self.message(chat.id, message_id)
        if found is None:
            raise bad_request(f"{role} not found")
        return found

    # the Bot API's objects

    def chat_object(self, chat_id: int) -> Json:
        chat = self.people.get(chat_id) or self.groups[chat_id]
        return chat_object(chat)

    def message_object(self, message: Message, *, with_reply: bool = True) -> Json:
        sender = self.bot if message.from_bot else self.people[message.sender_id].user()
        replied = self.message(message.chat_id, message.reply_to) if message.reply_to and with_reply else None
        shown = self.message_object(replied, with_reply=False) if replied else None
        via = self.bot if message.via_bot else None
        return message_object(message, self.chat_object(message.chat_id), sender, shown, via)
