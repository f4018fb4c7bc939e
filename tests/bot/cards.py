"""A case's card, as a person sees it, and what a case keeps."""

from datetime import timedelta

from bot import assembly
from bot.settings import Settings
from tests.bot.paths import to_verdict


async def card(buyer):
    """The message that is the card of the case that is talked about."""
    number = (await buyer.case()).card
    return next(message for message in buyer.history if message.id == number)


def labels(message):
    return [button["text"] for row in message.inline_keyboard for button in row]


async def looks(buyer):
    """(text, labels) of the card."""
    found = await card(buyer)
    return found.text, labels(found)


async def kept(buyer):
    """All that a report may change of a case."""
    case = await buyer.case()
    return dict(case.answers), case.events, case.focus, case.closed_at


async def events(buyer):
    """What was reported: (event, day)."""
    return [(event.event, f"{event.on}") for event in (await buyer.case()).events if event.event != "verdict"]


async def stage(buyer):
    """Where the case stands, as assess says."""
    return knowledge().assess(await buyer.case(), buyer.sandbox.clock.now().date()).stage


def knowledge():
    return assembly.knowledge_for(Settings.model_construct())


async def report(buyer, event, day="Today"):
    """Report an event from the card, with a day where it is asked."""
    case = (await buyer.case()).id
    toast = await buyer.press(f"v1:{case}:happened:{event}", (await buyer.case()).card)
    asked = [data for row in buyer.last.inline_keyboard for b in row if f":{event}:2" in (data := b["callback_data"])]
    if asked:
        await buyer.tap(day, buyer.last)
    return toast


async def at_stage(buyer, answers, *told):
    """A case that was answered, and what happened to it: one thing a day from the day after the verdict."""
    await to_verdict(buyer, *answers)
    for event in told:
        await buyer.move(timedelta(days=1))
        await report(buyer, event)
        if (await buyer.case()).focus:
            await buyer.tap("Skip")
