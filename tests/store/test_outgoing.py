"""The outbox keeps calls in order within a chat, until each is sent or given up."""

from datetime import timedelta

from bot.store import Buyer
from tests.store.conftest import NOW

HELLO = {"chat_id": 7, "text": "Hello"}


def queue(chat_id, text, **named):
    return lambda tx: tx.queue(chat_id, "sendMessage", {"chat_id": chat_id, "text": text}, NOW, **named)


async def next_text(store, chat_id):
    rows = await store.write(lambda tx: tx.next_outgoing(chat_id))
    return rows[0].parameters["text"] if rows else None


async def test_a_chat_gets_its_calls_in_the_order_they_were_queued(store):
    for text in ("one", "two", "three"):
        await store.write(queue(7, text))
    heard = []
    while rows := await store.write(lambda tx: tx.next_outgoing(7)):
        [row] = rows
        heard.append(row.parameters["text"])
        await store.write(lambda tx, row=row: tx.mark_sent(row.id, NOW))
    assert heard == ["one", "two", "three"]


async def test_chats_do_not_mix(store):
    await store.write(queue(7, "for seven"))
    await store.write(queue(8, "for eight"))
    assert await next_text(store, 8) == "for eight"
    assert await store.write(lambda tx: tx.chats_with_outgoing()) == [7, 8]


async def test_a_call_comes_back_whole(store):
    parameters = {"chat_id": 7, "text": "ναί 🙂 \ud83d", "reply_markup": {"inline_keyboard": [[{"text": "Yes"}]]}}
    await store.write(lambda tx: tx.queue(7, "sendMessage", parameters, NOW, kind="reminder"))
    [row] = await store.write(lambda tx: tx.next_outgoing(7))
    assert (row.method, row.parameters, row.kind, row.attempts) == ("sendMessage", parameters, "reminder", 0)


async def test_attempts_are_counted(store):
    await store.write(queue(7, "one"))
    [row] = await store.write(lambda tx: tx.next_outgoing(7))
    await store.write(lambda tx: tx.count_attempt(row.id))
    assert (await store.write(lambda tx: tx.next_outgoing(7)))[0].attempts == 1


async def test_what_is_settled_leaves_the_queue_and_no_words_behind(store):
    await store.write(lambda tx: tx.save_buyer(Buyer(id=7)))
    await store.write(queue(7, "a reply"))
    await store.write(queue(7, "a reply that fails"))
    await store.write(queue(7, "a reminder", kind="reminder"))
    await store.write(queue(7, "a case's card", card_of="abcdefghijk"))
    for sent in (1, 3, 4):
        await store.write(lambda tx, sent=sent: tx.mark_sent(sent, NOW, 70 + sent))
    await store.write(lambda tx: tx.mark_failed(2, "Forbidden", NOW))
    rows = await store.write(
        lambda tx: [tuple(row) for row in tx.run("SELECT id, state, parameters, error FROM outgoing ORDER BY id")]
    )
    assert rows == [(2, "failed", "", "Forbidden"), (3, "sent", "", ""), (4, "sent", "", "")]
    assert await store.write(lambda tx: tx.chats_with_outgoing()) == []


async def test_of_whom_nothing_is_known_nothing_stays_once_it_is_sent(store):
    await store.write(queue(7, "erased"))
    await store.write(lambda tx: tx.mark_sent(1, NOW))
    assert await store.write(lambda tx: tx.run("SELECT COUNT(*) FROM outgoing").fetchone()[0]) == 0


async def test_a_mark_that_comes_after_an_erasure_hits_no_other_call(store):
    await store.write(queue(7, "being sent"))
    [row] = await store.write(lambda tx: tx.next_outgoing(7))

    def erase_and_confirm(tx):
        tx.erase(7, NOW)
        queue(7, "erased")(tx)

    await store.write(erase_and_confirm)
    await store.write(lambda tx: tx.mark_sent(row.id, NOW))
    assert await next_text(store, 7) == "erased"


async def test_the_sweep_takes_settled_calls_by_age_and_leaves_queued_ones(store):
    for text in ("old", "new", "queued"):
        await store.write(queue(7, text))
    await store.write(lambda tx: tx.mark_sent(1, NOW - timedelta(days=3)))
    await store.write(lambda tx: tx.mark_failed(2, "late", NOW))
    await store.write(lambda tx: tx.sweep(NOW, NOW - timedelta(days=2)))
    assert await store.write(lambda tx: [row["id"] for row in tx.run("SELECT id FROM outgoing")]) == [2, 3]


async def test_what_is_being_sent_is_left_out_of_what_comes_next(store):
    first, second, third = [await store.write(queue(7, text)) for text in ("one", "two", "three")]
    rows = await store.write(lambda tx: tx.next_outgoing(7, (first, second)))
    assert [row.id for row in rows] == [third]
    assert await store.write(lambda tx: tx.next_outgoing(7, (first, second, third))) == []


async def test_what_is_queued_and_changed_in_one_job_comes_next_as_it_was_changed(store):
    def job(tx):
        one = queue(7, "one")(tx)
        before = tx.next_outgoing(7)
        tx.rewrite(one, {"chat_id": 7, "text": "ONE"})
        tx.count_attempt(one)
        return before, tx.next_outgoing(7)

    [before], [after] = await store.write(job)
    assert (before.parameters["text"], before.attempts) == ("one", 0)
    assert (after.parameters["text"], after.attempts) == ("ONE", 1)
    assert [after] == await store.write(lambda tx: tx.next_outgoing(7))


async def test_a_call_tells_whether_it_is_the_last_for_its_chat(store):
    def edit(message_id):
        parameters = {"chat_id": 7, "message_id": message_id, "text": "…"}
        return lambda tx: tx.queue(7, "editMessageText", parameters, NOW)

    for job in (queue(7, "one"), edit(1), queue(7, "two"), edit(2), queue(7, "three"), queue(8, "another chat")):
        await store.write(job)
    seen = []
    while rows := await store.write(lambda tx: tx.next_outgoing(7)):
        seen.append([(row.id, row.last) for row in rows])
        for row in rows:
            await store.write(lambda tx, row=row: tx.mark_sent(row.id, NOW))
    assert seen == [[(1, False)], [(2, False), (3, False)], [(4, True), (5, True)]]
