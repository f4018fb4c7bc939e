"""The outbox: in order within a chat, nothing lost, hardly ever twice, and no chat's trouble is another's."""

import asyncio

import pytest
from telegram.error import NetworkError, TimedOut

from bot.request import NotSent, Unanswered
from bot.store import Buyer
from tests.bot.runtime.sending import ANN, BEN, held, left, seen, text
from tests.bot.runtime.wire import NOW, Fault, until

pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")

BUTTONS = {"inline_keyboard": [[{"text": "Go on", "callback_data": "go"}]]}


async def test_calls_are_made_in_order_and_leave_the_outbox(send, telegram, store, passed):
    await send(*(text(str(number)) for number in range(20)))
    assert seen(telegram) == [str(number) for number in range(20)]
    assert await left(store) == []
    assert passed == ["after_send", "before_mark"] * 20


async def test_what_an_earlier_run_left_is_sent_at_the_start(store, outbox, telegram):
    for person in (ANN, BEN):
        await store.write(
            lambda tx, person=person: tx.queue(person, "sendMessage", {"chat_id": person, "text": "left"}, NOW)
        )
    await outbox.resume()
    await until(store, lambda: not outbox._tasks._tasks)
    assert (seen(telegram, ANN), seen(telegram, BEN)) == (["left"], ["left"])


async def test_what_is_queued_while_sending_is_sent_too(send, telegram, store, outbox):
    await asyncio.gather(*(send(text(str(number))) for number in range(10)))
    await until(store, lambda: not outbox._tasks._tasks)
    assert sorted(seen(telegram)) == [str(number) for number in range(10)]


async def test_poking_a_chat_with_nothing_to_send_does_nothing(outbox, store, wire):
    outbox.poke(ANN)
    await until(store, lambda: not outbox._tasks._tasks)
    assert wire.called("sendMessage") == []


async def test_a_call_that_was_not_sent_is_made_again_until_it_is(send, telegram, wire, clock):
    wire.breaks["sendMessage"].extend([Fault(NotSent("no connection"))] * 12)
    await send(text("one"), text("two"))
    assert seen(telegram) == ["one", "two"]
    assert len(clock.slept) == 12
    assert 30 <= max(clock.slept) <= 37.5


async def test_telegrams_own_trouble_is_waited_out(send, telegram, wire):
    wire.breaks["sendMessage"].extend([Fault(NetworkError("Bad Gateway (502)"))] * 7)
    await send(text("one"), text("two"))
    assert seen(telegram) == ["one", "two"]


async def test_a_call_that_always_troubles_telegram_is_given_up_and_the_next_is_made(send, telegram, wire, store):
    wire.breaks["sendMessage"].extend([Fault(NetworkError("Internal Server Error"))] * 8)
    await send(text("one"), text("two"))
    assert seen(telegram) == ["two"]
    assert await left(store) == [("failed", "NetworkError: Internal Server Error")]


@pytest.mark.parametrize("error", [TimedOut(), Unanswered("broke")])
async def test_a_reply_of_which_nobody_knows_is_not_repeated(send, telegram, wire, store, error):
    wire.breaks["sendMessage"].append(Fault(error, delivered=True))
    await send(text("one"), text("two"))
    assert seen(telegram) == ["one", "two"]
    assert [state for state, _ in await left(store)] == ["failed"]


async def test_a_flood_limit_holds_up_that_chat_alone_and_for_as_long_as_telegram_says(
    send, telegram, wire, clock, store, outbox
):
    telegram.fail_next("sendMessage", 429, "Too Many Requests: retry after 17", {"retry_after": 17}, times=1)
    clock.sleep, over = held(clock)
    await send(text("slow"), wait=False)
    await until(store, lambda: clock.slept)
    await send(text("quick"), chat_id=BEN, wait=False)
    await until(store, lambda: seen(telegram, BEN) == ["quick"])
    assert seen(telegram, ANN) == []
    over.set()
    await until(store, lambda: not outbox._tasks._tasks)
    assert seen(telegram, ANN) == ["slow"]
    assert 17 <= clock.slept[0] <= 17 * 1.25
    assert len(wire.called("sendMessage")) == 3


