"""The journal: what the bot called and what became of it, whatever the bot was told."""

from bot.sandbox.telegram.faults import Fault, html_page
from bot.sandbox.telegram.journal import Called
from bot.sandbox.telegram.server import PretendTelegram
from tests.sandbox.telegram.cast import ANA, STRANGER, TOKEN


async def test_calls_stand_in_order_with_their_message(telegram, call):
    await call("sendMessage", chat_id=ANA, text="Hello")
    await call("editMessageText", chat_id=ANA, message_id=2, text="Bye")
    await call("answerCallbackQuery", callback_query_id=telegram.tap(ANA, 2, "x", forged=True))
    await call("getMe")
    edited = {"chat_id": "7", "message_id": "2", "text": "Bye"}
    assert list(telegram.journal) == [
        Called("sendmessage", ANA, {"chat_id": "7", "text": "Hello"}, took_effect=True, message_id=2),
        Called("editmessagetext", ANA, edited, took_effect=True, message_id=2),
        Called("answercallbackquery", ANA, {"callback_query_id": "4000000000000001"}, took_effect=True),
        Called("getme", None, {}, took_effect=True),
    ]


async def test_it_tells_what_took_effect_and_not_what_the_bot_was_told(telegram):
    telegram.script(Fault("*", html_page()), Fault("*", html_page(carried_out=True)))
    for text in ("lost", "sent", "fine"):
        await telegram.exchange("sendMessage", {"chat_id": ANA, "text": text})
    await telegram.exchange("sendMessage", {"chat_id": STRANGER, "text": "refused"})
    assert [(each.parameters["text"], each.took_effect) for each in telegram.journal] == [
        ("lost", False),
        ("sent", True),
        ("fine", True),
        ("refused", False),
    ]


async def test_it_holds_the_last_calls_only(clock):
    telegram = PretendTelegram(clock, token=TOKEN, journaled=2)
    for limit in (1, 2, 3):
        await telegram.call("getUpdates", {"limit": limit})
    assert [each.parameters["limit"] for each in telegram.journal] == ["2", "3"]
