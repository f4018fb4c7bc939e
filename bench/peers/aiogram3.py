"""aiogram 3 with its state machine, as its documentation teaches it; the states in memory, or in Redis."""

import asyncio
import os

import uvloop
from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.fsm.storage.redis import RedisStorage
from aiogram.types import CallbackQuery, Message
from aiogram.utils.keyboard import InlineKeyboardBuilder
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web
from content import API, END, GREETING, HOOK_PATH, HOOK_PORT, HOOK_SECRET, HOOK_URL, QUESTIONS, TOKEN, buttons

router = Router()


class Dispute(StatesGroup):
    q1 = State()
    q2 = State()
    q3 = State()
    q4 = State()
    q5 = State()


STATES = (Dispute.q1, Dispute.q2, Dispute.q3, Dispute.q4, Dispute.q5)


def keyboard(question):
    builder = InlineKeyboardBuilder()
    for label, data in buttons(question):
        builder.button(text=label, callback_data=data)
    return builder.adjust(1).as_markup()


@router.message(CommandStart())
async def start(message: Message, state: FSMContext) -> None:
    await state.clear()
    await state.set_state(Dispute.q1)
    await message.answer(f"{GREETING}\n\n{QUESTIONS[0]['text']}", reply_markup=keyboard(QUESTIONS[0]))


def answered(number):
    async def handler(query: CallbackQuery, state: FSMContext) -> None:
        question, _, answer = query.data.partition(":")
        await state.update_data({question: answer})
        if number + 1 == len(QUESTIONS):
            await state.clear()
            await query.message.edit_text(END)
        else:
            following = QUESTIONS[number + 1]
            await state.set_state(STATES[number + 1])
            await query.message.edit_text(following["text"], reply_markup=keyboard(following))
        await query.answer()

    return handler


for number, question in enumerate(QUESTIONS):
    router.callback_query(STATES[number], F.data.startswith(f"{question['id']}:"))(answered(number))


async def set_hook(bot: Bot) -> None:
    await bot.set_webhook(HOOK_URL, secret_token=HOOK_SECRET)


async def serve(bot: Bot, dispatcher: Dispatcher) -> None:
    app = web.Application()
    SimpleRequestHandler(dispatcher=dispatcher, bot=bot, secret_token=HOOK_SECRET).register(app, path=f"/{HOOK_PATH}")
    setup_application(app, dispatcher, bot=bot)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", HOOK_PORT).start()
    await asyncio.Event().wait()


async def main() -> None:
    redis = os.environ.get("REDIS_URL")
    dispatcher = Dispatcher(storage=RedisStorage.from_url(redis) if redis else MemoryStorage())
    dispatcher.include_router(router)
    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(API)))
    if HOOK_PORT:
        dispatcher.startup.register(set_hook)
        await serve(bot, dispatcher)
    else:
        await dispatcher.start_polling(bot)


if __name__ == "__main__":
    uvloop.run(main())
