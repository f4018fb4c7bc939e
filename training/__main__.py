"""`python -m training` teaches the lookup anew; `python -m training --check` tells whether that is due."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bot.search.synonyms import read_synonyms
from bot.search.weights import FILE, WeightsUnusable, dump
from bot.search.weights import load as load_weights
from flows.load import ALIEXPRESS, load
from flows.phrasings import FOLDER, read_phrasings
from training.missed import missed
from training.teaching import intents_of, source, teach


@click.command()
@click.option("--check", is_flag=True, help="Only tell whether the weights are of these phrasings; exit 1 if not.")
def main(check: bool) -> None:
    """Learn from how people ask, and write down what was learned. Names the phrasings that find something else."""
    book, path = load(), ALIEXPRESS / FOLDER / FILE
    mark = source(book)
    if check:
        sys.exit(_told_stale() if _mark_of(path) != mark else 0)
    phrasings = list(read_phrasings(ALIEXPRESS))
    learned = teach(phrasings, intents_of(book), read_synonyms(ALIEXPRESS), mark)
    for one in missed(learned, phrasings):
        click.echo(f"{one.language}/{one.kind}.toml: {one.id}: not found by {one.text!r}", err=True)
    click.echo(f"{path.name}: {path.write_bytes(dump(learned)):,} bytes, {len(learned.numbers):,} features")


def _mark_of(path: Path) -> str:
    """What the weights were learned from; nothing where there are none."""
    try:
        return load_weights(path).source
    except WeightsUnusable:
        return ""


def _told_stale() -> int:
    click.echo(f"{FILE} is stale: make lookup", err=True)
    return 1


if __name__ == "__main__":
    main(prog_name="python -m training")
