"""A time line as a drawing (SVG) for a phone: days from top to bottom along one line, the window that may or may not be
open as a hatched span. Its own paper and ink are easy on the eye in a light chat and in a dark one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, tostring

from bot.takeaway.lettering import shown, wrapped
from bot.takeaway.moments import Kind, Moment, TimeLine
from bot.takeaway.told import distance, span_text
from flows.words import Words

WIDTH = 1080
TALLEST = 1600
MARGIN = 56
RAIL = 96
"""How far the line along the days stands from the edge where reading begins."""
TEXT_AT = 168
ROOM = WIDTH - TEXT_AT - MARGIN
MOST_DAYS = 12
"""More days than these make the type too small to read on a phone: the oldest are summed up."""
FROM_THE_RIGHT = "\u2067", "\u2069"
"""A drawing takes every text for one that runs from the left, unless it says itself that it doesn't."""

FONTS = "Noto Sans, Noto Sans Arabic"
FONTS_FROM_THE_RIGHT = "Noto Sans Arabic, Noto Sans"
TITLE, DAY, SAID = 50, 36, 44
LEADING = 1.3
GAP = 38

PAPER, INK, FAINT, LINE = "#f4f1ea", "#1e2329", "#5a626b", "#b7bcc2"
TODAY, TODAY_PAPER, DUE, DUE_PAPER = "#0b57a4", "#dbe7f5", "#ab3d08", "#f3dfd1"

RANK: Sequence[Kind] = ("today", "deadline", "look", "window", "known", "happened")
"""Of several moments of one day, which gives it its mark."""


@dataclass(frozen=True)
class _Day:
    """What stands beside one mark: a heading and lines (with whether they are bold), and the height that they take."""

    kind: Kind
    day: date | None
    heading: str
    lines: tuple[tuple[str, bool], ...]

    @property
    def height(self) -> float:
        return (DAY * LEADING if self.heading else 0) + len(self.lines) * SAID * LEADING + GAP


def timeline_svg(line: TimeLine, words: Words) -> bytes:
    """The drawing in SVG, 1080 pixels wide, less where it would be too tall. Its height follows from what is told."""
    return _Drawing(line, words).svg()


