"""Virtual buyers: each talks a dialogue of six steps with the bot, and when it is over another buyer takes the place.

A buyer taps as soon as the answer to the last step was seen: there is no thinking time, so the rate is the bot's own.
A step counts as answered when both have happened: a message came, or was changed, that has the button the buyer taps
next (at the end: the one the script ends with), and, after a tap, answerCallbackQuery was called for it.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bench.quickjson import dumps

FIRST_ID = 10_000_000
LATE_SECONDS = 5.0

Emit = Callable[[int, int, bytes], None]
"""(update id, chat id, the update as JSON) -> None"""


@dataclass(frozen=True)
class Script:
    """What a buyer does: /start, then the taps. Each tap is the end of a button's callback data.

    `end` is the end of a button's data in the last answer; where that has no buttons, "" takes any message.
    """

    taps: tuple[str, ...]
    end: str = ""

    def wanted(self, step: int) -> str:
        """The button that an answer to this step has to carry."""
        return self.taps[step] if step < len(self.taps) else self.end

    def cut(self, steps: int) -> Script:
        """The same, ended earlier: `steps` counts /start and the taps."""
        return self if steps > len(self.taps) else Script(self.taps[: steps - 1], self.taps[steps - 1])


@dataclass
class Tally:
    """What was seen between `begin` and the end of a measurement. Times in seconds."""

    waits: list[float] = field(default_factory=list)
    late: int = 0


@dataclass(slots=True)
class Chat:
    id: int
    step: int = 0
    ready_at: float = 0.0
    shown_at: float | None = None
    open_tap: str | None = None
    next_button: tuple[int, str] | None = None


class Buyers:
    """`count` conversations are always under way. `emit` takes each update the moment it is there to be fetched."""

    def __init__(self, script: Script, emit: Emit, clock: Callable[[], float] = time.monotonic) -> None:
        self._script = script
        self._emit = emit
        self._clock = clock
        self._chats: dict[int, Chat] = {}
        self._taps: dict[str, Chat] = {}
        self._updates = itertools.count(1)
        self._messages = itertools.count(1)
        self._people = itertools.count(FIRST_ID)
        self.finished = 0
        self.answered = 0
        self.first_answer_at: float | None = None
        self.tally = Tally()

    def start(self, count: int) -> None:
        """Let so many conversations begin."""
        for _ in range(count):
            self._arrive()

    def begin(self) -> None:
        """Count from here on; what was seen before is forgotten."""
        self.tally = Tally()

    def end(self) -> Tally:
        """What was counted. An update still open after five seconds is late, and has waited for at least that long."""
        now = self._clock()
        overdue = [now - chat.ready_at for chat in self._chats.values() if now - chat.ready_at > LATE_SECONDS]
        return Tally(sorted(self.tally.waits + overdue), self.tally.late + len(overdue))

    def message_id(self) -> int:
        return next(self._messages)

    def saw_message(self, chat_id: int, message_id: int, keyboard: list[list[dict[str, Any]]] | None) -> None:
        """The bot sent or changed a message."""
        chat = self._chats.get(chat_id)
        if chat is None or chat.shown_at is not None:
            return
        wanted = self._script.wanted(chat.step)
        data = _button(keyboard, wanted) if wanted else ""
        if data is None:
            return
        chat.shown_at = self._clock()
        chat.next_button = (message_id, data)
        if chat.open_tap is None:
            self._next_step(chat)

    def saw_tap_answered(self, query_id: str) -> None:
        chat = self._taps.pop(query_id, None)
        if chat is None:
            return
        chat.open_tap = None
        if chat.shown_at is not None:
            self._next_step(chat)

    def _arrive(self) -> None:
        chat = Chat(next(self._people))
        self._chats[chat.id] = chat
        self._say(chat, _start)

    def _next_step(self, chat: Chat) -> None:
        self._count(chat)
        chat.step += 1
        if chat.step > len(self._script.taps):
            del self._chats[chat.id]
            self.finished += 1
            self._arrive()
        else:
            self._say(chat, _tap)

    def _count(self, chat: Chat) -> None:
        shown_at = chat.shown_at or 0.0
        wait = shown_at - chat.ready_at
        self.answered += 1
        self.tally.waits.append(wait)
        self.tally.late += wait > LATE_SECONDS
        if self.first_answer_at is None:
            self.first_answer_at = shown_at

    def _say(self, chat: Chat, what: Callable[[Chat, int, int], dict[str, Any]]) -> None:
        update_id = next(self._updates)
        happening = what(chat, update_id, self.message_id() if what is _start else 0)
        if "callback_query" in happening:
            chat.open_tap = happening["callback_query"]["id"]
            self._taps[chat.open_tap] = chat
        chat.shown_at = None
        chat.ready_at = self._clock()
        self._emit(update_id, chat.id, dumps({"update_id": update_id, **happening}))


def _button(keyboard: list[list[dict[str, Any]]] | None, end: str) -> str | None:
    """The data of the button whose data ends so."""
    data = (button.get("callback_data", "") for row in keyboard or () for button in row)
    return next((one for one in data if one.endswith(end)), None)


def _start(chat: Chat, _update_id: int, message_id: int) -> dict[str, Any]:
    entities = [{"type": "bot_command", "offset": 0, "length": 6}]
    return {
        "message": {**message_in(chat.id, message_id), "from": _person(chat.id), "text": "/start", "entities": entities}
    }


def _tap(chat: Chat, update_id: int, _message_id: int) -> dict[str, Any]:
    shown_id, data = chat.next_button or (0, "")
    query = {"id": f"{chat.id}{update_id}", "from": _person(chat.id), "chat_instance": str(chat.id), "data": data}
    return {"callback_query": {**query, "message": {**message_in(chat.id, shown_id), "from": BOT, "text": "…"}}}


BOT = {"id": 1, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}


def message_in(chat_id: int, message_id: int) -> dict[str, Any]:
    """What every message has."""
    chat = {"id": chat_id, "type": "private", "first_name": "Ana"}
    return {"message_id": message_id, "date": int(time.time()), "chat": chat}


def _person(chat_id: int) -> dict[str, Any]:
    return {"id": chat_id, "is_bot": False, "first_name": "Ana", "language_code": "en"}
