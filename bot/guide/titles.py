"""What a case is called in a list, on its card and in its reminders."""

from __future__ import annotations

from bot.guide.questions import shown
from bot.guide.visit import Visit
from bot.store import Case
from flows.assess import Assessment


def case_title(visit: Visit, case: Case, found: Assessment | None = None) -> str:
    """What it is about and its price, or when it was begun while nothing else is known."""
    path = (found or visit.assess(case)).walk.path
    known = [q for q in ("problem", "disputed_problem", "dispute_stage", "item_value") if q in path]
    if not known and "situation" in path:
        known = ["situation"]
    if not known:
        return visit.words("case-begun", day=case.opened_at.astimezone(visit.zone).date())
    return visit.words("case-separator").join(shown(visit, question, path[question]) for question in known)
