"""pyTelegramBotAPI, asynchronous, with states in memory, as its examples custom_states and run_webhooks teach it."""

import asyncio

from content import API, END, GREETING, HOOK_PATH, HOOK_PORT, HOOK_SECRET, HOOK_URL, QUESTIONS, TOKEN, buttons
from telebot import asyncio_filters, asyncio_helper
from telebot.async_telebot import AsyncTeleBot
from telebot.asyncio_storage import StateMemoryStorage
from telebot.states import State, StatesGroup
from telebot.types import InlineKeyboardButton, InlineKeyboardMarkup

asyncio_helper.API_URL = f"{API}/bot{{0}}/{{1}}"
bot = AsyncTeleBot(TOKEN, state_storage=StateMemoryStorage())


class Dispute(StatesGroup):
    q1 = State()
    q2 = State()
    q3 = State()
    q4 = State()
    q5 = State()


STATES = (Dispute.q1, Dispute.q2, Dispute.q3, Dispute.q4, Dispute.q5)


def keyboard(question):
    markup = InlineKeyboardMarkup(row_width=1)
    markup.add(*(InlineKeyboardButton(label, callback_data=data) for label, data in buttons(question)))
    return markup


@bot.message_handler(commands=["start"])
async def start(message):
    await bot.set_state(message.from_user.id, Dispute.q1, message.chat.id)
    first = QUESTIONS[0]
    await bot.send_message(message.chat.id, f"{GREETING}\n\n{first['text']}", reply_markup=keyboard(first))


def answered(number):
    async def handler(query):
        user, chat, shown = query.from_user.id, query.message.chat.id, query.message.message_id
        question, _, answer = query.data.partition(":")
        async with bot.retrieve_data(user, chat) as data:
            data[question] = answer
        if number + 1 == len(QUESTIONS):
            await bot.delete_state(user, chat)
            await bot.edit_message_text(END, chat, shown)
        else:
            following = QUESTIONS[number + 1]
            await bot.set_state(user, STATES[number + 1], chat)
            await bot.edit_message_text(following["text"], chat, shown, reply_markup=keyboard(following))
        await bot.answer_callback_query(query.id)

    return handler


for number, question in enumerate(QUESTIONS):
    bot.register_callback_query_handler(
        answered(number),
        func=lambda query, start=f"{question['id']}:": query.data.startswith(start),
        state=STATES[number],
    )
bot.add_custom_filter(asyncio_filters.StateFilter(bot))


async def main():
    if HOOK_PORT:
        await bot.run_webhooks("127.0.0.1", HOOK_PORT, HOOK_PATH, webhook_url=f"{HOOK_URL}/", secret_token=HOOK_SECRET)
    else:
        await bot.infinity_polling()


if __name__ == "__main__":
    asyncio.run(main())
