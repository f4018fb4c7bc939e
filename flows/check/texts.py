"""Faults in the texts: missing, broken, with a figure written out, with a variable that nobody fills, too long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

from flows.advice import figures
from flows.assess import Assessment, Assessor
from flows.check.faq import faq_labels, faq_text_faults, faq_texts
from flows.load import Guidebook
from flows.offer import TEXTS as OFFER_TEXTS
from flows.offer import weighing_lines, weighing_of
from flows.samples import TODAY
from flows.verdict import grounds, reminder_text, standing, verdict
from flows.whatif import TEXTS as WHAT_IF_TEXTS
from flows.words import FALLBACK, Library, TextError, Words, messages

LONGEST_TEXT = 4096
LONGEST_LABEL = 40
LONGEST_TOAST = 200
KEPT_MESSAGES = 8192
LOOKED_UP = ("delivered_on", "protection_ends_on", "latest_delivery_on")


def text_faults(assessor: Assessor, library: Library, kinds: Sequence[Assessment]) -> Iterator[str]:
    required = set(required_texts(assessor.book))
    for language in library.languages():
        present: dict[str, Path] = {}
        for path in library.files(language):
            yield from _file_faults(path, present)
        words = library.words(language)
        unfilled = list(_variable_faults(assessor.book, library, language))
        yield from unfilled
        yield from (f"{language}: no text called {text!r}" for text in sorted(required - set(present)))
        if required <= set(present) and not unfilled:
            yield from _length_faults(assessor.book, words, language)
            yield from faq_text_faults(assessor.book, words, language)
            yield from _rendering_faults(assessor.book, kinds, words, language)
    yield from _unused(assessor.book, library, required)


def required_texts(book: Guidebook) -> Iterator[str]:
    """The id of every text that the data calls for."""
    for question in book.questions.values():
        yield from (f"question-{question.id}", f"question-{question.id}-why", f"topic-{question.id}")
        yield from (f"option-{question.id}-{option.id}" for option in question.options)
    for kind, ids in _records(book).items():
        yield from (f"{kind}-{record}" for record in ids)
    for reading in book.readings.values():
        yield from (f"reading-{reading.id}", f"reading-{reading.id}-follow")
        yield from (f"reading-{reading.id}-{article}" for article in reading.articles)
    yield from _clock_texts(book)
    yield from _journey_texts(book)
    yield from faq_texts(book)
    yield from book.facts
    yield from (f"group-{group}" for group in {fact.group for fact in book.facts.values()})


def _clock_texts(book: Guidebook) -> Iterator[str]:
    for clock in book.clocks:
        if clock == "look_up":
            yield from (f"remind-look_up-{question}" for question in LOOKED_UP)
        elif clock == "open_dispute":
            yield from (
                "remind-open_dispute",
                *(f"remind-open_dispute-{kind}" for kind in ("early", "last_days", "try_button")),
            )
        else:
            yield from (f"clock-{clock}", f"remind-{clock}", f"remind-{clock}-past")


def _journey_texts(book: Guidebook) -> Iterator[str]:
    for event in book.events.values():
        yield f"happened-{event.id}-said"
        if not event.mark:
            yield from (f"happened-{event.id}", f"happened-{event.id}-when")
        yield from (f"happened-{event.id}-{what}" for what in ("by", "amount") if getattr(event, what))
    for stage in book.stages.values():
        yield from (f"stage-{stage.id}", f"idle-{stage.id}", f"waits-{stage.waits_for}")
    for gate in book.gates.values():
        yield from (f"gate-{gate.id}", f"gate-{gate.id}-passed")
        for condition in gate.conditions:
            yield from (f"condition-{gate.id}-{condition.id}", f"condition-{gate.id}-{condition.id}-unmet")
    yield from OFFER_TEXTS
    if "postage" in book.questions:
        yield from (f"offer-return-{option.id}" for option in book.questions["postage"].options)
    yield from WHAT_IF_TEXTS


def _records(book: Guidebook) -> dict[str, Iterable[str]]:
    tables = book.tables
    return {
        "outcome": book.outcomes,
        "rule": [row.id for row in tables.rules],
        "coverage-row": [row.id for row in tables.coverage],
        "remedy-row": [row.id for row in tables.remedy],
        "coverage": {row.then for row in tables.coverage},
        "remedy": {row.then for row in tables.remedy},
        "step": book.steps,
        "warning": book.warnings,
        "evidence": book.evidence,
        "article": book.articles,
    }


def _file_faults(path: Path, present: dict[str, Path]) -> Iterator[str]:
    for entry in messages(path):
        if isinstance(entry, ast.Junk):
            first = (entry.content or "").strip().splitlines()[:1]
            yield f"{path.name}: can't be read: {first}"
            continue
        name = entry.id.name
        if name in present:
            yield f"{path.name}: {name!r} stands in {present[name].name} too"
        present[name] = path
        yield from _written_figures(path, name, entry)


def _written_figures(path: Path, name: str, entry: ast.Message) -> Iterator[str]:
    seen = seen_in(entry)
    for text in seen.texts:
        if any(character.isnumeric() for character in text):
            yield f"{path.name}: {name!r} has a figure written out; say it with a variable that names its fact: {text.strip()!r}"
    if sum(map(len, seen.texts)) > LONGEST_TEXT:
        yield f"{path.name}: {name!r} is longer than {LONGEST_TEXT} characters"


class Seen(Visitor):
    """What is written in a message, and the variables that it calls for. Keys of variants are no text."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.variables: set[str] = set()

    def visit_TextElement(self, node: ast.TextElement) -> None:  # noqa: N802 - the visitor's own naming
        self.texts.append(node.value)

    def visit_StringLiteral(self, node: ast.StringLiteral) -> None:  # noqa: N802
        self.texts.append(node.value)

    def visit_NumberLiteral(self, node: ast.NumberLiteral) -> None:  # noqa: N802
        self.texts.append(node.value)

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.variables.add(node.id.name)

    def visit_Variant(self, node: ast.Variant) -> None:  # noqa: N802
        self.visit(node.value)


