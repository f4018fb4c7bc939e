"""An outbox at work: calls to be made, what people saw of them, what became of them."""

import asyncio

from bot.budgets import Budgets, Rate
from bot.outbox import Outbox

ANN, BEN = 7, 8
PLENTY = Rate(burst=10**6, seconds=0.001)


def outbox_for(store, bot, clock, metrics, checkpoint):
    """An outbox without limits, whose repeated messages say so."""
    return Outbox(
        store, bot, clock, budgets=Budgets(clock, together=PLENTY, private=PLENTY, group=PLENTY), metrics=metrics,
        checkpoint=checkpoint, repeated=lambda parameters: {**parameters, "text": f"{parameters['text']} (sent again)"},
    )  # fmt: skip


def at_rest(outbox):
    return not outbox._tasks._tasks and not outbox._repeats._tasks


def text(words, **more):
    return "sendMessage", {"text": words, **more}


def seen(telegram, person=ANN):
    return [message.text for message in telegram.history(person) if message.from_bot]


def held(clock):
    """A way to sleep that also waits for an event, and the event."""
    sleep, over = clock.sleep, asyncio.Event()

    async def held_sleep(seconds):
        await sleep(seconds)
        await over.wait()

    return held_sleep, over


async def left(store):
    """What is left in the outbox, as (state, error): replies leave it once they are sent."""
    rows = await store.write(
        lambda tx: [tuple(row) for row in tx.run("SELECT state, error, parameters FROM outgoing ORDER BY id")]
    )
    return [(state, error.partition(" (")[0]) for state, error, _ in rows]
