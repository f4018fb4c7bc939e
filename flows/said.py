"""What somebody says on the way that may answer a question to come: "still in transit", "the seller doesn't answer"."""

from __future__ import annotations

from collections.abc import Mapping

from flows.load import DataError, Guidebook
from flows.parse.typed import fold
from flows.phrasings import FOLDER, read_table

FILE = "said.toml"

Sayings = Mapping[tuple[str, str], tuple[str, ...]]
"""By question and option: how people say it, in all languages, as bare words."""


def read_sayings(book: Guidebook) -> Sayings:
    """The sayings of a guide's folder: phrases/<language>/said.toml, lists of phrasings by question and option.

    Raises DataError for a file that can't be read, and where it names a question or an option that there isn't."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for path in sorted((book.folder / FOLDER).glob(f"*/{FILE}")):
        for question, options in read_table(path).items():
            for option, phrasings in options.items():
                said = tuple(map(bare_words, phrasings))
                if not _is_option(book, question, option) or "" in said:
                    raise DataError(f"{path.parent.name}/{FILE}: {question}.{option} is no option, or has no words")
                found[question, option] = (*found.get((question, option), ()), *said)
    return found


def _is_option(book: Guidebook, question: str, option: str) -> bool:
    return question in book.questions and option in {known.id for known in book.questions[question].options}


def options_said(text: str, sayings: Sayings) -> dict[str, str]:
    """What a text says in passing: an option for each question that it seems to answer. To be confirmed, never taken as
    an answer; a question that it seems to answer in two ways is left out."""
    words = f" {bare_words(text)} "
    said = [key for key, phrasings in sayings.items() if any(f" {phrasing} " in words for phrasing in phrasings)]
    questions = [question for question, _ in said]
    return {question: option for question, option in said if questions.count(question) == 1}


def bare_words(text: str) -> str:
    """The words alone, as they are compared: without case, accents and signs."""
    plain = fold(text.replace("'", "").replace("\u2019", ""))
    return " ".join("".join(sign if sign.isalnum() else " " for sign in plain).split())
