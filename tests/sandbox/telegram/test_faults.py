"""Faults by script: which calls they strike, and what of the answer arrives, over HTTP and in process."""

import asyncio
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from aiohttp import ClientConnectionError, ClientPayloadError, ClientSession, ClientTimeout
from telegram.error import TimedOut

from bot.request import HttpRequest, Unanswered
from bot.sandbox.telegram.faults import (
    Fault,
    accept_then_hang,
    api_error,
    cut_json,
    html_page,
    late,
    refuse_then_hang,
    reset_after,
    reset_before,
    reset_in_body,
    too_many,
)
from bot.sandbox.telegram.http import served
from bot.sandbox.telegram.request import InProcessRequest
from tests.sandbox.telegram.cast import ANA, BORIS, TOKEN
from tests.sandbox.telegram.waiting import until

HELLO = {"chat_id": ANA, "text": "Hello"}
TROUBLE = api_error(400, "Bad Request: no")


@pytest.fixture
async def session(telegram):
    telegram.start(BORIS)
    async with served(telegram) as address, ClientSession(f"{address}/bot{TOKEN}/") as made:
        yield made


async def post(session, method="sendMessage"):
    """Status, content type, Retry-After and body; None where no whole answer came."""
    try:
        async with session.post(method, json=HELLO) as answered:
            return answered.status, answered.content_type, answered.headers.get("Retry-After"), await answered.read()
    except (ClientConnectionError, ClientPayloadError):
        return None


def heard(telegram):
    """What Ana read of the bot."""
    return [message.text for message in telegram.history(ANA) if message.from_bot]


@pytest.mark.parametrize(
    ("status", "description", "parameters"),
    [
        (400, "Bad Request: can't parse entities", None),
        (401, "Unauthorized", None),
        (403, "Forbidden: bot was blocked by the user", None),
        (404, "Not Found", None),
        (409, "Conflict: terminated by other getUpdates request", None),
        (429, "Too Many Requests: retry after 5", {"retry_after": 5}),
        (500, "Internal Server Error", None),
        (502, "Bad Gateway", None),
    ],
)
async def test_telegram_can_be_made_to_say_no(status, description, parameters, session, telegram):
    telegram.script(Fault("sendMessage", api_error(status, description, parameters)))
    answered, kind, wait, body = await post(session)
    told = {"ok": False, "error_code": status, "description": description}
    assert (answered, kind) == (status, "application/json")
    assert json.loads(body) == told | ({"parameters": parameters} if parameters else {})
    assert wait == ("5" if parameters else None)
    assert heard(telegram) == []
    assert (await post(session))[0] == 200


async def test_a_429_has_its_seconds_in_body_and_header(session, telegram):
    telegram.script(Fault("sendMessage", too_many(17)))
    status, _, wait, body = await post(session)
    assert (status, wait, json.loads(body)["parameters"]) == (429, "17", {"retry_after": 17})


@pytest.mark.parametrize("carried_out", [True, False])
async def test_a_proxys_page_is_no_json(carried_out, session, telegram):
    telegram.script(Fault("sendMessage", html_page(502, carried_out=carried_out)))
    status, kind, _, body = await post(session)
    assert (status, kind, body[:6]) == (502, "text/html", b"<html>")
    assert heard(telegram) == ["Hello"] * carried_out


