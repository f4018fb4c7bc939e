"""A pretend Telegram in one process: the Bot API on one side, people in a chat on the other."""

from __future__ import annotations

import inspect
import json
from collections import deque
from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from bot.clock import Clock
from bot.sandbox.telegram import snapshot
from bot.sandbox.telegram.chats import Chats
from bot.sandbox.telegram.deleting import Deleting
from bot.sandbox.telegram.delivery import Delivery
from bot.sandbox.telegram.editing import Editing
from bot.sandbox.telegram.errors import Refused
from bot.sandbox.telegram.faults import NO_REPLY, Fault, Script, api_error
from bot.sandbox.telegram.files import Files
from bot.sandbox.telegram.journal import Called, carried_out
from bot.sandbox.telegram.objects import FULL_CHAT, chat_object
from bot.sandbox.telegram.parameters import Call, Upload, call_of, leading_number
from bot.sandbox.telegram.people import People
from bot.sandbox.telegram.pinning import Pinning
from bot.sandbox.telegram.rates import Rates
from bot.sandbox.telegram.records import Json
from bot.sandbox.telegram.replies import Reply, refusal, success
from bot.sandbox.telegram.rules import NOT_PRETENDED
from bot.sandbox.telegram.sending import Sending
from bot.sandbox.telegram.updates import Updates
from bot.sandbox.telegram.webhook import Webhook

CAPABILITIES = (
    "can_read_all_group_messages", "can_connect_to_business", "has_main_web_app", "has_topics_enabled",
    "allows_users_to_create_topics", "can_manage_bots", "supports_guest_queries",
)  # fmt: skip


