"""The real python-telegram-bot talks to it: Bot and Application, with only the network replaced."""

import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters, Update
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, RetryAfter
from telegram.ext import Application, CallbackQueryHandler, MessageHandler, filters

from bot.sandbox.telegram.request import InProcessRequest
from tests.sandbox.telegram.cast import ANA, STRANGER, TOKEN
from tests.sandbox.telegram.pictures import png

KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="y")]])


@pytest.fixture
async def bot(telegram):
    async with Bot(TOKEN, request=InProcessRequest(telegram), get_updates_request=InProcessRequest(telegram)) as made:
        yield made


async def test_objects_come_back_parsed(bot, telegram):
    assert (bot.id, bot.username) == (42, "dispute_guide_bot")
    sent = await bot.send_message(
        ANA, "<b>Hi</b>", parse_mode="HTML", reply_markup=KEYBOARD, reply_parameters=ReplyParameters(1)
    )
    assert (sent.text_html, sent.reply_markup, sent.reply_to_message.text) == ("<b>Hi</b>", KEYBOARD, "/start")
    assert sent.date.isoformat() == "2026-11-22T09:00:00+00:00"
    edited = await sent.edit_text("Bye")
    assert (edited.text, edited.edit_date is None) == ("Bye", False)
    assert await sent.delete() is True
    assert len(telegram.history(ANA)) == 1


async def test_every_kind_of_update_parses(bot, telegram):
    await bot.send_message(ANA, "?", reply_markup=KEYBOARD)
    telegram.send_photo(ANA, png(640, 480), "Broken")
    telegram.send_document(ANA, b"text", "a.txt", "text/plain")
    telegram.send_sticker(ANA)
    telegram.send_voice(ANA)
    telegram.edit(ANA, 1, "/help")
    telegram.tap(ANA, 2, "Yes")
    telegram.tap(ANA, 99, "gone", forged=True)
    telegram.ask_inline(ANA, "refund")
    telegram.block(ANA)
    updates = await bot.get_updates()
    assert [update.effective_user.id for update in updates] == [ANA] * 10
    assert updates[0].message.entities[0].type == "bot_command"
    assert updates[1].message.photo[-1].width == 640
    assert updates[2].message.document.file_name == "a.txt"
    assert updates[3].message.sticker.emoji == "👍"
    assert updates[4].message.voice.mime_type == "audio/ogg"
    assert updates[5].edited_message.text == "/help"
    assert updates[6].callback_query.message.is_accessible
    assert not updates[7].callback_query.message.is_accessible
    assert updates[8].inline_query.query == "refund"
    assert updates[9].my_chat_member.new_chat_member.status == "kicked"


async def test_files_are_uploaded_and_downloaded(bot):
    sent = await bot.send_document(ANA, b"some text", filename="note.txt", caption="Here")
    assert (sent.document.file_name, sent.document.mime_type, sent.caption) == ("note.txt", "text/plain", "Here")
    file = await sent.document.get_file()
    assert await file.download_as_bytearray() == b"some text"
    assert (await bot.send_photo(ANA, png(640, 480))).photo[0].height == 480


async def test_the_other_calls_parse_too(bot):
    assert await bot.set_my_commands([BotCommand("start", "Begin")])
    assert await bot.get_my_commands() == (BotCommand("start", "Begin"),)
    assert await bot.set_my_description("What it does")
    assert (await bot.get_my_description()).description == "What it does"
    assert (await bot.get_chat(ANA)).first_name == "Ana"
    assert (await bot.get_webhook_info()).url == ""
    assert await bot.set_message_reaction(ANA, 1, "👍")
    assert await bot.send_chat_action(ANA, "typing")
    assert await bot.pin_chat_message(ANA, 1)
    assert (await bot.get_chat_menu_button()).type == "default"


async def test_refusals_are_the_right_errors(bot, telegram):
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(STRANGER, "Hi")
    telegram.block(ANA)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ANA, "Hi")
    telegram.fail_next("sendMessage", 429, "Too Many Requests: retry after 5", {"retry_after": 5})
    with pytest.raises(RetryAfter):
        await bot.send_message(ANA, "Hi")
    await bot.set_webhook("https://example.com/hook")
    with pytest.raises(Conflict, match="can't use getUpdates"):
        await bot.get_updates()
    with pytest.raises(InvalidToken):
        await Bot("42:other", request=InProcessRequest(telegram)).initialize()


async def test_an_application_hears_and_answers(bot, telegram):
    application = Application.builder().bot(bot).updater(None).build()

    async def ask(update, _):
        await update.message.reply_text("Sure?", reply_markup=KEYBOARD)

    async def thank(update, _):
        await update.callback_query.answer("Saved")
        await update.callback_query.edit_message_text("Thanks")

    application.add_handler(MessageHandler(filters.TEXT, ask))
    application.add_handler(CallbackQueryHandler(thank))
    async with application:
        await answer_waiting(application, telegram)
        telegram.tap(ANA, telegram.history(ANA)[-1].id, "Yes")
        await answer_waiting(application, telegram)
    assert [(message.from_bot, message.text) for message in telegram.history(ANA)] == [
        (False, "/start"),
        (True, "Thanks"),
    ]
    assert [toast.text for toast in telegram.toasts(ANA)] == ["Saved"]


async def answer_waiting(application, telegram):
    """Handle what waits, and confirm it."""
    _, body = await telegram.call("getUpdates", {})
    for update in body["result"]:
        await application.process_update(Update.de_json(update, application.bot))
    await telegram.call("getUpdates", {"offset": body["result"][-1]["update_id"] + 1})
