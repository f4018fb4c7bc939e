"""The conversation. Knows the flows and a store; knows nothing of Telegram."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.guide.commands import obey
from bot.guide.free_text import hear_text
from bot.guide.looked_up import nothing
from bot.guide.missed import missed_screen
from bot.guide.nearby import locate
from bot.guide.taps import press
from bot.guide.upkeep import keep_up
from bot.guide.visit import Knowledge, Visit
from bot.store import Transaction
from bot.talk import Command, Located, Person, Reply, Tap, Text, Turn, Typed, Unreadable

__all__ = ["Guide", "Knowledge", "Visit"]

LANGUAGE_LENGTH = 12


class Guide:
    """Hears one turn and says what follows. Synchronous: it runs inside the turn's write transaction."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def hear(self, tx: Transaction, person: Person, turn: Turn, now: datetime) -> Reply:
        """The reply to a turn. All that it changes is written through `tx`."""
        visit = self.visit(tx, person.id, now)
        _get_to_know(visit, person)
        reply = _answer(visit, turn)
        if not visit.erased:
            missed = missed_screen(visit)
            reply = replace(reply, screens=(*reply.screens, missed)) if missed else reply
            reply = keep_up(visit, reply, turn.message_id if isinstance(turn, Tap) else None)
            visit.offer(*(edit.screen for edit in reply.edits), reply.change, *reply.screens)
        return reply

    def visit(self, tx: Transaction, buyer_id: int, now: datetime) -> Visit:
        """A look at a buyer's cases without a turn of theirs, as a reminder takes it."""
        return Visit(tx, self.knowledge, tx.buyer(buyer_id), now)


def _get_to_know(visit: Visit, person: Person) -> None:
    """Note the language, and that whoever speaks hasn't blocked the bot."""
    language = (person.language or "")[:LANGUAGE_LENGTH] or visit.buyer.language
    if language != visit.buyer.language or visit.buyer.blocked_at:
        visit.change_buyer(language=language, blocked_at=None)


def _answer(visit: Visit, turn: Turn) -> Reply:
    match turn:
        case Command():
            return obey(visit, turn)
        case Tap():
            return press(visit, turn)
        case Typed():
            return hear_text(visit, turn)
        case Located():
            return locate(visit, turn)
        case Unreadable(kind):
            return _unreadable(visit, kind)


def _unreadable(visit: Visit, kind: str) -> Reply:
    """A plain sentence for what isn't text, and the question again."""
    known = f"unreadable-{kind}"
    return nothing(visit, Text(visit.words(known if visit.words.has(known) else "unreadable-other")))
