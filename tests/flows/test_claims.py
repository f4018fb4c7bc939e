"""The page of claims: committed, fresh, and with every answer beside its facts."""

from pathlib import Path

import pytest

from flows.claims import page

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def claims(book, words):
    return page(book, words)


def test_the_committed_page_of_claims_is_fresh(claims):
    assert (DOCS / "claims.md").read_text("utf-8") == claims, "docs/claims.md is stale: run `make docs`"


def test_every_answer_and_every_trap_has_a_row(claims, book):
    ids = [*book.topics, *book.traps]
    assert len(ids) > 45
    assert [one for one in ids if f"\n| `{one}` | **" not in claims] == []


def test_a_claim_stands_beside_its_facts_by_article_and_its_conflicts(claims):
    assert (
        "| `refund_status` | **How do I check my refund?** Go to My Orders → the order → the dispute page. Once the "
        "refund is processed, it shows Refund Successful; then watch the card, PayPal or account you paid with. | "
        "policy-guide: PF-033, PF-114, PF-115; return-steps: PF-114 |  |\n"
    ) in claims
    assert "policy-guide: PF-117, PF-118, PF-119 | C15 |\n" in claims


def test_every_number_that_is_said_stands_with_the_answers_that_say_it(claims):
    numbers = claims.partition("## Numbers")[2]
    assert "\n| `PF-030_days` | 25 | `dispute_duration` |\n" in numbers
    assert "\n| `PF-033_days_long` | 20 | `refund_timing`, `refund_status` |\n" in numbers
    assert "\n| `PF-014_days` | 15 | `dispute_deadline`, `confirm_early` |\n" in numbers
    assert "\n| `assumed_margin`, the guide's own | 2 | `dispute_deadline` |\n" in numbers


def test_no_cell_of_the_page_of_claims_breaks_its_row(claims):
    tables = [part for part in claims.split("\n\n") if part.startswith("|")]
    assert len(tables) == 10
    for table in tables:
        assert len({row.count("|") for row in table.splitlines()}) == 1, table[:80]
