"""A buyer's cases: the list, opening one, closing and reopening, erasing everything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.guide.callbacks import data_for
from bot.guide.card import closed_screen, due_text, next_moment
from bot.guide.conversation import present_screen
from bot.guide.titles import case_title
from bot.guide.visit import MOST_OPEN_CASES, Visit
from bot.store import Case
from bot.talk import Button, Points, Reply, Rows, Screen, Text, Title

MOST_CLOSED_LISTED = 10


def cases_screen(visit: Visit) -> Screen:
    """The open cases, nearest date first, and the newest closed ones that are still kept; numbered, for two may look
    alike."""
    cases = visit.tx.cases(visit.buyer.id, closed=True)
    opened = [_listed(visit, case) for case in cases if case.closed_at is None]
    opened.sort(key=lambda listed: listed.next_day or date.max)
    listed = [*(one.case for one in opened), *[case for case in cases if case.closed_at][-MOST_CLOSED_LISTED:]]
    if not listed:
        return Screen(blocks=(Text(visit.words("cases-none")),), rows=((new_case_button(visit),),))
    rows = tuple((_case_button(visit, case, number),) for number, case in enumerate(listed, 1))
    stages = Points(tuple(one.line for one in opened), numbered=True)
    blocks = (Title(visit.words("cases")), *((stages,) if opened else ()))
    return Screen(blocks=blocks, rows=(*rows, (new_case_button(visit),)))


@dataclass(frozen=True)
class _Listed:
    """An open case in the list: its line, and its next date, None where it has none ahead."""

    case: Case
    line: str
    next_day: date | None


def _case_button(visit: Visit, case: Case, number: int) -> Button:
    title = visit.words("case-numbered", number=number, title=case_title(visit, case))
    if case.closed_at:
        return Button(visit.words("case-closed-label", title=title), data_for("reopen", "", case.id), str(number))
    return Button(title, data_for("open", "", case.id), str(number))


def _listed(visit: Visit, case: Case) -> _Listed:
    found = visit.assess(case)
    title = case_title(visit, case, found)
    stage = visit.words(f"stage-{found.stage}") if found.stage else visit.words("case-unfinished")
    moment = next_moment(visit, case)
    if moment is None or moment.day < visit.today:
        return _Listed(case, visit.words("case-line", title=title, stage=stage), None)
    due = due_text(visit, moment)
    return _Listed(case, visit.words("case-line-due", title=title, stage=stage, due=due), moment.day)


def new_case_button(visit: Visit) -> Button:
    return Button(visit.words("button-new-case"), data_for("new"))


def start_case(visit: Visit) -> Reply:
    case = visit.new_case()
    if case is None:
        return Reply(
            screens=(Screen(blocks=(Text(visit.words("cases-too-many", most=MOST_OPEN_CASES)),)), cases_screen(visit))
        )
    return Reply(screens=(present_screen(visit, case),))


def open_case(visit: Visit, case: Case) -> Reply:
    """Shows where it stands. What was asked beside its questions is left."""
    visit.talk_about(case)
    found = visit.assess(case)
    if case.focus and case.focus not in found.walk.path:
        case = visit.keep(case, focus=None)
    return Reply(screens=(present_screen(visit, case),))


def close_button(visit: Visit, case: Case) -> Button:
    return Button(visit.words("button-close"), data_for("close", "ask", case.id))


def close_case(visit: Visit, case: Case, answer: str) -> Reply:
    """Asks once; a closed case reminds of nothing, and is deleted after the days of retention."""
    if answer == "yes":
        visit.keep(case, closed_at=visit.now, focus=None)
        return Reply(change=closed_screen(visit, case))
    if answer != "ask":
        return Reply(toast=visit.words("toast-old-button"))
    return Reply(screens=(close_ask(visit, case),))


def close_ask(visit: Visit, case: Case) -> Screen:
    rows = (
        (Button(visit.words("button-close-yes"), data_for("close", "yes", case.id), "say-yes"),),
        (Button(visit.words("button-back"), data_for("open", "", case.id), "say-no"),),
    )
    said = Text(visit.words("close-ask", days=visit.knowledge.retention_days))
    return Screen(blocks=(said,), rows=rows)


def reopen_case(visit: Visit, case: Case) -> Reply:
    if case.closed_at and len(visit.tx.cases(visit.buyer.id)) >= MOST_OPEN_CASES:
        return Reply(toast=visit.words("cases-too-many", most=MOST_OPEN_CASES), alert=True)
    return open_case(visit, visit.keep(case, closed_at=None))


def erase_ask(visit: Visit) -> Screen:
    rows: Rows = (
        (Button(visit.words("button-erase"), data_for("erase", "yes")),),
        (Button(visit.words("button-keep-all"), data_for("resume"), "say-no"),),
    )
    return Screen(blocks=(Title(visit.words("erase-ask")), Text(visit.words("erase-what"))), rows=rows)


def erase(visit: Visit, answer: str) -> Reply:
    """Everything of this person goes; only the button that says so does it."""
    if answer != "yes":
        return Reply(toast=visit.words("toast-old-button"))
    words = visit.words
    visit.erase()
    return Reply(change=Screen(blocks=(Text(words("erased")),)))