class _Drawing:
    def __init__(self, line: TimeLine, words: Words) -> None:
        self._line, self._words = line, words
        self._mirrored = words.formats.locale.text_direction == "rtl"
        self._title = wrapped(line.title, TITLE, WIDTH - 2 * MARGIN, 2, bold=True)
        self._days = list(self._rows())
        self._top = MARGIN + len(self._title) * TITLE * LEADING + GAP
        self._height = round(self._top + sum(row.height for row in self._days) + MARGIN)
        self._root = self._canvas()

    def _canvas(self) -> Element:
        """Telegram makes a tall picture smaller anyway; doing so here keeps it sharp, and the file small."""
        scale = min(1.0, TALLEST / self._height)
        return Element(
            "svg", xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDTH} {self._height}",
            width=f"{WIDTH * scale:.0f}", height=f"{self._height * scale:.0f}",
        )  # fmt: skip

    def svg(self) -> bytes:
        self._hatching()
        self._rect(0, 0, WIDTH, self._height, PAPER)
        for number, text in enumerate(self._title):
            self._text(text, MARGIN, MARGIN + TITLE * (number * LEADING + 0.8), TITLE, INK, bold=True)
        tops = self._tops()
        self._paper_of_today(tops)
        self._rail(tops)
        for row, top in zip(self._days, tops, strict=True):
            self._mark(row.kind if row.heading else "", top)
            self._tell(row, top)
        drawn: bytes = tostring(self._root, encoding="utf-8")
        return drawn

    def _rows(self) -> Iterator[_Day]:
        days = [(day, list(together)) for day, together in groupby(self._line.moments, key=lambda m: m.day)]
        past = sum(day < self._line.today for day, _ in days)
        left_out = min(max(0, len(days) - MOST_DAYS), past)
        if left_out:
            count = sum(len(together) for _, together in days[:left_out])
            yield self._row("happened", None, self._words("timeline-earlier", count=count))
        for day, together in days[left_out:]:
            yield self._row(self._mark_of(together), day, self._heading(day), *map(self._said, together))
            if self._line.maybe_open and day == self._line.maybe_open.start:
                yield self._row("window", None, "", (span_text(self._line, self._words), False))

    def _row(self, kind: Kind, day: date | None, heading: str, *said: tuple[str, bool]) -> _Day:
        lines = [(line, bold) for text, bold in said for line in wrapped(text, SAID, ROOM, 3, bold=bold)]
        return _Day(kind, day, wrapped(heading, DAY, ROOM, 1, bold=True)[0] if heading else "", tuple(lines))

    def _mark_of(self, together: Sequence[Moment]) -> Kind:
        kind = min((moment.kind for moment in together), key=RANK.index)
        missed = kind == "deadline" and together[0].day < self._line.today
        return "look" if missed else kind

    def _said(self, moment: Moment) -> tuple[str, bool]:
        """What is to be done stands out, as long as it can be."""
        due = moment.kind == "deadline" and moment.day >= self._line.today
        return moment.text, due or moment.kind == "today"

    def _heading(self, day: date) -> str:
        if day == self._line.today:
            return self._words("timeline-day-today", day=day)
        return self._words("timeline-day", day=day, distance=distance(day, self._line.today, self._words))

    def _tops(self) -> list[float]:
        tops, top = [], self._top
        for row in self._days:
            tops.append(top)
            top += row.height
        return tops

    def _paper_of_today(self, tops: Sequence[float]) -> None:
        for row, top in zip(self._days, tops, strict=True):
            if row.kind == "today":
                self._rect(MARGIN / 2, top - GAP / 2, WIDTH - MARGIN, row.height, TODAY_PAPER, rx="20")

    def _rail(self, tops: Sequence[float]) -> None:
        """The line along the days, and on it the hatched span, down to the bottom where nobody knows its end."""
        marks = [top + DAY * 0.55 for top in tops]
        self._rect(RAIL - 3, marks[0], 6, marks[-1] - marks[0], LINE)
        span = self._line.maybe_open
        if span is None:
            return
        places = {row.day: mark for row, mark in zip(self._days, marks, strict=True) if row.day}
        start = places.get(span.start, marks[0])
        bottom = places.get(span.end, marks[-1]) if span.end else self._height - MARGIN / 2
        for fill in (DUE_PAPER, "url(#hatching)"):
            self._rect(RAIL - 20, start, 40, bottom - start, fill)

    def _hatching(self) -> None:
        pattern = SubElement(
            SubElement(self._root, "defs"), "pattern", id="hatching", width="16", height="16",
            patternUnits="userSpaceOnUse", patternTransform="rotate(45)",
        )  # fmt: skip
        SubElement(pattern, "rect", width="6", height="16", fill=DUE)

    def _mark(self, kind: str, top: float) -> None:
        """Told apart by form as well as by colour."""
        x, y = self._x(RAIL), top + DAY * 0.55
        center = {"cx": f"{x:.0f}", "cy": f"{y:.0f}"}
        if kind in ("deadline", "look"):
            points = f"{x:.0f},{y - 24:.0f} {x + 24:.0f},{y:.0f} {x:.0f},{y + 24:.0f} {x - 24:.0f},{y:.0f}"
            fill = DUE if kind == "deadline" else PAPER
            SubElement(self._root, "polygon", {"points": points, "fill": fill, "stroke": DUE, "stroke-width": "6"})
        elif kind == "today":
            SubElement(
                self._root, "circle", {**center, "r": "22", "fill": PAPER, "stroke": TODAY, "stroke-width": "14"}
            )
        elif kind == "window":
            self._rect(RAIL - 28, y - 5, 56, 10, DUE, rx="5")
        elif kind:
            fill = FAINT if kind == "happened" else PAPER
            SubElement(self._root, "circle", {**center, "r": "15", "fill": fill, "stroke": FAINT, "stroke-width": "6"})

    def _tell(self, row: _Day, top: float) -> None:
        if row.heading:
            colour = {"today": TODAY, "deadline": DUE, "look": DUE, "window": DUE}.get(row.kind, FAINT)
            self._text(row.heading, TEXT_AT, top + DAY * 0.9, DAY, colour, bold=True)
            top += DAY * LEADING
        colour = INK if row.heading else FAINT
        for number, (text, bold) in enumerate(row.lines):
            self._text(text, TEXT_AT, top + SAID * (number * LEADING + 0.95), SAID, colour, bold=bold)

    def _x(self, x: float) -> float:
        return WIDTH - x if self._mirrored else x

    def _rect(self, x: float, y: float, wide: float, high: float, fill: str, **more: str) -> None:
        left = self._x(x) - (wide if self._mirrored else 0)
        places = {"x": left, "y": y, "width": wide, "height": high}
        SubElement(self._root, "rect", {name: f"{value:.1f}" for name, value in places.items()}, fill=fill, **more)

    def _text(self, text: str, x: float, y: float, size: int, fill: str, *, bold: bool = False) -> None:
        before, behind = FROM_THE_RIGHT if self._mirrored else ("", "")
        looks = {"font-family": FONTS_FROM_THE_RIGHT if self._mirrored else FONTS, "font-size": str(size), "fill": fill}
        looks |= {"text-anchor": "end" if self._mirrored else "start", "font-weight": "700" if bold else "400"}
        written = SubElement(self._root, "text", looks, x=f"{self._x(x):.1f}", y=f"{y:.1f}")
        written.text = f"{before}{shown(text)}{behind}"