async def test_cut_json_is_half_of_the_true_answer(session, telegram):
    telegram.script(Fault("getMe", cut_json()))
    status, kind, _, body = await post(session, "getMe")
    whole = (await post(session, "getMe"))[3]
    assert (status, kind, body) == (200, "application/json", whole[: len(whole) // 2])
    with pytest.raises(ValueError, match="char"):
        json.loads(body)


@pytest.mark.parametrize(
    ("trouble", "carried_out"),
    [(reset_before(), False), (reset_after(), True), (reset_in_body(), True)],
    ids=["before", "after", "in the body"],
)
async def test_a_connection_can_break(trouble, carried_out, session, telegram):
    telegram.script(Fault("sendMessage", trouble))
    assert await post(session) is None
    assert heard(telegram) == ["Hello"] * carried_out
    assert (await post(session))[0] == 200


async def test_a_break_in_the_body_lets_the_head_through(session, telegram):
    telegram.script(Fault("sendMessage", reset_in_body()))
    async with session.post("sendMessage", json=HELLO) as answered:
        assert (answered.status, int(answered.headers["Content-Length"]) > 100) == (200, True)
        with pytest.raises((ClientPayloadError, ClientConnectionError)):
            await answered.read()


@pytest.mark.parametrize(
    ("trouble", "carried_out"), [(accept_then_hang(), True), (refuse_then_hang(), False)], ids=["accepted", "refused"]
)
async def test_an_answer_can_stay_away_until_the_trouble_is_mended(trouble, carried_out, session, telegram):
    telegram.script(Fault("sendMessage", trouble, times=2))
    with pytest.raises(TimeoutError):
        await session.post("sendMessage", json=HELLO, timeout=ClientTimeout(total=0.2))
    hanging = asyncio.create_task(post(session))
    await until(lambda: not telegram.scripted())
    assert heard(telegram) == ["Hello"] * 2 * carried_out
    assert not hanging.done()
    telegram.mend()
    assert await hanging is None
    assert (await post(session))[0] == 200


async def test_serving_ends_though_an_answer_hangs(telegram):
    telegram.script(Fault("*", accept_then_hang()))
    async with ClientSession() as session:
        async with asyncio.timeout(5), served(telegram) as address:
            hanging = asyncio.create_task(session.get(f"{address}/bot{TOKEN}/getMe"))
            await until(lambda: not telegram.scripted())
        with pytest.raises(ClientConnectionError):
            await hanging


async def test_an_answer_can_be_late_by_the_pretend_clock(session, telegram, clock):
    telegram.script(Fault("*", late(30), times=None))
    waiting = asyncio.create_task(post(session))
    await until(lambda: heard(telegram))
    clock.shift(timedelta(seconds=29))
    await asyncio.sleep(0)
    assert not waiting.done()
    clock.shift(timedelta(seconds=1))
    assert (await waiting)[0] == 200


async def test_troubles_combine(session, telegram, clock):
    telegram.script(Fault("sendMessage", replace(api_error(502, "Bad Gateway", carried_out=True), seconds=30)))
    waiting = asyncio.create_task(post(session))
    await until(lambda: heard(telegram))
    clock.shift(timedelta(seconds=30))
    assert (await waiting)[0] == 502


# which calls


async def statuses(telegram, *calls):
    return [(await telegram.call(method, {"text": "Hello"} | parameters))[0] for method, parameters in calls]


TO_ANA, TO_BORIS = ("sendMessage", {"chat_id": ANA}), ("sendMessage", {"chat_id": BORIS})


@pytest.mark.parametrize(
    ("fault", "struck"),
    [
        (Fault("sendMessage", TROUBLE), [400, 200, 200, 200, 200]),
        (Fault("sendMessage", TROUBLE, nth=3), [200, 200, 400, 200, 200]),
        (Fault("SENDMESSAGE", TROUBLE, nth=2, times=2), [200, 400, 400, 200, 200]),
        (Fault("sendMessage", TROUBLE, nth=4, times=None), [200, 200, 200, 400, 400]),
        (Fault("sendPhoto", TROUBLE), [200, 200, 200, 200, 200]),
    ],
)
async def test_a_fault_strikes_from_the_nth_call_on_so_many_times(fault, struck, telegram):
    telegram.script(fault)
    assert await statuses(telegram, *[TO_ANA] * 5) == struck


async def test_a_fault_may_be_of_one_chat(telegram):
    telegram.start(BORIS)
    telegram.script(Fault("*", TROUBLE, chat_id=BORIS, nth=2))
    calls = (TO_ANA, TO_BORIS, TO_ANA, ("getMe", {}), TO_BORIS, TO_BORIS)
    assert await statuses(telegram, *calls) == [200, 200, 200, 200, 400, 200]


async def test_an_answer_to_a_tap_goes_to_who_tapped(telegram):
    telegram.script(Fault("answerCallbackQuery", TROUBLE, chat_id=BORIS, times=None))
    taps = [telegram.tap(person, 1, "x", forged=True) for person in (ANA, BORIS)]
    answers = [("answerCallbackQuery", {"callback_query_id": tap}) for tap in taps]
    assert await statuses(telegram, *answers) == [200, 400]


@pytest.mark.parametrize(
    ("pattern", "struck"), [("*", [400, 400, 400]), ("send*", [400, 400, 200]), ("[!g]*", [400, 400, 200])]
)
async def test_a_method_may_be_a_pattern(pattern, struck, telegram):
    telegram.script(Fault(pattern, TROUBLE, times=None))
    action = ("sendChatAction", {"chat_id": ANA, "action": "typing"})
    assert await statuses(telegram, TO_ANA, action, ("getMe", {})) == struck


async def test_of_two_faults_the_first_strikes_and_the_other_the_next_call(telegram):
    telegram.script(Fault("sendMessage", TROUBLE), Fault("*", api_error(502, "Bad Gateway")))
    telegram.fail_next("sendMessage", 403, "Forbidden: no")
    telegram.script(Fault("sendMessage", api_error(404, "Not Found"), nth=5))
    assert await statuses(telegram, *[TO_ANA] * 6) == [400, 502, 403, 200, 404, 200]


async def test_one_can_see_what_has_not_struck_yet_and_mend_it(telegram):
    ahead = Fault("sendMessage", TROUBLE, nth=3)
    telegram.script(Fault("sendMessage", TROUBLE), ahead)
    await statuses(telegram, TO_ANA)
    assert telegram.scripted() == [ahead]
    telegram.mend()
    assert telegram.scripted() == []
    assert await statuses(telegram, *[TO_ANA] * 3) == [200, 200, 200]


async def test_a_wrong_token_costs_no_fault(telegram):
    telegram.script(Fault("*", TROUBLE))
    assert (await telegram.call("getMe", {}, token="42:other"))[0] == 401
    assert len(telegram.scripted()) == 1


# what the bot's own network layers make of it


@pytest.fixture(params=["in process", "http"])
async def network(request, telegram):
    """`(request, url before the method)`, through each adapter."""
    if request.param == "in process":
        yield InProcessRequest(telegram), f"http://sandbox/bot{TOKEN}"
        return
    network = HttpRequest()
    await network.initialize()
    async with served(telegram) as address:
        yield network, f"{address}/bot{TOKEN}"
    await network.shutdown()


@pytest.mark.parametrize("trouble", [reset_before(), reset_after(), reset_in_body()])
async def test_a_broken_connection_is_an_unanswered_call(trouble, network, telegram):
    send, url = network[0].send, network[1]
    telegram.script(Fault("sendMessage", trouble))
    with pytest.raises(Unanswered):
        await send(f"{url}/sendMessage", HELLO, {})
    assert heard(telegram) == ["Hello"] * trouble.carried_out


async def test_a_cut_answer_arrives_cut(network, telegram):
    telegram.script(Fault("sendMessage", cut_json()))
    status, body = await network[0].send(f"{network[1]}/sendMessage", HELLO, {})
    assert (status, body[:20]) == (200, b'{"ok": true, "result')
    assert not body.endswith(b"}}")


async def test_a_hang_ends_when_it_is_mended(network, telegram):
    telegram.script(Fault("sendMessage", accept_then_hang()))
    hanging = asyncio.create_task(network[0].send(f"{network[1]}/sendMessage", HELLO, {}))
    await until(lambda: heard(telegram))
    telegram.mend()
    with pytest.raises(Unanswered):
        await hanging


async def test_a_hang_over_http_outlasts_the_bots_patience(telegram):
    network = HttpRequest()
    await network.initialize()
    telegram.script(Fault("sendMessage", accept_then_hang()))
    async with served(telegram) as address:
        with pytest.raises(TimedOut):
            await network.send(f"{address}/bot{TOKEN}/sendMessage", HELLO, {}, read_timeout=0.2)
    await network.shutdown()
    assert heard(telegram) == ["Hello"]
