"""A program of its own: an SVG drawing on standard input becomes a PNG on standard output.

The library that draws holds the interpreter for a tenth of a second and more. In this process nobody waits for it, and
should a drawing ever bring it down, the bot goes on.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, fromstring, tostring

import fontpkg_noto_sans
import fontpkg_noto_sans_arabic
from resvg_py import svg_to_bytes

FAMILY = "Noto Sans"
SHIPPED = frozenset({"LATIN", "GREEK", "CYRILLIC", "ARABIC", "DEVANAGARI"})
"""The scripts of the fonts that come along. Others are drawn where this machine has a font for them."""
UNKNOWN = "\U0010fffd"
"""A letter that no font has: drawn as an empty box."""
CANNOT_DRAW = 3
"""The exit status where a script would come out as boxes."""


def png(svg: str) -> bytes:
    """The picture. Raises ValueError where the drawing can't be read."""
    fonts = [*_upright(fontpkg_noto_sans.ROOT), *_upright(fontpkg_noto_sans_arabic.ROOT)]
    return svg_to_bytes(svg_string=svg, font_files=fonts, font_family=FAMILY, sans_serif_family=FAMILY)


def _upright(package: Path) -> list[str]:
    return [str(path) for path in sorted((package / "files").glob("*.ttf")) if "Italic" not in path.name]


def undrawable(text: str) -> set[str]:
    """The scripts of a text for which this machine has no font, as far as one letter of each tells."""
    samples = {
        script: letter for letter in set(text) if letter.isalpha() and (script := script_of(letter)) not in SHIPPED
    }
    return {script for script, letter in samples.items() if not has_letter(letter)}


def has_letter(letter: str) -> bool:
    """Whether there is a font for it: else it looks like a letter that doesn't exist."""
    return _sample(letter) != _sample(UNKNOWN)


def script_of(letter: str) -> str:
    """The first word of a letter's name: "CYRILLIC", "CJK"."""
    return unicodedata.name(letter, "?").partition(" ")[0]


def _sample(letter: str) -> bytes:
    """A letter drawn by itself."""
    root = Element("svg", xmlns="http://www.w3.org/2000/svg", width="64", height="64")
    SubElement(root, "text", {"font-family": FAMILY, "font-size": "40"}, x="8", y="48").text = letter
    return png(tostring(root, encoding="unicode"))


def texts(svg: str) -> Iterable[str]:
    """What is written in a drawing."""
    return fromstring(svg).itertext()  # noqa: S314 - the bot's own drawing


def main() -> int:
    svg = sys.stdin.buffer.read().decode()
    if missing := undrawable("".join(texts(svg))):
        sys.stderr.write(f"no font here for {', '.join(sorted(missing))}\n")
        return CANNOT_DRAW
    sys.stdout.buffer.write(png(svg))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
