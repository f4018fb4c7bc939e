"""A buyer's cases: the list, opening one, closing and reopening, erasing everything."""

from __future__ import annotations

from bot.guide.callbacks import data_for
from bot.guide.conversation import present_screen
from bot.guide.questions import shown
from bot.guide.visit import MOST_OPEN_CASES, Visit
from bot.store import Case
from bot.talk import Button, Points, Reply, Rows, Screen, Text, Title
from flows.assess import Assessment


def case_title(visit: Visit, case: Case, found: Assessment | None = None) -> str:
    """What it is about and its price, or when it was begun while nothing else is known."""
    path = (found or visit.assess(case)).walk.path
    known = [q for q in ("problem", "disputed_problem", "dispute_stage", "item_value") if q in path]
    if not known:
        return visit.words("case-begun", day=case.opened_at.astimezone(visit.zone).date())
    return visit.words("case-separator").join(shown(visit, question, path[question]) for question in known)


def cases_screen(visit: Visit) -> Screen:
    """The open cases, and the closed ones that are still kept."""
    cases = visit.tx.cases(visit.buyer.id, closed=True)
    if not cases:
        return Screen(blocks=(Text(visit.words("cases-none")),), rows=((new_case_button(visit),),))
    rows: list[tuple[Button, ...]] = []
    for case in cases[-2 * MOST_OPEN_CASES :]:
        title = case_title(visit, case)
        label = visit.words("case-closed-label", title=title) if case.closed_at else title
        rows.append((Button(label, data_for("reopen" if case.closed_at else "open", "", case.id)),))
    return Screen(blocks=(Title(visit.words("cases")), *_stages(visit, cases)), rows=(*rows, (new_case_button(visit),)))


def _stages(visit: Visit, cases: list[Case]) -> tuple[Points, ...]:
    lines = []
    for case in cases:
        found = visit.assess(case)
        if case.closed_at is None:
            stage = visit.words(f"stage-{found.stage}") if found.stage else visit.words("case-unfinished")
            lines.append(visit.words("case-line", title=case_title(visit, case, found), stage=stage))
    return (Points(tuple(lines)),) if lines else ()


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


def close_case(visit: Visit, case: Case, answer: str) -> Reply:
    """Asks once; a closed case reminds of nothing, and is deleted after the days of retention."""
    if answer != "yes":
        rows = (
            (Button(visit.words("button-close-yes"), data_for("close", "yes", case.id)),),
            (Button(visit.words("button-back"), data_for("open", "", case.id)),),
        )
        days = visit.knowledge.retention_days
        return Reply(screens=(Screen(blocks=(Text(visit.words("close-ask", days=days)),), rows=rows),))
    visit.keep(case, closed_at=visit.now, focus=None, proposed=())
    visit.talk_about(None)
    return Reply(change=closed_screen(visit, case))


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
        (Button(visit.words("button-keep-all"), data_for("resume")),),
    )
    return Screen(blocks=(Title(visit.words("erase-ask")), Text(visit.words("erase-what"))), rows=rows)


def erase(visit: Visit) -> Reply:
    words = visit.words
    visit.tx.erase(visit.buyer.id)
    return Reply(change=Screen(blocks=(Text(words("erased")),)))
