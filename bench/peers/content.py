"""What every peer asks: the same five questions, and where a peer reaches Telegram."""

import json
import os
from pathlib import Path

_CONTENT = json.loads((Path(__file__).parent / "questions.json").read_text("utf-8"))
GREETING = _CONTENT["greeting"]
QUESTIONS = _CONTENT["questions"]
END = _CONTENT["end"]

TOKEN = os.environ["BOT_TOKEN"]
API = os.environ["API_URL"]
FOLDER = Path(os.environ["BOT_FOLDER"])
HOOK_PORT = int(os.environ.get("HOOK_PORT", "0"))
HOOK_SECRET = os.environ.get("HOOK_SECRET", "")
HOOK_PATH = "hook"
HOOK_URL = f"http://127.0.0.1:{HOOK_PORT}/{HOOK_PATH}"


def buttons(question):
    """(label, callback data) of each option."""
    return [(label, f"{question['id']}:{key}") for key, label in question["options"].items()]
