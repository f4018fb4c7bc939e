"""What the bot can say and change, and what comes of it."""

from datetime import timedelta

import pytest

from bot.sandbox.telegram.rules import NOT_PRETENDED
from tests.sandbox.telegram.cast import ANA
from tests.sandbox.telegram.pictures import png

YES_NO = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}, {"text": "No", "callback_data": "n"}]]}
BOT = {"id": 42, "is_bot": True, "first_name": "Dispute guide", "username": "dispute_guide_bot"}
NOON = 1_795_338_000  # 2026-11-22 09:00 UTC


async def test_a_sent_message_comes_back_as_telegram_gives_it(call):
    sent = await call(
        "sendMessage", chat_id=str(ANA), text="<b>Hi</b> &amp; bye", parse_mode="HTML", reply_markup=YES_NO
    )
    assert sent == {
        "message_id": 2,
        "from": BOT,
        "chat": {"id": ANA, "first_name": "Ana", "type": "private"},
        "date": NOON,
        "text": "Hi & bye",
        "entities": [{"type": "bold", "offset": 0, "length": 2}],
        "reply_markup": YES_NO,
    }


@pytest.mark.parametrize("text", ["x" * 4096, "😀" * 4096, "<b>" + "x" * 4096 + "</b>"])
async def test_4096_characters_after_parsing_are_let_through(text, call):
    sent = await call("sendMessage", chat_id=ANA, text=text, parse_mode="HTML")
    assert len(sent["text"]) == 4096


async def test_nested_values_may_be_json_or_objects(telegram, call):
    as_text = '{"inline_keyboard":[[{"text":"Yes","callback_data":"y"},{"text":"No","callback_data":"n"}]]}'
    await call("sendMessage", chat_id=ANA, text="A", reply_markup=as_text)
    await call("sendMessage", chat_id=ANA, text="B", reply_markup=YES_NO)
    assert [message.reply_markup for message in telegram.history(ANA)[1:]] == [YES_NO, YES_NO]


@pytest.mark.parametrize(
    "markup",
    [
        {"inline_keyboard": [[{"text": "x", "callback_data": "x" * 64}]]},
        {"inline_keyboard": [[{"text": "x", "callback_data": "ä" * 32}]]},
        {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]] * 100},
        {"inline_keyboard": [[{"text": "x", "copy_text": {"text": "x" * 256}}]]},
        {"inline_keyboard": [[{"text": "x", "url": "https://example.com/"}]]},
        {"inline_keyboard": [[{"text": "x", "url": "tg://user?id=7"}]]},
        {"inline_keyboard": [[{"text": "x", "style": "danger", "callback_data": "x"}]]},
        {"inline_keyboard": [[{"text": "x", "switch_inline_query": ""}]]},
        {"keyboard": [[{"text": "x"}]] * 100},
        {"remove_keyboard": True},
        {"force_reply": True},
    ],
)
async def test_a_keyboard_within_the_limits_is_kept(markup, telegram, call):
    await call("sendMessage", chat_id=ANA, text="?", reply_markup=markup)
    assert telegram.history(ANA)[-1].reply_markup == markup


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"inline_keyboard": []}, None),
        ({}, None),
        ({"inline_keyboard": [[{"text": "", "callback_data": "x"}]]}, None),
        ({"keyboard": [["Yes"]]}, {"keyboard": [[{"text": "Yes"}]]}),
        ({"inline_keyboard": [[{"text": "x", "callback_data": "y", "url": "a.de"}]]},
         {"inline_keyboard": [[{"text": "x", "url": "http://a.de/"}]]}),
        ({"inline_keyboard": [[{"text": 5, "callback_data": 6, "style": "default"}]]},
         {"inline_keyboard": [[{"text": "5", "callback_data": "6"}]]}),
        ({"inline_keyboard": [[{"text": "x", "callback_data": "y"}] * 13]},
         {"inline_keyboard": [[{"text": "x", "callback_data": "y"}] * 12]}),
    ],
)  # fmt: skip
async def test_a_keyboard_is_kept_in_telegrams_form(given, kept, telegram, call):
    await call("sendMessage", chat_id=ANA, text="?", reply_markup=given)
    assert telegram.history(ANA)[-1].reply_markup == kept


