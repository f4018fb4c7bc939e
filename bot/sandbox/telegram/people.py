"""The people's side: what somebody does in Telegram's app, and what they see."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.sandbox.telegram.callbacks import Callbacks
from bot.sandbox.telegram.chats import Chats
from bot.sandbox.telegram.commands import Commands
from bot.sandbox.telegram.entities import settled
from bot.sandbox.telegram.files import Files
from bot.sandbox.telegram.inline import Inline, InlineAnswer
from bot.sandbox.telegram.objects import no_longer_accessible
from bot.sandbox.telegram.parameters import Upload
from bot.sandbox.telegram.profile import Profile
from bot.sandbox.telegram.records import Group, Json, Message, Person, Toast
from bot.sandbox.telegram.texts import MAX_CAPTION, MAX_TEXT
from bot.sandbox.telegram.updates import Updates


class People:
    """Methods that take a `user_id` are what that person does; they take effect at once.

    In a private chat the chat id is the person's id. Whoever isn't known yet is made on the way. A person who blocked
    the bot and then writes unblocks it, as in the app."""

    def __init__(self, chats: Chats, updates: Updates, files: Files) -> None:
        self._chats = chats
        self._updates = updates
        self._files = files
        self._callbacks = Callbacks(chats)
        self._inline = Inline(chats)
        self._commands = Commands(chats)
        self._profile = Profile(chats)

    # who is there

    def person(self, user_id: int, first_name: str = "", language_code: str | None = None) -> Person:
        """The person with this id: made where there is none, changed where a name or language is given."""
        known = self._chats.people.get(user_id)
        if known is None:
            known = self._chats.people[user_id] = Person(user_id, first_name or f"Person {user_id}")
        known.first_name = first_name or known.first_name
        known.language_code = language_code or known.language_code
        return known

    def people(self) -> list[Person]:
        """Everybody known, in order of arrival."""
        return list(self._chats.people.values())

    # what they do

    def start(self, user_id: int, payload: str = "") -> int:
        """Press Start, or follow a ?start=payload link; the message's id."""
        return self.say(user_id, f"/start {payload}".strip())

    def say(self, user_id: int, text: str, reply_to: int | None = None) -> int:
        """Send a text; commands and links in it are recognised. The message's id; ValueError where the app refuses."""
        found = settled(text, [])
        if not 1 <= len(found.text) <= MAX_TEXT:
            raise ValueError(f"a message has 1 to {MAX_TEXT} characters")
        return self._speak(user_id, text=found.text, entities=found.entities, reply_to=reply_to)

    def send_photo(self, user_id: int, data: bytes, caption: str = "") -> int:
        return self._send_file(user_id, "photo", Upload(data), caption)

    def send_document(
        self, user_id: int, data: bytes, name: str = "file.bin", mime_type: str | None = None, caption: str = ""
    ) -> int:
        return self._send_file(user_id, "document", Upload(data, name, mime_type), caption)

    def send_sticker(self, user_id: int, emoji: str = "👍") -> int:
        details: Json = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return self._send_file(user_id, "sticker", Upload(b"sticker"), emoji=emoji, **details)

    def send_voice(self, user_id: int, data: bytes = b"OggS", duration: int = 1) -> int:
        return self._send_file(user_id, "voice", Upload(data, mime_type="audio/ogg"), duration=duration)

    def edit(self, user_id: int, message_id: int, text: str) -> None:
        """Edit an own text message. LookupError where there is none."""
        message = self._chats.message(user_id, message_id)
        if message is None or message.from_bot or message.via_bot or message.file:
            raise LookupError(f"no text message {message_id} of {user_id}")
        found = settled(text, [])
        message.text, message.entities, message.edited_at = found.text, found.entities, self._chats.now()
        self._chats.changed(message)
        self._updates.push("edited_message", self._chats.message_object(message))

    def tap(
        self, user_id: int, message_id: int, button: str, *, chat_id: int | None = None, forged: bool = False
    ) -> str:
        """Tap an inline button, named by its label or its callback data; the callback query's id.

        LookupError where the message has no such button that calls back. With `forged`, `button` is sent as data as it
        stands, whatever the message has, and even where it is gone. `chat_id` is for groups."""
        person, place = self.person(user_id), user_id if chat_id is None else chat_id
        message = self._chats.message(place, message_id)
        data = button if forged else callback_data(message, button)
        query = self._callbacks.ask(user_id)
        shown = (
            self._chats.message_object(message)
            if message
            else no_longer_accessible(message_id, self._chats.chat_object(place))
        )
        # of a message that was sent through it the bot learns no more than this
        where = {"inline_message_id": f"inline-{message.id}"} if message and message.via_bot else {"message": shown}
        content = {"id": query.id, "from": person.user(), **where, "data": data}
        self._updates.push("callback_query", content | {"chat_instance": str(10**18 + abs(place))})
        return query.id

    def ask_inline(self, user_id: int, query: str, offset: str = "", *, chat_id: int | None = None) -> str:
        """Type "@bot query" in the chat with the bot, or in a group; the inline query's id. ValueError where the app
        asks nothing. Where Telegram still has the answer, the bot hears nothing of it."""
        asked = self._inline.ask(user_id, query, offset)
        if asked.answer is None:
            content = {"id": asked.id, "from": self.person(user_id).user(), "query": query, "offset": offset}
            self._updates.push("inline_query", content | {"chat_type": "supergroup" if chat_id else "sender"})
        return asked.id

    def choose_inline(self, user_id: int, query_id: str, result_id: str, *, chat_id: int | None = None) -> int:
        """Choose one of the results of an inline query; the id of the message that it becomes, in the chat with the bot
        or in a group. LookupError where it wasn't offered."""
        query = self._inline.queries[query_id]
        article = query.article(result_id)
        content = {"text": article.text.text, "entities": article.text.entities, "reply_markup": article.keyboard}
        if chat_id is None:
            return self._speak(user_id, **content, via_bot=True)
        return self._speak_in_group(chat_id, user_id, **content, via_bot=True)

    def say_in_group(self, chat_id: int, user_id: int, text: str, title: str = "A group") -> int:
        """Say something in a group (`chat_id` < 0) that the bot is in; the message's id.

        As in Telegram's privacy mode the bot hears only commands that may be meant for it, and what names it or was
        sent through it."""
        self._chats.groups.setdefault(chat_id, Group(chat_id, title))
        found = settled(text, [])
        return self._speak_in_group(chat_id, user_id, text=found.text, entities=found.entities)

    def block(self, user_id: int) -> None:
        """Stop the bot."""
        self._set_blocked(self.person(user_id), blocked=True)

    def unblock(self, user_id: int) -> None:
        self._set_blocked(self.person(user_id), blocked=False)

    def deactivate(self, user_id: int) -> None:
        """Delete the account."""
        self.person(user_id).deactivated = True

    def kick_bot(self, chat_id: int) -> None:
        """Throw the bot out of a group."""
        self._chats.groups[chat_id].kicked = True

    def raw(self, update: Json) -> int:
        """Deliver any update as it stands: forged, malformed, repeated. It gets an update_id where it has none."""
        return self._updates.deliver(update)

    # what they see

    def history(self, chat_id: int) -> list[Message]:
        """The messages of a chat, oldest first, without the deleted ones. For a page: `message.view()`."""
        return self._chats.history(chat_id)

    def toasts(self, user_id: int) -> list[Toast]:
        """The visible answers to this person's taps, oldest first."""
        return list(self._callbacks.toasts.get(user_id, []))

    def commands_for(self, user_id: int) -> list[Json]:
        """The command menu that this person sees: [{"command": "start", "description": "…"}]."""
        return self._commands.shown_to(user_id, self.person(user_id).language_code or "")

    def profile_for(self, user_id: int) -> Json:
        """{"username", "name", "description", "short_description", "menu_button"} in the person's language."""
        return self._profile.shown_to(user_id, self.person(user_id).language_code or "")

    def inline_answer(self, query_id: str) -> InlineAnswer | None:
        """What was offered for an inline query; None while there is no answer."""
        return self._inline.queries[query_id].answer

    def file_bytes(self, file_id: str) -> bytes | None:
        """The bytes behind a file_id (of `view()["file"]`), or None."""
        file = self._files.stored.get(file_id)
        return file.data if file else None

    def subscribe(self, chat_id: int) -> asyncio.Queue[Json]:
        """A queue that receives every later change of this chat; its kinds stand at PretendTelegram."""
        return self._chats.watch(chat_id)

    def unsubscribe(self, chat_id: int, queue: asyncio.Queue[Json]) -> None:
        self._chats.unwatch(chat_id, queue)

    # inside

    def _speak(self, user_id: int, **content: Any) -> int:
        person = self.person(user_id)
        if person.blocked:
            self.unblock(user_id)
        person.started = person.met = True
        message = self._chats.add(user_id, user_id, **content)
        self._updates.push("message", self._chats.message_object(message))
        return message.id

    def _speak_in_group(self, chat_id: int, user_id: int, **content: Any) -> int:
        person = self.person(user_id)
        message = self._chats.add(chat_id, user_id, **content)
        if not self._chats.groups[chat_id].kicked and self._meant_for_bot(message):
            person.met = True
            self._updates.push("message", self._chats.message_object(message))
        return message.id

    def _send_file(self, user_id: int, kind: str, upload: Upload, caption: str = "", **details: Any) -> int:
        found = settled(caption, [])
        if len(found.text) > MAX_CAPTION:
            raise ValueError(f"a caption has at most {MAX_CAPTION} characters")
        file = self._files.keep(kind, upload, **details)
        return self._speak(user_id, text=found.text, entities=found.entities, file=file)

    def _set_blocked(self, person: Person, *, blocked: bool) -> None:
        if person.blocked == blocked:
            return
        person.blocked = blocked
        before, after = ("member", "kicked") if blocked else ("kicked", "member")
        chat = self._chats.chat_object(person.id)
        change = {"chat": chat, "from": person.user(), "date": self._chats.now()}
        members = {"old_chat_member": self._bot_as(before), "new_chat_member": self._bot_as(after)}
        self._updates.push("my_chat_member", change | members)

    def _bot_as(self, status: str) -> Json:
        """The bot as a ChatMember."""
        return {"user": self._chats.bot, "status": status} | ({"until_date": 0} if status == "kicked" else {})

    def _meant_for_bot(self, message: Message) -> bool:
        if message.via_bot:
            return True
        name = f"@{self._chats.bot['username']}"
        if message.entities and message.entities[0]["type"] == "bot_command" and message.entities[0]["offset"] == 0:
            command = message.text.split()[0]
            return "@" not in command or command.endswith(name)
        return name in message.text


def callback_data(message: Message | None, button: str) -> str:
    """The data of the button with this label or data."""
    rows = message.inline_keyboard if message else []
    calling = [each for row in rows for each in row if "callback_data" in each]
    for each in calling:
        if button in (each["text"], each["callback_data"]):
            return str(each["callback_data"])
    labels = [each["text"] for row in rows for each in row]
    raise LookupError(f"no button {button!r} that calls back; there are {labels}")
