"""What free text finds in the FAQ: an answer, a few to choose from, or nothing; and then what was asked before, again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.guide.callbacks import data_for
from bot.guide.casebook import new_case_button
from bot.guide.conversation import again
from bot.guide.faq import LINK, themes_screen, topic_button, topic_screen
from bot.guide.pending import pending_screen
from bot.guide.traps import alarm_screen
from bot.guide.visit import Visit
from bot.search import Looked
from bot.talk import Button, Reply, Rows, Screen, Text


def look_up(visit: Visit, text: str) -> Looked:
    return visit.knowledge.lookup.ask(text)


def faq(visit: Visit, text: str) -> Reply:
    """The command: the themes, or what is asked behind it."""
    looked = look_up(visit, text)
    if looked.trap:
        return warned(visit, looked.trap)
    said = (Text(visit.words("lookup-nothing")),) if text else ()
    return found(visit, looked) or Reply(screens=(themes_screen(visit, *said),))


def linked(visit: Visit, payload: str) -> Reply:
    """What a link to a topic leads to."""
    topic = payload.removeprefix(LINK)
    if topic in visit.book.topics:
        return answered(visit, topic)
    return nothing(visit, Text(visit.words("link-unknown")))


def answered(visit: Visit, topic: str) -> Reply:
    return then_pending(visit, topic_screen(visit, visit.book.topics[topic]))


def warned(visit: Visit, trap: str) -> Reply:
    return then_pending(visit, alarm_screen(visit, visit.book.traps[trap]))


def then_pending(visit: Visit, screen: Screen) -> Reply:
    """Something beside, and below it what is asked, its place kept."""
    waiting = pending_screen(visit)
    return Reply(screens=(screen, *([waiting] if waiting else [])))


def found(visit: Visit, looked: Looked) -> Reply | None:
    """The answer, or the likeliest ones to choose from; what is asked waits until one is chosen. None for nothing."""
    if not looked.topics:
        return None
    if looked.sure:
        return answered(visit, looked.topics[0])
    said = Text(visit.words("lookup-unsure"))
    return Reply(screens=(Screen(blocks=(said,), rows=topic_rows(visit, looked.topics), besides=True),))


def topic_rows(visit: Visit, topics: Iterable[str]) -> Rows:
    """Topics to choose from, and none of them."""
    none = Button(visit.words("button-none-of-these"), data_for("meant"))
    return (*((topic_button(visit, topic, "meant"),) for topic in topics), (none,))


def meant(visit: Visit, topic_id: str) -> Reply:
    """What a choice among topics turns into, and below it what was asked before."""
    topic = visit.book.topics.get(topic_id)
    if topic_id and not topic:
        return Reply(toast=visit.words("toast-old-button"))
    waiting = pending_screen(visit)
    none = Screen(blocks=(Text(visit.words("lookup-none")),), besides=True)
    shown = topic_screen(visit, topic) if topic else none
    return Reply(change=shown, screens=(waiting,) if waiting else ())


def nothing(visit: Visit, said: Text) -> Reply:
    """One sentence, and what is asked again; where nothing is, the way to the case, or to a new one."""
    case, waiting = visit.current(), pending_screen(visit)
    if waiting:
        return Reply(screens=(replace(waiting, blocks=(said, *waiting.blocks)),))
    if case:
        return Reply(screens=(again(visit, case, said),))
    return Reply(screens=(Screen(blocks=(said,), rows=((new_case_button(visit),),), besides=True),))
