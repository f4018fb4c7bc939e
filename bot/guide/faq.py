"""The questions that the guide answers on the way: by theme, one at a time, and what each answer rests on."""

from __future__ import annotations

from collections.abc import Iterator

from bot.guide.callbacks import data_for, number_in
from bot.guide.pending import pending_screen
from bot.guide.titles import case_title
from bot.guide.verdicts import ground_pages
from bot.guide.visit import Visit
from bot.store import Case
from bot.talk import Block, Button, Fold, Points, Reply, Screen, Text, Title
from flows.asked import Topic
from flows.faq import Answer, answer, sources, topics_of
from flows.words import Words

LINK = "faq_"
"""What a link's payload begins with that leads to a topic."""
THEME, SOURCES, LEAVE = "theme.", "sources.", "leave"
"""What a button's argument is, or begins with, that isn't the id of a topic."""
MORE_ABOUT = {"evidence": "evidence_overview", "deadlines": "dispute_deadline"}
"""The topics that actions lead to while there is no verdict yet that could show them."""


def browse(visit: Visit, argument: str) -> Reply:
    """What a button of the FAQ turns its message into: the themes, one of them, an answer, or its sources."""
    if argument == LEAVE:
        back = pending_screen(visit)
        return Reply(change=back) if back else Reply(toast=visit.words("toast-nothing-asked"))
    screen = _screen(visit, argument)
    return Reply(change=screen) if screen else Reply(toast=visit.words("toast-old-button"))


def _screen(visit: Visit, argument: str) -> Screen | None:
    if not argument:
        return themes_screen(visit)
    if argument.startswith(THEME):
        return _theme_screen(visit, argument.removeprefix(THEME))
    if argument.startswith(SOURCES):
        topic_id, _, page = argument.removeprefix(SOURCES).partition(".")
        return _sources_screen(visit, topic_id, number_in(page))
    topic = visit.book.topics.get(argument)
    return topic_screen(visit, topic) if topic else None


def themes_screen(visit: Visit, *before: Block) -> Screen:
    rows = tuple((Button(visit.words(f"theme-{t}"), data_for("faq", f"{THEME}{t}")),) for t in visit.book.themes)
    blocks = (*before, Title(visit.words("browse")), Text(visit.words("browse-how")))
    return Screen(blocks=blocks, rows=(*rows, *((back,) for back in _way_back(visit))), besides=True)


def _way_back(visit: Visit) -> Iterator[Button]:
    """Back to what is asked, or to the case."""
    case = visit.current()
    if pending_screen(visit):
        yield Button(visit.words("button-to-question"), data_for("faq", LEAVE))
    elif case:
        yield _to_case(visit, case)


def _theme_screen(visit: Visit, theme_id: str) -> Screen | None:
    if theme_id not in visit.book.themes:
        return None
    rows = tuple((topic_button(visit, topic.id),) for topic in topics_of(theme_id, visit.book))
    back = Button(visit.words("button-all-themes"), data_for("faq"))
    return Screen(blocks=(Title(visit.words(f"theme-{theme_id}")),), rows=(*rows, (back,)), besides=True)


def topic_button(visit: Visit, topic_id: str, verb: str = "faq") -> Button:
    return Button(visit.words(f"faq-{topic_id}"), data_for(verb, topic_id))


def topic_screen(visit: Visit, topic: Topic) -> Screen:
    """An answer, what it means for this buyer, and where it leads. It comes beside whatever else is talked about."""
    case = _case_in_hand(visit)
    told = answer(topic, visit.book, visit.words, visit.today, visit.assess(case) if case else None)
    related = tuple((topic_button(visit, other),) for other in topic.related)
    onward = tuple((button,) for button in _onward(visit, topic, case))
    theme = data_for("faq", f"{THEME}{topic.theme}")
    foot = (
        Button(visit.words("button-sources"), data_for("faq", f"{SOURCES}{topic.id}.0")),
        Button(visit.words("button-theme", theme=visit.words(f"theme-{topic.theme}")), theme),
    )
    blocks = answer_blocks(told, visit.words, case_title(visit, case) if case else "")
    return Screen(blocks=blocks, rows=(*onward, *related, foot), besides=True)


def answer_blocks(told: Answer, words: Words, case: str = "") -> tuple[Block, ...]:
    """The answer first, then what it means for the case that is called `case`, then the long part, folded."""
    own = (Points(told.own, heading=words("answer-own", title=case)),) if told.own else ()
    more = "\n\n".join(part for part in (told.more, told.differ) if part)
    fold = (Fold(more, heading=words("answer-more")),) if more else ()
    return (Title(told.question), Text(told.short), *own, *fold)


def _case_in_hand(visit: Visit) -> Case | None:
    """The case that is talked about, or else the newest open one; not one that nothing was said of yet."""
    case = visit.current() or next(reversed(visit.tx.cases(visit.buyer.id)), None)
    return case if case and case.answers else None


def _onward(visit: Visit, topic: Topic, case: Case | None) -> Iterator[Button]:
    """Where the answer leads, and the way back to the case, where no question of it stands below."""
    if action := _action(visit, topic, case):
        yield action
    if case and not pending_screen(visit):
        yield _to_case(visit, case)


def _to_case(visit: Visit, case: Case) -> Button:
    return Button(visit.words("button-case"), data_for("open", "", case.id))


def _action(visit: Visit, topic: Topic, case: Case | None) -> Button | None:
    """Checking a case is to begin one about the topic, unless one is in hand. Its evidence and its dates stand in its
    verdict and on its time line; before there are any, the topic about them says more."""
    label = visit.words(f"action-{topic.action}") if topic.action else ""
    if case and topic.action in MORE_ABOUT and visit.assess(case).rule:
        return Button(label, data_for("verdict" if topic.action == "evidence" else "timeline", "", case.id))
    more = MORE_ABOUT.get(topic.action, topic.id)
    if more != topic.id:
        return Button(label, data_for("faq", more))
    if case or not topic.action:
        return None
    begin = data_for("begin", topic.intent) if topic.intent else data_for("new")
    return Button(visit.words("action-check_case"), begin)


def _sources_screen(visit: Visit, topic_id: str, page: int | None) -> Screen | None:
    """One page of what an answer rests on: where the articles differ, and the facts with their articles."""
    topic = visit.book.topics.get(topic_id)
    pages = list(ground_pages(sources(topic, visit.book, visit.words, visit.today))) if topic else []
    if page is None or page >= len(pages):
        return None
    turn = tuple(
        Button(visit.words(label), data_for("faq", f"{SOURCES}{topic_id}.{other}"))
        for other, label in ((page - 1, "button-page-back"), (page + 1, "button-page-on"))
        if 0 <= other < len(pages)
    )
    back = Button(visit.words("button-to-answer"), data_for("faq", topic_id))
    return Screen(blocks=tuple(pages[page]), rows=(*((turn,) if turn else ()), (back,)), besides=True)
