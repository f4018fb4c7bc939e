"""Inline queries are answered beside everything else: nothing waits for them, and they wait for nothing."""

import asyncio
from collections import Counter
from datetime import timedelta

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import unused_port
from telegram.error import NetworkError

from bot.clock import SettableClock
from bot.inbox import Inbox
from bot.inline import MOST_AT_ONCE, InlineQueries
from bot.poller import Poller
from bot.request import NotSent
from bot.store import StoreUnavailable
from bot.tasks import end
from bot.webhook import SECRET_HEADER, WebHook
from tests.bot.runtime.conftest import NOW
from tests.bot.runtime.wire import Fault, into, until

ANN, BEN = 7, 8
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
OUTCOMES = ("answered", "late", "failed", "dropped", "unreadable")
MALFORMED = [
    None, "text", 5, [], {}, {"id": "1"}, {"from": {"id": ANN}}, {"id": 1, "from": {"id": ANN}},
    {"id": "1", "from": "Ann"}, {"id": "1", "from": {"id": "7"}}, {"id": "1", "from": {"id": ANN}, "query": 5},
    {"id": "1", "from": {"id": ANN}, "offset": ["20"]},
]  # fmt: skip


def offer(text, offset):
    """Stands for the articles: one that repeats what was typed."""
    if text == "defect":
        raise KeyError(text)
    content = {"input_message_content": {"message_text": f"{text} {offset}"}}
    return {"results": [{"type": "article", "id": "1", "title": text or "all", **content}]}


@pytest.fixture
def clock():
    return SettableClock(NOW)


@pytest.fixture
async def inline(bot, clock, metrics):
    queries = InlineQueries(bot, clock, offer, metrics, worth=0.05)
    yield queries
    await queries.stop()


@pytest.fixture
async def poll(store, bot, clock, taken, vitals, metrics, inline):
    """Start polling; the task is ended with the test."""
    inbox = Inbox(store, clock, beside=inline.take)
    poller = Poller(bot, inbox, clock, into(taken), vitals=vitals, metrics=metrics)
    tasks = []
    yield lambda: tasks.append(asyncio.create_task(poller.run()))
    await end(tasks)


def counted(metrics):
    """How many queries became what."""
    name = "dispute_guide_inline_queries_total"
    found = {outcome: metrics.registry.get_sample_value(name, {"outcome": outcome}) for outcome in OUTCOMES}
    return Counter({outcome: int(count) for outcome, count in found.items() if count})


def texts(taken):
    return [raw.raw.partition('"text":"')[2].partition('"')[0] for raw in taken]


def titles(telegram, query_id):
    answer = telegram.inline_answer(query_id)
    return answer and [article.title for article in answer.articles]


async def without_store(condition):
    """As `until`, where the store can't be asked."""
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - it has no event
            await asyncio.sleep(0)


async def test_in_one_batch_messages_are_stored_and_queries_answered(poll, telegram, store, taken, metrics, wire):
    telegram.say(ANN, "one")
    query = telegram.ask_inline(BEN, "refund")
    telegram.say(ANN, "two")
    poll()
    await until(store, lambda: telegram.inline_answer(query) and len(wire.called("getUpdates")) > 1)
    assert titles(telegram, query) == ["refund"]
    assert texts(taken) == ["one", "two"]
    assert await store.write(lambda tx: tx.pending_updates()) == taken
    assert telegram.unconfirmed() == []
    assert counted(metrics) == {"answered": 1}
    assert metrics.registry.get_sample_value("dispute_guide_updates_in_total") == 2


async def test_queries_alone_need_no_storage_and_are_confirmed(poll, telegram, store, taken, monkeypatch):
    async def refuse(_job, **_how):
        raise StoreUnavailable("full")

    write = store.write
    monkeypatch.setattr(store, "write", refuse)
    first = telegram.ask_inline(ANN, "refund")
    poll()
    await without_store(lambda: telegram.inline_answer(first) and not telegram.unconfirmed())
    second = telegram.ask_inline(ANN, "money")
    await without_store(lambda: telegram.inline_answer(second))
    monkeypatch.setattr(store, "write", write)
    assert taken == []


async def test_while_the_storage_refuses_a_message_the_query_beside_it_is_answered_and_the_message_stays(
    poll, telegram, store, taken, monkeypatch, clock
):
    write, refusing = store.write, True

    async def refuse(job, **_how):
        if refusing:
            raise StoreUnavailable("full")
        return await write(job, **_how)

    monkeypatch.setattr(store, "write", refuse)
    telegram.say(ANN, "one")
    query = telegram.ask_inline(BEN, "refund")
    poll()
    await without_store(lambda: telegram.inline_answer(query))
    assert len(telegram.unconfirmed()) == 2
    refusing = False
    clock.shift(timedelta(seconds=5))
    await until(store, lambda: texts(taken) == ["one"])


@pytest.mark.parametrize("query", MALFORMED, ids=str)
async def test_a_malformed_query_is_confirmed_and_harms_nobody(poll, telegram, store, taken, metrics, query):
    telegram.raw({"inline_query": query})
    telegram.say(ANN, "after")
    poll()
    await until(store, lambda: texts(taken) == ["after"] and not telegram.unconfirmed())
    assert counted(metrics) == {"unreadable": 1}


