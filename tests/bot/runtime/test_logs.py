"""The log holds no token and nothing that somebody typed, at any level."""

import logging
import re
import sqlite3
import sys

import pytest
import structlog
from telegram.error import BadRequest, InvalidToken

from bot.logs import describe, redacted, set_up_logging
from tests.bot.runtime.wire import TOKEN

SECRET = "Elm Street 12"


@pytest.mark.parametrize(
    "text", [TOKEN, f"https://api.telegram.org/bot{TOKEN}/getMe", f"/file/bot{TOKEN}/photo.jpg", "/botsecret/getMe"]
)
def test_tokens_are_redacted(text):
    assert "[token]" in redacted(text)
    assert TOKEN not in redacted(text)
    assert "secret" not in redacted(text)


def test_what_is_no_token_stays():
    for text in ("at 12:30 in bot/lanes.py", "update 100000001", "https://example.org/bots"):
        assert redacted(text) == text


def test_an_event_is_one_line_with_its_values(stream):
    structlog.get_logger("bot.lanes").warning("an update failed", update=5, error="two\nlines", pause=None)
    [line] = stream.getvalue().splitlines()
    assert 'level=warning event="an update failed" logger=bot.lanes' in line
    assert "update=5" in line


def test_tokens_in_values_are_redacted_however_deep(stream):
    structlog.get_logger("bot").error("failed", url=f"/bot{TOKEN}/x", all=[{"token": TOKEN}])
    assert "failed" in stream.getvalue()
    assert TOKEN not in stream.getvalue()


def test_of_a_librarys_message_only_the_fixed_part_is_kept(stream):
    logging.getLogger("telegram.ext.Application").error("Error while handling %s", SECRET)
    logging.getLogger("asyncio").error(f"Task exception was never retrieved\nfuture: <Task exception={SECRET}>")
    assert "Error while handling %s" in stream.getvalue()
    assert "Task exception was never retrieved" in stream.getvalue()
    assert SECRET not in stream.getvalue()


@pytest.mark.parametrize("name", ["telegram.Bot", "telegram.ext.ExtBot", "aiohttp.access", "httpx", "httpcore.http11"])
def test_libraries_that_tell_requests_are_quiet_even_at_debug(stream, name):
    logging.getLogger(name).info("sending %s", SECRET)
    logging.getLogger(name).debug("sending %s", SECRET)
    assert stream.getvalue() == ""


def test_an_errors_message_is_not_told_only_its_kind_and_place(stream):
    try:
        raise ValueError(SECRET)
    except ValueError:
        structlog.get_logger("bot").exception("failed")
        logging.getLogger("telegram.ext").exception("No error handlers are registered, logging exception.")
    assert stream.getvalue().count("ValueError (test_logs.py:") == 2
    assert SECRET not in stream.getvalue()


def test_the_last_words_of_a_dying_process_hold_no_message(stream):
    sys.excepthook(ValueError, ValueError(SECRET), None)
    assert "ValueError" in stream.getvalue()
    assert SECRET not in stream.getvalue()


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ValueError(SECRET), "ValueError"),
        (KeyError(SECRET), "KeyError"),
        (OSError(28, "No space left on device"), "OSError: [Errno 28] No space left on device"),
        (sqlite3.OperationalError("database is locked"), "OperationalError: database is locked"),
        (BadRequest(f'Bad Request: can\'t parse entities: Unsupported start tag "{SECRET}" at byte offset 0'),
         "BadRequest: Can't parse entities: unsupported start tag … at byte offset 0"),
        (InvalidToken(f"The token `{TOKEN}` was rejected by the server."),
         "InvalidToken: The token `[token]` was rejected by the server."),
    ],
)  # fmt: skip
def test_what_is_told_of_an_error(error, told):
    assert describe(error) == told


def test_a_chat_is_told_by_a_hash_that_stays_the_same_under_one_key(stream):
    def told(key):
        set_up_logging("INFO", stream, key)
        stream.truncate(0)
        structlog.get_logger("bot").info("heard", chat=7531)
        return stream.getvalue()

    one, again, other = told("token one"), told("token one"), told("token two")
    hashes = [re.search(r"chat=(\w+)", line)[1] for line in (one, again, other)]
    assert hashes[0] == hashes[1] != hashes[2]
    assert "7531" not in one + other
