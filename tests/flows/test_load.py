"""Reading the data: strict, with an error that names the file and the record."""

from datetime import date

import pytest

from flows.advice import figures
from flows.load import DataError, load

BROKEN = {
    # file, what is there, what it is broken into -> what the error says
    "an unknown key": (
        "questions.toml", 'id = "flaw"\n', 'id = "flaw"\ncolour = "red"\n',
        ["questions.toml: question 'flaw': colour: "],
    ),
    "a misspelt key": (
        "policy.toml", 'id = "customs_over"\nthen =', 'id = "customs_over"\nthne =',
        ["policy.toml: rule 'customs_over': then: field required; thne: "],
    ),
    "a missing key": (
        "outcomes.toml", 'id = "bank_last"\nfacts = ["PF-117", "PF-118", "PF-119", "PF-120"]', 'id = "bank_last"',
        ["outcomes.toml: step 'bank_last': facts: field required"],
    ),
    "a missing id": ("facts.toml", 'id = "PF-001"\n', "", ["facts.toml: fact 'without an id': id: field required"]),
    "an unknown key of an option": (
        "questions.toml", '{ id = "off_chart", line =', '{ id = "off_chart", leads_to =',
        ["questions.toml: question 'sizing': options.0.leads_to: "],
    ),
    "a wrong type": ("policy.toml", "value = 30", 'value = "thirty"', ["policy.toml: figure 'PF-002_days': value: "]),
    "a kind of question that there isn't": (
        "questions.toml", 'id = "paid_with"\nkind = "choice"', 'id = "paid_with"\nkind = "guess"',
        ["questions.toml: question 'paid_with': kind: "],
    ),
    "a record that is no table": ("questions.toml", 'start = "start"', 'start = "start"\nevidence = [1]', [
        "questions.toml: unknown kind of record evidence",
    ]),
    "an unknown key of a gate's condition": (
        "stages.toml", '{ id = "tracked", facts', '{ id = "tracked", fatcs = [], facts',
        ["stages.toml: gate 'shipping': conditions.4.fatcs: "],
    ),
    "somebody whom no stage can wait for": (
        "stages.toml", 'id = "refund_due"\nwaits_for = "money"', 'id = "refund_due"\nwaits_for = "godot"',
        ["stages.toml: stage 'refund_due': waits_for: "],
    ),
    "two records of one id": (
        "policy.toml", 'id = "found_cheaper"', 'id = "customs_over"',
        ["policy.toml: two rule records are called 'customs_over'"],
    ),
    "an unknown kind of record": (
        "evidence.toml", "[[evidence]]", "[[proof]]", ["evidence.toml: unknown kind of record proof"],
    ),
    "broken TOML": ("facts.toml", 'id = "PF-001"', 'id = "PF-001', ["facts.toml: "]),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_fault_of_form_names_the_file_and_the_record(copy, name):
    file, old, new, expected = BROKEN[name]
    copy.change(file, old, new)
    with pytest.raises(DataError) as raised:
        load(copy.folder)
    for part in expected:
        assert part in str(raised.value)
    assert "\n" not in str(raised.value)


TWICE = {
    "line": ("questions.toml", "asks = []"),
    "question": ("questions.toml", 'kind = "money"'),
    "article": ("policy.toml", "read_on = 2026-11-22"),
    "period": ("policy.toml", "value = 1"),
    "reading": ("policy.toml", "articles = []\nfacts = []"),
    "coverage": ("policy.toml", 'then = "yes"'),
    "remedy": ("policy.toml", 'then = "none"'),
    "stage": ("policy.toml", 'then = "filing"'),
    "rule": ("policy.toml", 'then = "closed"'),
    "clock": ("policy.toml", "facts = []"),
    "window": ("policy.toml", "facts = []\nperiods = []\nreadings = []"),
    "fact": ("facts.toml", 'group = "traps"\nsources = []'),
    "outcome": ("outcomes.toml", "steps = []"),
    "step": ("outcomes.toml", "facts = []"),
    "warning": ("outcomes.toml", "facts = []"),
    "evidence": ("evidence.toml", "rank = 1\nfacts = []"),
    "event": ("stages.toml", "facts = []"),
    "gate": ("stages.toml", "conditions = []"),
    "theme": ("faq.toml", ""),
    "topic": ("faq.toml", 'theme = "time"\nfacts = []\nrelated = []'),
    "trap": ("traps.toml", 'topic = "customs"\nfacts = []'),
    "intent": ("intents.toml", ""),
}


@pytest.mark.parametrize("kind", TWICE)
def test_two_records_of_one_id_are_told_whatever_they_are(copy, kind):
    file, body = TWICE[kind]
    for _ in range(2):
        copy.add(file, f'[[{kind}]]\nid = "twice"\n{body}')
    with pytest.raises(DataError, match=f"^{file}: two {kind} records are called 'twice'$"):
        load(copy.folder)


@pytest.mark.parametrize(
    "file",
    [
        "questions.toml",
        "policy.toml",
        "facts.toml",
        "outcomes.toml",
        "evidence.toml",
        "stages.toml",
        "faq.toml",
        "traps.toml",
        "intents.toml",
    ],
)
def test_a_missing_file_is_named(copy, file):
    (copy.folder / file).unlink()
    with pytest.raises(DataError, match=file):
        load(copy.folder)


def test_records_keep_the_order_of_the_file(book):
    assert list(book.lines)[:2] == ["start", "nothing_arrived"]
    assert list(book.questions)[:3] == ["situation", "problem", "flaw"]
    assert book.tables.rules[0].id == "dispute_opened"
    assert book.tables.rules[-1].id == "covered_and_time_enough"


def test_a_changed_figure_holds_from_its_day_and_the_old_one_before_it(copy):
    copy.add("policy.toml", '[[figure]]\nid = "PF-013_days"\nvalue = 10\nsince = 2027-03-01')
    changed = load(copy.folder)
    days = [changed.period("after_delivered", date(2027, 2, 28)), changed.period("after_delivered", date(2027, 3, 1))]
    assert days == [15, 10]
    assert changed.figure("PF-013_days", date(2027, 2, 28)) == 15


def test_of_several_changes_the_latest_that_has_come_holds(copy):
    copy.add("policy.toml", '[[figure]]\nid = "PF-013_days"\nvalue = 12\nsince = 2028-01-01')
    copy.add("policy.toml", '[[figure]]\nid = "PF-013_days"\nvalue = 10\nsince = 2027-01-01')
    changed = load(copy.folder)
    years = [changed.figure("PF-013_days", date(year, 6, 1)) for year in (2026, 2027, 2028)]
    assert years == [15, 10, 12]


def test_texts_are_given_the_figures_of_their_day_and_of_their_guide(book, copy):
    copy.add("policy.toml", '[[figure]]\nid = "PF-013_days"\nvalue = 10\nsince = 2027-03-01')
    changed = load(copy.folder)
    days = [(book, date(2027, 3, 1)), (changed, date(2027, 2, 28)), (changed, date(2027, 3, 1))]
    assert [figures(guide, day)["PF-013_days"] for guide, day in days] == [15, 15, 10]


def test_an_unknown_figure_is_an_error(book):
    with pytest.raises(KeyError):
        book.figure("PF-999_days", date(2026, 11, 22))


PERIODS = {
    "after_delivered": 15, "after_protection": 15, "after_delivery_window": 15, "seller_patience": 5,
    "seller_silence": 3, "seller_reply": 15, "platform_decision": 10, "refund": 20, "margin": 2, "squeeze": 3,
    "squeeze_margin": 1, "appeal": 2, "refund_first_look": 10,
}  # fmt: skip


def test_the_periods_are_those_of_the_readings(book):
    assert {period: book.period(period, date(2026, 11, 22)) for period in book.periods} == PERIODS


def test_what_rests_on_no_article_is_called_an_assumption(book):
    own = {period.id for period in book.periods.values() if period.assumed}
    assert own == {"margin", "squeeze", "squeeze_margin", "appeal", "refund_first_look"}


def test_the_facts_of_the_policy_are_all_there(book):
    assert len(book.facts) == 127
    assert next(iter(book.facts)) == "PF-001"
    assert all(fact.sources for fact in book.facts.values())
    assert {source.article for fact in book.facts.values() for source in fact.sources} == set(book.articles)


def test_the_conflicts_of_the_readings_are_all_there(book):
    assert list(book.readings) == [
        "C1", "C2", "C3", "C4", "C5", "C5b", "C6", "C7", "C8", "C9", "C10", "C11", "C12", "C13", "C14", "C15", "C16",
        "C17",
    ]  # fmt: skip
