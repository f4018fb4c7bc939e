"""The people's side: what somebody does reaches the bot as Telegram sends it."""

import pytest

from tests.sandbox.telegram.cast import ANA, BORIS, GROUP
from tests.sandbox.telegram.pictures import png

KEYBOARD = {
    "inline_keyboard": [
        [{"text": "Yes", "callback_data": "y"}],
        [{"text": "Read", "url": "https://example.com/"}],
    ]
}


async def test_a_message_says_who_and_where(telegram, last):
    telegram.say(ANA, "/help me")
    assert await last() == {
        "message": {
            "message_id": 2,
            "from": {"id": ANA, "is_bot": False, "first_name": "Ana", "language_code": "es"},
            "chat": {"id": ANA, "first_name": "Ana", "type": "private"},
            "date": 1_795_338_000,
            "text": "/help me",
            "entities": [{"type": "bot_command", "offset": 0, "length": 5}],
        }
    }


async def test_a_deep_link_is_start_with_a_payload(telegram, last):
    telegram.start(BORIS, "faq_returns")
    assert (await last())["message"]["text"] == "/start faq_returns"


async def test_a_reply_carries_what_it_answers(telegram, last):
    telegram.say(ANA, "that one", reply_to=1)
    assert (await last())["message"]["reply_to_message"]["text"] == "/start"


@pytest.mark.parametrize("text", ["", " \n", "x" * 4097])
def test_the_app_refuses_empty_and_too_long_texts(text, telegram):
    with pytest.raises(ValueError, match="1 to 4096 characters"):
        telegram.say(ANA, text)


@pytest.mark.parametrize(
    ("send", "kind", "details"),
    [
        (lambda telegram: telegram.send_document(ANA, b"text", "a.txt", "text/plain"), "document",
         {"file_name": "a.txt", "mime_type": "text/plain", "file_size": 4}),
        (lambda telegram: telegram.send_sticker(ANA, "🎉"), "sticker", {"emoji": "🎉", "type": "regular"}),
        (lambda telegram: telegram.send_voice(ANA, duration=3), "voice", {"duration": 3, "mime_type": "audio/ogg"}),
    ],
)  # fmt: skip
async def test_files_arrive_by_their_kind(send, kind, details, telegram, last):
    send(telegram)
    message = (await last())["message"]
    assert "text" not in message
    assert message[kind].items() >= details.items()


async def test_a_photo_arrives_with_its_caption_and_can_be_fetched(telegram, call, last):
    telegram.send_photo(ANA, png(640, 480), "Broken, see https://example.com/a")
    message = (await last())["message"]
    assert message["caption_entities"][0]["type"] == "url"
    file = await call("getFile", file_id=message["photo"][-1]["file_id"])
    assert telegram.download(file["file_path"]) == png(640, 480)


async def test_an_edit_arrives_as_an_edit(telegram, last):
    telegram.edit(ANA, 1, "/help")
    edited = (await last())["edited_message"]
    assert (edited["message_id"], edited["text"], edited["edit_date"]) == (1, "/help", 1_795_338_000)
    with pytest.raises(LookupError, match="no text message 9 of 7"):
        telegram.edit(ANA, 9, "x")


@pytest.mark.parametrize("button", ["Yes", "y"])
async def test_a_tap_is_named_by_label_or_data(button, telegram, call, last):
    await call("sendMessage", chat_id=ANA, text="?", reply_markup=KEYBOARD)
    query_id = telegram.tap(ANA, 2, button)
    query = (await last())["callback_query"]
    assert (query["id"], query["data"], query["from"]["id"]) == (query_id, "y", ANA)
    assert query["message"]["reply_markup"] == KEYBOARD


@pytest.mark.parametrize("button", ["No", "Read", ""])
async def test_a_button_that_is_not_there_can_not_be_tapped(button, telegram, call):
    await call("sendMessage", chat_id=ANA, text="?", reply_markup=KEYBOARD)
    with pytest.raises(LookupError, match=r"there are \['Yes', 'Read'\]"):
        telegram.tap(ANA, 2, button)


async def test_a_forged_tap_carries_any_data_even_on_a_message_that_is_gone(telegram, call, last):
    query_id = telegram.tap(ANA, 99, "c1:somebody:else", forged=True)
    query = (await last())["callback_query"]
    assert query["data"] == "c1:somebody:else"
    assert query["message"] == {
        "message_id": 99,
        "chat": {"id": ANA, "first_name": "Ana", "type": "private"},
        "date": 0,
    }
    assert await call("answerCallbackQuery", callback_query_id=query_id, text="No longer there") is True


async def test_answers_to_taps_are_seen(telegram, call):
    await call("sendMessage", chat_id=ANA, text="?", reply_markup=KEYBOARD)
    first, second, silent = (telegram.tap(ANA, 2, "Yes") for _ in range(3))
    await call("answerCallbackQuery", callback_query_id=first, text="Saved")
    await call("answerCallbackQuery", callback_query_id=second, text="x" * 200, show_alert=True)
    await call("answerCallbackQuery", callback_query_id=silent)
    assert [(toast.text, toast.alert) for toast in telegram.toasts(ANA)] == [("Saved", False), ("x" * 200, True)]
    assert telegram.toasts(BORIS) == []


async def test_blocking_and_coming_back_is_reported(telegram, call, last, refusal):
    telegram.block(ANA)
    change = (await last())["my_chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("member", "kicked")
    assert (await refusal("sendMessage", chat_id=ANA, text="?"))[0] == 403
    telegram.say(ANA, "I am back")
    assert [next(key for key in update if key != "update_id") for update in await call("getUpdates")] == [
        "message",
        "my_chat_member",
        "my_chat_member",
        "message",
    ]
    await call("sendMessage", chat_id=ANA, text="Welcome back")


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("/help", True),
        ("/help@dispute_guide_bot", True),
        ("/help@another_bot", False),
        ("hello", False),
        ("hello @dispute_guide_bot", True),
    ],
)
async def test_in_a_group_the_bot_hears_only_what_is_meant_for_it(text, heard, telegram, call):
    telegram.say_in_group(GROUP, ANA, text)
    updates = await call("getUpdates")
    assert len(updates) == (2 if heard else 1)
    assert len(telegram.history(GROUP)) == 1
    if heard:
        assert updates[-1]["message"]["chat"] == {"id": GROUP, "title": "A group", "type": "supergroup"}


def test_a_person_is_known_by_name_and_language(telegram):
    assert telegram.person(ANA).first_name == "Ana"
    telegram.person(ANA, "Anna", "de")
    assert (telegram.person(ANA).first_name, telegram.person(ANA).language_code) == ("Anna", "de")
    assert telegram.person(BORIS).first_name == "Person 8"
    assert [person.id for person in telegram.people()] == [ANA, BORIS]