async def test_an_edit_that_changes_nothing_is_a_success(send, telegram, store):
    await send(text("same"))
    message_id = telegram.history(ANN)[-1].id
    await send(("editMessageText", {"message_id": message_id, "text": "same"}))
    assert await left(store) == []


async def test_an_edit_with_buttons_whose_message_is_gone_is_sent_as_a_new_one(send, telegram, store):
    await send(("editMessageText", {"message_id": 999, "text": "Where were we?", "reply_markup": BUTTONS}))
    assert seen(telegram) == ["Where were we?"]
    assert await left(store) == []


@pytest.mark.parametrize(
    "markup", [{}, {"reply_markup": {"inline_keyboard": []}}, {"reply_markup": {"inline_keyboard": [[]]}}]
)
async def test_an_edit_without_buttons_whose_message_is_gone_is_dropped(send, telegram, store, markup):
    await send(("editMessageText", {"message_id": 999, "text": "Answered", **markup}), text("next"))
    assert seen(telegram) == ["next"]
    assert [state for state, _ in await left(store)] == ["failed"]


async def test_markup_that_can_not_be_read_is_sent_once_as_plain_text(send, telegram, store, wire):
    await send(text("<b>Write</b> to the <seller> &amp; wait", parse_mode="HTML"), text("next"))
    assert seen(telegram) == ["Write to the  & wait", "next"]
    assert await left(store) == []
    assert len(wire.called("sendMessage")) == 3


async def test_a_plain_text_that_is_refused_for_its_markup_is_given_up(send, telegram, store):
    telegram.fail_next("sendMessage", 400, "Bad Request: can't parse entities: nonsense", times=2)
    await send(text("<b>one</b>", parse_mode="HTML"), text("two"))
    assert seen(telegram) == ["two"]
    assert [state for state, _ in await left(store)] == ["failed"]


async def test_who_blocked_the_bot_is_noted_and_not_written_to_again(send, telegram, store, wire):
    await store.write(lambda tx: tx.save_buyer(Buyer(id=ANN)))
    telegram.block(ANN)
    await send(text("one"))
    assert await left(store) == [("failed", "Forbidden: Forbidden: bot was blocked by the user")]
    assert (await store.write(lambda tx: tx.buyer(ANN))).blocked_at == NOW
    assert len(wire.called("sendMessage")) == 1


async def test_a_chat_that_does_not_exist_is_given_up(send, store):
    await send(text("one"), chat_id=99)
    assert await left(store) == [("failed", "BadRequest: Chat not found")]


async def test_a_group_that_moved_is_followed(send, telegram, wire, store):
    telegram.say_in_group(-200, ANN, "/start")
    telegram.fail_next("sendMessage", 400, "Bad Request: group chat was upgraded", {"migrate_to_chat_id": -200})
    await send(text("Please write to me in private"), chat_id=-100)
    assert [call["chat_id"] for call in wire.called("sendMessage")] == [-100, -200]
    assert await left(store) == []  # of a group nothing stays once it is sent


async def test_a_call_that_is_refused_for_good_is_given_up_without_its_words(send, telegram, store):
    await send(text("x" * 5000), text("next"))
    assert seen(telegram) == ["next"]
    assert await left(store) == [("failed", "BadRequest: Message is too long")]


async def test_each_call_is_judged_on_its_own(send, telegram, wire, clock):
    wire.breaks["sendMessage"].extend([Fault(NetworkError("Bad Gateway (502)"))] * 7)
    await send(text("one"))
    wire.breaks["sendMessage"].extend([Fault(NetworkError("Bad Gateway (502)"))] * 7)
    await send(text("two"))
    assert seen(telegram) == ["one", "two"]
    assert clock.slept[7] <= 1.25


