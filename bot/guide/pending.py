"""What waits for an answer, shown again after something else was talked about: its place is kept, nothing is lost."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from bot.guide.callbacks import Press, read_press
from bot.guide.casebook import close_ask, erase_ask
from bot.guide.conversation import asked_now, present_screen
from bot.guide.gates import gate_step
from bot.guide.place import clocks_of, country_screen, zone_screen, zones_by_country
from bot.guide.questions import proposal_screen
from bot.guide.quiet import change_quiet
from bot.guide.snooze import snooze
from bot.guide.visit import Visit
from bot.store import Case
from bot.talk import Screen
from flows.answers import BadInput, read_answer, read_day
from flows.model import Value


def pending_screen(visit: Visit) -> Screen | None:
    """What was asked last and isn't answered yet: beside the cases (the country, say), what a typed text was understood
    as, or the question of the case. None where nothing is asked."""
    return _beside_cases(visit) or _of_the_case(visit)


def _offered(visit: Visit) -> list[Press]:
    return [found for button in visit.buyer.offered if (found := read_press(button.data))]


def _beside_cases(visit: Visit) -> Screen | None:
    """A question of the settings, one before a step that can't be taken back, or until when a reminder is put off: the
    one whose buttons are in front of the buyer. What else can be typed there still can."""
    shown = (_shown_with(visit, press) for press in _offered(visit))
    return next((replace(screen, besides=True) for screen in shown if screen), None)


def _shown_with(visit: Visit, press: Press) -> Screen | None:
    """The question that a button answers; None where it answers none of these."""
    case = visit.tx.case(press.case, visit.buyer.id) if press.case else None
    match press.verb, press.argument:
        case "country", _:
            return country_screen(visit)
        case "zone", _:
            return zone_screen(visit, clocks_of(visit, zones_by_country().get(visit.buyer.country or "", ())))
        case "erase", "yes":
            return erase_ask(visit)
        case "close", "yes" if case:
            return close_ask(visit, case)
        case "quiet", hours if hours:
            begun, _, end = hours.partition("-")
            return change_quiet(visit, begun if end else "").change
        case "snooze", when if when.endswith(".hour"):
            return snooze(visit, when.partition(".")[0]).change
        case "gate", said if case and not said.endswith("."):
            reply = gate_step(visit, case, said[:-1])
            return reply.change or next(iter(reply.screens), None)
    return None


def _of_the_case(visit: Visit) -> Screen | None:
    case = visit.current()
    asked = asked_now(visit, case, visit.assess(case)) if case else None
    if case is None or asked is None:
        return None
    proposed = _proposed(visit, case, asked)
    return proposal_screen(visit, case, asked, proposed) if proposed else present_screen(visit, case)


def _proposed(visit: Visit, case: Case, asked: str) -> tuple[Value, ...]:
    """The values that wait for a yes or no: they stand before the button that rejects them."""
    presses = [press for press in _offered(visit) if press.case == case.id]
    rejects = [n for n, press in enumerate(presses) if (press.verb, press.argument) == ("reject", asked)]
    values: list[Value] = []
    for press in presses[: rejects[0]] if rejects else ():
        with suppress(BadInput):
            values += [_value(visit, asked, press.argument)] if press.verb == asked else []
    return tuple(values)


def _value(visit: Visit, asked: str, raw: str) -> Value:
    question = visit.book.questions.get(asked)
    if question is None:  # the day of something that happened
        return read_day(raw, visit.today, "any", asked)
    return read_answer(question, raw, visit.today, asked)
