"""The log: one line an event on stderr. It never holds a token, nor anything that somebody typed.

Our own events carry ids and counts. Of what libraries log only the fixed part of the message is kept, because they
fill in updates and errors; of an error its kind and place, because its message may quote a text.
"""

from __future__ import annotations

import hashlib
import logging
import re
import secrets
import sqlite3
import sys
import traceback
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger
from telegram.error import TelegramError

from bot.store import StoreUnavailable, StoreUnusable

SECRETS = re.compile(r"\d+:[\w-]{30,}|(?<=/bot)[^/\s]+(?=/)")
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
QUIET = ("telegram", "aiohttp", "httpx", "httpcore", "asyncio")
"""Libraries that tell whole requests and updates when asked to talk."""

HARMLESS = (OSError, sqlite3.Error, StoreUnavailable, StoreUnusable, TelegramError)
"""Errors whose messages, but for what they quote, are the machine's or Telegram's own words."""

FRAMES = 4


class _Discreet(logging.StreamHandler[TextIO]):
    """Whatever can't be written, on a full disk for one, is lost."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the base class' own naming
        """The base class would tell all of it, with what is filled in, past the processors."""


def set_up_logging(level: str = "INFO", stream: TextIO | None = None, key: str = "") -> None:
    """Send every log of this process, ours and the libraries', through the processors below.

    A chat is told by a short hash of its id: the same one as long as `key` is the same, and nobody's but ours.
    """
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_common(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = _Discreet(stream or sys.stderr)
    handler.setFormatter(_formatter(hashlib.sha256(key.encode()).digest() if key else secrets.token_bytes(32)))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    sys.excepthook = _tell_the_end


def describe(error: BaseException) -> str:
    """An error for the log: its kind, its message where that is harmless, and where it arose."""
    text = type(error).__name__
    if isinstance(error, HARMLESS):
        text += f": {redacted(QUOTED.sub('…', str(error)))}"
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    places = " > ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
    return f"{text} ({places})" if places else text


def redacted(text: str) -> str:
    """The text without tokens."""
    return SECRETS.sub("[token]", text)


def _common() -> list[Processor]:
    return [
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def _formatter(key: bytes) -> logging.Formatter:
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[_first_line, *_common()],
        use_get_message=False,  # the fixed part of the message, without what is filled in
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _error_described,
            partial(_hashed_chat, key),
            _redacted_values,
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event", "logger"]),
        ],
    )


def _first_line(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """asyncio fills in its details by itself, on lines of their own."""
    event["event"] = event["event"].partition("\n")[0]
    event.pop("stack_info", None)
    return event


def _error_described(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    info = event.pop("exc_info", None)
    error = sys.exc_info()[1] if info is True else info[1] if isinstance(info, tuple) else info
    if isinstance(error, BaseException):
        event["error"] = describe(error)
    return event


def _hashed_chat(key: bytes, _logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    if event.get("chat") is not None:
        event["chat"] = hashlib.blake2b(str(event["chat"]).encode(), key=key, digest_size=5).hexdigest()
    return event


def _redacted_values(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    return {key: _redacted_value(value) for key, value in event.items()}


def _redacted_value(value: Any) -> Any:
    return value if value is None or isinstance(value, (bool, int, float)) else redacted(str(value))


def _tell_the_end(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    """Python's own last words quote the error's message."""
    structlog.get_logger(__name__).critical("the process ends with an error", error=describe(error))
