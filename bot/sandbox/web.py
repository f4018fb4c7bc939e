"""The sandbox's web server: a chat page on the pretend Telegram, for people on this machine."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from http import HTTPStatus
from pathlib import Path

from aiohttp import web

from bot.clock import SettableClock
from bot.sandbox.actions import FIRST_ID, Actions
from bot.sandbox.fields import MAX_BODY_BYTES
from bot.sandbox.guard import FILE_POLICY, Refusal, guard
from bot.sandbox.stream import Streams
from bot.sandbox.telegram.server import PretendTelegram
from bot.sandbox.time_bar import TimeBar

PAGE = Path(__file__).with_name("page")
FIRST_PERSON = ("Anna", "en")
PICTURES = {b"\x89PNG": "image/png", b"\xff\xd8": "image/jpeg", b"GIF8": "image/gif"}


def application(
    telegram: PretendTelegram, clock: SettableClock, next_due: Callable[[], Awaitable[datetime | None]]
) -> web.Application:
    """The page and what it calls. Serve it on a loopback address only.

    `next_due` says when the next reminder of anybody is due, None where there is none. Where nobody is there yet, a
    first person is added at start, so that the page has somebody to be.
    """
    streams = Streams(telegram, clock)
    actions = Actions(telegram, streams)
    app = web.Application(client_max_size=MAX_BODY_BYTES)
    guard(app)
    app.add_routes(
        [
            web.get("/", show_page),
            web.static("/page", PAGE),
            web.get("/events", streams.serve),
            web.get("/files/{file_id}", Files(telegram).show),
            web.post("/people", actions.add_person),
            web.post("/people/{person}/{act}", actions.act),
            web.post("/clock", TimeBar(clock, next_due, streams).move),
        ]
    )
    app.on_startup.append(FirstPerson(telegram).welcome)
    app.on_shutdown.append(streams.end_all)
    return app


async def show_page(_: web.Request) -> web.FileResponse:
    return web.FileResponse(PAGE / "index.html")


class FirstPerson:
    """Somebody has to be there when the page opens."""

    def __init__(self, telegram: PretendTelegram) -> None:
        self._telegram = telegram

    async def welcome(self, _: web.Application) -> None:
        if not self._telegram.people():
            self._telegram.person(FIRST_ID, *FIRST_PERSON)


class Files:
    """The bytes of photos and documents."""

    def __init__(self, telegram: PretendTelegram) -> None:
        self._telegram = telegram

    async def show(self, request: web.Request) -> web.Response:
        """Pictures are shown; whatever else it is goes to disk, and nothing in it runs."""
        data = self._telegram.file_bytes(request.match_info["file_id"])
        if data is None:
            raise Refusal(HTTPStatus.NOT_FOUND, "There is no such file.")
        kind = picture_type(data)
        headers = {"Content-Security-Policy": FILE_POLICY} | ({} if kind else {"Content-Disposition": "attachment"})
        return web.Response(body=data, content_type=kind or "application/octet-stream", headers=headers)


def picture_type(data: bytes) -> str | None:
    """The MIME type by the first bytes, of the kinds that a browser can only show; None for anything else."""
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for start, kind in PICTURES.items() if data.startswith(start)), None)
