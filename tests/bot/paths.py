"""Answers that lead to a verdict, by their ids, and what comes of a typed one. Today is Sunday, 22 November 2026."""

DAMAGED = (
    "situation:arrived_wrong", "problem:damaged", "flaw:unusable", "delivered_on:2026-11-18",
    "protection_ends_on:unknown", "item_value:24.90 EUR", "postage:as_much_or_more", "seller_contact:not_yet",
)  # fmt: skip
"""Act by 1 December; the seller's answer by 27 November; the protection's end is to be looked up (example of the design)."""

NOTHING_ARRIVED = (
    "situation:nothing_arrived", "problem:not_received", "latest_delivery_on:2026-11-30",
    "protection_ends_on:2027-01-10", "item_value:24.90 EUR", "seller_contact:not_yet",
)  # fmt: skip
"""Not before 1 December, act by 13 December."""

CHEAPER = ("situation:dont_want_it", "problem:cheaper_elsewhere")
"""Ends at once: usually not covered."""

OFFERED = (
    "situation:in_dispute", "dispute_stage:seller_offered", "disputed_problem:damaged", "opened_on:2026-11-18",
    "item_value:24.90 EUR",
)  # fmt: skip
"""Up to the question of the offer's amount."""


def stored(*answers):
    """The answers as a case keeps them."""
    return dict(answer.split(":", 1) for answer in answers)


async def to_verdict(buyer, *answers, command="/newcase"):
    """A new case, answered, and its verdict shown."""
    await buyer.say(command)
    await buyer.pick(*answers, "verdict:")


async def refused(buyer, text):
    """Type something that can't be an answer: one sentence and the same question, and nothing has changed."""
    question, before = buyer.asked, (await buyer.case()).answers
    said = await buyer.say(text)
    first, _, rest = said.partition("\n\n")
    assert buyer.asked == question, said
    assert rest.startswith(("Question ", "You are changing")), said
    assert not first.startswith("Question "), said
    assert (await buyer.case()).answers == before
    return first


async def proposed(buyer, question, text):
    """Type something that is understood: the values that are offered for a tap. Nothing is kept yet."""
    before = (await buyer.case()).answers
    await buyer.say(text)
    assert (await buyer.case()).answers == before
    data = [b["callback_data"] for row in buyer.last.inline_keyboard for b in row]
    return [each.split(":", 3)[3] for each in data if each.split(":")[2] == question]


async def standing_at(buyer, *answers):
    """A new case, answered so far."""
    await buyer.say("/newcase")
    await buyer.pick(*answers)
