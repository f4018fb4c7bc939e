"""python-telegram-bot as its examples conversationbot, inlinekeyboard2 and persistentconversationbot teach it."""

from content import API, END, FOLDER, GREETING, HOOK_PATH, HOOK_PORT, HOOK_SECRET, HOOK_URL, QUESTIONS, TOKEN, buttons
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    PicklePersistence,
)


def keyboard(question):
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(label, callback_data=data)] for label, data in buttons(question)]
    )


async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    context.user_data.clear()
    first = QUESTIONS[0]
    await update.message.reply_text(f"{GREETING}\n\n{first['text']}", reply_markup=keyboard(first))
    return 0


def answered(number):
    async def handler(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        query = update.callback_query
        await query.answer()
        question, _, answer = query.data.partition(":")
        context.user_data[question] = answer
        if number + 1 == len(QUESTIONS):
            await query.edit_message_text(END)
            return ConversationHandler.END
        following = QUESTIONS[number + 1]
        await query.edit_message_text(following["text"], reply_markup=keyboard(following))
        return number + 1

    return handler


def main():
    persistence = PicklePersistence(filepath=FOLDER / "conversations.pickle")
    builder = Application.builder().token(TOKEN).base_url(f"{API}/bot").base_file_url(f"{API}/file/bot")
    application = builder.persistence(persistence).build()
    states = {
        number: [CallbackQueryHandler(answered(number), pattern=f"^{question['id']}:")]
        for number, question in enumerate(QUESTIONS)
    }
    application.add_handler(
        ConversationHandler(
            entry_points=[CommandHandler("start", start)],
            states=states,
            fallbacks=[CommandHandler("start", start)],
            name="dispute",
            persistent=True,
        )
    )
    if HOOK_PORT:
        application.run_webhook(
            "127.0.0.1", HOOK_PORT, url_path=HOOK_PATH, webhook_url=HOOK_URL, secret_token=HOOK_SECRET
        )
    else:
        application.run_polling(allowed_updates=Update.ALL_TYPES)


if __name__ == "__main__":
    main()
