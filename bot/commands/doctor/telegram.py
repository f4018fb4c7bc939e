"""Telegram as the doctor sees it: the way there, the token, the clock, the web hook, and what @BotFather has set."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.clock import Clock
from bot.commands.doctor.finding import Finding, fail, ok, warn
from bot.logs import redacted
from bot.settings import Settings

SECONDS = 10.0
LARGEST_SKEW = timedelta(seconds=60)


@dataclass(frozen=True)
class Answer:
    """An answer of the Bot API. `result` is None where it refused or said nothing that can be read."""

    status: int
    result: Mapping[str, Any] | None
    date: str = ""


async def look_at_telegram(settings: Settings, clock: Clock) -> list[Finding]:
    """Ask the Bot API about the bot. Nothing in the findings holds the token or a whole address."""
    timeout = aiohttp.ClientTimeout(total=SECONDS)
    try:
        async with aiohttp.ClientSession(timeout=timeout, trust_env=True) as session:
            me = await _ask(session, settings, "getMe")
            if me.result is None:
                return [_refused(me)]
            hook = await _ask(session, settings, "getWebhookInfo")
    except (aiohttp.ClientError, OSError) as error:  # OSError: also what asyncio calls a timeout
        return [unreachable(error, urlsplit(settings.telegram_api_url).hostname or "")]
    return [
        ok(f"token: it is @{me.result.get('username')}'s"),
        skew_of(me, clock),
        *_abilities(me.result),
        web_hook(hook.result or {}, settings.webhook_url),
    ]


async def _ask(session: aiohttp.ClientSession, settings: Settings, method: str) -> Answer:
    url = f"{settings.telegram_api_url}/bot{settings.telegram_bot_token.get_secret_value()}/{method}"
    async with session.get(url, allow_redirects=False) as response:
        body = await response.read()
    try:
        result = json.loads(body).get("result")
    except (ValueError, RecursionError, AttributeError):
        result = None
    return Answer(response.status, result if isinstance(result, dict) else None, response.headers.get("Date", ""))


def _refused(me: Answer) -> Finding:
    if me.status in (401, 404):
        return fail("TELEGRAM_BOT_TOKEN: Telegram does not know this token", "ask @BotFather for the right one")
    if me.status == 200 or 300 <= me.status < 400:
        return fail("TELEGRAM_API_URL: what answers there is not the Bot API", "leave it out to use Telegram itself")
    return fail(f"Telegram: it answers with status {me.status}", "wait a little and ask again")


def unreachable(error: Exception, host: str) -> Finding:
    """What kept a request from being answered, in a host's words."""
    if isinstance(error, (aiohttp.ClientProxyConnectionError, aiohttp.ClientHttpProxyError)):
        return fail("proxy: it does not let the bot through", "mend HTTPS_PROXY, or unset it to go without one")
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return fail(f"DNS: the name {host} can't be resolved", "look at this machine's DNS, or at TELEGRAM_API_URL")
    if isinstance(error, aiohttp.ClientSSLError):
        todo = "look at this machine's certificates and clock, and for whoever sits in between"
        return fail(f"TLS: the connection to {host} can't be trusted", todo)
    if isinstance(error, TimeoutError):
        return fail(f"network: {host} did not answer within {SECONDS:.0f} s", "look at the firewall and the route")
    reason = getattr(error, "strerror", None) or type(error).__name__
    return fail(f"network: {host} can't be reached ({reason})", "look at the network, or at TELEGRAM_API_URL")


def skew_of(me: Answer, clock: Clock) -> Finding:
    """This machine's clock against Telegram's: deadlines and reminders go by it."""
    try:
        ahead = clock.now() - parsedate_to_datetime(me.date)
    except (TypeError, ValueError):
        return warn("clock: the answer has no date to compare with", "look at the clock yourself")
    if abs(ahead) <= LARGEST_SKEW:
        return ok("clock: as Telegram's")
    way = "ahead of" if ahead > timedelta(0) else "behind"
    return fail(
        f"clock: {abs(ahead).total_seconds():.0f} s {way} Telegram's", "set it, best by NTP: reminders go by it"
    )


def _abilities(me: Mapping[str, Any]) -> list[Finding]:
    reads_all = warn("privacy mode: off, the bot is sent all that groups write", "turn it on: @BotFather, /setprivacy")
    no_inline = warn(
        "inline mode: off, nobody can look anything up from another chat", "turn it on: @BotFather, /setinline"
    )
    return [
        reads_all if me.get("can_read_all_group_messages") else ok("privacy mode: on"),
        ok("inline mode: on") if me.get("supports_inline_queries") else no_inline,
    ]


def web_hook(hook: Mapping[str, Any], wanted: str) -> Finding:
    """What is set at Telegram against our mode. Only the host is shown: the path may be a secret."""
    host = urlsplit(str(hook.get("url") or "")).hostname
    if not wanted:
        if host is None:
            return ok("web hook: none is set, as polling needs it")
        return warn(f"web hook: one is set to {host}, but WEBHOOK_URL is empty", "the bot will remove it at its start")
    if host is None:
        return ok("web hook: none is set yet, the bot sets it at its start")
    if host != urlsplit(wanted).hostname:
        return warn(f"web hook: it is set to {host}, not to WEBHOOK_URL's host", "the bot will set it at its start")
    if trouble := hook.get("last_error_message"):
        return warn(
            f"web hook: Telegram could not post ({redacted(str(trouble))})",
            "look at WEBHOOK_LISTEN and what stands before it",
        )
    return ok(f"web hook: set to {host}")
