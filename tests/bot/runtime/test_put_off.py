"""A reminder of which nobody knows whether it arrived: repeated once, later, and nothing else waits for that."""

import asyncio
from collections import Counter

import pytest
from telegram.error import TimedOut

from bot.store import Case
from tests.bot.runtime.sending import ANN, at_rest, held, left, outbox_for, seen, text
from tests.bot.runtime.wire import NOW, Fault, HurriedClock, moment, until
from tests.store.holding import Holding

pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")


async def test_a_reminder_of_which_nobody_knows_is_repeated_once_after_a_minute_and_says_so(
    send, telegram, wire, clock
):
    wire.breaks["sendMessage"].append(Fault(TimedOut(), delivered=True))
    await send(text("Look up your dates"), kind="reminder")
    assert seen(telegram) == ["Look up your dates", "Look up your dates (sent again)"]
    assert clock.slept == [60]


async def test_while_nobody_knows_of_a_reminder_its_chat_goes_on(send, telegram, wire, clock, store, outbox):
    wire.breaks["sendMessage"].append(Fault(TimedOut(), delivered=True))
    clock.sleep, minute = held(clock)
    await send(text("Look up"), text("Look up something else"), kind="reminder", wait=False)
    await until(store, lambda: len(seen(telegram)) == 2)
    queued = await store.write(lambda tx: tx.queue(ANN, "sendMessage", {"chat_id": ANN, "text": "An answer"}, NOW))
    outbox.poke(ANN, await store.write(lambda tx: tx.next_outgoing(ANN)))
    await until(store, lambda: len(seen(telegram)) == 3)
    minute.set()
    await until(store, lambda: at_rest(outbox))
    assert seen(telegram) == ["Look up", "Look up something else", "An answer", "Look up (sent again)"]
    assert queued == 3
    assert await left(store) == [("sent", "")] * 2, "the answer has left the outbox, reminders stay"


async def test_a_reminder_that_is_put_off_is_repeated_by_the_next_life_where_this_one_ends(
    send, telegram, wire, clock, store, outbox, bot, metrics, passed
):
    wire.breaks["sendMessage"].append(Fault(TimedOut(), delivered=True))
    clock.sleep, _ = held(clock)
    await send(text("Look up"), kind="reminder", wait=False)
    await until(store, lambda: clock.slept)
    await outbox.stop(1)
    assert at_rest(outbox)
    clock.sleep = HurriedClock(NOW).sleep
    later = outbox_for(store, bot, clock, metrics, passed.append)
    await later.resume()
    await until(store, lambda: at_rest(later))
    assert seen(telegram) == ["Look up", "Look up (sent again)"]
    assert await left(store) == [("sent", "")]


async def test_a_reminder_is_repeated_no_more_than_once(send, telegram, wire, store):
    wire.breaks["sendMessage"].extend([Fault(TimedOut(), delivered=True)] * 2)
    await send(text("Look up"), kind="reminder")
    assert seen(telegram) == ["Look up", "Look up (sent again)"]
    assert await left(store) == [("failed", "TimedOut: Timed out")]


@pytest.fixture
async def old_card(send, telegram):
    """The id of a message whose next change gets no answer."""
    await send(text("Monday's card"))
    return telegram.history(ANN)[-1].id


def change(message_id, words):
    return "editMessageText", {"message_id": message_id, "text": words}


async def test_a_change_of_which_nobody_knows_is_made_once_more_before_any_newer_one(
    send, telegram, wire, store, outbox, old_card
):
    wire.breaks["editMessageText"].append(Fault(TimedOut(), delivered=True))
    await send(change(old_card, "Tuesday's card"), kind="reminder", wait=False)
    await send(change(old_card, "The case is closed"))
    await until(store, lambda: at_rest(outbox))
    assert seen(telegram) == ["The case is closed"]
    assert await left(store) == [("sent", "")], "the reminder; what replies were sent has left the outbox"


