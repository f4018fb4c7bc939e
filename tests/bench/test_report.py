"""What the rounds gave is told in medians with their spread, and the ratios say to whom."""

import pytest
from click.testing import CliRunner

from bench.__main__ import main
from bench.run import Figures, Setting
from bench.table import report

SETTING = Setting("polling", 50, 0.05)


def figures(rate, p99=100.0):
    return Figures(rate, 20.0, p99, 0, 0.5, 80.0, 1.25, 0.4)


def test_a_row_has_the_median_of_the_rounds_and_their_spread():
    lines = list(report({("ptb", SETTING): [figures(90), figures(70), figures(85)]}))
    assert lines[0] == "\n### polling, 50 chats, answers 50 ms late\n"
    assert lines[2] == "| python-telegram-bot, pickled | **85** (70-90) | 20 / 100 | 0 | 0.50 | 80 | 1.25 | 40% |"


def test_ratios_are_to_ptb_to_aiogram_and_to_the_fastest_peer():
    rounds = {"dispute-guide": 3000, "ptb": 100, "aiogram": 300, "telebot": 700, "grammy": 1500}
    lines = list(report({(bot, SETTING): [figures(rate)] for bot, rate in rounds.items()}))
    assert lines[-3:] == [
        "- 30.0 times the updates/s of python-telegram-bot, pickled; its p99 is 1.0 times ours",
        "- 10.0 times the updates/s of aiogram 3, memory; its p99 is 1.0 times ours",
        "- 2.0 times the updates/s of grammY (Node) (the fastest peer); its p99 is 1.0 times ours",
    ]


def test_a_setting_that_was_not_reached_has_no_table():
    assert list(report({("dispute-guide", SETTING): [], ("grammy", SETTING): []})) == []


def test_a_bot_of_which_some_runs_failed_says_so():
    lines = list(report({("ptb", SETTING): [figures(90)], ("grammy", SETTING): [figures(1500)] * 3}))
    assert lines[2].startswith("| python-telegram-bot, pickled (1 of 3 runs) | **90** (90-90)")
    assert lines[3].startswith("| grammY (Node) | **1500** (1500-1500)")


def test_a_bot_whose_runs_all_failed_is_left_out():
    lines = list(report({("dispute-guide", SETTING): [], ("grammy", SETTING): [figures(1500)]}))
    assert len(lines) == 3
    assert "grammY" in lines[2]


@pytest.mark.parametrize(
    ("option", "value"),
    [("--chats", "many"), ("--mode", "pigeon"), ("--bots", "hal"), ("--delay", ""), ("--rounds", "0")],
)
def test_options_that_make_no_sense_are_refused_before_anything_is_installed(option, value):
    result = CliRunner().invoke(main, ["peers", option, value])
    assert result.exit_code == 2
    assert option in result.output
