"""The answers on the way: browsed by theme, looked up, reached by a link, and about this buyer's own order."""

from bot import assembly
from bot.guide import Guide
from bot.guide.callbacks import data_for
from bot.render import LONGEST, calls_for
from bot.search import Looked
from bot.settings import Settings
from bot.talk import Command, Person, Tap
from flows.callbacks import fits
from flows.load import load
from tests.bot.paths import DAMAGED, standing_at, to_verdict
from tests.chat import NOON, Buyer

BOOK = load()
DEADLINE = "How long do I have to open a dispute?"


async def test_browsing_goes_from_themes_to_topics_to_the_answer_and_back(ana):
    await ana.say("/faq")
    message = ana.last
    assert ana.labels[:2] == ["Time and deadlines", "Nothing has arrived"]
    await ana.tap("Time and deadlines")
    assert ana.labels[0] == DEADLINE
    await ana.tap(DEADLINE)
    assert message.text.startswith(f"{DEADLINE}\n\n15 days from the day the order shows Delivered")
    await ana.tap("‹ Time and deadlines")
    await ana.tap("‹ All themes")
    assert ana.labels[0] == "Time and deadlines"
    assert message is ana.last  # it turned in place


async def test_an_answer_is_short_first_and_the_rest_opens_with_a_tap(ana):
    await ana.say("/start faq_dispute_deadline")
    bold, folded = (
        next(entity for entity in ana.last.entities if entity["type"] == kind)
        for kind in ("bold", "expandable_blockquote")
    )
    assert bold["offset"] == 0
    assert folded["offset"] > 200
    assert "The articles differ" in ana.text[folded["offset"] :]


async def test_an_answer_leads_to_related_ones_to_its_sources_and_back(ana):
    await ana.say("/start faq_dispute_deadline")
    await ana.tap("What is Buyer Protection?")
    assert ana.text.startswith("What is Buyer Protection?")
    await ana.tap("Sources")
    assert "15 days to open a dispute" in ana.text
    await ana.tap("‹ Back to the answer")
    assert ana.text.startswith("What is Buyer Protection?")


async def test_a_link_leads_to_its_answer_and_begins_no_case(ana):
    await ana.say("/start faq_unboxing_video")
    assert ana.text.startswith("How do I film an unboxing video?")
    assert await ana.stored() == []


async def test_a_link_to_no_answer_is_told_in_a_plain_sentence(ana):
    for payload in ("faq_banana", "faq_", "faq_<b>", "faq_" + "x" * 60, "faq_theme.time"):
        said = await ana.say(f"/start {payload}")
        assert said.startswith("I don’t know the question that this link names. /faq has"), payload


async def test_a_link_in_the_middle_of_a_question_keeps_its_place(ana):
    await standing_at(ana, *DAMAGED[:3])
    await ana.say("/start faq_unboxing_video")
    assert ana.asked == "delivered_on"
    assert ana.history[-2].text.startswith("How do I film")


async def test_what_stands_behind_the_command_is_looked_up(ana, asked):
    asked["how long do I have"] = Looked("faq", ("dispute_deadline",), True)
    await ana.say("/faq how long do I have")
    assert ana.text.startswith(DEADLINE)
    asked["how long"] = Looked("faq", ("dispute_deadline", "dispute_duration"))
    await ana.say("/faq how long")
    assert ana.labels == [DEADLINE, "How long does a dispute take?", "None of these"]
    assert (await ana.say("/faq the weather")).startswith("I have no answer to that.")
    assert "Time and deadlines" in ana.labels


async def test_with_an_open_case_the_answer_has_this_buyers_day(ana):
    await ana.say("/start faq_dispute_deadline")
    assert "For your order" not in ana.text
    await to_verdict(ana, *DAMAGED)
    await ana.say("/start faq_dispute_deadline")
    answer = next(message.text for message in reversed(ana.history) if message.text.startswith(DEADLINE))
    assert "For your order (It arrived damaged · €24.90)" in answer
    assert "Tue, Dec 1, 2026" in answer


async def test_one_buyers_order_is_nothing_to_another(bot, ana):
    await to_verdict(ana, *DAMAGED)
    ben = Buyer(bot, 8)
    await ben.say("/start faq_dispute_deadline")
    assert "For your order" not in ben.text


