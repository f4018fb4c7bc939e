"""What buyers type: answers, near misses and nonsense. What was understood is always confirmed."""

import pytest

from tests.bot.paths import CHEAPER, DAMAGED, proposed, refused, standing_at, stored, to_verdict
from tests.chat import Buyer, quiet

AT_DELIVERED, AT_PROTECTION = DAMAGED[:3], DAMAGED[:4]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", "2026-11-22"),
        ("yesterday", "2026-11-21"),
        ("last Friday", "2026-11-20"),
        ("2 weeks ago", "2026-11-08"),
        ("18 November", "2026-11-18"),
        ("2026-11-18", "2026-11-18"),
        ("18.11.2026", "2026-11-18"),
        ("\uff11\uff18.11.2026", "2026-11-18"),  # full-width digits
    ],
)
async def test_a_typed_day_is_echoed_and_kept_only_once_confirmed(ana, text, day):
    await standing_at(ana, *AT_DELIVERED)
    assert await proposed(ana, "delivered_on", text) == [day]
    await ana.say("yes")
    assert (await ana.case()).answers["delivered_on"] == day
    assert ana.asked == "protection_ends_on"


async def test_a_proposal_that_is_turned_down_asks_again(ana):
    await standing_at(ana, *AT_DELIVERED)
    for turn_down in (lambda: ana.say("no"), lambda: ana.tap("No, ask again")):
        await ana.say("yesterday")
        await turn_down()
        assert ana.asked == "delivered_on"
        assert "delivered_on" not in (await ana.case()).answers


async def test_a_day_with_two_readings_is_offered_as_two_buttons(ana):
    await standing_at(ana, *AT_PROTECTION)
    assert await proposed(ana, "protection_ends_on", "03/04/2026") == ["2026-03-04", "2026-04-03"]
    await ana.say("yes")  # to which one?
    assert "protection_ends_on" not in (await ana.case()).answers
    await ana.say("03/04/2026")
    await ana.pick("protection_ends_on:2026-04-03")
    assert (await ana.case()).answers["protection_ends_on"] == "2026-04-03"


async def test_a_buyers_country_decides_which_figure_is_the_day(ana):
    await ana.say("/newcase")
    await ana.press("v1:-:country:GB")
    await ana.say("/resume")
    await ana.pick(*AT_PROTECTION)
    assert await proposed(ana, "protection_ends_on", "03/04/2026") == ["2026-04-03"]


async def test_days_are_read_in_the_buyers_own_language_too(bot):
    kurt = Buyer(bot, 9, "de")
    await standing_at(kurt, *AT_DELIVERED)
    assert await proposed(kurt, "delivered_on", "gestern") == ["2026-11-21"]
    await kurt.say("no")
    assert await proposed(kurt, "delivered_on", "18. November") == ["2026-11-18"]


async def test_a_reading_that_lies_in_the_future_is_not_offered_where_only_the_past_can_be(ana):
    await standing_at(ana, *AT_DELIVERED)
    assert await proposed(ana, "delivered_on", "11/12/2026") == ["2026-11-12"]  # not 11 December
    await ana.say("no")
    await refused(ana, "12/12/2026")


@pytest.mark.parametrize(
    "text",
    ["I don't know", "i dont know", "I don’t know.", "no idea", "idk", "Unknown", "not sure", "  I DON'T KNOW  "],
)
async def test_not_knowing_can_be_typed_in_several_ways(ana, text):
    await standing_at(ana, *AT_DELIVERED)
    await ana.say(text)
    assert (await ana.case()).answers["delivered_on"] == "unknown"


async def test_not_knowing_is_no_answer_where_it_is_not_offered(ana):
    await standing_at(ana, "situation:in_dispute", "dispute_stage:waiting_for_seller", "disputed_problem:damaged")
    await refused(ana, "I don't know")


async def test_days_that_cant_be_are_refused_in_one_sentence(ana):
    await standing_at(ana, *AT_DELIVERED)
    said = {
        text: await refused(ana, text)
        for text in (
            "tomorrow", "24 November 2026", "31/02/2026", "29/02/2023", "01/01/0001", "1 January 99999", "12",
            "17 November or 18 November", "3 May 1999", "banana", "???", "24.90 EUR", "in the year 2569", "\U0001f9e8",
            "3012345678901234",
        )
    }  # fmt: skip
    assert all("\n" not in sentence and sentence.endswith(".") for sentence in said.values()), said
    reasons = [said[text] for text in ("tomorrow", "31/02/2026", "01/01/0001", "12", "banana")]
    assert len(set(reasons)) == 5, reasons  # each says what is wrong with it


@pytest.mark.parametrize(
    ("text", "day"), [("20 October", "2026-10-20"), ("5 December", "2026-12-05"), ("10 January", "2027-01-10")]
)
async def test_a_day_without_a_year_is_the_nearest_where_past_and_future_can_be(ana, text, day):
    """Protection that ended last month is the usual case; one that ends in eleven months is none."""
    await standing_at(ana, *AT_PROTECTION)
    assert (await proposed(ana, "protection_ends_on", text))[0] == day


