"""flows is pure: what it imports is on a short list, and nothing in it asks what time it is."""

import ast
import re
from pathlib import Path

import pytest

FLOWS = Path(__file__).parents[2] / "flows"
SOURCES = sorted(FLOWS.rglob("*.py"))

PLAIN = {
    "__future__", "calendar", "collections", "contextlib", "dataclasses", "datetime", "decimal", "functools", "itertools", "json",
    "pathlib", "re", "sys", "tomllib", "typing", "unicodedata",
}  # fmt: skip
LIBRARIES = {"babel", "click", "dateparser", "fluent", "price_parser", "pydantic", "transitions"}
FORBIDDEN = {"telegram", "sqlite3", "sqlite_utils", "aiohttp", "httpx", "asyncio", "socket", "time", "random", "bot"}
CLOCKS = {"now", "utcnow", "today", "time", "monotonic", "localtime", "getenv"}


def tree(path):
    return ast.parse(path.read_text("utf-8"))


def imported(path):
    """The top names of all imports, also of those inside functions."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "flows" if node.level else node.module.partition(".")[0]


def name(path):
    return str(path.relative_to(FLOWS))


def test_the_sources_were_found():
    assert len(SOURCES) > 20


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_flows_imports_only_what_is_on_the_list(path):
    assert set(imported(path)) - PLAIN - LIBRARIES - {"flows"} == set()


def test_the_list_itself_holds_nothing_that_talks_remembers_or_keeps_time():
    assert set() == (PLAIN | LIBRARIES) & FORBIDDEN


def asked_for_the_time(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS:
            yield f"{name(path)}:{node.lineno}: {ast.unparse(node.func)}()"


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_nothing_in_flows_asks_what_day_it_is(path):
    assert list(asked_for_the_time(path)) == []


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_importing_a_module_of_flows_runs_no_statement_for_its_effect(path):
    """At the top stand definitions and values; a bare call there would be an effect of importing."""
    calls = [node for node in tree(path).body if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)]
    assert [ast.unparse(call) for call in calls] == []


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_only_words_and_the_sums_of_an_offer_know_how_locales_write(path):
    """Babel formats in one module; how many coins a currency has is arithmetic, and reading amounts needs its names."""
    if name(path) in ("words.py", "offer.py") or path.parent.name == "parse":
        return
    assert "babel" not in set(imported(path))


SENTENCE = re.compile(r"[A-Z]\w*(\W+\w+){3,}[.?!]\s*")
FOR_THE_HOST = {"check", "claims.py", "table.py", "preview.py", "__main__.py", "load.py", "diagram.py"}
"""For the host and the editor: their titles and faults are Python's. What buyers read is Fluent's."""


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_no_sentence_for_a_buyer_stands_in_python(path):
    if FOR_THE_HOST & {path.name, path.parent.name}:
        return
    found, source = [], tree(path)
    docstrings = {id(node.value) for node in ast.walk(source) if isinstance(node, ast.Expr)}
    for node in ast.walk(source):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
        if is_text and SENTENCE.fullmatch(node.value):
            found.append(node.value)
    assert found == []
