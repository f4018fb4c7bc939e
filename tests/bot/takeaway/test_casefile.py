"""The whole case as a document, in Markdown and in plain text."""

from dataclasses import replace

import pytest

from bot.takeaway.casefile import case_document
from bot.takeaway.document import MOST_BYTES, Document, Section, markdown, plain
from tests.bot.takeaway import subjects
from tests.bot.takeaway.subjects import ALL


def headings(text):
    return [line for line in text.splitlines() if line.startswith("## ")]


def test_a_case_is_told_whole_from_where_it_stands_to_its_sources():
    text = markdown(case_document(subjects.open_window())).decode()
    assert text.startswith("# Damaged · €24.90\n\nAs of Sun, Nov 22, 2026. ")
    assert headings(text) == [
        "## Where it stands", "## What you told", "## Time line", "## Dates", "## What to do, in order",
        "## Evidence, strongest first", "## Never", "## Sources",
    ]  # fmt: skip
    assert "- Delivered on: Wed, Nov 18, 2026" in text
    assert "- Price: €24.90" in text
    assert "- Tue, Dec 1, 2026: Open the dispute by this day" in text
    assert "- Dispute playbook (a third party’s article)" in text
    assert "PF-013" in text


def test_the_plain_text_says_the_same_without_marks():
    text = plain(case_document(subjects.open_window())).decode()
    assert text.startswith("Damaged · €24.90\n================\n")
    assert "Where it stands\n---------------\n" in text
    assert "• Price: €24.90" in text
    assert "#" not in text


def test_an_unfinished_case_has_its_answers_and_its_time_line():
    text = markdown(case_document(subjects.unfinished())).decode()
    assert headings(text) == ["## What you told", "## Time line"]


def test_what_events_say_stands_beside_the_answers():
    text = plain(case_document(subjects.many_events())).decode()
    assert "• Seller made an offer" not in text
    assert "• Mon, Nov 23, 2026: Seller made an offer (€5.00)" in text
    assert "• Send back by: Tue, Dec 22, 2026" in text


@pytest.mark.parametrize("case", ALL.values(), ids=ALL)
def test_every_sort_of_case_has_a_file_of_sensible_size(case):
    document = case_document(case())
    assert 200 < len(plain(document)) < 50_000
    assert 200 < len(markdown(document)) < 50_000


def test_marks_in_a_text_are_shown_as_they_are():
    document = Document(
        title="*a* <b>", about="[x](y)", sections=(Section(heading="# h", lines=("`c`\n# d", "1 < 2")),)
    )
    assert markdown(document).decode() == (
        "# \\*a\\* \\<b\\>\n\n\\[x\\](y)\n\n## \\# h\n\n- \\`c\\` \\# d\n- 1 \\< 2\n"
    )


def test_a_file_is_never_longer_than_a_megabyte_and_never_cut_inside_a_letter():
    long = case_document(replace(subjects.open_window(), title="ü" * MOST_BYTES))
    for text in (markdown(long), plain(long)):
        assert len(text) <= MOST_BYTES
        assert text.decode()
