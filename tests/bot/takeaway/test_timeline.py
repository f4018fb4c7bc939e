"""The drawing and the picture that is made of it."""

from dataclasses import replace
from datetime import date
from xml.etree.ElementTree import fromstring

import pytest

from bot.drawing import DrawingFailed, drawn
from bot.sandbox.telegram.pictures import picture_size
from bot.takeaway import raster
from bot.takeaway.moments import Moment, time_line
from bot.takeaway.timeline import timeline_svg
from flows.words import Library
from tests.bot.takeaway import subjects
from tests.bot.takeaway.subjects import ALL, library

SVG = "{http://www.w3.org/2000/svg}"


def drawing(line, words=None):
    return timeline_svg(line, words or library().words("en"))


def tree(svg):
    return fromstring(svg)  # noqa: S314 - the bot's own drawing


def written(svg):
    """The texts of a drawing, from top to bottom."""
    return [element.text for element in tree(svg).iter(f"{SVG}text")]


def hatched(svg):
    return [r for r in tree(svg).iter(f"{SVG}rect") if r.get("fill") == "url(#hatching)"]


@pytest.mark.parametrize("case", ALL.values(), ids=ALL)
def test_every_sort_of_case_becomes_a_picture_for_a_phone(case):
    """Upright, or nearly so, within Telegram's limits, and small."""
    picture = raster.png(drawing(time_line(case())).decode())
    width, height = picture_size(picture)
    assert 700 <= width <= 1080
    assert 400 <= height <= 1600
    assert len(picture) <= 200_000


def test_the_picture_says_what_the_words_say():
    texts = written(drawing(time_line(subjects.last_days())))
    assert texts[0] == "Damaged · €24.90"
    assert "Tue, Dec 1, 2026 · 1 day ago" in texts
    assert "Today · Wed, Dec 2, 2026" in texts
    assert "Thu, Dec 3, 2026 · in 1 day" in texts
    assert "Surely over from here on" in texts


def test_the_days_in_doubt_are_hatched_between_their_marks():
    svg = drawing(time_line(subjects.open_window()))
    (span,) = hatched(svg)
    heights = {t.text: float(t.get("y")) for t in tree(svg).iter(f"{SVG}text")}
    start, end = float(span.get("y")), float(span.get("y")) + float(span.get("height"))
    assert abs(start - heights["Thu, Dec 3, 2026 · in 11 days"]) < 30
    assert abs(end - heights["Wed, Jan 6, 2027 · in 45 days"]) < 30


def test_where_nobody_knows_the_end_the_hatching_runs_to_the_bottom():
    svg = drawing(time_line(subjects.open_without_an_end()))
    (span,) = hatched(svg)
    bottom = float(tree(svg).get("viewBox").split()[3])
    assert bottom - (float(span.get("y")) + float(span.get("height"))) < 60


def test_nothing_is_hatched_inside_a_dispute():
    assert hatched(drawing(time_line(subjects.inside_a_dispute()))) == []


def test_of_very_many_days_the_oldest_are_summed_up():
    texts = written(drawing(time_line(subjects.many_events())))
    assert texts[1] == "5 earlier entries stand in the case file"
    assert "Today · Sat, Dec 19, 2026" in texts
    assert texts[-1] == "The refund may take until here"


@pytest.mark.parametrize(
    "hostile", ["<b>&\"'</text><script>", "]]>&amp;", "\x00\x1b\ud800", "x" * 100_000, "\u202e" * 50]
)
def test_hostile_texts_stay_text_and_fit(hostile):
    line = time_line(subjects.open_window())
    odd = Moment(id="odd", day=date(2026, 11, 22), kind="happened", text=hostile)
    svg = drawing(replace(line, title=hostile, moments=(odd, *line.moments)))
    assert {element.tag for element in tree(svg).iter()} == {
        f"{SVG}{tag}" for tag in ("svg", "defs", "pattern", "rect", "text", "circle", "polygon")
    }
    assert len(raster.png(svg.decode())) <= 200_000


@pytest.fixture
def arabic(tmp_path):
    (tmp_path / "ar").mkdir()
    (tmp_path / "ar" / "words.ftl").write_text("timeline-day-today = اليوم · { $day }\n", "utf-8")
    return Library(*library().folders[1:], tmp_path).words("ar")


def test_a_script_from_the_right_is_drawn_from_the_right(arabic):
    root = tree(drawing(time_line(subjects.open_window()), arabic))
    texts = list(root.iter(f"{SVG}text"))
    assert {text.get("text-anchor") for text in texts} == {"end"}
    assert all(float(text.get("x")) > 540 for text in texts)
    today = next(text.text for text in texts if "اليوم" in text.text)
    assert (today[0], today[-1]) == ("\u2067", "\u2069")


@pytest.mark.parametrize("text", ["Срок истекает", "ينتهي وقتك", "Λήγει", "Hạn chót", "समय समाप्त", "€ ₽ ₴ zł · …"])
def test_the_fonts_that_come_along_draw_these_scripts(text):
    assert {letter for letter in text if letter.isalpha() and raster.script_of(letter) not in raster.SHIPPED} == set()
    assert all(raster.has_letter(letter) for letter in text if letter.isalpha())


def test_a_script_without_a_font_is_found_out_before_boxes_are_drawn():
    assert raster.undrawable("Osage 𐓏𐓐 and Latin") == {"OSAGE"}


def test_a_letter_of_no_font_looks_like_a_box():
    assert not raster.has_letter("\U0010fff0")
    assert raster.has_letter("A")


async def test_a_drawing_becomes_a_png_in_a_process_of_its_own():
    assert picture_size(await drawn(drawing(time_line(subjects.early())))) is not None


async def test_what_cannot_be_drawn_says_why():
    with pytest.raises(DrawingFailed, match="no font here for OSAGE"):
        await drawn('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>𐓏</text></svg>'.encode())
    with pytest.raises(DrawingFailed):
        await drawn(b"no drawing")


async def test_where_no_process_can_be_started_it_says_so(monkeypatch):
    monkeypatch.setattr("bot.drawing.sys.executable", "/nowhere/python")
    with pytest.raises(DrawingFailed, match="no process could be started"):
        await drawn(drawing(time_line(subjects.early())))


async def test_a_drawing_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr("bot.drawing.DRAW_SECONDS", 0.0)
    with pytest.raises(DrawingFailed, match="not drawn"):
        await drawn(drawing(time_line(subjects.early())))
