"""How well the lookup understands texts that the authors of its phrasings never saw, and how fast.

The texts: tests/bot/search/heldout. `tune` was looked at while the lookup was built, `report` never.
"""

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from bot.search import Looked, Lookup
from flows.load import ALIEXPRESS

HELD_OUT = Path(__file__).parents[1] / "tests" / "bot" / "search" / "heldout"
ENGLISH = "en"
TELL_OF_A_TRAP = {"close_dispute_request", "cancel_false_reason", "seller_asks_to_close", "seller_asks_to_cancel"}
"""Topics and problems for which a warning is no false alarm."""

NASTY = {
    "a long story": "my parcel has not come and the seller does not answer, what now " * 70,
    "marks on marks": "a" + "\u0301" * 4096,
    "one sign that stands for eighteen": "\ufdfa" * 4096,
    "lone surrogates": "\ud800 refund \udfff" * 300,
    "right to left": "\u202erefund\u202c " * 400,
    "nulls": "\0" * 4096,
    "many short words": "a b c d e f g " * 300,
    "one long word": "x" * 4096,
    "a megabyte": "refund " * 150_000,
}

START = """
import time
started = time.process_time()
import bot.search, flows.load
resident = lambda: int(open("/proc/self/statm").read().split()[1]) * 4096 / 1e6
before, imported = resident(), time.process_time()
bot.search.Lookup.load(flows.load.ALIEXPRESS)
print(f"{(time.process_time() - imported) * 1000:.0f} ms, {resident() - before:.0f} MB")
"""


@dataclass
class Share:
    """So many of so many."""

    hits: int = 0
    of: int = 0

    def count(self, hit: bool) -> None:
        self.hits += hit
        self.of += 1

    def __float__(self) -> float:
        return self.hits / self.of

    def __str__(self) -> str:
        return f"{100 * float(self):5.1f} % ({self.hits} of {self.of})"


@dataclass
class Figures:
    """What came out of one set of texts: shares by name, and what was taken for what, how often."""

    shares: dict[str, Share] = field(default_factory=dict)
    confusions: Counter[tuple[str, str]] = field(default_factory=Counter)

    def count(self, name: str, hit: bool) -> None:
        self.shares.setdefault(name, Share()).count(hit)

    def confused(self, wanted: str | None, found: str | None) -> None:
        self.confusions[wanted or "-", found or "-"] += 1


def read(half: str, name: str) -> list[dict[str, Any]]:
    """The texts of one file of a half: faq, first_messages or traps."""
    return [json.loads(line) for line in (HELD_OUT / half / f"{name}.jsonl").read_text("utf-8").splitlines()]


def questions(lookup: Lookup, half: str) -> Figures:
    """Questions, and texts beside the subject: right is any of the topics that the text's author named."""
    return _ranked(lookup, read(half, "faq"), "faq", lambda looked: looked.topics, (1, 3))


def first_messages(lookup: Lookup, half: str) -> Figures:
    """What people write first, and texts that tell of no problem."""
    return _ranked(lookup, read(half, "first_messages"), "problem", lambda looked: looked.problems, (1, 2))


def _ranked(
    lookup: Lookup,
    texts: Iterable[dict[str, Any]],
    key: str,
    answer: Callable[[Looked], tuple[str, ...]],
    places: tuple[int, ...],
) -> Figures:
    figures = Figures()
    for text in texts:
        wanted, found = text[key], answer(lookup.ask(text["text"]))
        if not wanted:
            figures.count("beside the subject, refused", not found)
            continue
        who = "English" if text["language"] == ENGLISH else "other languages"
        for place in places:
            figures.count(f"{who}, among the first {place}", bool(set(wanted) & set(found[:place])))
        figures.count("real ones refused", not found)
        if not set(wanted) & set(found[:1]):
            figures.confused(wanted[0], next(iter(found), None))
    return figures


def traps(lookup: Lookup, half: str) -> Figures:
    """Traps, harmless texts with the same words, and all other texts: how often is there an alarm?"""
    figures = Figures()
    for text in read(half, "traps"):
        found = lookup.ask(text["text"]).trap
        figures.count("traps recognised" if text["trap"] else "harmless texts with an alarm", found is not None)
        if found != text["trap"]:
            figures.confused(text["trap"], found)
    others = [(text["text"], text["faq"]) for text in read(half, "faq")]
    others += [(text["text"], text["problem"]) for text in read(half, "first_messages")]
    for text, about in others:
        if TELL_OF_A_TRAP.isdisjoint(about):
            found = lookup.ask(text).trap
            figures.count("questions and first messages with an alarm", found is not None)
            if found:
                figures.confused(next(iter(about), None), found)
    return figures


def page(halves: Iterable[str]) -> Iterator[str]:
    """All figures, a line each."""
    lookup = Lookup.load(ALIEXPRESS)
    for half in halves:
        for name, counted in (("questions", questions), ("first messages", first_messages), ("traps", traps)):
            yield f"{half}, {name}"
            yield from _told(counted(lookup, half))
    yield "speed"
    yield from (f"  {name:<44} {figure}" for name, figure in _speed(lookup))


def _told(figures: Figures) -> Iterator[str]:
    yield from (f"  {name:<44} {share}" for name, share in figures.shares.items())
    for (wanted, found), count in sorted(figures.confusions.items(), key=lambda one: (-one[1], one[0])):
        yield f"    {wanted} taken for {found}: {count}"


def _speed(lookup: Lookup) -> Iterator[tuple[str, str]]:
    texts = [text["text"] for name in ("faq", "first_messages", "traps") for text in read("tune", name)]
    seconds = sorted(_seconds(lookup, text) for text in texts)
    yield "a lookup, median", f"{1000 * median(seconds):.2f} ms"
    yield "a lookup, the slowest of these texts", f"{1000 * seconds[-1]:.1f} ms"
    for name, text in NASTY.items():
        yield f"a lookup, {name}", f"{1000 * min(_seconds(lookup, text) for _ in range(5)):.1f} ms"
    started = subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=True)  # noqa: S603
    yield "start", started.stdout.strip()


def _seconds(lookup: Lookup, text: str) -> float:
    """Of this process's own work."""
    started = time.process_time()
    lookup.ask(text)
    return time.process_time() - started
