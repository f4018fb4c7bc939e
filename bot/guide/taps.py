"""What a tapped button does. Old, double and forged ones change nothing and get a friendly word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from bot.guide import card, casebook, conversation, gates, happening, place, takeaway, upkeep, verdicts, whatif
from bot.guide.callbacks import Press, number_in, read_press
from bot.guide.commands import resume
from bot.guide.days import REDATE, day_asked
from bot.guide.faq import browse
from bot.guide.first_message import begin, begin_anew
from bot.guide.looked_up import meant
from bot.guide.month import calendar_screen
from bot.guide.nearby import choose_clock
from bot.guide.questions import question_before, summary_screen
from bot.guide.quiet import change_quiet
from bot.guide.reminding import done, remind_again, stop
from bot.guide.snooze import show_again, snooze
from bot.guide.visit import Visit
from bot.store import Case
from bot.talk import Reply, Screen, Tap, Text
from flows.answers import BadInput

OnCase = Callable[[Visit, Case, str], Reply]
General = Callable[[Visit, str], Reply]


def press(visit: Visit, tap: Tap) -> Reply:
    """Carry out a button. A case is loaded by id and owner: another's looks like one that doesn't exist."""
    found = read_press(tap.data)
    if found is None:
        return Reply(toast=visit.words("toast-old-button"))
    if not found.case:
        general = GENERAL.get(found.verb)
        return general(visit, found.argument) if general else Reply(toast=visit.words("toast-old-button"))
    case = visit.tx.case(found.case, visit.buyer.id)
    if case is None:
        return Reply(toast=visit.words("toast-no-such-case"))
    if case.closed_at and found.verb not in OF_CLOSED_CASES:
        return Reply(toast=visit.words("toast-case-closed"), screens=(card.closed_screen(visit, case),))
    return _on_case(visit, case, found)


def _on_case(visit: Visit, case: Case, found: Press) -> Reply:
    if found.verb == "nothing":
        return Reply()
    action = ON_CASE.get(found.verb)
    asked = found.verb in visit.book.questions or found.verb in visit.book.events or found.verb == REDATE
    if action is None and not asked:
        return Reply(toast=visit.words("toast-old-button"))
    if action:
        reply = action(visit, case, found.argument)
    else:
        reply = conversation.take_answer(visit, case, found.verb, found.argument, tapped=True)
    if reply.screens or reply.change:  # a tap that is only told off changes nothing
        visit.talk_about(case)
    return reply


def _back(visit: Visit, case: Case, asked: str) -> Reply:
    found = visit.assess(case)
    if conversation.asked_now(visit, case, found) != asked:
        return Reply(toast=visit.words("toast-already-answered"))
    return conversation.step_back(visit, case, question_before(found, asked))


def _why(visit: Visit, _: Case, asked: str) -> Reply:
    if asked not in visit.book.questions:
        return Reply(toast=visit.words("toast-old-button"))
    return Reply(toast=visit.words.filled(f"question-{asked}-why", visit.figures), alert=True)


def _summary(visit: Visit, case: Case) -> Reply:
    found = visit.assess(case)
    if found.walk.at:
        return Reply(screens=(conversation.present_screen(visit, case),))
    return Reply(screens=(summary_screen(visit, visit.keep(case, focus=None), found),))


def _verdict(visit: Visit, case: Case) -> Reply:
    reply = card.show_verdict(visit, case)
    if not reply.screens or visit.buyer.country_asked:
        return reply
    visit.change_buyer(country_asked=True)
    return Reply(screens=(*reply.screens, place.country_screen(visit)))


def _because(visit: Visit, case: Case, page: str) -> Reply:
    """From the verdict it comes as a message of its own, so that the verdict stays; its pages turn in place."""
    number = number_in(page) if page else 0
    screen = None if number is None else verdicts.why_screen(visit, case, number)
    if screen is None:
        return Reply(toast=visit.words("toast-old-button"))
    return Reply(change=screen) if page else Reply(screens=(screen,))


def _month(visit: Visit, case: Case, argument: str) -> Reply:
    """Turn the message into a month's calendar, or back into its question."""
    asked, _, month = argument.partition(".")
    found = visit.assess(case)
    if not (conversation.asked_now(visit, case, found) == asked or day_asked(visit, case, found, asked)):
        return Reply(toast=visit.words("toast-already-answered"))
    if not month:
        return Reply(change=conversation.asked_screen(visit, case, found, asked))
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        return Reply(toast=visit.words("toast-old-button"))
    if not 2010 <= first.year <= visit.today.year + 3:
        return Reply(toast=visit.words("toast-old-button"))
    return Reply(change=calendar_screen(visit, case, asked, first))


def _leave(visit: Visit, case: Case) -> Reply:
    """What was asked out of turn stays unanswered."""
    changed = visit.keep(case, focus=None)
    return Reply(screens=(conversation.present_screen(visit, changed),))


def _whatif(visit: Visit, case: Case, day: str) -> Reply:
    try:
        return whatif.wait_until(visit, case, day)
    except BadInput as bad:
        return conversation.not_taken(visit, case, bad)


def _reject(visit: Visit, case: Case, asked: str) -> Reply:
    if conversation.asked_now(visit, case, visit.assess(case)) != asked:
        return Reply(toast=visit.words("toast-already-answered"))
    said = Screen(blocks=(Text(visit.words("proposal-rejected")),))
    return Reply(change=said, screens=(conversation.present_screen(visit, case),))


def _bare(action: Callable[[Visit, Case], Reply]) -> OnCase:
    """A button without an argument: one that has one is forged."""
    return lambda visit, case, argument: (
        Reply(toast=visit.words("toast-old-button")) if argument else action(visit, case)
    )


def _plain(action: Callable[[Visit], Reply]) -> General:
    return lambda visit, argument: Reply(toast=visit.words("toast-old-button")) if argument else action(visit)


OF_CLOSED_CASES = ("reopen", "undo")
"""What leads back into a case that is closed."""

ON_CASE: Mapping[str, OnCase] = {
    "back": _back,
    "why": _why,
    "change": conversation.change,
    "summary": _bare(_summary),
    "verdict": _bare(_verdict),
    "because": _because,
    "month": _month,
    "happened": happening.happened,
    "again": _bare(happening.date_again),
    "undo": happening.undo,
    "leave": _bare(_leave),
    "card": card.turn_card,
    "pin": upkeep.pin,
    "gate": gates.gate_step,
    "whatif": _whatif,
    "reject": _reject,
    "close": casebook.close_case,
    "timeline": _bare(takeaway.timeline),
    "ics": _bare(takeaway.calendar),
    "casefile": _bare(takeaway.case_file),
    "open": _bare(casebook.open_case),
    "reopen": _bare(casebook.reopen_case),
    "done": done,
    "stop": stop,
    "remind": remind_again,
    "begin": begin,
}

GENERAL: Mapping[str, General] = {
    "new": _plain(casebook.start_case),
    "resume": _plain(resume),
    "countries": place.turn_countries,
    "country": place.choose_country,
    "skip": _plain(place.skip_country),
    "zone": place.choose_zone,
    "erase": casebook.erase,
    "snooze": snooze,
    "due": show_again,
    "quiet": change_quiet,
    "clock": choose_clock,
    "faq": browse,
    "meant": meant,
    "begin": begin_anew,
}
