"""What Telegram makes of a text and its entities before it keeps them."""

import pytest

from bot.sandbox.telegram.entities import settled
from bot.sandbox.telegram.html import parse_html


def entity(kind, offset, length, **details):
    return {"type": kind, "offset": offset, "length": length} | details


def kept(source):
    made = settled(*parse_html(source))
    return made.text, made.entities


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("  a \n b \n", "a \n b"),
        ("a\tb\x00c\x1bd", "a b c d"),
        ("a\r\nb", "a\nb"),
        ("a\u202eb\u2028c", "abc"),
        ("\u200b \u2800", ""),
        ("", ""),
    ],
)
def test_texts_are_cleaned_and_trimmed(given, text):
    assert settled(given, []).text == text


def test_entities_move_with_the_text_that_is_taken_out():
    assert kept("\r 😀\r<b>x\r</b> ") == ("😀x", [entity("bold", 2, 1)])


def test_spaces_in_front_stay_inside_an_entity():
    assert kept("  <b> x</b>") == (" x", [entity("bold", 0, 2)])


@pytest.mark.parametrize(
    ("source", "entities"),
    [
        ("<b>1</b><b>2</b>", [entity("bold", 0, 2)]),
        ("<b>1<b>2</b></b>", [entity("bold", 0, 2)]),
        ("<b>1<i>2</i></b>", [entity("bold", 0, 1), entity("bold", 1, 1), entity("italic", 1, 1)]),
        ("<b>1<code>2</code>3</b>", [entity("bold", 0, 1), entity("code", 1, 1), entity("bold", 2, 1)]),
        ("<pre><b>1</b></pre>", [entity("pre", 0, 1)]),
        ("<blockquote>1<blockquote>2</blockquote></blockquote>", [entity("blockquote", 0, 2)]),
        ("<blockquote><b>1</b></blockquote>", [entity("blockquote", 0, 1), entity("bold", 0, 1)]),
        (
            '<a href="a.de">1<code>2</code></a>',
            [entity("text_link", 0, 2, url="http://a.de/")],
        ),
    ],
)
def test_entities_nest_as_telegram_allows(source, entities):
    assert kept(source)[1] == entities


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("/start", [entity("bot_command", 0, 6)]),
        ("go /help@some_bot now", [entity("bot_command", 3, 14)]),
        ("a/b //x /start/", []),
        ("see https://example.com/a?b=1.", [entity("url", 4, 25)]),
        ("write a@example.com", [entity("email", 6, 13)]),
        ("hi @someone", [entity("mention", 3, 8)]),
        ("#refund #1", [entity("hashtag", 0, 7)]),
        ("😀 /start", [entity("bot_command", 3, 6)]),
        ("/start😀", [entity("bot_command", 0, 6)]),
    ],
)
def test_commands_links_and_mentions_are_found(text, entities):
    assert settled(text, []).entities == entities


def test_nothing_is_found_inside_code_and_links():
    assert kept("<code>/start</code>")[1] == [entity("code", 0, 6)]


def test_a_command_in_bold_cuts_the_bold():
    assert kept("<b>see /help</b>")[1] == [
        entity("bold", 0, 4),
        entity("bot_command", 4, 5),
        entity("bold", 4, 5),
    ]


def test_the_101st_entity_is_silently_cut():
    text, entities = kept(" ".join(["<b>x</b>"] * 101))
    assert len(text) == 201
    assert len(entities) == 100
    assert entities[-1] == entity("bold", 198, 1)


async def test_entities_may_come_beside_the_text(call):
    given = [{"type": "bold", "offset": 0, "length": 2}, {"type": "url", "offset": 0, "length": 2}]
    sent = await call("sendMessage", chat_id=7, text="😀x", entities=given)
    assert sent["entities"] == [entity("bold", 0, 2)]


@pytest.mark.parametrize(
    ("given", "description"),
    [
        ({"type": "bold", "offset": 2, "length": 1}, "entity begins after the end of the text at UTF-16 offset 2"),
        (
            {"type": "bold", "offset": 1, "length": 2},
            "entity beginning at UTF-16 offset 1 ends after the end of the text at UTF-16 offset 3",
        ),
        ({"type": "pizza", "offset": 0, "length": 1}, "can't parse MessageEntity: Unsupported type specified"),
        ({"type": "bold", "offset": 0}, "can't parse MessageEntity: Can't find field \"length\""),
    ],
)
async def test_wrong_entities_are_refused(given, description, refusal):
    refused = await refusal("sendMessage", chat_id=7, text="ab", entities=[given])
    assert refused == (400, f"Bad Request: {description}")