async def test_a_reply_carries_the_message_it_answers(call):
    sent = await call("sendMessage", chat_id=ANA, text="Hi", reply_parameters={"message_id": 1})
    assert sent["reply_to_message"]["text"] == "/start"
    lost = {"message_id": 99, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await call("sendMessage", chat_id=ANA, text="Hi", reply_parameters=lost)


async def test_an_edit_changes_text_and_takes_the_keyboard_away(telegram, call, clock):
    await call("sendMessage", chat_id=ANA, text="Old", reply_markup=YES_NO)
    clock.shift(timedelta(seconds=5))
    edited = await call("editMessageText", chat_id=ANA, message_id=2, text="New")
    assert (edited["text"], edited["edit_date"], "reply_markup" in edited) == ("New", NOON + 5, False)
    assert [message.text for message in telegram.history(ANA)] == ["/start", "New"]


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Old", "reply_markup": YES_NO},
        {"text": "Old!"},
        {"text": "<b>Old</b>", "parse_mode": "HTML"},
    ],
)
async def test_a_change_of_text_style_or_keyboard_is_a_change(change, call):
    await call("sendMessage", chat_id=ANA, text="Old")
    assert (await call("editMessageText", chat_id=ANA, message_id=2, **change))["message_id"] == 2


async def test_the_keyboard_alone_can_be_changed_and_removed(telegram, call):
    await call("sendMessage", chat_id=ANA, text="<i>Old</i>", parse_mode="HTML", reply_markup=YES_NO)
    edited = await call("editMessageReplyMarkup", chat_id=ANA, message_id=2)
    assert (edited["text"], "reply_markup" in edited) == ("Old", False)
    edited = await call("editMessageReplyMarkup", chat_id=ANA, message_id=2, reply_markup=YES_NO)
    assert edited["reply_markup"] == YES_NO
    assert telegram.history(ANA)[-1].inline_keyboard == YES_NO["inline_keyboard"]


async def test_a_caption_can_be_changed(call):
    sent = await call("sendPhoto", {"photo": png(640, 480)}, chat_id=ANA, caption="<b>Old</b>", parse_mode="HTML")
    assert (sent["caption"], sent["caption_entities"][0]["type"]) == ("Old", "bold")
    edited = await call("editMessageCaption", chat_id=ANA, message_id=2, caption="New")
    assert (edited["caption"], "caption_entities" in edited) == ("New", False)


async def test_deleted_messages_are_gone_and_missing_ones_are_skipped(telegram, call):
    for text in ("one", "two", "three"):
        await call("sendMessage", chat_id=ANA, text=text)
    assert await call("deleteMessage", chat_id=ANA, message_id=2) is True
    assert await call("deleteMessages", chat_id=ANA, message_ids=[2, 3, 3, 99]) is True
    assert [message.text for message in telegram.history(ANA)] == ["/start", "three"]


async def test_a_message_of_48_hours_can_still_be_deleted(telegram, call, clock):
    clock.shift(timedelta(hours=48))
    await call("deleteMessage", chat_id=ANA, message_id=1)
    assert telegram.history(ANA) == []


async def test_the_newest_pin_goes_first(telegram, call):
    await call("sendMessage", chat_id=ANA, text="two")
    await call("pinChatMessage", chat_id=ANA, message_id=2)
    await call("pinChatMessage", chat_id=ANA, message_id=1, disable_notification=True)
    await call("unpinChatMessage", chat_id=ANA)
    assert [message.pinned for message in telegram.history(ANA)] == [True, False]
    await call("unpinChatMessage", chat_id=ANA, message_id=1)
    assert [message.pinned for message in telegram.history(ANA)] == [False, False]


async def test_a_reaction_is_set_and_taken_back(telegram, call):
    await call("setMessageReaction", chat_id=ANA, message_id=1, reaction=[{"type": "emoji", "emoji": "👍"}])
    assert telegram.history(ANA)[0].view()["reaction"] == ["👍"]
    await call("setMessageReaction", chat_id=ANA, message_id=1)
    assert telegram.history(ANA)[0].view()["reaction"] == []


async def test_the_bot_knows_itself_and_the_chat(call):
    me = await call("getMe")
    assert me.items() >= BOT.items()
    assert me["can_read_all_group_messages"] is False
    chat = await call("getChat", chat_id=ANA)
    assert (chat["id"], chat["type"], chat["first_name"]) == (ANA, "private", "Ana")


