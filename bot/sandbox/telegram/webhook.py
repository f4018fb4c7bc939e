"""setWebhook, deleteWebhook, getWebhookInfo: the settings are checked and kept; `delivery` posts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from bot.clock import Clock
from bot.sandbox.telegram.delivery import Delivery, Hook
from bot.sandbox.telegram.errors import bad_request, too_many_requests
from bot.sandbox.telegram.links import parsed_url
from bot.sandbox.telegram.parameters import Call
from bot.sandbox.telegram.records import Json
from bot.sandbox.telegram.replies import Described
from bot.sandbox.telegram.updates import DEFAULT_KINDS, KINDS, Updates

PORTS = (80, 88, 443, 8443)
MAX_SECRET = 256
DEFAULT_CONNECTIONS = 40
MAX_CONNECTIONS = 100


class Webhook:
    """While a web hook is set, getUpdates is refused. `paced` also refuses to set one twice within a second; `plain`
    allows http://127.0.0.1 with any port."""

    def __init__(
        self, clock: Clock, updates: Updates, delivery: Delivery, *, paced: bool = False, plain: bool = False
    ) -> None:
        self._clock = clock
        self._updates = updates
        self._delivery = delivery
        self._paced = paced
        self._plain = plain
        self._set_at = 0.0
        self._hook: Hook | None = None

    def methods(self) -> dict[str, Callable[[Call], Any]]:
        return {"setwebhook": self.set, "deletewebhook": self.delete, "getwebhookinfo": self.info}

    def set(self, call: Call) -> Described:
        url, secret = call.text("url"), call.text("secret_token")
        if not url:
            return self.delete(call)
        self._keep_pace()
        check_webhook(url, secret, plain=self._plain)
        hook = Hook(url, call.number("max_connections", DEFAULT_CONNECTIONS, 1, MAX_CONNECTIONS), secret)
        return Described(True, "Webhook was set" if self._use(hook, call) else "Webhook is already set")

    def delete(self, call: Call) -> Described:
        was_set = self._hook is not None
        self._use(None, call)
        return Described(True, "Webhook was deleted" if was_set else "Webhook is already deleted")

    def info(self, _: Call) -> Json:
        hook = self._hook
        info: Json = {"url": "", "has_custom_certificate": False, "pending_update_count": self._updates.pending()}
        if hook:
            info |= {"url": hook.url, "max_connections": hook.max_connections, "ip_address": "<unknown>"}
        if self._delivery.last_error:
            info |= dict(zip(("last_error_date", "last_error_message"), self._delivery.last_error, strict=True))
        if self._updates.kinds != DEFAULT_KINDS:
            info["allowed_updates"] = [kind for kind in KINDS if kind in self._updates.kinds]
        return info

    def saved(self) -> Json:
        return asdict(self._hook) if self._hook else {"url": ""}

    def restore(self, saved: Json) -> None:
        self._aim(Hook(**saved) if saved["url"] else None)

    def _use(self, hook: Hook | None, call: Call) -> bool:
        """Whether anything changed but the kinds of updates; if so, delivery begins anew."""
        self._updates.allow(call)
        drop = call.flag("drop_pending_updates")
        if hook == self._hook and not drop:
            return False
        if drop:
            self._updates.clear()
        self._aim(hook)
        return True

    def _aim(self, hook: Hook | None) -> None:
        self._hook = hook
        self._updates.webhook_active = hook is not None
        if hook:
            self._updates.end_poll_for_webhook()
        self._delivery.aim(hook)

    def _keep_pace(self) -> None:
        now = self._clock.now().timestamp()
        if self._paced and now < self._set_at + 1:
            raise too_many_requests(1)
        self._set_at = now


def check_webhook(url: str, secret: str, *, plain: bool) -> None:
    try:
        parsed = parsed_url(url, default_scheme="https")
    except ValueError:
        raise bad_request("invalid webhook URL specified") from None
    if len(secret.encode()) > MAX_SECRET:
        raise bad_request("secret token is too long")
    if not re.fullmatch("[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")
    if plain and (parsed.scheme, parsed.host) == ("http", "127.0.0.1"):
        return
    if parsed.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if parsed.port and parsed.port not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