async def test_half_a_character_does_no_harm(poll, telegram, store, metrics):
    telegram.raw({"inline_query": {"id": "1", "from": {"id": ANN}, "query": "a\ud83d b", "offset": "\udc00"}})
    poll()
    await until(store, lambda: counted(metrics))
    assert counted(metrics) == {"late": 1}, "Telegram knows no query 1"


async def test_a_late_or_failing_answer_is_counted_and_not_tried_again(poll, telegram, store, metrics, wire):
    wire.breaks["answerInlineQuery"].extend([Fault(NotSent("no connection")), Fault(NetworkError("Bad Gateway (502)"))])
    telegram.fail_next("answerInlineQuery", 400, TOO_OLD)
    for text in ("one", "two", "three", "defect", "five"):
        query = telegram.ask_inline(ANN, text)
    poll()
    await until(store, lambda: sum(counted(metrics).values()) == 5)
    assert counted(metrics) == {"late": 3, "failed": 1, "answered": 1}
    assert len(wire.called("answerInlineQuery")) == 4
    assert titles(telegram, query) == ["five"]


async def test_an_answer_that_hangs_is_given_up_and_holds_up_nothing(poll, telegram, store, taken, metrics, wire):
    wire.hangs.add("answerInlineQuery")
    telegram.ask_inline(ANN, "refund")
    telegram.say(ANN, "one")
    poll()
    await until(store, lambda: texts(taken) == ["one"])
    await until(store, lambda: counted(metrics))
    assert counted(metrics) == {"late": 1}


async def test_nothing_of_a_query_is_logged_but_a_hash_of_who_typed_it(inline, stream, store, metrics):
    for canary in ("canary words", "defect"):
        inline.take({"inline_query": {"id": "1", "from": {"id": 424242}, "query": canary}})
    inline.take({"inline_query": {"id": 1, "from": {"id": 424242}, "query": "canary words"}})
    await until(store, lambda: sum(counted(metrics).values()) == 3)
    told = stream.getvalue()
    assert told.count("inline query") == 3
    assert "canary" not in told
    assert "424242" not in told


async def test_one_person_s_flood_takes_nothing_from_anybody_else(inline, telegram, store, clock, metrics):
    def ask(person, text):
        query = telegram.ask_inline(person, text)
        inline.take({"inline_query": {"id": query, "from": {"id": person}, "query": text}})
        return query

    for number in range(40):
        ask(ANN, f"flood {number}")
    query = ask(BEN, "refund")
    await until(store, lambda: sum(counted(metrics).values()) == 41)
    assert counted(metrics) == {"answered": 31, "dropped": 10}
    assert titles(telegram, query) == ["refund"]
    clock.shift(timedelta(seconds=1))
    for number in range(3):
        ask(ANN, f"later {number}")
    await until(store, lambda: sum(counted(metrics).values()) == 44)
    assert counted(metrics) == {"answered": 33, "dropped": 11}, "one more every half second"


async def test_only_so_many_answers_are_under_way_at_once(bot, clock, metrics, store, wire):
    queries = InlineQueries(bot, clock, offer, metrics)
    for person in range(1, MOST_AT_ONCE + 11):
        queries.take({"inline_query": {"id": "1", "from": {"id": person}, "query": "refund"}})
    assert counted(metrics) == {"dropped": 10}
    await until(store, lambda: sum(counted(metrics).values()) == MOST_AT_ONCE + 10)
    assert len(wire.called("answerInlineQuery")) == MOST_AT_ONCE
    await queries.stop()


async def test_a_stop_waits_for_no_answer(inline, telegram, wire, store):
    wire.hangs.add("answerInlineQuery")
    inline.take({"inline_query": {"id": telegram.ask_inline(ANN, "refund"), "from": {"id": ANN}, "query": "refund"}})
    await until(store, lambda: wire.called("answerInlineQuery"))
    async with asyncio.timeout(1):
        await inline.stop()


@pytest.mark.parametrize("refusing", [False, True], ids=["as ever", "storage refuses"])
@pytest.mark.parametrize("query", ["refund", None], ids=["well-formed", "malformed"])
async def test_the_web_hook_answers_200_and_stores_nothing(
    bot, store, clock, taken, vitals, metrics, telegram, inline, monkeypatch, query, refusing, wire
):
    async def refuse(_job, **_how):
        raise StoreUnavailable("full")

    listen, inbox = f"127.0.0.1:{unused_port()}", Inbox(store, clock, beside=inline.take)
    hook = WebHook(
        bot, inbox, clock, into(taken), url="https://example.org/hook", secret="right", listen=listen, vitals=vitals,
        metrics=metrics,
    )  # fmt: skip
    task = asyncio.create_task(hook.run())
    await until(store, lambda: wire.called("setWebhook"))
    if refusing:
        monkeypatch.setattr(store, "write", refuse)
    asked = telegram.ask_inline(ANN, "refund")
    body = {"update_id": 5, "inline_query": query and {"id": asked, "from": {"id": ANN}, "query": query}}
    async with ClientSession() as session:
        headers = {SECRET_HEADER: "right"}
        async with session.post(f"http://{listen}/hook", json=body, headers=headers) as response:
            assert response.status == 200
    await without_store(lambda: counted(metrics))
    assert counted(metrics) == ({"answered": 1} if query else {"unreadable": 1})
    assert taken == []
    await end([task])
    await hook.stop()
