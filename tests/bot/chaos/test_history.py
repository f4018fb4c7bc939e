"""The judge sees each way of breaking a promise, and nothing where none was broken."""

import json
import sqlite3
from collections import Counter

import pytest

from bot.sandbox.telegram.journal import Called
from tests.history import KEPT, Findings, Talk, judge, rows, shown, unmarked, unsettled

ANA, BEN = 7, 8
MEANT = {ANA: Talk(("one", "two"), ("first", "second")), BEN: Talk(("one",), ("first",))}


def became(effects, answers):
    """Ben's talk went well; this became of Ana's."""
    return MEANT | {ANA: Talk(effects, answers)}


BROKEN = {
    "an effect is lost": (("one",), ("first", "second"), Findings(lost=frozenset({(ANA, "two")}))),
    "an effect is there twice": (
        ("one", "one", "two"), ("first", "second"), Findings(twice=frozenset({(ANA, "one")}))
    ),
    "an effect nobody meant": (
        ("one", "two", "three"), ("first", "second"), Findings(twice=frozenset({(ANA, "three")}))
    ),
    "effects out of order": (("two", "one"), ("first", "second"), Findings(disordered=frozenset({ANA}))),
    "messages out of order": (("one", "two"), ("second", "first"), Findings(disordered=frozenset({ANA}))),
    "a message never came": (("one", "two"), ("first",), Findings(unanswered=frozenset({(ANA, "second")}))),
    "a message came twice": (
        ("one", "two"), ("first", "first", "second"), Findings(copied=frozenset({(ANA, "first")}))
    ),
    "a message nobody meant": (
        ("one", "two"), ("first", "second", "sorry"), Findings(uncalled=frozenset({(ANA, "sorry")}))
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_promise_is_found(what):
    effects, answers, found = BROKEN[what]
    assert judge(MEANT, became(effects, answers)) == found


def test_nothing_is_found_where_nothing_was_broken():
    assert judge(MEANT, MEANT) == KEPT


def test_a_talk_of_which_nothing_is_left_is_lost_as_a_whole():
    found = judge(MEANT, {ANA: MEANT[ANA]})
    assert found == Findings(lost=frozenset({(BEN, "one")}), unanswered=frozenset({(BEN, "first")}))


@pytest.mark.parametrize(("copies", "too_many"), [(2, False), (3, False), (4, True)])
def test_a_message_may_be_repeated_once_for_each_kill_between_its_sending_and_its_mark(copies, too_many):
    found = judge(MEANT, became(("one", "two"), ("first",) * copies + ("second",)), Counter({(ANA, "first"): 2}))
    assert bool(found.copied) == too_many


def test_a_copy_far_behind_its_original_is_out_of_order():
    kills = Counter({(ANA, "first"): 1})
    found = judge(MEANT, became(("one", "two"), ("first", "second", "first")), kills)
    assert found == Findings(disordered=frozenset({ANA}))


def test_only_messages_that_telegram_sent_on_are_shown():
    journal = [
        Called("sendmessage", ANA, {"text": "first"}, took_effect=True, message_id=1),
        Called("sendmessage", ANA, {"text": "second"}),
        Called("editmessagetext", ANA, {"text": "third"}, took_effect=True, message_id=1),
    ]
    assert shown(journal) == {ANA: ["first"]}


@pytest.fixture
def database(tmp_path):
    """What a bot left that was killed: its newest rows stand in the write-ahead log only."""
    path = tmp_path / "guide.db"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE outgoing (id INTEGER PRIMARY KEY, chat_id, method, parameters, state)")
    connection.execute("CREATE TABLE updates (update_id INTEGER PRIMARY KEY, state)")
    yield connection, path
    connection.close()


def queue(connection, *calls):
    for chat_id, method, text, state in calls:
        row = (chat_id, method, json.dumps({"text": text}), state)
        connection.execute("INSERT INTO outgoing (chat_id, method, parameters, state) VALUES (?, ?, ?, ?)", row)


def test_unmarked_is_the_first_message_of_each_chat_that_is_still_queued(database):
    connection, path = database
    queue(
        connection,
        (ANA, "sendMessage", "marked", "sent"), (ANA, "sendMessage", "first", "queued"),
        (ANA, "sendMessage", "second", "queued"), (BEN, "sendMessage", "his", "queued"),
    )  # fmt: skip
    assert unmarked(path) == {(ANA, "first"): 1, (BEN, "his"): 1}


def test_a_message_behind_an_edit_may_have_gone_out_with_it_and_one_behind_two_may_not(database):
    connection, path = database
    queue(
        connection,
        (ANA, "editMessageText", "edit", "queued"), (ANA, "sendMessage", "with it", "queued"),
        (ANA, "sendMessage", "later", "queued"), (BEN, "editMessageText", "edit", "queued"),
        (BEN, "editMessageText", "another", "queued"), (BEN, "sendMessage", "later", "queued"),
    )  # fmt: skip
    assert unmarked(path) == {(ANA, "with it"): 1}


def test_updates_that_wait_or_were_set_aside_are_unsettled(database):
    connection, path = database
    connection.executemany("INSERT INTO updates VALUES (?, ?)", [(1, "done"), (2, "pending"), (3, "dead")])
    assert unsettled(path) == [2, 3]


def test_a_look_leaves_what_the_dead_process_left(database):
    connection, path = database
    connection.execute("INSERT INTO updates VALUES (1, 'done')")
    log = path.with_name("guide.db-wal").read_bytes()
    assert rows(path, "SELECT * FROM updates") == [(1, "done")]
    assert path.with_name("guide.db-wal").read_bytes() == log


def test_what_died_before_it_had_a_table_or_a_file_left_nothing(tmp_path):
    sqlite3.connect(tmp_path / "begun.db").close()
    assert unsettled(tmp_path / "begun.db") == unsettled(tmp_path / "never.db") == []
