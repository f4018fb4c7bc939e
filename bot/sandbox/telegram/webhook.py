"""setWebhook, deleteWebhook, getWebhookInfo: the settings are checked and kept; nothing is delivered."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from bot.clock import Clock
from bot.sandbox.telegram.errors import bad_request, too_many_requests
from bot.sandbox.telegram.links import parsed_url
from bot.sandbox.telegram.parameters import Call
from bot.sandbox.telegram.records import Json
from bot.sandbox.telegram.updates import DEFAULT_KINDS, KINDS, Updates

PORTS = (80, 88, 443, 8443)
MAX_SECRET = 256
DEFAULT_CONNECTIONS = 40
MAX_CONNECTIONS = 100


class Webhook:
    """While a web hook is set, getUpdates is refused. `paced` also refuses to set one twice within a second."""

    def __init__(self, clock: Clock, updates: Updates, *, paced: bool = False) -> None:
        self._clock = clock
        self._updates = updates
        self._paced = paced
        self._set_at = 0.0
        self.url = ""
        self.max_connections = 0

    def methods(self) -> dict[str, Callable[[Call], Any]]:
        return {"setwebhook": self.set, "deletewebhook": self.delete, "getwebhookinfo": self.info}

    def set(self, call: Call) -> Described:
        url = call.text("url")
        if not url:
            return self.delete(call)
        self._keep_pace()
        check_webhook(url, call.text("secret_token"))
        was_set = url == self.url
        self.max_connections = call.number("max_connections", DEFAULT_CONNECTIONS, 1, MAX_CONNECTIONS)
        self._use(url, call)
        self._updates.end_poll_for_webhook()
        return Described(True, "Webhook is already set" if was_set else "Webhook was set")

    def delete(self, call: Call) -> Described:
        was_set = bool(self.url)
        self.max_connections = 0
        self._use("", call)
        return Described(True, "Webhook was deleted" if was_set else "Webhook is already deleted")

    def info(self, _: Call) -> Json:
        info: Json = {"url": self.url, "has_custom_certificate": False, "pending_update_count": self._updates.pending()}
        if self.url:
            info |= {"max_connections": self.max_connections, "ip_address": "<unknown>"}
        if self._updates.kinds != DEFAULT_KINDS:
            info["allowed_updates"] = [kind for kind in KINDS if kind in self._updates.kinds]
        return info

    def restore(self, url: str, max_connections: int) -> None:
        self.url, self.max_connections = url, max_connections
        self._updates.webhook_active = bool(url)

    def _use(self, url: str, call: Call) -> None:
        self.url = url
        self._updates.webhook_active = bool(url)
        self._updates.allow(call)
        if call.flag("drop_pending_updates"):
            self._updates.clear()

    def _keep_pace(self) -> None:
        now = self._clock.now().timestamp()
        if self._paced and now < self._set_at + 1:
            raise too_many_requests(1)
        self._set_at = now


class Described:
    """A result with a sentence beside it."""

    def __init__(self, result: Any, description: str) -> None:
        self.result = result
        self.description = description


def check_webhook(url: str, secret: str) -> None:
    try:
        parsed = parsed_url(url, default_scheme="https")
    except ValueError:
        raise bad_request("invalid webhook URL specified") from None
    if len(secret.encode()) > MAX_SECRET:
        raise bad_request("secret token is too long")
    if not re.fullmatch("[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")
    if parsed.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if parsed.port and parsed.port not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
