"""Where a case's conversation stands, and what an answer does to it."""

from __future__ import annotations

from dataclasses import replace

from bot.guide import verdicts
from bot.guide.callbacks import data_for
from bot.guide.card import card_screen, told_screen
from bot.guide.days import WHATIF, day_asked, day_screen
from bot.guide.happening import carry, take_day
from bot.guide.questions import (
    answered_screen,
    asked_beside,
    carried_question,
    offers_of,
    proposal_screen,
    question_screen,
    summary_screen,
    topics,
)
from bot.guide.said import said_without
from bot.guide.visit import Visit
from bot.guide.whatif import until_screen, wait_until
from bot.store import Case
from bot.talk import Block, Button, Reply, Screen, Text
from flows.answers import BadInput, read_answer
from flows.assess import Assessment
from flows.model import Money, Value


def asked_now(visit: Visit, case: Case, found: Assessment) -> str | None:
    """What an answer would go to: a question, or something whose day is asked; None at the summary or the card."""
    focus = case.focus
    if focus and (may_be_asked(visit, found, focus) or day_asked(visit, case, found, focus)):
        return focus
    return found.walk.at


def may_be_asked(visit: Visit, found: Assessment, question: str) -> bool:
    """Whether a question can be asked out of turn: it was answered, or what happened makes it worth asking."""
    return question in found.walk.path or question in asked_beside(visit, found)


def present_screen(visit: Visit, case: Case, *before: Block) -> Screen:
    """The screen where the conversation stands: a question, the summary, or the case's card once its verdict was
    shown."""
    found = visit.assess(case)
    if asked := asked_now(visit, case, found):
        return asked_screen(visit, case, found, asked, *before)
    if verdicts.was_shown(case, found):
        return card_screen(visit, case, *before)
    return summary_screen(visit, case, found, *before)


def asked_screen(visit: Visit, case: Case, found: Assessment, asked: str, *before: Block) -> Screen:
    """What is asked, ready to be tapped or typed at: a day of the journey, or a question of the book."""
    if asked == WHATIF:
        return until_screen(visit, case, *before)
    day = day_screen(visit, case, found, asked, *before)
    return day or question_screen(visit, case, found, asked, *before)


def take_answer(visit: Visit, case: Case, asked: str, raw: str, *, tapped: bool) -> Reply:
    """An answer to what is asked now. One to anything else changes nothing and says so."""
    found = visit.assess(case)
    if asked not in (asked_now(visit, case, found), found.walk.at):
        return _already(visit, found, asked, raw)
    try:
        if asked == WHATIF:
            return wait_until(visit, case, raw)
        if day_asked(visit, case, found, asked):
            return take_day(visit, case, found, asked, raw)
        value = read_answer(visit.book.questions[asked], raw, visit.today, asked)
    except BadInput as bad:
        return not_taken(visit, case, bad)
    if isinstance(value, str) and value not in offers_of(visit, found, asked):
        return Reply(toast=visit.words("toast-old-button"))
    if isinstance(value, Money) and not _same_currency(visit, found, asked, value):
        return _other_currency(visit, case, found)
    change = answered_screen(visit, asked, value) if tapped else None
    if case.said:
        case = replace(case, said=said_without(visit, case, asked))
    if asked == carried_question(visit, found):
        kept = carry(visit, case, asked, raw)
    else:
        kept = visit.keep(case, answers={**case.answers, asked: raw}, focus=None)
    return Reply(change=change, screens=(after_answer(visit, kept, found, asked),))


def after_answer(visit: Visit, case: Case, before: Assessment, asked: str) -> Screen:
    """The verdict anew where an answer of the dialogue was changed; where it was asked beside, what it changes."""
    after = visit.assess(case)
    if asked in after.walk.path or after.walk.at or case.focus:
        note = _set_aside(visit, before, after, asked)
        if after.walk.at or not verdicts.was_shown(case, after):
            return present_screen(visit, case, *note)
        return verdicts.verdict_screen(visit, case, after, *note)
    return told_screen(visit, case)


def _same_currency(visit: Visit, found: Assessment, asked: str, value: Money) -> bool:
    other = found.path.get(visit.book.questions[asked].same_currency_as)
    return not isinstance(other, Money) or other.currency == value.currency


def not_taken(visit: Visit, case: Case, bad: BadInput) -> Reply:
    """A button's value that can't be: one that no button of ours has, or a day that has become wrong."""
    if bad.reason.startswith("input-"):
        return Reply(toast=visit.words("toast-old-button"))
    return refusal(visit, case, bad.reason, dict(bad.arguments))


def _other_currency(visit: Visit, case: Case, found: Assessment) -> Reply:
    """The offer came in another currency than the price: nothing is kept, and it is asked again."""
    currency = str(found.path["item_value"]).rpartition(" ")[2]
    return refusal(visit, case, "refuse-other-currency", {"currency": currency})


def _already(visit: Visit, found: Assessment, asked: str, raw: str) -> Reply:
    same = str(found.path.get(asked)) == raw
    return Reply(toast=visit.words("toast-already-same" if same else "toast-already-answered"))


def _set_aside(visit: Visit, before: Assessment, after: Assessment, asked: str) -> tuple[Block, ...]:
    """Says which answers a change has set aside; they are kept, and come back with their question."""
    gone = [question for question in before.walk.path if question not in after.walk.path and question != asked]
    return (Text(visit.words("set-aside", topics=topics(visit, gone))),) if gone else ()


def refusal(visit: Visit, case: Case, reason: str, arguments: dict[str, object]) -> Reply:
    """One sentence that says what is wrong, and the question again. The answers stay as they were."""
    return Reply(screens=(again(visit, case, Text(visit.words(reason, **arguments))),))


def again(visit: Visit, case: Case, said: Text) -> Screen:
    """Something said, and the question again; where none is asked, a way back to the case instead of all of it."""
    if asked_now(visit, case, visit.assess(case)):
        return present_screen(visit, case, said)
    show = Button(visit.words("button-case"), data_for("open", "", case.id))
    return Screen(blocks=(said,), rows=((show,),), besides=True)


def propose(visit: Visit, case: Case, asked: str, options: tuple[Value, ...]) -> Reply:
    """Echo what was understood, to be confirmed."""
    return Reply(screens=(proposal_screen(visit, case, asked, options),))


def step_back(visit: Visit, case: Case, before: str | None) -> Reply:
    """Ask the question before; what was answered there stays until it is answered anew."""
    if before is None:
        return Reply(toast=visit.words("toast-first-question"))
    changed = visit.keep(case, focus=before)
    return Reply(screens=(present_screen(visit, changed),))


def change(visit: Visit, case: Case, question: str) -> Reply:
    found = visit.assess(case)
    if not may_be_asked(visit, found, question):
        return Reply(toast=visit.words("toast-old-button"))
    changed = visit.keep(case, focus=question)
    return Reply(screens=(present_screen(visit, changed),))
