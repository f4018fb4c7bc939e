"""Ten thousand cases through the JSON lines of `assess` in one process, and typed text through those of `parse`.

The cases take every path of the dialogue in turn, each with dates of its own near today, so that all windows, clocks
and rules have their share. The wanted figure: 10,000 cases in under 10 s.
"""

import json
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from itertools import cycle, islice
from typing import Any

from flows.answers import read_answers
from flows.assess import Assessor
from flows.dialogue import ANSWERED, every_path
from flows.lines import answer_lines, assess_record
from flows.load import ALIEXPRESS, Guidebook, load
from flows.parse import parse_record
from flows.words import FALLBACK, Library

TODAY = date(2026, 11, 22)
CASES = 10_000
TYPED = 1_000

TYPED_DATES = (
    "18.11.2026",
    "yesterday",
    "last friday",
    "18 de noviembre",
    "vor drei Tagen",
    "3 дня назад",
    "2026-11-18",
)
TYPED_AMOUNTS = ("€12,50", "24.90 USD", "1.234,50 €", "twelve euros", "£5", "R$ 49,90", "¥2490")
LOCALES = ("en_US", "en_GB", "es_ES", "de_DE", "ru_RU", "pt_BR", "fr_FR")


def figures() -> Iterator[tuple[str, str]]:
    """Each figure by its name, as it is measured."""
    book = load()
    assessor, words = Assessor(book), Library(ALIEXPRESS / "words").words(FALLBACK)
    cases = list(islice(_cases(book), CASES))
    seconds = _seconds(lambda: _drain(map(json.dumps, cases), lambda raw: assess_record(raw, assessor, words)))
    yield f"assess {CASES:,} cases (wanted: under 10 s)", f"{seconds:.2f} s"
    yield "assess, one case", f"{seconds / CASES * 1000:.2f} ms"
    answers = [read_answers(book, case["answers"], TODAY) for case in cases]
    seconds = _seconds(lambda: [assessor.dialogue.walk(one) for one in answers])
    yield "replay the answers of one case", f"{seconds / CASES * 1000:.3f} ms"
    for kind, typed in (("date", TYPED_DATES), ("money", TYPED_AMOUNTS)):
        lines = islice(_typed_lines(kind, typed), TYPED)
        seconds = _seconds(partial(_drain, lines, partial(parse_record, say=words)))
        yield f"parse, lines of kind {kind}", f"{TYPED / seconds:,.0f} a second"


def _seconds(work: Callable[[], object]) -> float:
    """Of this process's own work: what else the machine does is left out."""
    started = time.process_time()
    work()
    return time.process_time() - started


def _drain(lines: Iterable[str], answer: Callable[[Any], Any]) -> None:
    for _ in answer_lines(lines, answer):
        pass


def _cases(book: Guidebook) -> Iterator[dict[str, Any]]:
    """A case for each path in turn; its dates lie a little elsewhere than those of the case before."""
    for number, path in enumerate(cycle(every_path(book))):
        answers = {q: _typed(q, number) if trigger == ANSWERED else trigger for q, trigger in path}
        yield {"today": TODAY.isoformat(), "answers": answers}


def _typed(question: str, number: int) -> str:
    if question.endswith("_value"):
        return "24.90 EUR"
    ahead = {"latest_delivery_on": number % 41 - 20, "protection_ends_on": number % 61 - 20, "ship_by": number % 15}
    return (TODAY + timedelta(days=ahead.get(question, -(number % 31)))).isoformat()


def _typed_lines(kind: str, typed: tuple[str, ...]) -> Iterator[str]:
    for text, locale in zip(cycle(typed), cycle(LOCALES), strict=False):
        yield json.dumps({"kind": kind, "text": text, "locale": locale, "today": TODAY.isoformat()})
