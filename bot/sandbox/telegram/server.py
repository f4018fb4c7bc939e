"""A pretend Telegram in one process: the Bot API on one side, people in a chat on the other."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from bot.clock import Clock
from bot.sandbox.telegram import snapshot
from bot.sandbox.telegram.chats import Chats
from bot.sandbox.telegram.deleting import Deleting
from bot.sandbox.telegram.editing import Editing
from bot.sandbox.telegram.errors import Refused
from bot.sandbox.telegram.files import Files
from bot.sandbox.telegram.objects import FULL_CHAT, chat_object
from bot.sandbox.telegram.parameters import Call, Upload, call_of
from bot.sandbox.telegram.people import People
from bot.sandbox.telegram.pinning import Pinning
from bot.sandbox.telegram.rates import Rates
from bot.sandbox.telegram.records import Json
from bot.sandbox.telegram.rules import NOT_PRETENDED
from bot.sandbox.telegram.sending import Sending
from bot.sandbox.telegram.updates import Updates
from bot.sandbox.telegram.webhook import Described, Webhook

CAPABILITIES = (
    "can_read_all_group_messages", "can_connect_to_business", "has_main_web_app", "has_topics_enabled",
    "allows_users_to_create_topics", "can_manage_bots", "supports_guest_queries",
)  # fmt: skip


@dataclass
class Failure:
    """An answer that is given instead of the true one; the call may have been carried out all the same."""

    method: str
    error: Refused
    times: int
    carried_out: bool


class PretendTelegram(People):
    """Telegram's server, one bot, and the people who talk to it. Use it from one event loop; nothing here blocks.

    The bot's side is `call()`; the people's side is inherited from People. `subscribe(chat_id)` gives a queue of
    changes, each a JSON-able dict:

    - `{"type": "message", "message": view}` a new message (`Message.view()`), the person's own included
    - `{"type": "edit", "message": view}` text, caption, keyboard or reaction changed
    - `{"type": "delete", "message_id": 7}`
    - `{"type": "toast", "callback_query_id": "…", "text": "…", "alert": false}`; text is "" where the bot only ended
      the button's spinner
    - `{"type": "pin", "message_id": 7, "pinned": true}`
    - `{"type": "action", "action": "typing"}`
    - `{"type": "commands"}` the command list changed: ask `commands_for()` again
    - `{"type": "profile"}` name, description or menu button changed: ask `profile_for()` again
    """

    def __init__(self, clock: Clock, *, token: str, username: str = "dispute_guide_bot", limits: bool = False) -> None:
        """`limits` adds Telegram's rate limits: 429 for too many messages, slower answers to hasty polls."""
        bot = {"id": int(token.partition(":")[0]), "is_bot": True, "first_name": "Dispute guide", "username": username}
        chats = Chats(clock, bot)
        updates = Updates(chats, paced=limits)
        super().__init__(chats, updates, Files())
        self.token = token
        self._rates = Rates(clock) if limits else None
        self._webhook = Webhook(clock, updates, paced=limits)
        self._logged_out = False
        self._failures: list[Failure] = []
        self._methods = self._all_methods()

    def _all_methods(self) -> dict[str, Callable[[Call], Any]]:
        parts = (
            Sending(self._chats, self._files), Editing(self._chats), Deleting(self._chats), Pinning(self._chats),
            self._callbacks, self._inline, self._commands, self._profile, self._webhook,
        )  # fmt: skip
        methods = {name: method for part in parts for name, method in part.methods().items()}
        return methods | {
            "getme": self._get_me,
            "getupdates": self._updates.get_updates,
            "getfile": self._files.get_file,
            "getchat": self._get_chat,
            "logout": self._log_out,
            "close": lambda _: True,
        }

    async def call(
        self,
        method: str,
        parameters: Mapping[str, Any],
        files: Mapping[str, Upload | bytes] | None = None,
        token: str | None = None,
    ) -> tuple[int, Json]:
        """One Bot API call: the HTTP status and the JSON body, as Telegram answers. A `token` of None is the right one.

        Parameters may be real objects or texts holding JSON; `files` go by field name or attach:// name."""
        try:
            self._check_token(self.token if token is None else token, method)
            return await self._carry_out(call_of(method, parameters, files))
        except Refused as refusal:
            return refusal.status, refusal.body()

    def download(self, file_path: str) -> bytes | None:
        """The bytes behind a `file_path` that getFile gave, or None."""
        return self._files.at_path(file_path)

    def fail_next(
        self,
        method: str,
        status: int,
        description: str,
        parameters: Json | None = None,
        times: int = 1,
        *,
        carried_out: bool = False,
    ) -> None:
        """The next `times` calls of `method` ("*": of any) are answered like this, and change nothing.

        `description` is whole: "Too Many Requests: retry after 5". With `carried_out` the call takes effect and only
        its answer is lost: the caller can't know."""
        error = Refused(status, description, parameters)
        self._failures.append(Failure(method.lower(), error, times, carried_out))

    def unconfirmed(self) -> int:
        """How many updates the bot has not confirmed yet."""
        return self._updates.pending()

    def snapshot(self) -> Json:
        """Everything worth keeping between runs, JSON-able: people, chats, messages, unconfirmed updates, commands,
        profile, counters, and files as base64, the newest up to 20 MB."""
        return {
            "form": snapshot.FORM,
            "files": snapshot.saved_files(self._files),
            "chats": snapshot.saved_chats(self._chats),
            "updates": snapshot.saved_updates(self._updates),
            "callbacks": snapshot.saved_callbacks(self._callbacks),
            "looks": snapshot.saved_looks(self._commands, self._profile),
            "webhook": {"url": self._webhook.url, "max_connections": self._webhook.max_connections},
        }

    def restore(self, saved: Json) -> None:
        """Become what `snapshot()` kept. Only before anybody spoke. ValueError where it isn't such a snapshot;
        then take a new PretendTelegram."""
        if self._chats.messages:
            raise ValueError("somebody spoke already")
        if saved.get("form") != snapshot.FORM:
            raise ValueError("not a snapshot of this form")
        saved = deepcopy(saved)
        try:
            snapshot.restore_files(self._files, saved["files"])
            snapshot.restore_chats(self._chats, self._files, saved["chats"])
            snapshot.restore_updates(self._updates, saved["updates"])
            snapshot.restore_callbacks(self._callbacks, saved["callbacks"])
            snapshot.restore_looks(self._commands, self._profile, saved["looks"])
            self._webhook.restore(**saved["webhook"])
        except (AttributeError, KeyError, TypeError) as problem:
            raise ValueError(f"a broken snapshot: {problem!r}") from problem

    def _check_token(self, token: str, method: str) -> None:
        if ":" not in token or not method:
            raise Refused(404, "Not Found")
        if token != self.token:
            raise Refused(401, "Unauthorized")

    async def _carry_out(self, call: Call) -> tuple[int, Json]:
        failure = self._scripted_failure(call.method)
        if failure and not failure.carried_out:
            raise failure.error
        result = await self._result(call)
        if failure:
            raise failure.error
        return 200, answer(result)

    async def _result(self, call: Call) -> Any:
        if self._logged_out:
            raise Refused(400, "Logged out")
        method = self._methods.get(call.method)
        if method is None:
            raise unknown_method(call.method)
        if self._rates:
            self._rates.check(call)
        result = method(call)
        return await result if inspect.isawaitable(result) else result

    def _scripted_failure(self, method: str) -> Failure | None:
        failure = next((each for each in self._failures if each.method in (method, "*")), None)
        if failure:
            failure.times -= 1
            self._failures = [each for each in self._failures if each.times > 0]
        return failure

    def _get_me(self, _: Call) -> Json:
        abilities = dict.fromkeys(CAPABILITIES, False)
        return self._chats.bot | {"can_join_groups": True, "supports_inline_queries": True} | abilities

    def _get_chat(self, call: Call) -> Json:
        return chat_object(self._chats.chat(call.text("chat_id"))) | FULL_CHAT

    def _log_out(self, _: Call) -> bool:
        self._logged_out = True
        self._updates.clear()
        return True


def answer(result: Any) -> Json:
    """The body of a success. It is a copy: what the bot does with it changes nothing here."""
    described = {"description": result.description} if isinstance(result, Described) else {}
    plain = result.result if isinstance(result, Described) else result
    return {"ok": True, "result": json.loads(json.dumps(plain))} | described


def unknown_method(name: str) -> Refused:
    if name in NOT_PRETENDED:
        return Refused(501, f"Not Implemented: the pretend Telegram has no {name}")
    return Refused(404, "Not Found: method not found")
