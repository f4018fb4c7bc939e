"""A buyer talking to the whole bot: the real Application, a real database, the pretend Telegram in between."""

import asyncio
import re
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from bot.clock import SettableClock
from bot.sandbox.run import running

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)  # a Sunday
UNLIMITED = {"send_per_second": 10**6, "send_chat_burst": 10**6, "flood_burst": 10**6}
PATIENCE = 10
"""Seconds of real time after which a bot that doesn't come to rest has failed: on its clock it would wait for ever."""
A_MOMENT = 0.002
"""Seconds between looks at what others do; without them the store's thread would hardly get a turn."""


@asynccontextmanager
async def bot_running(folder, at=NOON, saved=None, **choices):
    """The sandbox's bot on a clock that only moves by hand: budgets that time refills would never be refilled."""
    async with running(folder, SettableClock(at), saved, **{**UNLIMITED, **choices}) as sandbox:
        await quiet(sandbox)
        yield sandbox


async def quiet(sandbox):
    """Until everything that was said is worked off, and everything that is to be said is sent."""
    async with asyncio.timeout(PATIENCE):
        while sandbox.telegram.unconfirmed() or await sandbox.store.write(unfinished):  # noqa: ASYNC110 - in the database
            await asyncio.sleep(A_MOMENT)


def unfinished(tx):
    return bool(tx.pending_updates() or tx.chats_with_outgoing())


class Buyer:
    """Says and taps, and sees what a person sees."""

    def __init__(self, sandbox, user_id=7, language="en"):
        self.sandbox, self.telegram, self.id = sandbox, sandbox.telegram, user_id
        self.telegram.person(user_id, "Ana", language)
        self.alerted = False

    async def say(self, text):
        """Type a text; returns the bot's latest message."""
        self.telegram.say(self.id, text)
        await quiet(self.sandbox)
        return self.last.text

    async def tap(self, label, message=None):
        """Tap a button by its label (or the beginning of it) on the latest message that has it; returns the toast."""
        found = message or next(m for m in reversed(self.history) if self.button(m, label))
        return await self.press(self.button(found, label), found.id)

    async def press(self, data, message_id=None):
        """Send callback data as it stands, forged or old; returns the toast."""
        changes = self.telegram.subscribe(self.id)
        self.telegram.tap(self.id, message_id or self.history[-1].id, data, forged=True)
        async with asyncio.timeout(PATIENCE):
            while (change := await changes.get())["type"] != "toast":
                pass
        self.telegram.unsubscribe(self.id, changes)
        self.alerted = change["alert"]
        await quiet(self.sandbox)
        return change["text"]

    @property
    def history(self):
        return self.telegram.history(self.id)

    @property
    def last(self):
        return self.history[-1]

    @property
    def text(self):
        return self.last.text

    @property
    def labels(self):
        return [button["text"] for row in self.last.inline_keyboard for button in row]

    def button(self, message, label):
        """The data of the button that is called so, or whose label begins so."""
        buttons = [b for row in message.inline_keyboard for b in row]
        exact = [b["callback_data"] for b in buttons if b["text"] == label]
        return next(iter(exact + [b["callback_data"] for b in buttons if b["text"].startswith(label)]), None)

    def data(self, message, end):
        """The data of the button whose data ends so."""
        buttons = (b["callback_data"] for row in message.inline_keyboard for b in row)
        return next((data for data in buttons if data.endswith(end)), None)

    @property
    def asked(self):
        """The id of the question that the latest message asks; None where it asks none."""
        buttons = (b["callback_data"] for row in self.last.inline_keyboard for b in row)
        return next((data.split(":")[3] for data in buttons if data.split(":")[2] == "why"), None)

    async def answer(self, *labels):
        """Tap several answers, one question after the other."""
        for label in labels:
            await self.tap(label)

    async def pick(self, *answers):
        """Give answers by their ids, such as "problem:damaged" or "delivered_on:2026-11-18", one question after the
        other: tapped where the latest message has such a button, else typed and confirmed. Returns the last toast."""
        toast = ""
        for answer in answers:
            if not self.data(self.last, f":{answer}"):
                await self.say(answer.partition(":")[2])
            toast = await self.press(self.data(self.last, f":{answer}"))
        return toast

    async def move(self, by):
        """Let time pass, and the bot do all that has become due."""
        self.sandbox.clock.shift(by)
        for tick in self.sandbox.runtime.ticks:
            await tick(self.sandbox.clock)
        await quiet(self.sandbox)

    async def until_says(self, pattern):
        """Wait for a message of the bot that comes by itself, such as a reminder."""
        changes = self.telegram.subscribe(self.id)
        while not any(re.search(pattern, message.text) for message in self.history if message.from_bot):
            await changes.get()
        self.telegram.unsubscribe(self.id, changes)

    def case_id(self):
        """The case of the latest button."""
        data = next(b["callback_data"] for m in reversed(self.history) for row in m.inline_keyboard for b in row)
        return data.split(":")[1]

    async def case(self):
        """The case that is talked about, as it is stored; where none is, the newest."""
        found = await self.sandbox.store.write(lambda tx: tx.case(tx.buyer(self.id).case or "", self.id))
        return found or (await self.stored())[-1]

    async def stored(self):
        """All of this buyer's cases as they are stored, closed ones too."""
        return await self.sandbox.store.write(lambda tx: tx.cases(self.id, closed=True))
