"""The bench of the clock, in small: what is due is found fast among many, and a tap is answered while many go out."""

import re

from bench.reminders import drain, polls


async def test_a_poll_among_many_rows_is_short(capsys):
    await polls(30_000)
    said = capsys.readouterr().out
    assert float(re.search(r"hundred ([\d.]+) ms", said)[1]) < 5


async def test_taps_are_answered_while_reminders_go_out(capsys):
    await drain(200, seconds=2)
    said = capsys.readouterr().out
    assert float(re.search(r"([\d.]+) messages a second", said)[1]) > 5
    assert float(re.search(r"slowest of \d+ in (\d+) ms", said)[1]) < 1000