async def test_a_tap_is_answered_with_a_toast_or_a_dialog(send, telegram, outbox):
    await send(text("Well?", reply_markup=BUTTONS))
    message_id = telegram.history(ANN)[-1].id
    for alert in (False, True):
        await outbox.answer_tap(telegram.tap(ANN, message_id, "Go on"), "Done already", alert=alert)
    await outbox.answer_tap(telegram.tap(ANN, message_id, "Go on"))
    assert [(toast.text, toast.alert) for toast in telegram.toasts(ANN)] == [
        ("Done already", False),
        ("Done already", True),
    ]


@pytest.mark.parametrize("error", [None, NotSent("no connection"), TimedOut()])
async def test_a_tap_that_can_not_be_answered_any_more_harms_nobody(outbox, wire, error):
    if error:
        wire.breaks["answerCallbackQuery"].append(Fault(error))
    await outbox.answer_tap("12345", "Done already")
    assert len(wire.called("answerCallbackQuery")) == 1


async def test_a_stop_lets_the_call_under_way_finish_and_leaves_the_rest(send, telegram, store, outbox):
    stopping = []

    def stop_once(_name):
        if not stopping:
            stopping.append(asyncio.create_task(outbox.stop(5)))

    outbox._checkpoint = stop_once
    await send(text("one"), text("two"), wait=False)
    await until(store, lambda: stopping and stopping[0].done())
    assert seen(telegram) == ["one"]
    assert await left(store) == [("queued", "")]


async def test_a_stop_does_not_wait_for_a_pause_to_end(send, store, outbox, wire, clock):
    async def never(_seconds):
        await asyncio.Event().wait()

    clock.sleep = never
    wire.breaks["sendMessage"].append(Fault(NotSent("no connection")))
    await send(text("one"), wait=False)
    await until(store, lambda: wire.called("sendMessage"))
    await asyncio.wait_for(outbox.stop(60), 20)
    assert await left(store) == [("queued", "")]


async def test_an_edit_and_the_message_behind_it_go_out_together(send, telegram, wire, store):
    await send(text("one", reply_markup=BUTTONS))
    edited = telegram.history(ANN)[-1].id
    wire.hangs.add("editMessageText")
    await send(("editMessageText", {"message_id": edited, "text": "one: yes"}), text("two"), text("three"), wait=False)
    await until(store, lambda: seen(telegram) == ["one", "two"])
    waiting = await store.write(lambda tx: [row["id"] for row in tx.run("SELECT id FROM outgoing ORDER BY id")])
    assert waiting == [2, 4], "the change, and what comes after both"


async def test_two_edits_of_one_message_go_out_one_after_the_other(send, telegram, wire):
    await send(text("one"))
    edited = telegram.history(ANN)[-1].id
    wire.breaks["editMessageText"].append(Fault(NotSent("no connection")))
    await send(*(("editMessageText", {"message_id": edited, "text": words}) for words in ("two", "three")))
    assert seen(telegram) == ["three"]
    assert [call["text"] for call in wire.called("editMessageText")] == ["two", "two", "three"]


async def test_what_becomes_of_calls_is_counted(send, telegram, wire, metrics):
    telegram.fail_next("sendMessage", 429, "Too Many Requests: retry after 3", {"retry_after": 3})
    await send(text("one"), text("<b>two", parse_mode="HTML"))
    await send(text("Look up"), kind="reminder")
    wire.breaks["sendMessage"].append(Fault(TimedOut()))
    await send(text("lost"))
    count = metrics.registry.get_sample_value
    assert count("dispute_guide_sent_total", {"kind": "reply"}) == 2
    assert count("dispute_guide_sent_total", {"kind": "reminder"}) == 1
    assert count("dispute_guide_refused_total", {"status": "429"}) == 1
    assert count("dispute_guide_refused_total", {"status": "400"}) == 1
    assert count("dispute_guide_plain_resends_total") == 1
    assert count("dispute_guide_unknown_outcomes_total") == 1
