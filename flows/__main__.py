"""`python -m flows check | assess | parse | table | claims | diagram | preview`."""

from __future__ import annotations

import sys

import click

from flows.assess import Assessor
from flows.check import faults
from flows.claims import page as claims_page
from flows.diagram import journey_mermaid, mermaid
from flows.lines import answer_standard_input, assess_record
from flows.load import ALIEXPRESS, DataError, load
from flows.parse import parse_record
from flows.preview import page as preview_page
from flows.table import page as table_page
from flows.words import FALLBACK, Library


@click.group()
def main() -> None:
    """What the guide knows, from the command line."""


@main.command()
def check() -> None:
    """Name every fault in the data; exit 1 if there is one."""
    try:
        found = list(faults(load(), Library(ALIEXPRESS / "words")))
    except DataError as error:
        found = [str(error)]
    for fault in found:
        click.echo(fault, err=True)
    click.echo(f"{len(found)} faults" if found else "The data is sound.")
    sys.exit(1 if found else 0)


@main.command()
def assess() -> None:
    """Judge cases: one JSON object a line in, one out."""
    assessor, words = Assessor(load()), Library(ALIEXPRESS / "words").words(FALLBACK)
    answer_standard_input(lambda raw: assess_record(raw, assessor, words))


@main.command()
def parse() -> None:
    """Read typed dates and amounts: one JSON object a line in, one out."""
    words = Library(ALIEXPRESS / "words").words(FALLBACK)
    answer_standard_input(lambda raw: parse_record(raw, words))


@main.command()
def table() -> None:
    """The rules with their sources, as a page of Markdown."""
    click.echo(table_page(load(), Library(ALIEXPRESS / "words").words(FALLBACK)), nl=False)


@main.command()
def claims() -> None:
    """What the answers of the FAQ claim, with the facts that carry it, as a page of Markdown."""
    click.echo(claims_page(load(), Library(ALIEXPRESS / "words").words(FALLBACK)), nl=False)


DIAGRAMS = {"dialogue": mermaid, "journey": journey_mermaid}


@main.command()
@click.argument("name", type=click.Choice(sorted(DIAGRAMS)), default="dialogue")
def diagram(name: str) -> None:
    """The dialogue, or the journey after the verdict, as a Mermaid diagram."""
    click.echo(DIAGRAMS[name](load()))


@main.command()
def preview() -> None:
    """Every question and outcome as a page of Markdown."""
    click.echo(preview_page(Assessor(load()), Library(ALIEXPRESS / "words").words(FALLBACK)), nl=False)


if __name__ == "__main__":
    main()
