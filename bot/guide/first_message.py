"""A case that begins with free text: the likeliest problems as buttons, and what else was said kept for its question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.guide.callbacks import data_for
from bot.guide.casebook import start_case
from bot.guide.conversation import after_answer, asked_now, present_screen
from bot.guide.questions import offers_of
from bot.guide.said import said_in
from bot.guide.visit import Visit
from bot.store import Case
from bot.takeaway.told import said_texts
from bot.talk import Block, Button, Reply, Screen, Text, Title
from flows.asked import Intent
from flows.callbacks import answer_data
from flows.faq import intent_label

OTHER = "other"
"""The intent that is none of those that were guessed."""


def guesses(visit: Visit, case: Case | None, problems: Iterable[str], text: str) -> Screen | None:
    """The problems that a text may be about, to be chosen with a tap, where one is asked for or no case is open. What
    else it says is kept for its question. None where none of them can be an answer there."""
    intents = [intent for problem in problems if (intent := visit.book.intents.get(problem)) and problem != OTHER]
    begun = case or (visit.new_case() if intents else None)
    asked = asked_now(visit, begun, visit.assess(begun)) if begun else None
    if begun is None or asked is None:
        return None
    buttons = [button for intent in intents for button in _guess_buttons(visit, begun, asked, intent)]
    if not buttons:
        return None
    noted = _note(visit, begun, text) if asked == first_question(visit) else ()
    other = Button(visit.words("button-something-else"), data_for("begin", OTHER, begun.id))
    rows = (*((button,) for button in buttons), (other,))
    return Screen(blocks=(Title(visit.words("first-guess")), *noted), rows=rows, besides=bool(case))


def first_question(visit: Visit) -> str:
    return visit.book.lines[visit.book.start].asks[0]


def _guess_buttons(visit: Visit, case: Case, asked: str, intent: Intent) -> Iterator[Button]:
    """A tap on one gives the answers that the intent stands for, or the one answer to the question that is asked."""
    label, begins = visit.words(intent_label(intent)), asked == first_question(visit)
    if begins and intent.topic:
        yield Button(label, data_for("meant", intent.topic))
    elif begins or asked in intent.answers:
        yield Button(label, data_for("begin", intent.id, case.id))
    elif asked in visit.book.questions and intent.id in offers_of(visit, visit.assess(case), asked):
        yield Button(label, answer_data(case.id, asked, intent.id))


def _note(visit: Visit, case: Case, text: str) -> tuple[Block, ...]:
    """Keep what else was said, and say so."""
    said = said_in(visit, text)
    if not said:
        return ()
    visit.keep(case, said=said)
    listed = visit.words("list-separator").join(said_texts(said, visit.words))
    return (Text(visit.words("first-noted", said=listed)),)


def begin(visit: Visit, case: Case, intent_id: str) -> Reply:
    """The problem of a case was chosen among those that were guessed, or none of them."""
    intent = visit.book.intents.get(intent_id)
    found = visit.assess(case)
    asked = asked_now(visit, case, found)
    if intent is None or (intent.answers and asked != first_question(visit) and asked not in intent.answers):
        return Reply(toast=visit.words("toast-already-answered" if intent else "toast-old-button"))
    if not intent.answers:
        return Reply(change=present_screen(visit, case))
    said = visit.words("answered", answer=visit.words(intent_label(intent)))
    kept = visit.keep(case, answers={**case.answers, **intent.answers}, focus=None)
    last = list(intent.answers)[-1]
    return Reply(change=Screen(blocks=(Title(said),)), screens=(after_answer(visit, kept, found, last),))


def begin_anew(visit: Visit, intent_id: str) -> Reply:
    """A new case about something that the buyer has just read of. What they read stays as it is."""
    intent = visit.book.intents.get(intent_id)
    if intent is None or not intent.answers:
        return Reply(toast=visit.words("toast-old-button"))
    started = start_case(visit)
    case = visit.current()
    return Reply(screens=begin(visit, case, intent_id).screens) if case and not case.answers else started
