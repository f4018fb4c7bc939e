"""What a chat page is told: views of messages, their HTML, and a stream of changes."""

import json
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.telegram.entities import settled
from bot.sandbox.telegram.html import parse_html
from bot.sandbox.telegram.markup import to_html
from tests.sandbox.telegram.cast import ANA, BORIS
from tests.sandbox.telegram.pictures import png


def changes(queue):
    return [queue.get_nowait() for _ in range(queue.qsize())]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("a &lt;b&gt; &amp; \n c", "a &lt;b&gt; &amp; \n c"),
        ("<b>1<i>2</i>3</b>", "<b>1</b><b><i>2</i>3</b>"),
        ("😀<u>1</u><s>2</s>", "😀<u>1</u><s>2</s>"),
        ("<code>x</code>", "<code>x</code>"),
        ("<pre>x</pre>", "<pre>x</pre>"),
        (
            '<pre><code class="language-&quot;a">x</code></pre>',
            '<pre><code class="language-&quot;a">x</code></pre>',
        ),
        ("<tg-spoiler>x</tg-spoiler>", '<span class="spoiler">x</span>'),
        ("<blockquote>x</blockquote>", "<blockquote>x</blockquote>"),
        ("<blockquote expandable>x</blockquote>", '<blockquote class="expandable">x</blockquote>'),
        (
            '<a href="https://example.com/?a=&quot;b">x</a>',
            '<a href="https://example.com/?a=&quot;b" target="_blank" rel="noopener noreferrer">x</a>',
        ),
        (
            "https://example.com/a",
            '<a href="https://example.com/a" target="_blank" rel="noopener noreferrer">https://example.com/a</a>',
        ),
        ("/help", '<a class="command" data-command="/help">/help</a>'),
        ('<a href="ton://x">y</a>', "<span>y</span>"),
        ("@someone", '<span class="mention">@someone</span>'),
    ],
)
def test_formatting_becomes_safe_html(source, shown):
    made = settled(*parse_html(source))
    assert to_html(made.text, made.entities) == shown


class Balance(HTMLParser):
    """Fails on an end tag that doesn't fit, and collects the text."""

    def __init__(self):
        super().__init__()
        self.open, self.text = [], ""

    def handle_starttag(self, tag, _attributes):
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


KINDS = st.sampled_from(["bold", "italic", "underline", "code", "pre", "blockquote", "spoiler", "custom_emoji"])
ENTITIES = st.lists(st.fixed_dictionaries({"type": KINDS, "offset": st.integers(0, 9), "length": st.integers(1, 9)}))


@given(ENTITIES)
def test_however_entities_overlap_the_html_is_balanced_and_keeps_the_text(entities):
    text = "ab</b>&amp;<i> 12345"
    made = settled(text, entities)
    page = Balance()
    page.feed(to_html(made.text, made.entities))
    page.close()
    assert (page.open, page.text) == ([], text)


async def test_a_view_is_json_with_all_that_a_page_shows(telegram, call):
    await call("sendPhoto", {"photo": png(640, 480)}, chat_id=ANA, caption="<b>Look</b>", parse_mode="HTML",
               reply_parameters={"message_id": 1})  # fmt: skip
    view = telegram.history(ANA)[-1].view()
    assert json.loads(json.dumps(view)) == view
    file_id = view["file"]["file_id"]
    assert view == {
        "id": 2,
        "chat_id": ANA,
        "from_bot": True,
        "sender_id": 42,
        "date": 1_795_338_000,
        "edited": False,
        "pinned": False,
        "via_bot": False,
        "text": "Look",
        "html": "<b>Look</b>",
        "reply_markup": None,
        "reply_to": 1,
        "reaction": [],
        "file": {
            "file_id": file_id,
            "kind": "photo",
            "name": None,
            "mime_type": None,
            "size": 64,
            "width": 640,
            "height": 480,
        },
    }
    assert telegram.file_bytes(file_id) == png(640, 480)
    assert telegram.file_bytes("unknown") is None


async def test_every_change_of_a_chat_is_told_in_order(telegram, call):
    queue = telegram.subscribe(ANA)
    telegram.say(ANA, "Hi")
    await call("sendMessage", chat_id=ANA, text="?", reply_markup={"keyboard": [["Yes"]]})
    await call("sendMessage", chat_id=ANA, text="Old")
    await call("editMessageText", chat_id=ANA, message_id=4, text="New")
    await call("sendChatAction", chat_id=ANA, action="typing")
    await call("pinChatMessage", chat_id=ANA, message_id=4)
    await call("deleteMessage", chat_id=ANA, message_id=4)
    tapped = telegram.tap(ANA, 3, "x", forged=True)
    await call("answerCallbackQuery", callback_query_id=tapped, text="Saved", show_alert=True)
    await call("setMyCommands", commands=[{"command": "start", "description": "Begin"}])
    await call("setMyName", name="Guide")
    told = changes(queue)
    assert [(change["type"], change["message"]["text"]) for change in told[:4]] == [
        ("message", "Hi"),
        ("message", "?"),
        ("message", "Old"),
        ("edit", "New"),
    ]
    assert told[4:] == [
        {"type": "action", "action": "typing"},
        {"type": "pin", "message_id": 4, "pinned": True},
        {"type": "delete", "message_id": 4},
        {"type": "toast", "callback_query_id": tapped, "text": "Saved", "alert": True},
        {"type": "commands"},
        {"type": "profile"},
    ]


async def test_each_page_is_told_of_its_own_chat_until_it_leaves(telegram):
    anas, boriss = telegram.subscribe(ANA), telegram.subscribe(BORIS)
    telegram.start(BORIS)
    assert (len(changes(anas)), len(changes(boriss))) == (0, 1)
    telegram.unsubscribe(BORIS, boriss)
    telegram.say(BORIS, "still there?")
    assert changes(boriss) == []