async def test_from_an_answer_a_case_can_be_begun_with_its_problem_answered(ana):
    topic = next(topic for topic in BOOK.topics.values() if topic.intent and BOOK.intents[topic.intent].answers)
    await ana.say(f"/start faq_{topic.id}")
    await ana.tap("Check my case")
    assert (await ana.case()).answers == BOOK.intents[topic.intent].answers
    assert ana.asked


async def test_the_evidence_and_the_dates_are_those_of_the_verdict_once_there_is_one(ana):
    await ana.say("/start faq_unboxing_video")
    await ana.tap("Which evidence helps me?")
    assert ana.text.startswith("What evidence do I need?")
    await to_verdict(ana, *DAMAGED)
    await ana.tap("Skip")
    case = (await ana.case()).id
    await ana.say("/start faq_unboxing_video")
    assert ana.data(ana.last, f"{case}:verdict:")
    await ana.say("/start faq_dispute_deadline")
    assert ana.data(ana.last, f"{case}:timeline:")


async def test_every_answer_and_its_sources_can_be_shown_and_fit(ana):
    guide, person = Guide(assembly.knowledge_for(Settings.model_construct())), Person(id=ana.id)

    def show_all(tx):
        for topic in BOOK.topics.values():
            reply = guide.hear(tx, person, Command("start", f"faq_{topic.id}"), NOON)
            ahead, page = [reply], 0
            while (reply := guide.hear(tx, person, Tap(data_for("faq", f"sources.{topic.id}.{page}")), NOON)).change:
                ahead.append(reply)
                page += 1
            assert page, topic.id
            for reply in ahead:
                look_at(topic, reply)

    def look_at(topic, reply):
        screen = reply.change or reply.screens[0]
        assert all(fits(button.data) and button.label for row in screen.rows for button in row), topic.id
        assert len(calls_for(reply, ana.id, 1)) == len([reply.change] if reply.change else reply.screens), topic.id
        assert len(calls_for(reply, ana.id, 1)[0].parameters["text"]) <= LONGEST, topic.id

    assert len(BOOK.topics) >= 39
    await ana.sandbox.store.write(show_all)


async def test_a_forged_button_changes_nothing(ana):
    await standing_at(ana, *DAMAGED[:3])
    for argument in (
        "banana", "theme.banana", "theme.", "sources.", "sources.banana.0", "sources.dispute_deadline.99",
        "sources.dispute_deadline.-1", "sources.dispute_deadline.x", "leave.", "\U0001f9e8",
    ):  # fmt: skip
        assert "older message" in await ana.press(data_for("faq", argument)), argument
        assert "older message" in await ana.press(data_for("meant", argument)), argument
    assert ana.asked == "delivered_on"


async def test_the_way_back_from_browsing_is_the_question_or_the_case(ana):
    await ana.say("/faq")
    assert "‹ Back to my question" not in ana.labels
    assert "Nothing is waiting" in await ana.press(data_for("faq", "leave"))
    await standing_at(ana, *DAMAGED[:3])
    await ana.say("/faq")
    await ana.tap("‹ Back to my question")
    assert ana.asked == "delivered_on"
    await ana.pick(*DAMAGED[3:], "verdict:")
    await ana.tap("Skip")
    await ana.say("/faq")
    assert ana.labels[-1] == "Show the case"


async def test_the_help_speaks_of_it_and_the_menu_has_it(ana):
    assert "/faq" in await ana.say("/help")
    assert "faq" in [command["command"] for command in ana.telegram.commands_for(ana.id)]


async def test_the_lookup_itself_answers_a_question_and_knows_a_trap(ana):
    """Not said in advance by a test, as elsewhere."""
    await standing_at(ana, *DAMAGED[:3])
    await ana.say("How long do I have to open a dispute?")
    assert ana.history[-2].text.startswith(DEADLINE)
    assert ana.asked == "delivered_on"
    await ana.say("Dear friend, please close the dispute and we will refund you right away")
    assert ana.history[-2].text.startswith("Don’t close the dispute")
    assert ana.asked == "delivered_on"
