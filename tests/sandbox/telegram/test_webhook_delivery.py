"""Web hook delivery: posts over HTTP, their order, and how often they are tried again."""

import asyncio
from collections import deque
from datetime import UTC, datetime

import pytest
from aiohttp import web

from bot.sandbox.telegram.server import PretendTelegram
from tests.bot.runtime.wire import HurriedClock
from tests.sandbox.telegram.cast import ANA, BORIS, CARLA, DAN, TOKEN
from tests.sandbox.telegram.waiting import until

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
FIRST = 100_000_001
SECRET = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture
def clock():
    return HurriedClock(NOON)


@pytest.fixture
def telegram(clock):
    return PretendTelegram(clock, token=TOKEN, plain_webhooks=True)


class Endpoint:
    """The bot's end: `answers` for the next posts, then 200; `arrived` holds what came, as (seconds since noon, text)."""

    def __init__(self, clock):
        self._clock = clock
        self.answers = deque()
        self.arrived = []
        self.requests = []
        self._changed = asyncio.Condition()

    async def take(self, request):
        update = await request.json()
        self.requests.append((request.content_type, request.headers.get(SECRET), update))
        async with self._changed:
            self.arrived.append(((self._clock.now() - NOON).total_seconds(), told(update)))
            self._changed.notify_all()
        answer = self.answers.popleft() if self.answers else answered(200)
        return await answer(request)

    async def until(self, condition):
        async with asyncio.timeout(10), self._changed:
            await self._changed.wait_for(condition)

    async def until_posts(self, count):
        await self.until(lambda: len(self.arrived) >= count)

    @property
    def texts(self):
        return [text for _, text in self.arrived]

    @property
    def seconds(self):
        return [second for second, _ in self.arrived]


def told(update):
    kind = next((key for key in update if key != "update_id"), "")
    content = update.get(kind, "nothing")
    if not isinstance(content, dict):
        return content
    return next((content[key] for key in ("text", "data", "query") if key in content), kind)


@pytest.fixture
def endpoint(clock):
    return Endpoint(clock)


@pytest.fixture
async def address(endpoint):
    """The endpoint's, while nothing is delivered yet."""
    app = web.Application()
    app.router.add_post("/hook", endpoint.take)
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield "http://{}:{}/hook".format(*runner.addresses[0])
    await runner.cleanup()


@pytest.fixture
async def url(telegram, address):
    """The endpoint's, while delivery is running."""
    async with telegram.delivery:
        yield address


async def all_taken(telegram):
    await until(lambda: not telegram.unconfirmed())


def answered(status=503, **headers):
    async def answer(_):
        return web.Response(status=status, headers=headers)

    return answer


def come_back(seconds):
    return answered(**{"Retry-After": seconds})


def holding(gate):
    """An answer that comes when the gate opens."""

    async def answer(_):
        await gate.wait()
        return web.Response()

    return answer


async def hung_up(request):
    request.transport.close()
    return web.Response()


async def never(_):
    await asyncio.Event().wait()


async def test_what_waits_and_what_comes_is_posted_as_json_with_the_secret(telegram, call, endpoint, url):
    telegram.say(ANA, "before")
    await call("setWebhook", url=url, secret_token="Open_sesame-1")
    telegram.say(ANA, "after")
    await endpoint.until_posts(2)
    await all_taken(telegram)
    assert endpoint.texts == ["before", "after"]
    assert [request[:2] for request in endpoint.requests] == [("application/json", "Open_sesame-1")] * 2
    assert endpoint.requests[0][2] == {
        "update_id": FIRST,
        "message": {
            "message_id": 1,
            "from": {"id": ANA, "is_bot": False, "first_name": "Person 7"},
            "chat": {"id": ANA, "first_name": "Person 7", "type": "private"},
            "date": 1_795_348_800,
            "text": "before",
        },
    }


async def test_without_a_secret_there_is_no_such_header(telegram, call, endpoint, url):
    await call("setWebhook", url=url)
    telegram.say(ANA, "hello")
    await endpoint.until_posts(1)
    assert endpoint.requests[0][1] is None


async def test_nothing_is_posted_before_the_delivery_is_started(telegram, call, endpoint, address):
    await call("setWebhook", url=address)
    telegram.say(ANA, "hello")
    assert telegram.unconfirmed() == [FIRST]
    async with telegram.delivery:
        await endpoint.until_posts(1)
    assert endpoint.texts == ["hello"]


