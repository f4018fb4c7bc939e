"""Several cases at a time: the list, opening, closing, opening again, and how many there may be."""

from datetime import timedelta

from bot.store import Case
from tests.bot.paths import CHEAPER, DAMAGED, NOTHING_ARRIVED, to_verdict
from tests.chat import Buyer, quiet


def list_buttons(buyer):
    """Of the latest list: (verb, case, label)."""
    buttons = [b for row in buyer.last.inline_keyboard for b in row]
    parts = [(b["callback_data"].split(":"), b["text"]) for b in buttons]
    return [(data[2], data[1], label) for data, label in parts if data[2] in ("open", "reopen")]


async def open_ones(buyer):
    return [case for case in await buyer.stored() if not case.closed_at]


async def test_the_list_names_each_case_and_its_button_opens_it(ana):
    await to_verdict(ana, *DAMAGED)
    ana.sandbox.clock.shift(timedelta(minutes=1))
    await to_verdict(ana, *NOTHING_ARRIVED)
    damaged, missing = [case.id for case in await ana.stored()]
    await ana.say("/cases")
    assert [(verb, case) for verb, case, _ in list_buttons(ana)] == [("open", damaged), ("open", missing)]
    labels = [label for *_, label in list_buttons(ana)]
    assert "damaged" in labels[0]
    assert "€24.90" in labels[0]
    await ana.press(f"v1:{damaged}:open:")
    assert ana.case_id() == damaged
    assert ana.data(ana.last, ":because:")


async def test_cases_that_have_just_begun_can_be_told_apart(ana):
    await ana.say("/newcase")
    await ana.pick("situation:nothing_arrived")
    await ana.say("/newcase")
    await ana.pick("situation:arrived_wrong")
    await ana.say("/cases")
    labels = [label for *_, label in list_buttons(ana)]
    assert len(labels) == 2
    assert len(set(labels)) == 2


async def test_two_cases_alike_can_be_told_apart(ana):
    await to_verdict(ana, *DAMAGED)
    await to_verdict(ana, *DAMAGED)
    await ana.say("/cases")
    assert len({label for *_, label in list_buttons(ana)}) == 2


async def test_typing_goes_to_the_case_that_was_opened_last(ana):
    await ana.say("/newcase")
    await ana.pick("situation:nothing_arrived")
    first = ana.case_id()
    await ana.say("/newcase")
    await ana.pick("situation:arrived_wrong")
    await ana.press(f"v1:{first}:open:")
    await ana.say("Stuck in customs, or fees are due")
    cases = {case.id: case.answers for case in await ana.stored()}
    assert cases[first]["problem"] == "customs"


async def test_a_case_closes_after_one_question_and_says_what_that_means(ana):
    await to_verdict(ana, *DAMAGED)
    await ana.tap("Close this case")
    assert "365 days" in ana.text
    assert (await ana.case()).closed_at is None
    await ana.tap("‹ Back", ana.last)
    assert ana.data(ana.last, ":because:")
    await ana.tap("Close this case")
    await ana.tap("Yes, close it")
    assert (await ana.case()).closed_at is not None


async def test_a_closed_case_stays_in_the_list_and_can_be_opened_again(ana):
    await to_verdict(ana, *DAMAGED)
    await ana.tap("Close this case")
    await ana.tap("Yes, close it")
    await ana.say("/resume")
    assert ana.asked is None
    await ana.say("/cases")
    assert [verb for verb, *_ in list_buttons(ana)] == ["reopen"]
    await ana.tap("Closed")
    assert (await ana.case()).closed_at is None


async def test_an_unfinished_case_can_be_closed_too(ana):
    """Or else whoever has twenty of them could never begin another."""
    await ana.say("/newcase")
    await ana.pick("situation:arrived_wrong")
    case = ana.case_id()
    for way in ("/cases", "/cancel", "/resume"):
        await ana.say(way)
        if ana.data(ana.last, f"{case}:close:ask"):
            break
    assert ana.data(ana.last, f"{case}:close:ask")


async def test_a_closed_case_goes_after_its_term(ana):
    await to_verdict(ana, *CHEAPER)
    await ana.tap("Close this case")
    await ana.tap("Yes, close it")
    await ana.move(timedelta(days=364))
    assert len(await ana.stored()) == 1
    await ana.move(timedelta(days=2))
    assert await ana.stored() == []
    await ana.say("/cases")
    assert ana.last.from_bot


async def begun(buyer, count):
    for _ in range(count):
        buyer.telegram.say(buyer.id, "/newcase")
        buyer.telegram.say(buyer.id, "1")  # so that it isn't an empty one
    await quiet(buyer.sandbox)


async def test_twenty_open_cases_are_the_most(ana):
    await begun(ana, 20)
    assert len(await open_ones(ana)) == 20
    await ana.say("/newcase")
    assert len(await open_ones(ana)) == 20
    assert any("20 open cases" in message.text for message in ana.history[-2:])
    assert len(list_buttons(ana)) == 20
    case = (await ana.stored())[7].id
    await ana.press(f"v1:{case}:close:yes")
    await ana.say("/newcase")
    assert len(await open_ones(ana)) == 20
    assert await ana.press(f"v1:{case}:reopen:")  # there is no room for it now
    assert ana.alerted
    assert len(await open_ones(ana)) == 20


async def test_one_buyers_cases_do_not_count_for_another(ana):
    await begun(ana, 20)
    bea = Buyer(ana.sandbox, 8)
    await bea.say("/newcase")
    assert bea.asked == "situation"


async def test_open_cases_are_listed_however_many_were_closed_since(ana):
    await to_verdict(ana, *DAMAGED)
    kept = (await ana.case()).id
    later = ana.sandbox.clock.now() + timedelta(days=1)
    closed = [Case(id=f"closed{n:05}", owner=ana.id, opened_at=later, closed_at=later) for n in range(60)]
    await ana.sandbox.store.write(lambda tx: [tx.save_case(case) for case in closed])
    await ana.say("/cases")
    assert ("open", kept) in [(verb, case) for verb, case, _ in list_buttons(ana)]
