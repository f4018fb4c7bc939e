"""Faults in the answers on the way: dead links, an intent that begins no case, a figure that no fact carries, a text too
long."""

from __future__ import annotations

from collections.abc import Iterator

from flows.asked import Topic, Trap
from flows.assess import Assessor
from flows.check.named import cited, grounded, unknown
from flows.faq import OWN, claimable, topic_texts, topics_of, trap_texts
from flows.load import Guidebook
from flows.samples import TODAY
from flows.words import Words

FEWEST_RELATED, MOST_RELATED = 2, 4
LONGEST_SHORT = 400
LONGEST_ANSWER = 3000
"""A whole answer in one message, with room for the buyer's own days and for markup below Telegram's 4096."""
WITHOUT_A_DAY = "look_up"
"""The clock that counts to no day of its own: it asks for one."""


def faq_faults(book: Guidebook) -> Iterator[str]:
    """Dead links."""
    for theme in book.themes:
        if not topics_of(theme, book):
            yield f"theme {theme!r}: has no topic"
    for topic in book.topics.values():
        yield from _topic(topic, book)
    for trap in book.traps.values():
        where = f"trap {trap.id!r}"
        yield from unknown(where, "topic", [trap.topic], book.topics)
        yield from grounded(where, trap.facts, book)
        yield from cited(where, (), trap.readings, book)
    for intent in book.intents.values():
        where = f"intent {intent.id!r}"
        yield from unknown(where, "topic", filter(None, [intent.topic]), book.topics)
        if intent.answers and intent.topic:
            yield f"{where}: leads to answers or to a topic, not to both"


def _topic(topic: Topic, book: Guidebook) -> Iterator[str]:
    where = f"topic {topic.id!r}"
    yield from unknown(where, "theme", [topic.theme], book.themes)
    yield from grounded(where, topic.facts, book)
    yield from cited(where, (), topic.readings, book)
    yield from unknown(where, "related topic", topic.related, book.topics)
    if topic.id in topic.related:
        yield f"{where}: is related to itself"
    if not FEWEST_RELATED <= len(set(topic.related)) <= MOST_RELATED:
        yield f"{where}: needs {FEWEST_RELATED} to {MOST_RELATED} related topics"
    yield from unknown(where, "intent", filter(None, [topic.intent]), book.intents)
    yield from unknown(where, "clock", topic.case, {*book.clocks} - {WITHOUT_A_DAY})


def intent_faults(assessor: Assessor) -> Iterator[str]:
    """An intent whose answers the dialogue doesn't take, one after the other; a problem that no first message names."""
    book = assessor.book
    for intent in book.intents.values():
        taken = assessor.dialogue.walk(intent.answers).path
        if list(taken.items()) != list(intent.answers.items()):
            yield f"intent {intent.id!r}: no case begins with its answers, in their order"
    if problem := book.questions.get("problem"):
        yield from unknown("question 'problem'", "intent", (option.id for option in problem.options), book.intents)


def faq_texts(book: Guidebook) -> Iterator[str]:
    """The id of every text that the answers call for."""
    yield from faq_labels(book)
    for topic in book.topics.values():
        yield from topic_texts(topic)
    for trap in book.traps.values():
        yield from trap_texts(trap)


def faq_labels(book: Guidebook) -> Iterator[str]:
    """Those of them that stand on buttons."""
    yield from (f"theme-{theme}" for theme in book.themes)
    yield from (f"action-{action}" for action in {topic.action for topic in book.topics.values()} - {""})
    yield from (f"faq-{topic}" for topic in book.topics)
    yield "intent-other"


def faq_text_faults(book: Guidebook, words: Words, language: str) -> Iterator[str]:
    """What an answer claims beyond its facts, or leaves unsaid of them; one too long for a message."""
    for topic in book.topics.values():
        yield from _claims(topic, topic_texts(topic), book, words, language)
    for trap in book.traps.values():
        yield from _claims(trap, trap_texts(trap), book, words, language)


def _claims(
    record: Topic | Trap, texts: tuple[str, ...], book: Guidebook, words: Words, language: str
) -> Iterator[str]:
    known = claimable(record, book, TODAY)
    said = {text: set(words.variables(text)) for text in texts}
    beyond = [(text, name) for text, names in said.items() for name in sorted(names - set(known))]
    yield from (f"{language}: {text!r} has ${name}, a figure of none of its facts" for text, name in beyond)
    carried = {name.partition("_")[0] for name in known if not name.startswith(OWN)}
    unsaid = carried - {name.partition("_")[0] for names in said.values() for name in names}
    yield from (f"{language}: {texts[0]!r} rests on {fact}, but says none of its figures" for fact in sorted(unsaid))
    if not beyond:
        yield from _lengths({text: len(words(text, **known)) for text in texts}, language)


def _lengths(lengths: dict[str, int], language: str) -> Iterator[str]:
    for text, length in lengths.items():
        if text.endswith("-short") and length > LONGEST_SHORT:
            yield f"{language}: {text!r} is longer than {LONGEST_SHORT} characters"
    if sum(lengths.values()) > LONGEST_ANSWER:
        yield f"{language}: {next(iter(lengths))!r} and what follows it are longer than {LONGEST_ANSWER} characters"
