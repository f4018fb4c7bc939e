"""What buyers type for an amount."""

import pytest

from tests.bot.paths import DAMAGED, proposed, refused, standing_at

AT_DELIVERED, AT_PRICE = DAMAGED[:3], DAMAGED[:5]


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("24.90 EUR", "24.90 EUR"),
        ("€24,90", "24.90 EUR"),
        ("24.90 euros", "24.90 EUR"),
        ("$12", "12 USD"),
        ("US $1,234.56", "1234.56 USD"),
    ],
)
async def test_a_typed_amount_is_echoed_and_kept_only_once_confirmed(ana, text, price):
    await standing_at(ana, *AT_PRICE)
    assert await proposed(ana, "item_value", text) == [price]
    await ana.say("ok")
    assert (await ana.case()).answers["item_value"] == price
    assert ana.asked == "postage"


async def test_an_amount_without_a_currency_lets_the_currency_be_picked(ana):
    await standing_at(ana, *AT_PRICE)
    offered = await proposed(ana, "item_value", "24.90")
    assert "24.90 EUR" in offered
    assert len(offered) > 4
    await ana.pick("item_value:24.90 EUR")
    assert (await ana.case()).answers["item_value"] == "24.90 EUR"


@pytest.mark.parametrize("text", ["EUR", "eur", "€", "€24.90", "24.90 EUR"])
async def test_the_currency_can_be_typed_as_well(ana, text):
    await standing_at(ana, *AT_PRICE)
    await ana.say("24.90")
    await ana.say(text)
    if "item_value" not in (await ana.case()).answers:  # it may be confirmed first
        await ana.say("yes")
    assert (await ana.case()).answers.get("item_value") == "24.90 EUR"


async def test_the_same_amount_again_still_names_no_currency(ana):
    await standing_at(ana, *AT_PRICE)
    await ana.say("24.90")
    await ana.say("24.90")
    assert "item_value" not in (await ana.case()).answers


async def test_another_currency_than_the_proposed_one_is_not_taken_for_a_yes(ana):
    await standing_at(ana, *AT_PRICE)
    await ana.say("24.90 EUR")
    await ana.say("yes, $24.90")
    assert (await ana.case()).answers.get("item_value") != "24.90 EUR"


async def test_amounts_that_cant_be_are_refused_in_one_sentence(ana):
    await standing_at(ana, *AT_PRICE)
    for text in (
        "-5 EUR", "0", "0 EUR", "1e309", "inf", "nan", "99999999999 EUR", "3012345678901234", "3012 3456 7890 1234",
        "banana", "yesterday", "1_000 EUR", "0x10", "½ EUR", "12 USD or 14 EUR", "\U0001f4b6",
    ):  # fmt: skip
        await refused(ana, text)


async def test_five_thousand_digits_are_refused(ana):
    await standing_at(ana, *AT_PRICE)
    await refused(ana, "9" * 4096)
    await standing_at(ana, *AT_DELIVERED)
    await refused(ana, "9" * 999)
