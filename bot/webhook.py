"""The web hook: Telegram posts the updates here, and takes 200 for an answer only once they are stored."""

from __future__ import annotations

import asyncio
import hmac
from typing import Any, NoReturn
from urllib.parse import SplitResult, urlsplit

import structlog
from aiohttp import web
from telegram import Bot
from telegram.error import TelegramError

from bot.api import call
from bot.clock import Clock
from bot.inbox import Inbox, update_id_of
from bot.intake import ALLOWED_UPDATES, Seldom, Take, insist, tell_failure
from bot.json_text import loaded
from bot.logs import describe
from bot.metrics import Metrics
from bot.settings import SettingsError, host_and_port
from bot.store import RawUpdate, StoreUnavailable
from bot.vitals import Vitals

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # nosec B105  # noqa: S105 - the header's name, no secret
MAX_BODY_BYTES = 1024**2
BODY_SECONDS = 10.0
IDLE_SECONDS = 75.0
"""How long a connection may stay without a whole request."""

LINGER_SECONDS = 2.0
"""How long a refused body is still read, so that its sender gets to see the refusal."""

RETRY_AFTER = {"Retry-After": "5"}
"""Seconds until Telegram should post the same update again."""

MAX_CONNECTIONS = 100
"""Posts that Telegram makes side by side; those of one chat come one after the other."""

CHECK_SECONDS = 300.0
UNREGISTER_SECONDS = 1.0
CLOSING_SECONDS = 0.5

log = structlog.get_logger(__name__)


class Endpoint:
    """What Telegram posts to. While `closing`, and while the storage refuses, posts are answered with 503: Telegram keeps their updates and posts
    them again.
    """

    def __init__(
        self,
        inbox: Inbox,
        clock: Clock,
        take: Take,
        secret: str,
        *,
        vitals: Vitals,
        metrics: Metrics,
        body_seconds: float = BODY_SECONDS,
    ) -> None:
        self.closing = False
        self._inbox = inbox
        self._take = take
        self._secret = secret.encode()
        self._vitals = vitals
        self._metrics = metrics
        self._body_seconds = body_seconds
        self._strangers = Seldom(clock)
        self._storage_refusals = Seldom(clock)

    async def receive(self, request: web.Request) -> web.Response:
        """200 with an empty body, or `web.HTTPException`."""
        self._expect_telegram(request)
        try:
            update = await self._update(request)
        except web.HTTPException as refusal:
            log.warning("a post to the web hook is refused", status=refusal.status)
            raise
        if self.closing:
            raise web.HTTPServiceUnavailable(headers=RETRY_AFTER)
        new = await self._keep(update)
        self._metrics.updates_in.inc(len(new))
        self._vitals.took_in()
        await self._take(new)
        return web.Response()

    def _expect_telegram(self, request: web.Request) -> None:
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if hmac.compare_digest(given, self._secret):
            return
        if self._strangers.now():
            log.warning("a post to the web hook without the right secret is refused")
        raise web.HTTPForbidden

    async def _update(self, request: web.Request) -> object:
        if request.content_type != "application/json":  # without its parameters, such as the charset
            raise web.HTTPUnsupportedMediaType
        try:
            async with asyncio.timeout(self._body_seconds):
                body = await request.read()
        except TimeoutError:
            raise web.HTTPRequestTimeout from None
        try:
            update = loaded(body)
        except (ValueError, RecursionError):
            raise web.HTTPBadRequest from None
        if update_id_of(update) is None:
            raise web.HTTPBadRequest
        return update

    async def _keep(self, update: object) -> list[RawUpdate]:
        try:
            return await self._inbox.try_keep([update])
        except StoreUnavailable as error:
            if self._storage_refusals.now():
                log.error("the storage refuses, so Telegram keeps its updates", error=describe(error))
            raise web.HTTPServiceUnavailable(headers=RETRY_AFTER) from None