class PretendTelegram(People):
    """Telegram's server, one bot, and the people who talk to it. Use it from one event loop; nothing here blocks.

    The bot's side is `call()`, or `http.served()`; the people's side is inherited from People. `script()` makes calls
    go wrong, `journal` has what was called, `delivery` posts to a web hook while it runs. `subscribe(chat_id)` gives a queue of
    changes, each a JSON-able dict:

    - `{"type": "message", "message": view}` a new message (`Message.view()`), the person's own included
    - `{"type": "edit", "message": view}` text, caption, keyboard or reaction changed
    - `{"type": "delete", "message_id": 7}`
    - `{"type": "toast", "callback_query_id": "…", "text": "…", "alert": false}`; text is "" where the bot only ended
      the button's spinner
    - `{"type": "pin", "message_id": 7, "pinned": true}`
    - `{"type": "inline", "inline_query_id": "…", "query": "…", "offset": "", "results": [{"id", "title",
      "description"}], "next_offset": "", "button": null}` what the bot offers to this person's inline query
    - `{"type": "action", "action": "typing"}`
    - `{"type": "commands"}` the command list changed: ask `commands_for()` again
    - `{"type": "profile"}` name, description or menu button changed: ask `profile_for()` again
    """

    def __init__(
        self,
        clock: Clock,
        *,
        token: str,
        username: str = "dispute_guide_bot",
        limits: bool = False,
        inline: bool = True,
        plain_webhooks: bool = False,
        journaled: int = 10_000,
    ) -> None:
        """`limits` adds Telegram's rate limits: 429 for too many messages, slower answers to hasty polls.
        `inline` is whether inline mode is on.
        `plain_webhooks` lets a web hook be http://127.0.0.1 with any port. `journal` holds the last `journaled` calls."""
        bot = {"id": int(token.partition(":")[0]), "is_bot": True, "first_name": "Dispute guide", "username": username}
        chats = Chats(clock, bot)
        updates = Updates(chats, paced=limits)
        super().__init__(chats, updates, Files())
        self._inline.on = inline
        self.token = token
        self.delivery = Delivery(clock, updates)
        self.journal: deque[Called] = deque(maxlen=journaled)
        self._clock = clock
        self._rates = Rates(clock) if limits else None
        self._webhook = Webhook(clock, updates, self.delivery, paced=limits, plain=plain_webhooks)
        self._logged_out = False
        self._script = Script()
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

        Parameters may be real objects or texts holding JSON; `files` go by field name or attach:// name.
        ConnectionResetError and ValueError where the script breaks the connection or the JSON."""
        reply = await self.exchange(method, parameters, files, token)
        status, body = reply.arrived()
        return status, json.loads(body)

    async def exchange(
        self,
        method: str,
        parameters: Mapping[str, Any],
        files: Mapping[str, Upload | bytes] | None = None,
        token: str | None = None,
    ) -> Reply:
        """As `call`, for a wire: what is to be sent back, and how far it is to get."""
        try:
            self._check_token(self.token if token is None else token, method)
        except Refused as error:
            return refusal(error)
        call = call_of(method, parameters, files)
        over, trouble = self._script.over, self._script.strike(call.method, self._chat_of(call))
        if trouble is None:
            return await self._carry_out(call)
        reply = await self._carry_out(call) if trouble.carried_out else self._leave_undone(call)
        await trouble.delay(self._clock, over)
        return trouble.spoil(reply)

    def download(self, file_path: str) -> bytes | None:
        """The bytes behind a `file_path` that getFile gave, or None."""
        return self._files.at_path(file_path)

    def script(self, *faults: Fault) -> None:
        """Make calls go wrong from now on, on top of what is scripted already."""
        self._script.add(*faults)

    def scripted(self) -> list[Fault]:
        """The faults that have not struck as often as they are to."""
        return self._script.ahead()

    def mend(self) -> None:
        """Forget all faults; connections that hang break."""
        self._script.mend()

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
        """Short for the commonest script: the next `times` calls of `method` are answered like this."""
        trouble = api_error(status, description, parameters, carried_out=carried_out)
        self.script(Fault(method, trouble, times=times))

    def unconfirmed(self) -> list[int]:
        """The ids of the updates that the bot has not confirmed yet."""
        return self._updates.ids()

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
            "webhook": self._webhook.saved(),
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
            self._webhook.restore(saved["webhook"])
        except (AttributeError, KeyError, TypeError) as problem:
            raise ValueError(f"a broken snapshot: {problem!r}") from problem

    def _check_token(self, token: str, method: str) -> None:
        if ":" not in token or not method:
            raise Refused(404, "Not Found")
        if token != self.token:
            raise Refused(401, "Unauthorized")

    async def _carry_out(self, call: Call) -> Reply:
        try:
            result = await self._result(call)
        except Refused as error:
            self._leave_undone(call)
            return refusal(error)
        self.journal.append(carried_out(call, self._chat_of(call), result))
        return success(result)

    def _leave_undone(self, call: Call) -> Reply:
        self.journal.append(Called(call.method, self._chat_of(call), call.texts))
        return NO_REPLY

    def _chat_of(self, call: Call) -> int | None:
        """The chat that a call goes to; an answer to a tap or to an inline query goes to who made it."""
        tapped = self._callbacks.queries.get(call.text("callback_query_id"))
        asked = self._inline.queries.get(call.text("inline_query_id"))
        if query := tapped or asked:
            return query.user_id
        return leading_number(call.text("chat_id")) if call.text("chat_id") else None

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

    def _get_me(self, _: Call) -> Json:
        abilities = dict.fromkeys(CAPABILITIES, False)
        return self._chats.bot | {"can_join_groups": True, "supports_inline_queries": self._inline.on} | abilities

    def _get_chat(self, call: Call) -> Json:
        return chat_object(self._chats.chat(call.text("chat_id"))) | FULL_CHAT

    def _log_out(self, _: Call) -> bool:
        self._logged_out = True
        self._updates.clear()
        return True


def unknown_method(name: str) -> Refused:
    if name in NOT_PRETENDED:
        return Refused(501, f"Not Implemented: the pretend Telegram has no {name}")
    return Refused(404, "Not Found: method not found")
