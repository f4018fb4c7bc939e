"""`python -m bench`: how long the work of the guide takes on this machine. `peers` and `memory` measure the bot, `chaos`
kills it."""

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


@main.command()
@click.option("--kills", default=1000, show_default=True, type=click.IntRange(2), help="In all modes together.")
@click.option("--seed", default=None, type=int, help="To repeat a run; made up where it isn't given.")
@click.option(
    "--mode", default="both", show_default=True, type=click.Choice([POLLING, WEBHOOK, "both"]), help="How updates come."
)
@click.option("--chats", default=8, show_default=True, type=click.IntRange(1), help="Conversations under way.")
def chaos(kills, seed, mode, chats) -> None:
    """Kill our bot at random moments under load, and look for anything lost, done twice or out of order."""
    import asyncio
    import random

    from bench.chaos import chaos as run
    from bench.chaos import report

    seed = random.randrange(10**6) if seed is None else seed  # noqa: S311 - it is printed, not kept secret
    click.echo(f"seed {seed}")
    modes = (POLLING, WEBHOOK) if mode == "both" else (mode,)
    outcomes = {each: asyncio.run(run(each, kills // len(modes), seed, chats)) for each in modes}
    for each, outcome in outcomes.items():
        click.echo(report(each, outcome))
    if not all(outcome.well for outcome in outcomes.values()):
        raise click.ClickException("a promise was broken")


@main.command()
@click.option(
    "--half",
    default="tune,report,final",
    callback=_list_of(str, ("tune", "report", "final")),
    show_default=True,
    help="Of the texts that were held out.",
)
def lookup(half) -> None:
    """Look up texts that the authors of the phrasings never saw: how many are understood, and how fast."""
    from bench.lookup import page

    for line in page(half):
        click.echo(line)


@main.command()
def engines() -> None:
    """Compare ways to find the topic of a question, as rows of a table (some ten minutes)."""
    from bench.engines import compared

    for row in compared():
        click.echo(row)


@main.command()
@click.option("--pending", default=1_000_000, show_default=True, type=click.IntRange(1000), help="Rows that wait.")
@click.option("--due", default=10_000, show_default=True, type=click.IntRange(1), help="Buyers with one due at once.")
@click.option(
    "--seconds", default=20.0, show_default=True, type=click.FloatRange(1), help="For which these are watched."
)
def reminders(pending, due, seconds) -> None:
    """Look for due reminders among very many, and send very many that are due at once."""
    import asyncio

    from bench.reminders import drain, polls

    asyncio.run(polls(pending))
    asyncio.run(drain(due, seconds))


@main.command()
@click.option("--buyers", default=500, show_default=True, type=click.IntRange(1), help="Each with cases of their own.")
@click.option("--days", default=365, show_default=True, type=click.IntRange(2), help="Simulated, by the hour.")
@click.option("--seed", default=None, type=int, help="To repeat a run; made up where it isn't given.")
def soak(buyers, days, seed) -> None:
    """Live through a year with many buyers, down times and refusals, and look for reminders lost, early or twice."""
    import random

    from bench.soak import soak as run

    seed = random.randrange(10**6) if seed is None else seed  # noqa: S311 - it is printed, not kept secret
    click.echo(f"seed {seed}")
    report, well = run(buyers, days, seed)
    click.echo(report)
    if not well:
        raise click.ClickException("a promise was broken")


if __name__ == "__main__":
    main(prog_name="python -m bench")