class WebHook:
    """The intake that is posted to. It sets the web hook at Telegram and sees to it that it stays set.

    `url` is where Telegram posts, `listen` where those posts arrive here (host:port), with the same path.
    """

    def __init__(
        self,
        bot: Bot,
        inbox: Inbox,
        clock: Clock,
        take: Take,
        *,
        url: str,
        secret: str,
        listen: str,
        vitals: Vitals,
        metrics: Metrics,
    ) -> None:
        self._bot = bot
        self._clock = clock
        self._url = _as_telegram_writes(urlsplit(url))
        self._secret = secret
        self._listen = listen
        self._vitals = vitals
        self._endpoint = Endpoint(inbox, clock, take, secret, vitals=vitals, metrics=metrics)
        self._runner: web.AppRunner | None = None
        self._asked_for_posts = False
        self._last_trouble: object = None

    async def run(self) -> NoReturn:
        """Listen, set the web hook, then look every five minutes whether it is still set.

        Raises `TokenRefused`; `SettingsError` where `listen` can't be listened on.
        """
        await self._open()
        await insist(self._register, self._clock, tell_failure)
        while True:
            await self._clock.sleep(CHECK_SECONDS)
            await insist(self._check, self._clock, tell_failure)

    async def stop(self) -> None:
        """Refuse further posts, remove our web hook, close; within `UNREGISTER_SECONDS` and `CLOSING_SECONDS`.

        Nothing is lost either way: Telegram keeps the updates for a day, whether a web hook is set or not. Removed, the
        next start in any mode gets them at once; left set, Telegram would go on posting to nobody, ever more seldom,
        and the next start would wait for the end of its last pause, which can take two minutes. After a crash it does
        stay set.
        """
        self._endpoint.closing = True
        if self._asked_for_posts:
            await self._unregister()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _open(self) -> None:
        app = web.Application(client_max_size=MAX_BODY_BYTES)
        app.router.add_post(urlsplit(self._url).path, self._endpoint.receive)
        self._runner = web.AppRunner(
            app,
            access_log=None,
            keepalive_timeout=IDLE_SECONDS,
            lingering_time=LINGER_SECONDS,
            shutdown_timeout=CLOSING_SECONDS,
        )
        await self._runner.setup()
        host, port = host_and_port(self._listen)
        try:
            await web.TCPSite(self._runner, host, port).start()
        except OSError:
            problem = f"names {self._listen}, which is taken, or not this machine's, or not for this user; name another"
            raise SettingsError([f"WEBHOOK_LISTEN {problem}"]) from None

    async def _register(self) -> None:
        parameters = {
            "url": self._url,
            "secret_token": self._secret,
            "allowed_updates": list(ALLOWED_UPDATES),
            "max_connections": MAX_CONNECTIONS,
        }
        self._asked_for_posts = True
        await call(self._bot, "setWebhook", parameters)
        self._vitals.took_in()
        log.info("the web hook is set")

    async def _check(self) -> None:
        hook = await self._hook()
        self._tell_trouble(hook.get("last_error_message"))
        if hook.get("url") == self._url:
            self._vitals.took_in()
        else:
            log.warning("somebody removed or replaced the web hook at Telegram; it is set again")
            await self._register()

    async def _hook(self) -> dict[str, Any]:
        hook = await call(self._bot, "getWebhookInfo", {})
        if not isinstance(hook, dict):
            raise TelegramError("the answer tells of no web hook")
        return hook

    def _tell_trouble(self, trouble: object) -> None:
        """Say once what Telegram says about its last failed post."""
        if trouble is not None and trouble != self._last_trouble:
            log.warning("Telegram had trouble posting to the web hook", trouble=trouble)  # the log takes tokens out
        self._last_trouble = trouble

    async def _unregister(self) -> None:
        try:
            async with asyncio.timeout(UNREGISTER_SECONDS):
                if (await self._hook()).get("url") == self._url:  # somebody else's stays
                    await call(self._bot, "deleteWebhook", {})
        except (TelegramError, TimeoutError) as error:
            log.warning("the web hook could not be removed and stays set at Telegram", error=describe(error))


def _as_telegram_writes(url: SplitResult) -> str:
    """The form in which Telegram gives a web hook's address back."""
    return f"{url.scheme}://{url.netloc.lower()}{url.path or '/'}"
