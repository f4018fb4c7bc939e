"""The generated pages are committed, and are those that the data gives now."""

from pathlib import Path

import pytest

from flows.diagram import journey_mermaid, mermaid
from flows.dialogue import edges
from flows.journey import moves
from flows.preview import page as preview_page
from flows.table import page as table_page

DOCS = Path(__file__).parents[2] / "docs"
STALE = "is stale: run `make docs`"


def committed(name):
    path = DOCS / name
    assert path.exists(), f"docs/{name} is missing: run `make docs`"
    return path.read_text("utf-8")


def test_the_committed_rule_table_is_fresh(book, words):
    assert committed("rules.md") == table_page(book, words), f"docs/rules.md {STALE}"


def test_the_committed_diagram_is_fresh(book):
    assert committed("dialogue.mmd").rstrip("\n") == mermaid(book).rstrip("\n"), f"docs/dialogue.mmd {STALE}"


def test_the_committed_diagram_of_the_journey_is_fresh(book):
    assert committed("journey.mmd").rstrip("\n") == journey_mermaid(book).rstrip("\n"), f"docs/journey.mmd {STALE}"


def test_the_diagram_of_the_journey_draws_every_move(book):
    drawn = journey_mermaid(book)
    assert drawn.startswith("---\ntitle: The journey\n---\nstateDiagram-v2")
    lines = [line.strip() for line in drawn.splitlines() if "-->" in line and "[*]" not in line]
    told = {
        (source, event, dest)
        for source, dest, events in (line.replace(" --> ", " ").replace(":", "", 1).split(" ", 2) for line in lines)
        for event in events.split(" | ")
    }
    assert len(told) > 80
    assert told == {(move.source, move.event, move.dest) for move in moves(book)}


def test_the_rule_table_names_every_row_fact_and_conflict(book, words):
    page = table_page(book, words)
    tables = (book.tables.rules, book.tables.coverage, book.tables.remedy, book.tables.stage)
    ids = [row.id for table in tables for row in table] + list(book.periods) + list(book.clocks)
    ids += [*book.stages, *book.events, *book.gates]
    assert len(ids) > 120
    assert [one for one in ids if f"| `{one}` |" not in page] == []
    assert [fact for fact in book.facts if f"\n| {fact} | " not in page] == []
    assert [reading for reading in book.readings if f"\n### {reading}: " not in page] == []


def test_the_rule_table_shows_each_row_with_its_sources(book, words):
    page = table_page(book, words)
    assert "| `seller_promises_nothing` | seller_policy = none | `usually_not_mind` |" in page
    assert "| `after_delivered` | 15 | PF-013, PF-014, PF-015 (`PF-013_days`) |" in page
    assert "| `margin` | 2 | the guide's own assumption |" in page


def test_no_cell_of_the_rule_table_breaks_its_row(book, words):
    tables = [part for part in table_page(book, words).split("\n\n") if part.startswith("|")]
    assert len(tables) == 10
    for table in tables:
        assert len({row.count("|") for row in table.splitlines()}) == 1, table[:80]


def test_the_diagram_draws_every_edge(book):
    drawn = mermaid(book)
    assert drawn.startswith("---\ntitle: The dialogue\n---\nstateDiagram-v2")
    pairs = {(edge.source, edge.dest) for edge in edges(book)}
    assert len(pairs) > 60
    assert [pair for pair in pairs if f"{pair[0]} --> {pair[1]}" not in drawn] == []


@pytest.fixture(scope="module")
def preview(assessor, words):
    return preview_page(assessor, words)


def test_the_preview_shows_every_question_with_its_options(preview, book, words):
    questions = preview.partition("## Verdicts")[0]
    assert questions.count("\n### ") == len(book.questions)
    for question in book.questions.values():
        for option in question.options:
            assert f"\n- {words(f'option-{question.id}-{option.id}')}\n" in questions


def test_the_preview_shows_a_verdict_for_every_rule(preview, book):
    verdicts = preview.partition("## Verdicts")[2]
    assert [rule.id for rule in book.tables.rules if f"\n`{rule.id}` (" not in verdicts] == []
    assert verdicts.count("\n### ") == len(book.tables.rules)
