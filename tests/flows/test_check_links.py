"""`flows check`: what names something that isn't there, or a button that Telegram wouldn't take."""

import pytest

from flows.check.links import link_faults
from flows.load import load

DEAD_LINKS = {
    # file, what is there, what it is broken into -> the one line
    "the first line isn't there": (
        "questions.toml", 'start = "start"', 'start = "begin"', "start: unknown line 'begin'",
    ),
    "an option leads nowhere": (
        "questions.toml", 'id = "off_chart", line = "to_send_back"', 'id = "off_chart", line = "to_sendback"',
        "question 'sizing' option 'off_chart': unknown line 'to_sendback'",
    ),
    "a line asks what isn't there": (
        "questions.toml", 'asks = ["sizing"]', 'asks = ["sising"]', "line 'size': unknown question 'sising'",
    ),
    "a line asks nothing": ("questions.toml", 'asks = ["sizing"]', "asks = []", "line 'size': asks nothing"),
    "a line offers an option that isn't there": (
        "questions.toml", '"wrong_size_fit", "changed_mind"', '"wrong_size", "changed_mind"',
        "line 'dont_want_it' offers problem: unknown option 'wrong_size'",
    ),
    "a line narrows a question that it doesn't ask": (
        "questions.toml", "offers = { delivered_on =", "offers = { decided_on =",
        "line 'marked_delivered' offers: unknown question 'decided_on'",
    ),
    "a choice without options": (
        "questions.toml", '[[question]]\nid = "paid_with"',
        '[[question]]\nid = "colour"\nkind = "choice"\n\n[[question]]\nid = "paid_with"',
        "question 'colour': a choice without options",
    ),
    "a date without a tense": (
        "questions.toml", 'id = "opened_on"\nkind = "date"\ntense = "past"', 'id = "opened_on"\nkind = "date"',
        "question 'opened_on': a date, and nothing else, has a tense",
    ),
    "an amount with a tense": (
        "questions.toml", 'id = "item_value"\nkind = "money"', 'id = "item_value"\nkind = "money"\ntense = "past"',
        "question 'item_value': a date, and nothing else, has a tense",
    ),
    "the currency of a question that isn't there": (
        "questions.toml", 'same_currency_as = "item_value"', 'same_currency_as = "price"',
        "question 'offer_value': unknown question 'price'",
    ),
    "a rule gives an outcome that isn't there": (
        "policy.toml", 'then = "customs_closed"', 'then = "customs_shut"',
        "rule 'customs_over': unknown outcome 'customs_shut'",
    ),
    "a coverage that there isn't": (
        "policy.toml", 'id = "asked_to_cancel"\nthen = "procedure"', 'id = "asked_to_cancel"\nthen = "perhaps"',
        "coverage 'asked_to_cancel': unknown coverage 'perhaps'",
    ),
    "a remedy that there isn't": (
        "policy.toml", 'id = "weigh_both"\nthen = "compare"', 'id = "weigh_both"\nthen = "replacement"',
        "remedy 'weigh_both': unknown remedy 'replacement'",
    ),
    "a rule looks at a circumstance that there isn't": (
        "policy.toml", 'when = { sizing = ["off_chart"] }\nfacts = ["PF-049", "PF-050"]',
        'when = { size = ["off_chart"] }\nfacts = ["PF-049", "PF-050"]',
        "rule 'size_off_the_chart': unknown circumstance 'size'",
    ),
    "a rule waits for a value that there isn't": (
        "policy.toml", 'when = { pace = ["weigh"] }', 'when = { pace = ["ponder"] }',
        "rule 'sellers_own_offer': unknown value of pace 'ponder'",
    ),
    "a stage waits for an option that there isn't": (
        "policy.toml", 'when = { dispute_stage = ["decided_return"] }', 'when = { dispute_stage = ["return"] }',
        "stage 'to_ship_back': unknown value of dispute_stage 'return'",
    ),
    "a step waits for a value that there isn't": (
        "outcomes.toml", 'when = { row = ["A", "C"] }', 'when = { row = ["A", "F"] }',
        "step 'file_from': unknown value of row 'F'",
    ),
    "a proof waits for a problem that there isn't": (
        "evidence.toml", 'when = { complaint = ["defective"] }', 'when = { complaint = ["broken"] }',
        "evidence 'fault_video': unknown value of complaint 'broken'",
    ),
    "an outcome advises a step that isn't there": (
        "outcomes.toml", '"bank_last", "next_time"', '"bank_last", "next_day"',
        "outcome 'closed': unknown step 'next_day'",
    ),
    "an outcome warns of what isn't there": (
        "outcomes.toml", 'warnings = ["other_name", "early_confirm"]', 'warnings = ["other_name", "late_confirm"]',
        "outcome 'customs_wait': unknown warning 'late_confirm'",
    ),
    "a rule cites a fact that isn't there": (
        "policy.toml", 'facts = ["PF-010", "PF-016"]', 'facts = ["PF-010", "PF-999"]',
        "rule 'window_closed': unknown fact 'PF-999'",
    ),
    "a step cites a fact that isn't there": (
        "outcomes.toml", 'id = "file_from"\nfacts = ["PF-017", "PF-019"]', 'id = "file_from"\nfacts = ["PF-017", "PF-19"]',
        "step 'file_from': unknown fact 'PF-19'",
    ),
    "a warning cites a fact that isn't there": (
        "outcomes.toml", 'id = "last_day"\nfacts = ["PF-022"]', 'id = "last_day"\nfacts = ["PF-128"]',
        "warning 'last_day': unknown fact 'PF-128'",
    ),
    "a proof cites a fact that isn't there": (
        "evidence.toml", 'facts = ["PF-073"]', 'facts = ["PF-730"]', "evidence 'label_photo': unknown fact 'PF-730'",
    ),
    "a clock cites a fact that isn't there": (
        "policy.toml", 'facts = ["PF-098"]\nreadings = ["C17"]', 'facts = ["PF-0"]\nreadings = ["C17"]',
        "clock 'return_arrival': unknown fact 'PF-0'",
    ),
    "a window cites a fact that isn't there": (
        "policy.toml", 'facts = ["PF-004", "PF-006", "PF-013", "PF-014", "PF-015"]\nperiods',
        'facts = ["PF-004", "PF-006", "PF-013", "PF-014", "PF-150"]\nperiods',
        "window 'arrived': unknown fact 'PF-150'",
    ),
    "a period cites a fact that isn't there": (
        "policy.toml", 'facts = ["PF-027", "PF-103"]\n\n[[period]]', 'facts = ["PF-027", "PF-301"]\n\n[[period]]',
        "period 'seller_reply': unknown fact 'PF-301'",
    ),
    "a conflict cites a fact that isn't there": (
        "policy.toml", 'facts = ["PF-064", "PF-065"]', 'facts = ["PF-064", "PF-650"]',
        "conflict 'C12': unknown fact 'PF-650'",
    ),
    "a step rests on no fact": (
        "outcomes.toml", 'facts = ["PF-107"]', "facts = []", "step 'be_calm': rests on no fact",
    ),
    "a warning rests on no fact": (
        "outcomes.toml", 'id = "last_day"\nfacts = ["PF-022"]', 'id = "last_day"\nfacts = []',
        "warning 'last_day': rests on no fact",
    ),
    "a conflict rests on no fact": (
        "policy.toml", 'facts = ["PF-064", "PF-065"]', "facts = []", "conflict 'C12': rests on no fact",
    ),
    "a rule names a conflict that isn't there": (
        "policy.toml", 'readings = ["C15"]\n\n[[rule]]\nid = "money_not_here"',
        'readings = ["C51"]\n\n[[rule]]\nid = "money_not_here"',
        "rule 'rejected': unknown conflict 'C51'",
    ),
    "a clock names a conflict that isn't there": (
        "policy.toml", 'readings = ["C17"]', 'readings = ["C18"]', "clock 'return_arrival': unknown conflict 'C18'",
    ),
    "a fact belongs to a conflict that isn't there": (
        "facts.toml", 'readings = ["C1"]', 'readings = ["C0"]', "fact 'PF-003': unknown conflict 'C0'",
    ),
    "a fact stands in an article that isn't there": (
        "facts.toml", 'article = "policy-guide", section = "AliExpress Return Policy"',
        'article = "policy-gide", section = "AliExpress Return Policy"',
        "fact 'PF-001': unknown article 'policy-gide'",
    ),
    "a conflict between articles of which one isn't there": (
        "policy.toml", 'articles = ["dispute-playbook", "policy-guide"]', 'articles = ["dispute-playbook", "guide"]',
        "conflict 'C1': unknown article 'guide'",
    ),
    "a figure of a fact that isn't there": (
        "policy.toml", 'id = "PF-002_days"', 'id = "PF-200_days"', "figure 'PF-200_days': unknown fact 'PF-200'",
    ),
    "a period of a figure that isn't there": (
        "policy.toml", 'figure = "PF-029_days"', 'figure = "PF-029_weeks"',
        "period 'platform_decision': unknown figure 'PF-029_weeks'",
    ),
    "a period with neither figure nor value": (
        "policy.toml", 'figure = "PF-029_days"\n', "",
        "period 'platform_decision': needs either a figure or a value of its own",
    ),
    "a period with both": (
        "policy.toml", 'figure = "PF-029_days"', 'figure = "PF-029_days"\nvalue = 9',
        "period 'platform_decision': needs either a figure or a value of its own",
    ),
    "a clock of a period that isn't there": (
        "policy.toml", 'periods = ["platform_decision"]', 'periods = ["decision"]',
        "clock 'decision': unknown period 'decision'",
    ),
    "a window of a period that isn't there": (
        "policy.toml", 'periods = ["after_delivered", "after_protection", "margin"]',
        'periods = ["after_delivered", "after_protection", "slack"]', "window 'arrived': unknown period 'slack'",
    ),
    "a clock that is done by what nobody reports": (
        "policy.toml", 'done = ["seller_contact"]', 'done = ["seller_called"]',
        "clock 'seller_answer': unknown event or question 'seller_called'",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DEAD_LINKS)
def test_a_dead_link_is_named_with_its_record(copy, name):
    file, old, new, expected = DEAD_LINKS[name]
    copy.change(file, old, new)
    assert list(link_faults(load(copy.folder))) == [expected]


def test_an_empty_table_is_told(copy):
    policy = copy.folder / "policy.toml"
    head, _, rest = policy.read_text("utf-8").partition("\n[[coverage]]")
    policy.write_text(head + "\n" + rest[rest.index("[[remedy]]") :], "utf-8")
    assert "the coverage table is empty" in list(link_faults(load(copy.folder)))


# "v1:" + a case's 11 characters + ":postage:" leaves 64 - 3 - 11 - 9 = 41 bytes for the option.
def test_an_option_whose_button_would_carry_64_bytes_is_no_fault(copy):
    copy.change("questions.toml", '{ id = "large_part" }', '{ id = "large_part" }, { id = "' + "p" * 41 + '" }')
    assert list(link_faults(load(copy.folder))) == []


def test_an_option_whose_button_would_carry_65_bytes_is_named(copy):
    copy.change("questions.toml", '{ id = "large_part" }', '{ id = "large_part" }, { id = "' + "p" * 42 + '" }')
    [fault] = link_faults(load(copy.folder))
    assert fault.startswith(f"question 'postage' option '{'p' * 42}': its callback data 'v1:")
    assert fault.endswith("is longer than Telegram takes")


def test_a_clock_that_the_formulas_need_is_missed(copy):
    copy.change("policy.toml", 'id = "appeal"\nfacts = ["PF-032"]\nperiods', 'id = "plea"\nfacts = ["PF-032"]\nperiods')
    assert list(link_faults(load(copy.folder))) == [
        "the formulas: unknown clock 'appeal'", "stage 'rejected': unknown clock 'appeal'",
        "topic 'appeal_rejected': unknown clock 'appeal'",
    ]  # fmt: skip
