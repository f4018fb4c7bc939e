"""python-telegram-bot's network layer, without a network: calls go straight to a pretend Telegram in this process."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from telegram.request import BaseRequest, RequestData

from bot import store
from bot.request import RawRequest, Unanswered
from bot.sandbox.telegram.parameters import Upload
from bot.sandbox.telegram.server import PretendTelegram

METHOD_URL = re.compile(r"/bot(?P<token>[^/]*)/(?P<method>[^/]*)$")
FILE_URL = re.compile(r"/file/bot(?P<token>[^/]*)/(?P<path>.+)$")
NOT_FOUND = {"ok": False, "error_code": 404, "description": "Not Found"}


class InProcessRequest(RawRequest):
    """Give it to `telegram.Bot` or to an Application's builder as request, and as get_updates_request."""

    def __init__(self, telegram: PretendTelegram) -> None:
        self._telegram = telegram

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002 - the signature is BaseRequest's; GET is known by its URL
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """HTTP status and body, as from the network."""
        download = FILE_URL.search(unquote(urlsplit(url).path))
        if download:
            return self._download(**download.groupdict())
        parameters = request_data.json_parameters if request_data else {}
        return await self._call(url, parameters, uploads(request_data))

    async def send(
        self,
        url: str,
        parameters: Mapping[str, Any],
        files: Mapping[str, store.Upload],
        *,
        read_timeout: float | None = None,  # noqa: ARG002 - nothing here takes time
    ) -> tuple[int, bytes]:
        sent = {part: Upload(file.content, file.name, file.mime) for part, file in files.items()}
        return await self._call(url, parameters, sent)

    async def _call(self, url: str, parameters: Mapping[str, Any], files: dict[str, Upload]) -> tuple[int, bytes]:
        called = METHOD_URL.search(unquote(urlsplit(url).path))
        if called is None:
            return encoded(404, NOT_FOUND)
        reply = await self._telegram.exchange(called["method"], parameters, files, token=called["token"])
        try:
            return reply.arrived()
        except ConnectionResetError:
            raise Unanswered("the connection broke") from None

    def _download(self, token: str, path: str) -> tuple[int, bytes]:
        data = self._telegram.download(path) if token == self._telegram.token else None
        return encoded(404, NOT_FOUND) if data is None else (200, data)


def uploads(request_data: RequestData | None) -> dict[str, Upload]:
    """The files of a request, by part name."""
    parts = request_data.multipart_data if request_data and request_data.contains_files else {}
    return {part: upload(*values) for part, values in parts.items()}


def upload(name: str, content: Any, mime_type: str) -> Upload:
    return Upload(content if isinstance(content, bytes) else content.read(), name, mime_type)


def encoded(status: int, body: dict[str, Any]) -> tuple[int, bytes]:
    return status, json.dumps(body).encode()