@lru_cache(maxsize=KEPT_MESSAGES)
def seen_in(entry: ast.Message) -> Seen:
    """What is in a message. Several checks ask, and files that say the same are parsed once: see `flows.words`."""
    seen = Seen()
    seen.visit(entry)
    return seen


def _variable_faults(book: Guidebook, library: Library, language: str) -> Iterator[str]:
    """A variable that no text of this kind is given; one that a translation drops."""
    figures_only = (
        "question-", "topic-", "option-", "stage-", "article-", "group-", "PF-", "coverage-", "reading-",
        "happened-", "waits-", "gate-", "condition-", "theme-", "action-", "intent-",
    )  # fmt: skip
    original = _variables(library, FALLBACK)
    for name, variables in _variables(library, language).items():
        unknown = variables - set(figures(book, TODAY)) if name.startswith(figures_only) else set()
        yield from (f"{language}: {name!r} has ${variable}, which nothing fills" for variable in sorted(unknown))
        dropped = original.get(name, set()) - variables
        yield from (f"{language}: {name!r} lacks ${variable}" for variable in sorted(dropped))


def _variables(library: Library, language: str) -> dict[str, set[str]]:
    entries = [entry for path in library.files(language) for entry in messages(path) if isinstance(entry, ast.Message)]
    return {entry.id.name: seen_in(entry).variables for entry in entries}


def _length_faults(book: Guidebook, words: Words, language: str) -> Iterator[str]:
    known = figures(book, TODAY)
    for button in _buttons(book):
        if len(words(button)) > LONGEST_LABEL:
            yield f"{language}: {button!r} is too long for a button ({LONGEST_LABEL} characters)"
    for question in book.questions.values():
        if len(words(f"question-{question.id}-why", **known)) > LONGEST_TOAST:
            yield f"{language}: 'question-{question.id}-why' is longer than a toast ({LONGEST_TOAST} characters)"


def _buttons(book: Guidebook) -> Iterator[str]:
    """The texts that stand on buttons."""
    yield from (f"option-{q.id}-{option.id}" for q in book.questions.values() for option in q.options)
    yield from (f"happened-{event.id}" for event in book.events.values() if not event.mark)
    yield from (f"gate-{gate}" for gate in book.gates)
    yield from faq_labels(book)


def _rendering_faults(book: Guidebook, kinds: Sequence[Assessment], words: Words, language: str) -> Iterator[str]:
    """Each kind of verdict, written out in full: a variable that isn't there is told."""
    told: set[str] = set()
    rehearsal = _Rehearsal(words)
    for found in kinds:
        try:
            said = _all_said(found, book, rehearsal)
        except TextError as error:
            if str(error) not in told:
                told.add(str(error))
                yield f"{language}: {error}"
            continue
        if len(said) > LONGEST_TEXT:
            yield f"{language}: the verdict of rule {found.basis[0].id!r} is longer than {LONGEST_TEXT} characters"


class _Rehearsal(Words):
    """The same texts, each written once for each set of variables that it is given: which ones there are matters."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._said: dict[tuple[str, frozenset[str]], str] = {}

    def __call__(self, message: str, /, **variables: Any) -> str:
        key = (message, frozenset(variables))
        if key not in self._said:
            self._said[key] = self._words(message, **variables)
        return self._said[key]


def _all_said(found: Assessment, book: Guidebook, words: Words) -> str:
    told = verdict(found, book, words)
    grounds(found, book, words)
    reminding = {reminder.deadline for reminder in found.reminders}
    for clock in found.clocks:
        if clock.id in reminding:
            reminder_text(clock, found, book, words)
    where = standing(found, book, words)
    if weighing := weighing_of(found, book):
        weighing_lines(weighing, words)
    parts = (told.answer, told.reason, *told.steps, *told.dates, told.ask_for, *told.evidence, *told.never)
    parts += (where.stage, where.waits, where.idle)
    return "\n".join(parts)


def _unused(book: Guidebook, library: Library, required: set[str]) -> Iterator[str]:
    """Texts under a record's name that no record has: left over, or misspelt."""
    kinds = (
        "outcome-", "rule-", "step-", "warning-", "evidence-", "topic-", "stage-", "article-", "group-", "PF-",
        "happened-", "idle-", "waits-", "gate-", "condition-", "offer-", "whatif-", "theme-", "action-", "faq-", "trap-",
        "intent-",
    )  # fmt: skip
    for path in library.files(FALLBACK):
        if path.is_relative_to(book.folder):
            names = [entry.id.name for entry in messages(path) if isinstance(entry, ast.Message)]
            yield from (f"{path.name}: nothing uses {n!r}" for n in names if n.startswith(kinds) and n not in required)
