"""Every question and every outcome on one readable page, as a buyer would read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flows.advice import figures
from flows.assess import Assessment, Assessor
from flows.model import Question
from flows.samples import TODAY, samples
from flows.verdict import verdict
from flows.words import Words


def page(assessor: Assessor, words: Words) -> str:
    """Markdown: the questions in order of the data, then one case for each rule, in order of the rules."""
    return "\n".join([*_questions(assessor, words), *_outcomes(assessor, words)]) + "\n"


def _questions(assessor: Assessor, words: Words) -> Iterator[str]:
    yield from ("# Everything the guide says", "", "## Questions")
    for question in assessor.book.questions.values():
        yield from _question(question, words, figures(assessor.book, TODAY))


def _question(question: Question, words: Words, known: Mapping[str, object]) -> Iterator[str]:
    yield from ("", f"### {words(f'question-{question.id}', **known)}", "")
    yield from (f"- {words(f'option-{question.id}-{option.id}')}" for option in question.options)
    if question.kind != "choice":
        yield f"- ({question.kind})"
    yield from ("", f"*{words(f'question-{question.id}-why', **known)}*")


def _outcomes(assessor: Assessor, words: Words) -> Iterator[str]:
    shown: dict[str, Assessment] = {}
    for found in samples(assessor):
        shown.setdefault(found.basis[0].id, found)
    yield from ("", f"## Verdicts (as of {words.formats.day(TODAY)})")
    for rule in assessor.book.tables.rules:
        yield from _outcome(shown[rule.id], assessor, words)


def _outcome(found: Assessment, assessor: Assessor, words: Words) -> Iterator[str]:
    told = verdict(found, assessor.book, words)
    case = ", ".join(f"{q} {value}" for q, value in found.walk.path.items())
    yield from ("", f"### {told.answer}", "", f"`{found.basis[0].id}` ({case})", "", told.reason, "")
    yield from (f"{number}. {step}" for number, step in enumerate(told.steps, 1))
    yield ""
    yield from (f"- {line}" for line in (*told.dates, told.ask_for) if line)
    if told.evidence:
        yield from ("", *(f"{number}. {proof}" for number, proof in enumerate(told.evidence, 1)))
    yield from ("", *(f"- {never}" for never in told.never))
