"""The bench that kills the bot at random: a short run."""

from bench.chaos import Outcome, chaos, report
from tests.history import Findings


async def test_a_few_random_kills_break_no_promise(capsys):
    outcome = await chaos("webhook", kills=4, seed=3, chats=2)
    assert outcome.well, report("webhook", outcome)
    assert (outcome.kills, outcome.talks >= 2, outcome.messages >= 26) == (4, True, True)
    told = capsys.readouterr().out.splitlines()
    assert [line.partition(",")[0] for line in told] == [f"kill {number} of 4" for number in (1, 2, 3, 4)]
    assert all("in flight: " in line for line in told)


def test_a_broken_promise_stands_in_the_report_and_is_not_well():
    outcome = Outcome(findings=Findings(lost=frozenset({(7, "one")})))
    assert not outcome.well
    assert "broken: lost 1, twice 0, disordered 0" in report("polling", outcome)
    assert not Outcome(unsettled=1).well
