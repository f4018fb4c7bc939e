"""Where a case's conversation stands, and what an answer does to it."""

from __future__ import annotations

from dataclasses import replace

from bot.guide import verdicts
from bot.guide.callbacks import data_for
from bot.guide.questions import (
    PAST_EVENTS,
    answered_screen,
    event_screen,
    offers_of,
    proposal_screen,
    question_screen,
    summary_screen,
    topics,
)
from bot.guide.visit import Visit
from bot.store import Case
from bot.talk import Block, Button, Reply, Screen, Text
from flows.answers import BadInput, read_answer, read_day
from flows.assess import Assessment
from flows.model import Value


def asked_now(case: Case, found: Assessment) -> str | None:
    """The question (or event, whose day is asked) that an answer would go to; None at the summary or verdict."""
    focus = case.focus
    if focus in PAST_EVENTS or (focus and focus in found.walk.path):
        return focus
    return found.walk.at


def present_screen(visit: Visit, case: Case, *before: Block) -> Screen:
    """The screen where the conversation stands: a question, the summary, or the verdict once it was shown."""
    found = visit.assess(case)
    asked = asked_now(case, found)
    if asked in PAST_EVENTS:
        return event_screen(visit, case, asked, *before)
    if asked:
        return question_screen(visit, case, found, asked, *before)
    if verdicts.was_shown(case, found):
        return verdicts.verdict_screen(visit, case, found, *before)
    return summary_screen(visit, case, found, *before)


def take_answer(visit: Visit, case: Case, asked: str, raw: str, *, tapped: bool) -> Reply:
    """An answer to what is asked now. One to anything else changes nothing and says so."""
    found = visit.assess(case)
    if asked not in (asked_now(case, found), found.walk.at):
        return _already(visit, found, asked, raw)
    if asked in PAST_EVENTS:
        return _take_event(visit, case, asked, raw)
    try:
        value = read_answer(visit.book.questions[asked], raw, visit.today, asked)
    except BadInput as bad:
        return _not_taken(visit, case, bad)
    if isinstance(value, str) and value not in offers_of(visit, found, asked):
        return Reply(toast=visit.words("toast-old-button"))
    answered = replace(case, answers={**case.answers, asked: raw}, focus=None)
    after = visit.assess(answered)
    if asked not in after.walk.path:
        return _other_currency(visit, case, found)
    note = _set_aside(visit, found, after, asked)
    screen = present_screen(visit, visit.keep(answered), *note)
    return Reply(change=answered_screen(visit, asked, value) if tapped else None, screens=(screen,))


def _not_taken(visit: Visit, case: Case, bad: BadInput) -> Reply:
    """A button's value that can't be: one that no button of ours has, or a day that has become wrong."""
    if bad.reason.startswith("input-"):
        return Reply(toast=visit.words("toast-old-button"))
    return refusal(visit, case, bad.reason, dict(bad.arguments))


def _other_currency(visit: Visit, case: Case, found: Assessment) -> Reply:
    """The offer came in another currency than the price: nothing is kept, and it is asked again."""
    currency = str(found.walk.path["item_value"]).rpartition(" ")[2]
    return refusal(visit, case, "refuse-other-currency", {"currency": currency})


def _already(visit: Visit, found: Assessment, asked: str, raw: str) -> Reply:
    same = str(found.walk.path.get(asked)) == raw
    return Reply(toast=visit.words("toast-already-same" if same else "toast-already-answered"))


def _set_aside(visit: Visit, before: Assessment, after: Assessment, asked: str) -> tuple[Block, ...]:
    """Says which answers a change has set aside; they are kept, and come back with their question."""
    gone = [question for question in before.walk.path if question not in after.walk.path and question != asked]
    return (Text(visit.words("set-aside", topics=topics(visit, gone))),) if gone else ()


def _take_event(visit: Visit, case: Case, event: str, raw: str) -> Reply:
    try:
        day = read_day(raw, visit.today, "past", event)
    except BadInput as bad:
        return _not_taken(visit, case, bad)
    earliest = max((e.on for e in case.events if e.event != "verdict"), default=day)
    if day < earliest:
        return refusal(visit, case, "refuse-before-last-event", {"example": visit.today, "before": earliest})
    changed = visit.report(case, event, day)
    said = Screen(blocks=(Text(visit.words(f"event-{event}-noted", day=day)),))
    return Reply(change=said, screens=(verdicts.verdict_screen(visit, changed, visit.assess(changed)),))


def refusal(visit: Visit, case: Case, reason: str, arguments: dict[str, object]) -> Reply:
    """One sentence that says what is wrong, and the question again. The answers stay as they were."""
    return Reply(screens=(again(visit, case, Text(visit.words(reason, **arguments))),))


def again(visit: Visit, case: Case, said: Text) -> Screen:
    """Something said, and the question again; where none is asked, a way back to the case instead of all of it."""
    if asked_now(case, visit.assess(case)):
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
    if question not in found.walk.path:
        return Reply(toast=visit.words("toast-old-button"))
    changed = visit.keep(case, focus=question)
    return Reply(screens=(present_screen(visit, changed),))
