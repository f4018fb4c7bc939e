"""A buyer's cases: the list, opening one, closing and reopening, erasing everything."""

from __future__ import annotations

from bot.guide.callbacks import data_for
from bot.guide.conversation import present_screen
from bot.guide.questions import shown
from bot.guide.visit import MOST_OPEN_CASES, Visit
from bot.store import Case
from bot.talk import Button, Points, Reply, Rows, Screen, Text, Title
from flows.assess import Assessment

MOST_CLOSED_LISTED = 10


def case_title(visit: Visit, case: Case, found: Assessment | None = None) -> str:
    """What it is about and its price, or when it was begun while nothing else is known."""
    path = (found or visit.assess(case)).walk.path
    known = [q for q in ("problem", "disputed_problem", "dispute_stage", "item_value") if q in path]
    if not known and "situation" in path:
        known = ["situation"]
    if not known:
        return visit.words("case-begun", day=case.opened_at.astimezone(visit.zone).date())
    return visit.words("case-separator").join(shown(visit, question, path[question]) for question in known)


def cases_screen(visit: Visit) -> Screen:
    """The open cases, and the newest closed ones that are still kept; numbered, for two may look alike."""
    cases = visit.tx.cases(visit.buyer.id, closed=True)
    opened = [case for case in cases if case.closed_at is None]
    listed = [*opened, *[case for case in cases if case.closed_at][-MOST_CLOSED_LISTED:]]
    if not listed:
        return Screen(blocks=(Text(visit.words("cases-none")),), rows=((new_case_button(visit),),))
    rows = tuple((_case_button(visit, case, number),) for number, case in enumerate(listed, 1))
    stages = Points(tuple(_stage_line(visit, case) for case in opened), numbered=True)
    blocks = (Title(visit.words("cases")), *((stages,) if opened else ()))
    return Screen(blocks=blocks, rows=(*rows, (new_case_button(visit),)))


def _case_button(visit: Visit, case: Case, number: int) -> Button:
    title = visit.words("case-numbered", number=number, title=case_title(visit, case))
    if case.closed_at:
        return Button(visit.words("case-closed-label", title=title), data_for("reopen", "", case.id), str(number))
    return Button(title, data_for("open", "", case.id), str(number))


def _stage_line(visit: Visit, case: Case) -> str:
    found = visit.assess(case)
    stage = visit.words(f"stage-{found.stage}") if found.stage else visit.words("case-unfinished")
    return visit.words("case-line", title=case_title(visit, case, found), stage=stage)


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
    visit.talk_about(case)
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
    rows = (
        (Button(visit.words("button-close-yes"), data_for("close", "yes", case.id), "say-yes"),),
        (Button(visit.words("button-back"), data_for("open", "", case.id), "say-no"),),
    )
    said = Text(visit.words("close-ask", days=visit.knowledge.retention_days))
    return Reply(screens=(Screen(blocks=(said,), rows=rows),))


def closed_screen(visit: Visit, case: Case) -> Screen:
    title = visit.words("case-closed", title=case_title(visit, case))
    return Screen(
        blocks=(Text(title),), rows=((Button(visit.words("button-reopen"), data_for("reopen", "", case.id)),),)
    )


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
