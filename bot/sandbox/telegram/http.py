"""The pretend Telegram over HTTP, for bots in another process. Put its routes on a loopback address only."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote

from aiohttp import BodyPartReader, web

from bot.sandbox.telegram.files import MAX_UPLOAD
from bot.sandbox.telegram.parameters import Json, Upload
from bot.sandbox.telegram.server import PretendTelegram

NOT_FOUND = {"ok": False, "error_code": 404, "description": "Not Found"}
TOO_LARGE = {"ok": False, "error_code": 413, "description": "Request Entity Too Large"}


def routes(telegram: PretendTelegram) -> list[web.RouteDef]:
    """`/bot<token>/<method>` with query, form, multipart or JSON parameters, and `/file/bot<token>/<path>`.

    Run the application with `handler_cancellation=True`, so that a long poll ends with its connection."""
    handlers = Handlers(telegram)
    return [
        web.route("*", "/bot{token:[^/]*}/{method:.*}", handlers.call),
        web.get("/file/bot{token:[^/]*}/{path:.+}", handlers.download),
    ]


class Handlers:
    """The two endpoints."""

    def __init__(self, telegram: PretendTelegram) -> None:
        self._telegram = telegram

    async def call(self, request: web.Request) -> web.Response:
        try:
            parameters, files = await parameters_of(request)
        except web.HTTPRequestEntityTooLarge:
            return answer(413, TOO_LARGE)
        named = request.match_info
        status, body = await self._telegram.call(
            named["method"], dict(request.query) | parameters, files, token=unquote(named["token"])
        )
        return answer(status, body)

    async def download(self, request: web.Request) -> web.Response:
        right = unquote(request.match_info["token"]) == self._telegram.token
        data = self._telegram.download(request.match_info["path"]) if right else None
        return answer(404, NOT_FOUND) if data is None else web.Response(body=data)


def answer(status: int, body: Json) -> web.Response:
    """The seconds to wait stand in the header, too."""
    seconds = body.get("parameters", {}).get("retry_after")
    headers = {"Retry-After": str(seconds)} if seconds else {}
    return web.json_response(body, status=status, headers=headers)


async def parameters_of(request: web.Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    if request.content_type == "multipart/form-data":
        return await multipart(request)
    if request.content_type == "application/json":
        return await json_parameters(request), {}
    return {name: value for name, value in (await request.post()).items() if isinstance(value, str)}, {}


async def json_parameters(request: web.Request) -> dict[str, Any]:
    """What is no JSON object counts as no parameters."""
    try:
        given = json.loads(await request.read() or b"{}")
    except ValueError:
        return {}
    return given if isinstance(given, dict) else {}


async def multipart(request: web.Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Read part by part, so that the limit is Telegram's and not the web application's."""
    parameters: dict[str, Any] = {}
    files: dict[str, Upload] = {}
    room = MAX_UPLOAD
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        data = await part_bytes(part, room)
        room -= len(data)
        if part.filename is None:
            parameters[part.name] = data.decode("utf-8", "replace")
        else:
            files[part.name] = Upload(data, part.filename, part.headers.get("Content-Type"))
    return parameters, files


async def part_bytes(part: BodyPartReader, room: int) -> bytes:
    data = bytearray()
    while chunk := await part.read_chunk(1 << 16):
        data += chunk
        if len(data) > room:
            raise web.HTTPRequestEntityTooLarge(max_size=MAX_UPLOAD, actual_size=len(data))
    return bytes(data)
