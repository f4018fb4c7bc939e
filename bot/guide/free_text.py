"""What somebody types: a button, an answer, a question of their own, a trap, the beginning of a case, or none of these.

A button's name and a plain answer come first, but for a warning. What is both an answer and a question is asked about.
After anything else the question that waits is shown again."""

from __future__ import annotations

from collections.abc import Iterable

from bot.guide.callbacks import data_for
from bot.guide.commands import greeting_screen, start
from bot.guide.conversation import propose, refusal
from bot.guide.first_message import guesses
from bot.guide.looked_up import found, look_up, nothing, topic_rows, warned
from bot.guide.pending import pending_screen
from bot.guide.place import choose_country, country_typed
from bot.guide.questions import shown
from bot.guide.taps import press
from bot.guide.traps import alarm_screen
from bot.guide.typing import Reading, is_a_reply, named_button, read_typed
from bot.guide.visit import Visit
from bot.search import NOTHING, Looked
from bot.store import Case
from bot.talk import Button, Reply, Rows, Screen, Text, Title, Typed
from flows.callbacks import answer_data

LONGEST_ANSWER = 1000
"""Characters. A longer text answers nothing, but a trap may stand in it: a seller's message, pasted."""
FEW_WORDS = 3
"""An answer in no more words is nothing else as well: "18 November 2026", "80 USD", "two weeks ago"."""
MANY_WORDS = 5
"""Whoever says so much to no avail meant more than an answer."""
QUESTION_MARKS = ("?", "\uff1f", "\u061f", "\u037e")


def hear_text(visit: Visit, typed: Typed) -> Reply:
    """What follows on a text. A forwarded one is somebody else's: it is looked up, and answers nothing."""
    may_answer = not typed.forwarded and len(typed.text) <= LONGEST_ANSWER
    if may_answer and (named := _named(visit, typed.text)):
        return _as_messages(named)
    case = visit.current()
    reading = read_typed(visit, case, typed.text) if case and may_answer else None
    asks_nothing = is_a_reply(visit, typed.text) or _is_plain(reading, typed.text)
    looked = NOTHING if asks_nothing else look_up(visit, typed.text)
    if looked.trap:
        return _warn(visit, case, looked.trap, looked.problems, typed.text)
    if case and reading and (reply := _as_answer(visit, case, reading, looked, typed.text)):
        return reply
    return _begun(visit, case, looked, typed.text) or found(visit, looked) or _nothing(visit, case, reading, typed)


def _named(visit: Visit, text: str) -> Reply | None:
    """What a text does that names a button, or a country where one is asked for."""
    if tap := named_button(visit, text):
        return press(visit, tap)
    country = country_typed(visit, text)
    return choose_country(visit, country) if country else None


def _as_messages(reply: Reply) -> Reply:
    """A reply to a tap, where nothing was tapped: what the message would have turned into is said, if nothing else is, or
    if it stands for itself, as an answer does."""
    said = Screen(blocks=(Text(reply.toast),)) if reply.toast else None
    changed = reply.change if reply.change and (reply.change.besides or not reply.screens) else None
    return Reply(screens=tuple(screen for screen in (said, changed, *reply.screens) if screen))


def _as_answer(visit: Visit, case: Case, reading: Reading, looked: Looked, text: str) -> Reply | None:
    """A day or an amount, proposed or refused; asked about where the text is a question as well. None where it is none."""
    is_question = bool(looked.topics) and (_is_asked(text) or (looked.sure and looked.intent == "faq"))
    if reading.options and is_question:
        return Reply(screens=(_both_screen(visit, case, reading, looked),))
    if reading.options:
        return propose(visit, case, reading.asked, reading.options)
    if reading.is_attempt and not is_question:
        return refusal(visit, case, reading.reason, dict(reading.arguments))
    return None


def _is_plain(reading: Reading | None, text: str) -> bool:
    """Whether a text is an answer, or a try at one, and no more."""
    is_answer = reading is not None and (bool(reading.options) or reading.is_attempt)
    return is_answer and not _is_asked(text) and len(text.split()) <= FEW_WORDS


def _is_asked(text: str) -> bool:
    return any(mark in text for mark in QUESTION_MARKS)


def _both_screen(visit: Visit, case: Case, reading: Reading, looked: Looked) -> Screen:
    """Is it the answer, or a question? Where it isn't sure which question, the likeliest are there to choose from."""
    answers: Rows = tuple(
        (
            Button(
                visit.words("button-is-answer", value=shown(visit, reading.asked, value)),
                answer_data(case.id, reading.asked, str(value)),
            ),
        )
        for value in reading.options
    )
    question = Button(visit.words("button-was-question"), data_for("meant", looked.topics[0]))
    questions = ((question,),) if looked.sure else topic_rows(visit, looked.topics)
    return Screen(blocks=(Title(visit.words("lookup-both")),), rows=(*answers, *questions), besides=True)


def _warn(visit: Visit, case: Case | None, trap: str, problems: Iterable[str], text: str) -> Reply:
    """The warning; then the likeliest problems where a case begins with it, else what waits."""
    guess = guesses(visit, case, problems, text) if case or _is_stranger(visit) else None
    if guess is None:
        return warned(visit, trap)
    return Reply(screens=(alarm_screen(visit, visit.book.traps[trap]), guess))


def _is_stranger(visit: Visit) -> bool:
    return not visit.tx.cases(visit.buyer.id)


def _begun(visit: Visit, case: Case | None, looked: Looked, text: str) -> Reply | None:
    """The likeliest problems, where a case begins with what was said; a stranger is greeted first."""
    greeting = (greeting_screen(visit),) if _is_stranger(visit) else ()
    guess = guesses(visit, case, looked.problems, text) if looked.intent == "problem" else None
    return Reply(screens=(*greeting, guess)) if guess else None


def _nothing(visit: Visit, case: Case | None, reading: Reading | None, typed: Typed) -> Reply:
    """One plain sentence, and what is asked again."""
    if _is_stranger(visit):
        return start(visit)  # whoever comes for the first time is greeted, whatever they say
    if typed.forwarded:
        return nothing(visit, Text(visit.words("lookup-forwarded")))
    if len(typed.text) > LONGEST_ANSWER:
        return nothing(visit, Text(visit.words("unreadable-long")))
    if _is_asked(typed.text) or len(typed.text.split()) >= MANY_WORDS:
        return nothing(visit, Text(visit.words("lookup-nothing")))
    return _no_answer(visit, case, reading)


def _no_answer(visit: Visit, case: Case | None, reading: Reading | None) -> Reply:
    """Some words that don't answer what is asked."""
    waits = pending_screen(visit) is not None
    if case is None or reading is None:
        return nothing(visit, Text(visit.words("lookup-nothing" if waits else "no-case-now")))
    if not reading.asked and waits:  # it is asked beside the case
        return nothing(visit, Text(visit.words("not-understood")))
    return nothing(visit, Text(visit.words(reading.reason, **reading.arguments)))
