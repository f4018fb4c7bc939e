"""Text that fits its room before anything has measured it."""

import pytest

from bot.takeaway.lettering import shown, width, wrapped


def test_words_go_to_the_next_line_where_there_is_no_room():
    assert wrapped("Open the dispute by this day", 44, 300, 3) == ["Open the", "dispute by", "this day"]


def test_what_is_left_over_ends_in_an_ellipsis_that_fits():
    lines = wrapped("word " * 100, 44, 300, 2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert width(lines[1], 44) <= 300


@pytest.mark.parametrize("text", ["x" * 5000, "争议" * 500, "한국어" * 300, "👩‍👩‍👧‍👦" * 200, "مرحبا" * 300])
def test_what_has_no_spaces_is_cut_anywhere(text):
    lines = wrapped(text, 44, 600, 3)
    assert len(lines) == 3
    assert all(width(line, 44) <= 600 for line in lines)


def test_nothing_that_a_drawing_cannot_hold_is_left():
    assert shown("a\x00b\x1b\ud800c\x85d") == "a b  c d"


def test_an_empty_text_has_no_lines():
    assert wrapped("  ", 44, 600, 3) == []
