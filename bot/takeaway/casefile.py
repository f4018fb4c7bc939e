"""The whole case as a document: where it stands, what was told, the time line, what to do, the proof, the sources."""

from __future__ import annotations

from collections.abc import Iterator

from bot.takeaway.document import Document, Section
from bot.takeaway.moments import time_line
from bot.takeaway.subject import Subject
from bot.takeaway.told import timeline_lines
from flows.model import Value
from flows.verdict import grounds, standing, verdict
from flows.words import Words


def case_document(subject: Subject) -> Document:
    """A case that isn't finished has its answers and its time line only."""
    about = subject.words("casefile-about", day=subject.found.today)
    return Document(title=subject.title, about=about, sections=tuple(s for s in _sections(subject) if s.lines))


def _sections(subject: Subject) -> Iterator[Section]:
    finished = subject.found.rule is not None
    if finished:
        yield _standing(subject)
    yield answers(subject)
    line = time_line(subject)
    yield Section(heading=subject.words("casefile-timeline"), lines=timeline_lines(line, subject.words))
    if finished:
        yield from _advice(subject)
        yield from _sources(subject)


def answers(subject: Subject) -> Section:
    """What the buyer told, each with its topic."""
    words = subject.words
    told = tuple(
        words("summary-line", topic=words(f"topic-{q}"), answer=answer_text(q, value, words))
        for q, value in subject.found.path.items()
    )
    return Section(heading=words("casefile-answers"), lines=told)


def answer_text(question: str, value: Value, words: Words) -> str:
    return words(f"option-{question}-{value}") if isinstance(value, str) else str(words.formats.write(value))


def _standing(subject: Subject) -> Section:
    stands = standing(subject.found, subject.book, subject.words)
    told = verdict(subject.found, subject.book, subject.words)
    lines = (f"{stands.stage}. {stands.waits}", told.answer, told.reason, told.ask_for, stands.idle)
    return Section(heading=subject.words("casefile-standing"), lines=tuple(line for line in lines if line))


def _advice(subject: Subject) -> Iterator[Section]:
    words = subject.words
    told = verdict(subject.found, subject.book, words)
    yield Section(heading=words("verdict-dates"), lines=told.dates)
    yield Section(heading=words("casefile-steps"), lines=told.steps, numbered=True)
    yield Section(heading=words("verdict-evidence"), lines=told.evidence, numbered=True)
    yield Section(heading=words("verdict-never"), lines=told.never)


def _sources(subject: Subject) -> Iterator[Section]:
    words, book = subject.words, subject.book
    yield Section(
        heading=words("casefile-sources"), lines=tuple(words(f"article-{article}") for article in book.articles)
    )
    for ground in grounds(subject.found, book, words):
        yield Section(heading=ground.title, lines=ground.said, level=3)
