"""The verdict as a message, and the "Why?" behind it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.guide.callbacks import data_for
from bot.guide.visit import Visit
from bot.store import Case
from bot.talk import Block, Button, Fold, Points, Rows, Screen, Text, Title
from flows.assess import Assessment
from flows.verdict import Ground, Verdict, grounds, verdict

PAGE_LENGTH = 3000
"""Characters on one page of "Why?": room enough for its markup below Telegram's 4096."""
LOOK_UP = "look_up_"
"""Steps called so ask for the date of the question behind it."""


def about(found: Assessment) -> str:
    """What a verdict is about: a new `verdict` event is due when it changes."""
    path = found.walk.path
    return "/".join(str(path.get(question, "")) for question in ("situation", "problem"))


def was_shown(case: Case, found: Assessment) -> bool:
    shown = [event for event in case.events if event.event == "verdict"]
    return bool(shown) and shown[-1].note == about(found)


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
    enter = [(enter_button(visit, case, question),) for question in to_look_up(found)]
    show = Button(visit.words("button-case"), data_for("open", "", case.id))
    return (*enter, (why_button(visit, case), answers_button(visit, case)), (show,))


def to_look_up(found: Assessment) -> list[str]:
    """The questions whose dates the next steps ask to look up."""
    return [step.id.removeprefix(LOOK_UP) for step in found.steps if step.id.startswith(LOOK_UP)]


def enter_button(visit: Visit, case: Case, question: str) -> Button:
    """Asks a question out of turn, as its answer is missing."""
    label = visit.words("button-enter", topic=visit.words(f"topic-{question}"))
    return Button(label, data_for("change", question, case.id))


def why_button(visit: Visit, case: Case) -> Button:
    return Button(visit.words("button-because"), data_for("because", "", case.id))


def answers_button(visit: Visit, case: Case) -> Button:
    return Button(visit.words("button-answers"), data_for("summary", "", case.id))


def why_screen(visit: Visit, case: Case, page: int) -> Screen | None:
    """One page of what the verdict rests on: the rule, where the articles disagree, the facts with their sources."""
    found = visit.assess(case)
    if found.rule is None:
        return None
    pages = list(ground_pages(grounds(found, visit.book, visit.words)))
    if not 0 <= page < len(pages):
        return None
    turn = [
        Button(visit.words(label), data_for("because", str(other), case.id))
        for other, label in ((page - 1, "button-page-back"), (page + 1, "button-page-on"))
        if 0 <= other < len(pages)
    ]
    return Screen(blocks=tuple(pages[page]), rows=(tuple(turn),) if turn else ())


def ground_pages(found: list[Ground]) -> Iterator[list[Block]]:
    """What something rests on, in pages that each fit a message."""
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
