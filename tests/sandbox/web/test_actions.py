"""What a person does on the page arrives in the pretend Telegram; what makes no sense is refused in one sentence."""

import json

import pytest
from aiohttp import FormData

from tests.sandbox.web.conftest import ANNA, BORIS

DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63d8b67d3b00044b022537ca56"
    "380000000049454e44ae426082"
)  # a picture of one pixel


async def act(client, what, person=ANNA, **fields):
    """Status and answer of one act."""
    response = await client.post(f"/people/{person}/{what}", json=fields)
    return response.status, await response.json()


async def send_file(client, what, data, name="box.png", content_type="image/png", caption=""):
    form = FormData(quote_fields=False)  # as browsers send names
    form.add_field("caption", caption)
    form.add_field("file", data, filename=name, content_type=content_type)
    response = await client.post(f"/people/{ANNA}/{what}", data=form)
    return response.status, await response.json()


async def keyboard(telegram, *buttons):
    """A message of the bot with these buttons; its id. Anna has started the bot."""
    telegram.start(ANNA)
    rows = [[{"text": label, "callback_data": data}] for label, data in buttons]
    call = {"chat_id": ANNA, "text": "Which?", "reply_markup": {"inline_keyboard": rows}}
    _, body = await telegram.call("sendMessage", call)
    return body["result"]["message_id"]


async def updates(telegram, kind):
    """What the bot hears of this kind."""
    _, body = await telegram.call("getUpdates", {})
    return [update[kind] for update in body["result"] if kind in update]


def said(telegram, person=ANNA):
    return [message.text for message in telegram.history(person)]


async def test_start_says_start_with_its_payload(client, telegram):
    status, answer = await act(client, "start", payload="from_a_link")
    assert (status, answer) == (200, {"message_id": telegram.history(ANNA)[0].id})
    assert said(telegram) == ["/start from_a_link"]


async def test_start_needs_no_body(client, telegram):
    assert (await client.post(f"/people/{ANNA}/start")).status == 200
    assert said(telegram) == ["/start"]


async def test_a_text_arrives_as_it_was_typed(client, telegram):
    await act(client, "say", text="My parcel\nis <b>empty</b> 😡")
    assert said(telegram) == ["My parcel\nis <b>empty</b> 😡"]
    assert said(telegram, BORIS) == []


async def test_half_a_character_does_no_harm(client, telegram):
    response = await client.post(
        f"/people/{ANNA}/say", data=b'{"text": "a\\ud83d b"}', headers={"Content-Type": "application/json"}
    )
    assert response.status == 200
    assert said(telegram) == ["a\ufffd b"]


async def test_a_reply_names_the_message_it_answers(client, telegram):
    first = telegram.say(ANNA, "one")
    await act(client, "say", text="two", reply_to=first)
    assert telegram.history(ANNA)[1].reply_to == first


async def test_an_own_text_can_be_edited(client, telegram):
    message_id = telegram.say(ANNA, "ten euro")
    assert await act(client, "edit", message_id=message_id, text="12 euro") == (200, {"message_id": message_id})
    assert said(telegram) == ["12 euro"]
    assert [heard["text"] for heard in await updates(telegram, "edited_message")] == ["12 euro"]


async def test_a_tap_reaches_the_bot_by_data_or_label(client, telegram):
    message_id = await keyboard(telegram, ("Damaged", "q:problem:damaged"), ("Lost", "q:problem:lost"))
    first = await act(client, "tap", message_id=message_id, button="q:problem:lost")
    second = await act(client, "tap", message_id=message_id, button="Damaged")
    queries = await updates(telegram, "callback_query")
    assert [query["data"] for query in queries] == ["q:problem:lost", "q:problem:damaged"]
    assert [first[1]["callback_query_id"], second[1]["callback_query_id"]] == [query["id"] for query in queries]


async def test_a_photo_arrives_with_caption_and_size(client, telegram):
    status, _ = await send_file(client, "photo", DOT, caption="the box")
    [message] = telegram.history(ANNA)
    assert status == 200
    assert (message.text, message.file.kind, message.file.width, message.file.height) == ("the box", "photo", 1, 1)


async def test_a_document_keeps_its_name_and_kind(client, telegram):
    await send_file(client, "document", b"%PDF-1.7", "../../carrier paper ü.pdf", "application/pdf")
    [message] = telegram.history(ANNA)
    assert (message.file.kind, message.file.name, message.file.mime_type) == (
        "document",
        "carrier paper ü.pdf",
        "application/pdf",
    )


async def test_stickers_and_voice_messages_arrive(client, telegram):
    assert (await act(client, "sticker"))[0] == 200
    assert (await act(client, "voice"))[0] == 200
    assert [message.file.kind for message in telegram.history(ANNA)] == ["sticker", "voice"]


async def test_blocking_and_unblocking_tells_the_bot(client, telegram):
    telegram.start(ANNA)
    assert await act(client, "block") == (200, {"blocked": True})
    assert await act(client, "unblock") == (200, {"blocked": False})
    changes = await updates(telegram, "my_chat_member")
    assert [change["new_chat_member"]["status"] for change in changes] == ["kicked", "member"]


async def test_a_new_person_gets_an_id_of_their_own(client, telegram):
    response = await client.post("/people", json={"first_name": " Chloé ", "language_code": "pt-br"})
    person = await response.json()
    assert response.status == 201
    assert (person["id"], person["first_name"], person["language_code"], person["messages"]) == (
        1003,
        "Chloé",
        "pt-br",
        [],
    )
    assert telegram.people()[-1].first_name == "Chloé"


