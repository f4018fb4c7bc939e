"""`flows check` on the answers and the phrasings: each kind of fault is put into a copy, and named in one line."""

import shutil
from dataclasses import replace

import pytest

from flows.assess import Assessor
from flows.check.faq import intent_faults
from flows.check.links import link_faults
from flows.check.phrases import phrase_faults
from flows.check.texts import text_faults
from flows.load import DataError, load
from flows.words import Library

DEAD_LINKS = {
    # file, what is there, what it is broken into -> the lines
    "a theme that there isn't": (
        "faq.toml", 'id = "free_return_tag"\ntheme = "sending_back"', 'id = "free_return_tag"\ntheme = "post"',
        ["topic 'free_return_tag': unknown theme 'post'"],
    ),
    "a theme without a topic": (
        "faq.toml", '[[theme]]\nid = "time"', '[[theme]]\nid = "gossip"\n\n[[theme]]\nid = "time"',
        ["theme 'gossip': has no topic"],
    ),
    "a fact that there isn't": (
        "faq.toml", 'facts = ["PF-045", "PF-063"', 'facts = ["PF-450", "PF-063"',
        ["topic 'full_or_partial_refund': unknown fact 'PF-450'"],
    ),
    "an answer that rests on nothing": (
        "faq.toml", 'facts = ["PF-077", "PF-078", "PF-081", "PF-125"]', "facts = []",
        ["topic 'evidence_non_delivery': rests on no fact"],
    ),
    "a conflict that there isn't": (
        "faq.toml", 'readings = ["C12"]', 'readings = ["C21"]', ["topic 'claim_description': unknown conflict 'C21'"],
    ),
    "a related topic that there isn't": (
        "faq.toml", 'related = ["counter_offer", "refund_only_vs_return"]', 'related = ["counter_offer", "money"]',
        ["topic 'full_or_partial_refund': unknown related topic 'money'"],
    ),
    "a topic that is related to itself": (
        "faq.toml", 'related = ["counter_offer", "refund_only_vs_return"]',
        'related = ["counter_offer", "full_or_partial_refund"]',
        ["topic 'full_or_partial_refund': is related to itself"],
    ),
    "one related topic only": (
        "faq.toml", 'related = ["counter_offer", "refund_only_vs_return"]', 'related = ["counter_offer"]',
        ["topic 'full_or_partial_refund': needs 2 to 4 related topics"],
    ),
    "the same related topic twice": (
        "faq.toml", 'related = ["counter_offer", "refund_only_vs_return"]', 'related = ["counter_offer", "counter_offer"]',
        ["topic 'full_or_partial_refund': needs 2 to 4 related topics"],
    ),
    "an intent that there isn't": (
        "faq.toml", 'intent = "customs"', 'intent = "duty"', ["topic 'customs': unknown intent 'duty'"],
    ),
    "a clock that there isn't": (
        "faq.toml", 'case = ["appeal"]', 'case = ["plea"]', ["topic 'appeal_rejected': unknown clock 'plea'"],
    ),
    "a clock that counts to no day": (
        "faq.toml", 'case = ["appeal"]', 'case = ["look_up"]', ["topic 'appeal_rejected': unknown clock 'look_up'"],
    ),
    "a trap about a topic that there isn't": (
        "traps.toml", 'topic = "counter_offer"', 'topic = "cents"', ["trap 'one_cent': unknown topic 'cents'"],
    ),
    "a trap that rests on nothing": (
        "traps.toml", 'facts = ["PF-111"]', "facts = []", ["trap 'cancel_false_reason': rests on no fact"],
    ),
    "a trap with a conflict that there isn't": (
        "traps.toml", 'readings = ["C16"]', 'readings = ["C61"]', ["trap 'ship_without_address': unknown conflict 'C61'"],
    ),
    "an intent that leads to a topic that there isn't": (
        "intents.toml", 'topic = "return_shipping_cost"', 'topic = "postage"',
        ["intent 'return_shipping_cost': unknown topic 'postage'"],
    ),
    "an intent that leads two ways": (
        "intents.toml", 'problem = "customs" }', 'problem = "customs" }\ntopic = "customs"',
        ["intent 'customs': leads to answers or to a topic, not to both"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DEAD_LINKS)
def test_a_dead_link_is_named_with_its_record(copy, name):
    file, old, new, expected = DEAD_LINKS[name]
    copy.change(file, old, new)
    assert list(link_faults(load(copy.folder))) == expected


UNREADABLE = {
    "an unknown key": ("faq.toml", 'case = ["appeal"]', 'clocks = ["appeal"]', "faq.toml: topic 'appeal_rejected': clocks: "),
    "an action that there isn't": (
        "faq.toml", 'action = "evidence"', 'action = "dance"', "faq.toml: topic 'evidence_non_delivery': action: ",
    ),
    "a trap without a topic": (
        "traps.toml", 'topic = "counter_offer"\n', "", "traps.toml: trap 'one_cent': topic: field required",
    ),
    "an answer that is no text": (
        "intents.toml", 'problem = "customs"', "problem = 3", "intents.toml: intent 'customs': answers.problem: ",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_record_of_a_wrong_form_is_an_error_that_names_it(copy, name):
    file, old, new, expected = UNREADABLE[name]
    copy.change(file, old, new)
    with pytest.raises(DataError) as raised:
        load(copy.folder)
    assert str(raised.value).startswith(expected)


LOST = {
    "an option that isn't offered there": (
        'situation = "nothing_arrived", problem = "customs"', 'situation = "arrived_wrong", problem = "customs"',
    ),
    "a question that nobody asks": ('problem = "customs"', 'matter = "customs"'),
    "answers in another order": (
        'situation = "nothing_arrived", problem = "customs"', 'problem = "customs", situation = "nothing_arrived"',
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LOST)
def test_an_intent_that_begins_no_case_is_named(copy, name):
    copy.change("intents.toml", *LOST[name])
    assert list(intent_faults(Assessor(load(copy.folder)))) == [
        "intent 'customs': no case begins with its answers, in their order"
    ]


def test_a_problem_that_no_first_message_can_mean_is_named(copy):
    copy.change("intents.toml", 'id = "changed_mind"', 'id = "second_thoughts"')
    assert list(intent_faults(Assessor(load(copy.folder)))) == ["question 'problem': unknown intent 'changed_mind'"]


MISSING = {
    # file, what is there, what it is broken into -> the lines
    "a topic without its short answer": (
        "faq.ftl", "faq-customs-short =", "faq-customs-brief =",
        ["en: no text called 'faq-customs-short'", "faq.ftl: nothing uses 'faq-customs-brief'"],
    ),
    "a trap without its reply": (
        "traps.ftl", "trap-one_cent-reply =", "trap-one_cent-answer =",
        ["en: no text called 'trap-one_cent-reply'", "traps.ftl: nothing uses 'trap-one_cent-answer'"],
    ),
    "a theme without its label": (
        "faq.ftl", "theme-time =", "theme-hour =",
        ["en: no text called 'theme-time'", "faq.ftl: nothing uses 'theme-hour'"],
    ),
    "an action without its label": (
        "faq.ftl", "action-evidence =", "action-proof =",
        ["en: no text called 'action-evidence'", "faq.ftl: nothing uses 'action-proof'"],
    ),
    "a difference where the articles agree": (
        "faq.ftl", "faq-size_fit-short =", "faq-size_fit-differ = They differ.\nfaq-size_fit-short =",
        ["faq.ftl: nothing uses 'faq-size_fit-differ'"],
    ),
    "a reply to a fake claim": (
        "traps.ftl", "trap-fake_claim-why =", "trap-fake_claim-reply = Hello.\ntrap-fake_claim-why =",
        ["traps.ftl: nothing uses 'trap-fake_claim-reply'"],
    ),
    "a variable on a button": (
        "faq.ftl", "action-check_case = Check my case", "action-check_case = Check { $case }",
        ["en: 'action-check_case' has $case, which nothing fills"],
    ),
}  # fmt: skip
FAULTY = {
    "a figure written out": (
        "traps.ftl", "end of the { $PF-016_days } days final", "end of the 15 days final",
        ["traps.ftl: 'trap-wait_past_window-why' has a figure written out; say it with a variable that names its fact: "
         "'No article says that a promise stops the clock. One calls the end of the 15 days final: the order closes, the "
         "seller is paid and protection ends. What was promised only in the chat may not count later.'",
         "en: 'trap-wait_past_window' rests on PF-016, but says none of its figures"],
    ),
    "a figure of another fact": (
        "faq.ftl", "It takes about { $PF-034_minutes }", "It takes about { $PF-034_minutes } or { $PF-029_days }",
        ["en: 'faq-how_to_open_dispute-short' has $PF-029_days, a figure of none of its facts"],
    ),
    "a figure that there isn't": (
        "traps.ftl", "countdown of { $PF-014_days } days", "countdown of { $PF-014_days } or { $days } days",
        ["en: 'trap-confirm_early-why' has $days, a figure of none of its facts"],
    ),
    "a question longer than a button": (
        "faq.ftl", "faq-size_fit = It doesn’t fit: can I get money back?", f"faq-size_fit = {'x' * 41}",
        ["en: 'faq-size_fit' is too long for a button (40 characters)"],
    ),
    "a short answer that isn't short": (
        "faq.ftl", "faq-customs-short = Usually not", f"faq-customs-short = {'x' * 400} Usually not",
        ["en: 'faq-customs-short' is longer than 400 characters"],
    ),
    "an answer longer than a message": (
        "faq.ftl", "faq-chargeback-differ = The", f"faq-chargeback-differ = {'x' * 3000} The",
        ["en: 'faq-chargeback' and what follows it are longer than 3000 characters"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("faults", [MISSING, FAULTY], ids=["texts that aren't there", "texts that are"])
def test_a_faulty_text_of_an_answer_is_named(copy, faults):
    """Many in one copy: looking at all texts takes its time."""
    for file, old, new, _ in faults.values():
        copy.change(f"words/en/{file}", old, new)
    found = text_faults(Assessor(load(copy.folder)), Library(copy.folder / "words"), ())
    assert sorted(found) == sorted(line for *_, expected in faults.values() for line in expected)


class Asked:
    """The guide, asked in one language, one way for each thing."""

    def __init__(self, book, folder):
        self.book = replace(book, folder=folder)
        self.place = folder / "phrases" / "en"
        self.place.mkdir(parents=True)
        ids = {"topics": book.topics, "problems": book.intents, "traps": book.traps, "decoys": ["weather"]}
        for kind, names in ids.items():
            self.write(kind, "".join(f'{name} = ["{kind} {name}"]\n' for name in names))

    def write(self, kind, text):
        (self.place / f"{kind}.toml").write_text(text, "utf-8")

    def change(self, kind, old, new):
        text = (self.place / f"{kind}.toml").read_text("utf-8")
        assert old in text
        self.write(kind, text.replace(old, new, 1))

    def faults(self):
        return list(phrase_faults(self.book))


@pytest.fixture
def asked(book, tmp_path):
    return Asked(book, tmp_path)


def test_phrasings_of_everything_are_no_fault(asked):
    assert asked.faults() == []


PHRASINGS = {
    # file, what is there, what it is broken into -> the lines
    "a topic that nobody asks about": (
        "topics", 'customs = ["topics customs"]\n', "", ["en/topics.toml: no phrasing of customs"],
    ),
    "a topic with an empty list": (
        "topics", '["topics customs"]', "[]", ["en/topics.toml: no phrasing of customs"],
    ),
    "a topic that there isn't": (
        "topics", "customs =", "duty =",
        ["en/topics.toml: unknown id 'duty'", "en/topics.toml: no phrasing of customs"],
    ),
    "a problem that there isn't": (
        "problems", 'other = ["problems other"]', 'other = ["problems other"]\nlost = ["lost"]',
        ["en/problems.toml: unknown id 'lost'"],
    ),
    "a trap that nobody tells of": (
        "traps", 'one_cent = ["traps one_cent"]\n', "", ["en/traps.toml: no phrasing of one_cent"],
    ),
    "the same phrasing twice, in other letters": (
        "topics", '["topics customs"]', '["topics customs", "Topics  SIZE_fit"]',
        ["en/topics.toml: 'topics size_fit' stands twice, for 'customs' and 'size_fit'"],
    ),
    "an empty phrasing": (
        "traps", '["traps one_cent"]', '["traps one_cent", " "]', ["en/traps.toml: 'one_cent' has an empty phrasing"],
    ),
    "a phrasing of 301 characters": (
        "decoys", '["decoys weather"]', f'["{"x" * 301}"]',
        ["en/decoys.toml: 'weather' has a phrasing of more than 300 characters"],
    ),
    "a decoy that leads to an answer": (
        "decoys", '["decoys weather"]', '["topics customs"]',
        ["en/decoys.toml: 'topics customs' leads to 'customs' in topics.toml"],
    ),
    "no decoys": ("decoys", 'weather = ["decoys weather"]\n', "", ["en/decoys.toml: no phrasing at all"]),
}  # fmt: skip


@pytest.mark.parametrize("name", PHRASINGS)
def test_a_faulty_phrasing_is_named_with_its_language_and_file(asked, name):
    kind, old, new, expected = PHRASINGS[name]
    asked.change(kind, old, new)
    assert sorted(asked.faults()) == sorted(expected)


def test_a_phrasing_of_300_characters_is_no_fault(asked):
    asked.change("decoys", '["decoys weather"]', f'["{"x" * 300}"]')
    assert asked.faults() == []


def test_the_same_phrasing_in_two_files_of_answers_is_no_fault(asked):
    asked.change("problems", '["problems customs"]', '["topics customs"]')
    assert asked.faults() == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('customs = "stuck"', "^en/topics.toml: 'customs' is no list of texts$"),
        ("customs = [1]", "^en/topics.toml: 'customs' is no list of texts$"),
        ("customs = [", "^en/topics.toml: "),
    ],
)
def test_phrasings_that_cannot_be_read_are_an_error_that_names_the_file(asked, text, expected):
    asked.write("topics", text)
    with pytest.raises(DataError, match=expected):
        asked.faults()


def test_a_saying_that_answers_no_question_is_an_error(asked):
    asked.write("said", '[postage]\ngratis = ["gratis"]\n')
    with pytest.raises(DataError, match=r"said\.toml: postage\.gratis is no option, or has no words$"):
        asked.faults()


def test_a_guide_that_nobody_can_ask_is_an_error(asked):
    shutil.rmtree(asked.place.parent)
    with pytest.raises(DataError, match=r"^phrases: "):
        asked.faults()
