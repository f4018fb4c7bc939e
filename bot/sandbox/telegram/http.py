"""The pretend Telegram over HTTP, for bots in another process. Put its routes on a loopback address only."""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import unquote

from aiohttp import BodyPartReader, web

from bot.sandbox.telegram.files import MAX_UPLOAD
from bot.sandbox.telegram.parameters import Upload
from bot.sandbox.telegram.replies import Reply, Wire
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


@asynccontextmanager
async def served(telegram: PretendTelegram) -> AsyncIterator[str]:
    """Serve on this machine, and post to the web hook while one is set. Gives the address to put before /bot<token>:
    "http://127.0.0.1:4711". At the end the script is mended, so that nothing hangs."""
    app = web.Application()
    app.add_routes(routes(telegram))
    runner = web.AppRunner(app, handler_cancellation=True, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        async with telegram.delivery:
            yield "http://{}:{}".format(*runner.addresses[0])
    finally:
        telegram.mend()
        await runner.cleanup()


class Handlers:
    """The two endpoints."""

    def __init__(self, telegram: PretendTelegram) -> None:
        self._telegram = telegram

    async def call(self, request: web.Request) -> web.StreamResponse:
        try:
            parameters, files = await parameters_of(request)
        except web.HTTPRequestEntityTooLarge:
            return web.json_response(TOO_LARGE, status=413)
        named = request.match_info
        reply = await self._telegram.exchange(
            named["method"], dict(request.query) | parameters, files, token=unquote(named["token"])
        )
        return await sent(reply, request)

    async def download(self, request: web.Request) -> web.Response:
        right = unquote(request.match_info["token"]) == self._telegram.token
        data = self._telegram.download(request.match_info["path"]) if right else None
        return web.json_response(NOT_FOUND, status=404) if data is None else web.Response(body=data)


async def sent(reply: Reply, request: web.Request) -> web.StreamResponse:
    """As much of the reply as is to get through."""
    headers = {"Content-Type": reply.content_type}
    if reply.retry_after:
        headers["Retry-After"] = str(reply.retry_after)
    if reply.wire is Wire.WHOLE:
        return web.Response(status=reply.status, body=reply.body, headers=headers)
    if reply.wire is Wire.CUT:
        return web.Response(status=reply.status, body=reply.half, headers=headers)
    response = web.StreamResponse(status=reply.status, headers=headers | {"Content-Length": str(len(reply.body))})
    if reply.wire is Wire.TORN:
        await response.prepare(request)
        await response.write(reply.half)
    reset(request)
    return response


def reset(request: web.Request) -> None:
    """Break the connection: with a lingering time of none the other side sees a reset and no orderly end."""
    transport = request.transport
    if transport is None:
        return
    transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()


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
