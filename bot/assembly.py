"""The parts of the bot put together, the same for earnest, for the sandbox and for the tests."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from telegram.ext import Application
from telegram.request import BaseRequest

from bot.articles import Articles
from bot.checkpoints import Checkpoint, pass_by
from bot.clock import Clock
from bot.guide import Guide, Knowledge
from bot.handlers import Handlers
from bot.menu import Menu
from bot.metrics import Metrics
from bot.poller import HOLD
from bot.reminders import Reminders, said_again
from bot.renewal import renewed
from bot.runtime import AnyApplication, Runtime
from bot.search import Lookup
from bot.settings import Settings
from bot.store import Store, Transaction
from bot.vitals import Vitals
from flows.assess import Assessor
from flows.load import ALIEXPRESS, load
from flows.said import read_sayings
from flows.words import Library

WORDS = Path(__file__).parent / "words"


def application_for(settings: Settings, request: BaseRequest, polling: BaseRequest) -> AnyApplication:
    """A python-telegram-bot application without an updater: our own poller feeds it."""
    builder = Application.builder().token(settings.telegram_bot_token.get_secret_value()).updater(None)
    builder = builder.base_url(f"{settings.telegram_api_url}/bot").base_file_url(
        f"{settings.telegram_api_url}/file/bot"
    )
    return builder.request(request).get_updates_request(polling).concurrent_updates(True).build()


def knowledge_for(settings: Settings) -> Knowledge:
    book = load()
    return Knowledge(
        assessor=Assessor(book),
        library=Library(ALIEXPRESS / "words", WORDS),
        lookup=Lookup.load(ALIEXPRESS),
        default_zone=settings.zone,
        retention_days=settings.retention_days,
        privacy_contact=settings.privacy_contact,
        sayings=read_sayings(book),
    )


def assemble(
    application: AnyApplication,
    store: Store,
    clock: Clock,
    settings: Settings,
    *,
    metrics: Metrics | None = None,
    vitals: Vitals | None = None,
    checkpoint: Checkpoint = pass_by,
    hold: int = HOLD,
) -> Runtime:
    """The whole bot, ready to start. `metrics` and `vitals` are for whoever wants to look at them, too."""
    guide = Guide(knowledge_for(settings))
    library = guide.knowledge.library
    vitals = vitals or Vitals(clock)
    articles = Articles(guide.knowledge, clock, lambda: application.bot.username)
    runtime = Runtime(
        application, store, clock, settings, apology=partial(_say, guide, "apology"),
        too_much=partial(_say, guide, "too-much"), metrics=metrics or Metrics(), vitals=vitals,
        repeated=partial(said_again, library.words(None)("reminder-again")), renewed=partial(renewed, guide),
        offer=articles.offer, checkpoint=checkpoint, hold=hold,
    )  # fmt: skip
    Handlers(guide, runtime.desk, runtime.outbox, lambda: application.bot.username).register(application)
    reminders = Reminders(guide, store, runtime.outbox, vitals, checkpoint)
    runtime.ticks += [Menu(application, store, library), reminders.align, reminders.send]
    return runtime


def _say(guide: Guide, text: str, tx: Transaction, chat_id: int, error_id: str) -> tuple[str, Mapping[str, Any]]:
    words = guide.knowledge.words_for(tx.buyer(chat_id))
    return "sendMessage", {"chat_id": chat_id, "text": words(text, error=error_id)}