async def test_a_change_that_is_made_once_more_takes_the_card_from_no_newer_message(
    telegram, wire, store, clock, outbox, old_card
):
    clock.sleep, over = held(clock)
    case, newer = Case(id="abcdefghijk", owner=ANN, opened_at=NOW, card=old_card), "The card, shown anew"

    def turn(tx):
        tx.save_case(case)
        _, parameters = change(old_card, "Tuesday's card")
        tx.queue(ANN, "editMessageText", {"chat_id": ANN, **parameters}, NOW, kind="reminder", card_of=case.id)
        tx.queue(ANN, "sendMessage", {"chat_id": ANN, "text": newer}, NOW, card_of=case.id)

    wire.breaks["editMessageText"].append(Fault(TimedOut()))
    await store.write(turn)
    outbox.poke(ANN)
    await until(store, lambda: clock.slept and newer in seen(telegram))
    while ("sent", "") not in (await left(store))[1:]:
        pass
    over.set()
    await until(store, lambda: at_rest(outbox))
    assert (await store.write(lambda tx: tx.case(case.id, ANN))).card == telegram.history(ANN)[-1].id != old_card


async def test_what_is_put_off_while_the_outbox_stops_leaves_nothing_running(send, wire, clock, outbox):
    under_way, go_on, usual = asyncio.Event(), asyncio.Event(), wire.send

    async def send_at_last(url, *rest, **more):
        under_way.set()
        await go_on.wait()
        await usual(url, *rest, **more)
        raise TimedOut

    wire.send = send_at_last
    clock.sleep, _ = held(clock)
    await send(text("Look up"), kind="reminder", wait=False)
    await under_way.wait()
    stopping = asyncio.create_task(outbox.stop(5))
    await asyncio.sleep(0)
    go_on.set()
    await stopping
    assert at_rest(outbox)


async def test_where_one_of_a_pair_breaks_the_other_is_sent_and_marked_all_the_same(store, wire, outbox, telegram):
    usual, edited = wire.send, asyncio.Event()

    async def breaks(url, *rest, **more):
        if url.endswith("editMessageText"):
            edited.set()
            raise LookupError("a defect")
        await edited.wait()
        return await usual(url, *rest, **more)

    wire.send = breaks

    def queue(tx):
        tx.queue(ANN, "editMessageText", {"chat_id": ANN, "message_id": 1, "text": "…"}, NOW)
        tx.queue(ANN, "sendMessage", {"chat_id": ANN, "text": "Look up"}, NOW)
        return tx.next_outgoing(ANN)

    outbox.poke(ANN, await store.write(queue))
    await until(store, lambda: at_rest(outbox))
    assert [state for state, _ in await left(store)] == ["queued"]
    assert seen(telegram) == ["Look up"]


async def test_a_reminder_that_is_put_off_beside_an_edit_that_is_marked_with_it_waits_its_minute(
    store, wire, clock, outbox, telegram
):
    usual, asked, answer = wire.send, Counter(), {"editMessageText": asyncio.Event(), "sendMessage": asyncio.Event()}
    clock.sleep, minute = held(clock)

    async def send_when_told(url, *rest, **more):
        method = url.rpartition("/")[2]
        asked[method] += 1
        await answer[method].wait()
        result = await usual(url, *rest, **more)
        if method == "sendMessage" and asked[method] == 1:
            raise TimedOut
        return result

    wire.send = send_when_told
    parameters = {"chat_id": ANN, "message_id": 1, "text": "…"}
    await store.write(lambda tx: tx.queue(ANN, "editMessageText", parameters, NOW))
    await store.write(
        lambda tx: tx.queue(ANN, "sendMessage", {"chat_id": ANN, "text": "Look up"}, NOW, kind="reminder")
    )
    await store.write(lambda tx: tx.queue(ANN, "sendMessage", {"chat_id": ANN, "text": "An answer"}, NOW))
    outbox.poke(ANN, await store.write(lambda tx: tx.next_outgoing(ANN)))
    await until(store, lambda: asked.total() == 2)

    # what both find is committed together, though the one is put off when the other has looked
    held_before, held_after = Holding(), Holding()
    first = asyncio.create_task(store.write(held_before))
    await held_before.begun()
    answer["editMessageText"].set()
    await moment()
    second = asyncio.create_task(store.write(held_after))
    await moment()
    held_before.go_on()
    await held_after.begun()
    answer["sendMessage"].set()
    await moment()
    held_after.go_on()
    await asyncio.gather(first, second)
    await until(store, lambda: len(seen(telegram)) == 2)
    assert seen(telegram) == ["Look up", "An answer"]
    minute.set()
    await until(store, lambda: at_rest(outbox))
    assert seen(telegram) == ["Look up", "An answer", "Look up (sent again)"]