async def test_a_future_day_is_taken_where_it_makes_sense(ana):
    await standing_at(ana, *AT_PROTECTION)
    assert await proposed(ana, "protection_ends_on", "10 December 2026") == ["2026-12-10"]
    assert await proposed(ana, "protection_ends_on", "in 10 days") == ["2026-12-02"]
    await ana.say("no")
    await refused(ana, "10 December 2046")


async def test_a_question_about_a_coming_day_gives_no_past_day_as_its_example(ana):
    await standing_at(ana, *AT_PROTECTION)
    assert "yesterday" not in ana.text


@pytest.mark.parametrize("text", ["2", "2.", "2)", " 2 ", "It doesn't work", "IT DOESN’T WORK", "it doesnt work"])
async def test_an_option_can_be_typed_by_its_label_or_its_number(ana, text):
    await standing_at(ana, "situation:arrived_wrong")
    await ana.say(text)
    assert (await ana.case()).answers["problem"] == "defective"


async def test_what_names_no_option_is_no_answer(ana):
    await standing_at(ana, "situation:arrived_wrong")
    for text in ("0", "8", "-1", "999999", "1000", "2 3", "maybe", "2.5", "\u0662", "²"):
        await refused(ana, text)


async def test_back_and_why_can_be_typed(ana):
    await standing_at(ana, *DAMAGED[:2])
    await ana.say("why do you ask?")
    assert "flaw" not in (await ana.case()).answers
    await ana.say("back")
    assert ana.asked == "problem"


async def test_the_day_of_the_dispute_can_be_typed_and_confirmed_by_typing(ana):
    await to_verdict(ana, *DAMAGED)
    await ana.tap("I opened the dispute")
    await ana.say("yesterday")
    await ana.say("yes")
    events = (await ana.case()).events
    assert [(event.event, f"{event.on}") for event in events][1:] == [("dispute_opened", "2026-11-21")]


async def test_a_word_after_the_verdict_does_not_bring_all_of_it_again(ana):
    await to_verdict(ana, *DAMAGED)
    await ana.say("thanks, that helps a lot")
    assert len(ana.text) < 700


async def test_a_word_that_says_nothing_takes_no_way_of_typing_away(ana):
    await to_verdict(ana, *DAMAGED)
    await ana.say("hmm")
    await ana.say("I opened the dispute")
    assert (await ana.case()).focus == "dispute_opened"


async def test_a_no_in_capitals_is_not_norway(ana):
    await to_verdict(ana, *CHEAPER)
    await standing_at(ana, "situation:dont_want_it", "problem:changed_mind")
    await refused(ana, "NO")


async def test_typed_markup_is_shown_as_it_was_typed_and_breaks_nothing(ana):
    await standing_at(ana, *AT_DELIVERED)
    for text in (
        "<b>bold</b>",
        "</code>&lt;",
        "&amp; & &",
        "{0} {name} %s {{7*7}}",
        "'; DROP TABLE cases;--",
        "@admin #x",
    ):
        await refused(ana, text)


async def test_letters_of_any_kind_get_one_plain_sentence(ana):
    await standing_at(ana, *AT_DELIVERED)
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    for text in ("\u202eyadot", "a\x00b\x07c", "مرحبا بالعالم", "שלום", "e" + "\u0301" * 500, family):
        await refused(ana, text)


async def test_a_direction_override_around_a_day_does_not_hide_it(ana):
    await standing_at(ana, *AT_DELIVERED)
    assert await proposed(ana, "delivered_on", "\u202dyesterday\u202c") == ["2026-11-21"]


async def test_a_message_with_nothing_to_see_counts_as_empty(ana):
    await standing_at(ana, *AT_DELIVERED)
    for text in ("\u200b", "\u2800", "\u3164", "\u200b \u00a0", "\u202e"):
        await send_raw_text(ana, text)
        assert ana.asked == "delivered_on"
        assert "empty" in ana.text, text


async def test_a_message_of_the_greatest_length_gets_a_short_answer(ana):
    await standing_at(ana, *AT_DELIVERED)
    await refused(ana, "x" * 4096)


async def test_lone_surrogates_in_the_json_do_no_harm(ana):
    await standing_at(ana, *AT_DELIVERED)
    await send_raw_text(ana, "\ud800 yesterday")
    assert ana.asked == "delivered_on" or ana.data(ana.last, ":delivered_on:2026-11-21")


async def send_raw_text(buyer: Buyer, text):
    """As a client of its own could send it: the pretend Telegram would tidy it up."""
    person = buyer.telegram.person(buyer.id).user()
    chat = {"id": buyer.id, "type": "private", "first_name": "Ana"}
    message = {"message_id": 10**6, "date": 1_795_000_000, "chat": chat, "from": person, "text": text}
    buyer.telegram.raw({"message": message})
    await quiet(buyer.sandbox)


async def test_the_first_words_of_a_stranger_begin_a_case(ana):
    await ana.say("hello there")
    assert ana.asked == "situation"
    assert len(await ana.stored()) == 1


async def test_a_text_without_a_case_in_front_points_to_the_way_back(ana):
    await standing_at(ana, *DAMAGED[:3])
    await ana.say("/cancel")
    await ana.say("yesterday")
    assert (await ana.case()).answers == stored(*DAMAGED[:3])
    assert "/resume" in ana.text
