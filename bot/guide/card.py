"""A case's card: the one message that says how the case stands, and what may be reported from there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.guide.callbacks import data_for
from bot.guide.days import reported
from bot.guide.questions import carried_question, question_screen
from bot.guide.takeaway import subject_of, takeaway_rows
from bot.guide.titles import case_title
from bot.guide.verdicts import (
    about,
    answers_button,
    enter_button,
    to_look_up,
    verdict_screen,
    was_shown,
    why_button,
)
from bot.guide.visit import Visit
from bot.store import Case
from bot.takeaway.moments import Moment, time_line
from bot.takeaway.told import distance
from bot.talk import Block, Button, Fold, Points, Reply, Screen, Text, Title
from flows.assess import Assessment
from flows.offer import weighing_lines, weighing_of
from flows.verdict import standing, verdict

MOST_BUTTONS = 6
"""What stands on the first page: what to enter, what may have happened, the gates."""
FEWEST_EVENTS = 3
"""So many at least of what may have happened stand on the first page, however much there is to enter."""
WEIGHING = "weighing_offer"

Row = tuple[Button, ...]


def card_screen(visit: Visit, case: Case, *before: Block, page: int = 0) -> Screen:
    """How a case stands: its stage, whom it waits for, the next date, the next step, and what may have happened.

    The second page has the same words, and the buttons that are needed less often."""
    if case.closed_at:
        return closed_screen(visit, case)
    found = visit.assess(case)
    rows = (_more_rows if page else _first_rows)(visit, case, found)
    blocks = (*before, Title(case_title(visit, case, found)), *_blocks(visit, case, found))
    return Screen(blocks=blocks, rows=tuple(rows), card_of=case.id)


def closed_screen(visit: Visit, case: Case, *before: Block) -> Screen:
    """A closed case: it can be opened again; what closed it can be taken back."""
    said = Text(visit.words("case-closed", title=case_title(visit, case)))
    back = undo_button(visit, case) if visit.assess(case).stage == "closed" else ()
    reopen = (Button(visit.words("button-reopen"), data_for("reopen", "", case.id)),)
    return Screen(blocks=(*before, said), rows=(*([back] if back else []), reopen))


def told_screen(visit: Visit, case: Case, *said: Block) -> Screen:
    """What something has changed: where the case stands now, the next step, the dates. The open question, if any."""
    found = visit.assess(case)
    if found.walk.at:
        return question_screen(visit, case, found, found.walk.at, *said)
    told, words = verdict(found, visit.book, visit.words), visit.words
    dates = (Points(told.dates, heading=words("verdict-dates")),) if told.dates else ()
    blocks = (*said, _stands(visit, found), *_next_step(visit, found), *dates, *_weighed(visit, found))
    back = undo_button(visit, case)
    show = (why_button(visit, case), Button(words("button-case"), data_for("open", "", case.id)))
    return Screen(blocks=blocks, rows=(*([back] if back else []), show), silent=True)


def _blocks(visit: Visit, case: Case, found: Assessment) -> Iterator[Block]:
    if found.rule is None:
        yield Text(visit.words("card-unfinished"))
        return
    yield _stands(visit, found)
    if moment := next_moment(visit, case):
        yield Text(due_text(visit, moment))
    yield from _next_step(visit, found)
    yield from _weighed(visit, found)
    where = standing(found, visit.book, visit.words)
    yield Fold("\n".join((where.idle, *(f"• {trap}" for trap in where.traps))), heading=visit.words("card-idle"))


def _stands(visit: Visit, found: Assessment) -> Text:
    where = standing(found, visit.book, visit.words)
    return Text(visit.words("card-stands", stage=where.stage, waits=where.waits))


def _next_step(visit: Visit, found: Assessment) -> tuple[Block, ...]:
    steps = verdict(found, visit.book, visit.words).steps
    return (Points((steps[0],), heading=visit.words("verdict-next")),) if steps else ()


def _weighed(visit: Visit, found: Assessment) -> tuple[Block, ...]:
    """The seller's offer beside the buyer's own numbers, while it is to be answered."""
    weighing = weighing_of(found, visit.book) if found.stage == WEIGHING else None
    return (Points(weighing_lines(weighing, visit.words), heading=visit.words("card-offer")),) if weighing else ()


def next_moment(visit: Visit, case: Case) -> Moment | None:
    """The next of the dates ahead; the latest that has passed where none is left. None where the case has no dates."""
    moments = time_line(subject_of(visit, case)).moments
    due = [moment for moment in moments if moment.kind in ("deadline", "look", "window")]
    ahead = [moment for moment in due if moment.day >= visit.today]
    return next(iter(ahead), None) or next(reversed(due), None)


def due_text(visit: Visit, moment: Moment) -> str:
    """A date ahead in a line: what is due, when, and how far that is."""
    far = distance(moment.day, visit.today, visit.words) or visit.words("card-today")
    return visit.words("card-due", what=moment.text, day=moment.day, distance=far)


def _first_rows(visit: Visit, case: Case, found: Assessment) -> Iterator[Row]:
    if found.rule is None or not was_shown(case, found):
        yield (Button(visit.words("button-go-on"), data_for("summary", "", case.id)),)
    enter = list(_enter_buttons(visit, case, found))
    yield from ((button,) for button in enter)
    gates = visit.book.stages[found.stage].gates if found.stage else ()
    events, _ = _split(found, len(enter) + len(gates))
    yield from ((button,) for button in event_buttons(visit, case, events))
    yield from ((Button(visit.words(f"gate-{g}"), data_for("gate", f"{g}.", case.id)),) for g in gates)
    if back := undo_button(visit, case):
        yield back
    yield (why_button(visit, case), answers_button(visit, case))
    more = (Button(visit.words("button-more"), data_for("card", "1", case.id)),) if found.rule else ()
    yield (Button(visit.words("button-close"), data_for("close", "ask", case.id)), *more)


def _more_rows(visit: Visit, case: Case, found: Assessment) -> Iterator[Row]:
    words = visit.words
    gates = visit.book.stages[found.stage].gates if found.stage else ()
    _, events = _split(found, len(list(_enter_buttons(visit, case, found))) + len(gates))
    yield from ((button,) for button in event_buttons(visit, case, events))
    if found.offers:
        yield (Button(words("button-whatif"), data_for("whatif", "", case.id)),)
    yield from takeaway_rows(visit, case)
    yield (Button(words("button-advice"), data_for("verdict", "", case.id)),)
    if case.card:
        label, argument = ("button-unpin", "off") if case.pinned else ("button-pin", "on")
        yield (Button(words(label), data_for("pin", argument, case.id)),)
    yield (Button(words("button-back"), data_for("card", "0", case.id)),)


def _split(found: Assessment, taken: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What may have happened: the likeliest on the first page, the rest behind More."""
    room = max(FEWEST_EVENTS, MOST_BUTTONS - taken)
    return found.offers[:room], found.offers[room:]


