"""Stickers, voices, photos and the like where text is expected: a plain sentence, and the question stays."""

import pytest

from tests.bot.paths import DAMAGED, stored, to_verdict
from tests.chat import quiet

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)

SENT = {
    "sticker": lambda t, u: t.send_sticker(u),
    "voice": lambda t, u: t.send_voice(u),
    "photo": lambda t, u: t.send_photo(u, PIXEL),
    "photo with a caption": lambda t, u: t.send_photo(u, PIXEL, "yesterday"),
    "document": lambda t, u: t.send_document(u, b"%PDF-1.4", "invoice.pdf", "application/pdf"),
}

RAW = {
    "contact": {"contact": {"phone_number": "+34600000000", "first_name": "Ana"}},
    "dice": {"dice": {"emoji": "\U0001f3b2", "value": 6}},
    "poll": {
        "poll": {
            "id": "1", "question": "?", "options": [{"text": "a", "voter_count": 0, "persistent_id": "0"}],
            "total_voter_count": 0, "is_closed": False, "is_anonymous": True, "type": "regular",
            "allows_multiple_answers": False, "allows_revoting": False, "members_only": False,
        }
    },
    "video note": {
        "video_note": {"file_id": "v", "file_unique_id": "v", "length": 240, "duration": 3},
    },
}  # fmt: skip


async def send_raw(buyer, **content):
    person = buyer.telegram.person(buyer.id).user()
    chat = {"id": buyer.id, "type": "private", "first_name": "Ana"}
    buyer.telegram.raw(
        {"message": {"message_id": 10**6, "date": 1_795_000_000, "chat": chat, "from": person} | content}
    )
    await quiet(buyer.sandbox)


async def expect_sentence_and_question(buyer, before):
    assert len(buyer.history) == before + 1
    assert buyer.asked == "delivered_on"
    assert not buyer.text.startswith("Question ")
    assert (await buyer.case()).answers == stored(*DAMAGED[:3])


@pytest.mark.parametrize("kind", SENT)
async def test_what_isnt_text_gets_a_plain_sentence_and_the_question_again(ana, kind):
    await ana.say("/start")
    await ana.pick(*DAMAGED[:3])
    before = len(ana.history)
    SENT[kind](ana.telegram, ana.id)
    await quiet(ana.sandbox)
    await expect_sentence_and_question(ana, before + 1)


@pytest.mark.parametrize("kind", RAW)
async def test_rarer_kinds_get_one_as_well(ana, kind):
    await ana.say("/start")
    await ana.pick(*DAMAGED[:3])
    before = len(ana.history)
    await send_raw(ana, **RAW[kind])
    await expect_sentence_and_question(ana, before)


async def test_an_edited_message_changes_no_answer_and_is_told_where_to_change_it(ana):
    await ana.say("/start")
    await ana.pick(*DAMAGED[:3])
    await ana.say("yesterday")
    mine = next(m.id for m in reversed(ana.history) if not m.from_bot)
    await ana.say("yes")
    ana.telegram.edit(ana.id, mine, "today")
    await quiet(ana.sandbox)
    assert "Change" in ana.text
    assert (await ana.case()).answers["delivered_on"] == "2026-11-21"


async def test_an_edited_command_is_not_carried_out_again(ana):
    command = ana.telegram.say(ana.id, "/newcase")
    await quiet(ana.sandbox)
    ana.telegram.edit(ana.id, command, "/newcase please")
    await quiet(ana.sandbox)
    assert len(await ana.stored()) == 1


async def test_after_the_verdict_pictures_do_not_bring_all_of_it_again(ana):
    """Whoever has read "clear photos" may well send them, ten at a time."""
    await to_verdict(ana, *DAMAGED)
    for _ in range(3):
        ana.telegram.send_photo(ana.id, PIXEL)
    await quiet(ana.sandbox)
    said = [message.text for message in ana.history[-6:] if message.from_bot]
    assert said
    assert max(map(len, said)) < 700


async def test_a_service_message_gets_no_answer(ana):
    await ana.say("/start")
    before = len(ana.history)
    await send_raw(ana, pinned_message={"message_id": 2, "date": 0, "chat": {"id": ana.id, "type": "private"}})
    assert len(ana.history) == before


async def test_a_picture_before_anything_else_offers_a_way_to_begin(ana):
    ana.telegram.send_photo(ana.id, PIXEL)
    await quiet(ana.sandbox)
    assert ana.last.from_bot
    assert ana.last.inline_keyboard
