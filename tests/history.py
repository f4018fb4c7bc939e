"""What became of a talk: told from what was meant, from the calls that Telegram carried out, and from the database."""

import json
import shutil
import sqlite3
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.sandbox.telegram.journal import Called

MADE = "SELECT 1 FROM sqlite_master WHERE name = 'updates'"

Said = tuple[int, str]
"""(chat, what). In a chat no two things are called the same."""


@dataclass(frozen=True)
class Talk:
    """What a chat comes to, each in order: what took effect in the database, and the messages that the bot sent."""

    effects: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Findings:
    """Every promise that was broken, by its kind; empty where none was."""

    lost: frozenset[Said] = frozenset()
    """Effects that were meant and are not there."""
    twice: frozenset[Said] = frozenset()
    """Effects that are there more often than once, or that nobody meant."""
    disordered: frozenset[int] = frozenset()
    """Chats whose effects or messages came in another order than they were meant to."""
    unanswered: frozenset[Said] = frozenset()
    """Messages that never came."""
    copied: frozenset[Said] = frozenset()
    """Messages that came more often than once, and once for each kill between their sending and their mark."""
    uncalled: frozenset[Said] = frozenset()
    """Messages that nobody meant."""


KEPT = Findings()
"""No promise was broken."""


def judge(meant: Mapping[int, Talk], became: Mapping[int, Talk], kills: Counter[Said] | None = None) -> Findings:
    """Compare. `kills` has how often the bot was killed between sending a message and marking it as sent."""
    effects, messages = _counted(became, "effects"), _counted(became, "answers")
    wanted, expected = _counted(meant, "effects"), _counted(meant, "answers")
    repeats = Counter({said: number - 1 for said, number in messages.items()})
    return Findings(
        lost=frozenset(wanted - effects),
        twice=frozenset(effects - wanted),
        disordered=frozenset(chat for chat, talk in became.items() if not _in_order(talk, meant.get(chat, Talk()))),
        unanswered=frozenset(expected.keys() - messages.keys()),
        copied=frozenset(repeats - (kills or Counter())),
        uncalled=frozenset(messages.keys() - expected.keys()),
    )


def _counted(talks: Mapping[int, Talk], what: str) -> Counter[Said]:
    return Counter((chat, one) for chat, talk in talks.items() for one in getattr(talk, what))


def _in_order(talk: Talk, meant: Talk) -> bool:
    return _follows(talk.effects, meant.effects) and _follows(talk.answers, meant.answers)


def _follows(became: Sequence[str], meant: Sequence[str]) -> bool:
    """Whether what was meant came in order. A copy comes right behind its original, or it is out of order."""
    places = [meant.index(one) for one in became if one in meant]
    return places == sorted(places)


def shown(journal: Iterable[Called]) -> dict[int, list[str]]:
    """The texts of the messages that Telegram sent on, by chat and in order."""
    messages = defaultdict(list)
    for called in journal:
        if called.method == "sendmessage" and called.took_effect:
            messages[called.chat_id].append(called.parameters["text"])
    return messages


def unmarked(database: Path) -> Counter[Said]:
    """What a bot that has just died may have sent without having marked it: in each chat the first message that is
    queued, with at most one call before it, for such a pair goes out together."""
    found: Counter[Said] = Counter()
    places: Counter[int] = Counter()
    for chat, method, parameters in rows(
        database, "SELECT chat_id, method, parameters FROM outgoing WHERE state = 'queued' ORDER BY id"
    ):
        places[chat] += 1
        if method == "sendMessage" and places[chat] <= 2:
            found[chat, json.loads(parameters)["text"]] = 1
            places[chat] = 2
    return found


def unsettled(database: Path) -> list[int]:
    """The updates that were taken in and not worked off, or set aside."""
    return [update_id for (update_id,) in rows(database, "SELECT update_id FROM updates WHERE state <> 'done'")]


def rows(database: Path, query: str) -> list[tuple]:
    """Ask a copy: opening the file itself would tidy up what a dead process left, and its successor is to find that.
    One that died before it had made its tables, or the file, has left nothing."""
    with tempfile.TemporaryDirectory() as folder:
        for file in database.parent.glob(f"{database.name}*"):
            if not file.name.endswith("-shm"):  # belongs to processes, and is made anew
                shutil.copy(file, folder)
        connection = sqlite3.connect(Path(folder) / database.name)
        try:
            return connection.execute(query).fetchall() if connection.execute(MADE).fetchone() else []
        finally:
            connection.close()
