"""The verdict as a message, the "Why?" behind it, and what can be reported under it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.guide.callbacks import data_for
from bot.guide.visit import Visit
from bot.store import Case
from bot.talk import Block, Button, Fold, Points, Reply, Rows, Screen, Text, Title
from flows.assess import Assessment
from flows.verdict import Ground, Verdict, grounds, verdict

PAGE_LENGTH = 3000
"""Characters on one page of "Why?": room enough for its markup below Telegram's 4096."""
LOOK_UP = "look_up_"
"""Steps called so ask for the date of the question behind it."""
BUTTON_WINDOWS = ("unknown", "early", "open", "last_days", "try_button")


def about(found: Assessment) -> str:
    """What a verdict is about: a new `verdict` event is due when it changes."""
    path = found.walk.path
    return "/".join(str(path.get(question, "")) for question in ("situation", "problem"))


def was_shown(case: Case, found: Assessment) -> bool:
    shown = [event for event in case.events if event.event == "verdict"]
    return bool(shown) and shown[-1].note == about(found)


def show_verdict(visit: Visit, case: Case) -> Reply:
    """The verdict of a finished case. The first time, and for another problem, its day is recorded (T0)."""
    found = visit.assess(case)
    if found.rule is None:
        return Reply(toast=visit.words("toast-not-finished"))
    if not was_shown(case, found):
        case = visit.report(case, "verdict", visit.today, about(found))
        found = visit.assess(case)
    elif case.focus:
        case = visit.keep(case, focus=None)
    return Reply(screens=(verdict_screen(visit, case, found),))


def verdict_screen(visit: Visit, case: Case, found: Assessment, *before: Block) -> Screen:
    told = verdict(found, visit.book, visit.words)
    return Screen(blocks=(*before, *_blocks(visit, told)), rows=_rows(visit, case, found))


def _blocks(visit: Visit, told: Verdict) -> Iterator[Block]:
    words = visit.words
    yield Title(told.answer)
    if told.steps:
        yield Points((told.steps[0],), heading=words("verdict-next"))
    if told.dates:
        yield Points(told.dates, heading=words("verdict-dates"))
    if told.ask_for:
        yield Points((told.ask_for,), heading=words("verdict-ask-for"))
    yield Text(told.reason)
    if len(told.steps) > 1:
        yield Fold(_numbered(told.steps[1:]), heading=words("verdict-then"))
    if told.evidence:
        yield Fold(_numbered(told.evidence), heading=words("verdict-evidence"))
    if told.never:
        yield Fold("\n".join(f"• {line}" for line in told.never), heading=words("verdict-never"))


def _numbered(lines: tuple[str, ...]) -> str:
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))


def _rows(visit: Visit, case: Case, found: Assessment) -> Rows:
    words = visit.words
    unknown = [step.id.removeprefix(LOOK_UP) for step in found.steps if step.id.startswith(LOOK_UP)]
    enter = [
        (Button(words("button-enter", topic=words(f"topic-{q}")), data_for("change", q, case.id)),) for q in unknown
    ]
    why = Button(words("button-because"), data_for("because", "", case.id))
    answers = Button(words("button-answers"), data_for("summary", "", case.id))
    close = Button(words("button-close"), data_for("close", "ask", case.id))
    return (*enter, *_report_rows(visit, case, found), (why, answers), (close,))


def _report_rows(visit: Visit, case: Case, found: Assessment) -> Iterator[tuple[Button, ...]]:
    """What may have happened: the dispute was opened, or there is no button. And the last of it taken back."""
    words = visit.words
    if found.window in BUTTON_WINDOWS:
        opened = Button(words("button-dispute_opened"), data_for("happened", "dispute_opened", case.id))
        missing = Button(words("button-no_button"), data_for("happened", "no_button", case.id))
        yield (opened,)
        yield (missing,)
    reported = [n for n, event in enumerate(case.events) if event.event != "verdict"]
    if reported:
        last = case.events[reported[-1]]
        label = words("button-undo", what=words(f"event-{last.event}"), day=last.on)
        yield (Button(label, data_for("undo", str(reported[-1]), case.id)),)


def why_screen(visit: Visit, case: Case, page: int) -> Screen | None:
    """One page of what the verdict rests on: the rule, where the articles disagree, the facts with their sources."""
    found = visit.assess(case)
    if found.rule is None:
        return None
    pages = list(_pages(grounds(found, visit.book, visit.words)))
    if not 0 <= page < len(pages):
        return None
    turn = [
        Button(visit.words(label), data_for("because", str(other), case.id))
        for other, label in ((page - 1, "button-page-back"), (page + 1, "button-page-on"))
        if 0 <= other < len(pages)
    ]
    return Screen(blocks=tuple(pages[page]), rows=(tuple(turn),) if turn else ())


def _pages(found: list[Ground]) -> Iterator[list[Block]]:
    page: list[Block] = []
    length = 0
    for ground in found:
        for block in _ground_blocks(ground):
            size = sum(map(len, block.items)) + len(block.heading)
            if page and length + size > PAGE_LENGTH:
                yield page
                page, length = [], 0
            page.append(block)
            length += size
    yield page


def _ground_blocks(ground: Ground) -> Iterator[Points]:
    """A ground in pieces that fit a page."""
    piece: list[str] = []
    for line in ground.said:
        if piece and sum(map(len, piece)) + len(line) > PAGE_LENGTH:
            yield Points(tuple(piece), heading=ground.title)
            piece = []
        piece.append(line)
    yield Points(tuple(piece), heading=ground.title)
