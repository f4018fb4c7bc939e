"""What the decision tables look at: a case's circumstances, each a name with one value, and how a row matches them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flows.model import Rule, Value, When

COMPUTED: Mapping[str, tuple[str, ...]] = {
    "coverage": ("yes", "depends", "usually_not", "procedure"),
    "window": ("none", "unknown", "early", "open", "last_days", "try_button", "closed"),
    "remedy": ("refund_only", "partial_refund", "return_and_refund", "compare", "none"),
    "at_fault": ("seller", "nobody"),
    "pace": ("wait", "today", "weigh", "none"),
    "dispute": ("opened", "none"),
    "row": ("A", "B", "C", "D", "E", "none"),
    "act_by": ("known", "unknown"),
    "surely_over": ("known", "unknown"),
    "may_file": ("now", "later"),
    "button": ("missing", "unsaid"),
    "dates": ("protection_first", "fit"),
}
"""The circumstances that are computed, with all their values. Beside them `complaint` is the problem, inside a dispute
too, and `stage` where the case stands."""


def tapped(path: Mapping[str, Value]) -> dict[str, str]:
    """The answers as circumstances: an option by its id, a date or an amount as "known"."""
    known = {question: value if isinstance(value, str) else "known" for question, value in path.items()}
    complaint = known.get("problem") or known.get("disputed_problem")
    return known | {"complaint": complaint or ""}


def matches(when: When, circumstances: Mapping[str, str]) -> bool:
    for name, allowed in when.items():  # noqa: SIM110 - as a loop it takes half the time, some eighty times a case
        if circumstances.get(name) not in allowed:
            return False
    return True


def first_match(table: Sequence[Rule], circumstances: Mapping[str, str]) -> Rule:
    """The first row that matches. LookupError where none does: `check` proves that this can't be."""
    for row in table:
        for name, allowed in row.when.items():  # as in `matches`, without a call for each of some forty rows
            if circumstances.get(name) not in allowed:
                break
        else:
            return row
    raise LookupError(f"no rule matches {dict(circumstances)}")
