"""The way to Telegram's server, behind python-telegram-bot's `BaseRequest`: kept connections for the plain calls, aiohttp for
the others.

No message of an error raised here holds the address (the token is part of it) or anything of a body.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Awaitable, Mapping
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.connections import Connections, NoConnection
from bot.json_text import loaded, sendable
from bot.store import Upload

CONNECTIONS = 200
CONNECT_SECONDS = 10.0
READ_SECONDS = 20.0
WRITE_SECONDS = 20.0
UPLOAD_SECONDS = 60.0


class NotSent(NetworkError):
    """The request certainly never left, so that it may be repeated."""


class Unanswered(NetworkError):
    """The request left and no whole answer came back: Telegram may have carried it out, or not."""


NEVER_LEFT = (NoConnection, aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL)
"""Errors of a request that never got a connection. Any other may have come after it left."""


class RawRequest(BaseRequest):
    """A way to Telegram that also takes a call as it is, past python-telegram-bot's objects: they cost more than the
    call itself."""

    @abstractmethod
    async def send(
        self,
        url: str,
        parameters: Mapping[str, Any],
        files: Mapping[str, Upload],
        *,
        read_timeout: float | None = None,
    ) -> tuple[int, bytes]:
        """Make a call with parameters of plain JSON, and files under the names of theirs; the status and the body.
        `read_timeout` in seconds, None for the usual one. Raises as `do_request`."""


class HttpRequest(RawRequest):
    """Plain calls go by kept connections of its own; files, python-telegram-bot's own requests, and all of them where there
    is a proxy, by aiohttp. Timeouts are in seconds; None means no limit.

    Raises `NotSent` where nothing was sent; `TimedOut` or `Unanswered` where Telegram may have got it.
    """

    def __init__(
        self,
        *,
        connections: int = CONNECTIONS,
        connect_timeout: float | None = CONNECT_SECONDS,
        read_timeout: float | None = READ_SECONDS,
        write_timeout: float | None = WRITE_SECONDS,
        proxy: str | None = None,
    ) -> None:
        self._proxy = proxy
        self._connections = connections
        self._connect_timeout = connect_timeout
        self._read_timeout = read_timeout
        self._write_timeout = write_timeout
        self._session: aiohttp.ClientSession | None = None
        self._plain: Connections | None = None

    @property
    def read_timeout(self) -> float | None:
        return self._read_timeout

    async def initialize(self) -> None:
        if self._proxy is None and self._plain is None:
            self._plain = Connections(self._connections, self._connect_timeout, self.USER_AGENT)
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections),
                headers={"User-Agent": self.USER_AGENT},
                proxy=self._proxy,
            )

    async def shutdown(self) -> None:
        if self._plain is not None:
            self._plain.close()
            self._plain = None
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - part of connecting here
    ) -> tuple[int, bytes]:
        """Make the request; the status and the body. A refusal's body that isn't JSON comes back as `{}`."""
        uploads = request_data is not None and request_data.contains_files
        timeout = _timeout(
            _seconds(connect_timeout, self._connect_timeout),
            _seconds(read_timeout, self._read_timeout),
            _seconds(write_timeout, UPLOAD_SECONDS if uploads else self._write_timeout),
        )
        return await _answer_of(self._by_aiohttp(method, url, timeout, _form_of(request_data)))

    async def send(
        self,
        url: str,
        parameters: Mapping[str, Any],
        files: Mapping[str, Upload],
        *,
        read_timeout: float | None = None,
    ) -> tuple[int, bytes]:
        patience = self._read_timeout if read_timeout is None else read_timeout
        if not files and self._plain is not None:
            try:
                status, body = await self._plain.post(url, sendable(parameters), patience)
            except OSError as error:
                raise _failure(error) from None
            return status, body if status < 400 else _json_or_empty(body)
        timeout = _timeout(self._connect_timeout, patience, UPLOAD_SECONDS if files else self._write_timeout)
        return await _answer_of(self._by_aiohttp("POST", url, timeout, _form(parameters, files)))

    async def _by_aiohttp(
        self, method: str, url: str, limits: aiohttp.ClientTimeout, form: aiohttp.FormData | None
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise RuntimeError("this request is not initialized")
        async with self._session.request(method, url, timeout=limits, allow_redirects=False, data=form) as response:
            return response.status, await response.read()

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """As in the base class, which logs the whole body where it can't be parsed; this one doesn't."""
        try:
            answer = loaded(payload)
        except (ValueError, RecursionError):
            raise TelegramError("the answer is not JSON") from None
        if not isinstance(answer, dict):
            raise TelegramError("the answer is not a JSON object")
        return answer


def proxy_for(url: str) -> str | None:
    """The proxy that the environment names for an address (HTTPS_PROXY, NO_PROXY …); None for none."""
    parts = urlsplit(url)
    return None if proxy_bypass(parts.hostname or "") else getproxies().get(parts.scheme)


async def _answer_of(exchange: Awaitable[tuple[int, bytes]]) -> tuple[int, bytes]:
    """The status and the body, with errors that say what is known of the request's fate."""
    try:
        status, body = await exchange
    except (aiohttp.ClientError, OSError) as error:  # OSError: also what asyncio calls a timeout
        raise _failure(error) from None
    return status, body if status < 400 else _json_or_empty(body)


def _failure(error: Exception) -> NetworkError:
    name = type(error).__name__
    if isinstance(error, NEVER_LEFT):
        return NotSent(f"no connection ({name})")
    if isinstance(error, TimeoutError):
        return TimedOut(f"no answer in time ({name})")
    return Unanswered(f"the connection broke ({name})")


def _seconds(given: object, default: float | None) -> float | None:
    return given if given is None or isinstance(given, (int, float)) else default


def _timeout(connect: float | None, read: float | None, write: float | None) -> aiohttp.ClientTimeout:
    """One limit for all and one for getting a connection: aiohttp has none for writing, and while a large file is on its way
    a limit for reading would take the server for silent."""
    parts = (connect, read, write)
    total = None if None in parts else sum(part for part in parts if part is not None)
    return aiohttp.ClientTimeout(total=total, connect=connect)


def _form(parameters: Mapping[str, Any], files: Mapping[str, Upload]) -> aiohttp.FormData:
    """A text parameter as it is, any other as JSON; multipart where files go along."""
    form = aiohttp.FormData(quote_fields=False, default_to_multipart=bool(files))
    for name, value in parameters.items():
        # a lone surrogate has no UTF-8 form, and the error about it would quote the whole text
        text = value.encode("utf-8", "replace") if isinstance(value, str) else sendable(value)
        form.add_field(name, text.decode())
    for name, file in files.items():
        form.add_field(name, file.content, filename=file.name, content_type=file.mime)
    return form


def _form_of(request_data: RequestData | None) -> aiohttp.FormData | None:
    """What python-telegram-bot itself wants sent."""
    if request_data is None:
        return None
    files = {
        part: Upload(name=name, mime=mime, content=content if isinstance(content, bytes) else content.read())
        for part, (name, content, mime) in request_data.multipart_data.items()
    }
    return _form(request_data.json_parameters, files) if request_data.json_parameters or files else None


def _json_or_empty(body: bytes) -> bytes:
    """python-telegram-bot puts a refusal that it can't parse into the error's message, whole; so it gets none."""
    try:
        return body if isinstance(loaded(body), dict) else b"{}"
    except (ValueError, RecursionError):
        return b"{}"