async def test_a_method_name_has_no_case(call):
    assert (await call("GETME"))["id"] == 42


async def test_what_is_left_out_says_so(telegram):
    assert len(NOT_PRETENDED) > 20
    for method in NOT_PRETENDED:
        assert (await telegram.call(method, {}))[0] == 501


async def test_commands_are_kept_by_scope_and_language(telegram, call):
    start = [{"command": "start", "description": "Begin"}]
    empezar = [{"command": "start", "description": "Empezar"}]
    await call("setMyCommands", commands=start)
    await call("setMyCommands", commands=empezar, language_code="es", scope={"type": "all_private_chats"})
    assert await call("getMyCommands") == start
    assert await call("getMyCommands", language_code="es") == []
    assert telegram.commands_for(ANA) == empezar
    telegram.person(8, "Boris", "ru")
    assert telegram.commands_for(8) == start
    await call("deleteMyCommands", language_code="es", scope={"type": "all_private_chats"})
    assert telegram.commands_for(ANA) == start
    just_for_ana = {"type": "chat", "chat_id": ANA}
    await call("setMyCommands", commands=[{"command": "/help", "description": " Help "}], scope=just_for_ana)
    assert telegram.commands_for(ANA) == [{"command": "help", "description": "Help"}]


async def test_the_profile_is_kept_by_language(telegram, call):
    await call("setMyDescription", description="What it does")
    await call("setMyDescription", description="Lo que hace", language_code="es")
    await call("setMyShortDescription", short_description="Short")
    assert await call("getMyDescription", language_code="es") == {"description": "Lo que hace"}
    assert await call("getMyDescription", language_code="de") == {"description": "What it does"}
    assert await call("getMyShortDescription") == {"short_description": "Short"}
    assert await call("getMyName") == {"name": "Dispute guide"}
    await call("setMyName", name="Guía", language_code="es")
    await call("setChatMenuButton", menu_button={"type": "commands"})
    assert telegram.profile_for(ANA) == {
        "name": "Guía",
        "description": "Lo que hace",
        "short_description": "Short",
        "username": "dispute_guide_bot",
        "menu_button": {"type": "commands"},
    }
    await call("setMyDescription", language_code="es")
    assert telegram.profile_for(ANA)["description"] == "What it does"


async def test_a_menu_button_can_be_one_persons(call):
    app = {"type": "web_app", "text": "Open", "web_app": {"url": "https://example.com/"}}
    await call("setChatMenuButton", chat_id=ANA, menu_button=app)
    assert await call("getChatMenuButton", chat_id=ANA) == app
    assert await call("getChatMenuButton") == {"type": "default"}


async def test_a_scripted_failure_is_answered_so_often_and_changes_nothing(telegram, call):
    telegram.fail_next("sendMessage", 429, "Too Many Requests: retry after 5", {"retry_after": 5}, times=2)
    hello = {"chat_id": ANA, "text": "Hello"}
    for _ in range(2):
        assert await telegram.call("sendMessage", hello) == (
            429,
            {
                "ok": False,
                "error_code": 429,
                "description": "Too Many Requests: retry after 5",
                "parameters": {"retry_after": 5},
            },
        )
    assert len(telegram.history(ANA)) == 1
    await call("sendMessage", **hello)
    assert len(telegram.history(ANA)) == 2


async def test_a_scripted_failure_can_be_of_any_method(telegram, call, refusal):
    telegram.fail_next("*", 502, "Bad Gateway")
    assert await refusal("getMe") == (502, "Bad Gateway")
    assert (await call("getMe"))["id"] == 42


async def test_an_answer_can_be_lost_after_the_call_was_carried_out(telegram, refusal):
    telegram.fail_next("sendMessage", 502, "Bad Gateway", carried_out=True)
    assert await refusal("sendMessage", chat_id=ANA, text="Hello") == (502, "Bad Gateway")
    assert [message.text for message in telegram.history(ANA)] == ["/start", "Hello"]


async def test_what_the_bot_does_with_an_answer_changes_nothing_here(telegram, call):
    sent = await call("sendMessage", chat_id=ANA, text="?", reply_markup=YES_NO)
    sent["reply_markup"]["inline_keyboard"].clear()
    assert telegram.history(ANA)[-1].reply_markup == YES_NO
