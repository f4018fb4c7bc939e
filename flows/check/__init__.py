"""Every fault in a guide's data, each in one line that names the record."""

from __future__ import annotations

from collections.abc import Iterator

from flows.assess import Assessor
from flows.check.faq import intent_faults
from flows.check.links import link_faults
from flows.check.phrases import phrase_faults
from flows.check.reach import reach_faults
from flows.check.said import said_faults
from flows.check.texts import text_faults
from flows.load import Guidebook
from flows.samples import kinds_of, samples
from flows.words import Library, TextError


def faults(book: Guidebook, library: Library) -> Iterator[str]:
    """All faults. Dead links are told alone: with them the rest can't be judged."""
    dead = list(link_faults(book))
    yield from dead
    if dead:
        return
    try:
        yield from _judged(book, library)
    except RecursionError:
        yield "the dialogue never ends: a line leads back into itself"
    except (LookupError, ValueError, TextError) as error:
        yield f"the data can't be judged any further: {error}"


def _judged(book: Guidebook, library: Library) -> Iterator[str]:
    assessor = Assessor(book)
    kinds = list(kinds_of(samples(assessor)))
    yield from reach_faults(assessor, kinds)
    yield from intent_faults(assessor)
    yield from phrase_faults(book)
    yield from said_faults(book)
    yield from text_faults(assessor, library, kinds)
