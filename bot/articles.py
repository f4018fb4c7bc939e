"""What inline mode offers: topics of the FAQ as articles. Nothing of a case, nothing of whoever asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from itertools import chain, zip_longest
from typing import Any

from bot.clock import Clock, local_day
from bot.guide import Knowledge
from bot.guide.faq import LINK, answer_blocks
from bot.render import html_of
from flows.faq import answer, topics_of

PAGE = 20
MOST = 50
"""Topics that a text may find, over all pages."""

LONGEST = 256
"""Characters of a query that Telegram lets through."""

KEPT = 512
"""Texts of which it is kept what they find: most people type the same few words, one key after the other."""

START = "inline"
"""What `/start` is told by whoever comes from the button above the articles."""

MARKUP = {"parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}

Json = dict[str, Any]


class Articles:
    """Pages of articles by what was typed. Made from memory, and the same for everybody on the same day."""

    def __init__(self, knowledge: Knowledge, clock: Clock, username: Callable[[], str]) -> None:
        self._knowledge = knowledge
        self._clock = clock
        self._username = username
        self._words = knowledge.library.words(None)
        self._topics = lru_cache(maxsize=KEPT)(self._find_topics)
        self._article = lru_cache(maxsize=2 * len(knowledge.book.topics))(self._make_article)

    def offer(self, text: str, offset: str) -> Json:
        """The results, where to go on, and the button above them: parameters of answerInlineQuery."""
        today = local_day(self._clock.now(), self._knowledge.default_zone)
        topics = self._topics(" ".join(text[:LONGEST].casefold().split()))
        begin = _beginning(offset)
        rest = begin + PAGE
        return {
            "results": [self._article(topic, today) for topic in topics[begin:rest]],
            "next_offset": str(rest) if rest < len(topics) else "",
            "button": {"text": self._words("inline-button"), "start_parameter": START},
        }

    def _find_topics(self, text: str) -> tuple[str, ...]:
        """Best first; where nothing is typed yet all of them, one of each theme before the second of any."""
        if text:
            return self._knowledge.lookup.topics(text, MOST)
        book = self._knowledge.book
        by_theme = [topics_of(theme, book) for theme in book.themes]
        return tuple(topic.id for topic in chain.from_iterable(zip_longest(*by_theme)) if topic)

    def _make_article(self, topic: str, today: date) -> Json:
        found = answer(self._knowledge.book.topics[topic], self._knowledge.book, self._words, today)
        text = "\n\n".join(map(html_of, answer_blocks(found, self._words)))
        link = f"https://t.me/{self._username()}?start={LINK}{topic}"
        return {
            "type": "article",
            "id": topic,
            "title": found.question,
            "description": found.short,
            "input_message_content": {"message_text": text, **MARKUP},
            "reply_markup": {"inline_keyboard": [[{"text": self._words("inline-check"), "url": link}]]},
        }


def _beginning(offset: str) -> int:
    """The place that an earlier page gave as where to go on; the first one for anything else."""
    return int(offset) if offset.isascii() and offset.isdigit() and len(offset) < 4 else 0
