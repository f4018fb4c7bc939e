"""Drawings become pictures when they are sent, in a process of their own: neither the database nor anybody's tap waits
for that, and what waits in the outbox is small."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import structlog

from bot.store import Outgoing, Upload
from bot.talk import DRAWING

RASTER = Path(__file__).parent / "takeaway" / "raster.py"
DRAW_SECONDS = 20.0

log = structlog.get_logger(__name__)


class DrawingFailed(Exception):
    """The picture can't be made here: no font for a script, most likely. The message says why."""


class Draughtsman:
    """Makes pictures, one at a time: there are other things to do on the machine."""

    def __init__(self) -> None:
        self._desk = asyncio.Semaphore(1)

    async def ready(self, row: Outgoing) -> Outgoing:
        """The call with pictures in the place of drawings; where that fails, with the caption as a message instead."""
        if all(file.mime != DRAWING for file in row.files.values()):
            return row
        try:
            return row._replace(files={part: await self._picture(file) for part, file in row.files.items()})
        except DrawingFailed as error:
            log.warning("a picture could not be drawn; its words are sent", outgoing=row.id, error=str(error))
            return in_words(row)

    async def _picture(self, file: Upload) -> Upload:
        if file.mime != DRAWING:
            return file
        async with self._desk:
            return Upload(name=file.name, mime="image/png", content=await drawn(file.content))


def in_words(row: Outgoing) -> Outgoing:
    """The caption of a picture as a message."""
    parameters = {name: value for name, value in row.parameters.items() if name != "caption"}
    return row._replace(method="sendMessage", parameters={**parameters, "text": row.parameters["caption"]}, files={})


async def drawn(svg: bytes) -> bytes:
    """A drawing (SVG) as a picture (PNG). Raises DrawingFailed."""
    try:
        process = await _started()
    except OSError as error:
        raise DrawingFailed(f"no process could be started ({type(error).__name__})") from error
    try:
        async with asyncio.timeout(DRAW_SECONDS):
            picture, complaint = await process.communicate(svg)
    except TimeoutError:
        raise DrawingFailed(f"not drawn within {DRAW_SECONDS:.0f} seconds") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        said = complaint.decode("utf-8", "replace").strip().splitlines()
        raise DrawingFailed(said[-1] if said else f"exit status {process.returncode}")
    return picture


async def _started() -> asyncio.subprocess.Process:
    # -P: the program's folder holds modules whose names must not stand in for the library's own
    return await asyncio.create_subprocess_exec(
        sys.executable, "-P", str(RASTER),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
