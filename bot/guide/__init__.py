"""The conversation. Knows the flows and a store; knows nothing of Telegram."""

from __future__ import annotations

from datetime import datetime

from bot.guide.casebook import new_case_button, start_case
from bot.guide.commands import obey
from bot.guide.conversation import present_screen
from bot.guide.place import choose_country, country_typed
from bot.guide.taps import press
from bot.guide.typing import read_typed, typed_tap
from bot.guide.visit import Knowledge, Visit
from bot.store import Case, Transaction
from bot.talk import Command, Person, Reply, Screen, Tap, Text, Turn, Typed, Unreadable

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
        match turn:
            case Command():
                return obey(visit, turn)
            case Tap():
                return press(visit, turn)
            case Typed(text):
                return _typed(visit, text)
            case Unreadable(kind):
                return _unreadable(visit, kind)

    def visit(self, tx: Transaction, buyer_id: int, now: datetime) -> Visit:
        """A look at a buyer's cases without a turn of theirs, as a reminder takes it."""
        return Visit(tx, self.knowledge, tx.buyer(buyer_id), now)


def _get_to_know(visit: Visit, person: Person) -> None:
    """Note the language, and that whoever speaks hasn't blocked the bot."""
    language = (person.language or "")[:LANGUAGE_LENGTH] or visit.buyer.language
    if language != visit.buyer.language or visit.buyer.blocked_at:
        visit.change_buyer(language=language, blocked_at=None)


def _typed(visit: Visit, text: str) -> Reply:
    """A text is a button's label, an answer, or the country that was asked for; else the question is shown again."""
    case = visit.current()
    if case is None:
        return _without_a_case(visit, text)
    if tap := typed_tap(visit, case, text):
        reply = press(visit, tap)
        said = Screen(blocks=(Text(reply.toast),)) if reply.toast else None
        moved = (reply.change,) if reply.change and not reply.screens else ()
        return Reply(screens=(*((said,) if said else ()), *moved, *reply.screens))
    if visit.buyer.country_asked and (country := country_typed(visit, text)):
        return _as_message(choose_country(visit, country))
    return read_typed(visit, case, text)


def _as_message(reply: Reply) -> Reply:
    """A reply that would have changed the tapped message, where nothing was tapped."""
    return Reply(screens=(*((reply.change,) if reply.change else ()), *reply.screens), toast=reply.toast)


def _without_a_case(visit: Visit, text: str) -> Reply:
    if visit.buyer.country_asked and (country := country_typed(visit, text)):
        return _as_message(choose_country(visit, country))
    if visit.tx.cases(visit.buyer.id):
        said = Screen(blocks=(Text(visit.words("no-case-now")),), rows=((new_case_button(visit),),))
        return Reply(screens=(said,))
    return Reply(screens=(Screen(blocks=(Text(visit.words("first-words")),)), *start_case(visit).screens))


def _unreadable(visit: Visit, kind: str) -> Reply:
    """A plain sentence for what isn't text, and the question again."""
    known = f"unreadable-{kind}"
    said = Text(visit.words(known if visit.words.has(known) else "unreadable-other"))
    case: Case | None = visit.current()
    if kind == "edit" or case is None:
        return Reply(screens=(Screen(blocks=(said,)),))
    return Reply(screens=(present_screen(visit, case, said),))
