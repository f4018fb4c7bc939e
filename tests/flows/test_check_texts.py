"""`flows check`: texts that are missing, too long, broken, or say a figure of their own."""

from datetime import date

import pytest

from flows.answers import CaseEvent, read_answers
from flows.assess import Assessor
from flows.check.texts import text_faults
from flows.load import load
from flows.words import Library
from tests.flows.told import DAMAGED

TODAY = date(2026, 11, 22)


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
