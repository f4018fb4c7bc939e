"""In groups: one line that points to the private chat, for who speaks to the bot; nothing else, and nothing is kept."""

from tests.bot.paths import CHEAPER, DAMAGED, to_verdict
from tests.chat import quiet

GROUP = -100123


async def test_a_group_gets_one_line_that_points_to_the_private_chat_and_nothing_is_stored(ana):
    await to_verdict(ana, *CHEAPER)
    ana.telegram.say_in_group(GROUP, ana.id, "/start@dispute_guide_bot")
    await quiet(ana.sandbox)
    said = [m.text for m in ana.telegram.history(GROUP) if m.from_bot]
    assert len(said) == 1
    assert "t.me/dispute_guide_bot" in said[0]
    assert "\n" not in said[0]
    assert len(await ana.stored()) == 1


async def test_chatter_in_a_group_is_ignored(ana):
    for text in ("hello", "yesterday", "/start@another_bot", "my parcel is broken"):
        ana.telegram.say_in_group(GROUP, ana.id, text)
    chat, person = {"id": GROUP, "type": "supergroup", "title": "A group"}, ana.telegram.person(ana.id).user()
    for text in ("hello", "no"):  # where the privacy mode was turned off the bot hears everything
        ana.telegram.raw({"message": {"message_id": 9, "date": 1, "chat": chat, "from": person, "text": text}})
    await quiet(ana.sandbox)
    assert [m.text for m in ana.telegram.history(GROUP) if m.from_bot] == []
    assert await ana.stored() == []


async def test_a_strangers_command_in_a_group_makes_no_record_of_them(ana):
    ana.telegram.say_in_group(GROUP, 99, "/delete_me@dispute_guide_bot")
    ana.telegram.say_in_group(GROUP, 99, "/newcase")
    await quiet(ana.sandbox)
    assert await ana.sandbox.store.write(lambda tx: tx.cases(99, closed=True)) == []
    assert await ana.sandbox.store.write(lambda tx: tx.buyer(99).language) is None


async def test_a_tap_in_a_group_does_nothing(ana):
    await to_verdict(ana, *DAMAGED)
    case = (await ana.case()).id
    ana.telegram.say_in_group(GROUP, ana.id, "/start")
    await quiet(ana.sandbox)
    said = next(m for m in ana.telegram.history(GROUP) if m.from_bot)
    ana.telegram.tap(ana.id, said.id, f"v1:{case}:close:yes", chat_id=GROUP, forged=True)
    ana.telegram.tap(ana.id, said.id, "v1:-:erase:yes", chat_id=GROUP, forged=True)
    await quiet(ana.sandbox)
    assert (await ana.case()).closed_at is None


async def test_other_bots_get_no_answer(ana):
    chat = {"id": 55, "type": "private", "first_name": "Robo"}
    sender = {"id": 55, "is_bot": True, "first_name": "Robo"}
    ana.telegram.raw({"message": {"message_id": 1, "date": 1, "chat": chat, "from": sender, "text": "/start"}})
    await quiet(ana.sandbox)
    assert await ana.sandbox.store.write(lambda tx: tx.cases(55, closed=True)) == []
