"""`flows check`: what is never asked, never matches or is never shown."""

from flows.assess import Assessor
from flows.check.links import link_faults
from flows.check.reach import reach_faults
from flows.load import load
from flows.samples import kinds_of, samples


def graph_faults(copy):
    """The faults of reach without those that only samples show."""
    return [fault for fault in reach_faults(Assessor(load(copy.folder)), ()) if "is never shown" not in fault]


def test_a_question_that_no_line_asks_is_named(copy):
    copy.add("questions.toml", '[[question]]\nid = "colour"\nkind = "money"')
    assert "question 'colour': is never asked" in graph_faults(copy)


def test_a_line_that_nothing_leads_to_is_named(copy):
    copy.add("questions.toml", '[[line]]\nid = "island"\nasks = ["item_value"]')
    assert "line 'island': is never entered" in graph_faults(copy)


def test_a_question_asked_only_on_a_line_that_nothing_leads_to_is_named(copy):
    copy.add("questions.toml", '[[line]]\nid = "island"\nasks = ["colour"]')
    copy.add("questions.toml", '[[question]]\nid = "colour"\nkind = "money"')
    assert "question 'colour': is never asked" in graph_faults(copy)


def test_an_outcome_that_no_rule_gives_is_named(copy):
    copy.add("outcomes.toml", '[[outcome]]\nid = "orphan"\nsteps = ["how_to_file"]')
    assert "outcome 'orphan': no rule gives it" in graph_faults(copy)


def test_what_can_never_match_or_be_shown_is_named(copy):
    """One of each, in one copy: walking every path takes seconds."""
    copy.change("policy.toml", '[[rule]]\nid = "customs_over"', (
        '[[rule]]\nid = "shadow"\nthen = "customs_closed"\nwhen = { window = ["closed"], problem = ["customs"] }\n\n'
        '[[rule]]\nid = "customs_over"'
    ))  # fmt: skip
    copy.change("policy.toml", '[[coverage]]\nid = "missing_parts"', (
        '[[coverage]]\nid = "shadow"\nthen = "yes"\nwhen = { problem = ["missing_parts"] }\n\n'
        '[[coverage]]\nid = "missing_parts"'
    ))  # fmt: skip
    copy.add("policy.toml", '[[remedy]]\nid = "after_all"\nthen = "compare"')
    copy.add("policy.toml", '[[stage]]\nid = "after_all"\nthen = "filing"')
    copy.add("policy.toml", '[[clock]]\nid = "cuckoo"\nfacts = ["PF-001"]')
    copy.add("outcomes.toml", '[[step]]\nid = "unadvised"\nfacts = ["PF-001"]')
    copy.change("outcomes.toml", 'id = "ask_bank"\nfacts = ["PF-033", "PF-114"]', (
        'id = "ask_bank"\nfacts = ["PF-033", "PF-114"]\nwhen = { problem = ["customs"], flaw = ["minor"] }'
    ))  # fmt: skip
    copy.add("outcomes.toml", '[[warning]]\nid = "unheard"\nfacts = ["PF-001"]')
    copy.add(
        "evidence.toml", '[[evidence]]\nid = "unseen"\nrank = 5\nfacts = ["PF-001"]\nwhen = { window = ["closed"] }'
    )
    book = load(copy.folder)
    assert list(link_faults(book)) == []
    assessor = Assessor(book)
    assert set(reach_faults(assessor, list(kinds_of(samples(assessor))))) == {
        "rule 'customs_over': never matches",
        "coverage 'missing_parts': never matches",
        "remedy 'after_all': never matches",
        "stage 'after_all': never matches",
        "clock 'cuckoo': never runs",
        "step 'unadvised': is never shown",
        "step 'ask_bank': is never shown",
        "warning 'unheard': is never shown",
        "evidence 'unseen': is never shown",
    }
