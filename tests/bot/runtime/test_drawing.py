"""A drawing waits in the outbox as it is; the picture is made when it is sent."""

import asyncio

from bot.budgets import Budgets, Rate
from bot.metrics import Metrics
from bot.outbox import Outbox
from bot.store import Upload
from bot.takeaway.moments import time_line
from bot.takeaway.timeline import timeline_svg
from tests.bot.runtime.conftest import NOW
from tests.bot.takeaway import subjects
from tests.bot.takeaway.subjects import library

PLENTY = Rate(10**6, 0.001)
UNDRAWABLE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>𐓏</text></svg>'.encode()


def drawing():
    return timeline_svg(time_line(subjects.early()), library().words("en"))


async def send(store, bot, clock, content):
    """Queue a drawing for person 7, and wait until the outbox is empty."""
    outbox = Outbox(
        store, bot, clock, budgets=Budgets(clock, together=PLENTY, private=PLENTY, group=PLENTY), metrics=Metrics()
    )
    files = {"photo": Upload(name="timeline.png", mime="image/svg+xml", content=content)}
    await store.write(lambda tx: tx.queue(7, "sendPhoto", {"chat_id": 7, "caption": "In words"}, NOW, files=files))
    outbox.poke(7)
    async with asyncio.timeout(20):
        while await store.write(lambda tx: tx.chats_with_outgoing()):  # noqa: ASYNC110 - in the database
            await asyncio.sleep(0)
    await outbox.stop(1)


async def test_a_drawing_arrives_as_a_picture_with_its_words(store, bot, clock, telegram):
    telegram.start(7)
    await send(store, bot, clock, drawing())
    message = telegram.history(7)[-1]
    assert message.text == "In words"
    assert message.file.kind == "photo"
    assert message.file.data.startswith(b"\x89PNG")
    assert (message.file.width, message.file.height) == (982, 1600)


async def test_what_cannot_be_drawn_here_arrives_in_words(store, bot, clock, telegram):
    telegram.start(7)
    await send(store, bot, clock, UNDRAWABLE)
    message = telegram.history(7)[-1]
    assert message.text == "In words"
    assert message.file is None


async def test_a_drawing_is_small_while_it_waits(store):
    files = {"photo": Upload(name="timeline.png", mime="image/svg+xml", content=drawing())}

    def job(tx):
        tx.queue(7, "sendPhoto", {"chat_id": 7}, NOW, files=files)
        return tx.value("SELECT LENGTH(files) FROM outgoing")

    assert await store.write(job) < 12_000