@pytest.mark.parametrize("fields", [
    {}, {"first_name": "  "}, {"first_name": "x" * 65}, {"first_name": 5}, {"first_name": "X", "language_code": "English!"},
    {"first_name": "X", "language_code": "<b>"},
])  # fmt: skip
async def test_a_person_needs_a_name_and_a_language_that_exists(client, telegram, fields):
    response = await client.post("/people", json=fields)
    assert response.status == 400
    assert (await response.json())["error"].endswith(".")
    assert len(telegram.people()) == 2


@pytest.mark.parametrize("person", ["7", "-5", "anna", "1001.0", "99999999999999999999"])
async def test_unknown_people_are_not_found(client, telegram, person):
    assert await act(client, "say", person=person, text="hi") == (404, {"error": "Nobody here has this id."})
    assert len(telegram.people()) == 2


async def test_unknown_acts_are_not_found(client):
    assert (await act(client, "dance"))[0] == 404


@pytest.mark.parametrize(
    ("what", "fields"), [("tap", {"button": "x"}), ("edit", {"text": "x"}), ("say", {"text": "x"})]
)
async def test_unknown_messages_are_not_found(client, telegram, what, fields):
    of_boris = telegram.say(BORIS, "not Anna's")
    name = "reply_to" if what == "say" else "message_id"
    for message_id in (of_boris, 999, -1, 10**30):
        status, answer = await act(client, what, **fields, **{name: message_id})
        assert (status, answer) == (404, {"error": "There is no such message any more."})


async def test_a_button_that_is_gone_is_a_conflict(client, telegram):
    message_id = await keyboard(telegram, ("Yes", "yes"))
    status, answer = await act(client, "tap", message_id=message_id, button="No")
    assert (status, answer) == (409, {"error": "The message has no such button any more."})


async def test_only_own_texts_can_be_edited(client, telegram):
    of_the_bot = await keyboard(telegram, ("Yes", "yes"))
    for message_id in (of_the_bot, telegram.send_photo(ANNA, DOT)):
        assert (await act(client, "edit", message_id=message_id, text="x"))[0] == 409


@pytest.mark.parametrize("fields", [
    {}, {"text": ""}, {"text": " \n "}, {"text": "x" * 4097}, {"text": 5}, {"text": ["x"]}, {"text": "x", "reply_to": "1"},
    {"text": "x", "reply_to": True}, {"text": "\u200b"},
])  # fmt: skip
async def test_a_text_that_telegram_would_not_send_is_refused(client, telegram, fields):
    status, answer = await act(client, "say", **fields)
    assert status == 400
    assert answer["error"].endswith(".")
    assert said(telegram) == []


@pytest.mark.parametrize(
    "fields", [{}, {"message_id": "1"}, {"message_id": 1.5}, {"message_id": None}, {"message_id": True}]
)
async def test_a_message_id_is_a_whole_number(client, fields):
    assert (await act(client, "tap", button="x", **fields))[0] == 400


@pytest.mark.parametrize("body", [b"{", b"[]", b"5", b"\xff\xfe", b'"text"', b"[" * 100_000])
async def test_a_body_that_is_no_object_is_refused(client, body):
    response = await client.post(f"/people/{ANNA}/say", data=body, headers={"Content-Type": "application/json"})
    assert response.status == 400
    assert (await response.json())["error"].endswith(".")


@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary=x"])
@pytest.mark.parametrize(
    "body", [b"", b"nonsense", b"--x\r\n\r\nno name\r\n--x--", b"--x\r\nContent-Disposition: form-data"]
)
async def test_a_broken_form_is_refused(client, kind, body):
    response = await client.post(f"/people/{ANNA}/photo", data=body, headers={"Content-Type": kind})
    assert response.status == 400
    assert (await response.json())["error"].endswith(".")


async def test_files_need_a_file(client):
    assert (await act(client, "photo"))[0] == 400
    assert (await act(client, "document", file="a text"))[0] == 400
    assert await send_file(client, "document", b"") == (400, {"error": "The file is empty."})


async def test_a_photo_must_be_a_picture(client, telegram):
    status, answer = await send_file(client, "photo", b"<svg onload=alert(1)>")
    assert (status, answer["error"]) == (
        400,
        "That is no picture that Telegram takes as a photo; send it as a document.",
    )
    assert telegram.history(ANNA) == []


async def test_ten_megabytes_are_taken_and_one_byte_more_is_not(client, telegram):
    assert (await send_file(client, "document", bytes(10_485_760)))[0] == 200
    too_much = "That is more than the sandbox takes: a file may have 10 MB."
    assert await send_file(client, "document", bytes(10_485_761)) == (413, {"error": too_much})
    assert await send_file(client, "document", bytes(12_000_000)) == (413, {"error": too_much})
    assert len(telegram.history(ANNA)) == 1


async def test_a_caption_has_telegrams_limit(client):
    assert (await send_file(client, "photo", DOT, caption="x" * 1024))[0] == 200
    assert (await send_file(client, "photo", DOT, caption="x" * 1025))[0] == 400


async def test_the_bot_hears_what_was_done_at_once(client, telegram):
    await act(client, "say", text="/help")
    [message] = await updates(telegram, "message")
    assert message["entities"] == [{"offset": 0, "length": 5, "type": "bot_command"}]
    assert json.dumps(message)
