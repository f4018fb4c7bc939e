"""`python -m bench`: how long the work of the guide takes on this machine. `peers` and `memory` measure the bot."""

import click

from bench.bots import BOTS, POLLING, WEBHOOK


@click.group(invoke_without_command=True)
@click.pass_context
def main(context: click.Context) -> None:
    """Without a command: assessing, replaying, parsing, one figure a line; no network, no bot."""
    if context.invoked_subcommand is None:
        from bench.assess import figures

        for name, figure in figures():
            click.echo(f"{name:<44} {figure}")


def _list_of(kind, choices=()):
    def read(_context, _parameter, value):
        try:
            found = [kind(word) for word in value.split(",") if word.strip()]
        except ValueError:
            raise click.BadParameter(f"{value!r} is not a list such as 1,50") from None
        if not found or (choices and not set(found) <= set(choices)):
            raise click.BadParameter(f"write some of {', '.join(choices)}, separated by commas")
        return list(dict.fromkeys(found))

    return read


@main.command()
@click.option("--chats", default="1,50,500", callback=_list_of(int), show_default=True, help="Conversations under way.")
@click.option("--delay", default="0,50", callback=_list_of(float), show_default=True, help="ms an API answer is late.")
@click.option(
    "--mode",
    default="polling,webhook",
    callback=_list_of(str, (POLLING, WEBHOOK)),
    show_default=True,
    help="How updates come.",
)
@click.option("--bots", default=",".join(BOTS), callback=_list_of(str, tuple(BOTS)), show_default=True, help="Which.")
@click.option("--rounds", default=3, show_default=True, type=click.IntRange(1), help="Each figure is their median.")
@click.option("--seconds", default=8.0, show_default=True, type=click.FloatRange(0.5), help="Counted in each run.")
def peers(chats, delay, mode, bots, rounds, seconds) -> None:
    """Measure our bot and small bots of other makes, the same six steps, side by side."""
    from bench.environment import enter

    enter()
    from bench.rounds import play, present, run_in_loop
    from bench.run import Setting

    settings = [Setting(one, count, late / 1000) for one in mode for late in delay for count in chats]
    run_in_loop(play(present(bots), settings, rounds, seconds))


@main.command()
@click.option("--chats", default=500, show_default=True, type=click.IntRange(1), help="Conversations under way.")
@click.option("--buyers", default=100_000, show_default=True, type=click.IntRange(1), help="Different people in all.")
@click.option(
    "--steps", default=2, show_default=True, type=click.IntRange(1, 6), help="How far each gets: /start, taps."
)
def memory(chats, buyers, steps) -> None:
    """Watch the memory of our bot while one buyer after the other comes and goes."""
    from bench.memory import watch
    from bench.rounds import run_in_loop

    run_in_loop(watch(chats, buyers, steps))


if __name__ == "__main__":
    main(prog_name="python -m bench")
