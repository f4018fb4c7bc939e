"""`python -m bot ask`: one JSON object a line in, one out, by the contract of the design."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.commands.ask import asked

ROOT = Path(__file__).parents[3]


def test_each_line_is_answered_at_once_a_bad_one_with_its_error_and_the_status_tells(tmp_path):
    without_settings = {name: value for name, value in os.environ.items() if not name.startswith("TELEGRAM")}
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "ask"], cwd=tmp_path, env=without_settings | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip

        def answer(line):
            process.stdin.write(line + b"\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        first = answer(b'{"text": "how long do I have to open a dispute?", "language": "en"}')
        assert list(first) == ["intent", "faq", "problem", "trap"]
        assert (first["intent"], first["faq"][0], first["trap"]) == ("faq", "dispute_deadline", None)
        assert list(answer(b"\n{broken")) == ["error"]
        told = answer('{"text": "пришло разбитое", "language": "tlh"}'.encode())
        assert (told["intent"], told["problem"][0]) == ("problem", "damaged")
        rest, complaints = process.communicate(timeout=60)
        assert (rest, complaints, process.returncode) == (b"", b"", 1)


@pytest.mark.parametrize("raw", [None, 5, "text", ["text"], {}, {"text": None}, {"text": 5}, {"language": "en"}])
def test_what_is_no_text_is_an_error(lookup, raw):
    assert list(asked(raw, lookup)) == ["error"]


@pytest.mark.parametrize("language", ["en", "de", "xx", "", None, 5, ["en"]])
def test_the_language_may_be_missing_wrong_or_nonsense(lookup, language):
    found = asked({"text": "how long do I have to open a dispute?", "language": language}, lookup)
    assert found == asked({"text": "how long do I have to open a dispute?"}, lookup)
    assert found["faq"][0] == "dispute_deadline"
