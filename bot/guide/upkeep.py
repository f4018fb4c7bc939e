"""Cards kept up to date: edited after every change and with the days, moved down where they are shown anew, pinned."""

from __future__ import annotations

from dataclasses import replace

from bot.guide.card import card_screen
from bot.guide.titles import case_title
from bot.guide.visit import Visit
from bot.store import Case
from bot.talk import Edit, Pin, Reply, Screen, Text


def pin(visit: Visit, case: Case, argument: str) -> Reply:
    """Pin the card in the chat, or unpin it."""
    if argument not in ("on", "off") or not case.card:
        return Reply(toast=visit.words("toast-old-button"))
    on = argument == "on"
    visit.keep(case, pinned=on)
    return Reply(pins=(Pin(case.card, on=on),), toast=visit.words("toast-pinned" if on else "toast-unpinned"))


def keep_up(visit: Visit, reply: Reply, tapped: int | None) -> Reply:
    """The reply, and with it the cards brought in line with all that the turn has changed.

    A card that is shown anew takes the place of the old one, which loses its buttons. Others are edited where they
    look different now; a closed case's card is unpinned. `tapped` is the message that the reply's change goes to."""
    shown = {screen.card_of for screen in reply.screens if screen.card_of}
    if reply.change and reply.change.card_of:
        case = visit.tx.case(reply.change.card_of, visit.buyer.id)
        if case and case.card != tapped:
            shown.add(case.id)
    for case_id in shown:
        reply = _moved(visit, case_id, reply)
    for before in visit.before.values():
        if before.id not in shown:
            reply = _edited(visit, before, reply, tapped)
    return reply


def _moved(visit: Visit, case_id: str, reply: Reply) -> Reply:
    case = visit.tx.case(case_id, visit.buyer.id)
    if case is None or case.card is None:
        return reply
    visit.tx.save_case(replace(case, card=None, pinned=False))
    moved = Screen(blocks=(Text(visit.words("card-moved", title=case_title(visit, case))),))
    unpinned = (Pin(case.card, on=False),) if case.pinned else ()
    return replace(reply, edits=(*reply.edits, Edit(message_id=case.card, screen=moved)), pins=(*reply.pins, *unpinned))


def _edited(visit: Visit, before: Case, reply: Reply, tapped: int | None) -> Reply:
    after = visit.tx.case(before.id, visit.buyer.id)
    if after is None or after.card is None:
        return reply
    if after.closed_at and after.pinned:
        visit.tx.save_case(replace(after, pinned=False))
        reply = replace(reply, pins=(*reply.pins, Pin(after.card, on=False)))
    screen = card_screen(visit, after)
    if screen == card_screen(visit, before) or (reply.change and after.card == tapped):
        return reply
    return replace(reply, edits=(*reply.edits, Edit(message_id=after.card, screen=screen)))


def turned_with_the_day(before: Visit, now: Visit, case: Case) -> Reply | None:
    """The edit of a card that the days have changed since it was looked at before; None where it looks the same."""
    if case.card is None or now.buyer.blocked_at:
        return None
    screen = card_screen(now, case)
    return None if screen == card_screen(before, case) else Reply(edits=(Edit(message_id=case.card, screen=screen),))
