"""A few weeks of some buyers, with all that comes between, judged afterwards. `make soak` does it for a whole year."""

from tests.bot.soak.judge import Judge
from tests.bot.soak.year import Chances, Run

SEED = 4


async def test_everything_wanted_comes_once_and_in_time_through_blocks_down_times_and_refusals(tmp_path):
    chances = Chances(talk=0.04, down=0.012, restart=0.01, jump=0.02, fault=0.05)
    year = await Run(tmp_path, buyers=8, seed=SEED, chances=chances).live(days=20)
    found = Judge(year).judge()
    assert found.broken == [], f"seed {SEED}"
    assert min(year.restarts, year.jumps, year.faults, found.figures["in time"], found.figures["summaries"]) > 0