async def test_a_chats_messages_wait_for_each_other_and_taps_and_others_overtake(telegram, call, endpoint, url):
    gate = asyncio.Event()
    endpoint.answers.append(holding(gate))
    await call("setWebhook", url=url)
    telegram.say(ANA, "one")
    await endpoint.until_posts(1)
    telegram.say(ANA, "two")
    telegram.edit(ANA, 1, "edited")
    telegram.tap(ANA, 1, "tap", forged=True)
    telegram.block(ANA)
    telegram.say(BORIS, "other")
    await endpoint.until_posts(4)
    assert sorted(endpoint.texts[1:]) == ["my_chat_member", "other", "tap"]
    gate.set()
    await endpoint.until_posts(6)
    assert endpoint.texts[4:] == ["two", "edited"]


async def test_no_more_posts_at_once_than_connections_are_allowed(telegram, call, endpoint, url):
    pair, open_now, most = asyncio.Barrier(2), 0, 0

    async def in_pairs(_):
        nonlocal open_now, most
        open_now += 1
        most = max(most, open_now)
        await pair.wait()
        open_now -= 1
        return web.Response()

    endpoint.answers.extend([in_pairs] * 4)
    for person in (ANA, BORIS, CARLA, DAN):
        telegram.say(person, "hello")
    await call("setWebhook", url=url, max_connections=2)
    await all_taken(telegram)
    assert (len(endpoint.arrived), most) == (4, 2)


async def test_what_is_refused_is_tried_again_at_once_then_after_2_4_8_seconds_up_to_60(telegram, call, endpoint, url):
    endpoint.answers.extend([answered(500), answered(404), answered(307, Location="/hook"), *[answered()] * 5])
    await call("setWebhook", url=url)
    telegram.say(ANA, "hello")
    telegram.say(ANA, "next")
    await endpoint.until_posts(10)
    assert endpoint.arrived[:9] == [(second, "hello") for second in (0, 0, 2, 6, 14, 30, 62, 122, 182)]
    assert endpoint.arrived[9:] == [(182, "next")]


async def test_a_bot_may_say_when_to_come_back_within_an_hour(telegram, call, endpoint, url):
    endpoint.answers.extend([come_back("7"), come_back("99999"), answered(), answered()])
    await call("setWebhook", url=url)
    telegram.say(ANA, "hello")
    await endpoint.until_posts(5)
    assert endpoint.seconds == [0, 7, 3607, 3609, 3613]


@pytest.mark.parametrize(("answer", "reason"), [(hung_up, "Connection closed"), (never, "Read timeout expired")])
async def test_a_post_without_an_answer_is_tried_again(answer, reason, telegram, call, endpoint, url):
    telegram.delivery.answer_seconds = 0.2
    endpoint.answers.append(answer)
    await call("setWebhook", url=url)
    telegram.say(ANA, "hello")
    await endpoint.until_posts(2)
    await all_taken(telegram)
    assert endpoint.texts == ["hello", "hello"]
    assert (await call("getWebhookInfo"))["last_error_message"] == reason


@pytest.mark.parametrize(
    ("kind", "wait", "seconds"),
    [("message", 3600, [0, *range(3600, 86_400, 3600)]), ("tap", 100, [0, 100]), ("inline query", 30, [0])],
)
async def test_an_update_is_tried_until_it_expires(kind, wait, seconds, telegram, call, endpoint, url):
    happens = {
        "message": lambda text: telegram.say(ANA, text),
        "tap": lambda text: telegram.tap(ANA, 1, text, forged=True),
        "inline query": lambda text: telegram.ask_inline(ANA, text),
    }[kind]
    endpoint.answers.extend([come_back(str(wait))] * len(seconds))
    await call("setWebhook", url=url)
    happens("old")
    happens("just as old")
    await all_taken(telegram)
    happens("new")
    await endpoint.until(lambda: "new" in endpoint.texts)
    assert endpoint.arrived[:-1] == [(second, "old") for second in seconds]
    assert endpoint.texts[-1] == "new"


