"""Every fault in a guide's data, each in one line that names the record."""

from __future__ import annotations

from collections.abc import Iterator

from flows.assess import Assessor
from flows.check.links import link_faults
from flows.check.reach import reach_faults
from flows.check.texts import text_faults
from flows.load import DataError, Guidebook
from flows.samples import kinds_of, samples
from flows.words import Library


def faults(book: Guidebook, library: Library) -> Iterator[str]:
    """All faults. Dead links are told alone: with them the rest can't be judged."""
    dead = list(link_faults(book))
    yield from dead
    if dead:
        return
    try:
        assessor = Assessor(book)
    except (ValueError, KeyError) as error:
        raise DataError(f"the dialogue can't be built: {error}") from error
    kinds = list(kinds_of(samples(assessor)))
    yield from reach_faults(assessor, kinds)
    yield from text_faults(assessor, library, kinds)
