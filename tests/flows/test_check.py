"""`flows check`: each kind of fault is put into a copy of the data, and named in one line."""

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from flows.answers import CaseEvent, read_answers
from flows.assess import Assessor
from flows.check import faults
from flows.check.links import link_faults
from flows.check.reach import reach_faults
from flows.check.texts import text_faults
from flows.load import load
from flows.samples import kinds_of, samples
from flows.words import Library
from tests.flows.copies import Copy
from tests.flows.told import DAMAGED

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)


def run_check(root):
    """`python -m flows check` on the flows package in `root`."""
    environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "flows", "check"]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=120, check=False)  # noqa: S603


def test_the_data_of_this_repository_is_sound():
    done = run_check(ROOT)
    assert done.stderr == ""
    assert done.stdout == "The data is sound.\n"
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('start = "start"', 'start = "begin"', "start: unknown line 'begin'\n"),
        ('id = "flaw"\n', 'id = "flaw"\ncolour = "red"\n', "questions.toml: question 'flaw': colour: "),
    ],
    ids=["a dead link", "an unknown key"],
)
def test_the_command_names_the_fault_and_fails(tmp_path, old, new, said):
    shutil.copytree(ROOT / "flows", tmp_path / "flows", ignore=shutil.ignore_patterns("__pycache__", "aliexpress"))
    Copy(tmp_path / "flows").change("questions.toml", old, new)
    done = run_check(tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith(said)
    assert done.stderr.count("\n") == 1
    assert done.stdout == "1 faults\n"


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


JOURNEY_FAULTS = {
    "an event that leads nowhere": (
        'escalated = "platform_deciding"\nmoney', 'escalated = "limbo"\nmoney',
        ["stage 'seller_reviewing': unknown stage 'limbo'"],
    ),
    "an event that nobody knows": (
        'offer_accepted = "refund_due"', 'offer_taken = "refund_due"',
        ["stage 'weighing_offer': unknown event 'offer_taken'"],
    ),
    "the guide's own mark as a button": (
        'bank_asked = "="', 'bank_asked = "="\nverdict = "="', ["stage 'last_resort': unknown event 'verdict'"],
    ),
    "a stage without a beginning": (
        'by_the_days = ["talking_to_seller",', 'by_the_days = ["chatting", "talking_to_seller",', ["by_the_days: unknown stage 'chatting'"],
    ),
    "a clock, a warning and a gate that there aren't": (
        'clocks = ["refund"]\nwarnings = ["never_close", "chat_promises"]\ngates = ["closing"]',
        'clocks = ["money"]\nwarnings = ["greed"]\ngates = ["opening"]',
        ["stage 'refund_due': unknown clock 'money'", "stage 'refund_due': unknown warning 'greed'",
         "stage 'refund_due': unknown gate 'opening'"],
    ),
    "an event that leaves a stage of a dispute where the days put it": (
        'bank_asked = "refund_due"', 'bank_asked = "="',
        ["stage 'refund_due': an event stays where the days put the case, but no days put it here"],
    ),
    "an event that rests on nothing": (
        'id = "gave_up"\nfacts = ["PF-107"]', 'id = "gave_up"', ["event 'gave_up': rests on no fact"],
    ),
    "an event's day for a question that asks none": (
        'days = ["shipped_on"]', 'days = ["item_value"]', ["event 'shipped': unknown question for a date 'item_value'"],
    ),
    "a deadline for a question about money": (
        'by = "ship_by"', 'by = "offer_value"', ["event 'decided_return': unknown question for a date 'offer_value'"],
    ),
    "a sum for a question about a day": (
        'amount = "offer_value"', 'amount = "ship_by"',
        ["event 'seller_offered': unknown question for a sum 'ship_by'"],
    ),
    "an event that stands for no answer": (
        'dispute_stage = "return_sent"', 'dispute_stage = "gone"', ["event 'shipped': unknown dispute_stage 'gone'"],
    ),
    "a change into an answer that there isn't": (
        'sets = { situation = "arrived_wrong" }', 'sets = { situation = "arrived" }',
        ["event 'parcel_arrived': unknown value of situation 'arrived'"],
    ),
    "a change under a condition that can't be": (
        'when = { delivered_on = ["not_marked"] }', 'when = { delivered_on = ["unmarked"] }',
        ["event 'marked_delivered': unknown value of delivered_on 'unmarked'"],
    ),
    "a gate's condition on a stage that there isn't": (
        'when = { stage = ["last_resort"] }', 'when = { stage = ["the_end"] }',
        ["gate 'chargeback' condition 'ways_used_up': unknown value of stage 'the_end'"],
    ),
    "a gate's condition that rests on nothing": (
        '{ id = "tracked", facts = ["PF-097"] }', '{ id = "tracked", facts = [] }',
        ["gate 'shipping' condition 'tracked': rests on no fact"],
    ),
    "a stage without a way on": (
        'money_arrived = "closed"\nbank_asked = "refund_due"\ngave_up = "closed"', 'bank_asked = "refund_due"',
        ["stage 'refund_due': is a dead end, no event leads on"],
    ),
    "a closed case that goes on": (
        'waits_for = "nobody"\nclaims = false', 'waits_for = "nobody"\nclaims = false\n[stage.on]\ngave_up = "closed"',
        ["stage 'closed': nothing may lead on from there"],
    ),
    "an event that leads two ways": (
        'parcel_arrived = "="\narrived_fine = "closed"\nmarked_delivered = "="\ndispute_opened = "seller_reviewing"',
        'parcel_arrived = "="\narrived_fine = "closed"\nmarked_delivered = "="\ndispute_opened = "platform_deciding"',
        ["event 'dispute_opened': leads two ways from stages that only the days tell apart"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", JOURNEY_FAULTS)
def test_a_fault_of_the_journey_is_named(copy, name):
    old, new, expected = JOURNEY_FAULTS[name]
    copy.change("stages.toml", old, new)
    assert list(link_faults(load(copy.folder))) == expected


def test_a_stage_that_nothing_leads_to_is_named(copy):
    copy.change("stages.toml", 'appealed = "appealing"\ndispute_closed', "dispute_closed")
    copy.change("stages.toml", 'appealed = "appealing"\nrefund_approved', "refund_approved")
    assert list(link_faults(load(copy.folder))) == [
        "stage 'appealing': is never reached", "event 'appealed': no stage offers it",
    ]  # fmt: skip


def test_a_gate_that_no_stage_offers_is_named(copy):
    copy.add("stages.toml", '[[gate]]\nid = "leap"\nconditions = []')
    assert list(link_faults(load(copy.folder))) == ["gate 'leap': no stage offers it", "gate 'leap': asks nothing"]


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


def text_faults_of(copy):
    """The faults of the texts, as the example of the design and its dispute show them."""
    assessor = Assessor(load(copy.folder))
    answers = read_answers(assessor.book, DAMAGED, TODAY)
    kinds = [assessor.assess(answers, events, TODAY) for events in ((), (CaseEvent("dispute_opened", TODAY),))]
    return list(text_faults(assessor, Library(copy.folder / "words"), kinds))


def test_the_texts_of_this_repository_are_sound_in_short(copy):
    assert text_faults_of(copy) == []


FAULTY_TEXTS = {
    # file, what is there, what it is broken into -> the lines
    "a missing text": (
        "warnings.ftl", "warning-last_day =", "warning-lastday =",
        ["en: no text called 'warning-last_day'", "warnings.ftl: nothing uses 'warning-lastday'"],
    ),
    "a text that nothing uses": (
        "steps.ftl", "step-be_calm =", "step-be_glad = Be glad.\nstep-be_calm =",
        ["steps.ftl: nothing uses 'step-be_glad'"],
    ),
    "a figure written out": (
        "warnings.ftl", "to the last day.", "to the last 2 days.",
        ["warnings.ftl: 'warning-last_day' has a figure written out; say it with a variable that names its fact: "
         "'Don’t leave it to the last 2 days.'"],
    ),
    "a figure in another script": (
        "warnings.ftl", "to the last day.", "to the last ٢ days.",
        ["warnings.ftl: 'warning-last_day' has a figure written out; say it with a variable that names its fact: "
         "'Don’t leave it to the last ٢ days.'"],
    ),
    "a figure in an attribute": (
        "warnings.ftl", "to the last day.", "to the last day.\n    .hint = 2 days",
        ["warnings.ftl: 'warning-last_day' has a figure written out; say it with a variable that names its fact: "
         "'2 days'"],
    ),
    "a figure beside a variable": (
        "rules.ftl", "with { $PF-026_days_short } to", "with 3 or { $PF-026_days_short } to",
        ["rules.ftl: 'rule-covered_and_time_enough' has a figure written out; say it with a variable that names its "
         "fact: 'Writing to the seller comes first, with 3 or'"],
    ),
    "a variable that nobody fills": (
        "steps.ftl", "{ $PF-034_minutes }", "{ $minutes }", ["en: step-how_to_file: Unknown external: minutes"],
    ),
    "a variable of a fact's figure that there isn't": (
        "facts.ftl", "PF-013 = After an order is marked Delivered the buyer has { $PF-013_days }",
        "PF-013 = After an order is marked Delivered the buyer has { $PF-013_weeks }",
        ["en: 'PF-013' has $PF-013_weeks, which nothing fills"],
    ),
    "a figure written as a literal": (
        "warnings.ftl", "to the last day.", 'to the last { "2" } days.',
        ["warnings.ftl: 'warning-last_day' has a figure written out; say it with a variable that names its fact: '2'"],
    ),
    "a figure in a superscript": (
        "warnings.ftl", "to the last day.", "to the last day².",
        ["warnings.ftl: 'warning-last_day' has a figure written out; say it with a variable that names its fact: "
         "'Don’t leave it to the last day².'"],
    ),
    "a variable in a question's label": (
        "questions.ftl", "topic-flaw = How bad", "topic-flaw = How bad { $price }",
        ["en: 'topic-flaw' has $price, which nothing fills"],
    ),
    "a text that refers to one that isn't there": (
        "warnings.ftl", "to the last day.", "to the last day. { warning-nobody }",
        ["en: warning-last_day: Unknown message: warning-nobody"],
    ),
    "a text without a value": (
        "warnings.ftl", "warning-last_day = Don’t leave it to the last day.", "warning-last_day =\n    .hint = Now.",
        ["en: the text 'warning-last_day' is empty"],
    ),
    "a text told twice": (
        "rules.ftl", "rule-found_cheaper =", "warning-last_day = Not on the last day.\nrule-found_cheaper =",
        ["warnings.ftl: 'warning-last_day' stands in rules.ftl too"],
    ),
    "a reading that no conflict has": (
        "groups.ftl", "group-traps =", "group-snares = Snares\ngroup-traps =", ["groups.ftl: nothing uses 'group-snares'"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTY_TEXTS)
def test_a_faulty_text_is_named(copy, name):
    file, old, new, expected = FAULTY_TEXTS[name]
    copy.change(f"words/en/{file}", old, new)
    assert text_faults_of(copy) == expected


CALLED_FOR = (
    "option-postage-free", "question-postage", "question-postage-why", "topic-postage", "outcome-closed",
    "rule-found_cheaper", "coverage-row-customs", "remedy-row-procedure", "coverage-depends", "remedy-compare",
    "stage-filing", "step-be_calm", "evidence-label_photo", "warning-silence", "article-policy-guide", "reading-C12",
    "reading-C12-follow", "reading-C12-policy-guide", "PF-127", "group-traps", "stage-appealing", "idle-appealing",
    "waits-money", "happened-shipped", "happened-shipped-said", "happened-shipped-when", "happened-decided_return-by",
    "happened-seller_offered-amount", "happened-verdict-said", "gate-closing", "gate-closing-passed",
    "condition-shipping-address", "condition-shipping-address-unmet", "offer-share", "offer-return-small_part",
    "whatif-nothing", "whatif-window-closed", "whatif-passed-ship_back",
)  # fmt: skip


def test_whatever_the_data_calls_for_is_missed_by_name(copy):
    for text in CALLED_FOR:
        [file] = [p for p in (copy.folder / "words" / "en").glob("*.ftl") if f"\n{text} =" in p.read_text("utf-8")]
        copy.change(f"words/en/{file.name}", f"\n{text} =", f"\nleft-out-{text} =")
    assert text_faults_of(copy) == [f"en: no text called {text!r}" for text in sorted(CALLED_FOR)]


def test_broken_fluent_is_named(copy):
    copy.add("words/en/warnings.ftl", "warning-of_all Don’t.")
    [fault] = text_faults_of(copy)
    assert fault.startswith("warnings.ftl: can't be read: ")
    assert "warning-of_all" in fault


def test_a_brace_left_open_is_named_and_its_text_is_missed(copy):
    copy.change("words/en/warnings.ftl", "to the last day.", "to the last { $day.")
    broken, missed = text_faults_of(copy)
    assert broken.startswith("warnings.ftl: can't be read: ")
    assert missed == "en: no text called 'warning-last_day'"


@pytest.mark.parametrize(
    ("length", "faults"), [(40, []), (41, ["en: 'option-postage-free' is too long for a button (40 characters)"])]
)
def test_a_label_longer_than_a_button_is_named(copy, length, faults):
    copy.change(
        "words/en/options.ftl",
        "option-postage-free = Nothing: Free Return or a label",
        f"option-postage-free = {'x' * length}",
    )
    assert text_faults_of(copy) == faults


@pytest.mark.parametrize(
    ("length", "faults"), [(200, []), (201, ["en: 'question-flaw-why' is longer than a toast (200 characters)"])]
)
def test_a_reason_longer_than_a_toast_is_named(copy, length, faults):
    copy.change(
        "words/en/questions.ftl", "question-flaw-why =", f"question-flaw-why = {'x' * length}\nquestion-flaw-why-old ="
    )
    found = [fault for fault in text_faults_of(copy) if "question-flaw-why" in fault]
    assert found == faults


def test_a_verdict_longer_than_a_message_is_named_by_its_rule(copy):
    copy.change("words/en/warnings.ftl", "warning-last_day = ", f"warning-last_day = {'Never wait. ' * 340}")
    assert text_faults_of(copy) == [
        "warnings.ftl: 'warning-last_day' is longer than 4096 characters",
        "en: the verdict of rule 'covered_and_time_enough' is longer than 4096 characters",
    ]


def test_a_second_language_is_checked_like_the_first(copy):
    copy.translate("de")
    copy.change("words/de/clocks.ftl", "date-act_by = Act by: { $date }.", "date-act_by = Bis: { $datum }.")
    copy.change("words/de/groups.ftl", "group-traps = Traps", "group-traps = 7 Fallen")
    assert text_faults_of(copy) == [
        "groups.ftl: 'group-traps' has a figure written out; say it with a variable that names its fact: '7 Fallen'",
        "de: 'date-act_by' lacks $date",
    ]
    copy.change("words/de/warnings.ftl", "warning-last_day =", "warning-letzter_tag =")
    assert "de: no text called 'warning-last_day'" in text_faults_of(copy)


def test_a_line_that_leads_back_into_itself_is_told(copy):
    copy.change("questions.toml", '{ id = "minor", line = "to_keep" }', '{ id = "minor", line = "flawed" }')
    assert list(faults(load(copy.folder), Library(copy.folder / "words"))) == [
        "the dialogue never ends: a line leads back into itself"
    ]


def test_a_clock_that_the_formulas_need_is_missed(copy):
    copy.change("policy.toml", 'id = "appeal"\nfacts = ["PF-032"]\nperiods', 'id = "plea"\nfacts = ["PF-032"]\nperiods')
    assert list(link_faults(load(copy.folder))) == [
        "the formulas: unknown clock 'appeal'", "stage 'rejected': unknown clock 'appeal'",
        "topic 'appeal_rejected': unknown clock 'appeal'",
    ]  # fmt: skip


def test_rules_that_leave_a_case_without_a_verdict_are_told(copy):
    last = 'id = "covered_and_time_enough"\nthen = "write_then_file"\n'
    copy.change("policy.toml", last, f'{last}when = {{ window = ["open"] }}\n')
    [fault] = faults(load(copy.folder), Library(copy.folder / "words"))
    assert fault.startswith("the data can't be judged any further: no rule matches")
