"""Inline mode, through the front door: topics of the FAQ for everybody, and never a word of a case."""

import asyncio
import json
import sqlite3
import tomllib
from datetime import timedelta

from flows.load import ALIEXPRESS
from tests.bot.paths import DAMAGED
from tests.chat import PATIENCE, Buyer, quiet

ANA, BEN, GROUP = 7, 8, -100


async def offered(bot, text, offset="", person=ANA, **where):
    """What the bot offers to somebody who types "@bot text": the query's id, and the answer."""
    changes = bot.telegram.subscribe(person)
    query_id = bot.telegram.ask_inline(person, text, offset, **where)
    async with asyncio.timeout(PATIENCE):
        while (change := await changes.get())["type"] != "inline" or change["inline_query_id"] != query_id:
            pass
    bot.telegram.unsubscribe(person, changes)
    return query_id, bot.telegram.inline_answer(query_id)


async def ids(bot, text, **asked):
    _, answer = await offered(bot, text, **asked)
    return [article.id for article in answer.articles]


def answers(bot):
    """The bot's answers to inline queries as it sent them, without the queries' ids."""
    sent = [called.parameters for called in bot.telegram.journal if called.method == "answerinlinequery"]
    return [{name: value for name, value in parameters.items() if name != "inline_query_id"} for parameters in sent]


async def test_words_find_the_topic_also_while_they_are_still_typed(bot):
    for text in ("how long do I have to open a dispute", "How long do i have  to OPEN a disp"):
        assert (await ids(bot, text))[0] == "dispute_deadline"
    assert "dispute_deadline" in (await ids(bot, "deadline"))[:3]


async def test_an_article_is_a_short_answer_with_more_behind_it_and_a_way_to_the_bot(bot):
    bot.telegram.say_in_group(GROUP, BEN, "Until when can I open a dispute?")
    query_id, answer = await offered(bot, "deadline for a dispute", person=BEN, chat_id=GROUP)
    article = next(article for article in answer.articles if article.id == "dispute_deadline")
    bot.telegram.choose_inline(BEN, query_id, "dispute_deadline", chat_id=GROUP)
    said = bot.telegram.history(GROUP)[-1]
    assert said.text.startswith(f"{article.title}\n\n{article.description}\n\nMore about this\n")
    assert [entity["type"] for entity in said.entities] == ["bold", "bold", "expandable_blockquote"]
    link = "https://t.me/dispute_guide_bot?start=faq_dispute_deadline"
    assert said.inline_keyboard == [[{"text": "Check my case", "url": link}]]
    await quiet(bot)
    assert bot.telegram.history(GROUP)[-1] is said, "the bot has nothing to say to that"


async def test_without_words_every_topic_is_there_once_and_the_first_are_of_all_themes(bot):
    first, second = (await offered(bot, ""))[1], (await offered(bot, "", "20"))[1]
    assert (len(first.articles), first.next_offset) == (20, "20")
    assert second.next_offset == ""
    listed = [article.id for article in (*first.articles, *second.articles)]
    faq = tomllib.loads((ALIEXPRESS / "faq.toml").read_text("utf-8"))
    theme_of = {topic["id"]: topic["theme"] for topic in faq["topic"]}
    assert sorted(listed) == sorted(theme_of)
    assert [theme_of[topic] for topic in listed[:8]] == [theme["id"] for theme in faq["theme"]]


async def test_where_nothing_fits_only_the_way_to_the_bot_is_offered(bot):
    for text in ("asdfgh", "???", "\u202e\ud800\x00"):
        _, answer = await offered(bot, text)
        assert answer.articles == ()
        assert answer.button == {"text": "Ask me in a private chat", "start_parameter": "inline"}


async def test_the_way_to_the_bot_begins_a_talk(bot, ana):
    bot.telegram.start(ANA, "inline")
    await quiet(bot)
    assert "What happened with your order?" in ana.text


async def test_the_same_words_bring_everybody_the_same_and_nothing_of_a_case(bot, ana):
    ana.telegram.person(ANA, "Ana Canaria", "es")
    await ana.say("/start")
    await ana.pick(*DAMAGED)
    case = await ana.case()
    first = await ids(bot, "deadline")
    bot.clock.shift(timedelta(seconds=300))
    bot.telegram.person(BEN, "Ben", "ru")
    assert await ids(bot, "deadline", person=BEN) == first
    hers, his = answers(bot)
    assert json.dumps(hers) == json.dumps(his)
    assert (hers["is_personal"], hers["cache_time"]) == ("false", "300")
    assert not [told for told in ("Canaria", case.id, "24.90") if told in json.dumps(hers)]


async def test_telegram_answers_the_same_words_by_itself_for_five_minutes(bot):
    for person in (ANA, BEN):
        await offered(bot, "refund", person=person)
    assert len(answers(bot)) == 1
    bot.clock.shift(timedelta(seconds=300))
    await offered(bot, "refund")
    assert len(answers(bot)) == 2


async def test_nothing_is_stored_of_an_inline_query(bot, ana, folder):
    await ana.say("/start")
    await offered(bot, "deadline")
    await ana.say("/help")
    with sqlite3.connect(folder / "sandbox.db") as db:
        stored = db.execute("SELECT raw FROM updates").fetchall()
        assert len(stored) == 2
        assert "inline_query" not in str(stored)


async def test_what_is_chosen_in_the_chat_with_the_bot_answers_nothing(bot, ana):
    await ana.say("/start")
    asked = ana.last
    query_id, _ = await offered(bot, "deadline")
    bot.telegram.choose_inline(ANA, query_id, "dispute_deadline")
    await quiet(bot)
    assert ana.last.via_bot
    await ana.tap("It arrived, something is wrong", message=asked)
    assert ana.text.endswith("Which of these fits best?")


async def test_a_page_that_nobody_named_is_the_first_or_is_empty(bot):
    first = await ids(bot, "")
    for offset in ("-20", "١٢", "9" * 60, "a" * 64):
        assert await ids(bot, "", offset=offset) == first
    assert await ids(bot, "", offset="999") == []


async def test_a_buyer_who_types_is_answered_beside_a_crowd_of_queries(bot, ana):
    """As many key strokes as one may make, in one batch with a message: both are answered."""
    for number in range(30):
        bot.telegram.ask_inline(BEN, "refund", str(number))
    assert Buyer(bot, BEN).history == []
    await ana.say("/start")
    assert ana.text.endswith("What happened with your order?")
    assert len(answers(bot)) == 30
