"""The answers on the way: a topic in words, a trap's warning, what a first message's button says.

An answer is given the figures of its own facts and the guide's own assumptions, no others: it can't claim a number
that none of its facts carries.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flows.advice import figures, variables
from flows.asked import Intent, Topic, Trap
from flows.assess import Assessment
from flows.load import Guidebook
from flows.verdict import Ground, conflict, days_of, facts_by_group
from flows.words import Words

OWN = "assumed_"
"""How the variables of the guide's own assumptions begin."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A topic in words. `own` are the days of the buyer's case, a line each; `differ` says where the articles do, and
    what the guide makes of it ("" where they don't)."""

    question: str
    short: str
    own: tuple[str, ...]
    more: str
    differ: str


@dataclass(frozen=True, kw_only=True)
class Alarm:
    """A trap in words: the `warning` comes first. `reply` is a text to paste to the seller, "" where there is none."""

    warning: str
    why: str
    reply: str


def answer(topic: Topic, book: Guidebook, words: Words, today: date, found: Assessment | None = None) -> Answer:
    """The answer to a topic on the buyer's day; about his case, if one is `found`. Raises TextError."""
    known = claimable(topic, book, today)
    question, short, more, *differ = (words(text, **known) for text in topic_texts(topic))
    return Answer(
        question=question,
        short=short,
        own=_own_days(topic, found, book, words) if found else (),
        more=more,
        differ="".join(differ),
    )


def alarm(trap: Trap, book: Guidebook, words: Words, today: date) -> Alarm:
    """The warning of a trap on the buyer's day. Raises TextError."""
    known = claimable(trap, book, today)
    warning, why, *reply = (words(text, **known) for text in trap_texts(trap))
    return Alarm(warning=warning, why=why, reply="".join(reply))


def sources(record: Topic | Trap, book: Guidebook, words: Words, today: date) -> list[Ground]:
    """What an answer or a warning rests on: where the articles disagree, then the facts with their articles."""
    known = figures(book, today)
    said = [conflict(reading, book, words, known) for reading in record.readings]
    return [*said, *facts_by_group(record.facts, book, words, known)]


def topics_of(theme: str, book: Guidebook) -> list[Topic]:
    """The topics under a theme, in order of the data."""
    return [topic for topic in book.topics.values() if topic.theme == theme]


def topic_texts(topic: Topic) -> tuple[str, ...]:
    """The ids of a topic's texts: the question, the short answer, more, and where the articles differ."""
    kinds = ("", "-short", "-more", *(["-differ"] if topic.readings else []))
    return tuple(f"faq-{topic.id}{kind}" for kind in kinds)


def trap_texts(trap: Trap) -> tuple[str, ...]:
    """The ids of a trap's texts: the warning, why, and the reply to the seller."""
    return tuple(f"trap-{trap.id}{kind}" for kind in ("", "-why", *(["-reply"] if trap.reply else [])))


def intent_label(intent: Intent) -> str:
    """The id of the text on the button of an intent: that of the answer or the question that it stands for."""
    if intent.answers:
        question, option = list(intent.answers.items())[-1]
        return f"option-{question}-{option}"
    return f"faq-{intent.topic}" if intent.topic else "intent-other"


def claimable(record: Topic | Trap, book: Guidebook, today: date) -> Mapping[str, Any]:
    """The variables that a record's texts may say: the figures of its facts, and the guide's own assumptions."""
    return {
        name: value
        for name, value in figures(book, today).items()
        if name.startswith(OWN) or name.partition("_")[0] in record.facts
    }


def _own_days(topic: Topic, found: Assessment, book: Guidebook, words: Words) -> tuple[str, ...]:
    clocks = [clock for clock in found.clocks if clock.id in topic.case]
    return tuple(days_of(clocks, found, words, variables(found, book)))
