"""Every check in the table of Telegram's rules: the call, and the exact words of the answer."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.sandbox.telegram.rules import MISSING
from tests.sandbox.telegram.cast import ANA, BORIS, CARLA, DAN, GROUP, LOST_GROUP, STRANGER, TOKEN
from tests.sandbox.telegram.pictures import png

HELLO, PICTURE, WITH_REPLY_KEYBOARD, OLD = 3, 4, 5, 2  # message ids of the scene; 1 is Ana's /start
ASKED = "5000000000000001"  # the id of the scene's inline query

ROWS = (
    "text missing / only spaces", "text > 4096", "caption > 1024", "parse_mode", "HTML", "HTML rules", "MarkdownV2",
    "Markdown", "100 entities", "reply_markup", "callback_data", "copy_text", "100 inline buttons", "8 buttons in a row",
    "button URL", "non-inline markup in an edit", "chat", "message ids", "edit without a change", "wrong edit",
    "deleteMessages", "answerCallbackQuery", "its text > 200", "answerInlineQuery", "setMyCommands",
    "name, description", "setChatMenuButton", "sendChatAction", "reactions", "album", "files", "sendMessageDraft",
    "getUpdates", "retention", "allowed_updates", "setWebhook", "webhook delivery", "rates", "token", "logOut",
)  # fmt: skip
TESTED_ELSEWHERE = {
    "HTML rules": "test_html.py",
    "100 entities": "test_entities.py",
    "getUpdates": "test_updates.py",
    "retention": "test_updates.py",
    "webhook delivery": "test_webhook_delivery.py",
    "allowed_updates": "test_updates.py",
    "rates": "test_rates.py",
    "logOut": "below",
}
LEFT_OUT = {  # row -> its name in MISSING
    "MarkdownV2": "MarkdownV2",
    "Markdown": "Markdown",
    "album": "albums",
    "sendMessageDraft": "sendMessageDraft",
    "8 buttons in a row": "more than 8 buttons in a row",
}


@dataclass(frozen=True)
class Case:
    row: str
    method: str
    parameters: dict
    description: str
    status: int = 400
    files: dict = field(default_factory=dict)

    def __str__(self):
        return f"{self.row}: {self.description}"[:90]


def to_ana(**parameters):
    return {"chat_id": ANA, **parameters}


def message(row, description, status=400, **parameters):
    """A sendMessage to Ana that is refused."""
    return Case(row, "sendMessage", {"chat_id": ANA, "text": "Hi"} | parameters, description, status)


def keyboard(row, description, markup):
    return message(row, f"Bad Request: {description}", reply_markup=markup)


def button(row, description, button):
    return keyboard(row, description, {"inline_keyboard": [[button]]})


def html(text, description):
    return message("HTML", f"Bad Request: can't parse entities: {description}", text=text, parse_mode="HTML")


def edit(row, description, **parameters):
    given = {"chat_id": ANA, "message_id": HELLO, "text": "New"} | parameters
    return Case(row, "editMessageText", given, f"Bad Request: {description}")


def photo(description, data=b"", status=400, row="files", **parameters):
    return Case(row, "sendPhoto", to_ana(**parameters), description, status, {"photo": data} if data else {})


def command(description, name="start", about="Begin", **parameters):
    given = {"commands": [{"command": name, "description": about}]} | parameters
    return Case("setMyCommands", "setMyCommands", given, f"Bad Request: {description}")


def inline(description, *results, **parameters):
    return Case("answerInlineQuery", "answerInlineQuery", {"results": list(results), "inline_query_id": "1"} | parameters,
                f"Bad Request: {description}")  # fmt: skip


def article(result_id="a", **fields):
    content = {"input_message_content": {"message_text": "Text"}, "title": "Title"}
    return {"type": "article", "id": result_id} | content | fields


def content_html(text):
    return article(input_message_content={"message_text": text, "parse_mode": "HTML"})


def webhook(description, **parameters):
    return Case(
        "setWebhook", "setWebhook", {"url": "https://example.com/hook"} | parameters, f"Bad Request: {description}"
    )


NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
A_BUTTON = {"text": "Yes", "callback_data": "y"}
KEYBOARD = {"inline_keyboard": [[A_BUTTON]]}

CASES = [
    message("text missing / only spaces", "Bad Request: message text is empty", text=""),
    message("text missing / only spaces", "Bad Request: text must be non-empty", text="  \n "),
    message("text missing / only spaces", "Bad Request: text must be non-empty", text="<b> </b>", parse_mode="HTML"),
    message("text missing / only spaces", "Bad Request: text must be non-empty", text="\u200b\u2800"),
    message("text > 4096", "Bad Request: message is too long", text="x" * 4097),
    message("text > 4096", "Bad Request: message is too long", text="😀" * 4097),
    message("text > 4096", "Bad Request: text is too long", text="x" * 32769),
    edit("text > 4096", "MESSAGE_TOO_LONG", text="x" * 4097),
    photo("Bad Request: message caption is too long", png(10, 10), row="caption > 1024", caption="x" * 1025),
    message("parse_mode", "Bad Request: unsupported parse_mode", parse_mode="LaTeX"),
    html("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
    html("ä <h1>x", 'Unsupported start tag "h1" at byte offset 3'),
    html("1 <b", "Unclosed start tag at byte offset 2"),
    html("1 <", "Unclosed start tag at byte offset 2"),
    html('<a href="x', "Unclosed start tag at byte offset 0"),
    html("<a href ", 'Unclosed start tag "a" at byte offset 0'),
    html("<a href= ", 'Unclosed start tag "a" at byte offset 0'),
    html('<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
    html("<a href=ab_c>y</a>", "Unexpected end of name token at byte offset 8"),
    html("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    html("x</b>", "Unexpected end tag at byte offset 1"),
    html("<b>x</b", "Unclosed end tag at byte offset 4"),
    html("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
    html("<i><b>x</b>", 'Can\'t find end tag corresponding to start tag "i"'),
    html('<tg-emoji emoji-id="no">👍</tg-emoji>', "Invalid custom emoji identifier specified"),
    message("MarkdownV2", "Not Implemented: the pretend Telegram reads HTML only", 501, parse_mode="MarkdownV2"),
    message("Markdown", "Not Implemented: the pretend Telegram reads HTML only", 501, parse_mode="Markdown"),
    keyboard("reply_markup", "can't parse reply keyboard markup JSON object", "{"),
    keyboard("reply_markup", "object expected as reply markup", [1]),
    keyboard(
        "reply_markup",
        'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        {"inline_keyboard": [A_BUTTON]},
    ),
    keyboard("reply_markup", 'field "keyboard" must be an Array of Arrays', {"keyboard": ["Yes"]}),
    button(
        "reply_markup",
        'can\'t parse inline keyboard button: Can\'t find field "text"',
        {"callback_data": "y"},
    ),
    button("reply_markup", "can't parse inline keyboard button: InlineKeyboardButton must be an Object", "Yes"),
    button(
        "reply_markup",
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        {"text": "Yes"},
    ),
    button(
        "reply_markup",
        "can't parse inline keyboard button: invalid button style specified",
        A_BUTTON | {"style": "golden"},
    ),
    button(
        "reply_markup",
        "inline keyboard button text must be non-empty",
        {"text": "", "icon_custom_emoji_id": "5", "callback_data": "y"},
    ),
    button("callback_data", "BUTTON_DATA_INVALID", {"text": "Yes", "callback_data": "x" * 65}),
    button("callback_data", "BUTTON_DATA_INVALID", {"text": "Yes", "callback_data": "ä" * 33}),
    button("copy_text", "BUTTON_COPY_TEXT_INVALID", {"text": "Copy", "copy_text": {"text": "x" * 257}}),
    button("copy_text", "BUTTON_COPY_TEXT_INVALID", {"text": "Copy", "copy_text": {"text": ""}}),
    keyboard("100 inline buttons", "reply markup is too long", {"inline_keyboard": [[A_BUTTON]] * 101}),
    keyboard("100 inline buttons", "reply markup is too long", {"keyboard": [["x" * 101]] * 99}),
    button(
        "button URL",
        "inline keyboard button URL 'http://localhost' is invalid: Wrong HTTP URL",
        {"text": "Go", "url": "http://localhost"},
    ),
    button(
        "button URL",
        "inline keyboard button Web App URL 'http://example.com' is invalid: Only HTTPS links are allowed",
        {"text": "Go", "web_app": {"url": "http://example.com"}},
    ),
    edit("non-inline markup in an edit", "inline keyboard expected", reply_markup={"keyboard": [["Yes"]]}),
    message("chat", "Bad Request: chat_id is empty", chat_id=""),
    message("chat", "Bad Request: chat not found", chat_id=STRANGER),
    message("chat", "Forbidden: bot was blocked by the user", 403, chat_id=BORIS),
    message("chat", "Forbidden: user is deactivated", 403, chat_id=CARLA),
    message("chat", "Forbidden: bot can't initiate conversation with a user", 403, chat_id=DAN),
    message("chat", "Forbidden: bot was kicked from the supergroup chat", 403, chat_id=LOST_GROUP),
    edit("message ids", "message to edit not found", message_id=99),
    edit("message ids", "message can't be edited", message_id=1),
    edit("message ids", "message can't be edited", message_id=WITH_REPLY_KEYBOARD),
    edit("message ids", "message identifier is not specified", chat_id="", message_id=""),
    Case("message ids", "deleteMessage", to_ana(message_id=99), "Bad Request: message to delete not found"),
    Case("message ids", "deleteMessage", to_ana(), "Bad Request: message identifier is not specified"),
    Case("message ids", "deleteMessage", to_ana(message_id=OLD), "Bad Request: message can't be deleted for everyone"),
    Case("message ids", "pinChatMessage", to_ana(message_id=99), "Bad Request: message to pin not found"),
    Case("message ids", "unpinChatMessage", to_ana(), "Bad Request: message to unpin not found"),
    Case("message ids", "setMessageReaction", to_ana(message_id=99), "Bad Request: message to react not found"),
    message("message ids", "Bad Request: message to be replied not found", reply_parameters={"message_id": 99}),
    Case("message ids", "copyMessage", to_ana(), "Not Implemented: the pretend Telegram has no copymessage", 501),
    edit("edit without a change", NOT_MODIFIED, text="<b>Hello</b>", parse_mode="HTML", reply_markup=KEYBOARD),
    Case("edit without a change", "editMessageReplyMarkup", to_ana(message_id=HELLO, reply_markup=KEYBOARD),
         f"Bad Request: {NOT_MODIFIED}"),
    edit("wrong edit", "there is no text in the message to edit", message_id=PICTURE),
    Case("wrong edit", "editMessageCaption", to_ana(message_id=HELLO, caption="New"),
         "Bad Request: there is no caption in the message to edit"),
    Case("deleteMessages", "deleteMessages", to_ana(), "Bad Request: message identifiers are not specified"),
    Case("deleteMessages", "deleteMessages", to_ana(message_ids=list(range(1, 102))),
         "Bad Request: too many message identifiers specified"),
    Case("answerCallbackQuery", "answerCallbackQuery", {"callback_query_id": "5"}, TOO_OLD),
    Case("answerCallbackQuery", "answerCallbackQuery", {}, TOO_OLD),
    Case("its text > 200", "answerCallbackQuery", {"callback_query_id": "4000000000000001", "text": "x" * 201},
         "Bad Request: MESSAGE_TOO_LONG"),
    inline("can't parse JSON encoded inline query results: Can't parse", results="["),
    inline("expected an Array of inline query results", results="{}"),
    inline("too many inline query results specified", *[article()] * 51),
    inline("can't parse inline query result: Inline query result must be an object", "a"),
    inline('can\'t parse inline query result: Can\'t find field "id"', {"type": "article"}),
    inline('can\'t parse inline query result: type "pigeon" is unsupported for the inline query result',
           article(type="pigeon")),
    inline('can\'t parse inline query result: Can\'t find field "title"', article(title=None)),
    inline('can\'t parse inline query result: Can\'t find field "message_text"', article(input_message_content=None)),
    inline('can\'t parse inline query result: Field "input_message_content" must be of type Object',
           article(input_message_content="Text")),
    inline("can't parse inline query result: Input message content is not specified", article(input_message_content={})),
    inline("can't parse inline query result: Can't parse entities: Can't find end tag corresponding to start tag \"b\"",
           content_html("<b>open")),
    inline("can't parse inline query result: Object expected as reply markup", article(reply_markup="x")),
    inline("text must be non-empty", content_html("<b> </b>")),
    inline("MESSAGE_TOO_LONG", content_html("x" * 4097)),
    inline("inline keyboard expected", article(reply_markup={"keyboard": [["Yes"]]})),
    inline("inline keyboard button URL 'http://localhost' is invalid: Wrong HTTP URL",
           article(reply_markup={"inline_keyboard": [[{"text": "Go", "url": "http://localhost"}]]})),
    Case("answerInlineQuery", "answerInlineQuery", {"results": [article(type="photo")], "inline_query_id": ASKED},
         "Not Implemented: the pretend Telegram lists articles only", 501),
    inline("RESULT_ID_INVALID", article("x" * 65), inline_query_id=ASKED),
    inline("RESULT_ID_INVALID", article(""), inline_query_id=ASKED),
    inline("RESULT_ID_DUPLICATE", article(), article(), inline_query_id=ASKED),
    inline("ARTICLE_TITLE_EMPTY", article(title=" "), inline_query_id=ASKED),
    inline("can't parse inline query results button JSON object", button="{"),
    inline("can't parse inline query results button: InlineQueryResultsButton must be an Object", button="[]"),
    inline('can\'t parse inline query results button: Can\'t find field "text"', button={"start_parameter": "a"}),
    inline(
        "can't parse inline query results button: InlineQueryResultsButton must have exactly one optional field",
        button={"text": "Open"},
    ),
    inline("can't use empty start_parameter", button={"text": "Open", "start_parameter": ""}),
    inline("too long start_parameter specified", button={"text": "Open", "start_parameter": "x" * 65}),
    inline("unallowed characters in start_parameter are used", button={"text": "Open", "start_parameter": "a b"}),
    inline("SWITCH_PM_TEXT_EMPTY", button={"text": " ", "start_parameter": "a"}),
    inline("NEXT_OFFSET_INVALID", next_offset="x" * 65, inline_query_id=ASKED),
    inline("query is too old and response timeout expired or query ID is invalid", article()),
    command("command must be non-empty", name="/"),
    command("command length must not exceed 32", name="x" * 33),
    command("command description must be non-empty", about=" "),
    command("command description length must not exceed 256", about="x" * 257),
    command("BOT_COMMAND_INVALID", name="Start"),
    command("invalid language code specified", language_code="pt-br"),
    command("BOT_COMMANDS_TOO_MUCH", commands=[{"command": f"c{n}", "description": "x"} for n in range(101)]),
    command("BOT_COMMANDS_TOO_MUCH", commands=[{"command": f"c{n}", "description": "x" * 256} for n in range(31)]),
    command('can\'t parse BotCommand: Can\'t find field "description"', commands=[{"command": "start"}]),
    command("can't use specified scope in private chats", scope={"type": "chat_administrators", "chat_id": ANA}),
    Case("name, description", "setMyName", {"name": "x" * 65}, "Bad Request: BOT_NAME_TOO_LONG"),
    Case("name, description", "setMyDescription", {"description": "x" * 513}, "Bad Request: BOT_DESCRIPTION_TOO_LONG"),
    Case("name, description", "setMyShortDescription", {"short_description": "x" * 121},
         "Bad Request: BOT_SHORT_DESCRIPTION_TOO_LONG"),
    Case("setChatMenuButton", "setChatMenuButton", {"menu_button": {"type": "pizza"}},
         "Bad Request: can't parse menu button: MenuButton has unsupported type"),
    Case("sendChatAction", "sendChatAction", to_ana(action="dancing"), "Bad Request: wrong parameter action in request"),
    Case("reactions", "setMessageReaction", to_ana(message_id=1, reaction=[{"type": "emoji", "emoji": "👍"}] * 2),
         "Bad Request: REACTIONS_TOO_MANY"),
    Case("reactions", "setMessageReaction", to_ana(message_id=1, reaction=[{"type": "emoji", "emoji": "🦖"}]),
         "Bad Request: REACTION_INVALID"),
    Case("album", "sendMediaGroup", to_ana(), "Not Implemented: the pretend Telegram has no sendmediagroup", 501),
    photo("Bad Request: there is no photo in the request"),
    Case("files", "sendDocument", to_ana(), "Bad Request: there is no document in the request"),
    photo("Bad Request: IMAGE_PROCESS_FAILED", b"no picture"),
    photo("Bad Request: PHOTO_INVALID_DIMENSIONS", png(9000, 1001)),
    photo("Bad Request: PHOTO_INVALID_DIMENSIONS", png(2001, 100)),
    photo("Bad Request: wrong remote file identifier specified: can't unserialize it", photo="AgACAgIAAx0"),
    Case("files", "getFile", {"file_id": "AgACAgIAAx0"}, "Bad Request: invalid file_id"),
    Case("files", "getFile", {}, "Bad Request: file_id not specified"),
    Case("sendMessageDraft", "sendMessageDraft", to_ana(),
         "Not Implemented: the pretend Telegram has no sendmessagedraft", 501),
    webhook("invalid webhook URL specified", url="ftp://example.com"),
    webhook("secret token is too long", secret_token="x" * 257),
    webhook("secret token contains unallowed characters", secret_token="a b"),
    webhook("bad webhook: An HTTPS URL must be provided for webhook", url="http://example.com/hook"),
    webhook("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443", url="https://example.com:8080/"),
    Case("token", "sendPigeon", {}, "Not Found: method not found", 404),
]  # fmt: skip


@pytest.fixture
async def scene(telegram, clock, call):
    """Ana's chat, an old message in it, people and groups that can't be reached, a tap and an inline query."""
    await call("sendMessage", chat_id=ANA, text="Old")
    clock.shift(timedelta(hours=48, seconds=1))
    await call("sendMessage", chat_id=ANA, text="<b>Hello</b>", parse_mode="HTML", reply_markup=KEYBOARD)
    await call("sendPhoto", {"photo": png(10, 10)}, chat_id=ANA)
    await call("sendMessage", chat_id=ANA, text="Choose", reply_markup={"keyboard": [["Yes"]]})
    for person in (BORIS, CARLA):
        telegram.start(person)
    telegram.block(BORIS)
    telegram.deactivate(CARLA)
    telegram.say_in_group(GROUP, DAN, "/help")
    telegram.say_in_group(LOST_GROUP, DAN, "/help")
    telegram.kick_bot(LOST_GROUP)
    telegram.tap(ANA, HELLO, "Yes")
    telegram.ask_inline(ANA, "refund")
    return telegram


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_a_call_that_telegram_refuses_is_refused_in_its_words(case, scene, adapter):
    post = await adapter(scene)
    before = [message.view() for message in scene.history(ANA)]
    status, body = await post(case.method, case.parameters, case.files)
    assert body == {"ok": False, "error_code": case.status, "description": case.description}
    assert status == case.status
    assert [message.view() for message in scene.history(ANA)] == before


@pytest.mark.parametrize(
    ("token", "method", "status", "description"),
    [
        ("42:other", "getMe", 401, "Unauthorized"),
        ("nonsense", "getMe", 404, "Not Found"),
        (TOKEN, "", 404, "Not Found"),
    ],
)
async def test_a_wrong_token_is_refused(token, method, status, description, telegram):
    answered = await telegram.call(method, {}, token=token)
    assert answered == (status, {"ok": False, "error_code": status, "description": description})


async def test_after_log_out_nothing_works(call, refusal):
    assert await call("logOut") is True
    assert await refusal("getMe") == (400, "Logged out")


async def test_more_than_50_megabytes_are_too_large(telegram, adapter):
    post = await adapter(telegram)
    status, body = await post("sendDocument", {"chat_id": ANA}, {"document": bytes(50 * 1024 * 1024 + 1)})
    assert (status, body["description"]) == (413, "Request Entity Too Large")


async def test_an_empty_file_is_refused(refusal):
    assert await refusal("sendDocument", {"document": b""}, chat_id=ANA) == (400, "Bad Request: file must be non-empty")


async def test_a_photo_of_more_than_10_megabytes_is_refused(refusal):
    big = png(10, 10, size=10 * 1024 * 1024 + 1)
    assert await refusal("sendPhoto", {"photo": big}, chat_id=ANA) == (
        400,
        "Bad Request: file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes",
    )


async def test_a_document_is_no_photo(call, refusal):
    sent = await call("sendDocument", {"document": b"text"}, chat_id=ANA)
    assert await refusal("sendPhoto", chat_id=ANA, photo=sent["document"]["file_id"]) == (
        400,
        "Bad Request: can't use file of type Document as Photo",
    )


async def test_a_file_of_more_than_20_megabytes_can_not_be_fetched(call, refusal):
    sent = await call("sendDocument", {"document": bytes(20 * 1024 * 1024 + 1)}, chat_id=ANA)
    refused = await refusal("getFile", file_id=sent["document"]["file_id"])
    assert refused == (400, "Bad Request: file is too big")


async def test_an_answered_tap_can_not_be_answered_again(scene, call, refusal):
    tapped = scene.tap(ANA, HELLO, "Yes")
    await call("answerCallbackQuery", callback_query_id=tapped)
    assert await refusal("answerCallbackQuery", callback_query_id=tapped) == (400, TOO_OLD)


def test_every_row_of_the_table_is_tested_or_named_as_missing():
    assert len(ROWS) == 40
    assert len(CASES) > 100
    tested = {case.row for case in CASES if case.status != 501} | TESTED_ELSEWHERE.keys()
    assert set(LEFT_OUT.values()) <= MISSING.keys()
    assert tested | LEFT_OUT.keys() == set(ROWS)
    assert tested & LEFT_OUT.keys() == set()
