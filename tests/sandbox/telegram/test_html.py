"""Telegram's HTML: what becomes plain text and entities."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.telegram.html import parse_html


def entity(kind, offset, length, **details):
    return {"type": kind, "offset": offset, "length": length} | details


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("b", "bold"), ("strong", "bold"), ("i", "italic"), ("em", "italic"), ("u", "underline"), ("ins", "underline"),
        ("s", "strikethrough"), ("strike", "strikethrough"), ("del", "strikethrough"), ("tg-spoiler", "spoiler"),
        ("code", "code"), ("pre", "pre"), ("blockquote", "blockquote"), ("B", "bold"),
    ],
)  # fmt: skip
def test_a_tag_makes_its_entity(tag, kind):
    assert parse_html(f"a <{tag}>bc</{tag}> d") == ("a bc d", [entity(kind, 2, 2)])


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain", "plain", []),
        ("<b></b>x", "x", []),
        ("<b>x</>", "x", [entity("bold", 0, 1)]),
        ("<b\n>x</b >", "x", [entity("bold", 0, 1)]),
        ('<span class="tg-spoiler">x</span>', "x", [entity("spoiler", 0, 1)]),
        ("<blockquote expandable>x</blockquote>", "x", [entity("expandable_blockquote", 0, 1)]),
        ('<blockquote expandable="">x</blockquote>', "x", [entity("expandable_blockquote", 0, 1)]),
        ('<pre><code class="language-python">x</code></pre>', "x", [entity("pre", 0, 1, language="python")]),
        ('<code class="language-python"><pre>x</pre></code>', "x", [entity("pre", 0, 1, language="python")]),
        ('<code class="language-python">x</code>', "x", [entity("code", 0, 1)]),
        ('<tg-emoji emoji-id="536">👍</tg-emoji>', "👍", [entity("custom_emoji", 0, 2, custom_emoji_id="536")]),
        (
            '<tg-time unix="1767225600" format="wDT">then</tg-time>',
            "then",
            [entity("date_time", 0, 4, unix_time=1767225600, date_time_format="wDT")],
        ),
        ('<tg-time unix="soon">then</tg-time>', "then", []),
    ],
)
def test_tags_with_something_special(source, text, entities):
    assert parse_html(source) == (text, entities)


def test_nested_tags_come_in_the_order_of_their_ends():
    assert parse_html("<b>1<i>2</i></b>") == ("12", [entity("italic", 1, 1), entity("bold", 0, 2)])


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("&lt;b&gt; &amp; &quot;", '<b> & "'),
        ("&lt", "<"),
        ("&nbsp;&copy;&apos;", "&nbsp;&copy;&apos;"),
        ("&LT;", "&LT;"),
        ("&#65;&#x42;&#128512;", "AB😀"),
        ("&#0; &#1114111; &#xZ; &", "&#0; &#1114111; &#xZ; &"),
        ("&#00000065;", "&#00000065;"),
    ],
)
def test_only_four_names_and_numbers_are_references(source, text):
    assert parse_html(source) == (text, [])


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("https://example.com", "https://example.com/"),
        ("example.com", "http://example.com/"),
        ("HTTPS://Example.com/A?b=c#d", "https://example.com/A?b=c#d"),
        ("https://example.com/?q=a&amp;b", "https://example.com/?q=a&b"),
        ("https://example.com:8443/a b", "https://example.com:8443/a%20b"),
        ("tg://resolve?domain=bot", "tg://resolve?domain=bot"),
        ("tg:resolve?domain=bot", "tg://resolve?domain=bot"),
        ("http://[::1]/", "http://[::1]/"),
    ],
)
def test_a_link_is_written_as_telegram_writes_it(href, url):
    assert parse_html(f'<a href="{href}">here</a>') == ("here", [entity("text_link", 0, 4, url=url)])


@pytest.mark.parametrize(
    "href",
    ["localhost", "http://localhost/x", "javascript:alert(1)", "ftp://example.com", "mailto:a@b.c x", "http://a b.com",
     "http://example.com:99999", "http://exa%mple.com", "tg://a.b"],
)  # fmt: skip
def test_a_bad_link_is_dropped_and_its_text_kept(href):
    assert parse_html(f'<a href="{href}">here</a>') == ("here", [])


def test_a_link_without_address_takes_its_text():
    assert parse_html("<a>example.com</a>") == ("example.com", [entity("text_link", 0, 11, url="http://example.com/")])


def test_a_link_to_a_person_is_a_mention():
    user = {"id": 7, "is_bot": False, "first_name": ""}
    assert parse_html('<a href="tg://user?id=7">Ana</a>') == ("Ana", [entity("text_mention", 0, 3, user=user)])


def test_offsets_are_utf16_units_and_complaints_count_bytes():
    assert parse_html("😀é<b>x</b>") == ("😀éx", [entity("bold", 3, 1)])
    with pytest.raises(ValueError, match="at byte offset 6"):
        parse_html("😀é<p>")


def test_half_a_surrogate_pair_is_no_text():
    with pytest.raises(ValueError, match="Text contains invalid Unicode characters after decoding HTML entities, "):
        parse_html("&#xD83D;")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_escaped_text_always_comes_back_as_it_was(text):
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert parse_html(escaped) == (text, [])


@given(st.text(alphabet="<>/b ai=\"'&;#x1\0", max_size=30))
def test_any_text_is_read_or_refused_with_a_reason(text):
    with contextlib.suppress(ValueError):
        plain, entities = parse_html(text)
        assert len(plain) <= len(text)
        assert all(0 < entity["length"] <= len(plain) for entity in entities)
