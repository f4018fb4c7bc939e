"""What was told and when, in words: the time line for who doesn't see the picture, and what a first message said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from bot.takeaway.moments import Moment, TimeLine
from flows.answers import money_in
from flows.words import Words


def timeline_lines(line: TimeLine, words: Words) -> tuple[str, ...]:
    """One line a day's moment, in order, and one that tells of the days in which the window may be open."""
    return tuple(_lines(line, words))


def _lines(line: TimeLine, words: Words) -> Iterator[str]:
    for moment in line.moments:
        yield moment_line(moment, words)
    if line.maybe_open:
        yield span_text(line, words)


def moment_line(moment: Moment, words: Words) -> str:
    if moment.kind == "today":
        return words("timeline-today", day=moment.day, text=moment.text)
    return words("timeline-line", day=moment.day, text=moment.text)


def span_text(line: TimeLine, words: Words) -> str:
    """What the hatched span means."""
    span = line.maybe_open
    if span is None:
        return ""
    if span.end is None:
        return words("timeline-maybe-open-end", start=span.start)
    return words("timeline-maybe", start=span.start, end=span.end)


def said_texts(said: Mapping[str, Iterable[str]], words: Words) -> Iterator[str]:
    """What a first message also said, as a person reads it: days, amounts, options of questions."""
    for about, values in said.items():
        for value in values:
            if about == "date":
                yield words.formats.day(date.fromisoformat(value))
            elif about == "money":
                yield str(words.formats.write(money_in(value)))
            else:
                answer = words(f"option-{about}-{value}")
                yield words("summary-line", topic=words(f"topic-{about}"), answer=answer)


def distance(day: date, today: date, words: Words) -> str:
    """How far a day lies from today: "in 9 days", "3 days ago"; "" for today itself."""
    days = (day - today).days
    if not days:
        return ""
    return words("timeline-ahead", days=days) if days > 0 else words("timeline-ago", days=-days)
