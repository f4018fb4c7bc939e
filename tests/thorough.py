"""How deep the sweeps and the properties look. `THOROUGH=1 make test` looks deeper than every run can afford."""

import os

THOROUGH = bool(os.environ.get("THOROUGH"))


def each_run(count):
    """So many examples of a property in each run, every time others; five times as many in a thorough one."""
    return 5 * count if THOROUGH else count
