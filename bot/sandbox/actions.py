"""What people do on the chat page: each POST is one act of one person in the pretend Telegram."""

from __future__ import annotations

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from aiohttp import web

from bot.sandbox.fields import Fields, bad, fields_of
from bot.sandbox.guard import Refusal
from bot.sandbox.stream import Streams, person_view
from bot.sandbox.telegram.inline import MAX_QUERY
from bot.sandbox.telegram.pictures import picture_size
from bot.sandbox.telegram.records import Message, Person
from bot.sandbox.telegram.server import PretendTelegram
from bot.sandbox.telegram.texts import MAX_CAPTION, MAX_TEXT

Json = dict[str, Any]

FIRST_ID = 1001
MAX_NAME = 64
MAX_PAYLOAD = 64
MAX_OFFSET = 64
MAX_LABEL = 4096
MAX_EMOJI = 16
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
MAX_LANGUAGE = 35  # the longest language tag that is in use


class Actions:
    """POST /people adds somebody; POST /people/{id}/{act} is what they do. Answers are JSON objects.

    Unknown people and messages are 404, what can't be done any more is 409, what can't be understood 400.
    """

    def __init__(self, telegram: PretendTelegram, streams: Streams) -> None:
        self._telegram = telegram
        self._streams = streams
        self._acts: dict[str, Callable[[int, Fields], Json]] = {
            "start": self._start,
            "say": self._say,
            "edit": self._edit,
            "tap": self._tap,
            "inline": self._inline,
            "choose": self._choose,
            "photo": self._photo,
            "document": self._document,
            "sticker": self._sticker,
            "voice": self._voice,
            "block": self._block,
            "unblock": self._unblock,
        }

    async def add_person(self, request: web.Request) -> web.Response:
        """Takes first_name and language_code ("pt-br", or "" for none); answers with the person, 201."""
        fields = await fields_of(request)
        name = fields.text("first_name", MAX_NAME, least=1).strip()
        person = self._telegram.person(self._free_id(), name, language_of(fields))
        self._streams.show_person(person)
        return web.json_response(person_view(self._telegram, person), status=HTTPStatus.CREATED)

    async def act(self, request: web.Request) -> web.Response:
        person = self._person(request.match_info["person"])
        act = self._acts.get(request.match_info["act"])
        if act is None:
            raise Refusal(HTTPStatus.NOT_FOUND, "There is nothing of this name that a person can do.")
        fields = await fields_of(request)
        try:
            return web.json_response(act(person.id, fields))
        except ValueError as problem:  # the pretend Telegram refuses what the real app would not send
            raise bad(f"Telegram refuses that: {problem}.") from problem

    def _start(self, user_id: int, fields: Fields) -> Json:
        return {"message_id": self._telegram.start(user_id, fields.text("payload", MAX_PAYLOAD))}

    def _say(self, user_id: int, fields: Fields) -> Json:
        reply_to = fields.optional_number("reply_to")
        if reply_to is not None:
            self._message(user_id, reply_to)
        return {"message_id": self._telegram.say(user_id, fields.text("text", MAX_TEXT, least=1), reply_to)}

    def _edit(self, user_id: int, fields: Fields) -> Json:
        message = self._message(user_id, fields.number("message_id"))
        if message.from_bot or message.via_bot or message.file:
            raise Refusal(HTTPStatus.CONFLICT, "Only an own text message can be edited.")
        self._telegram.edit(user_id, message.id, fields.text("text", MAX_TEXT, least=1))
        return {"message_id": message.id}

    def _tap(self, user_id: int, fields: Fields) -> Json:
        message = self._message(user_id, fields.number("message_id"))
        try:
            return {"callback_query_id": self._telegram.tap(user_id, message.id, fields.text("button", MAX_LABEL))}
        except LookupError:
            raise Refusal(HTTPStatus.CONFLICT, "The message has no such button any more.") from None

    def _inline(self, user_id: int, fields: Fields) -> Json:
        """What is offered comes as a change, as the answer to a tap does."""
        query, offset = fields.text("query", MAX_QUERY), fields.text("offset", MAX_OFFSET)
        return {"inline_query_id": self._telegram.ask_inline(user_id, query, offset)}

    def _choose(self, user_id: int, fields: Fields) -> Json:
        query_id, result_id = fields.text("inline_query_id", MAX_QUERY), fields.text("result_id", MAX_QUERY)
        try:
            return {"message_id": self._telegram.choose_inline(user_id, query_id, result_id)}
        except LookupError:
            raise Refusal(HTTPStatus.CONFLICT, "This is not offered any more.") from None

    def _photo(self, user_id: int, fields: Fields) -> Json:
        file = fields.file()
        if picture_size(file.data) is None:
            raise bad("That is no picture that Telegram takes as a photo; send it as a document.")
        return {"message_id": self._telegram.send_photo(user_id, file.data, fields.text("caption", MAX_CAPTION))}

    def _document(self, user_id: int, fields: Fields) -> Json:
        file, caption = fields.file(), fields.text("caption", MAX_CAPTION)
        name = file.name or "file.bin"
        return {"message_id": self._telegram.send_document(user_id, file.data, name, file.mime_type, caption)}

    def _sticker(self, user_id: int, fields: Fields) -> Json:
        return {"message_id": self._telegram.send_sticker(user_id, fields.text("emoji", MAX_EMOJI) or "👍")}

    def _voice(self, user_id: int, _: Fields) -> Json:
        return {"message_id": self._telegram.send_voice(user_id)}

    def _block(self, user_id: int, _: Fields) -> Json:
        self._telegram.block(user_id)
        return self._shown(user_id)

    def _unblock(self, user_id: int, _: Fields) -> Json:
        self._telegram.unblock(user_id)
        return self._shown(user_id)

    def _shown(self, user_id: int) -> Json:
        """Tell every page how this person stands with the bot now."""
        person = self._telegram.person(user_id)
        self._streams.show_person(person)
        return {"blocked": person.blocked}

    def _person(self, written_id: str) -> Person:
        for person in self._telegram.people():
            if str(person.id) == written_id:
                return person
        raise Refusal(HTTPStatus.NOT_FOUND, "Nobody here has this id.")

    def _message(self, user_id: int, message_id: int) -> Message:
        for message in self._telegram.history(user_id):
            if message.id == message_id:
                return message
        raise Refusal(HTTPStatus.NOT_FOUND, "There is no such message any more.")

    def _free_id(self) -> int:
        return max((person.id + 1 for person in self._telegram.people()), default=FIRST_ID)


def language_of(fields: Fields) -> str | None:
    """What the person's app is set to, None where it doesn't say."""
    code = fields.text("language_code", MAX_LANGUAGE)
    if code and not LANGUAGE.fullmatch(code):
        raise bad("A language code looks like “en” or “pt-br”.")
    return code or None
