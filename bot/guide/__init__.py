"""The conversation. Knows the flows and a store; knows nothing of Telegram."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.guide.casebook import new_case_button
from bot.guide.commands import obey
from bot.guide.conversation import again
from bot.guide.missed import missed_screen
from bot.guide.nearby import locate
from bot.guide.place import choose_country, country_typed
from bot.guide.taps import press
from bot.guide.typing import named_button, read_typed
from bot.guide.upkeep import keep_up
from bot.guide.visit import Knowledge, Visit
from bot.store import Transaction
from bot.talk import Command, Located, Person, Reply, Screen, Tap, Text, Turn, Typed, Unreadable

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
        case Typed(text):
            return _typed(visit, text)
        case Located():
            return locate(visit, turn)
        case Unreadable(kind):
            return _unreadable(visit, kind)


def _typed(visit: Visit, text: str) -> Reply:
    """A text names a button or a country that was asked for, or answers the question; else it is shown again."""
    if tap := named_button(visit, text):
        return _as_messages(press(visit, tap))
    if country := country_typed(visit, text):
        return _as_messages(choose_country(visit, country))
    case = visit.current()
    return read_typed(visit, case, text) if case else _without_a_case(visit)


def _as_messages(reply: Reply) -> Reply:
    """A reply to a tap, where nothing was tapped: what the message would have turned into is said, if nothing else is."""
    said = Screen(blocks=(Text(reply.toast),)) if reply.toast else None
    changed = reply.change if not reply.screens else None
    return Reply(screens=tuple(screen for screen in (said, changed, *reply.screens) if screen))


def _without_a_case(visit: Visit) -> Reply:
    if visit.tx.cases(visit.buyer.id):
        said = Screen(blocks=(Text(visit.words("no-case-now")),), rows=((new_case_button(visit),),))
        return Reply(screens=(said,))
    return obey(visit, Command("start"))  # whoever comes for the first time is greeted, whatever they say


def _unreadable(visit: Visit, kind: str) -> Reply:
    """A plain sentence for what isn't text, and the question again."""
    known = f"unreadable-{kind}"
    said = Text(visit.words(known if visit.words.has(known) else "unreadable-other"))
    case = visit.current()
    if case is None:
        return Reply(screens=(Screen(blocks=(said,), rows=((new_case_button(visit),),)),))
    return Reply(screens=(again(visit, case, said),))
