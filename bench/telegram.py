"""A Bot API server for measuring: quick, trusting, and only as large as the dialogue needs.

It checks nothing that a bot does: the sandbox's pretend Telegram is there for that. Like Telegram's own server it
hands over at most 100 updates at a time, lets a waiting poll collect for 1 ms, and gives the same updates again until
they are confirmed by a higher offset (LONG_POLL_WAIT_AFTER in the Bot API server's Client.h).

`delay` (seconds) is the round trip to Telegram. Each answer, a poll's or web hook's too, leaves that much later, while
a request takes effect on arrival. Seen from the server that is the same as half the delay on each way: only the bot's
clock is shifted.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from itertools import islice
from typing import Any

from bench.buyers import BOT, Buyers, Script, message_in
from bench.fields import Fields, fields_of, number, structure
from bench.hook import Hook
from bench.quickjson import dumps
from bench.wire import Request, Server

BATCH = 100
COLLECT_SECONDS = 0.001
TOKEN = "1:benchmark_benchmark_benchmark_benchmark"
ME = {**BOT, "can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}
SILENT = ("set", "delete", "send", "pin", "unpin", "log", "close")
"""Beginnings of the names of methods that are merely acknowledged."""


class Telegram:
    """The server with its buyers. `start`, let `buyers` talk, `stop`."""

    def __init__(self, script: Script, delay: float = 0.0) -> None:
        self.buyers = Buyers(script, self._ready)
        self.calls = 0
        self._delay = delay
        self._server = Server(self._take)
        self._hook: Hook | None = None
        self._waiting: deque[tuple[int, int, bytes]] = deque()
        self._poll: Request | None = None
        self._limit = BATCH
        self._collecting: asyncio.TimerHandle | None = None
        self._methods: dict[str, Callable[[Fields], Any]] = {
            "getMe": lambda _: ME,
            "getWebhookInfo": self._hook_info,
            "setWebhook": self._set_hook,
            "deleteWebhook": self._delete_hook,
            "sendMessage": self._send,
            "editMessageText": self._edit,
            "editMessageReplyMarkup": self._edit,
            "answerCallbackQuery": self._answer_tap,
        }

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.port}"

    @property
    def refused_posts(self) -> int:
        """How often the bot's web hook answered with anything but 2xx, or not at all."""
        return self._hook.refused if self._hook else 0

    async def start(self) -> None:
        await self._server.start()

    def stop(self) -> None:
        self._delete_hook({})
        if self._collecting:
            self._collecting.cancel()
        self._server.stop()

    def _take(self, request: Request) -> None:
        path, _, query = request.path.partition("?")
        method = path.rpartition("/")[2]
        self.calls += 1
        try:
            fields = fields_of(request.content_type, request.body, query)
            if method == "getUpdates":
                self._get_updates(request, fields)
            else:
                request.answer(_ok(self.call(method, fields)), delay=self._delay)
        except (LookupError, ValueError, TypeError) as error:
            request.answer(_refusal(400, f"Bad Request: {type(error).__name__} {error}"), 400)

    def call(self, method: str, fields: Fields) -> Any:
        """Carry a method out; its result. Raises LookupError for one that isn't known."""
        known = self._methods.get(method)
        if known:
            return known(fields)
        if method.startswith(SILENT):
            return True
        raise LookupError(f"method {method}")

    # updates

    def _ready(self, update_id: int, chat_id: int, update: bytes) -> None:
        if self._hook:
            self._hook.push(chat_id, update)
            return
        self._waiting.append((update_id, chat_id, update))
        if self._poll and not self._collecting:
            self._collecting = asyncio.get_running_loop().call_later(COLLECT_SECONDS, self._hand_over)

    def _get_updates(self, request: Request, fields: Fields) -> None:
        if self._poll:
            self._poll.answer(_refusal(409, "Conflict: terminated by other getUpdates request"), 409)
        self._confirm(number(fields.get("offset")) or 0)
        self._poll, self._limit = request, min(number(fields.get("limit")) or BATCH, BATCH)
        if self._waiting or not number(fields.get("timeout")):
            self._hand_over()
        else:
            asyncio.get_running_loop().call_later(number(fields["timeout"]) or 0, self._give_up, request)

    def _confirm(self, offset: int) -> None:
        while self._waiting and self._waiting[0][0] < offset:
            self._waiting.popleft()

    def _give_up(self, request: Request) -> None:
        if request is self._poll:
            self._hand_over()

    def _hand_over(self) -> None:
        """Answer the open poll with what is there. The updates stay until a higher offset confirms them."""
        if self._collecting:
            self._collecting.cancel()
            self._collecting = None
        poll, self._poll = self._poll, None
        if poll and poll.connection.is_open:
            batch = [update for _, _, update in islice(self._waiting, self._limit)]
            poll.answer(b'{"ok":true,"result":[' + b",".join(batch) + b"]}", delay=self._delay)

    # methods

    def _send(self, fields: Fields) -> dict[str, Any]:
        return self._show(fields, self.buyers.message_id())

    def _edit(self, fields: Fields) -> dict[str, Any]:
        return {**self._show(fields, int(fields["message_id"])), "edit_date": 1}

    def _show(self, fields: Fields, message_id: int) -> dict[str, Any]:
        chat_id = int(fields["chat_id"])
        markup = structure(fields.get("reply_markup")) or {}
        keyboard = markup.get("inline_keyboard")
        self.buyers.saw_message(chat_id, message_id, keyboard)
        message = {**message_in(chat_id, message_id), "from": BOT, "text": fields.get("text", "")}
        return {**message, "reply_markup": {"inline_keyboard": keyboard}} if keyboard else message

    def _answer_tap(self, fields: Fields) -> bool:
        self.buyers.saw_tap_answered(str(fields["callback_query_id"]))
        return True

    def _hook_info(self, _: Fields) -> dict[str, Any]:
        return {
            "url": self._hook.url if self._hook else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self._waiting),
        }

    def _set_hook(self, fields: Fields) -> bool:
        if not fields.get("url"):
            return self._delete_hook(fields)
        self._delete_hook({})
        most = number(fields.get("max_connections")) or 40
        self._hook = Hook(fields["url"], str(fields.get("secret_token", "")), most, self._delay, self.call)
        while self._waiting:
            _, chat_id, update = self._waiting.popleft()
            self._hook.push(chat_id, update)
        return True

    def _delete_hook(self, _: Fields) -> bool:
        if self._hook:
            self._hook.close()
            self._hook = None
        return True


def _ok(result: Any) -> bytes:
    return dumps({"ok": True, "result": result})


def _refusal(code: int, description: str) -> bytes:
    return dumps({"ok": False, "error_code": code, "description": description})