async def test_the_info_tells_what_waits_and_what_went_wrong(telegram, call, endpoint, url):
    gate = asyncio.Event()
    endpoint.answers.extend([answered(500), holding(gate)])
    await call("setWebhook", url=url)
    assert "last_error_date" not in await call("getWebhookInfo")
    telegram.say(ANA, "hello")
    telegram.say(ANA, "again")
    await endpoint.until_posts(2)
    assert await call("getWebhookInfo") == {
        "url": url,
        "has_custom_certificate": False,
        "pending_update_count": 2,
        "max_connections": 40,
        "ip_address": "<unknown>",
        "last_error_date": 1_795_348_800,
        "last_error_message": "Wrong response from the webhook: 500 Internal Server Error",
    }
    gate.set()
    await all_taken(telegram)
    assert (await call("getWebhookInfo"))["pending_update_count"] == 0
    await call("setWebhook", url=url, max_connections=1)
    assert "last_error_date" not in await call("getWebhookInfo")


async def test_where_nobody_listens_the_update_waits(telegram, call):
    await call("setWebhook", url="http://127.0.0.1:1/hook")
    telegram.tap(ANA, 1, "tap", forged=True)
    async with telegram.delivery:
        await all_taken(telegram)
    info = await call("getWebhookInfo")
    assert info["last_error_message"] == "Connection refused"
    assert info["last_error_date"] == 1_795_348_800 + 122


@pytest.mark.parametrize(("drop", "kept"), [(False, ["hello", "later"]), (True, ["later"])])
async def test_deleting_it_stops_the_posts_and_keeps_what_waits(drop, kept, telegram, call, endpoint, url):
    endpoint.answers.append(never)
    await call("setWebhook", url=url)
    telegram.say(ANA, "hello")
    await endpoint.until_posts(1)
    await call("deleteWebhook", drop_pending_updates=drop)
    telegram.say(ANA, "later")
    assert [told(update) for update in await call("getUpdates")] == kept
    assert endpoint.texts == ["hello"]


async def test_set_as_it_is_changes_nothing_and_set_anew_tries_at_once(telegram, endpoint, url):
    endpoint.answers.append(never)
    assert await described(telegram, url) == "Webhook was set"
    telegram.say(ANA, "hello")
    await endpoint.until_posts(1)
    assert await described(telegram, url) == "Webhook is already set"
    assert await described(telegram, url, secret_token="new") == "Webhook was set"
    await endpoint.until_posts(2)
    assert [secret for _, secret, _ in endpoint.requests] == [None, "new"]


async def described(telegram, url, **parameters):
    _, body = await telegram.call("setWebhook", {"url": url} | parameters)
    return body["description"]


async def test_stopping_gives_up_what_is_under_way_and_loses_nothing(telegram, call, endpoint, address):
    endpoint.answers.append(never)
    await call("setWebhook", url=address)
    async with telegram.delivery:
        telegram.say(ANA, "hello")
        await endpoint.until_posts(1)
    assert telegram.unconfirmed() == [FIRST]
    async with telegram.delivery:
        await endpoint.until_posts(2)
        await all_taken(telegram)


async def test_a_kept_web_hook_goes_on_after_a_restart(telegram, call, clock, endpoint, address):
    await call("setWebhook", url=address, secret_token="kept")
    telegram.say(ANA, "hello")
    other = PretendTelegram(clock, token=TOKEN)
    other.restore(telegram.snapshot())
    async with other.delivery:
        await endpoint.until_posts(1)
    assert endpoint.requests[0][1] == "kept"


async def test_malformed_and_repeated_updates_are_posted_as_they_are(telegram, call, endpoint, url):
    await call("setWebhook", url=url)
    telegram.raw({"message": "malformed"})
    telegram.raw({"update_id": 5, "callback_query": {"from": 7, "data": "odd"}})
    telegram.raw({"update_id": 5, "callback_query": {"from": 7, "data": "odd"}})
    telegram.raw({})
    await all_taken(telegram)
    assert sorted(endpoint.texts) == ["malformed", "nothing", "odd", "odd"]


@pytest.mark.parametrize("url", ["http://127.0.0.1:8080/hook", "http://127.0.0.1/hook"])
async def test_plain_http_is_for_this_machine_and_only_when_switched_on(url, clock, call, refusal):
    await call("setWebhook", url=url)
    status, body = await PretendTelegram(clock, token=TOKEN).call("setWebhook", {"url": url})
    assert (status, body["description"]) == (
        400,
        "Bad Request: bad webhook: An HTTPS URL must be provided for webhook",
    )
    assert (await refusal("setWebhook", url="http://127.0.0.2:8080/hook"))[0] == 400
