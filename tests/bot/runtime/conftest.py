"""A bot between a real store and the pretend Telegram, and a clock that doesn't wait."""

import pytest
from telegram import Bot

from bot.budgets import Rate
from bot.desk import Desk
from bot.lanes import Lanes
from bot.metrics import Metrics
from bot.sandbox.telegram.server import PretendTelegram
from bot.store import Buyer
from bot.store.sqlite import SqliteStore
from bot.vitals import Vitals
from tests.bot.runtime.laned import Ear
from tests.bot.runtime.sending import ANN, BEN, at_rest, outbox_for
from tests.bot.runtime.wire import NOW, TOKEN, HurriedClock, Wire, until


@pytest.fixture
def clock():
    return HurriedClock(NOW)


@pytest.fixture
async def store(tmp_path):
    store = await SqliteStore.open(tmp_path / "guide.db")
    for person in (7, 8):
        await store.write(lambda tx, person=person: tx.save_buyer(Buyer(id=person)))
    yield store
    await store.close()


@pytest.fixture
def vitals(clock):
    return Vitals(clock)


@pytest.fixture
def metrics():
    return Metrics()


@pytest.fixture
def taken():
    """The updates that an intake has handed on."""
    return []


@pytest.fixture
def passed():
    """The checkpoints that were passed, in order."""
    return []


@pytest.fixture
def telegram(clock):
    return PretendTelegram(clock, token=TOKEN)


@pytest.fixture
def wire(telegram):
    return Wire(telegram)


@pytest.fixture
async def bot(wire):
    async with Bot(TOKEN, request=wire, get_updates_request=wire) as bot:
        yield bot


@pytest.fixture
def poked():
    return []


@pytest.fixture
def poke(poked):
    return lambda chat_id, _following=(): poked.append(chat_id)


@pytest.fixture
def ear(store, clock, passed, poke):
    return Ear(Desk(store, clock, poke, passed.append))


@pytest.fixture
async def lanes(store, clock, ear, poke, metrics):
    def apology(_tx, chat_id, error_id):
        return "sendMessage", {"chat_id": chat_id, "text": f"Sorry {error_id}"}

    def too_much(_tx, chat_id, _error_id):
        return "sendMessage", {"chat_id": chat_id, "text": "Slower"}

    lanes = Lanes(
        store, clock, ear.desk, process=ear.process, apology=apology, too_much=too_much, poke=poke,
        flood=Rate(40, 1.0), metrics=metrics, patience=20,
    )  # fmt: skip
    yield lanes
    await lanes.stop(1)


@pytest.fixture
async def outbox(store, bot, clock, telegram, passed, metrics):
    for person in (ANN, BEN):
        telegram.start(person)
    outbox = outbox_for(store, bot, clock, metrics, passed.append)
    yield outbox
    await outbox.stop(1)


@pytest.fixture
def send(store, outbox):
    """Queue calls as one transaction, poke, wait until all chats are done."""

    async def send(*calls, kind="reply", chat_id=ANN, wait=True):
        def job(tx):
            for method, parameters in calls:
                tx.queue(chat_id, method, {"chat_id": chat_id, **parameters}, NOW, kind=kind)

        await store.write(job)
        outbox.poke(chat_id)
        if wait:
            await until(store, lambda: at_rest(outbox))

    return send
