"""`python -m bot`: the commands of `bot.program`."""

import gc

gc.disable()  # while everything is loaded: looking through it on the way took a fifth of the start

from bot.program import main  # noqa: E402 - from here on it is loaded

gc.freeze()  # it stays
gc.enable()

if __name__ == "__main__":
    main()