def _enter_buttons(visit: Visit, case: Case, found: Assessment) -> Iterator[Button]:
    """What isn't known yet and worth knowing, and the answers that are likely to change here."""
    carried = carried_question(visit, found)
    missing = [carried] if carried and found.path.get(carried) in (None, "unknown") else []
    for question in dict.fromkeys((*to_look_up(found), *missing, *found.wants)):
        yield enter_button(visit, case, question)
    for question in visit.book.stages[found.stage].asks if found.stage else ():
        if question in found.walk.path:
            yield Button(visit.words(f"asks-{question}"), data_for("change", question, case.id))


def event_buttons(visit: Visit, case: Case, events: Iterable[str]) -> tuple[Button, ...]:
    """A button for each of these events, to report it."""
    return tuple(Button(visit.words(f"happened-{e}"), data_for("happened", e, case.id)) for e in events)


def undo_button(visit: Visit, case: Case) -> Row:
    """The last report taken back; () where nothing was reported."""
    places = reported(case)
    if not places:
        return ()
    last = case.events[places[-1]]
    label = visit.words("button-undo", what=visit.words(f"happened-{last.event}-said"), day=last.on)
    return (Button(label, data_for("undo", str(places[-1]), case.id)),)


def show_verdict(visit: Visit, case: Case) -> Reply:
    """The verdict of a finished case, and its card. The first time, and for another problem, its day is recorded (T0)."""
    found = visit.assess(case)
    if found.rule is None:
        return Reply(toast=visit.words("toast-not-finished"))
    if not was_shown(case, found):
        case = visit.report(case, "verdict", visit.today, about(found))
    elif case.focus:
        case = visit.keep(case, focus=None)
    return Reply(screens=(verdict_screen(visit, case, visit.assess(case)), card_screen(visit, case)))


def turn_card(visit: Visit, case: Case, page: str) -> Reply:
    """The card's other buttons, in place."""
    if page not in ("0", "1") or not was_shown(case, visit.assess(case)):
        return Reply(toast=visit.words("toast-old-button"))
    return Reply(change=card_screen(visit, case, page=int(page)))
