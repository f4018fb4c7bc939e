"""Updates on their lanes, and an application that only notes what it hears."""

import json

from bot.store import RawUpdate
from tests.bot.runtime.wire import NOW, until


def said(update_id, chat_id, text="hello"):
    """An update as it lies in the store."""
    user = {"id": abs(chat_id), "is_bot": False, "first_name": "Ann"}
    chat = {"id": chat_id, "type": "private", "first_name": "Ann"}
    message = {"message_id": update_id, "date": 1, "chat": chat, "from": user, "text": text}
    raw = json.dumps({"update_id": update_id, "message": message})
    return RawUpdate(update_id=update_id, chat_id=chat_id, raw=raw, sender_id=abs(chat_id))


class Ear:
    """Stands for the application: handles each update by noting it in the store, with whatever else a test wants."""

    def __init__(self, desk):
        self.desk = desk
        self.tries = []
        self.errors = {}
        self.before = {}
        self.ignored = set()

    async def process(self, update):
        self.tries.append(update.update_id)
        if update.update_id in self.before:
            await self.before[update.update_id]()
        if update.update_id not in self.ignored:
            await self.desk.settle(update.update_id, lambda tx, _now: self._note(tx, update))

    def _note(self, tx, update):
        heard = json.loads(tx.note("heard") or "[]")
        tx.set_note("heard", json.dumps([*heard, [update.chat.id, update.update_id]]))
        if error := self.errors.get(update.update_id):
            raise error


async def work_off(store, lanes, *updates):
    """Keep the updates, push them, wait until none is left."""
    lanes.push(await store.write(lambda tx: tx.keep_updates(updates, NOW)))
    await until(store, lambda: not lanes._waiting)


async def heard(store):
    return [tuple(pair) for pair in json.loads(await store.write(lambda tx: tx.note("heard")) or "[]")]


async def state(store, update_id):
    row = await store.write(
        lambda tx: tx.run("SELECT state, raw, error, tries FROM updates WHERE update_id = ?", (update_id,)).fetchone()
    )
    return tuple(row)
