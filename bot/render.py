"""Screens made into Bot API calls: markup, escaping, keyboards, and parts that fit into one message."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from html import escape
from itertools import chain
from typing import Any, NamedTuple

from bot.store import Transaction, Upload
from bot.talk import Block, File, Fold, Paste, Pin, Points, Reply, Rows, Screen, Text, Title

LONGEST = 4096
"""UTF-16 units of one message's text after parsing; counted on the markup too, to be on the safe side."""
LONGEST_CAPTION = 1024
GAP = "\n\n"
LENGTH_OF_GAP = len(GAP)
KEPT_TEXTS = 1024


class Call(NamedTuple):
    """A Bot API call. `files` go along under the names of their parameters; `card_of` is the case whose card it makes."""

    method: str
    parameters: dict[str, Any]
    files: Mapping[str, Upload] = {}
    card_of: str = ""


def calls_for(reply: Reply, chat_id: int, message_id: int | None = None) -> list[Call]:
    """The calls that show a reply: the change of the tapped message, other changes, new messages in order, files."""
    calls: list[Call] = []
    if reply.change is not None:
        calls += _change(reply.change, chat_id, message_id)
    for edit in reply.edits:
        calls += _change(edit.screen, chat_id, edit.message_id)
    calls += [_pin(pin, chat_id) for pin in reply.pins]
    for screen in reply.screens:
        calls += _messages(screen, chat_id)
    return calls + [_file(file, chat_id) for file in reply.files]


def queue_reply(
    tx: Transaction, reply: Reply, chat_id: int, now: datetime, *, message_id: int | None = None, kind: str = "reply"
) -> None:
    """Put the calls that show a reply into the outbox."""
    for call in calls_for(reply, chat_id, message_id):
        tx.queue(chat_id, call.method, call.parameters, now, kind=kind, files=call.files, card_of=call.card_of)


def _change(screen: Screen, chat_id: int, message_id: int | None) -> list[Call]:
    texts = _parts(screen.blocks)
    if message_id is None or len(texts) > 1:
        return _messages(screen, chat_id)
    parameters = {"chat_id": chat_id, "message_id": message_id, **_body(texts[0], screen.rows)}
    return [Call("editMessageText", parameters, card_of=screen.card_of)]


def _messages(screen: Screen, chat_id: int) -> list[Call]:
    """One message, or several where the text is too long for one; the buttons stand below the last."""
    *before, last = _parts(screen.blocks)
    quiet = {"disable_notification": True} if screen.silent else {}
    calls = [Call("sendMessage", {"chat_id": chat_id, **_body(text, ()), **quiet}) for text in before]
    parameters = {"chat_id": chat_id, **_body(last, screen.rows), **quiet}
    return [*calls, Call("sendMessage", parameters, card_of=screen.card_of)]


def _pin(pin: Pin, chat_id: int) -> Call:
    parameters = {"chat_id": chat_id, "message_id": pin.message_id}
    if not pin.on:
        return Call("unpinChatMessage", parameters)
    return Call("pinChatMessage", {**parameters, "disable_notification": True})


def _file(file: File, chat_id: int) -> Call:
    kind = "photo" if file.photo else "document"
    parameters: dict[str, Any] = {"chat_id": chat_id}
    if file.caption:
        parameters["caption"] = file.caption[:LONGEST_CAPTION]
    upload = Upload(name=file.name, mime=file.mime, content=file.content)
    return Call("sendPhoto" if file.photo else "sendDocument", parameters, {kind: upload})


def _body(text: str, rows: Rows) -> dict[str, Any]:
    body: dict[str, Any] = {"text": text, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
    if rows:
        keyboard = [[{"text": button.label, "callback_data": button.data} for button in row] for row in rows if row]
        body["reply_markup"] = {"inline_keyboard": keyboard}
    return body


@lru_cache(maxsize=KEPT_TEXTS)
def _parts(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """The blocks put together into as few texts as fit. Most people are told the same, so it is kept."""
    parts: list[list[str]] = [[]]
    length = 0
    for piece in chain.from_iterable(map(_fitting, blocks)):
        units = _units(piece)
        if parts[-1] and length + LENGTH_OF_GAP + units > LONGEST:
            parts.append([])
            length = 0
        length += units + (LENGTH_OF_GAP if parts[-1] else 0)
        parts[-1].append(piece)
    return tuple(map(GAP.join, parts))


def _fitting(block: Block) -> Iterator[str]:
    """A block's markup; one that is too long by itself is cut at its lines."""
    markup = html_of(block)
    if _units(markup) <= LONGEST:
        yield markup
        return
    if isinstance(block, Points) and len(block.items) > 1:
        half = len(block.items) // 2
        yield from _fitting(replace(block, items=block.items[:half]))
        yield from _fitting(replace(block, items=block.items[half:], heading="", first=block.first + half))
        return
    for start in range(0, len(block_text(block)), LONGEST // 4):
        yield escape(block_text(block)[start : start + LONGEST // 4], quote=False)


def block_text(block: Block) -> str:
    """A block without markup."""
    return "\n".join(block.items) if isinstance(block, Points) else block.text


def html_of(block: Block) -> str:
    """Telegram's HTML. What stands in a block is plain text and is escaped here, and only here."""
    match block:
        case Title(text):
            return f"<b>{escape(text, quote=False)}</b>"
        case Text(text):
            return escape(text, quote=False)
        case Points(items, heading, numbered, first):
            return _headed(
                heading, "\n".join(_point(n, item, len(items), numbered) for n, item in enumerate(items, first))
            )
        case Fold(text, heading):
            return _headed(heading, f"<blockquote expandable>{escape(text, quote=False)}</blockquote>")
        case Paste(text, heading):
            return _headed(heading, f"<pre>{escape(text, quote=False)}</pre>")


def _point(number: int, item: str, of: int, numbered: bool) -> str:
    mark = f"{number}. " if numbered else "• " if of > 1 else ""
    return mark + escape(item, quote=False)


def _headed(heading: str, body: str) -> str:
    return f"<b>{escape(heading, quote=False)}</b>\n{body}" if heading else body


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
