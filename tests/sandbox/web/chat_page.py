"""A bot that is scripted for the tests of the chat page, and the parts of the page by what a person calls them."""

from playwright.async_api import expect

LINK = "https://t.me/dispute_guide_bot?start=topic_"
KEYBOARD = [[("Nothing arrived", "q:nothing"), ("It is damaged", "q:damaged")], [("Why do you ask?", "why")]]


class EchoBot:
    """Answers what it hears; a test may make it say things by itself."""

    def __init__(self, telegram):
        self._telegram = telegram

    async def listen(self):
        offset = 0
        while True:
            _, body = await self._telegram.call("getUpdates", {"offset": offset, "timeout": 50})
            for update in body["result"]:
                offset = update["update_id"] + 1
                await self._hear(update)

    async def _hear(self, update):
        if "callback_query" in update:
            await self._hear_tap(update["callback_query"])
        elif "inline_query" in update:
            await self._hear_query(update["inline_query"])
        elif "message" in update:
            message = update["message"]
            if "via_bot" in message:
                return
            if message.get("text") == "/start":
                await self.say(message["chat"]["id"], "What went wrong?", KEYBOARD)
            else:
                await self.say(message["chat"]["id"], f"You sent: {message.get('text', 'a file')}")

    async def _hear_tap(self, query):
        if query["data"] == "q:damaged":  # never answered: the spinner stays
            return
        alert = query["data"] == "why"
        text = "It decides about the dates." if alert else "Noted"
        await self._call("answerCallbackQuery", callback_query_id=query["id"], text=text, show_alert=alert)
        if not alert:
            where = {"chat_id": query["from"]["id"], "message_id": query["message"]["message_id"]}
            await self._call("editMessageText", **where, text="Nothing arrived, then.")

    async def _hear_query(self, query):
        """Fifteen topics a page, two pages; "nothing" finds none."""
        begin = int(query["offset"] or 0)
        found = [] if query["query"] == "nothing" else range(begin, begin + 15)
        button = {"text": "Ask me in a private chat", "start_parameter": "inline"}
        await self._call(
            "answerInlineQuery", inline_query_id=query["id"], results=[article(number) for number in found],
            next_offset="15" if found and not begin else "", button=button,
        )  # fmt: skip

    async def say(self, chat_id, text, rows=(), parse_mode=None):
        buttons = [[{"text": label, "callback_data": data} for label, data in row] for row in rows]
        markup = {"inline_keyboard": buttons} if rows else None
        body = await self._call("sendMessage", chat_id=chat_id, text=text, reply_markup=markup, parse_mode=parse_mode)
        return body["result"]["message_id"]

    async def edit(self, chat_id, message_id, text):
        await self._call("editMessageText", chat_id=chat_id, message_id=message_id, text=text)

    async def type(self, chat_id):
        await self._call("sendChatAction", chat_id=chat_id, action="typing")

    async def _call(self, method, **parameters):
        status, body = await self._telegram.call(method, parameters)
        assert status == 200, body
        return body


def article(number):
    content = {"message_text": f"<b>Topic {number}</b>\nIts answer.", "parse_mode": "HTML"}
    keyboard = {"inline_keyboard": [[{"text": "Check my case", "url": f"{LINK}{number}"}]]}
    return {
        "type": "article", "id": str(number), "title": f"Topic {number}", "description": f"The answer to it. {number}",
        "input_message_content": content, "reply_markup": keyboard,
    }  # fmt: skip


def log(page):
    return page.get_by_role("log")


def field(page):
    return page.get_by_role("textbox", name="Message", exact=True)


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


async def start(page):
    """Press Start, and wait for the bot's question: before that it may not say anything itself."""
    await button(page, "Start").click()
    await expect(button(page, "Nothing arrived")).to_be_visible()


async def send(page, text):
    await field(page).fill(text)
    await field(page).press("Enter")


async def no_sideways_scrolling(page):
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert await page.evaluate(
        "document.getElementById('log').scrollWidth <= document.getElementById('log').clientWidth"
    )
